"""Tells numbers that count from numbers that name a thing: the number of an article, an hour, a symbol of a document."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.numerals import FRACTIONS, LABELLED, SMALL
from plandiff.commitments.tokens import ROMAN, Token, number_of

_OPENS = frozenset("the a an each all no any every both neither if where upon this these".split())
"""Words that open a sentence behind its number ("4.2 The Registrar")."""
_KNOWN = frozenset({"the", "these", "those", "both"})
_AGAIN = frozenset({"these", "those", "said"})
"""A number behind them was told before ("those 30 days")."""
_COUPLES = frozenset({"two", "three", "four"})
"""Numbers that behind "the" only say whom is meant ("the two sides")."""
_ALL = 100.0
_HOURS = 24


def is_label(tokens: Sequence[Token], at: int) -> bool:
    """Numbers that name a thing instead of counting: "point 11", "Article 5", "IR-1", "18:00"."""
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if (after == ":" or (before == ":" and tokens[at - 1].end == tokens[at].start)) and not ratio(tokens, at):
        return True
    if after == "/" or _hour(tokens, at) or _of_a_symbol(tokens, at):
        return True
    if before in _AGAIN or (before in _KNOWN and tokens[at].word in _COUPLES):
        return True
    if before in LABELLED or (tokens[at].is_number and _listed_label(tokens, at)):
        return True
    if not at and (tokens[at].is_number and after in _OPENS and tokens[at + 1].start > tokens[at].end):
        return True
    if after == ")" and (before == "(" or not at or tokens[at - 1].sentence != tokens[at].sentence):
        return True
    joined = before == "-" and at > 1 and tokens[at - 2].is_word and tokens[at].start == tokens[at - 1].end
    return joined and not (tokens[at].word in FRACTIONS and tokens[at - 2].word in SMALL)


def _of_a_symbol(tokens: Sequence[Token], at: int) -> bool:
    """Whether a full stop ties the number to letters before it, as in the symbol of a document ("9/CMA.3")."""
    if at < 2 or tokens[at - 1].word != "." or not tokens[at - 2].is_word:
        return False
    return tokens[at - 2].end == tokens[at - 1].start and tokens[at - 1].end == tokens[at].start


def _hour(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number is a time of day ("until 19.00", "seven in the evening")."""
    behind = [t.word for t in tokens[at + 1 : at + 4]]
    if behind[:2] == ["in", "the"] and behind[2:] in (["morning"], ["afternoon"], ["evening"]):
        return True
    hours, _, minutes = tokens[at].word.partition(".")
    before = {t.word for t in tokens[max(0, at - 3) : at]}
    clock = minutes in {"00", "15", "30", "45"} and hours.isdigit() and int(hours) <= _HOURS
    return clock and bool(before & {"at", "until", "till", "from", "before", "after"}) and behind[:1] != ["per"]


def _listed_label(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number continues a list of labels ("sections 8.1, 8.2 and 9", "Article IV (1)", "D.4")."""
    if at > 1 and tokens[at - 1].word == "." and len(tokens[at - 2].word) == 1 and tokens[at - 2].is_word:
        return True
    for i in range(at - 1, max(-1, at - 8), -1):
        token = tokens[i]
        if token.word in LABELLED:
            return True
        if not (
            token.is_number
            or len(token.word) <= 1
            or token.word in {"and", "or", "to"}
            or ROMAN.issuperset(token.word)
        ):
            return False
    return False


def ratio(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number opens a ratio such as 50:50."""
    behind = tokens[at + 1 : at + 3]
    return (
        len(behind) == 2
        and behind[0].word == ":"
        and behind[1].is_number
        and number_of(tokens[at]) + number_of(behind[1]) == _ALL
    )
