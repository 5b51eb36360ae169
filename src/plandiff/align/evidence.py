"""What a link says for itself: why it was drawn, how sure it is, and what the next best candidate was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from plandiff.align.chances import probability
from plandiff.align.grow import Group
from plandiff.align.scores import Pair
from plandiff.align.similarity import Likeness, Similarity, Term
from plandiff.model import Link, Provision

_THIN = 0.75
"""A link less sure than this is worth a look by hand."""
_MOST = 0.99
"""No link drawn by likeness is more certain than this."""
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
        confidence = min(_MOST, round(probability(min(group.odds)), 3))
        return Link(
            old,
            new,
            similarity=round(min(1.0, max(self._share(i, j) for i in old for j in new)), 4),
            confidence=confidence,
            why=self._why(old, new),
            runner_up=self._runner_up(old, new),
            thin=confidence < _THIN,
        )

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

    def _runner_up(self, old: Sequence[int], new: Sequence[int]) -> str:
        """The best candidate outside the link, and by how much less alike it is."""
        others = [(self._share(i, j), self._sides[1][j].text) for i in old for j in self._near[0][i] if j not in new]
        others += [(self._share(i, j), self._sides[0][i].text) for j in new for i in self._near[1][j] if i not in old]
        if not others:
            return ""
        share, text = max(others)
        words = text.split()
        start = " ".join(words[:_START]) + (" ..." if len(words) > _START else "")
        margin = max(self._share(i, j) for i in old for j in new) - share
        return f'next best: "{start}" (margin {margin:.2f})'


def _plain(term: Term) -> str:
    """A term as a reader would write it: ``~14d`` is a span of 14 days."""
    base = term[1]
    if term[0] != "n":
        return base
    return f"{base[1:-1]} days" if base.startswith("~") else base[1:]
