"""Splits and merges: grows one-to-one links by provisions that say what is still unsaid.

A further new provision belongs to an old one if it covers what its partner leaves out, brings little of its own, and does so for
no other link as well. A provision that repeats what the partner says already (the same words at another place) gains nothing and
stays out. Splits and merges are found by the same rule, mirrored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from plandiff.align.similarity import Similarity, Term

Pair = tuple[int, int]

_RATIO = 0.3
"""Least share of what the further provision brings that must answer to something the partner left out."""
_GAIN = 0.1
"""Least share of the further provision's weight that must be such an answer."""
_COVERED = 0.3
"""Least share of the further provision that the other side must have at all."""
_LITTLE_NEW = 0.15
_WEAK = 0.22
"""A link scored lower may be given up when one of its two provisions fits better into a group."""
_LOSS = 3.0
_RIVAL = 0.5
_ENOUGH = 0.05


@dataclass(slots=True)
class Group:
    """Old and new provisions that belong together, by position."""

    old: list[int]
    new: list[int]
    gains: list[float] = field(default_factory=list)


class Growth:
    """Grows groups for one pair of plans; remembers what it has compared."""

    def __init__(
        self,
        measure: Similarity,
        alike: Mapping[Pair, float],
        score: Mapping[Pair, float],
        key: Callable[[str, int], tuple[str, int]],
    ) -> None:
        """Takes the measure, likenesses and scores of pairs, and ``key(side, position)``: a name that does not depend on order."""
        self._measure = measure
        self._score = score
        self._key = key
        self._near: dict[str, dict[int, list[int]]] = {"old": {}, "new": {}}
        for i, j in alike:
            self._near["old"].setdefault(i, []).append(j)
            self._near["new"].setdefault(j, []).append(i)
        self._worth: dict[tuple[tuple[Term, ...], tuple[Term, ...]], float] = {}

    def grow(self, links: Sequence[Pair], sizes: tuple[int, int], locked: frozenset[Pair]) -> list[Group]:
        """The links, some of them grown; a weak link may have been given up.

        Args:
            sizes: how many provisions there are on each side.
            locked: links of the same words, which never give up a member to another group.
        """
        groups = [Group([i], [j]) for i, j in links]
        while True:
            best = self._best(groups, sizes, locked)
            if best is None:
                return groups
            _, side, item, group, host = best
            if host is not None:
                groups.remove(host)
            (group.new if side == "new" else group.old).append(item)
            group.gains.append(best[0][0])

    def _best(
        self, groups: list[Group], sizes: tuple[int, int], locked: frozenset[Pair]
    ) -> tuple[tuple[float, str, str], str, int, Group, Group | None] | None:
        of_old = {i: g for g in groups for i in g.old}
        of_new = {j: g for g in groups for j in g.new}
        best = None
        for side, count, here, there in (("new", sizes[1], of_new, of_old), ("old", sizes[0], of_old, of_new)):
            for item in range(count):
                host = here.get(item)
                if host is not None and not self._may_leave(host, locked):
                    continue
                found = self._place(side, item, host, there)
                if found is None:
                    continue
                value, group = found
                rank = (round(value, 6), *self._rank(side, item, group))
                if best is None or rank > best[0]:
                    best = (rank, side, item, group, host)
        return best

    def _rank(self, side: str, item: int, group: Group) -> tuple[str, str]:
        """Breaks ties by the texts themselves, whichever side they stand on."""
        names = sorted([self._key("old", i)[0] for i in group.old] + [self._key("new", j)[0] for j in group.new])
        return self._key(side, item)[0], "\x1f".join(names)

    def _may_leave(self, host: Group, locked: frozenset[Pair]) -> bool:
        if len(host.old) != 1 or len(host.new) != 1 or (host.old[0], host.new[0]) in locked:
            return False
        return self._score[host.old[0], host.new[0]] <= _WEAK

    def _place(
        self, side: str, item: int, host: Group | None, there: Mapping[int, Group]
    ) -> tuple[float, Group] | None:
        """The group that the item completes best, and by how much more than any rival and than the link it would leave."""
        rivals: list[tuple[float, str, Group]] = []
        seen: set[int] = set()
        for other in self._near[side].get(item, ()):
            group = there.get(other)
            if group is None or group is host or id(group) in seen:
                continue
            seen.add(id(group))
            if len(group.old if side == "new" else group.new) == 1:
                rivals.append((self._value(side, item, group), self._rank(side, item, group)[1], group))
        rivals.sort(key=lambda r: (-round(r[0], 6), r[1]))
        if not rivals or rivals[0][0] <= 0:
            return None
        value = rivals[0][0] - (_RIVAL * rivals[1][0] if len(rivals) > 1 else 0.0)
        if host is not None:
            value -= _LOSS * self._score[host.old[0], host.new[0]]
        return (value, rivals[0][2]) if value > _ENOUGH else None

    def _value(self, side: str, item: int, group: Group) -> float:
        measure = self._measure
        own_texts, far_texts = (measure.new, measure.old) if side == "new" else (measure.old, measure.new)
        own, far = (group.new, group.old) if side == "new" else (group.old, group.new)
        text = own_texts[item]
        whole = _joined(far_texts[k] for k in far)
        said = _joined(own_texts[k] for k in own)
        weight = measure.total(text)
        covered = self._shared(whole, text) / weight
        if covered < _COVERED:  # most end here, before what costs more is measured
            return 0.0
        gain = self._shared(whole, _joined((said, text))) - self._shared(whole, said)
        if gain / weight < _GAIN:
            return 0.0
        brings = max(weight - self._shared(said, text), _LITTLE_NEW * weight)
        if gain / brings < _RATIO:
            return 0.0
        return min(gain / brings, 1.5) * covered

    def _shared(self, a: tuple[Term, ...], b: tuple[Term, ...]) -> float:
        key = (a, b) if a <= b else (b, a)
        known = self._worth.get(key)
        if known is None:
            known = self._worth[key] = self._measure.shared(*key)
        return known


def _joined(texts: object) -> tuple[Term, ...]:
    return tuple(sorted({term for text in texts for term in text}))  # type: ignore[attr-defined]
