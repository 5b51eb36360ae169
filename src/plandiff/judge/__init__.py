"""Subtracts two readings: the verdict on a change, and the reasons for it.

A rule reads one provision and never sees the other side; here two readings meet. Every subtraction is antisymmetric, so that
exchanging old and new mirrors the verdict and each reason.
"""

import re
import unicodedata
from typing import NamedTuple

from plandiff.commitments import read
from plandiff.commitments.reading import Reading
from plandiff.commitments.stems import american
from plandiff.commitments.tokens import bracketed
from plandiff.judge import synonyms
from plandiff.judge.amounts import amounts
from plandiff.judge.clocks import clocks
from plandiff.judge.firmness import firmness
from plandiff.judge.ladders import enforcement, form, limits, status, strength
from plandiff.judge.leftovers import leftovers, lone_reasons
from plandiff.judge.moves import Related
from plandiff.judge.payers import payers
from plandiff.judge.residue import Residue, lone_clauses, residues
from plandiff.judge.slots import one_word
from plandiff.judge.terms import restated, terms
from plandiff.judge.ties import ties
from plandiff.model import Direction, Element, Reason, Verdict

_LABEL = (
    r"^\s*(?:(?:point|article|section|clause|paragraph|item)\s+\d{1,3}(?:\.\d{1,3})*[.):]?|\d{1,3}(?:\.\d{1,3})+|\d{1,3}\s*\([a-z]{1,4}\)|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+"
)
"""A number or letter before a provision that its author left in the text."""
_DETAILS = frozenset(
    {Element.AMOUNT, Element.CEILING, Element.FLOOR, Element.DEADLINE, Element.DURATION, Element.SCOPE}
)
_WHOLE = frozenset({Element.SCOPE, Element.PROHIBITION, Element.ENFORCEMENT})
_BY_WORDS = frozenset({"residue/scope", "slots/listed", "edits/item"})
_LENGTHS = ((50, 0.45), (30, 0.7), (0, 1.0))
"""From so many words on, at most so sure (docs/accuracy.md)."""
_ON_WORDS = 0.65
_MUCH = 3
"""So many words on each side that nothing explains, and the verdict is a coin toss."""


class Judgement(NamedTuple):
    """A verdict with its reasons, and what it leaves unexplained."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[str, ...] = ()
    confidence: float = 1.0


def judge(old: str, new: str, related: Related = synonyms.related) -> Judgement:
    """The verdict on linked texts.

    Args:
        old, new: the texts of the provisions; those of a group are joined by line breaks.
        related: how near two lower-case words are in meaning, 0 to 1.
    """
    if plain(old) == plain(new) and bracketed(old) == bracketed(new):
        return Judgement(Verdict.UNCHANGED)
    a, b = read(old), read(new)
    (rest_a, left_a), (rest_b, left_b) = residues(a, b, related), residues(b, a, related)
    rests = rest_a, rest_b
    only_a, only_b = (frozenset(w.stem for w in rest.words) for rest in rests)
    lone_a, lone_b = lone_clauses(a, b, rest_a), lone_clauses(b, a, rest_b)
    found = [
        *firmness(a, b), *form(a, b), *status(a, b), *amounts(a, b), *clocks(a, b, lone_a, lone_b, only_a, only_b),
        *terms(a, b, only_a, only_b, related), *limits(a, b), *enforcement(a, b, related), *strength(a, b),
        *ties(a, b), *payers(a, b, related),
    ]  # fmt: skip
    found += lone_reasons(a, lone_a, b, lone_b, (left_a, left_b), found)
    left, doubts = leftovers(a, left_a, b, left_b, related, bool(found))
    left, echoes = _echoes(found, left)
    doubts += echoes + restated(a, b)
    reasons = _once(_settled(_outermost([*found, *left])))
    reasons = reasons or tuple(one_word(a, b, related))
    verdict = verdict_of(reasons)
    sure = min(_confidence(verdict, bool(doubts), rests), _by_length(a, b), _by_rules(reasons))
    return Judgement(verdict, reasons, tuple(doubts), sure)


def _echoes(found: list[Reason], left: list[Reason]) -> tuple[list[Reason], list[str]]:
    """The leftovers that turn the verdict; and doubts in place of those that only repeat where it points already.

    Words beside an element that moved mostly come with it: of twelve such reasons on labelled texts one was named by the reader.
    """
    ways = {r.direction for r in found}
    echo = [r for r in left if ways == {r.direction} and r.rule in _BY_WORDS]
    doubts = [f"also new: {r.new}" if r.new else f"no longer said: {r.old}" for r in echo]
    return [r for r in left if r not in echo], doubts


def _outermost(found: list[Reason]) -> list[Reason]:
    """Without the conditions inside an addition or a removal that is told as a whole."""
    one_sided = [r for r in found if bool(r.old) != bool(r.new) and r.element in _WHOLE]
    return [
        r
        for r in found
        if r.element is not Element.CONDITION
        or (r.old and r.new)
        or not any(
            (r.new and r.new in o.new and r.new != o.new) or (r.old and r.old in o.old and r.old != o.old)
            for o in one_sided
        )
    ]


def _settled(found: list[Reason]) -> list[Reason]:
    """Without the details of a settlement where the other text settles nothing: silence is neither more nor less."""
    status = next((r for r in found if r.element is Element.STATUS), None)
    if status is None:
        return found
    return [
        r
        for r in found
        if (r.old and r.new)
        or r.direction is Direction.SIDEWAYS
        or (r.element is not Element.CONDITION if r.direction is status.direction else r.element not in _DETAILS)
    ]


def _confidence(verdict: Verdict, doubts: bool, rests: tuple[Residue, Residue]) -> float:
    """How often such a verdict is right: shares of labelled texts (docs/accuracy.md), rounded down."""
    if not doubts:
        return 0.9
    if min(rest.count for rest in rests) >= _MUCH:
        return 0.5
    return {Verdict.REWORDED: 0.65, Verdict.ALTERED: 0.6}.get(verdict, 0.8)


def _by_length(a: Reading, b: Reading) -> float:
    """The most that a verdict on texts of this length deserves: in a long legal sentence there is more to miss."""
    words = max(sum(t.is_word for t in side.tokens) for side in (a, b))
    return next(most for least, most in _LENGTHS if words >= least)


def _by_rules(reasons: tuple[Reason, ...]) -> float:
    """The most that a verdict deserves that rests on words alone which no reader understood."""
    on_words = ("residue/", "slots/", "bearers/", "doers/", "edits/")
    return _ON_WORDS if reasons and all(r.rule.startswith(on_words) for r in reasons) else 1.0


def verdict_of(reasons: tuple[Reason, ...]) -> Verdict:
    """The verdict that these reasons add up to."""
    ways = {r.direction for r in reasons}
    if not ways:
        return Verdict.REWORDED
    if ways == {Direction.SOFTER}:
        return Verdict.SOFTENED
    return Verdict.HARDENED if ways == {Direction.HARDER} else Verdict.ALTERED


def _once(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Each (element, direction) once: the reason with words on both sides, or the most words, whichever side they stand on."""
    kept: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        key = (reason.element, reason.direction)
        if key not in kept or _weight(reason) > _weight(kept[key]):
            kept[key] = reason
    return tuple(kept.values())


def _weight(reason: Reason) -> tuple[bool, int, list[str]]:
    return bool(reason.old and reason.new), len(reason.old) + len(reason.new), sorted((reason.old, reason.new))


def plain(text: str) -> str:
    """The text without case, punctuation, spacing and the difference of British and American spelling."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if any(c.isdigit() or c in ".)" for c in "".join(folded.split(None, 2)[:2])):
        folded = re.sub(_LABEL, "", folded)
    return "".join(american(word) for word in re.findall(r"[^\W_]+", folded))
