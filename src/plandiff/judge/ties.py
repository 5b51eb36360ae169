"""Compares how the items of a list are tied: who must tell "the supplier and the Agency" owes more than who tells one "or" the other."""

from __future__ import annotations

from plandiff.commitments.reading import Force, Reading
from plandiff.judge.moves import in_condition, move
from plandiff.judge.residue import kept
from plandiff.model import Element, Reason

_TIES = frozenset({"and", "or"})
_BEGIN = frozenset({"and", "or", "as", "along", "together"})
_ALSO = (("as", "well", "as"), ("along", "with"), ("together", "with"))
_SAME_TEXT = 0.5
"""Share of the shorter text's words that must stand in the other: in a free paraphrase "and" may tie what "or" did."""
_BEFORE = 3
_BEHIND = 4
"""How many tokens from the tie an item is looked for, on either side."""
_FREE = frozenset(
    {"any", "every", "each", "all", "no", "whether", "neither", "nor", "not", "without", "from", "against"}
)
"""Behind these "or" leaves nothing out ("any barracks or prison")."""
_FREE_BACK = 6


def ties(old: Reading, new: Reading) -> list[Reason]:
    """A duty towards both of two became one towards either, or the reverse."""
    if kept(old, new) < _SAME_TEXT:
        return []
    first, second = _tied(old), _tied(new)
    for pair in sorted(first.keys() & second.keys(), key=sorted):
        (tie_old, words_old), (tie_new, words_new) = first[pair], second[pair]
        if tie_old != tie_new:
            said = "both, not one of the two" if tie_new == "and" else "one of the two is enough"
            return [move(Element.SCOPE, tie_new == "and", words_old, words_new, said, "ties/and or")]
    return []


def _tied(side: Reading) -> dict[frozenset[str], tuple[str, str]]:
    """For each pair of items in a duty that "and" or "or" ties: the tie, and the words from item to item."""
    by_token = {c.token: c for c in side.content if c.role in {"operative", "claimed"}}
    found: dict[frozenset[str], tuple[str, str]] = {}
    for i, token in enumerate(side.tokens):
        tie = _tie(side, i)
        if not tie or _either_of(side, i) or _FREE & {t.word for t in side.tokens[max(0, i - _FREE_BACK) : i + 2]}:
            continue
        before = next((by_token[j] for j in range(i - 1, max(-1, i - 1 - _BEFORE), -1) if j in by_token), None)
        behind = next((by_token[j] for j in range(i + 1, i + 1 + _BEHIND) if j in by_token), None)
        if before is None or behind is None or before.clause != behind.clause:
            continue
        if side.clauses[before.clause].force is not Force.DUTY or in_condition(side, token.start):
            continue
        words = side.text[before.span.start : behind.span.end]
        pair = frozenset({before.stem, behind.stem})
        found[pair] = ("", "") if pair in found else (tie, words)
    return {pair: tied for pair, tied in found.items() if tied[0]}


def _tie(side: Reading, at: int) -> str:
    """ "and" or "or", where one of them or its like begins here."""
    if side.tokens[at].word not in _BEGIN:
        return ""
    words = tuple([t.word for t in side.tokens[at : at + 3]])
    if any(words[: len(also)] == also for also in _ALSO):
        return "and"
    return words[0] if words[0] in _TIES else ""


def _either_of(side: Reading, at: int) -> bool:
    """Whether "in either of two languages" stands before: each of them will do, and the choice is another's."""
    words = [t.word for t in side.tokens[max(0, at - _FREE_BACK) : at]]
    return ["either", "of"] in [words[i : i + 2] for i in range(len(words))]
