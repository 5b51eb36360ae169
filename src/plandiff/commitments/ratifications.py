"""Reads how many must join a text before it is in force: "the tenth instrument of ratification", "once ten States have ratified"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from plandiff.commitments.numerals import ORDINALS, counted
from plandiff.commitments.reading import RATIFICATION
from plandiff.commitments.tokens import Token, word_at

_DEEDS = frozenset(
    """instrument instruments ratification ratifications accession accessions acceptance acceptances approval approvals
    signature signatures deposit""".split()
)
_WHO = frozenset("states state parties party members member signatories signatory countries governments parliaments".split())
_DONE = frozenset("have has ratified accepted acceded approved signed deposited expressed consented had".split())
_NEAR = 5
"""How many tokens behind the number the deed, or who does it, may stand."""


def ratification(tokens: Sequence[Token], at: int) -> tuple[float, str, int, int] | None:
    """Value, unit, first and one past last token of the number of ratifications at ``at``; None where there is none."""
    number = counted(tokens, at)
    if number is None or tokens[at].word in {"a", "an", "first"}:
        return None
    value, end = number
    behind = [word_at(tokens, i) for i in range(end, end + _NEAR)]
    if tokens[at].word in ORDINALS or word_at(tokens, end - 1) in {"st", "nd", "rd", "th"}:
        found = bool(_DEEDS & set(behind[:2]))
    else:
        found = bool(_DEEDS & set(behind[:2])) or (bool(_WHO & set(behind[:2])) and bool(_DONE & set(behind)))
    # The whole sentence last: of thousands of figures in one, hardly any stands where this matters.
    return (value, RATIFICATION, at, end) if found and _in_force(tokens, at) else None


def _in_force(tokens: Sequence[Token], at: int) -> bool:
    """Whether the sentence says when a text is in force."""
    words = [t.word for t in tokens if t.sentence == tokens[at].sentence]
    return any(
        (a in {"into", "in"} and b == "force")
        or (a in {"take", "takes", "have", "has"} and b == "effect")
        or (a in {"become", "becomes", "be", "is"} and b in {"effective", "operative", "binding"})
        for a, b in pairwise(words)
    )
