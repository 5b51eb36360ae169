"""A comparison held against a policy: which changes cross a red line, and which rules of the policy guard nothing.

All changes count, whatever a reader has filtered: a view must not hide a breach. Silence is not removal: a phrase that a text
known only in part does not show is told, and is no breach.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plandiff.model import Change, Comparison, Direction, Plan, Provision, Verdict
from plandiff.policy import Accepted, Policy, RedLine
from plandiff.suggest import advice, quoted

_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Breach:
    """A change that crosses a red line, in one line that starts with the place of the rule."""

    change: Change
    said: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of holding a comparison against a policy."""

    breaches: tuple[Breach, ...]
    notes: tuple[str, ...]
    """What guards nothing, or answers nothing: perhaps a slip in the policy."""


def check(comparison: Comparison, policy: Policy, today: datetime.date) -> Outcome:
    """The breaches in the order of the policy, less those that it accepts on that day; and notes on idle lines of it."""
    crossed = [*_tagged(comparison, policy), *_gone(comparison, policy)]
    breaches = []
    for red, change, what in crossed:
        entries = [a for a in policy.accept if _fits(a, change)]
        if any(not _is_past(a, today) for a in entries):
            continue
        late = f"; it was accepted until {max(a.expires for a in entries)}, which is past" if entries else ""
        where = f"{policy.path}:{red.line}:{red.column}"
        breaches.append(Breach(change, f"{where}: {named(change)}: {what} (change {change.id}){late}"))
    return Outcome(tuple(breaches), tuple(_idle(comparison, policy)))


def named(change: Change) -> str:
    """Verdict and numbers: ``dropped 8 > nothing``."""
    old, new = (", ".join(p.number for p in side) or "nothing" for side in (change.old, change.new))
    return f"{change.verdict} {old} > {new}"


def _tagged(comparison: Comparison, policy: Policy) -> Iterator[tuple[RedLine, Change, str]]:
    for red in policy.never_drop:
        for change in comparison.changes:
            if change.verdict is Verdict.DROPPED and red.word in change.tags:
                yield red, change, f"what has the tag {quoted(red.word)} must never be dropped"
    for red in policy.never_soften:
        for change in comparison.changes:
            if _binds_less(change) and red.word in change.tags:
                yield red, change, f"what has the tag {quoted(red.word)} must never be softened"


def _binds_less(change: Change) -> bool:
    """Whether the provision is softened, or altered with an element that binds less: a hardening beside it hides nothing."""
    mixed = change.verdict is Verdict.ALTERED and any(r.direction is Direction.SOFTER for r in change.reasons)
    return mixed or change.verdict is Verdict.SOFTENED


def _gone(comparison: Comparison, policy: Policy) -> Iterator[tuple[RedLine, Change, str]]:
    for red in policy.keep:
        if not _stands(red.word, comparison.new.provisions):
            for change in comparison.changes:
                if change.verdict is not Verdict.UNREPORTED and _stands(red.word, change.old):
                    yield red, change, f"the words {quoted(red.word)} must stay"


def _idle(comparison: Comparison, policy: Policy) -> Iterator[str]:
    tags = dict.fromkeys(t for plan in (comparison.old, comparison.new) for t in _tags(plan))
    for red in (*policy.never_drop, *policy.never_soften):
        if red.word not in tags:
            yield _at(policy, red, f"no provision has the tag {quoted(red.word)}; {advice(red.word, tags, 'tags')}")
    for red in policy.keep:
        if _stands(red.word, comparison.new.provisions):
            continue
        if not _stands(red.word, comparison.old.provisions):
            yield _at(policy, red, f"the words {quoted(red.word)} stand in neither text; check the spelling")
        elif any(c.verdict is Verdict.UNREPORTED and _stands(red.word, c.old) for c in comparison.changes):
            what = f"whether the words {quoted(red.word)} stay is not known: the text of {comparison.new.id} is partial"
            yield _at(policy, red, what)
    for entry in policy.accept:
        if not any(_fits(entry, change) for change in comparison.changes):
            yield _at(policy, entry, "no change is the one that is accepted here, with that verdict; remove the entry")


def _fits(entry: Accepted, change: Change) -> bool:
    numbers = {p.number for p in change.old}
    return entry.verdict is change.verdict and (entry.change == (change.id,) or set(entry.change) == numbers)


def _is_past(entry: Accepted, today: datetime.date) -> bool:
    """Whether the last day, or the last day of the month or year, is before today."""
    return today.isoformat()[: len(entry.expires)] > entry.expires


def _stands(phrase: str, provisions: Sequence[Provision]) -> bool:
    """Whether the words stand in one of the provisions, give or take case, blanks and the shape of quotation marks."""
    pattern = re.compile(rf"(?<!\w){re.escape(_plain(phrase))}(?!\w)")
    return any(pattern.search(_plain(p.text)) for p in provisions)


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).casefold().split())


def _tags(plan: Plan) -> Iterator[str]:
    for provision in plan.provisions:
        yield from provision.tags


def _at(policy: Policy, place: RedLine | Accepted, what: str) -> str:
    return f"{policy.path}:{place.line}:{place.column}: {what}"
