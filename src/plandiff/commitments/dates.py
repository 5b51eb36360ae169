"""Reads calendar dates: "15 February 2015", "the first of May", "by the end of June", "2027"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plandiff.commitments.numerals import ORDINALS, counted
from plandiff.commitments.tokens import Token, word_at

MONTHS = {
    m: i + 1
    for i, m in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ]
    )
}


def _leads_to_month(tokens: Sequence[Token], at: int) -> bool:
    """Whether a month without a year is a date: "by the end of June"; "from May to September" is a season."""
    if word_at(tokens, at - 1) == "in" and word_at(tokens, at + 1) in {",", "and", "or"}:
        return False
    if word_at(tokens, at + 1) in {"to", "until", "through", "till", "-"} or word_at(tokens, at - 2) in MONTHS:
        return False
    while word_at(tokens, at - 1) in {"the", "end", "of", "close", "start", "beginning", "middle"}:
        at -= 1
    return word_at(tokens, at - 1) in {"by", "before", "until", "till", "through", "from", "since", "after", "than", "in"}


_NEXT = 372.0
"""What a year adds to a date without one: twelve months of 31 days, as such dates are counted."""
_LATER = frozenset({"following", "next", "coming", "subsequent"})
_OVER = frozenset({"out", "over", "through"})
_CLOSES = (["end", "of"], ["close", "of"])


def is_month(tokens: Sequence[Token], at: int) -> bool:
    """Whether a month stands there; "section 8 may" has none."""
    return word_at(tokens, at) in MONTHS and (tokens[at].word != "may" or tokens[at].capital)


def _of_next_year(tokens: Sequence[Token], at: int) -> int:
    """How many tokens say "of the following year" there."""
    return 4 if [word_at(tokens, at + i) for i in (0, 1, 3)] == ["of", "the", "year"] and word_at(tokens, at + 2) in _LATER else 0


def _is_over(tokens: Sequence[Token], at: int) -> bool:
    """Whether "before the year is out" stands there."""
    return word_at(tokens, at - 1) == "the" and word_at(tokens, at + 1) == "is" and word_at(tokens, at + 2) in _OVER


def calendar(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """The day that is written there, counted in days, and one past its last token."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    number = counted(tokens, at) if token.is_number else None
    if token.word in ORDINALS and word_at(tokens, at + 1) == "of" and word_at(tokens, at + 2) in MONTHS:
        number = float(ORDINALS[token.word]), at + 2
    if number and is_month(tokens, number[1]) and 1 <= number[0] <= 31:
        month_at = number[1]
        year = _year(tokens, month_at + 1)
        return _ordinal(year or 0, MONTHS[word_at(tokens, month_at)], int(number[0])), month_at + (2 if year else 1)
    if is_month(tokens, at):
        year = _year(tokens, at + 1)
        if year:
            return _ordinal(year, MONTHS[token.word], 28), at + 2
        if _leads_to_month(tokens, at):
            following = _of_next_year(tokens, at + 1)
            return _ordinal(0, MONTHS[token.word], 28) + (_NEXT if following else 0.0), at + 1 + following
    if token.word == "year" and _is_over(tokens, at):
        return _ordinal(0, 12, 31), at + 3
    if token.word == "year" and _closes(tokens, at):
        return _ordinal(0, 12, 31) + (_NEXT if word_at(tokens, at - 1) == "next" else 0), at + 1
    year = _year(tokens, at)
    named = at + 1 < len(tokens) and tokens[at + 1].capital and word_at(tokens, at - 1) == "the"
    if year and not named:  # "the 1982 Convention" is a name
        early = word_at(tokens, at - 2) in {"start", "beginning"}
        return _ordinal(year, 1 if early else 12, 1 if early else 31), at + 1
    return None


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether "the end of the" or "the close of next" stands before the year."""
    return word_at(tokens, at - 1) in {"the", "this", "next"} and [word_at(tokens, at - 3), word_at(tokens, at - 2)] in _CLOSES


def _year(tokens: Sequence[Token], at: int) -> int | None:
    if at >= len(tokens) or not tokens[at].is_number or len(tokens[at].word) != 4:
        return None
    value = float(tokens[at].word)
    return int(value) if 1800 <= value <= 2199 and value.is_integer() else None


def _ordinal(year: int, month: int, day: int) -> float:
    """Days since the first of January of year 1; a day that the month lacks counts as its last."""
    if not year:
        return float(month * 31 + day)
    for candidate in (day, 30, 29, 28):
        try:
            return float(date(year, month, candidate).toordinal())
        except ValueError:
            continue
    return float(date(year, month, 1).toordinal())
