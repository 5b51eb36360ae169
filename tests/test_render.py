"""The four formats: they take every comparison, say what they must, and nothing in a plan acts in them."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from plandiff.errors import PlandiffError
from plandiff.ledger import ledger
from plandiff.model import (
    Beside,
    Comparison,
    Direction,
    Element,
    Explanation,
    Plan,
    Provision,
    Reason,
    Source,
    Verdict,
    Why,
)
from plandiff.render import FORMATS, Options, render
from plandiff.render.markdown import escaped
from plandiff.render.phrases import day, party
from plandiff.render.sheet import breaks
from sample import CHANGES, COMPARISON, EMPTY, NEW, OLD, change

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads((Path(__file__).parents[1] / "src/plandiff/schema/comparison.json").read_text("utf-8"))
WIDTHS = (20, 40, 60, 80, 120, 200)
ESCAPE = re.compile("\x1b\\[[0-9;]*m")


def strict(schema: Any) -> Any:
    """The schema with no room for keys that it does not describe: the published one lets later versions add some."""
    if isinstance(schema, dict):
        closed = {k: strict(v) for k, v in schema.items()}
        return closed | ({"additionalProperties": False} if schema.get("type") == "object" else {})
    return [strict(v) for v in schema] if isinstance(schema, list) else schema


def validate(document: str) -> Any:
    data = json.loads(document)
    jsonschema.Draft202012Validator(strict(SCHEMA)).validate(data)
    return data


# --- goldens ------------------------------------------------------------------------------------------------------

GOLDENS = {
    "terminal.txt": ("terminal", Options(width=80), None),
    "terminal-narrow.txt": ("terminal", Options(width=40, unicode=False), None),
    "explain.txt": ("terminal", Options(width=100, explain=True, show_all=True, order="document"), None),
    "ledger.txt": ("terminal", Options(width=80), "party"),
    "report.md": ("markdown", Options(), None),
    "ledger.md": ("markdown", Options(), "tag"),
    "report.json": ("json", Options(), None),
    "page.html": ("html", Options(), None),
}


@pytest.mark.parametrize("name", GOLDENS)
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    format, options, by = GOLDENS[name]
    report = render(COMPARISON, format, options=options, ledger=ledger(COMPARISON, by) if by else None)
    path = GOLDEN / name
    if request.config.getoption("--update-goldens"):
        path.write_text(report, encoding="utf-8", newline="")
    assert report == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", ["terminal", "markdown", "github", "sarif", "junit"])
def test_a_review_names_the_sources_that_nothing_else_below_the_change_cites(format: str) -> None:
    ours = Provision("1", "Old text.", sources=("own",))
    old = Plan("a", "A", (ours,), sources=(Source("own", "Owner"), Source("dw", "DW")))
    new = Plan("b", "B", (), sources=(Source("wire", "Wire", date="2025-11-23"),))
    dropped = change(
        Verdict.DROPPED,
        ("1",),
        plans=(old, new),
        decided_by="review",
        machine_verdict=Verdict.DROPPED,
        review="Moved elsewhere.",
        review_sources=("own", "wire", "dw", "https://example.org/a"),
    )
    whole = " ".join(render(Comparison(old, new, (dropped,)), format, options=Options(width=200, explain=True)).split())
    assert "Moved elsewhere. Sources: Wire, 23 Nov 2025; DW; https" in whole
    brief = " ".join(render(Comparison(old, new, (dropped,)), format, options=Options(width=200)).split())
    assert "Moved elsewhere. Sources: Wire, 23 Nov 2025; DW; https" in brief
    alone = replace(dropped, review_sources=("own",))
    assert "Sources:" not in render(Comparison(old, new, (alone,)), format, options=Options(width=200))


# --- every format takes every comparison ----------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("by", [None, "party", "tag"])
def test_an_empty_comparison_is_still_a_report(format: str, by: str | None) -> None:
    report = render(EMPTY, format, ledger=ledger(EMPTY, by) if by else None)
    assert "empty-a" in report
    assert report.endswith("\n")
    if format != "json":
        assert "0 of 0 old and 0 of 0 new provisions accounted for." in report


@pytest.mark.parametrize("format", FORMATS)
def test_every_change_number_and_verdict_is_shown(format: str) -> None:
    report = render(COMPARISON, format, options=Options(show_all=True))
    for item in CHANGES:
        assert item.verdict in report
        for provision in (*item.old, *item.new):
            assert re.search(rf"(?<![\w.]){re.escape(provision.number)}(?![\w.])", report.replace("\\", ""))


@pytest.mark.parametrize("format", FORMATS)
def test_a_next_best_candidate_is_labelled_once(format: str) -> None:
    found = change(Verdict.REWORDED, ("1",), ("1",), runner_up='next best: "The other one ..." (margin 0.21)')
    report = render(replace(COMPARISON, changes=(found,)), format, options=Options(explain=True, show_all=True))
    assert not re.search(r"(?i)next best\W*next best", re.sub("<[^>]*>", " ", report))
    assert "The other one" in report or format not in ("terminal", "markdown", "json", "html")
    if format == "json":
        assert json.loads(report)["changes"][0]["link"]["runner_up"] == '"The other one ..." (margin 0.21)'


@pytest.mark.parametrize("format", FORMATS)
def test_that_the_machine_links_otherwise_is_told_where_links_are_explained(format: str) -> None:
    found = change(Verdict.REWORDED, ("1",), ("1",), decided_by="review", review="Looked at.")
    one = replace(COMPARISON, changes=(found,))
    assert "links otherwise" not in render(one, format, options=Options(show_all=True))
    if format in ("terminal", "markdown", "html"):
        report = render(one, format, options=Options(explain=True, show_all=True, width=200))
        assert "The machine alone links otherwise." in report


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_the_same_every_time(format: str) -> None:
    assert render(COMPARISON, format) == render(COMPARISON, format)


def test_an_unknown_format_is_an_error_that_names_the_known() -> None:
    with pytest.raises(PlandiffError, match="terminal, markdown, json, html"):
        render(COMPARISON, "pdf")


@pytest.mark.parametrize("format", ["terminal", "markdown", "html"])
def test_what_the_reader_must_know_of_a_change_is_said(format: str) -> None:
    report = " ".join(re.sub(r"<[^>]*>", " ", render(COMPARISON, format)).split())
    for phrase in (
        "disputed",
        "reported",
        "check by hand",
        "reviewed by hand",
        "The machine alone says altered.",
        "A general who took part denies that a limit was discussed.",
        "The amnesty was taken out.",
        "also new: which does not exist today",
        "The Courier, 25 Nov 2025",
        "text known in part",
        "9 provisions known",
        "10 of 10 old and 9 of 9 new provisions accounted for. Folded: 1 unchanged, 1 unreported",
    ):
        assert phrase in report


@pytest.mark.parametrize("format", FORMATS)
def test_a_thin_link_is_marked_in_every_format(format: str) -> None:
    mark = '"check_by_hand": true' if format == "json" else "check by hand"
    assert mark in render(COMPARISON, format)
    sure = replace(COMPARISON, changes=tuple(replace(c, thin=False) for c in CHANGES))
    assert mark not in render(sure, format)


@pytest.mark.parametrize("format", ["terminal", "markdown", "html"])
def test_a_filter_is_said_and_counts_stay_over_all(format: str) -> None:
    some = replace(COMPARISON, selected=frozenset({CHANGES[1].id}), selection="tag armed-forces")
    report = render(some, format)
    assert "Shown: 1 of 10 changes (tag armed-forces)." in report.replace("\\", "")
    assert "26 &gt; –" not in report
    assert "26 > –" not in report
    assert "10 of 10 old" in report


def test_weight_comes_first_unless_document_order_is_asked_for() -> None:
    def verdicts(order: str) -> list[str]:
        report = render(COMPARISON, options=Options(order=order))
        return re.findall(r"(?m)^\S (\w+) .*>", report)

    assert verdicts("weight")[0] == "dropped"
    assert verdicts("document")[0] == "softened"
    assert verdicts("document")[-1] == "dropped"


def test_dates_and_parties_are_written_as_a_reader_writes_them() -> None:
    assert [day(d) for d in ("2025-11-03", "2025-11", "2025", "", "soon")] == [
        "3 Nov 2025",
        "Nov 2025",
        "2025",
        "",
        "soon",
    ]
    assert [party(p) for p in ("us", "ukraine", "european-states", "G7 leaders")] == [
        "US", "Ukraine", "European states", "G7 leaders",
    ]  # fmt: skip


# --- the terminal ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_screen(width: int, unicode: bool) -> None:
    for by in (None, "party", "tag"):
        book = ledger(COMPARISON, by) if by else None
        report = render(
            COMPARISON, options=Options(width=width, unicode=unicode, explain=True, show_all=True), ledger=book
        )
        assert [line for line in report.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("by", ["party", "tag"])
def test_the_ledger_counts_the_same_at_any_width(by: str) -> None:
    book = ledger(COMPARISON, by)
    numbers = []
    for width in (20, 80):
        report = render(COMPARISON, options=Options(width=width, show_all=True, unicode=False), ledger=book)
        rows = report.partition("\n\n")[2].partition("Each row")[0]
        counts = rows.partition("Arland" if by == "party" else "armed-forces")[2]
        numbers.append(re.findall(r"\b\d+\b", counts))
    assert numbers[0] == numbers[1] != []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_at_any_width(width: int) -> None:
    report = "".join(render(COMPARISON, options=Options(width=width, show_all=True)).split())
    for item in CHANGES:
        if not (item.old and item.new):
            assert "".join((item.old_text + item.new_text).split()) in report


@pytest.mark.parametrize("width", [40, 80, 200])
def test_colour_adds_nothing_but_colour(width: int) -> None:
    plain = render(COMPARISON, options=Options(width=width))
    colour = render(COMPARISON, options=Options(width=width, color=True))
    assert "\x1b" not in plain
    assert "\x1b[" in colour
    assert ESCAPE.sub("", colour) == plain


def test_only_colours_that_can_be_read_on_black_and_white() -> None:
    codes = {c for m in ESCAPE.findall(render(COMPARISON, options=Options(color=True))) for c in m[2:-1].split(";")}
    assert codes <= {"0", "1", "4", "9", "31", "32", "35"}


@pytest.mark.parametrize(
    "variables", [{"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb", "COLUMNS": "33"}, {"COLUMNS": "7"}]
)
def test_the_environment_changes_nothing(variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [render(COMPARISON, options=Options(width=72, color=c)) for c in (False, True)]
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert [render(COMPARISON, options=Options(width=72, color=c)) for c in (False, True)] == expected


def test_an_output_without_unicode_gets_ascii_only() -> None:
    plan = replace(NEW, title="Entwurf für “später” – 和平")
    report = render(replace(COMPARISON, new=plan), options=Options(unicode=False))
    assert report.isascii()
    assert 'Entwurf f\\xfcr "sp\\xe4ter" - \\u548c\\u5e73' in report


# --- JSON -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("comparison", [COMPARISON, EMPTY], ids=["sample", "empty"])
@pytest.mark.parametrize("by", [None, "party", "tag"])
def test_json_is_as_the_schema_says(comparison: Comparison, by: str | None) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validate(render(comparison, "json", ledger=ledger(comparison, by) if by else None))


def test_json_keeps_the_order_of_the_contract() -> None:
    data = json.loads(render(COMPARISON, "json"))
    assert list(data)[:5] == ["format_version", "old", "new", "summary", "changes"]
    assert list(data["old"]) == ["id", "title", "date", "coverage", "provisions"]
    assert list(data["changes"][0])[:16] == [
        "id", "verdict", "relation", "moved", "old", "new", "old_text", "new_text", "tags", "binds",
        "similarity", "confidence", "decided_by", "elements", "fields", "words",
    ]  # fmt: skip


def test_json_holds_all_changes_of_a_filter_and_all_counts() -> None:
    some = replace(COMPARISON, selected=frozenset({CHANGES[1].id}), selection="tag armed-forces")
    data = validate(render(some, "json"))
    assert [c["id"] for c in data["changes"]] == [CHANGES[1].id]
    assert sum(data["summary"].values()) == len(CHANGES)


# --- the ledger -----------------------------------------------------------------------------------------------------


def test_the_ledger_counts_every_change_once_for_each_party() -> None:
    rows = {r.name: {v: n for v, n in r.counts.items() if n} for r in ledger(COMPARISON, "party").rows}
    assert rows["arland"] == dict.fromkeys(
        (Verdict.SOFTENED, Verdict.HARDENED, Verdict.ALTERED, Verdict.ADDED, Verdict.DROPPED), 1
    )
    assert rows[""] == {Verdict.UNREPORTED: 1}
    for by in ("party", "tag"):
        named = sum(sum(r.counts.values()) for r in ledger(COMPARISON, by).rows)
        assert named == sum(len((c.binds if by == "party" else c.tags) or ("",)) for c in CHANGES)


# --- nothing acts ---------------------------------------------------------------------------------------------------

HOSTILE = (
    "[/red] [bold]x[/bold] [link=http://a.example]y[/link] :smile:",
    "\x1b[31mred\x1b[0m \x1b]8;;http://a.example\x07link\x1b]8;;\x07 \x9b31m \x07\x08\x7f",
    "abc\u202edef\u202c \u2066x\u2069 \u200bzero\ufeff",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> &amp; &#64; </article></style> \"quoted\" 'q'",
    "# heading @user org/repo#12 #12 GH-3 https://a.example www.a.example a@b.example deadbeefcafe1",
    "| a | b | `code` *bold* _it_ ~~x~~ [t](javascript:alert(1)) ![i](http://a.example/i.png) $x$ {{ 7*7 }} {% raw %}",
    "1. list\n- item\n> quote\n---\n```\nfence\n```\n<!-- comment -->\n    code",
    "\ud800 lone \U000e0041 tag",
)


def hostile(text: str) -> Comparison:
    """A comparison with ``text`` in every place that a plan file can fill."""
    numbers = ("1", "2")
    fields: dict[str, Any] = {"tags": (text,), "binds": (text,), "sources": (text,), "note": text}
    provisions = tuple(Provision(n, f"{text} {n}", **fields) for n in numbers)
    source = Source(text, text, text, text, text, text, text)
    old = Plan(text, text, provisions, text, (text,), note=text, sources=(source,))
    new = replace(old, provisions=(replace(provisions[0], text=f"other {text}"), replace(provisions[1], number="3")))
    explanation = Explanation((Beside(text, text, text, "softer"),), (Why(text, text, text),), (text,))
    reason = Reason(Element.OBJECT, Direction.SIDEWAYS, text, text, text, text)
    alone = change(Verdict.ALTERED, ("1",), ("1",), plans=(old, new), reasons=(reason,))
    changes = (
        change(
            Verdict.REWORDED, ("1",), ("1",), plans=(old, new), doubts=(text,), link_why=text, explanation=explanation, machine=(alone,)
        ),
        change(Verdict.DROPPED, ("2",), plans=(old, new)),
        change(Verdict.ADDED, (), ("3",), plans=(old, new), decided_by="review", review=text),
    )
    return Comparison(old, new, changes, frozenset(c.id for c in changes), text, (text,))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format", FORMATS)
def test_nothing_that_steers_a_terminal_or_an_eye_gets_out(format: str, text: str) -> None:
    report = render(hostile(text), format, options=Options(explain=True, show_all=True))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", report)
    report.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_terminal_shows_markup_as_it_is(text: str) -> None:
    report = "".join(render(hostile(text), options=Options(width=200)).split())
    shown = "".join(re.sub("[^\x20-\x7e\n]", "\0", text).split())
    for piece in filter(None, shown.split("\0")):
        assert piece in report


@pytest.mark.parametrize("text", HOSTILE)
def test_json_says_exactly_what_the_plan_says(text: str) -> None:
    data = json.loads(render(hostile(text), "json"))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert data["old"]["title"] == text
    assert data["changes"][0]["old_text"] == f"{text} 1"


def shown_by_markdown(markdown: str) -> str:
    """The text that a reader of the rendered Markdown sees."""
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return " ".join(html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", rendered)).split())


@given(st.one_of(st.sampled_from(HOSTILE[3:7]), st.text(st.characters(codec="ascii", exclude_categories=["Cc"]))))
@settings(max_examples=300)
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    for start in ("> ", "", "- "):
        assert shown_by_markdown(start + escaped(text)) == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_leaves_nothing_to_the_platform(text: str) -> None:
    report = render(hostile(text), "markdown", options=Options(explain=True))
    plain = re.sub(r"<!-- -->", "\0", report)
    assert not re.search(r"@\w|(?<![&\w])#\d|://|\bwww\.|\b[Gg][Hh]-\d|:\w+:|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b", plain)
    tags = set(re.findall(r"<(/?\w+)", report))
    assert tags <= {"del", "/del", "ins", "/ins", "br", "details", "/details", "summary", "/summary", "span", "/span"}


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_only_its_own_elements(text: str) -> None:
    report = render(hostile(text), "html", options=Options(explain=True, show_all=True))
    body = report[report.index("<body>") :]
    allowed = "body main footer h1 h2 table tr th td ul li p article a b span strong br del ins dl dt dd html"
    assert {t.lstrip("/") for t in re.findall(r"<(/?\w+)", body)} <= set(allowed.split())
    assert not re.search(r"<[^>]*\son\w+=|javascript:[^<]*\"", body)
    assert body.count("<article") == body.count("</article>") == 3


def test_html_links_lead_to_the_web_only() -> None:
    page = render(COMPARISON, "html")
    assert '<a href="https://example.org/revision"' in page
    bad = tuple(replace(s, url="javascript:alert(1)") for s in OLD.sources)
    page = render(replace(COMPARISON, old=replace(OLD, sources=bad), new=replace(NEW, sources=())), "html")
    assert "javascript" not in page
    assert not re.search(r'(src|href)="(?!#change-)', page)


def test_html_has_an_anchor_for_every_change() -> None:
    page = render(COMPARISON, "html", options=Options(show_all=True))
    anchors = re.findall(r'<article class="\w+" id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors)) == len(CHANGES)


class Balance(HTMLParser):
    """Notes every element that is closed out of turn."""

    VOID = ("meta", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


@pytest.mark.parametrize("comparison", [COMPARISON, EMPTY, *map(hostile, HOSTILE)])
@pytest.mark.parametrize("by", [None, "tag"])
def test_html_is_well_formed(comparison: Comparison, by: str | None) -> None:
    parser = Balance()
    parser.feed(render(comparison, "html", ledger=ledger(comparison, by) if by else None))
    parser.close()
    assert (parser.open, parser.faults) == ([], [])


WORD = st.text(alphabet="abcgm.,;>\u2019\u2013\u00fc", min_size=1, max_size=24)


@given(words=st.lists(WORD, min_size=1, max_size=40), room=st.integers(1, 60))
def test_lines_begin_where_rich_would_have_them_begin(words: list[str], room: int) -> None:
    text = " ".join(words)
    starts = breaks(text, room)
    assert starts or len(text) <= room or max(map(len, words)) > room
    if starts:
        ours, theirs = Text(text).divide(starts), Text(text).wrap(Console(width=80), room)
        assert [line.plain.rstrip() for line in ours] == [line.plain.rstrip() for line in theirs]


@pytest.mark.parametrize("text", ["two  blanks between words", "a line\nand another", "\u56db\u56db \u56db\u56db", " a blank before"])
def test_lines_that_are_no_plain_words_are_left_to_rich(text: str) -> None:
    assert breaks(text, 8) == []
