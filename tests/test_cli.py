"""The command line: what goes to which stream, which exit code, and one line for everything that goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from plandiff import __version__
from plandiff.cli import main
from plandiff.errors import InternalError

OLD = """\
id: first
title: First draft
date: 2025-11-20
sources:
  gazette: {publisher: The Gazette, date: 2025-11-20}
provisions:
  - number: "1"
    text: The armed forces of Arland are limited to 600,000 personnel.
    tags: [armed-forces]
    binds: [arland]
    sources: [gazette]
  - number: "2"
    text: Arland will not join the Northern Alliance.
    tags: [alliance]
    binds: [arland]
  - number: "3"
    text: The ceasefire takes effect when both sides have withdrawn.
    tags: [ceasefire]
"""
NEW = """\
id: second
title: Second draft – revised
date: 2025-11-23
provisions:
  - number: "1"
    text: The armed forces of Arland are limited to 800,000 personnel.
    tags: [armed-forces]
    binds: [arland]
  - number: "2"
    text: The ceasefire takes effect when both sides have withdrawn.
    tags: [ceasefire]
"""
Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two plans, as the current folder; nothing of the caller's environment shines through."""
    for name in ("PLANDIFF_PLANS", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "PLANDIFF_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    plans = tmp_path / "drafts"
    plans.mkdir()
    (plans / "first.yaml").write_text(OLD, "utf-8")
    (plans / "second.yaml").write_text(NEW, "utf-8")
    monkeypatch.chdir(tmp_path)
    return plans


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> Outcome:
        code = main(["--plans", str(folder), *arguments])
        return code, *capsys.readouterr()

    return run


def one_line(text: str) -> bool:
    return text.startswith("plandiff: ") and text.endswith("\n") and text.count("\n") == 1


# --- compare --------------------------------------------------------------------------------------------------------


def test_compare_prints_the_report_and_nothing_else(run: Run) -> None:
    code, out, err = run("compare", "first", "second")
    assert (code, err) == (0, "")
    assert "[-600,000-] {+800,000+}" in out
    assert "3 of 3 old and 2 of 2 new provisions accounted for." in out


def test_plans_are_named_by_path_too_and_the_folder_per_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "drafts/first.yaml", "drafts/second.yaml"]) == 0
    by_path = capsys.readouterr().out
    assert main(["compare", "first", "second", "--plans", str(folder)]) == 0
    assert capsys.readouterr().out == by_path


@pytest.mark.parametrize("format", ["terminal", "markdown", "json", "html"])
def test_every_format_by_name(run: Run, format: str) -> None:
    code, out, err = run("compare", "first", "second", "--format", format)
    assert (code, err) == (0, "")
    assert "800,000" in out


def test_json_is_a_document(run: Run) -> None:
    data = json.loads(run("compare", "first", "second", "-f", "json")[1])
    assert data["summary"] | {"softened": 1, "dropped": 1, "unchanged": 1} == data["summary"]


def test_a_plan_against_itself_differs_in_nothing(run: Run) -> None:
    code, out, _ = run("compare", "first", "first", "--exit-code", "-f", "json")
    data = json.loads(out)
    assert code == 0
    assert data["summary"]["unchanged"] == 3 == len(data["changes"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--exit-code"], 1),
        (["--fail-on", "softened"], 1),
        (["--fail-on", "hardened,added"], 0),
        (["--fail-on", "hardened", "--fail-on", "dropped"], 1),
        (["--fail-on", "hardened,dropped"], 1),
        (["--fail-on", "dropped", "--tag", "armed-forces"], 0),
        (["--exit-code", "--tag", "ceasefire"], 0),
    ],
)
def test_exit_codes_tell_what_differs(run: Run, arguments: list[str], code: int) -> None:
    found, out, err = run("compare", "first", "second", *arguments)
    assert (found, err) == (code, "")
    assert "accounted for" in out


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--tag", "armed-forces"], [["1"]]),
        (["--tag", "armed-forces,alliance"], [["1"], ["2"]]),
        (["--tag", "armed-forces", "--tag", "alliance"], [["1"], ["2"]]),
        (["--only", "dropped"], [["2"]]),
        (["--party", "arland"], [["1"], ["2"]]),
        (["--party", "Arland", "--tag", "Alliance"], [["2"]]),
        (["--party", "arland", "--only", "softened,unchanged"], [["1"]]),
        (["--only", "unchanged"], [["3"]]),
    ],
)
def test_filters_narrow_what_is_shown(run: Run, arguments: list[str], numbers: list[list[str]]) -> None:
    code, out, err = run("compare", "first", "second", "-f", "json", *arguments)
    assert (code, err) == (0, "")
    assert sorted(c["old"] for c in json.loads(out)["changes"]) == numbers


def test_what_is_asked_for_by_verdict_is_not_folded(run: Run) -> None:
    assert "when both sides have withdrawn" not in run("compare", "first", "second")[1]
    assert "when both sides have withdrawn" in run("compare", "first", "second", "--all")[1]
    assert "when both sides have withdrawn" in run("compare", "first", "second", "--only", "unchanged")[1]


def test_a_documented_word_that_no_provision_has_is_noted_on_stderr(run: Run, folder: Path) -> None:
    (folder / "vocabulary").mkdir()
    (folder / "vocabulary" / "tags.yaml").write_text("fisheries: {definition: Fish.}\n", "utf-8")
    code, out, err = run("compare", "first", "second", "--tag", "Fisheries", "--fail-on", "dropped")
    assert code == 0
    assert err == "note: no provision has the tag 'Fisheries', though it is on the list of tags\n"
    assert "Shown: 0 of 3 changes (tag Fisheries)." in out
    assert run("show", "first", "--tag", "fisheries")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "first", "second", "--tag", "armed-force"], "--tag 'armed-force' is not known; did you mean 'armed-forces'?"),
        (["compare", "first", "second", "--tag", "ceasefire,aliance"], "--tag 'aliance' is not known; did you mean 'alliance'?"),
        (["compare", "first", "second", "--party", "arlund"], "--party 'arlund' is not known; did you mean 'arland'?"),
        (["show", "first", "--tag", "armed-force"], "--tag 'armed-force' is not known; did you mean 'armed-forces'?"),
    ],
)  # fmt: skip
def test_a_slip_in_a_filter_does_not_switch_a_gate_off(run: Run, arguments: list[str], said: str) -> None:
    more = ["--fail-on", "dropped"] if arguments[0] == "compare" else []
    assert run(*arguments, *more) == (2, "", f"plandiff: {said}\n")


def test_all_known_words_are_named_where_none_is_near(run: Run, folder: Path) -> None:
    tags = [f"area-{n:02}" for n in range(40)]
    (folder / "second.yaml").write_text(NEW.replace("[ceasefire]", f"[{', '.join(tags)}]"), "utf-8")
    code, _, err = run("compare", "first", "second", "--tag", "zzz")
    assert code == 2
    assert all(tag in err for tag in (*tags, "alliance"))


def test_the_ledger_takes_the_place_of_the_changes(run: Run) -> None:
    _, out, _ = run("compare", "first", "second", "--by", "party")
    assert "Arland" in out
    assert "800,000" not in out
    ledger = json.loads(run("compare", "first", "second", "--by", "tag", "-f", "json")[1])["ledger"]
    assert {row["name"] for row in ledger["rows"]} == {"armed-forces", "alliance", "ceasefire"}


def test_explain_says_more(run: Run) -> None:
    brief, full = (run("compare", "first", "second", *more)[1] for more in ([], ["--explain"]))
    assert len(full) > len(brief)
    assert "confidence" in full


# --- what goes wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare", "first", "secnd"], "did you mean second?"),
        (["compare", "first", "missing.yaml"], "missing.yaml"),
        (["compare", "first"], "Missing argument 'NEW'"),
        (["compare", "first", "second", "third"], "third"),
        (["compare", "first", "second", "--format", "jsn"], "--format 'jsn' is not known; did you mean 'json'?"),
        (
            ["compare", "first", "second", "--only", "softend"],
            "--only 'softend' is not known; did you mean 'softened'?",
        ),
        (
            ["compare", "first", "second", "--fail-on", "x"],
            "--fail-on 'x' is not known; known values: unchanged",
        ),
        (["compare", "first", "second", "--order", "size"], "--order 'size'"),
        (["compare", "first", "second", "--by", "verdict"], "--by 'verdict'"),
        (["compare", "first", "second", "--color", "yes"], "--color 'yes'"),
        (["compare", "first", "second", "--width", "wide"], "--width"),
        (["compare", "first", "second", "--width", "19"], "--width"),
        (["compare", "first", "second", "--nope"], "--nope"),
        (["compare", "first", "second", "-o", "no/such/folder/x"], "cannot write no/such/folder/x"),
        (["compare", "first", "second", "-o", "."], "cannot write ."),
        (["compair", "first", "second"], "compair"),
        (["show", "frist"], "did you mean first?"),
        (["show", "first", "--format", "html"], "--format 'html'"),
        (["schema", "plans"], "did you mean 'plan'?"),
        (["validate", "nothing"], "there is no plan 'nothing'"),
    ],
)
def test_an_error_is_one_line_on_stderr_and_no_report(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert said in err


def test_a_bad_plan_is_named_with_its_line(run: Run, folder: Path) -> None:
    (folder / "bad.yaml").write_text(
        'id: bad\ntitle: Bad\nprovisions:\n  - number: "1"\n    text: x\n    tgas: y\n', "utf-8"
    )
    for format in ("terminal", "markdown", "json", "html"):
        code, out, err = run("compare", "first", "bad", "--format", format)
        assert (code, out) == (2, "")
        assert one_line(err)
        assert "bad.yaml:6:5:" in err


def test_no_message_can_steer_the_terminal(run: Run) -> None:
    code, _, err = run("compare", "first", "\x1b[31mred\u202e")
    assert code == 2
    assert one_line(err)
    assert "\x1b" not in err
    assert "\u202e" not in err


@pytest.mark.parametrize("error", [InternalError("a law does not hold"), KeyError("lost"), RecursionError("deep")])
def test_a_broken_promise_says_how_to_report_it(run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(import_module("plandiff.compare"), "compare", broken)
    code, out, err = run("compare", "first", "second")
    assert (code, out) == (70, "")
    assert one_line(err)
    assert "please report it" in err


def test_an_interrupt_has_its_own_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("plandiff.compare"), "compare", interrupted)
    assert run("compare", "first", "second")[0] == 130


def test_an_interrupt_before_the_first_module_is_read_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "plandiff.cli.output":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "plandiff.cli.output")
    monkeypatch.delattr(import_module("plandiff.cli"), "output")
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    assert main(["list"]) == 130


# --- files ----------------------------------------------------------------------------------------------------------


def test_output_goes_to_the_file_only_and_is_plain(run: Run, folder: Path) -> None:
    expected = run("compare", "first", "second")[1]
    target = folder / "report.txt"
    assert run("compare", "first", "second", "--output", str(target)) == (0, "", "")
    assert target.read_text("utf-8") == expected
    assert sorted(p.name for p in folder.iterdir()) == ["first.yaml", "report.txt", "second.yaml"]


def test_a_failed_run_leaves_the_file_as_it_was(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = folder / "report.txt"
    target.write_text("precious", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    code, out, err = run("compare", "first", "second", "--output", str(target))
    assert (code, out) == (2, "")
    assert "No space left on device" in err
    assert target.read_text("utf-8") == "precious"
    assert sorted(p.name for p in folder.iterdir()) == ["first.yaml", "report.txt", "second.yaml"]


def test_a_replaced_file_keeps_its_permissions_and_a_link_its_target(run: Run, folder: Path) -> None:
    target, link = folder / "real.txt", folder / "link.txt"
    target.write_text("", "utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("compare", "first", "second", "--output", str(link))[0] == 0
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert "800,000" in target.read_text("utf-8")


# --- the other commands -----------------------------------------------------------------------------------------------


def test_list_names_the_plans_earliest_first(run: Run) -> None:
    code, out, err = run("list", "--width", "120")
    ours = [line.split()[0] for line in out.splitlines() if line.startswith(("first", "second"))]
    assert (code, err, ours) == (0, "", ["first", "second"])
    assert {"first", "second"} <= {plan["id"] for plan in json.loads(run("list", "--format", "json")[1])}


def test_show_prints_the_plan_or_part_of_it(run: Run) -> None:
    assert "600,000" in run("show", "first")[1]
    assert "600,000" in run("show", "first", "-f", "markdown")[1]
    part = run("show", "first", "--tag", "alliance")[1]
    assert "600,000" not in part
    assert "Shown: 1 of 3 provisions." in part
    assert [p["number"] for p in json.loads(run("show", "first", "-t", "alliance", "-f", "json")[1])["provisions"]] == [
        "2"
    ]


def test_show_cites_sources_when_asked(run: Run) -> None:
    assert "Sources" not in run("show", "first")[1]
    assert "The Gazette, 20 Nov 2025." in run("show", "first", "--sources")[1]


def test_validate_reports_all_findings_at_once(run: Run, folder: Path) -> None:
    assert run("validate", str(folder / "first.yaml")) == (0, "", "note: 1 file, 0 findings\n")
    bad = folder / "bad.yaml"
    bad.write_text('id: bad\ntitle: Bad\ndate: soon\nprovisions:\n  - number: "1"\n    txt: x\n', "utf-8")
    code, out, err = run("validate", str(bad))
    assert code == 2
    assert out.count("\n") >= 2
    assert all(line.startswith(f"{bad}:") for line in out.splitlines())
    assert err == f"note: 1 file, {out.count(chr(10))} findings\n"


@pytest.mark.parametrize("name", ["plan", "comparison", "review"])
def test_schema_prints_what_the_package_ships(run: Run, name: str) -> None:
    code, out, _ = run("schema", name)
    assert code == 0
    assert json.loads(out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_review_writes_a_file_that_a_person_must_fill_in(run: Run, folder: Path) -> None:
    code, out, _ = run("review", "first", "second")
    assert code == 0
    reviews = folder / "reviews"
    reviews.mkdir()
    (reviews / "first--second.yaml").write_text(out, "utf-8")
    code, _, err = run("compare", "first", "second")
    assert code == 2
    assert "reason" in err
    (reviews / "first--second.yaml").write_text(out.replace('reason: ""', "reason: Looked at."), "utf-8")
    assert "softened *" in run("compare", "first", "second")[1]
    assert "softened *" not in run("compare", "first", "second", "--no-reviews")[1]


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"plandiff {__version__}\n", "")
    for arguments in ([], ["--help"], ["-h"]):
        code, out, err = run(*arguments)
        assert (code, err) == (0, "")
        assert "plandiff compare 28pt 19pt" in out
    for command in ("compare", "show", "list", "validate", "review", "schema"):
        assert "Examples:" in run(command, "--help")[1]


# --- as a process -----------------------------------------------------------------------------------------------------


def process(*arguments: str, folder: Path, shell: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    source = str(Path(__file__).parents[1] / "src")
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("PLANDIFF", "LC_", "LANG", "NO_COLOR", "COLUMNS", "PYTHON"))
    }
    command = [sys.executable, "-m", "plandiff", "--plans", str(folder), *arguments]
    if shell:
        quoted = " ".join(f"'{part}'" for part in command)
        command = ["bash", "-c", f"set -o pipefail; {quoted} {shell}"]
    return subprocess.run(
        command,
        cwd=folder,
        env=kept | {"PYTHONPATH": source} | environment,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    text = "\n".join(
        f'  - number: "{n}"\n    text: Provision {n} of a long plan, long enough to fill a pipe.' for n in range(3000)
    )
    (folder / "long.yaml").write_text(f"id: long\ntitle: Long\nprovisions:\n{text}\n", "utf-8")
    done = process("show", "long", folder=folder, shell="| head -n 1")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b"long  Long\n"


def test_a_full_disk_is_one_line(folder: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    done = process("show", "first", folder=folder, shell="> /dev/full")
    assert done.returncode == 2
    assert one_line(done.stderr.decode())


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"TERM": "dumb"},
        {"NO_COLOR": "1"},
        {"PYTHONOPTIMIZE": "2"},
        {"HOME": "/nonexistent"},
    ],
    ids=str,
)
def test_any_environment_gets_a_right_report(folder: Path, environment: dict[str, str]) -> None:
    done = process("compare", "first", "second", folder=folder, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"[-600,000-] {+800,000+}" in done.stdout
    assert b"\x1b" not in done.stdout
    machine = process("compare", "first", "second", "-f", "json", folder=folder, **environment)
    assert json.loads(machine.stdout.decode("utf-8"))["new"]["title"] == "Second draft – revised"


def test_columns_and_width_set_the_width(folder: Path) -> None:
    for arguments, environment in (([], {"COLUMNS": "20"}), (["--width", "20"], {"COLUMNS": "90"})):
        done = process("compare", "first", "second", *arguments, folder=folder, **environment)
        assert max(len(line) for line in done.stdout.decode().splitlines()) <= 20


def test_color_is_for_terminals_unless_asked_for(folder: Path) -> None:
    done = process("compare", "first", "second", "--color", "always", folder=folder, NO_COLOR="1")
    assert b"\x1b[" in done.stdout
    assert b"\x1b" not in process("compare", "first", "second", folder=folder, FORCE_COLOR="1").stdout
