"""Subtracts the conditions, exceptions and escapes of two readings.

A condition on a duty or an exception to a ban binds less; on a permission it binds its holder more.
"""

from __future__ import annotations

from collections import Counter

from plandiff.commitments.reading import Condition, Force, Reading
from plandiff.commitments.stems import stem
from plandiff.judge.moves import Related, checks, move, overlap, paired, permits
from plandiff.model import Element, Reason

_FREE = "unconditional"
_COMPELS = 5.0
_SAME_TERMS = 0.6
_NEAR = 0.8
_HELD = 0.6
"""A condition whose words the other text has as its own commitment was not lost: it moved into the rule."""


def terms(
    old: Reading, new: Reading, alone_old: frozenset[str], alone_new: frozenset[str], related: Related
) -> list[Reason]:
    """Reasons for every condition that came, went, or asks for more or less of somebody's word.

    Args:
        alone_old, alone_new: stems of content words that only this side has.
    """
    pairs, rest_old, rest_new = _matched(old, new)
    reasons = [r for a, b in pairs if (r := _strength(a, b, old, new)) is not None]
    reasons += [
        _one_sided(c, True, old, new)
        for c in rest_new
        if not _held(c, old, related) and not _attached(c, new, alone_new)
    ]
    reasons += [
        _one_sided(c, False, old, new)
        for c in rest_old
        if not _held(c, new, related) and not _attached(c, old, alone_old)
    ]
    return reasons + _unconditional(old, new)


def restated(old: Reading, new: Reading) -> list[str]:
    """A line for every condition that both texts have, in words that share too little to say whether it asks the same."""
    pairs, _, _ = _matched(old, new)
    return [
        f'put otherwise: "{a.span.words}" > "{b.span.words}"'
        for a, b in pairs
        if a.strength == b.strength and overlap(a.content, b.content) < _SAME_TERMS
    ]


def _matched(old: Reading, new: Reading) -> tuple[list[tuple[Condition, Condition]], list[Condition], list[Condition]]:
    """Conditions that correspond, and those of each side that do not; one left on each side correspond, too."""
    asked_old, asked_new = ([c for c in side.conditions if c.kind != _FREE] for side in (old, new))
    pairs, rest_old, rest_new = paired(asked_old, asked_new, _likeness, 0.15)
    if len(rest_old) == len(rest_new) == 1:
        pairs.append((rest_old.pop(), rest_new.pop()))
    return pairs, rest_old, rest_new


def _unconditional(old: Reading, new: Reading) -> list[Reason]:
    """One side says outright that nothing may be asked in return, the other does not."""
    a, b = (next((c for c in side.conditions if c.kind == _FREE), None) for side in (old, new))
    if (a is None) == (b is None):
        return []
    one = a or b
    assert one is not None
    said = "nothing may be asked in return any more" if b else "no longer without conditions"
    words = (a.span.words if a else "", b.span.words if b else "")
    return [move(Element.CONDITION, b is not None, *words, said, one.rule)]


def _likeness(a: Condition, b: Condition) -> float:
    return overlap(a.content, b.content) + (0.2 if a.kind == b.kind else 0.0)


def _attached(condition: Condition, side: Reading, alone: frozenset[str]) -> bool:
    """Whether the condition hangs on words that only this side has, or itself compels: then it is no news of its own."""
    before = [c for c in side.content if c.span.end <= condition.span.start and c.clause == condition.clause]
    behind = [c for c in side.content if c.span.start >= condition.span.end and c.clause == condition.clause]
    host = before[-1] if before else behind[0] if behind else None
    if host is not None and host.stem in alone and (before or not host.name):
        return True
    return any(
        g.level >= _COMPELS and condition.span.start <= g.span.start < condition.span.end for g in side.enforcement
    )


def _held(condition: Condition, other: Reading, related: Related) -> bool:
    if condition.kind == "escape" or not condition.content:
        return False
    stems = frozenset(c.stem for c in other.content)
    words = [w for w in condition.span.words.lower().split() if stem(w) in condition.content]
    by_meaning = condition.kind != "exception" and not condition.strength  # what is excepted is told by its very words
    theirs = {c.span.words.lower() for c in other.content}
    held = sum(stem(w) in stems or (by_meaning and any(related(w, t) >= _NEAR for t in theirs)) for w in words)
    return held / max(1, len(words)) >= _HELD


def _tightens(condition: Condition, old: Reading, new: Reading, side: Reading) -> bool:
    """Whether the condition limits a permission (or qualifies an exception) on both sides, so that more of it binds more."""
    other = new if side is old else old
    if checks(side, condition.clause):
        return False
    return permits(side, condition.clause) and any(permits(other, i) for i in range(len(other.clauses)))


def _strength(a: Condition, b: Condition, old: Reading, new: Reading) -> Reason | None:
    if not a.strength and not b.strength and a.kind == b.kind == "exception":
        return _wider(a, b)
    if a.strength == b.strength or not (a.strength and b.strength):
        return None
    asks_more = b.strength > a.strength
    limits = _tightens(b, old, new, new) or (a.kind == b.kind and a.kind in {"exception", "only"})
    said = "asks for more before it is allowed" if asks_more else "asks for less before it is allowed"
    return move(Element.CONDITION, asks_more == limits, a.span.words, b.span.words, said, b.rule)


def _wider(a: Condition, b: Condition) -> Reason | None:
    """An exception that takes in more beside what it excepted already ("those who killed or tortured")."""
    if not (a.content < b.content or b.content < a.content):
        return None
    grows = a.content < b.content
    longer, shorter = (b, a) if grows else (a, b)
    if not _ties(longer.span.words) - _ties(shorter.span.words):
        return None
    said = "the exception takes in more" if grows else "the exception takes in less"
    return move(Element.CONDITION, not grows, a.span.words, b.span.words, said, b.rule)


def _ties(words: str) -> Counter[str]:
    return Counter(w for w in words.lower().replace(",", " , ").split() if w in {"and", "or", ","})


def _one_sided(condition: Condition, appears: bool, old: Reading, new: Reading) -> Reason:
    words = ("", condition.span.words) if appears else (condition.span.words, "")
    side = new if appears else old
    if condition.kind == "only" and side.clauses[condition.clause].force is Force.BAN:
        said = "allowed on a condition only" if appears else "allowed without the condition"
        return move(Element.CONDITION, appears, *words, said, condition.rule)
    tightens = condition.kind != "exception" and _tightens(condition, old, new, new if appears else old)
    noun = {"exception": "an exception", "escape": "a way out"}.get(condition.kind, "a condition")
    said = f"{noun} comes in" if appears else f"{noun} goes"
    return move(Element.CONDITION, appears == tightens, *words, said, condition.rule)
