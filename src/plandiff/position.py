"""A position against a plan: which demands are met, met in part, contradicted, not addressed.

That is no comparison of versions. A position was not drafted from the plan: what the plan has besides it is not *added*,
several demands may meet in one provision, and wording of its own is the rule. So each demand is looked up on its own, by what
it asks for and not by its conditions and reasons; and the question is not what changed but whether the plan gives it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from plandiff.align.scores import likenesses, scores
from plandiff.align.similarity import Similarity
from plandiff.commitments import read
from plandiff.commitments.reading import Force, Reading
from plandiff.commitments.stems import stem
from plandiff.judge import judge, plain
from plandiff.model import Coverage, Direction, Plan, Provision, Reason, Verdict
from plandiff.reviews import Decision, Review

_FOUND, _CLEAR = 0.1, 0.25
"""Least score of an answer (likeness above its surroundings), and the score that leaves no doubt of the subject."""
_BESIDE = 0.05
"""A provision whose score is so near the best one's answers as well."""
_TOUCHED, _COVERED = 0.35, 0.6
"""How much of what a demand asks for must be in the answer to bear on it, and to meet it."""
_NEAR = 6
_EVERYBODY = "parties"
"""The name under which a plan binds all its parties."""
_ROOT = 6
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_CONSENT = frozenset(map(stem, "accept agree allow permit tolerate consent".split()))
"""Verbs that say no more than the ban itself: what is forbidden comes after them."""


class Standing(StrEnum):
    """How a demand stands in a plan."""

    MET = "met"
    PART = "met in part"
    CONTRADICTED = "contradicted"
    SILENT = "not addressed"
    UNKNOWN = "unknown"


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
    """Where the plan differs from the demand."""
    covered: float = 0.0
    """How much of what is asked for the provisions speak of, 0 to 1."""
    near: tuple[Provision, ...] = ()
    """Provisions on the same subject, where none bears on the demand."""
    offer: bool = False
    """Whether it binds nobody but its own issuer."""
    check: bool = False
    """Whether a person should look at it before quoting."""
    review: str = ""
    """The reason of the person who decided; empty where the machine did."""


@dataclass(frozen=True, slots=True)
class Audit:
    """All that a position says, held against a plan: every provision of it is a demand or a statement."""

    plan: Plan
    position: Plan
    answers: tuple[Answer, ...]
    statements: tuple[Provision, ...]
    """What asks nobody for anything: it binds no one."""

    @property
    def counts(self) -> dict[Standing, int]:
        """How many demands stand how, every standing present."""
        return {s: sum(a.standing is s for a in self.answers) for s in Standing}


def audit(plan: Plan, position: Plan, review: Review | None = None) -> Audit:
    """How every demand of ``position`` stands in ``plan``.

    Args:
        review: decisions of a person, with the position as old and the plan as new.
    """
    asks = [p for p in position.provisions if p.binds] or list(position.provisions)
    decided = {number: d for d in (review.decisions if review else ()) for number in d.old}
    found = _candidates(asks, plan.provisions)
    answers = [
        _decided(demand, decided[demand.number], position, plan)
        if demand.number in decided
        else _answer(demand, answering, position, plan)
        for demand, answering in zip(asks, found, strict=True)
    ]
    rest = tuple(p for p in position.provisions if p not in asks)
    return Audit(plan, position, tuple(answers), rest)


# --- what a demand asks for, and where the plan speaks of it ----------------------------------------------------------


def _asked(text: str) -> str:
    """The words that say what is asked for: without conditions, reasons and examples."""
    reading = read(text)
    conditions = [c.span for c in reading.conditions]
    words = [
        w.span.words
        for w in reading.content
        if w.role != "aside" and not any(c.start <= w.span.start < c.end for c in conditions)
    ]
    return " ".join(words) or text


def _candidates(asks: Sequence[Provision], provisions: Sequence[Provision]) -> list[list[tuple[float, Provision]]]:
    """For each demand the provisions that bear on it, best first, each with how much of the demand it covers."""
    measure = Similarity([_asked(d.text) for d in asks], [p.text for p in provisions])
    alike = likenesses(measure, range(len(asks)), range(len(provisions)))
    score = scores(alike, [frozenset(d.tags) for d in asks], [frozenset(p.tags) for p in provisions])
    found: list[list[tuple[float, Provision]]] = []
    for i, demand in enumerate(asks):
        ranked = sorted(
            ((score[i, j], j) for j, p in enumerate(provisions) if (i, j) in score and _same_subject(demand, p)),
            key=lambda pair: (-pair[0], pair[1]),
        )
        least = max(_FOUND, ranked[0][0] - _BESIDE) if ranked else _FOUND
        shares = [(s, measure.shared(measure.old[i], measure.new[j]) / measure.total(measure.old[i]), j) for s, j in ranked]
        found.append([(share, provisions[j]) for s, share, j in shares if s >= least and (share >= _TOUCHED or s >= _CLEAR)])
    return found


def _same_subject(demand: Provision, provision: Provision) -> bool:
    """Whether they share a tag and tie the same hands, as far as the record says."""
    tags = not demand.tags or not provision.tags or bool(set(demand.tags) & set(provision.tags))
    bound = set(demand.binds) | set(provision.binds)
    apart = demand.binds and provision.binds and not set(demand.binds) & set(provision.binds)
    return tags and not (apart and _EVERYBODY not in bound)


# --- how it stands ----------------------------------------------------------------------------------------------------


def _answer(demand: Provision, answering: Sequence[tuple[float, Provision]], position: Plan, plan: Plan) -> Answer:
    offer = _binds_itself(demand, position)
    same = tuple(p for p in plan.provisions if plain(p.text) == plain(demand.text))
    if same:
        return Answer(demand, Standing.MET, same, covered=1.0, offer=offer)
    if not answering:
        return Answer(demand, _silence(plan), near=_near(demand, plan), offer=offer)
    provisions = tuple(sorted((p for _, p in answering), key=plan.provisions.index))
    covered = max(share for share, _ in answering)
    text = "\n".join(p.text for p in provisions)
    judgement = judge(demand.text, text)
    asked, given = read(demand.text), read(text)
    if _is_ban(asked) and not any(clause.force is Force.BAN for clause in given.clauses):
        if not _opposed(asked, given):  # to speak of a thing is not to forbid it
            return Answer(demand, _silence(plan), near=provisions, offer=offer)
        standing = Standing.CONTRADICTED
    elif offer and any(r.direction is Direction.HARDER and r.old and r.new for r in judgement.reasons):
        standing = Standing.CONTRADICTED  # more is asked of the issuer than it offers
    else:
        more = Verdict.SOFTENED if offer else Verdict.HARDENED
        gives = judgement.verdict in (Verdict.REWORDED, more)
        whole = covered >= _COVERED and _conditions_met(asked, given)
        standing = Standing.MET if gives and whole else Standing.PART
    check = covered < _COVERED or standing is Standing.CONTRADICTED or bool(judgement.doubts)
    return Answer(demand, standing, provisions, judgement.reasons, round(covered, 2), offer=offer, check=check)


def _binds_itself(demand: Provision, position: Plan) -> bool:
    """Whether it says what its own issuer would take on: there, more than that is no concession to the issuer."""
    return bool(demand.binds) and set(demand.binds) <= set(position.issuer)


def _conditions_met(asked: Reading, given: Reading) -> bool:
    """Whether the answer speaks of the conditions that a demand makes."""
    wanted = {stem for condition in asked.conditions for stem in condition.content}
    there = {word.stem for word in given.content} | {stem for condition in given.conditions for stem in condition.content}
    return len(wanted & there) >= _COVERED * len(wanted)


def _is_ban(reading: Reading) -> bool:
    return bool(reading.clauses) and all(clause.force is Force.BAN for clause in reading.clauses)


def _opposed(asked: Reading, given: Reading) -> bool:
    """Whether the answer provides for the very thing that the demand rules out."""
    has = {word.stem for word in given.content}
    for ban in (clause for clause in asked.clauses if clause.span.words):
        after = [w for w in asked.content if w.span.start >= ban.span.end and w.stem not in _CONSENT]
        if not after or not any(_kin(after[0].stem, word) for word in has):
            continue
        only = _ONLY.search(asked.text, ban.span.end)
        if only is None:
            return True
        allowed = [w.stem for w in after if w.span.start > only.start()]  # ruled out is all but this
        if sum(any(_kin(stem, word) for word in has) for stem in allowed) < _COVERED * len(allowed):
            return True
    return False


def _kin(a: str, b: str) -> bool:
    """Whether two stems are of one word: recognit(ion) and recogn(ised)."""
    return a == b or (min(len(a), len(b)) >= _ROOT and a[:_ROOT] == b[:_ROOT])


def _silence(plan: Plan) -> Standing:
    return Standing.SILENT if plan.coverage is Coverage.FULL else Standing.UNKNOWN


def _near(demand: Provision, plan: Plan) -> tuple[Provision, ...]:
    """What the plan says on the subject: the provisions with most tags in common, where they are few."""
    common = {p.number: len(set(p.tags) & set(demand.tags)) for p in plan.provisions}
    most = max(common.values(), default=0)
    found = tuple(p for p in plan.provisions if most and common[p.number] == most)
    return found if len(found) <= _NEAR else ()


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
