"""The commands that span many versions: which versions they take, what goes to which stream, what is an error."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plandiff.cli import main
from strategies import plan_yaml
from test_cli import one_line
from test_many import DIGEST, FIRST, LAST, SECOND, WANTED

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with four versions and a position; nothing of the caller's environment shines through."""
    for name in ("PLANDIFF_PLANS", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "PLANDIFF_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "drafts"
    folder.mkdir()
    for plan in (FIRST, SECOND, DIGEST, LAST, WANTED):
        (folder / f"{plan.id}.yaml").write_text(plan_yaml(plan), "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def run(versions: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["--plans", str(versions), *arguments])
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("format", ["terminal", "markdown", "json", "html"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("trace", "second", "1"),
        ("matrix", "first", "second"),
        ("uptake", "first", "second", "last"),
        ("position", "second", "wanted"),
    ],
)
def test_each_command_prints_its_report_and_nothing_else(
    run: Run, versions: Path, arguments: tuple[str, ...], format: str
) -> None:
    code, out, err = run(*arguments, "--format", format)
    assert (code, err) == (0, "")
    assert "armed forces of Arland" in out


def test_trace_follows_based_on_both_ways(run: Run) -> None:
    data = json.loads(run("trace", "second", "1", "-f", "json")[1])
    assert [v["id"] for v in data["versions"]] == ["first", "second", "digest", "last"]
    assert [(s["old"], s["new"], s["change"]["verdict"]) for s in data["steps"]] == [
        ("first", "second", "softened"),
        ("second", "digest", "unreported"),
        ("second", "last", "hardened"),
    ]


def test_trace_takes_the_versions_named_in_order_of_date(run: Run) -> None:
    data = json.loads(run("trace", "second", "1", "--through", "last,first", "-f", "json")[1])
    assert [v["id"] for v in data["versions"]] == ["first", "second", "last"]


def test_trace_falls_back_on_the_dates_of_the_folder_where_nothing_says_what_rests_on_what(
    run: Run, versions: Path
) -> None:
    for plan in (FIRST, SECOND, DIGEST, LAST):
        (versions / f"{plan.id}.yaml").write_text(plan_yaml(replace(plan, based_on=())), "utf-8")
    (versions / "wanted.yaml").unlink()
    code, out, err = run("trace", "first", "1", "-f", "json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert [v["id"] for v in data["versions"]] == ["first", "second", "digest", "last"]
    assert data["note"] == "No plan says what it is based on: followed in order of date."


@pytest.mark.parametrize("based", [True, False])
def test_trace_works_where_files_are_not_named_by_their_ids(run: Run, tmp_path: Path, based: bool) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, plan in (("old", FIRST), ("new", SECOND)):
        (texts / f"{name}.yaml").write_text(
            plan_yaml(plan if based else replace(plan, id=f"{plan.id}-text", based_on=())), "utf-8"
        )
    code, out, err = run("trace", "texts/old.yaml", "1", "-f", "json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert [v["id"] for v in data["versions"]][:2] == (["first", "second"] if based else ["first-text", "second-text"])


def test_trace_says_which_of_two_files_with_one_id_it_leaves_out(run: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, plan in (("old", FIRST), ("copy", FIRST), ("new", SECOND)):
        (texts / f"{name}.yaml").write_text(plan_yaml(plan), "utf-8")
    code, _, err = run("trace", "texts/old.yaml", "1")
    assert code == 0
    assert err == "note: left out: texts/copy.yaml: another file beside it has the id first as well\n"


def test_a_column_is_set_against_what_its_version_rests_on_though_that_is_not_named(run: Run, versions: Path) -> None:
    (versions / "side.yaml").write_text(plan_yaml(replace(SECOND, id="side", date="2025-03-15")), "utf-8")
    data = json.loads(run("matrix", "first", "side", "last", "-f", "json")[1])
    assert data["against"] == [None, "first", "first"]


def test_trace_says_that_a_plan_has_no_known_relatives(run: Run) -> None:
    _, out, err = run("trace", "wanted", "1")
    assert err == ""
    assert "Nothing says what wanted is based on, or what is based on it" in " ".join(out.split())


def test_trace_leaves_out_what_cannot_be_read_and_says_so(run: Run, versions: Path) -> None:
    (versions / "broken.yaml").write_text("id: [", "utf-8")
    code, out, err = run("trace", "second", "1")
    assert code == 0
    assert out
    assert err.startswith("note: left out: ")
    assert err.count("\n") == 1


def test_columns_stand_in_order_of_date_whatever_the_order_of_the_arguments(run: Run) -> None:
    assert run("matrix", "last", "first", "second") == run("matrix", "first", "second", "last")


@pytest.mark.parametrize("format", ["csv", "html"])
def test_a_matrix_has_two_formats_more(run: Run, versions: Path, format: str) -> None:
    code, out, err = run("matrix", "first", "second", "--format", format)
    assert (code, err) == (0, "")
    assert "softened" in out


def test_an_unknown_tag_is_an_error(run: Run) -> None:
    code, out, err = run("matrix", "first", "second", "--tag", "nothing")
    assert (code, out) == (2, "")
    assert "'nothing'" in err


def test_a_report_goes_to_a_file(run: Run, versions: Path, tmp_path: Path) -> None:
    assert run("uptake", "first", "second", "last", "--output", str(tmp_path / "account.txt")) == (0, "", "")
    assert "made to first" in (tmp_path / "account.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("trace", "second", "9"), "second has no provision '9'"),
        (("trace", "secnd", "1"), "did you mean second"),
        (("trace", "second", "1", "--through", "nowhere"), "there is no plan 'nowhere'"),
        (("trace", "second", "1", "--format", "csv"), "--format 'csv' is not known"),
        (("matrix", "first", "nowhere"), "there is no plan 'nowhere'"),
        (("matrix",), "PLAN"),
        (("uptake", "first", "second"), "RESULT"),
        (("matrix", "first", "second", "first"), "first is named twice; name each version once"),
        (("matrix", "first", "drafts/first.yaml"), "first is named twice; name each version once"),
        (("uptake", "first", "second", "first"), "first is named twice; name each version once"),
        (("position", "wanted", "first"), "name the plan first, then the position"),
        (("schema", "uptak"), "did you mean 'uptake'"),
    ],
)
def test_bad_input_is_one_line(run: Run, versions: Path, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert said in err


def test_what_is_no_position_is_read_as_one_with_a_note(run: Run) -> None:
    code, out, err = run("position", "first", "second")
    assert code == 0
    assert "How the demands of second stand in first" in out
    assert err == "note: second is no position (its kind is proposal): read as if each provision were a demand\n"


def test_compare_points_to_position(run: Run) -> None:
    for arguments in (("first", "wanted"), ("wanted", "first")):
        code, out, err = run("compare", *arguments)
        assert code == 0
        assert "accounted for" in out
        assert err.startswith("note: wanted is a position and no version of first; `plandiff position first wanted`")


def test_reviews_count_unless_they_are_left_out(run: Run, versions: Path) -> None:
    (versions / "reviews").mkdir()
    (versions / "reviews" / "first--second.yaml").write_text(
        "old: first\nnew: second\ndecisions:\n"
        '  - {old: ["1"], new: ["1"], verdict: altered, reason: The figure counts other forces.}\n',
        "utf-8",
    )
    assert "◆ altered" in run("matrix", "first", "second")[1]
    assert "▼ softened" in run("matrix", "first", "second", "--no-reviews")[1]
    assert "◆ altered" in run("trace", "first", "1")[1]


@pytest.mark.parametrize("command", ["trace", "matrix", "uptake", "position"])
def test_help_says_what_it_does(run: Run, versions: Path, command: str) -> None:
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert f"plandiff {command}" in out


def test_the_face_of_the_command_names_them(versions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for command in ("trace", "matrix", "uptake", "position"):
        assert f"  {command} " in out
