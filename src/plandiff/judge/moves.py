"""What the judge's subtractions share: pairing what two readings have in common, and saying which way something moved.

Nothing here may favour a side: a pairing of (a, b) is the transposed pairing of (b, a).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from plandiff.commitments.lexicon import words
from plandiff.commitments.reading import Clause, Force, Reading
from plandiff.commitments.stems import stem
from plandiff.model import Direction, Element, Reason

A = TypeVar("A")
RIGHT = 5.0
"""Firmness from which on a permission is a right."""
_MOST = 40_000
"""Up to so many pairs all are weighed: 200 figures on each side."""
_REACH = 20
_SITES = frozenset("site sites facility facilities installation installations premises depot depots".split())
_LOOKS = 4.0
"""From here on somebody goes and looks (see the enforcement lexicon)."""
_CHECKERS = frozenset(stem(w) for w in words("checkers"))
_VISITS = frozenset(stem(w) for w in words("visits"))
Related = Callable[[str, str], float]
"""How near two lower-case words are in meaning, 0 to 1."""


def paired(
    old: Sequence[A], new: Sequence[A], likeness: Callable[[A, A], float], least: float
) -> tuple[list[tuple[A, A]], list[A], list[A]]:
    """Best pairs first, each item once; then what is left on the old side and on the new.

    Ties go to the pair whose places in their texts are the most alike, which favours neither side. Where a text has more
    items than anybody writes into one provision, only those in like places are held against each other.
    """
    reach = max(len(old), len(new)) if len(old) * len(new) <= _MOST else _REACH
    scored = sorted(
        (-likeness(a, new[j]), abs(i - j), i + j, min(i, j), i, j)
        for i, a in enumerate(old)
        for j in range(max(0, i - reach), min(len(new), i + reach + 1))
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs = []
    for cost, _, _, _, i, j in scored:
        if -cost < least:
            break
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((old[i], new[j]))
    rest_old = [a for i, a in enumerate(old) if i not in used_old]
    rest_new = [b for j, b in enumerate(new) if j not in used_new]
    return pairs, rest_old, rest_new


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words over the geometric mean of the two counts (Ochiai's coefficient), 0 to 1."""
    if not a or not b:
        return 0.0
    return len(a & b) / float((len(a) * len(b)) ** 0.5)


def move(element: Element, harder: bool, old: str, new: str, reason: str, rule: str) -> Reason:
    """A reason that an element moved towards binding more or less."""
    return Reason(element, Direction.HARDER if harder else Direction.SOFTER, old, new, reason, rule)


def sideways(element: Element, old: str, new: str, reason: str, rule: str) -> Reason:
    """A reason that an element changed without an order between the two."""
    return Reason(element, Direction.SIDEWAYS, old, new, reason, rule)


def clause_at(reading: Reading, index: int) -> Clause | None:
    """The clause with this index, or None for an empty text."""
    return reading.clauses[index] if index < len(reading.clauses) else None


def acting(side: Reading) -> frozenset[str]:
    """Stems of the words that name those who act, in any clause."""
    return frozenset().union(*(c.subject for c in side.clauses))


def permits(reading: Reading, index: int) -> bool:
    """Whether the clause gives a mere permission: then what limits it binds its holder more.

    A right ("shall not be hindered from") is somebody else's duty: what limits it binds that somebody less. The same holds
    of the power of those who check.
    """
    clause = clause_at(reading, index)
    return (
        clause is not None and clause.force is Force.PERMISSION and clause.level < RIGHT and not visits(reading, index)
    )


def in_condition(side: Reading, at: int) -> bool:
    """Whether a character of the text stands in a condition, which is compared as such."""
    return any(c.span.start <= at < c.span.end for c in side.conditions)


def only_permits(reading: Reading) -> bool:
    """Whether every clause of the text gives a permission."""
    return bool(reading.clauses) and all(permits(reading, i) for i in range(len(reading.clauses)))


def checks(side: Reading, index: int) -> bool:
    """Whether the clause gives a power to check: what limits that power binds the one who is checked less."""
    clause = side.clauses[index]
    start, end = side.tokens[clause.first].start, side.tokens[clause.last - 1].end
    return visits(side, index) or any(
        g.key == "monitor" and g.level >= _LOOKS and start <= g.span.start < end for g in side.enforcement
    )


def visits(side: Reading, index: int) -> bool:
    """Whether the clause lets observers, inspectors and their like go and look."""
    clause = side.clauses[index]
    said = {t.word for t in side.tokens[clause.first : clause.last]}
    return bool(clause.subject & _CHECKERS and clause.content & _VISITS) or ("access" in said and bool(said & _SITES))
