"""A position against a plan: which demands are met, met in part, contradicted, not addressed.

That is no comparison of versions. A position was not drafted from the plan: what the plan has besides it is not *added*,
several demands may meet in one provision, and wording of its own is the rule. Whether a plan gives what is demanded is for a
person to say, in a review. The machine points to what the plan has on the subject, and says more only where both texts are the
same words: about one act, in one order, with nothing left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from plandiff.align.similarity import Similarity
from plandiff.commitments import read
from plandiff.commitments.reading import Force, Reading
from plandiff.judge import judge, plain
from plandiff.model import Attested, Coverage, Plan, Provision, Reason, Verdict
from plandiff.reviews import Decision, Review

_FEW = 3
"""So many provisions are named where the machine only points."""
_NEAR = 0.08
"""Least share of the words of a demand that a provision must have, to be pointed to."""
_HANDS, _TAGS = 0.1, 0.2
"""What it counts that a provision ties just the hands that the demand ties, and that it has just the same tags."""
_ARTICLES = frozenset(("a", "an", "the"))
_FORCE = frozenset("will shall must may can should be is are been not never no".split())
"""Words that carry force and not content."""
_ONE_SIDED = re.compile(
    r"\b(?:in the (?:version|view|reading|proposal) of|according to|(?:version|proposal|view) of)\b", re.IGNORECASE
)
"""What gives the version of one side and does not speak for both."""
_STATED = re.compile(
    r"\b(?:(?:is|are) (?:still |also )?(?:under (?:discussion|consideration)|being discussed|not ruled out)|sees)\b",
    re.IGNORECASE,
)
"""What describes the state of a matter, or a view of it, and asks for nothing."""


class Standing(StrEnum):
    """How a demand stands in a plan."""

    MET = "met"
    PART = "met in part"
    CONTRADICTED = "contradicted"
    SILENT = "not addressed"
    UNKNOWN = "unknown"
    OPEN = "not judged"
    """The machine points to the nearest provisions; whether they give what is asked is for the reader to say."""
    NOTHING = "nothing found"
    """The machine found no provision to point to; that is not to say that there is none."""


_REVIEWED = {
    Verdict.UNCHANGED: Standing.MET,
    Verdict.REWORDED: Standing.MET,
    Verdict.HARDENED: Standing.MET,
    Verdict.SOFTENED: Standing.PART,
    Verdict.ALTERED: Standing.CONTRADICTED,
    Verdict.DROPPED: Standing.SILENT,
    Verdict.UNREPORTED: Standing.UNKNOWN,
}
"""What the verdicts of a review mean for a demand."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A demand, and what the plan says to it."""

    demand: Provision
    standing: Standing
    provisions: tuple[Provision, ...] = ()
    """Those of the plan that bear on it."""
    reasons: tuple[Reason, ...] = ()
    """Where the plan differs from the demand, as the review has it."""
    covered: float = 0.0
    """How much of what is asked for the provisions speak of, 0 to 1; a share of words and no judgement."""
    near: tuple[Provision, ...] = ()
    """Where nobody judged it: the provisions nearest in words and tags, nearest first."""
    offer: bool = False
    """Whether it binds nobody but its own issuer: an offer, a promise or a refusal."""
    check: bool = False
    """Whether a person has yet to judge it: all that no review decides."""
    review: str = ""
    """The reason of the person who decided; empty where the machine did."""


@dataclass(frozen=True, slots=True)
class Audit:
    """All that a position says, held against a plan: every provision of it is a demand or a statement."""

    plan: Plan
    position: Plan
    answers: tuple[Answer, ...]
    statements: tuple[Provision, ...]
    """What is no demand: it binds no one, or describes a state of things."""

    @property
    def counts(self) -> dict[Standing, int]:
        """How many demands stand how, every standing present."""
        return {s: sum(a.standing is s for a in self.answers) for s in Standing}


def audit(plan: Plan, position: Plan, review: Review | None = None) -> Audit:
    """How every demand of ``position`` stands in ``plan``.

    Args:
        review: decisions of a person, with the position as old and the plan as new.
    """
    decided = {number: d for d in (review.decisions if review else ()) for number in d.old}
    bound = any(p.binds for p in position.provisions)
    asks = [p for p in position.provisions if p.number in decided or not _is_statement(p, bound)]
    measure = Similarity([p.text for p in asks], [p.text for p in plan.provisions])
    answers = [
        _decided(demand, decided[demand.number], position, plan)
        if demand.number in decided
        else _answer(demand, _nearest(measure, i, demand, plan), position, plan)
        for i, demand in enumerate(asks)
    ]
    rest = tuple(p for p in position.provisions if p not in asks)
    return Audit(plan, position, tuple(answers), rest)


def _is_statement(provision: Provision, others_bind: bool) -> bool:
    """Whether it asks for nothing. Where nothing in the position binds anybody, the record says nothing of that."""
    if not provision.binds:
        return others_bind
    clauses = read(provision.text).clauses
    said = any(c.span.words and c.force in (Force.DUTY, Force.BAN) for c in clauses)
    return not said and bool(_STATED.search(provision.text))


# --- where the plan speaks of it --------------------------------------------------------------------------------------


def _nearest(measure: Similarity, i: int, demand: Provision, plan: Plan) -> list[tuple[float, Provision]]:
    """The provisions that share most of what the demand speaks of, best first, each with the share."""
    total, reach = measure.total(measure.old[i]), measure.reach(measure.old[i])
    found = []
    for j, provision in enumerate(plan.provisions):
        common, tags = set(demand.tags) & set(provision.tags), set(demand.tags) | set(provision.tags)
        if demand.tags and provision.tags and not common:
            continue
        share = measure.shared(reach, measure.new[j]) / total if total else 0.0
        hands = _HANDS if demand.binds and set(demand.binds) == set(provision.binds) else 0.0
        if share >= _NEAR or (common and hands):
            found.append((share + hands + _TAGS * len(common) / max(1, len(tags)), -j, share, provision))
    found.sort(key=lambda row: row[:2], reverse=True)
    return [(share, provision) for _, _, share, provision in found]


# --- how it stands ----------------------------------------------------------------------------------------------------


def _answer(demand: Provision, nearest: list[tuple[float, Provision]], position: Plan, plan: Plan) -> Answer:
    offer = _binds_itself(demand, position)
    for provision in filter(_speaks_for_all, plan.provisions):
        if standing := _plainly(demand, provision):
            return Answer(demand, standing, (provision,), covered=1.0, offer=offer, check=True)
    if not nearest:
        nothing = Standing.NOTHING if plan.coverage is Coverage.FULL else Standing.UNKNOWN
        return Answer(demand, nothing, offer=offer, check=True)
    near = tuple(p for _, p in nearest[:_FEW])
    return Answer(demand, Standing.OPEN, covered=round(nearest[0][0], 2), near=near, offer=offer, check=True)


def _speaks_for_all(provision: Provision) -> bool:
    """Whether the text is attested, undisputed, and not the version of one side."""
    return provision.attested is Attested.TEXT and not _ONE_SIDED.search(provision.text)


def _plainly(demand: Provision, provision: Provision) -> Standing | None:
    """Met or contradicted where the same words leave no other reading; None everywhere else."""
    if demand.binds and provision.binds and set(demand.binds) != set(provision.binds):
        return None
    if plain(demand.text) == plain(provision.text):
        return Standing.MET
    asked, given = read(demand.text), read(provision.text)
    words = list(_said(asked))
    if words != list(_said(given)) or words.count("") != 1 or len(asked.clauses) != 1 or len(given.clauses) != 1:
        return None  # where force sits in two places, it is open which of them differs
    forces = {asked.clauses[0].force, given.clauses[0].force}
    if forces == {Force.DUTY, Force.BAN}:
        return Standing.CONTRADICTED
    judgement = judge(demand.text, provision.text)
    same = len(forces) == 1 and judgement.verdict is Verdict.REWORDED and not judgement.doubts
    return Standing.MET if same else None


def _said(reading: Reading) -> Iterator[str]:
    """All words and figures without articles, and an empty one for every run of words that carry force."""
    inside = False
    for token in reading.tokens:
        if token.word in _ARTICLES or not (token.is_word or token.is_number):
            continue
        if token.word not in _FORCE:
            yield token.word
        elif not inside:
            yield ""
        inside = token.word in _FORCE


def _binds_itself(demand: Provision, position: Plan) -> bool:
    """Whether it says what its own issuer would do or refuse."""
    return bool(demand.binds) and set(demand.binds) <= set(position.issuer)


def _decided(demand: Provision, decision: Decision, position: Plan, plan: Plan) -> Answer:
    provisions = tuple(p for p in plan.provisions if p.number in decision.new)
    return Answer(
        demand,
        _REVIEWED[decision.verdict],
        provisions,
        decision.reasons,
        covered=1.0 if provisions else 0.0,
        offer=_binds_itself(demand, position),
        review=decision.reason,
    )
