"""Tells the times that say nothing of when: those named again, those in a reason, and the year that a figure is measured by."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.lexicon import Entry, words
from plandiff.commitments.phrases import Hit
from plandiff.commitments.tokens import Token, word_at

_AGAIN = frozenset({"those", "these", "said", "such", "aforesaid", "aforementioned"})
_REASONS = frozenset({"since", "because", "recalling", "noting"})
_MEASURED = words("measured_by_year")
_YEARLY = frozenset({"annual", "yearly", "monthly", "daily", "weekly", "quarterly"})
_NEAR = 2
"""How many words behind "annual" what is measured may stand ("annual grain harvest")."""
_FAR = 12
"""How far back a reason may open, in tokens."""


def no_time(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words of a time that begins at token ``start`` only refer, or stand in a reason."""
    near = {word_at(tokens, start - 1), tokens[start].word}
    return bool(near & _AGAIN) or (tokens[start].word in {"every", "each"} and _in_reason(tokens, start))


def measures(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether "annual" stands before what is measured by the year ("the annual catch"): it says how much, not how often."""
    return tokens[start].word in _YEARLY and any(word_at(tokens, i) in _MEASURED for i in range(end, end + _NEAR))


def no_phrase(tokens: Sequence[Token], hit: Hit[Entry]) -> bool:
    """Whether "temporarily occupied" only describes, or "Never" opens a sentence as a negation."""
    word = tokens[hit.start].word
    if word_at(tokens, hit.start - 1) == word_at(tokens, hit.end) == "as":
        return True  # "as soon as both agree" is a condition
    if word == "temporarily":
        return word_at(tokens, hit.end) in {"occupied", "held", "controlled", "displaced"}
    return word == "never" and hit.start == 0


def _in_reason(tokens: Sequence[Token], at: int) -> bool:
    for i in range(at - 1, max(-1, at - _FAR), -1):
        if tokens[i].word in _REASONS:
            return True
        if not tokens[i].is_word or tokens[i].sentence != tokens[at].sentence:
            return False
    return False
