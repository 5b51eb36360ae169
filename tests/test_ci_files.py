"""What the repository offers to CI: the action, the hooks and the examples parse, name options that exist, and run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from plandiff.cli.app import application
from plandiff.policy import load_policy

TOP = Path(__file__).parents[1]
ACTION = TOP / "action.yml"
HOOKS = TOP / ".pre-commit-hooks.yaml"
WORKFLOW = TOP / "examples" / "workflow.yml"
PAGE = TOP / "docs" / "ci.md"
POLICY = "never: {soften: [fleet]}\n"


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def steps(path: Path) -> list[dict[str, Any]]:
    data = parsed(path)
    found: list[dict[str, Any]] = data["runs"]["steps"] if path == ACTION else data["jobs"]["compare"]["steps"]
    return found


def step(path: Path, start: str) -> str:
    """The script of the step whose name starts so."""
    return str(next(s["run"] for s in steps(path) if s.get("name", "").startswith(start)))


# --- the options exist ------------------------------------------------------------------------------------------------


@cache
def options(command: str) -> frozenset[str]:
    """The options that ``plandiff COMMAND --help`` lists."""
    done = process("-m", "plandiff", command, "--help")
    assert done.returncode == 0, done.stderr
    return frozenset(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", done.stdout.split("Examples:")[0]))


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(TOP / "src"), "COLUMNS": "200"} | environment
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=env, check=False, timeout=60
    )


def used(text: str) -> list[tuple[str, list[str]]]:
    """Every plandiff command in a text, with its options: those before ``--``, without their values."""
    found = []
    for line in text.replace("\\\n", " ").splitlines():
        for command, rest in re.findall(r"(?:^|[\s`>$(])plandiff ([a-z]+)((?:(?!plandiff ).)*)", line.split(" # ")[0]):
            words = rest.split("`")[0].split(" -- ")[0].split()
            found.append((command, [w.split("=")[0].strip('"[](),') for w in words if w.startswith("-")]))
    return found


SCRIPTS = {
    "action": "\n".join(s.get("run", "") for s in steps(ACTION)),
    "workflow": "\n".join(s.get("run", "") for s in steps(WORKFLOW)),
    "hooks": "\n".join(h["entry"] for h in parsed(HOOKS)),
    "page": PAGE.read_text("utf-8"),
    "readme": (TOP / "README.md").read_text("utf-8"),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_command_and_option_is_one_that_help_lists(name: str) -> None:
    commands = get_command(application()).commands  # type: ignore[attr-defined]
    found = [(c, o) for c, o in used(SCRIPTS[name]) if name not in ("page", "readme") or c in commands]
    assert found
    for command, given in found:
        assert command in commands
        assert set(given) <= options(command), (command, given)


def test_options_that_the_action_adds_are_listed_too() -> None:
    rules = re.findall(r"rules\+=\((--[a-z-]+)", step(ACTION, "Gate"))
    assert rules == ["--policy", "--fail-on"]
    assert set(rules) <= options("compare")


# --- the action -------------------------------------------------------------------------------------------------------


def test_the_action_is_as_github_requires() -> None:
    action = parsed(ACTION)
    assert {"name", "description", "inputs", "outputs", "runs"} <= set(action)
    assert action["runs"]["using"] == "composite"
    for name, value in action["inputs"].items():
        assert value["description"], name
        assert value.get("required") is True or isinstance(value["default"], str), name
    for one in steps(ACTION):
        assert ("uses" in one) != ("run" in one)
        assert "uses" in one or one["shell"] == "bash"


def test_no_input_becomes_part_of_a_script() -> None:
    for path in (ACTION, WORKFLOW):
        for one in steps(path):
            assert "${{" not in one.get("run", "")
    text = ACTION.read_text("utf-8")
    assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(parsed(ACTION)["inputs"])
    assert {o["value"] for o in parsed(ACTION)["outputs"].values()} == {
        "${{ steps.report.outputs.report }}", "${{ steps.report.outputs.sarif }}",
    }  # fmt: skip


def plan(number: int, more: str = "") -> str:
    return (
        f'id: fish\ntitle: Fisheries\nprovisions:\n  - number: "1"\n    tags: [fleet]\n'
        f"    text: The fleet is limited to {number} vessels.\n{more}"
    )


class Runner:
    """A runner as far as the scripts can tell: its files, its variables, and plandiff on the PATH."""

    def __init__(self, folder: Path) -> None:
        self.repository, self.temporary, self.bin = folder / "repository", folder / "temporary", folder / "bin"
        for path in (self.repository / "plans", self.temporary, self.bin):
            path.mkdir(parents=True)
        shim = self.bin / "plandiff"
        shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m plandiff "$@"\n', "utf-8")
        shim.chmod(0o755)
        self.summary, self.output, self.env = (folder / name for name in ("summary.md", "output", "env"))
        for number in (40, 60):
            (self.repository / "plans" / "fish.yaml").write_text(plan(number), "utf-8")
            (self.repository / "policy.yaml").write_text(POLICY, "utf-8")
            self.git("init", "-q", ".")
            self.git("add", ".")
            self.git("commit", "-q", "-m", str(number))

    def variables(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PLANDIFF", "PYTHON"))}
        person = {
            f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        later = dict(line.split("=", 1) for line in self.env.read_text().splitlines()) if self.env.exists() else {}
        return kept | person | later | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(TOP / "src"),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_ENV": str(self.env),
        }  # fmt: skip

    def git(self, *arguments: str) -> str:
        command = ["git", *arguments]
        return subprocess.run(
            command, cwd=self.repository, env=self.variables(), check=True, capture_output=True, text=True
        ).stdout

    def run(self, script: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Runs a step as a runner does."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.repository,
            env=self.variables() | inputs,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


PAIR = {"OLD": "HEAD~1:plans/fish.yaml", "NEW": "plans/fish.yaml"}


def test_the_action_annotates_and_leaves_its_files(runner: Runner) -> None:
    done = runner.run(step(ACTION, "Report"), **PAIR, MAX_SIZE=parsed(ACTION)["inputs"]["max-size"]["default"])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("::warning file=plans/fish.yaml,line=4,col=5,title=softened 1 > 1::")
    assert "softened" in runner.summary.read_text("utf-8")
    outputs = dict(line.split("=", 1) for line in runner.output.read_text("utf-8").splitlines())
    assert Path(outputs["report"]).read_text("utf-8") == runner.summary.read_text("utf-8")
    assert '"2.1.0"' in Path(outputs["sarif"]).read_text("utf-8")


@pytest.mark.parametrize(
    ("policy", "fail_on", "code"),
    [("", "", 0), ("policy.yaml", "", 1), ("", "softened", 1), ("", "hardened", 0), ("nowhere.yaml", "", 2)],
)
def test_the_action_stops_where_it_is_told_to(runner: Runner, policy: str, fail_on: str, code: int) -> None:
    done = runner.run(step(ACTION, "Gate"), **PAIR, POLICY=policy, FAIL_ON=fail_on)
    assert done.returncode == code
    assert ("breach: policy.yaml:1:18: softened 1 > 1" in done.stderr) == (policy == "policy.yaml")


def test_a_hostile_input_is_a_name_and_nothing_else(runner: Runner) -> None:
    for name in ("--output=ran", "$(touch ran)", '"; touch ran; "', "x:$(touch ran)"):
        done = runner.run(step(ACTION, "Gate"), OLD=name, NEW="plans/fish.yaml", POLICY="", FAIL_ON="")
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
    assert not (runner.repository / "ran").exists()


# --- the hooks --------------------------------------------------------------------------------------------------------


def test_the_hooks_are_as_pre_commit_requires() -> None:
    hooks = parsed(HOOKS)
    assert [h["id"] for h in hooks] == ["plandiff-validate", "plandiff-compare"]
    for hook in hooks:
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        re.compile(hook["files"])
    assert re.search(hooks[0]["files"], "plans/28pt.yaml")
    assert not re.search(hooks[0]["files"], "plans/reviews/28pt--20pt.yaml")


def test_the_hooks_run_as_pre_commit_runs_them(runner: Runner) -> None:
    validate, compare = (h["entry"] for h in parsed(HOOKS))
    assert runner.run(f"{validate} plans/fish.yaml").returncode == 0
    (runner.repository / "plans" / "fish.yaml").write_text(plan(60, "    tgas: [a]\n"), "utf-8")
    assert runner.run(f"{validate} plans/fish.yaml").returncode == 2
    (runner.repository / "plans" / "fish.yaml").write_text(plan(80), "utf-8")
    runner.git("add", "plans")
    arguments = "HEAD:plans/fish.yaml :plans/fish.yaml --policy=policy.yaml"
    assert runner.run(f"{compare} {arguments}").returncode == 1


# --- the examples -----------------------------------------------------------------------------------------------------


def test_the_workflow_runs_on_pull_requests_with_no_more_rights_than_it_needs() -> None:
    workflow = parsed(WORKFLOW)
    assert workflow[True]["pull_request"]["paths"]  # YAML 1.1 reads the key "on" as true
    assert workflow["permissions"] == {"contents": "read"}
    assert next(s for s in steps(WORKFLOW) if "checkout" in s.get("uses", ""))["with"]["fetch-depth"] == 0


def test_the_steps_of_the_workflow_do_what_their_names_say(runner: Runner) -> None:
    (runner.repository / "plans" / "new.yaml").write_text(plan(1).replace("fish", "new"), "utf-8")
    runner.git("add", "plans")
    runner.git("commit", "-q", "-m", "new")
    base = runner.git("rev-parse", "HEAD~2").strip()
    assert runner.run(step(WORKFLOW, "Check"), BASE=base).returncode == 0
    assert runner.run(step(WORKFLOW, "Find"), BASE=base).returncode == 0
    shown = runner.run(step(WORKFLOW, "Show"))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.count("::warning file=plans/fish.yaml,line=4,") == 1
    assert "softened" in runner.summary.read_text("utf-8")
    stopped = runner.run(step(WORKFLOW, "Stop"))
    assert stopped.returncode == 1
    assert "breach: policy.yaml:1:18: softened 1 > 1" in stopped.stderr
    (runner.repository / "policy.yaml").write_text("never: {drop: [fleet]}\n", "utf-8")
    assert runner.run(step(WORKFLOW, "Stop")).returncode == 0


def test_the_example_of_a_policy_is_one() -> None:
    found = load_policy(TOP / "examples" / "policy.yaml")
    assert found.never_drop
    assert found.never_soften
    assert found.keep
    assert found.accept
