"""Compares what fills the same place in two texts: the one stretch that differs.

Where a text is put otherwise throughout, a word more or less says little. A place that both texts have, and fill
differently, says that something else stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.numerals import LABELLED
from plandiff.commitments.reading import Content, Reading
from plandiff.commitments.stems import DEONTIC_WORDS, FUNCTION_WORDS, INTENSIFIERS, stem
from plandiff.commitments.tokens import Token
from plandiff.judge.moves import Related, sideways
from plandiff.judge.renamings import Meaning
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


def one_word(old: Reading, new: Reading, related: Related) -> list[Reason]:
    """The one word or number in which two texts differ, where no reader says what the difference is ("the MiG-29", "the MiG-31")."""
    first, second = _letters(old.tokens), _letters(new.tokens)
    places = [i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a.word != b.word]
    if len(first) != len(second) or len(places) != 1 or not places[0]:
        return []
    (at,) = places
    a, b = first[at], second[at]
    if (
        a.is_number != b.is_number
        or first[at - 1].word in LABELLED
        or {a.word, b.word} & (FUNCTION_WORDS | DEONTIC_WORDS)
    ):
        return []
    if a.is_word and (
        stem(a.word) == stem(b.word) or related(a.word, b.word) >= _NEAR or {stem(a.word), stem(b.word)} & INTENSIFIERS
    ):
        return []
    if isinstance(related, Meaning) and related.explains(stem(a.word), frozenset({stem(b.word)})):
        return []
    words = (old.text[a.start : a.end], new.text[b.start : b.end])
    return [sideways(Element.OBJECT, *words, "something else stands in its place", "slots/one word")]
