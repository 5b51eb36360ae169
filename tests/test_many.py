"""What spans many versions, laid out: every format takes everything, says what it folds, and nothing in a plan acts."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import import_module
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from plandiff.compare import compare
from plandiff.history import history, in_sequence
from plandiff.matrix import Matrix, matrix
from plandiff.model import Attested, Coverage, Direction, Element, Kind, Plan, Reason, Removal, Source, Verdict
from plandiff.position import audit
from plandiff.render import Options, render
from plandiff.render.accounts import beside, share
from plandiff.render.svg import STROKES
from plandiff.reviews import Decision, Review
from plandiff.schemas import schema
from plandiff.trace import trace
from plandiff.uptake import Fate, Share, uptake
from strategies import plans
from test_render import ESCAPE, GOLDEN, HOSTILE, strict
from versions import at_random, families, version

CAP = "The armed forces of Arland will be limited to {} personnel."
PORTS = "The ports of Drestan will be open to all grain ships."
WATCH = "A joint commission will monitor the ceasefire."
VOTE = "Elections will be held in Arland in the spring."
FIRST = version("first", "2025-01-01", CAP.format("600,000"), PORTS, VOTE)
SECOND = version("second", "2025-02-01", CAP.format("800,000"), PORTS, WATCH, based_on=("first",))
DIGEST = version("digest", "2025-03-01", PORTS, partial=True, based_on=("second",))
LAST = version("last", "2025-04-01", PORTS, CAP.format("600,000"), WATCH, based_on=("digest",))
WANTED = replace(
    version("wanted", "2025-04", "There will be no limits on the armed forces of Arland.", PORTS), kind=Kind.POSITION
)
NOUNS = ("trace", "matrix", "uptake", "position")
LAYOUTS = [(noun, format) for noun in NOUNS for format in ("terminal", "markdown", "json", "html")]
LAYOUTS += [("matrix", "csv"), ("matrix", "svg")]


def things(first: Plan, second: Plan, third: Plan) -> dict[str, Any]:
    """All four nouns of these versions."""
    found = history(in_sequence([first, second, third]), compare)
    start = next((i, p.number) for i, plan in enumerate(found.line.plans) for p in plan.provisions)
    return {
        "trace": trace(found, *start),
        "matrix": matrix(found),
        "uptake": uptake(first, second, third, compare),
        "position": audit(first, third),
    }


SAMPLE = things(FIRST, SECOND, LAST) | {"position": audit(SECOND, WANTED)}


def laid_out(noun: str, format: str, thing: Any = None, **options: Any) -> str:
    layout = import_module(f"plandiff.render.{noun}_{format}")
    report: str = layout.render(SAMPLE[noun] if thing is None else thing, Options(**options))
    return report


def table(*versions: Plan) -> Matrix:
    return matrix(history(in_sequence(versions), compare))


UNSURE = (
    version("first", "2025-01-01", "The northern ministry shall publish the list of licensed vessels."),
    version(
        "second",
        "2025-02-01",
        "The list names the owners of the vessels.",
        "The ministry shall bring it up to date each month.",
    ),
)
"""Two versions whose link has a thin margin."""


@pytest.mark.parametrize("format", ["terminal", "markdown", "html", "csv", "svg"])
def test_a_thin_link_is_marked_in_every_format_of_a_matrix(format: str) -> None:
    unsure, sure = (laid_out("matrix", format, table(*versions)) for versions in (UNSURE, (FIRST, SECOND)))
    assert "check by hand" in unsure
    assert "check by hand" not in sure


def test_where_only_signs_fit_a_mark_stands_beside_them_and_is_explained() -> None:
    report = laid_out("matrix", "terminal", table(*UNSURE), width=38)
    assert re.search("[≈▼▲◆=]!", report)
    assert "! check by hand" in report


# --- every layout ---------------------------------------------------------------------------------------------------


# --- goldens ------------------------------------------------------------------------------------------------------

LINE = (FIRST, SECOND, DIGEST, LAST)
GOLDENS = (
    "trace.txt trace.md matrix.txt matrix-narrow.txt matrix.csv uptake.txt uptake.md position.txt position.md".split()
)
ENDINGS = {"txt": "terminal", "md": "markdown", "csv": "csv"}


def golden_report(name: str) -> str:
    """The report that a golden shows: the cap through all versions, all of them, what the last has of the second, what was wanted."""
    stem, ending = name.split(".")
    noun, _, narrow = stem.partition("-")
    layout = import_module(f"plandiff.render.{noun}_{ENDINGS[ending]}")
    told = history(in_sequence(LINE), compare)
    cap = Decision(("1",), ("1",), Verdict.ALTERED, "The text has a limit.", reasons=())
    made: dict[str, Any] = {
        "trace": trace(told, 1, "1"),
        "matrix": matrix(told),
        "uptake": uptake(FIRST, SECOND, LAST, compare),
        "position": audit(SECOND, WANTED, Review("wanted", "second", (cap,))),
    }
    return str(layout.render(made[noun], Options(width=40 if narrow else 80)))


@pytest.mark.parametrize("name", GOLDENS)
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / name
    if request.config.getoption("--update-goldens"):
        path.write_text(golden_report(name), encoding="utf-8", newline="")
    assert golden_report(name) == path.read_bytes().decode("utf-8")


# --- all layouts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("noun", "format"), LAYOUTS)
def test_a_report_ends_in_a_line_feed_and_is_the_same_every_time(noun: str, format: str) -> None:
    report = laid_out(noun, format)
    assert report.endswith("\n")
    assert report == laid_out(noun, format)


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_screen(noun: str, width: int, unicode: bool) -> None:
    for texts in (False, True):
        report = laid_out(noun, "terminal", width=width, unicode=unicode, show_all=True, explain=True, texts=texts)
        assert [line for line in report.splitlines() if cell_len(line) > width] == []
        assert unicode or report.isascii()


@pytest.mark.parametrize("noun", NOUNS)
def test_colour_adds_nothing_but_colour(noun: str) -> None:
    plain, colour = laid_out(noun, "terminal", width=80), laid_out(noun, "terminal", width=80, color=True)
    assert "\x1b[" in colour
    assert ESCAPE.sub("", colour) == plain


@pytest.mark.parametrize("noun", NOUNS)
def test_json_is_as_its_schema_says(noun: str) -> None:
    described = json.loads(schema(noun))
    jsonschema.Draft202012Validator.check_schema(described)
    for thing in (SAMPLE[noun], things(*(version(i, "2025", "x") for i in "abc"))[noun]):
        jsonschema.Draft202012Validator(strict(described)).validate(json.loads(laid_out(noun, "json", thing)))


@given(plans(max_provisions=3), plans(max_provisions=3))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_layout_takes_everything(one: Plan, other: Plan) -> None:
    made = things(one, FIRST, other)
    for noun, format in LAYOUTS:
        for options in ({}, {"show_all": True, "texts": True, "explain": True, "width": 40}):
            report = laid_out(noun, format, made[noun], **options)
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", report)
            report.encode("utf-8")


# --- nothing acts ---------------------------------------------------------------------------------------------------


def hostile(text: str) -> dict[str, Any]:
    source = Source(text, text, text, text, text, text, text)

    def spoilt(plan: Plan) -> Plan:
        provisions = (
            replace(p, text=f"{p.text} {text}", tags=(text,), binds=(text,), note=text, sources=(text,))
            for p in plan.provisions
        )
        return replace(plan, title=text, issuer=(text,), note=text, provisions=tuple(provisions), sources=(source,))

    return things(spoilt(FIRST), spoilt(SECOND), replace(spoilt(LAST), kind=Kind.POSITION))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(("noun", "format"), LAYOUTS)
def test_nothing_that_steers_a_terminal_or_an_eye_gets_out(noun: str, format: str, text: str) -> None:
    report = laid_out(noun, format, hostile(text)[noun], show_all=True, texts=True, explain=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", report)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("noun", NOUNS)
def test_markdown_leaves_nothing_to_the_platform(noun: str, text: str) -> None:
    report = laid_out(noun, "markdown", hostile(text)[noun], show_all=True, texts=True, explain=True)
    bare = report.replace("<!-- -->", "\0")
    assert not re.search(r"@\w|(?<![&\w])#\d|://|\bwww\.|\b[Gg][Hh]-\d|:\w+:|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b", bare)
    assert set(re.findall(r"<(/?\w+)", report)) <= {"del", "/del", "ins", "/ins", "br", "span", "/span"}


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_only_its_own_elements(text: str) -> None:
    report = laid_out("matrix", "html", hostile(text)["matrix"], show_all=True, texts=True)
    met: set[str] = set()
    attributes: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            met.add(tag)
            attributes.update(name for name, _ in attrs)

    Reader().feed(report[report.index("<body>") :])
    assert met <= set("body main footer h1 div table thead tbody tr th td p b span br small strong".split())
    assert attributes <= {"class", "scope", "title", "aria-hidden", "aria-labelledby", "id", "role", "tabindex"}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", "a;=1+1", 'a; "=1+1', "a\n=1+1"])
def test_no_cell_of_the_csv_is_a_formula(start: str) -> None:
    line = start.replace("\n", ";")
    spoilt = tuple(replace(p, text=start, number=line + p.number, tags=(line,)) for p in FIRST.provisions)
    plan = replace(FIRST, id=line, provisions=spoilt)
    report = laid_out("matrix", "csv", table(plan, SECOND), texts=True)
    for delimiter in ",;":  # a spreadsheet takes the semicolon where the comma is for decimals
        for row in csv.reader(io.StringIO(report), delimiter=delimiter):
            assert not [cell for cell in row if cell.lstrip(' "').startswith(("=", "+", "-", "@", "\uff1d"))]


# --- traces ---------------------------------------------------------------------------------------------------------


def test_a_trace_says_what_came_back_and_over_what() -> None:
    found = trace(history(in_sequence([FIRST, SECOND, DIGEST, LAST]), compare), 1, "1")
    for format in ("terminal", "markdown"):
        report = " ".join(laid_out("trace", format, found).split())
        for phrase in (
            "second 1 through 4 versions",
            "first known here",
            "returned to the wording of first 1",
            "digest, where no counterpart is known",
            "Known only in part: digest.",
        ):
            assert phrase in report
    (back,) = [r for step in json.loads(laid_out("trace", "json", found))["steps"] for r in step["returns"]]
    assert back == {"version": "first", "number": "1", "element": "", "words": ""}


# --- matrices -------------------------------------------------------------------------------------------------------


def test_the_terminal_says_which_columns_it_folds() -> None:
    versions = [replace(FIRST, id=f"version-number-{n}", date=f"2025-0{n}") for n in range(1, 9)]
    report = " ".join(laid_out("matrix", "terminal", table(*versions), width=40, show_all=True).split())
    assert re.search(
        r"Folded: the columns of version-number-1, .*\(a greater --width or --format csv shows them\)", report
    )
    assert "Folded: the columns" not in laid_out("matrix", "terminal", table(*versions), width=200, show_all=True)


def test_rows_in_which_nothing_happened_are_folded_and_counted() -> None:
    report = laid_out("matrix", "terminal", width=100)
    assert "Folded: 1 in which nothing is known to have changed (--all shows them)." in " ".join(report.split())
    assert PORTS[:20] not in report
    assert PORTS[:20] in laid_out("matrix", "terminal", width=100, show_all=True)


def test_words_give_way_to_signs_where_they_do_not_fit() -> None:
    wide, narrow = (laid_out("matrix", "terminal", width=w) for w in (100, 44))
    assert "1 ▼ softened" in wide
    assert "1 ▼ softened" not in narrow
    assert "1 ▼" in narrow
    assert "▼ softened" in narrow


def test_the_csv_has_every_thread_and_every_verdict() -> None:
    rows = list(csv.DictReader(io.StringIO(laid_out("matrix", "csv", texts=True))))
    assert [(r["thread"], r["first"], r["second verdict"], r["last verdict"]) for r in rows] == [
        ("first/1", "1", "softened", "hardened"),
        ("first/2", "2", "unchanged", "unchanged"),
        ("second/3", "", "added", "unchanged"),
        ("first/3", "3", "dropped", ""),
    ]
    assert rows[0]["last text"] == CAP.format("600,000")


BRANCH = version("branch", "2025-02-02", CAP.format("900,000"), PORTS, VOTE, based_on=("first",))


@pytest.mark.parametrize("format", ["terminal", "markdown", "html", "svg"])
def test_every_column_says_what_it_is_set_against(format: str) -> None:
    found = table(FIRST, SECOND, BRANCH, replace(LAST, based_on=("second",)))
    words = " ".join(re.sub("<[^>]*>", " ", laid_out("matrix", format, found, width=160)).split())
    assert words.count("against first") == 2 * 2
    assert words.count("against second") == 2
    assert "against branch" not in words
    assert "second against first, branch against first, last against second." in words


def test_the_csv_says_what_every_verdict_is_against() -> None:
    rows = list(csv.DictReader(io.StringIO(laid_out("matrix", "csv", table(FIRST, SECOND, BRANCH)))))
    assert {(r["second since"], r["branch since"]) for r in rows if r["first"]} == {("first", "first")}
    assert json.loads(laid_out("matrix", "json", table(FIRST, SECOND, BRANCH)))["against"] == [None, "first", "first"]


@pytest.mark.parametrize("format", ["terminal", "markdown", "html", "csv"])
def test_since_is_explained_by_what_the_head_names(format: str) -> None:
    report = " ".join(laid_out("matrix", format, table(FIRST, SECOND, DIGEST, LAST), width=120).split())
    assert ("because no counterpart is known in the version that the head of the column names" in report) == (
        format != "csv"
    )


@given(families(), st.integers(0, 500))
@settings(max_examples=50, deadline=None)
def test_the_json_of_a_column_is_what_compare_says(found: list[Plan], seed: int) -> None:
    data = json.loads(laid_out("matrix", "json", matrix(history(in_sequence(found), at_random(seed)))))
    plans_by_id = {plan.id: plan for plan in found}
    for k in range(1, len(found)):
        told = sorted(change["id"] for row in data["rows"] for change in row["cells"][k]["changes"])
        assert told == sorted(c.id for c in at_random(seed)(plans_by_id[data["against"][k]], found[k]).changes)


# --- accounts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["terminal", "markdown"])
def test_an_account_can_be_quoted(format: str) -> None:
    report = " ".join(laid_out("uptake", format).split())
    for phrase in (
        "What last has of the changes that second made to first",
        "second makes 3 changes of substance to first. Of the 3 that can be followed into last, 2 are taken over",
        "600,000 in first and last; 800,000 in second",
        "New in second; last has it, in the same words.",
        "Dropped in second; last does not have it either.",
    ):
        assert phrase in report


PEACE = CAP.format("{}").replace(".", " in peacetime.")
FULL = version("full", "2025-01-01", CAP.format("600,000"), PORTS, WATCH)
ASKED = version("asked", "2025-02-01", PEACE.format("800,000"), PORTS.replace("all", "all the"))
GIVEN = replace(
    version("given", "2025-03-01", PEACE.format("800,000"), PORTS, WATCH.replace("will", "may")),
    coverage=Coverage.PARTIAL,
)


@pytest.mark.parametrize("format", ["terminal", "markdown"])
def test_an_account_leaves_out_what_is_only_put_otherwise_and_marks_what_is_disputed(format: str) -> None:
    weak = replace(GIVEN, provisions=tuple(replace(p, attested=Attested.DISPUTED) for p in GIVEN.provisions))
    report = " ".join(laid_out("uptake", format, uptake(FULL, ASKED, weak, compare), width=140).split())
    assert "disputed" in report
    assert "Dropped in asked; given has it in another form: 3, softened against full." in report
    assert "asked makes 2 changes of substance to full" in report
    assert "In 1 place more asked only puts in other words what full has." in report
    assert "full 2 > asked 2" in report


@pytest.mark.parametrize("format", ["terminal", "markdown"])
@pytest.mark.parametrize("show_all", [True, False])
def test_an_account_says_which_of_two_wordings_is_gone(format: str, show_all: bool) -> None:
    silent = replace(GIVEN, provisions=GIVEN.provisions[1:2], removed=(Removal("full", "1"),))
    report = " ".join(laid_out("uptake", format, uptake(FULL, ASKED, silent, compare), show_all=show_all).split())
    assert "what full has is not in given; whether what asked has stands there is not known" in report
    assert "Of 2 it is not known whether they are in given" in report


@pytest.mark.parametrize(
    ("words", "fate", "said"),
    [
        (("", "in peacetime", "in peacetime"), Fate.TAKEN, "in peacetime: in asked and given, not in full"),
        (("in peacetime", "", ""), Fate.TAKEN, "in peacetime: in full, not in asked or given"),
        (("", "in peacetime", ""), Fate.IGNORED, "in peacetime: in asked, not in full or given"),
        (("in May", "in June", "in June"), Fate.TAKEN, "in May in full; in June in asked and given"),
        (("in May", "in June", ""), Fate.OVERTAKEN, "in May in full; in June in asked; none in given"),
    ],
)
def test_what_an_account_says_of_words_that_one_text_lacks(words: tuple[str, str, str], fate: Fate, said: str) -> None:
    assert share(uptake(FULL, ASKED, GIVEN, compare), Share("ceiling", *words, fate)) == said


@pytest.mark.parametrize(("way", "said"), [("sideways", "other than in asked"), ("harder", "harder than in asked")])
def test_what_a_result_has_besides_is_put_in_english(way: str, said: str) -> None:
    reason = Reason(Element.SCOPE, Direction(way), "grain", "all goods", "")
    assert beside(uptake(FULL, ASKED, GIVEN, compare), reason) == f"{said}: scope: grain > all goods"


@pytest.mark.parametrize("format", ["terminal", "markdown"])
def test_every_demand_and_its_answer_are_shown(format: str) -> None:
    report = " ".join(laid_out("position", format).split())
    for phrase in (
        "How the demands of wanted stand in second",
        "2 demands not reviewed: 1 met, 1 not judged.",
        "There will be no limits on the armed forces of Arland.",
        CAP.format("800,000"),
        "check by hand",
        "2 provisions of wanted accounted for.",
    ):
        assert phrase in report


def test_the_schema_of_verdicts_is_that_of_the_verdicts() -> None:
    verdicts = json.loads(schema("uptake"))["$defs"]["finding"]["properties"]["against_base"]["enum"]
    assert verdicts == [*map(str, Verdict), None]


# --- pictures -------------------------------------------------------------------------------------------------------

COMPARED = compare(FIRST, SECOND)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_picture_is_sound_xml_in_which_nothing_acts(text: str) -> None:
    spoilt = replace(
        FIRST, title=text, provisions=tuple(replace(p, text=f"{p.text} {text}\ufffe") for p in FIRST.provisions)
    )
    compared = compare(spoilt, SECOND)
    for picture in (render(compared, "svg"), laid_out("matrix", "svg", table(spoilt, SECOND), show_all=True)):
        tree = ElementTree.fromstring(picture)
        assert {e.tag.rpartition("}")[2] for e in tree.iter()} <= {"svg", "title", "rect", "text", "path"}
        assert not {a for e in tree.iter() for a in e.attrib if a.startswith("on") or "href" in a}


def test_every_link_is_a_line_and_every_provision_has_its_sign() -> None:
    tree = ElementTree.fromstring(render(COMPARED, "svg"))
    paths = [e for e in tree.iter() if e.tag.endswith("path") and len(e)]
    assert len(paths) == sum(len(c.old) * len(c.new) for c in COMPARED.changes)
    texts = [e.findtext("{*}title") for e in tree.iter() if e.tag.endswith("text") and len(e)]
    for change in COMPARED.changes:
        for provision in (*change.old, *change.new):
            assert f"{change.verdict}: {provision.number} {provision.text}" in texts


def test_verdicts_are_told_apart_without_colour() -> None:
    assert len(set(STROKES.values())) == len(STROKES)
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', render(COMPARED, "svg"))) <= {"#111", "#fff", "none"}


def test_the_timeline_joins_what_is_one_thread_and_dots_what_is_not_reported() -> None:
    tree = ElementTree.fromstring(laid_out("matrix", "svg", table(FIRST, SECOND, DIGEST, LAST), show_all=True))
    dashes = [e.get("stroke-dasharray") for e in tree.iter() if e.tag.endswith("path")]
    assert sorted(map(bool, dashes)) == [False, False, False, False, True, True]
