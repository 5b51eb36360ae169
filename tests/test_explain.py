"""What a verdict rests on: each element in one row, each reason with its rule, and the same from the other side."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandiff.commitments import lexicon
from plandiff.compare import compare
from plandiff.explain import explain
from plandiff.explain.rules import why
from plandiff.judge import judge
from plandiff.library import load
from plandiff.model import Beside, Change, Comparison, Direction, Element, Explanation, Plan, Provision, Reason, Verdict
from plandiff.render import FORMATS, Options, render
from plandiff.reviews import Decision, Review
from sample import COMPARISON, change
from sentences import sentences

SOURCE = Path(__file__).parents[1] / "src" / "plandiff"
PAGE = Path(__file__).parents[1] / "docs" / "verdicts.md"
_WAY = {"softer": "harder", "harder": "softer", "only old": "only new", "only new": "only old"}


def linked(old: str, new: str) -> Change:
    """The machine's change between two texts, linked whatever they say, with its explanation."""
    plans = Plan("old", "Old", (Provision("1", old),)), Plan("new", "New", (Provision("1", new),))
    found = judge(old, new)
    one = change(found.verdict, ("1",), ("1",), plans=plans, reasons=found.reasons, doubts=found.doubts)
    return explain(Comparison(*plans, (one,))).changes[0]


def told(old: str, new: str) -> Explanation:
    explanation = linked(old, new).explanation
    assert explanation is not None
    return explanation


def row(found: Explanation, element: str) -> Beside:
    rows = [r for r in found.readings if r.element == element]
    assert len(rows) == 1, rows
    return rows[0]


# --- laws -----------------------------------------------------------------------------------------------------------

texts = st.lists(sentences, min_size=1, max_size=3).map("\n".join)


@given(texts, texts)
def test_exchanging_the_texts_exchanges_the_columns(old: str, new: str) -> None:
    turned = [Beside(r.element, r.new, r.old, _WAY.get(r.moved, r.moved)) for r in told(new, old).readings]
    assert list(told(old, new).readings) == turned


def test_exchanging_two_plans_of_the_record_exchanges_the_columns() -> None:
    old, new = load("28pt"), load("20pt")
    there, back = explain(compare(old, new)), explain(compare(new, old))
    others = {(c.new, c.old): c.explanation for c in back.changes}
    for found in (c for c in there.changes if c.explanation):
        assert found.explanation is not None
        other = others[found.old, found.new]
        assert other is not None
        turned = tuple(Beside(r.element, r.new, r.old, _WAY.get(r.moved, r.moved)) for r in other.readings)
        assert found.explanation.readings == turned
        assert all(rule.why for rule in found.explanation.rules)


@given(texts, texts)
def test_every_reason_has_one_row_and_every_rule_says_why(old: str, new: str) -> None:
    found = linked(old, new)
    assert found.explanation is not None
    ways = [r.moved for r in found.explanation.readings if r.moved in tuple(Direction)]
    assert sorted(ways) == sorted(r.direction for r in found.reasons)
    assert {r.rule for r in found.explanation.rules} == {r.rule for r in found.reasons}
    assert all(r.why and r.source for r in found.explanation.rules)
    assert found.explanation.kept


@given(texts)
def test_a_text_beside_itself_is_the_same_throughout(text: str) -> None:
    found = told(text, text)
    assert {r.moved for r in found.readings} == {"same"}
    assert not found.rules


# --- the rules ------------------------------------------------------------------------------------------------------


def rules_in_code() -> set[str]:
    """Every rule that is written out in the readers and the judge."""
    families = {*lexicon.NAMES, "bearers", "doers", "edits", "payers", "quantity", "residue", "slots", "ties", "time"}
    files = [path for room in ("commitments", "judge") for path in (SOURCE / room).glob("*.py")]
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    said = (n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return {s for s in said if s.partition("/")[0] in families and re.fullmatch(r"[a-z]+/[a-z ]*[a-z]", s)}


COMPUTED = {"scope/whatever", "scope/anytime"}
"""Rules whose names the judge puts together."""
BEGINNINGS = {"scope/in", "modality/exempt"}
"""Written out to compare with how the names of rules begin."""


def test_every_rule_says_why_and_where_that_is_written() -> None:
    cues = {f"quantity/{cue}" for name in ("floor", "ceiling") for cue in lexicon.phrases(name)}
    cues |= {f"quantity/not {cue}" for cue in ("above", "over", "more than")}
    listed = {entry.id for name in lexicon.NAMES for entry in lexicon.entries(name)}
    code = rules_in_code()
    assert len(code) > 30
    dumb = {rule for rule in code - BEGINNINGS | COMPUTED | cues | listed | {"review"} if not why(rule).why}
    assert not dumb
    assert why("residue/no such rule").why == ""


def test_the_page_on_verdicts_has_every_rule_that_is_code() -> None:
    rows = dict(re.findall(r"^\| `([a-z]+/[a-z ]+)` \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE))
    assert rows == {rule: why(rule).why for rule in rows}
    code = {rule for rule in rules_in_code() | COMPUTED if why(rule).source == "docs/verdicts.md"} - BEGINNINGS
    assert code <= rows.keys()


def test_entries_of_one_name_are_told_apart_by_the_words() -> None:
    ids = [entry.id for entry in lexicon.entries("modality")]
    for entry in lexicon.entries("modality"):
        if ids.count(entry.id) == 1:
            assert why(entry.id, entry.yes).why == entry.why


# --- cases ----------------------------------------------------------------------------------------------------------


def test_a_figure_stands_beside_the_other_with_its_role() -> None:
    found = told("The army of Arland shall be limited to 600 tanks.", "The army of Arland shall be limited to 800 tanks.")
    assert row(found, "ceiling") == ("ceiling", '"600"', '"800"', "softer")
    assert row(found, "subject") == ("subject", "army of Arland", "army of Arland", "same")
    assert row(found, "modality").moved == "same"
    assert found.kept == (
        "Not hardened or altered: nothing binds more.",
        "Without what binds less (ceiling) it would be reworded.",
    )


def test_what_comes_in_has_a_dash_on_the_other_side() -> None:
    found = told("Arland shall open the harbour.", "Arland shall open the harbour where possible.")
    assert row(found, "way out") == ("way out", "", '"where possible"', "softer")
    assert [r.source for r in found.rules] == ["word list conditions"]


def test_an_altered_provision_says_what_each_way_alone_would_make_it() -> None:
    found = told("Arland shall open the harbour within 30 days.", "Arland should open the harbour within 20 days.")
    assert set(found.kept) == {
        "Without what binds less (modality) it would be hardened.",
        "Without what binds more (deadline) it would be softened.",
    }


def test_a_close_call_is_told() -> None:
    found = told("Arland shall open the harbour.", "Arland will open the harbour.")
    assert row(found, "modality").moved == "no step"
    assert found.kept[-1] == 'Close: "shall" > "will" is no step; either is a duty, firmness 5 of 5.'


def test_a_reworded_provision_says_what_is_left_unexplained() -> None:
    found = linked("The Mission shall help displaced families return.", "The Mission shall assist refugees in coming home.")
    assert found.verdict is Verdict.REWORDED
    assert found.doubts
    assert found.explanation is not None
    assert all(doubt in found.explanation.kept[0] for doubt in found.doubts)


def test_what_opens_a_sentence_is_not_its_subject() -> None:
    found = told("If Drestan attacks, Arland shall act.", "In the first year, Arland shall act.")
    subject = row(found, "subject")
    assert (subject.old, subject.new) == ("Arland", "Arland")


# --- who decided ----------------------------------------------------------------------------------------------------

HARBOUR = "Arland shall open the harbour of Larn to all vessels within 30 days."
FISH = "Drestan shall report its catch of herring to the Commission every year."
OLD = Plan("old", "Old", (Provision("1", HARBOUR), Provision("2", FISH)))
NEW = Plan("new", "New", (Provision("1", HARBOUR.replace("30", "60")), Provision("2", FISH)))


def reviewed(*decisions: Decision) -> Change:
    """The one change that a person decided."""
    found = explain(compare(OLD, NEW, review=Review("old", "new", decisions)))
    (one,) = (c for c in found.changes if c.decided_by == "review")
    return one


def test_a_review_keeps_what_the_machine_alone_made_of_its_provisions() -> None:
    both = reviewed(Decision(("1", "2"), ("1", "2"), Verdict.ALTERED, "One package."))
    assert [(c.verdict, [p.number for p in c.old], [p.number for p in c.new]) for c in both.machine] == [
        (Verdict.SOFTENED, ["1"], ["1"]),
        (Verdict.UNCHANGED, ["2"], ["2"]),
    ]
    assert both.explanation is not None
    assert both.explanation.kept == ("A person decided, for the reason in the review, which names no element.",)


def test_elements_that_would_give_another_verdict_are_told() -> None:
    reason = Reason(Element.DEADLINE, Direction.SOFTER, "within 30 days", "within 60 days", "later", "review")
    found = reviewed(Decision(("1",), ("1",), Verdict.ALTERED, "More than time.", reasons=(reason,)))
    assert found.explanation is not None
    assert row(found.explanation, "deadline").moved == "softer"
    assert found.explanation.kept[0].endswith("the elements named there alone would make it softened.")


@pytest.mark.parametrize("format", ["terminal", "markdown", "html"])
def test_the_reader_sees_what_the_machine_alone_says(format: str) -> None:
    decision = Decision(("1", "2"), ("1", "2"), Verdict.ALTERED, "One package.")
    found = explain(compare(OLD, NEW, review=Review("old", "new", (decision,))))
    report = render(found, format, options=Options(explain=True, width=200))
    assert "alone it links" in report
    assert "alone it links" not in render(found, format, options=Options(width=200))


def test_nobody_pays_who_does_not_ask() -> None:
    assert all(c.explanation is None for c in compare(OLD, NEW).changes)


def test_only_what_is_shown_is_explained() -> None:
    found = compare(OLD, NEW)
    first = found.changes[0].id
    assert [c.explanation is not None for c in explain(replace(found, selected=frozenset({first}))).changes] == [True, False]


# --- formats --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_the_readings_are_in_every_format_that_has_room(format: str) -> None:
    report = render(COMPARISON, format, options=Options(explain=True, show_all=True))
    if format == "json":
        found = next(c for c in json.loads(report)["changes"] if c["explanation"])["explanation"]
        assert found["readings"][1] == {"element": "ceiling", "old": '"600,000"', "new": '"800,000"', "moved": "softer"}
        assert found["rules"][0]["why"] == "a higher ceiling allows more"
    elif format in ("terminal", "markdown", "html"):
        assert "armed forces of Arland" in report
        assert "a higher ceiling allows more" in report
        assert "nothing binds more" in report


def test_a_narrow_screen_has_the_sides_one_over_the_other() -> None:
    report = render(COMPARISON, options=Options(explain=True, width=40))
    start = report.index("  ceiling: softer")
    assert report[start:].splitlines()[:3] == ["  ceiling: softer", '    old "600,000"', '    new "800,000"']
