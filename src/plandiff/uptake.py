"""Base, counter-draft, result: which of the changes that the counter-draft made to the base are in the result.

Three comparisons, read together: base to counter-draft says what was asked for, the other two what the result has. Where
the result has neither wording, the elements decide one by one. The ugly cases: a change of which the result, known only in
part, reports nothing; and a result that goes its own way. Neither is a refusal. And a rewording moves no element: it asks
for nothing, so nothing can become of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.history import Comparer
from plandiff.judge import judge
from plandiff.model import Attested, Change, Comparison, Plan, Provision, Reason, Verdict

_SAME = (Verdict.UNCHANGED, Verdict.REWORDED)
_NO_CHANGE = (*_SAME, Verdict.UNREPORTED)
"""Verdicts of the counter-draft that ask for nothing."""
_WEAKNESS = (Attested.TEXT, Attested.REPORTED, Attested.DISPUTED)
_MOST, _LEAST = 0.75, 0.25
"""From this share of the changed words on, what no element explains counts as taken over; up to that one, as ignored."""


class Fate(StrEnum):
    """What became of a change that the counter-draft made."""

    TAKEN = "taken over"
    PART = "taken over in part"
    IGNORED = "ignored"
    OVERTAKEN = "overtaken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Share:
    """What became of one element of a change: its words in all three texts."""

    element: str
    base: str
    counter: str
    result: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Finding:
    """A change that the counter-draft made, and what became of it."""

    change: Change
    """From the base to the counter-draft."""
    fate: Fate
    result: tuple[Provision, ...] = ()
    """What stands in its place in the result."""
    against: Verdict | None = None
    """The verdict from the counter-draft to the result; None where there is nothing to compare."""
    since: Verdict | None = None
    """The verdict from the base to the result."""
    shares: tuple[Share, ...] = ()
    besides: tuple[Reason, ...] = ()
    """What the result changes in the counter-draft's wording beyond that."""
    ended: Change | None = None
    """The change of the result against the base (or the counter-draft) by which nothing stands there.

    Of an unknown fate: what is known of it all the same. One of the two wordings is gone; the other may stand there.
    """
    thin: bool = False
    """Whether it rests on a link or verdict that should be checked by hand."""

    @property
    def attested(self) -> Attested:
        """The weakest attestation among the provisions of the three texts."""
        return max((p.attested for p in (*self.change.old, *self.change.new, *self.result)), key=_WEAKNESS.index)


@dataclass(frozen=True, slots=True)
class Own:
    """Something of the result that is in neither of the other two."""

    change: Change
    """From the base to the result."""
    sure: bool = True
    """False where the counter-draft or the base, known only in part, may have had it."""


@dataclass(frozen=True, slots=True)
class Uptake:
    """The account: every change of the counter-draft that moves something in one finding, every provision of the result told."""

    base: Plan
    counter: Plan
    result: Plan
    findings: tuple[Finding, ...]
    own: tuple[Own, ...]
    unreported: tuple[Change, ...]
    """Changes from the base to the counter-draft of which one side is not known."""
    reworded: tuple[Change, ...]
    """What the counter-draft puts otherwise, no element moved."""
    common: int
    """How many provisions of the result are neither part of a finding nor the result's own."""
    comparisons: tuple[Comparison, Comparison, Comparison]
    """Base to counter-draft, counter-draft to result, base to result."""

    @property
    def counts(self) -> dict[Fate, int]:
        """How many findings have each fate, every fate present."""
        return {fate: sum(f.fate is fate for f in self.findings) for fate in Fate}


def uptake(base: Plan, counter: Plan, result: Plan, compare: Comparer) -> Uptake:
    """What became of the changes that ``counter`` made to ``base``."""
    asked, given, kept = compare(base, counter), compare(counter, result), compare(base, result)
    edits = [c for c in asked.changes if c.verdict not in _NO_CHANGE]
    findings = tuple(_finding(edit, given, kept) for edit in edits)
    own = tuple(_own(asked, given, kept))
    held = {p.number for f in findings for p in f.result} | {p.number for o in own for p in o.change.new}
    return Uptake(
        base, counter, result, findings, own,
        unreported=tuple(c for c in asked.changes if c.verdict is Verdict.UNREPORTED),
        reworded=tuple(c for c in asked.changes if c.verdict is Verdict.REWORDED),
        common=sum(p.number not in held for p in result.provisions),
        comparisons=(asked, given, kept),
    )  # fmt: skip


# --- one change -----------------------------------------------------------------------------------------------------


def _finding(edit: Change, given: Comparison, kept: Comparison) -> Finding:
    from_counter, from_base = _touching(given, edit.new), _touching(kept, edit.old)
    result = _in_order(given.new, (p for c in (*from_counter, *from_base) for p in c.new))
    thin = any(c.thin for c in (edit, *from_counter, *from_base))
    if not result:
        return _without_trace(edit, from_counter, from_base, thin)
    if not edit.new:
        since, _ = _relation(kept, edit.old, result)
        return Finding(edit, Fate.IGNORED if since in _SAME else Fate.OVERTAKEN, result, since=since, thin=thin)
    against, besides = _relation(given, edit.new, result)
    if not edit.old:
        return _added(edit, result, against, besides, kept, thin)
    since, moved = _relation(kept, edit.old, result)
    if Verdict.UNCHANGED in (against, since):
        fate = Fate.TAKEN if against is Verdict.UNCHANGED else Fate.IGNORED
        return Finding(edit, fate, result, against, since, tuple(_wholly(edit, fate)), thin=thin)
    shares = [_share(reason, besides, moved, result) for reason in edit.reasons]
    fate = _sum(s.fate for s in shares) if shares else _by_words(edit, result, against)
    if fate is Fate.IGNORED and since not in _SAME:  # not the counter-draft's wording, but not the base's either
        fate = Fate.OVERTAKEN
    told = [_departing(besides, asked, asked.new) for asked in edit.reasons]
    further = tuple(r for r in besides if r not in told)
    return Finding(edit, fate, result, against, since, tuple(shares), further, thin=thin)


def _without_trace(edit: Change, from_counter: Sequence[Change], from_base: Sequence[Change], thin: bool) -> Finding:
    """Nothing stands in the result: refused, agreed to, or not known; where two wordings could stand, both must be gone."""
    ended = next((c for c in (*from_base, *from_counter) if c.verdict is Verdict.DROPPED), None)
    if any(c.verdict is not Verdict.DROPPED for c in (*from_base, *from_counter)):
        return Finding(edit, Fate.UNKNOWN, ended=ended, thin=thin)
    refused = Fate.OVERTAKEN if edit.old else Fate.IGNORED
    return Finding(edit, refused if edit.new else Fate.TAKEN, ended=ended, thin=thin)


def _added(
    edit: Change, result: tuple[Provision, ...], against: Verdict, besides: tuple[Reason, ...], kept: Comparison, thin: bool
) -> Finding:
    """What the counter-draft added stands in the result, unless that is only what the base had already."""
    origins = [c for c in kept.changes if c.old and {p.number for p in c.new} & {p.number for p in result}]
    if origins and all(c.verdict in _SAME for c in origins):
        return Finding(edit, Fate.IGNORED, result, against, thin=thin)
    fate = Fate.TAKEN if against in (*_SAME, Verdict.HARDENED) else Fate.PART
    return Finding(edit, fate, result, against, besides=besides, thin=thin)


def _wholly(edit: Change, fate: Fate) -> list[Share]:
    """The elements of a change that was taken over or ignored as it stands."""
    return [
        Share(str(r.element), r.old, r.new, r.new if fate is Fate.TAKEN else r.old, fate) for r in edit.reasons
    ]


def _share(asked: Reason, besides: Sequence[Reason], moved: Sequence[Reason], result: Sequence[Provision]) -> Share:
    """One element: as in the counter-draft, as in the base, or neither."""
    from_counter = _departing(besides, asked, asked.new)
    from_base = _departing(moved, asked, asked.old)
    if from_counter and from_base:
        fate = Fate.PART if from_base.direction is asked.direction else Fate.OVERTAKEN
        return Share(str(asked.element), asked.old, asked.new, from_base.new, fate)
    if from_counter or from_base:
        fate = Fate.TAKEN if from_base else Fate.IGNORED
    else:  # the readings of the two texts do not tell them apart: then the words do
        fate = Fate.TAKEN if _holds(result, asked.new) >= _holds(result, asked.old) else Fate.IGNORED
    return Share(str(asked.element), asked.old, asked.new, asked.new if fate is Fate.TAKEN else asked.old, fate)


def _departing(reasons: Sequence[Reason], asked: Reason, words: str) -> Reason | None:
    """The move by which the result leaves these words of the same element; of several that come in, the one most like it."""
    moves = [r for r in reasons if r.element is asked.element]
    if words:
        return next((r for r in moves if _content(r.old) & _content(words)), None)
    coming = [r for r in moves if not r.old]
    return max(coming, key=lambda r: len(_content(r.new) & _content(asked.new)), default=None)


def _sum(fates: Iterable[Fate]) -> Fate:
    """What a change comes to whose elements fared so."""
    found = set(fates)
    if len(found) == 1:
        return found.pop()
    return Fate.PART if found & {Fate.TAKEN, Fate.PART} else Fate.OVERTAKEN


# --- words ----------------------------------------------------------------------------------------------------------


def _by_words(edit: Change, result: Sequence[Provision], against: Verdict) -> Fate:
    """Where a review names no elements: how much of what it brought and took is so in the result."""
    came = _content(" ".join(r.text for r in edit.words if r.op == "insert"))
    went = _content(" ".join(r.text for r in edit.words if r.op == "delete"))
    came, went = came - went, went - came
    if not came and not went:
        return Fate.TAKEN if against in _SAME else Fate.OVERTAKEN
    there = _content(" ".join(p.text for p in result))
    share = (len(came & there) + len(went - there)) / (len(came) + len(went))
    if share >= _MOST:
        return Fate.TAKEN
    return Fate.IGNORED if share <= _LEAST else Fate.PART


def _holds(result: Sequence[Provision], words: str) -> float:
    asked = _content(words)
    return len(asked & _content(" ".join(p.text for p in result))) / len(asked) if asked else 0.5


def _content(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"\d[\d.,]*\d|[^\W_]+", text.casefold()) if word not in FUNCTION_WORDS}


# --- the result's own -----------------------------------------------------------------------------------------------


def _own(asked: Comparison, given: Comparison, kept: Comparison) -> Iterable[Own]:
    """Changes from base to result that no change of the counter-draft explains."""
    edited = {p.number for c in asked.changes if c.verdict not in _NO_CHANGE for p in c.old}
    unseen = {p.number for c in asked.changes if c.verdict is Verdict.UNREPORTED for p in c.old}
    reworded = {p.number for c in asked.changes if c.verdict is Verdict.REWORDED for p in c.old}
    answered = {p.number for c in given.changes if c.old and c.new for p in c.new}
    for change in kept.changes:
        if not change.old:
            if not {p.number for p in change.new} & answered:
                fresh = [c for c in given.changes if not c.old and set(c.new) & set(change.new)]
                sure = change.verdict is Verdict.ADDED and all(c.verdict is Verdict.ADDED for c in fresh)
                yield Own(change, sure)
        elif change.verdict not in (Verdict.UNCHANGED, Verdict.UNREPORTED):
            old = {p.number for p in change.old}
            if not old & edited and not (old <= reworded and _as_counter(change, given)):
                yield Own(change, sure=not old & unseen)


def _as_counter(change: Change, given: Comparison) -> bool:
    """Whether the result has what it changed as the counter-draft has it, be it in other words."""
    new = {p.number for p in change.new}
    sources = [c for c in given.changes if new & {p.number for p in c.new}]
    return change.verdict is Verdict.REWORDED or (bool(sources) and all(c.verdict in _SAME for c in sources))


# --- helpers of both ------------------------------------------------------------------------------------------------


def _touching(comparison: Comparison, olds: Sequence[Provision]) -> list[Change]:
    numbers = {p.number for p in olds}
    return [c for c in comparison.changes if numbers & {p.number for p in c.old}]


def _in_order(plan: Plan, provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    numbers = {p.number for p in provisions}
    return tuple(p for p in plan.provisions if p.number in numbers)


def _relation(
    comparison: Comparison, olds: Sequence[Provision], news: Sequence[Provision]
) -> tuple[Verdict, tuple[Reason, ...]]:
    """The verdict between these provisions: as compared (and reviewed) where one change holds them, else as judged now."""
    touching = [c for c in _touching(comparison, olds) if c.new]
    if len(touching) == 1 and set(news) <= set(touching[0].new):
        return touching[0].verdict, touching[0].reasons
    judgement = judge("\n".join(p.text for p in olds), "\n".join(p.text for p in news))
    return judgement.verdict, judgement.reasons
