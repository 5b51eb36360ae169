"""Plans that want to act, from the file to every report of every command: what they hold is shown, and does nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from hostile import BLOCKS, CONTROLS, INLINE, acting, shown_by_markdown, without_colours
from plandiff.cli import main
from plandiff.compare import compare
from plandiff.model import Plan, Provision
from plandiff.render import FORMATS, Options, render

HARMLESS = "plain words"
_INLINE = list(INLINE.values())
TEXTS = {f"inline {n}": " ".join(_INLINE[n::3]) for n in range(3)}
"""All that acts on one line, some together: the tests that make random plans have each alone."""
Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]
COMMANDS = {
    "list": ["terminal", "json"],
    "show first --sources": ["terminal", "markdown", "json"],
    "show second": ["terminal", "markdown", "json"],
    "compare first second": list(FORMATS),
    "compare first second --explain --all": list(FORMATS),
    "compare first second --no-reviews --order document": ["terminal"],
    "compare second first --by tag": ["terminal", "markdown", "json", "html"],
    "compare first second --by party": ["terminal", "html"],
    "review first second": ["yaml"],
    "matrix first second --text --all": ["terminal", "markdown", "csv", "json", "html", "svg"],
    "trace first 1 --through second --all": ["terminal", "markdown", "json", "html"],
    "uptake first second third --all": ["terminal", "markdown", "json", "html"],
    "position second first": ["terminal", "markdown", "json", "html"],
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANDIFF_PLANS", "")

    def command(line: str, format: str = "", *more: str) -> Outcome:
        asked = [] if format in ("", "yaml") else ["--format", format]
        code = main(["--plans", str(tmp_path), *line.split(), *asked, *more])
        out, err = capsys.readouterr()
        return code, out, err

    return command


def write(folder: Path, text: str) -> None:
    """Three plans and a review with ``text`` in every field that takes any."""
    folder.mkdir(exist_ok=True)
    (folder / "reviews").mkdir(exist_ok=True)
    files = {ident: plan(ident, text) for ident in ("first", "second", "third")} | {
        "reviews/first--second": review(text)
    }
    for name, data in files.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


def plan(ident: str, text: str) -> dict[str, Any]:
    key = text[:50].strip()
    first = ident == "first"
    source = {
        "publisher": text,
        "title": text,
        "date": "2025-11",
        "url": "https://example.org/x",
        "relays": text,
        "note": text,
    }
    rows = [
        ("1", f"The first side shall disarm {text}."),
        (f"9 {text}"[:40].strip(), f"{text}\n{text}\n\n    {text}"),
        ("3", f"{text} shall {'meet' if first else 'not meet'} within {30 if first else 60} days."),
        *([("4", f"Nothing else is like this, {text}")] if first else [("5", text)]),
    ]
    fields = {"tags": [text, "t"], "binds": [text], "sources": [key], "attested": "disputed", "note": text}
    return {
        "id": ident, "title": text, "date": "2025-11-20", "issuer": [text], "note": text, "sources": {key: source},
        "coverage": "full" if first else "partial",
        "provisions": [{"number": number, "text": words, **fields} for number, words in rows],
        "removed": [] if first else [{"provision": "first/4", "sources": [key], "note": text}],
    }  # fmt: skip


def review(text: str) -> dict[str, Any]:
    element = {"element": "scope", "direction": "softer", "old": text, "new": text, "reason": text}
    decision = {
        "old": ["1"],
        "new": ["1"],
        "verdict": "softened",
        "reason": text,
        "sources": [text[:50].strip()],
        "elements": [element],
    }
    return {"old": "first", "new": "second", "note": text, "decisions": [decision]}


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """What the reports hold by themselves, for the formats in which that is elements."""
    folder = tmp_path_factory.mktemp("harmless")
    write(folder, HARMLESS)
    found = {}
    for line, formats in COMMANDS.items():
        for format in {"html", "svg", "junit"} & set(formats):
            target = folder / "report"
            assert main(["--plans", str(folder), *line.split(), "--format", format, "--output", str(target)]) == 0
            found[line, format] = target.read_text("utf-8")
    return found


@pytest.mark.parametrize("name", [*TEXTS, *BLOCKS])
def test_what_a_plan_holds_acts_in_no_report(
    run: Run, tmp_path: Path, harmless: dict[tuple[str, str], str], name: str
) -> None:
    write(tmp_path, (TEXTS | BLOCKS)[name])
    for line, formats in COMMANDS.items():
        for format in formats if name in TEXTS else {"markdown"} & set(formats):
            code, out, err = run(line, format)
            assert code == 0, err
            assert acting(out, format, harmless.get((line, format), "")) == [], (line, format)
            assert acting(err, "terminal") == []


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("more", [[], ["--full"]])
def test_the_lines_of_all_pairs_are_lines_whatever_the_plans_hold(
    run: Run, tmp_path: Path, name: str, more: list[str]
) -> None:
    write(tmp_path, TEXTS[name])
    code, out, err = run(f"matrix {tmp_path} --pairs --jobs 1", "", *more)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) == 3
    assert [found for line in lines for found in acting(line, "json")] == []


@pytest.mark.parametrize("name", TEXTS)
def test_colours_are_all_that_a_coloured_report_adds(run: Run, tmp_path: Path, name: str) -> None:
    write(tmp_path, TEXTS[name])
    for line in ("list", "show first", "compare first second --explain --all"):
        code, out, _ = run(line, "", "--color", "always")
        assert code == 0
        assert without_colours(out) == run(line)[1]


@pytest.mark.parametrize("name", TEXTS)
def test_a_sound_plan_stays_sound_and_its_findings_act_nowhere(run: Run, tmp_path: Path, name: str) -> None:
    write(tmp_path, TEXTS[name])
    assert run(f"validate {tmp_path}")[:2] == (0, "")
    code, out, err = run(f"validate --strict {tmp_path}")
    assert (code, out) == (0, "")
    assert acting(err, "terminal") == []


@pytest.mark.parametrize("name", CONTROLS)
def test_control_characters_are_refused_in_every_field(run: Run, tmp_path: Path, name: str) -> None:
    write(tmp_path, CONTROLS[name])
    for line in ("show first", "compare first second", f"validate {tmp_path}"):
        code, out, err = run(line)
        assert code == 2
        assert acting(out + err, "terminal") == []
        assert "first.yaml:2:" in out + err
        assert (out == "") != line.startswith("validate")


FIELDS = (
    "id",
    "title",
    "date",
    "kind",
    "coverage",
    "based_on",
    "sources",
    "provisions",
    "url",
    "number",
    "attested",
    "key",
    "tag",
    "anchor",
)


def broken(field: str, text: str) -> str:
    """A plan file in which one field that takes no such text holds it."""
    data: dict[str, Any] = {"id": "first", "title": "First", "provisions": [{"number": "1", "text": "x"}]}
    if field == "url":
        data["sources"] = {"s": {"url": text}}
    elif field in ("number", "attested"):
        data["provisions"][0][field] = text * 20 if field == "number" else text
    elif field == "key":
        data[text] = "x"
    elif field in ("tag", "anchor"):
        return f"id: {'!' if field == 'tag' else '&'}{text} first\ntitle: First\nprovisions: []\n"
    else:
        data[field] = f"{text}\n{text}" if field == "title" else text
    return yaml.safe_dump(data, allow_unicode=True)


@pytest.mark.parametrize("field", FIELDS)
def test_a_refused_value_acts_in_no_message(run: Run, tmp_path: Path, field: str) -> None:
    for name, text in (TEXTS | CONTROLS).items():
        (tmp_path / "first.yaml").write_bytes(broken(field, text).encode("utf-8", "surrogatepass"))
        for line in ("show first", f"validate {tmp_path / 'first.yaml'}"):
            code, out, err = run(line)
            assert code == 2, name
            assert acting(out + err, "terminal") == [], name
            assert "first.yaml:" in out + err


@pytest.mark.parametrize("name", [*TEXTS, *CONTROLS])
def test_what_the_user_types_acts_nowhere_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, HARMLESS)
    text = (TEXTS | CONTROLS)[name]
    for line in (
        ["show", text],
        ["compare", "first", "second", "--tag", text],
        ["show", "first", "-o", f"no/{text}/x"],
    ):
        assert main(["--plans", str(tmp_path), *line]) in (0, 2)
        out, err = capsys.readouterr()
        assert acting(out, "terminal") == acting(err, "terminal") == []
        assert err.count("\n") >= 1


# What was found


@pytest.mark.parametrize("text", ["Arland will [-not-] leave {+ever+}.", "[- {+ +} -]"])
def test_a_text_cannot_forge_the_marks_of_the_terminal(text: str) -> None:
    old, new = (
        Plan(ident, "x", (Provision("1", f"{words} {text}"),)) for ident, words in (("a", "Each"), ("b", "All"))
    )
    report = render(compare(old, new), options=Options(show_all=True))
    for mark in ("[-", "-]", "{+", "+}"):
        assert report.count(mark) <= 2  # one in the text, one in the key


def test_markdown_opens_no_tag_of_a_template() -> None:
    text = "{% raw %} {{ 7*7 }}"
    old, new = (
        Plan(ident, "x", (Provision("1", f"{words} {text}"),)) for ident, words in (("a", "Each"), ("b", "All"))
    )
    report = render(compare(old, new), "markdown")
    assert "{" not in report
    assert text in shown_by_markdown(report)
