"""Uptake: every change of the counter-draft gets one fate, silence is no refusal, and the elements decide one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff.compare import compare
from plandiff.model import Attested, Coverage, Plan, Removal, Verdict
from plandiff.uptake import Fate, Uptake, uptake
from versions import at_random, families, version

SEEDS = st.integers(0, 1_000)
POOL = (
    "The armed forces of Arland will be limited to 600,000 personnel.",
    "The armed forces of Arland will be limited to 800,000 personnel.",
    "Arland will not join the Northern Alliance.",
    "All prisoners will be exchanged within 30 days.",
    "All prisoners will be exchanged within 90 days.",
    "The ports of Drestan will be open to all grain ships.",
    "A joint commission may monitor the ceasefire.",
    "A joint commission will monitor the ceasefire.",
    "Elections will be held in Arland in the spring.",
)
DRAFTS = st.lists(st.sampled_from(POOL), max_size=5, unique=True)
ASKED_FOR_NOTHING = (Verdict.UNCHANGED, Verdict.REWORDED, Verdict.UNREPORTED)


def account(base: Plan, counter: Plan, result: Plan) -> Uptake:
    return uptake(base, counter, result, compare)


# --- laws -----------------------------------------------------------------------------------------------------------


@given(DRAFTS, DRAFTS)
@settings(deadline=None)
def test_a_result_that_is_the_counter_draft_takes_everything_over(base: list[str], counter: list[str]) -> None:
    found = account(
        version("b", "2025-01", *base), version("c", "2025-02", *counter), version("r", "2025-03", *counter)
    )
    assert {f.fate for f in found.findings} <= {Fate.TAKEN}
    assert found.own == ()


@given(DRAFTS, DRAFTS)
@settings(deadline=None)
def test_a_result_that_is_the_base_ignores_everything(base: list[str], counter: list[str]) -> None:
    found = account(version("b", "2025-01", *base), version("c", "2025-02", *counter), version("r", "2025-03", *base))
    assert {f.fate for f in found.findings} <= {Fate.IGNORED}
    assert found.own == ()


@given(DRAFTS, DRAFTS)
@settings(deadline=None)
def test_where_the_counter_draft_changes_nothing_all_changes_are_the_results_own(
    base: list[str], result: list[str]
) -> None:
    first, last = version("b", "2025-01", *base), version("r", "2025-03", *result)
    found = account(first, version("c", "2025-02", *base), last)
    assert found.findings == ()
    assert [o.change for o in found.own] == [
        c for c in compare(first, last).changes if c.verdict is not Verdict.UNCHANGED
    ]
    assert all(o.sure for o in found.own)


@given(families(least=3, most=3), SEEDS)
@settings(deadline=None)
def test_nothing_is_lost(plans: list[Plan], seed: int) -> None:
    base, counter, result = plans
    found = uptake(base, counter, result, at_random(seed))
    asked = at_random(seed)(base, counter).changes
    assert [f.change for f in found.findings] == [c for c in asked if c.verdict not in ASKED_FOR_NOTHING]
    assert list(found.reworded) == [c for c in asked if c.verdict is Verdict.REWORDED]
    assert list(found.unreported) == [c for c in asked if c.verdict is Verdict.UNREPORTED]
    told = {p.number for f in found.findings for p in f.result} | {p.number for o in found.own for p in o.change.new}
    assert len(told) + found.common == len(result.provisions)
    assert sum(found.counts.values()) == len(found.findings)


@given(families(least=3, most=3), SEEDS)
@settings(deadline=None)
def test_only_a_result_known_in_part_leaves_a_fate_unknown(plans: list[Plan], seed: int) -> None:
    found = uptake(*plans, compare=at_random(seed))
    for finding in found.findings:
        if finding.fate is Fate.UNKNOWN:
            assert plans[2].coverage is Coverage.PARTIAL
            assert finding.result == ()


# --- cases ----------------------------------------------------------------------------------------------------------

CAP = "The armed forces of Arland will be limited to {} personnel."
PORTS = "The ports of Drestan will be open to all grain ships."
WATCH = "A joint commission will monitor the ceasefire."


@pytest.mark.parametrize(
    ("base", "counter", "result", "fate"),
    [
        (CAP.format("600,000"), CAP.format("800,000"), CAP.format("800,000"), Fate.TAKEN),
        (CAP.format("600,000"), CAP.format("800,000"), CAP.format("600,000"), Fate.IGNORED),
        (CAP.format("600,000"), CAP.format("800,000"), CAP.format("700,000"), Fate.PART),
        (CAP.format("600,000"), CAP.format("800,000"), CAP.format("500,000"), Fate.OVERTAKEN),
        (
            CAP.format("600,000"),
            CAP.format("800,000"),
            CAP.format("800,000").replace(".", " in peacetime."),
            Fate.TAKEN,
        ),
        (CAP.format("600,000"), CAP.format("800,000"), "", Fate.OVERTAKEN),
        (CAP.format("600,000"), "", "", Fate.TAKEN),
        (CAP.format("600,000"), "", CAP.format("600,000"), Fate.IGNORED),
        (CAP.format("600,000"), "", CAP.format("700,000"), Fate.OVERTAKEN),
        ("", CAP.format("600,000"), "", Fate.IGNORED),
        ("", CAP.format("600,000"), CAP.format("600,000"), Fate.TAKEN),
        ("", CAP.format("600,000"), CAP.format("700,000"), Fate.PART),
    ],
)
def test_fates(base: str, counter: str, result: str, fate: Fate) -> None:
    texts = {"b": base, "c": counter, "r": result}
    found = account(*(version(ident, "2025", PORTS, *([text] if text else [])) for ident, text in texts.items()))
    assert [f.fate for f in found.findings] == [fate]


def test_one_element_taken_and_one_left_is_in_part() -> None:
    text = "The armed forces of Arland will be limited to {} personnel within {} days."
    terms = {"b": ("600,000", 90), "c": ("800,000", 30), "r": ("800,000", 90)}
    plans = [version(ident, "2025", text.format(*values)) for ident, values in terms.items()]
    (finding,) = account(*plans).findings
    assert finding.fate is Fate.PART
    assert {(s.element, s.fate) for s in finding.shares} == {("ceiling", Fate.TAKEN), ("deadline", Fate.IGNORED)}
    ceiling = next(s for s in finding.shares if s.element == "ceiling")
    assert (ceiling.base, ceiling.counter, ceiling.result) == ("600,000", "800,000", "800,000")


def test_what_a_partial_result_does_not_show_is_unknown_unless_a_source_says_so() -> None:
    base, counter = version("b", "2025-01", PORTS, WATCH), version("c", "2025-02", PORTS)
    silent = version("r", "2025-03", PORTS, partial=True)
    assert [f.fate for f in account(base, counter, silent).findings] == [Fate.UNKNOWN]
    told = replace(silent, removed=(Removal("b", "2", note="gone"),))
    (finding,) = account(base, counter, told).findings
    assert finding.fate is Fate.TAKEN
    assert finding.ended is not None
    assert finding.ended.removal is not None


def test_what_a_partial_counter_draft_does_not_show_is_no_change_of_it() -> None:
    base = version("b", "2025-01", PORTS, WATCH)
    found = account(base, version("c", "2025-02", PORTS, partial=True), version("r", "2025-03", PORTS))
    assert found.findings == ()
    assert [[p.text for p in c.old] for c in found.unreported] == [[WATCH]]
    assert [(o.change.verdict, o.sure) for o in found.own] == [(Verdict.DROPPED, False)]


def test_what_is_in_neither() -> None:
    base = version("b", "2025-01", PORTS)
    found = account(base, version("c", "2025-02", PORTS), version("r", "2025-03", PORTS, WATCH))
    assert [([p.text for p in o.change.new], o.sure) for o in found.own] == [([WATCH], True)]
    assert found.common == 1


def test_a_rewording_is_no_change_of_the_counter_draft() -> None:
    short = "The ports of Drestan will be open to all the grain ships."
    base, counter = version("b", "2025-01", PORTS), version("c", "2025-02", short)
    assert compare(base, counter).changes[0].verdict is Verdict.REWORDED
    found = account(base, counter, version("r", "2025-03", PORTS))
    assert found.findings == ()
    assert [c.new_text for c in found.reworded] == [short]
    assert (found.own, found.common) == ((), 1)


def test_what_the_result_changes_where_the_counter_draft_only_rewords_is_its_own() -> None:
    base, counter = (
        version("b", "2025-01", WATCH),
        version("c", "2025-02", "A joint commission shall monitor the ceasefire."),
    )
    assert compare(base, counter).changes[0].verdict is Verdict.REWORDED
    found = account(base, counter, version("r", "2025-03", WATCH.replace("will", "may")))
    assert [(o.change.verdict, o.sure) for o in found.own] == [(Verdict.SOFTENED, True)]


def test_a_result_that_leaves_both_texts_is_not_said_to_stay_with_the_base() -> None:
    text = "The armed forces of Arland will be limited to {} personnel within {} days."
    terms = {"b": ("600,000", 90), "c": ("800,000", 90), "r": ("600,000", 30)}
    (finding,) = account(*(version(ident, "2025", text.format(*values)) for ident, values in terms.items())).findings
    assert finding.since not in (Verdict.UNCHANGED, Verdict.REWORDED)
    assert finding.fate is Fate.OVERTAKEN


def test_of_two_wordings_of_which_one_is_gone_the_other_may_stand() -> None:
    base = version("b", "2025-01", CAP.format("600,000"))
    counter = version("c", "2025-02", CAP.format("800,000"))
    told = replace(version("r", "2025-03", partial=True), removed=(Removal("b", "1", note="gone"),))
    (finding,) = account(base, counter, told).findings
    assert (finding.fate, finding.ended and finding.ended.verdict) == (Fate.UNKNOWN, Verdict.DROPPED)
    both = replace(told, removed=(Removal("b", "1"), Removal("c", "1")))
    assert [f.fate for f in account(base, counter, both).findings] == [Fate.OVERTAKEN]


@pytest.mark.parametrize("place", range(3))
def test_a_finding_is_as_weakly_attested_as_the_weakest_of_its_three_texts(place: int) -> None:
    plans = [version(i, "2025", CAP.format(n)) for i, n in zip("bcr", ("600,000", "800,000", "800,000"), strict=True)]
    weak = replace(plans[place].provisions[0], attested=Attested.DISPUTED)
    plans[place] = replace(plans[place], provisions=(weak,))
    assert [f.attested for f in account(*plans).findings] == [Attested.DISPUTED]
