"""Positions: a review decides, the machine points. It says more only of the same words on one act, in an undisputed text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff.judge import plain
from plandiff.library import load
from plandiff.model import Attested, Coverage, Kind, Plan, Provision, Verdict
from plandiff.position import Audit, Standing, audit
from plandiff.reviews import Decision, Review, find_review
from sentences import sentences
from strategies import plans
from versions import version

DRAFT = version(
    "draft",
    "2025-01",
    "The armed forces of Arland will be limited to 600,000 personnel.",
    "Arland will not join the Northern Alliance.",
    "Elections may be held in Arland.",
    "All prisoners will be exchanged within 30 days.",
    "The ports of Drestan will be open to all grain ships.",
    "Sanctions against Drestan will be lifted in stages.",
    "A joint commission will monitor the ceasefire.",
)


def position(*texts: str, binds: tuple[str, ...] = ("arland",), issuer: tuple[str, ...] = ("drestan",)) -> Plan:
    provisions = tuple(Provision(str(n), text, ("t",), binds) for n, text in enumerate(texts, 1))
    return Plan("wants", "What it wants", provisions, "2025-02", issuer, Kind.POSITION)


def standings(found: Audit) -> list[Standing]:
    return [answer.standing for answer in found.answers]


# --- laws -----------------------------------------------------------------------------------------------------------


@given(plans(), plans())
@settings(deadline=None)
def test_every_provision_of_a_position_is_a_demand_or_a_statement(plan: Plan, wanted: Plan) -> None:
    found = audit(plan, wanted)
    told = [a.demand.number for a in found.answers] + [p.number for p in found.statements]
    assert sorted(told) == sorted(p.number for p in wanted.provisions)
    assert sum(found.counts.values()) == len(found.answers)


@given(plans(), plans())
@settings(deadline=None)
def test_the_machine_never_says_in_part_or_not_addressed(plan: Plan, wanted: Plan) -> None:
    found = audit(plan, wanted)
    assert not {Standing.PART, Standing.SILENT} & set(standings(found))
    assert (Standing.NOTHING if plan.coverage is Coverage.PARTIAL else Standing.UNKNOWN) not in standings(found)
    assert all(answer.check and len(answer.near) <= 3 for answer in found.answers)


@given(plans(), plans(), st.sampled_from([Attested.REPORTED, Attested.DISPUTED]))
@settings(deadline=None)
def test_what_is_not_attested_or_in_dispute_decides_nothing(plan: Plan, wanted: Plan, attested: Attested) -> None:
    unsure = replace(plan, provisions=tuple(replace(p, attested=attested) for p in plan.provisions))
    assert not {Standing.MET, Standing.CONTRADICTED} & set(standings(audit(unsure, wanted)))


@given(st.lists(sentences, min_size=1, max_size=5, unique_by=plain))
@settings(deadline=None)
def test_a_plan_that_says_the_same_meets_every_demand(texts: list[str]) -> None:
    assert set(standings(audit(version("p", "2025", *reversed(texts)), position(*texts)))) == {Standing.MET}


@given(st.lists(sentences, min_size=1, max_size=5))
@settings(deadline=None)
def test_an_empty_plan_addresses_nothing(texts: list[str]) -> None:
    assert set(standings(audit(version("p", "2025"), position(*texts)))) == {Standing.NOTHING}
    assert set(standings(audit(version("p", "2025", partial=True), position(*texts)))) == {Standing.UNKNOWN}


# --- cases ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("demand", "standing"),
    [
        ("All prisoners must be exchanged within 30 days.", Standing.MET),
        ("Arland must not join the Northern Alliance.", Standing.MET),
        ("Arland must join the Northern Alliance.", Standing.CONTRADICTED),
        ("All prisoners must not be exchanged within 30 days.", Standing.CONTRADICTED),
        ("The armed forces of Arland must be limited.", Standing.OPEN),
        ("The armed forces of Arland will be limited to 400,000 personnel.", Standing.OPEN),
        ("There will be no limits on the armed forces of Arland.", Standing.OPEN),
        ("Elections must be held in Arland.", Standing.OPEN),
        ("All prisoners must be exchanged within 10 days.", Standing.OPEN),
        ("The use of the ports of Drestan will be just.", Standing.OPEN),
    ],
)
def test_standings(demand: str, standing: Standing) -> None:
    assert standings(audit(DRAFT, position(demand))) == [standing]


@pytest.mark.parametrize(
    ("demand", "text"),
    [
        ("Inspectors may board any vessel.", "The commission will license no more than 40 vessels."),
        (
            "In the version of Arland, the plant will be run by Drestan.",
            "In the version of Arland, the plant will be run by Drestan.",
        ),
        ("Arland must withdraw from Drestan.", "Drestan must withdraw from Arland."),
        ("Arland will not accept that Drestan is admitted.", "Arland will accept that Drestan is not admitted."),
        ("Arland must not strike unless Drestan is armed.", "Arland must strike unless Drestan is not armed."),
    ],
)
def test_what_decides_nothing(demand: str, text: str) -> None:
    """What is about another act, is the version of one side, or has the same words the other way round."""
    assert not {Standing.MET, Standing.PART, Standing.CONTRADICTED} & set(
        standings(audit(version("p", "2025", text), position(demand)))
    )


def test_the_same_words_do_not_meet_what_other_hands_must_do() -> None:
    text = "The forces must withdraw from the valley."
    plan = replace(DRAFT, provisions=(Provision("1", text, ("t",), ("drestan",)),))
    assert standings(audit(plan, position(text))) == [Standing.OPEN]


def test_what_is_under_discussion_is_no_demand() -> None:
    found = audit(DRAFT, position("Joint management of the plant is under discussion.", "The plant must be closed."))
    assert ([a.demand.number for a in found.answers], [p.number for p in found.statements]) == (["2"], ["1"])


def test_provisions_are_named_for_tags_and_hands_as_well_as_for_words() -> None:
    plan, wanted = load("28pt"), load("kyiv-2025")
    near = {a.demand.number: {p.number for p in a.near} for a in audit(plan, wanted).answers}
    assert "21.a" in near["1.2"]
    assert "21.d.1" in near["5.1"]


@pytest.mark.parametrize("plan", ["28pt", "20pt"])
@pytest.mark.parametrize("wanted", ["kyiv-2025", "moscow-2025"])
def test_on_the_record_only_reviews_judge(plan: str, wanted: str) -> None:
    text, demands = load(plan), load(wanted)
    assert set(standings(audit(text, demands))) <= {Standing.OPEN, Standing.NOTHING, Standing.UNKNOWN}
    review = find_review(demands, text)
    assert review is not None
    decided = {number for d in review.decisions for number in d.old}
    assert {a.demand.number for a in audit(text, demands, review).answers if a.review} == decided


def test_one_provision_can_answer_two_demands() -> None:
    found = audit(
        DRAFT, position("All prisoners must be exchanged.", "All prisoners must be exchanged within 30 days.")
    )
    assert [[p.number for p in a.provisions or a.near[:1]] for a in found.answers] == [["4"], ["4"]]


def test_what_binds_nobody_is_a_statement_where_others_bind_somebody() -> None:
    wanted = position("Elections must be held in Arland.", "Talks with this government are hardly possible.")
    mixed = replace(wanted, provisions=(wanted.provisions[0], replace(wanted.provisions[1], binds=())))
    assert [p.number for p in audit(DRAFT, mixed).statements] == ["2"]
    silent = replace(wanted, provisions=tuple(replace(p, binds=()) for p in wanted.provisions))
    assert audit(DRAFT, silent).statements == ()


def test_a_review_has_the_last_word() -> None:
    wanted = position("The gas pipelines of Drestan must be repaired.")
    decision = Decision(("1",), ("5",), Verdict.SOFTENED, "Ports serve the same end.")
    (answer,) = audit(DRAFT, wanted, Review("wants", "draft", (decision,))).answers
    assert (answer.standing, [p.number for p in answer.provisions], answer.review) == (
        Standing.PART,
        ["5"],
        decision.reason,
    )
