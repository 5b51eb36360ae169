"""Subtracts two readings: the verdict on a change, and the reasons for it.

A rule reads one provision and never sees the other side; here two readings meet. Every subtraction is antisymmetric, so that
exchanging old and new mirrors the verdict and each reason.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from plandiff.commitments import read
from plandiff.judge import synonyms
from plandiff.judge.amounts import amounts
from plandiff.judge.clocks import clocks
from plandiff.judge.firmness import firmness
from plandiff.judge.ladders import enforcement, form, limits, status, strength
from plandiff.judge.residue import Related, leftovers, lone_clauses, lone_reasons, residue
from plandiff.judge.terms import terms
from plandiff.model import Direction, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
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
    if plain(old) == plain(new):
        return Judgement(Verdict.UNCHANGED)
    a, b = read(old), read(new)
    only_a, only_b = (frozenset(w.stem for w in residue(x, y, related).words) for x, y in ((a, b), (b, a)))
    lone_a, lone_b = lone_clauses(a, b, related), lone_clauses(b, a, related)
    found = [
        *firmness(a, b), *form(a, b), *status(a, b), *amounts(a, b), *clocks(a, b, lone_a, lone_b),
        *terms(a, b, only_a, only_b), *limits(a, b), *enforcement(a, b), *strength(a, b),
    ]  # fmt: skip
    found += lone_reasons(a, lone_a, b, lone_b, bool(found))
    left, doubts = leftovers(a, b, related, bool(found))
    reasons = _once([*found, *left])
    return Judgement(verdict_of(reasons), reasons, tuple(doubts))


def verdict_of(reasons: tuple[Reason, ...]) -> Verdict:
    """The verdict that these reasons add up to."""
    ways = {r.direction for r in reasons}
    if not ways:
        return Verdict.REWORDED
    if ways == {Direction.SOFTER}:
        return Verdict.SOFTENED
    return Verdict.HARDENED if ways == {Direction.HARDER} else Verdict.ALTERED


def _once(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Each (element, direction) once, with its first reason."""
    kept: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        kept.setdefault((reason.element, reason.direction), reason)
    return tuple(kept.values())


_SPELLINGS = (
    (re.compile(r"is(e|ed|es|ing|ation)\b"), r"iz\1"),
    (re.compile(r"our\b"), "or"),
    (re.compile(r"(?<=[a-z])re\b"), "er"),
)


def plain(text: str) -> str:
    """The text without case, punctuation, spacing and the difference of British and American spelling."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}\b)", "", folded)))
    for pattern, to in _SPELLINGS:
        words = pattern.sub(to, words)
    return words
