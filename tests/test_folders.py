"""Two folders of plans, on disk or in two commits: each file that differs is compared, and one that is gone counts as dropped."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from plandiff.cli import main
from plandiff.errors import PlandiffError
from plandiff.folders import differing
from plandiff.library import are_folders
from plandiff.schemas import schema

Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]
ME = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def plan(ident: str, text: str, tag: str = "fleet") -> str:
    return f'id: {ident}\ntitle: The {ident}\nprovisions:\n  - number: "1"\n    tags: [{tag}]\n    text: {text}\n'


OLD = {
    "fish.yaml": plan("fish", "The fleet is limited to 40 vessels."),
    "same.yaml": plan("same", "Each Party may inspect."),
    "gone.yaml": plan("gone", "Each Party shall report.", "reports"),
    "README.md": "Not a plan.",
    "reviews/fish--fish.yaml": "broken: [",
}
NEW = {
    "fish.yaml": plan("fish", "The fleet is limited to 60 vessels."),
    "same.yaml": OLD["same.yaml"],
    "came.yaml": plan("came", "Each Party shall disarm.", "arms"),
}


def fill(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A repository whose folder ``plans`` is as OLD in one commit, as NEW in the next and on disk; OLD is in ``before`` too."""
    for name in [n for n in os.environ if n.startswith(("GIT_", "PLANDIFF"))]:
        monkeypatch.delenv(name)
    for name, value in (ME | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q"], check=True)
    fill(tmp_path / "before", OLD)
    fill(tmp_path / "plans", OLD)
    for message in ("old", "new"):
        subprocess.run(["git", "add", "plans"], check=True)
        subprocess.run(["git", "commit", "-q", "-m", message], check=True)
        for name in OLD:
            Path("plans", name).unlink(missing_ok=True)
        fill(tmp_path / "plans", NEW)

    def run(*arguments: str) -> Outcome:
        return main(["compare", *arguments]), *capsys.readouterr()

    return run


PAIRS = [("HEAD~1:plans", "HEAD:plans"), ("before", "plans"), ("HEAD~1:plans/", "plans/"), ("./before", "HEAD:./plans")]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_one_report_on_all_that_changed_came_and_went(run: Run, old: str, new: str) -> None:
    code, out, err = run(old, new)
    assert (code, err) == (0, "")
    assert "Plan files: 1 changed, 1 added, 1 deleted, 1 unchanged." in out
    assert "Over all: \u2212 1 dropped, \u25bc 1 softened, + 1 added." in out
    assert "\u2212 deleted  gone.yaml  The gone  1 provision\n" in out
    assert "+ added  came.yaml  The came  1 provision\n" in out
    assert "[-40-] {+60+} vessels" in out
    assert "same.yaml" not in out


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_json_is_as_its_schema_says(run: Run, old: str, new: str) -> None:
    described = json.loads(schema("folders"))
    jsonschema.Draft202012Validator.check_schema(described)
    data = json.loads(run(old, new, "--format", "json")[1])
    jsonschema.Draft202012Validator(described).validate(data)
    assert (data["old"], data["new"], data["unchanged"]) == (old, new, 1)
    fates = {f["file"]: f["fate"] for f in data["files"]}
    assert fates == {"came.yaml": "added", "fish.yaml": "changed", "gone.yaml": "deleted"}
    fish = json.loads(run("before/fish.yaml", "plans/fish.yaml", "--format", "json")[1])
    assert data["files"][1]["comparison"] | {"notes": []} == fish


def test_markdown_and_counts_by_party(run: Run) -> None:
    _, out, _ = run("before", "plans", "--format", "markdown")
    assert out.startswith("# before > plans: what changed\n\nPlan files: 1 changed")
    assert "- deleted **gone.yaml** The gone (1 provision)" in out
    assert "<del>40</del> <ins>60</ins>" in out
    assert "| fleet |" in run("before", "plans", "--by", "tag", "--format", "markdown")[1]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "softened"], 1),
        (["--fail-on", "dropped"], 1),
        (["--fail-on", "added"], 1),
        (["--fail-on", "hardened,altered"], 0),
        (["--fail-on", "dropped", "--tag", "fleet"], 0),
        (["--fail-on", "dropped", "--tag", "reports"], 1),
        (["--exit-code"], 1),
        (["--exit-code", "--only", "unchanged"], 0),
    ],
)
def test_exit_codes_are_as_for_one_pair_and_a_deleted_file_slips_by_no_gate(
    run: Run, arguments: list[str], code: int
) -> None:
    assert run("HEAD~1:plans", "HEAD:plans", *arguments)[0] == code


def test_a_policy_holds_for_every_file(run: Run) -> None:
    Path("policy.yaml").write_text("never: {drop: [reports, nothing], soften: [fleet]}\n", "utf-8")
    code, _, err = run("HEAD~1:plans", "HEAD:plans", "--policy", "policy.yaml")
    assert code == 1
    breaches = [line for line in err.splitlines() if line.startswith("breach: ")]
    assert [line.rsplit(" ", 1)[1] for line in breaches] == ["fish.yaml", "gone.yaml"]
    assert err.count("no provision has the tag 'nothing'") <= 1
    assert "no provision has the tag 'fleet'" not in err


def test_the_same_folder_differs_in_nothing(run: Run) -> None:
    code, out, err = run("HEAD:plans", "plans", "--exit-code", "--policy", "policy.yaml")
    assert (code, err.count("\n")) == (2, 1), "the policy is read all the same"
    code, out, err = run("HEAD:plans", "plans", "--exit-code")
    assert (code, err) == (0, "")
    assert "Plan files: 3 unchanged." in out
    assert "No plan file differs." in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["before", "plans/fish.yaml"], "'before' is a folder and 'plans/fish.yaml' is none; name two plans or two folders"),
        (["HEAD~1:plans/fish.yaml", "HEAD:plans"], "'HEAD:plans' is a folder and"),
        (["before", "plans", "--format", "svg"], "--format svg is for two plans; for two folders there are terminal, markdown and json"),
        (["before", "plans", "-f", "markdown", "--max-size", "9000"], "--max-size is for two plans"),
        (["before", "plans", "--tag", "flet"], "--tag 'flet' is not known; did you mean 'fleet'?"),
        (["--", "-x:plans", "HEAD:plans"], "'HEAD:plans' is a folder and '-x:plans' is none"),
        (["HEAD~9:plans", "HEAD~8:plans"], "there is no revision 'HEAD~9'"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_one_line(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_a_file_that_differs_and_is_no_plan_is_named(run: Run) -> None:
    Path("plans/fish.yaml").write_text("id: [", "utf-8")
    code, out, err = run("HEAD:plans", "plans")
    assert (code, out) == (2, "")
    assert err.startswith("plandiff: plans/fish.yaml:2:")
    subprocess.run(["git", "commit", "-qam", "broken"], check=True)
    assert run("HEAD~1:plans", "HEAD:plans")[2].startswith("plandiff: HEAD:plans/fish.yaml:2:")
    assert run("HEAD:plans", "plans")[0] == 0, "what does not differ is not read"


def test_a_folder_that_is_called_as_a_plan_is_means_the_plan(run: Run) -> None:
    for name in ("fish", "same"):
        Path(name).mkdir()
    assert not are_folders("fish", "same")
    assert are_folders("./fish", "./same")
    with pytest.raises(PlandiffError, match="is a folder and"):
        are_folders("fish", "before")


def test_links_and_folders_in_a_commit_are_no_plan_files(run: Run) -> None:
    Path("plans/link.yaml").symlink_to("fish.yaml")
    fill(Path("plans/folder.yaml"), {"x": "y"})
    subprocess.run(["git", "add", "-A"], check=True)
    subprocess.run(["git", "commit", "-qm", "odd"], check=True)
    assert [pair.file for pair in differing("HEAD~1:plans", "HEAD:plans").pairs] == []


def test_no_name_of_a_folder_or_title_of_a_plan_acts(run: Run) -> None:
    odd = Path("a\x1b[31m <b>@you [x](y) {{z}}")
    fill(odd, {"fish.yaml": OLD["fish.yaml"], "came.yaml": NEW["came.yaml"].replace("The came", "<i>@me</i>")})
    for format in ("terminal", "markdown", "json"):
        for old, new in ((f"./{odd}", "before"), ("before", f"./{odd}")):
            code, out, err = run(old, new, "--format", format)
            assert (code, err) == (0, "")
            assert "\x1b" not in out
            if format == "markdown":
                assert not [word for word in ("<b>", "<i>", "@you", "@me", "[x](", "{{") if word in out]
