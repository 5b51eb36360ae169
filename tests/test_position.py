"""Positions: each demand on its own, silence of a partial text is no refusal, and what is offered is not what is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff.judge import plain
from plandiff.model import Coverage, Kind, Plan, Provision, Verdict
from plandiff.position import Audit, Standing, audit
from plandiff.reviews import Decision, Review
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
def test_what_is_not_addressed_is_told_from_what_is_not_known(plan: Plan, wanted: Plan) -> None:
    found = standings(audit(plan, wanted))
    assert (Standing.SILENT if plan.coverage is Coverage.PARTIAL else Standing.UNKNOWN) not in found


@given(st.lists(sentences, min_size=1, max_size=5, unique_by=plain))
@settings(deadline=None)
def test_a_plan_that_says_the_same_meets_every_demand(texts: list[str]) -> None:
    assert set(standings(audit(version("p", "2025", *reversed(texts)), position(*texts)))) == {Standing.MET}


@given(st.lists(sentences, min_size=1, max_size=5))
@settings(deadline=None)
def test_an_empty_plan_addresses_nothing(texts: list[str]) -> None:
    assert set(standings(audit(version("p", "2025"), position(*texts)))) == {Standing.SILENT}
    assert set(standings(audit(version("p", "2025", partial=True), position(*texts)))) == {Standing.UNKNOWN}


# --- cases ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("demand", "standing"),
    [
        ("The armed forces of Arland must be limited.", Standing.MET),
        ("The armed forces of Arland will be limited to 400,000 personnel.", Standing.PART),
        ("There will be no limits on the armed forces of Arland.", Standing.CONTRADICTED),
        ("Nobody may accept any limit on the armed forces of Arland.", Standing.CONTRADICTED),
        ("Elections must be held in Arland.", Standing.PART),
        ("Elections must be held in Arland so that its government becomes legitimate.", Standing.PART),
        ("All prisoners must be exchanged within 30 days.", Standing.MET),
        ("All prisoners must be exchanged within 10 days.", Standing.PART),
        ("The gas pipelines of Drestan must be repaired.", Standing.SILENT),
        ("Arland must recognise the minority languages.", Standing.SILENT),
    ],
)
def test_standings(demand: str, standing: Standing) -> None:
    assert standings(audit(DRAFT, position(demand))) == [standing]


def test_more_than_is_offered_contradicts_an_offer_and_more_than_is_asked_meets_a_demand() -> None:
    text = "The armed forces of Arland will be limited to 800,000 personnel."
    asked = audit(DRAFT, position(text, binds=("arland",), issuer=("drestan",)))
    offered = audit(DRAFT, position(text, binds=("arland",), issuer=("arland",)))
    assert standings(asked) == [Standing.MET]
    assert standings(offered) == [Standing.CONTRADICTED]
    assert [a.offer for a in (*asked.answers, *offered.answers)] == [False, True]


def test_the_same_subject_does_not_meet_what_other_hands_must_do() -> None:
    plan = replace(DRAFT, provisions=(Provision("1", "Drestan must withdraw its forces from the valley.", ("t",), ("drestan",)),))
    assert standings(audit(plan, position("Arland must withdraw its forces from the valley."))) == [Standing.SILENT]


def test_one_provision_can_answer_two_demands() -> None:
    found = audit(DRAFT, position("All prisoners must be exchanged.", "All prisoners must be exchanged within 30 days."))
    assert [[p.number for p in a.provisions] for a in found.answers] == [["4"], ["4"]]


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
    assert (answer.standing, [p.number for p in answer.provisions], answer.review) == (Standing.PART, ["5"], decision.reason)
