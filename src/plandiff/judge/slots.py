"""Compares what fills the same place in two texts: the one stretch that differs.

Where a text is put otherwise throughout, a word more or less says little. A place that both texts have, and fill
differently, says that something else stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.reading import Content, Reading
from plandiff.commitments.stems import FUNCTION_WORDS
from plandiff.commitments.tokens import Token
from plandiff.judge.moves import Related, sideways
from plandiff.judge.residue import Residue
from plandiff.model import Element, Reason

_FRAME = 4
"""So many words must stand around the one stretch that differs."""
_WIDEST = 7
"""Words in that stretch, at most."""
_NEAR = 0.5


def replaced(old: Reading, a: Residue, new: Reading, b: Residue, related: Related) -> Reason | None:
    """Something else in the one place where two otherwise equal texts differ."""
    first, second = (_letters(side.tokens) for side in (old, new))
    head = _common(first, second)
    tail = _common(first[head:][::-1], second[head:][::-1])
    if head + tail < _FRAME or not head:
        return None
    stretches = [side[head : len(side) - tail] for side in (first, second)]
    if any(not 0 < len(s) <= _WIDEST for s in stretches):
        return None
    words = []
    for side, rest, stretch in zip((old, new), (a, b), stretches, strict=True):
        start, end = stretch[0].start, stretch[-1].end
        inside = [c for c in side.content if start <= c.span.start < end]
        if not inside or any(c.role not in {"operative"} for c in inside) or not _all_news(inside, rest):
            return None
        words.append(side.text[start:end])
    if any(_likely(s.word, t.word, related) for s in stretches[0] for t in stretches[1]):
        return None
    return sideways(Element.OBJECT, words[0], words[1], "something else stands in its place", "slots/replaced")


def _letters(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if t.is_word or t.is_number]


def _common(a: Sequence[Token], b: Sequence[Token]) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x.word != y.word), min(len(a), len(b)))


def _all_news(inside: Sequence[Content], rest: Residue) -> bool:
    alone = {w.token for w in rest.words}
    return sum(c.token in alone for c in inside) == len(inside)


def _likely(a: str, b: str, related: Related) -> bool:
    if a in FUNCTION_WORDS or b in FUNCTION_WORDS:
        return False
    return related(a, b) >= _NEAR
