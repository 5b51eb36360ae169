"""Reads lengths of time, in days: "30 days", "a year and a half", "three quarters of an hour"."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.numerals import SMALL, counted
from plandiff.commitments.tokens import Token, word_at

UNIT_DAYS = {
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.4375, "quarter": 91.3125,
    "year": 365.25, "decade": 3652.5, "century": 36525.0,
}  # fmt: skip
_QUARTERS = 3
"""So many quarters are a share of a whole, unless "for" or "within" makes them a time."""
DEADLINE_BEFORE = frozenset({"within", "in", "inside"})
DURATION_BEFORE = frozenset({"for", "during", "over", "throughout", "lasting", "lasts", "last"})
_GIVEN = frozenset({"notice", "warning"})
"""Behind "a month's" they make it a length of time."""
LEADS = DEADLINE_BEFORE | DURATION_BEFORE
"""Words before a length of time that give it its role."""


def words_at(tokens: Sequence[Token], at: int, count: int) -> tuple[str, ...]:
    """So many words from ``at`` on, empty beyond the end."""
    return tuple(word_at(tokens, at + i) for i in range(count))


def unit_days(word: str) -> float | None:
    """Days in the unit that a word names, or None."""
    word = word.removesuffix("'s").removesuffix("'")
    return UNIT_DAYS.get(word) or UNIT_DAYS.get(word.removesuffix("s"))


def span_of_days(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "30 days", "a year and a half", "six more months", "half a year": length in days and where it ends."""
    if words_at(tokens, at, 2) in (("half", "a"), ("half", "an"), ("half", "-")):
        unit = unit_days(word_at(tokens, at + 2))
        return (unit / 2, at + 3) if unit else None
    if word_at(tokens, at) == "half" and word_at(tokens, at + 1) in {"decade", "century"}:
        return (unit_days(word_at(tokens, at + 1)) or 0.0) / 2, at + 2
    shared = _share_of_unit(tokens, at)
    if shared is not None:
        return shared
    if word_at(tokens, at) in {"a", "an"} and word_at(tokens, at + 1).endswith("'s") and word_at(tokens, at + 2) in _GIVEN:
        unit = unit_days(word_at(tokens, at + 1))
        return (unit, at + 2) if unit else None
    number = counted(tokens, at)
    if number is None:
        unit = unit_days("fortnight") if word_at(tokens, at) == "fortnight" else None
        return (unit, at + 1) if unit else None
    value, end = number
    if words_at(tokens, end, 3) == ("and", "a", "half"):
        value, end = value + 0.5, end + 3
    for skip in ("-", "more", "further", "full", "calendar", "working", "business", "consecutive", "additional"):
        if word_at(tokens, end) == skip:
            end += 1
    unit = unit_days(word_at(tokens, end))
    if word_at(tokens, at - 1) == ":" or (word_at(tokens, end - 1) == "-" and word_at(tokens, end) == "quarters"):
        return None  # the minutes of an hour; a share
    if words_at(tokens, end + 1, 2) == ("of", "age") or word_at(tokens, end + 1) == "old":
        return None  # how old somebody is
    if unit is None or (word_at(tokens, end) == "quarter" and value == 1):  # a quarter of something, not three months
        return None
    if word_at(tokens, end) == "quarters" and value <= _QUARTERS and word_at(tokens, at - 1) not in LEADS:
        return None
    end += 1
    if word_at(tokens, end) == "'":
        end += 1
    if words_at(tokens, end, 3) == ("and", "a", "half"):
        return value * unit + unit / 2, end + 3
    return value * unit, end


def _share_of_unit(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "Three quarters of a century", "a quarter of an hour": length in days and where it ends."""
    count = SMALL.get(word_at(tokens, at), 1 if word_at(tokens, at) == "a" else 0)
    part = {"quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3}.get(word_at(tokens, at + 1))
    if not count or part is None or word_at(tokens, at + 2) != "of" or word_at(tokens, at + 3) not in {"a", "an"}:
        return None
    unit = unit_days(word_at(tokens, at + 4))
    return (count * part * unit, at + 5) if unit else None
