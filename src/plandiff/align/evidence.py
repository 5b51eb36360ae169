"""What a link says for itself: why it was drawn, how sure it is, and what the next best candidate was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from plandiff.align.chances import probability
from plandiff.align.grow import Group
from plandiff.align.normalise import canonical
from plandiff.align.scores import Pair
from plandiff.align.similarity import Likeness, Similarity, Term
from plandiff.model import Link, Provision

_THIN = 0.75
"""A link less sure than this is worth a look by hand."""
_NARROW = 0.05
"""So is one that leads by less than this over the next best candidate;"""
_NARROWLY = 0.89
"""and it is no surer than this (docs/accuracy.md)."""
_MOST = 0.99
"""No link drawn by likeness is more certain than this,"""
_MOST_ALONE = 0.92
"""and no provision more certainly without a counterpart, where the other plan has any to be compared with."""
_MISSED = 0.5
"""Log-odds by which a counterpart that was not found is likelier than the odds of its likeliest candidate say (docs/accuracy.md)."""
_SHOWN = 5
_START = 8
_SAME = "the same words"
_PIECES = "the same words, cut or joined"


class Evidence:
    """Turns groups into links, for one pair of plans."""

    def __init__(
        self,
        measure: Similarity,
        alike: Mapping[Pair, Likeness],
        odds: Mapping[Pair, float],
        sides: tuple[Sequence[Provision], Sequence[Provision]],
        turned: bool,
    ) -> None:
        """Takes what was measured; ``turned`` says that the first of the sides is the new one."""
        self._measure, self._alike, self._sides, self._turned = measure, alike, sides, turned
        self._odds = odds
        self._near: tuple[dict[int, list[int]], ...] = (defaultdict(list), defaultdict(list))
        for pair in odds:
            for side in (0, 1):
                self._near[side][pair[side]].append(pair[1 - side])

    def literal(self, group: Group) -> Link:
        """The link of provisions with the same words."""
        why = _SAME if len(group.old) == len(group.new) == 1 else _PIECES
        return Link(tuple(group.old), tuple(group.new), 1.0, 1.0, why)

    def link(self, group: Group) -> Link:
        """The link of a group that was found by likeness."""
        old, new = tuple(sorted(group.old)), tuple(sorted(group.new))
        likeness = max(self._share(i, j) for i in old for j in new)
        other, text = self._next_best(old, new)
        margin = round(likeness - other, 2) if text else None
        narrow = margin is not None and margin < _NARROW and not self._says_the_same(text, old, new)
        confidence = min(_NARROWLY if narrow else _MOST, round(probability(min(group.odds)), 3))
        return Link(
            old,
            new,
            similarity=round(min(1.0, likeness), 4),
            confidence=confidence,
            why=self._why(old, new),
            runner_up=f'next best: "{_start_of(text)}" (margin {margin:.2f})' if margin is not None else "",
            margin=margin,
            thin=narrow or confidence < _THIN,
        )

    def alone(self, side: int, item: int) -> Link:
        """The link of a provision without a counterpart: the likelier its likeliest candidate, the less sure."""
        others = self._near[side].get(item, ())
        best = max(others, key=lambda other: (self._odds[_pair(side, item, other)], -other), default=None)
        old, new = ((item,), ()) if side == 0 else ((), (item,))
        if best is None:
            return Link(old, new, confidence=_MOST_ALONE if self._sides[1 - side] else 1.0)
        pair = _pair(side, item, best)
        confidence = min(_MOST_ALONE, round(1 - probability(min(0.0, self._odds[pair] + _MISSED)), 3))
        text = _start_of(self._sides[1 - side][best].text)
        said = f'next best: "{text}" (likeness {self._share(*pair):.2f})'
        return Link(old, new, confidence=confidence, runner_up=said, thin=confidence < _THIN)

    def _says_the_same(self, text: str, old: Sequence[int], new: Sequence[int]) -> bool:
        """Whether the next best says what a partner says, word for word: then either may be taken."""
        return canonical(text) in {canonical(p[k].text) for p, ks in zip(self._sides, (old, new), strict=True) for k in ks}

    def _share(self, i: int, j: int) -> float:
        likeness = self._alike.get((i, j))
        return likeness.share if likeness else 0.0

    def _why(self, old: Sequence[int], new: Sequence[int]) -> str:
        a = sorted({t for i in old for t in self._measure.old[i]})
        b = sorted({t for j in new for t in self._measure.new[j]})
        shown = []
        measure = self._measure
        for _, s, t in measure.matched(measure.reach(a), b)[:_SHOWN]:
            ends = _plain(measure.terms[s]), _plain(measure.terms[t])
            was, is_ = reversed(ends) if self._turned else ends
            shown.append(was if was == is_ else f"{was}/{is_}")
        return f"both speak of {', '.join(shown)}" if shown else ""

    def _next_best(self, old: Sequence[int], new: Sequence[int]) -> tuple[float, str]:
        """How like the best candidate outside the link is, and its text; empty where there is none."""
        others = [(self._share(i, j), self._sides[1][j].text) for i in old for j in self._near[0][i] if j not in new]
        others += [(self._share(i, j), self._sides[0][i].text) for j in new for i in self._near[1][j] if i not in old]
        return max(others, default=(0.0, ""))


def _pair(side: int, item: int, other: int) -> Pair:
    return (item, other) if side == 0 else (other, item)


def _start_of(text: str) -> str:
    words = text.split()
    return " ".join(words[:_START]) + (" ..." if len(words) > _START else "")


def _plain(term: Term) -> str:
    """A term as a reader would write it: ``~14d`` is a span of 14 days."""
    base = term[1]
    if term[0] != "n":
        return base
    return f"{base[1:-1]} days" if base.startswith("~") else base[1:]
