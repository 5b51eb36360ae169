"""Splits and merges: grows one-to-one links by provisions that say what is still unsaid.

A further new provision belongs to an old one if it covers what its partner leaves out, and has no better place of its own; or goes
on where its partner stops: the two are nearer to each other than to what else stands where they could. Splits and merges are
found by the same rule, mirrored.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from plandiff.align.chances import IMPOSSIBLE, decision
from plandiff.align.normalise import points_back
from plandiff.align.scores import Pair
from plandiff.align.similarity import Reach, Similarity
from plandiff.align.tags import Tags
from plandiff.model import Provision

_SAID = 0.5
"""A term whose match is worth so much of its weight counts as said."""
_SURE = 3.0
"""A better place of its own counts up to these log-odds,"""
_CLEAR = 2.0
"""and as better by so many at most: that a provision is unlikely to be the whole says little, as a further part may share no
word with it."""
_NOWHERE = -3.0
"""And no place at all, as in a plan of few provisions, counts as these."""
_WEAK = 4.0
"""A link with lower log-odds may be given up when one of its two provisions fits better into a group."""
_USUAL = 3
"""In so many parts a provision is cut, or so many are joined, in the labelled texts; of more the odds were never fitted."""
_RARE = 1.5
"""Log-odds that each part beyond those must have to spare."""
_LEAD = 0.15
"""A lead in likeness over others of the same side counts up to this: what is nearer still only repeats it."""
_NEAREST = 6
"""How many groups a provision is tried with."""


class Group:
    """Old and new provisions that belong together, by position; ``odds`` of the link it grew from, then of each addition."""

    __slots__ = ("new", "odds", "old")

    def __init__(self, old: list[int], new: list[int], odds: list[float] | None = None) -> None:
        self.old, self.new, self.odds = old, new, odds if odds is not None else []

    def side(self, side: int) -> list[int]:
        """The old (0) or the new (1) provisions."""
        return self.new if side else self.old


class _Move(NamedTuple):
    gain: float
    odds: float
    side: int
    item: int
    group: Group
    host: Group | None


class _Told(NamedTuple):
    """What the parts of a provision say of it, and what they leave unsaid, as the terms that can stand for it."""

    unsaid: Reach
    whole: float
    """Share of the provision that is said."""
    partner: float
    """Share of the parts that the provision explains."""


class Growth:
    """Grows groups for one pair of plans."""

    def __init__(
        self,
        measure: Similarity,
        odds: Mapping[Pair, float],
        sides: tuple[Sequence[Provision], Sequence[Provision]],
    ) -> None:
        self._measure = measure
        self._decide = decision("growth")
        self._odds = odds
        self._terms = (measure.old, measure.new)
        self._sides = sides
        self._tags = [[frozenset(p.tags) for p in side] for side in sides]
        self._common = Tags([*self._tags[0], *self._tags[1]]).common
        near: tuple[dict[int, list[tuple[float, int]]], ...] = ({}, {})
        for pair, value in odds.items():
            for side in (0, 1):
                near[side].setdefault(pair[side], []).append((-value, pair[1 - side]))
        self._parts_told: dict[tuple[int, int, tuple[int, ...]], _Told] = {}
        self._decided: dict[tuple[int, int, int, tuple[int, ...]], float] = {}
        self._besides: dict[
            tuple[int, int, int, tuple[int, ...]], tuple[tuple[float, float, float], tuple[float, float, float]]
        ] = {}
        self._kin: dict[tuple[int, int, int], float] = {}
        self._reach: dict[tuple[int, int], Reach] = {}
        self._near = [{item: sorted(others) for item, others in table.items()} for table in near]
        self._nearest = [{item: [k for _, k in found[:_NEAREST]] for item, found in side.items()} for side in self._near]

    def grow(self, groups: list[Group], fixed: Sequence[Group]) -> list[Group]:
        """The groups, some of them grown; a weak link may have been given up.

        Args:
            fixed: groups of the same words, which neither grow nor give up a member.
        """
        groups = list(groups)
        settled = [{k for g in fixed for k in g.side(side)} for side in (0, 1)]
        homes: list[dict[int, Group]] = [{k: g for g in groups for k in g.side(side)} for side in (0, 1)]
        todo = [(side, item) for side in (0, 1) for item in self._near[side] if item not in settled[side]]
        moves: dict[tuple[int, int], _Move] = {}
        while True:
            for side, item in todo:
                moves.pop((side, item), None)
                move = self._move(side, item, homes)
                if move is not None:
                    moves[side, item] = move
            if not moves:
                return groups
            best = max(moves.values(), key=lambda m: (m.gain, m.side, -m.item))
            touched = [best.group]
            if best.host is not None:
                groups.remove(best.host)
                touched.append(best.host)
                for side in (0, 1):
                    for k in best.host.side(side):
                        del homes[side][k]
            best.group.side(best.side).append(best.item)
            best.group.odds.append(best.odds)
            homes[best.side][best.item] = best.group
            todo = self._around(touched, settled)

    def _around(self, groups: Sequence[Group], settled: Sequence[set[int]]) -> list[tuple[int, int]]:
        """All provisions whose best move may have changed with these groups."""
        found = set()
        for group in groups:
            for side in (0, 1):
                for item in group.side(side):
                    found.add((side, item))
                    found.update((1 - side, other) for _, other in self._near[side].get(item, ()))
        return sorted((side, item) for side, item in found if item not in settled[side])

    def _move(self, side: int, item: int, homes: Sequence[Mapping[int, Group]]) -> _Move | None:
        """The best group for a provision that has no link, or a weak one; None where staying is better."""
        host = homes[side].get(item)
        loss = 0.0
        if host is not None:
            if len(host.old) != 1 or len(host.new) != 1 or host.odds[0] > _WEAK:
                return None
            loss = max(0.0, host.odds[0])
        nearby: list[Group] = []
        for other in self._nearest[side].get(item, ()):
            group = homes[1 - side].get(other)
            if group is None or group is host or any(group is known for known in nearby):
                continue
            if len(group.side(1 - side)) == 1:
                nearby.append(group)
        if not any(self._odds_at_most(side, item, group) > loss for group in nearby):
            return None
        tried = [(self._odds_of(side, item, group), group) for group in nearby]
        at = max(range(len(tried)), key=lambda k: tried[k][0])
        best, group = tried.pop(at)
        odds = best - math.log1p(sum(math.exp(rival) for rival, _ in tried))
        odds -= _RARE * max(0, len(group.side(side)) - _USUAL + 1)
        return _Move(odds - loss, odds, side, item, group, host) if odds > loss else None

    def _odds_of(self, side: int, item: int, group: Group) -> float:
        """Log-odds that the provision is a further part of the group: asked again whenever a neighbouring group grows."""
        asked = side, item, group.side(1 - side)[0], tuple(group.side(side))
        known = self._decided.get(asked)
        if known is None:
            known = self._decided[asked] = self._decide(self.features(*asked))
        return known

    def _odds_at_most(self, side: int, item: int, group: Group) -> float:
        """What the log-odds are at most, however near to the parts the provision is: of most it is too little, and nearness is
        what takes long to find."""
        asked = side, item, group.side(1 - side)[0], tuple(group.side(side))
        known = self._decided.get(asked)
        return self._decide(self._with_lead(*asked, _LEAD)) if known is None else known

    def features(self, side: int, item: int, whole_at: int, parts: Sequence[int]) -> tuple[float, ...]:
        """What speaks for and against ``item`` as a further part of the provision ``whole_at``, besides ``parts``, in the order
        of ``chances.FEATURES``."""
        return self._with_lead(side, item, whole_at, tuple(parts), self._lead_beside(side, item, whole_at, parts))

    def _with_lead(
        self, side: int, item: int, whole_at: int, parts: tuple[int, ...], lead: float
    ) -> tuple[float, ...]:
        """The features, with this lead in likeness over what else could be a part."""
        asked = side, item, whole_at, parts
        known = self._besides.get(asked)
        if known is None:
            measure, text, told = self._measure, self._terms[side][item], self._told(side, whole_at, parts)
            known = self._besides[asked] = (
                (measure.shared(told.unsaid, text) / measure.total(text), told.whole, told.partner),
                (
                    float(points_back(self._sides[side][item].text)),
                    self._common(self._tags[side][item], self._tags[1 - side][whole_at]),
                    self._better_place(side, item, whole_at),
                ),
            )
        return (*known[0], lead, *known[1])

    def _lead_beside(self, side: int, item: int, whole_at: int, parts: Sequence[int]) -> float:
        """By how much a provision is more like the parts than like what stands at its other places, or the parts more like it
        than like what else could stand at theirs: the greater lead of the two."""
        others = [other for other in self._nearest[side].get(item, ()) if other != whole_at]
        there = {found for other in others for found in self._candidates(1 - side, other, (item, *parts), 1)}
        elsewhere = max((self._alike(side, item, k) for k in there), default=0.0)
        instead = 0.0
        for k in self._candidates(1 - side, whole_at, (item, *parts), _NEAREST):
            if instead >= elsewhere:
                break  # only the lesser of the two counts
            instead = max(instead, *(self._alike(side, k, part) for part in parts))
        lead = max(self._alike(side, item, part) for part in parts) - min(elsewhere, instead)
        return min(lead, _LEAD)

    def _candidates(self, side: int, item: int, but: Sequence[int], most: int) -> list[int]:
        """The likeliest candidates of a provision, but for some."""
        return list(islice((other for _, other in self._near[side].get(item, ()) if other not in but), most))

    def _alike(self, side: int, one: int, other: int) -> float:
        """How alike two provisions of one side are."""
        pair = (side, one, other) if one < other else (side, other, one)
        known = self._kin.get(pair)
        if known is None:
            measure, texts = self._measure, self._terms[side]
            a, b = texts[pair[1]], texts[pair[2]]
            reach = self._reach.get(pair[:2])
            if reach is None:
                reach = self._reach[pair[:2]] = measure.reach(a)
            known = self._kin[pair] = measure.shared(reach, b) / math.sqrt(measure.total(a) * measure.total(b))
        return known

    def _told(self, side: int, whole_at: int, parts: tuple[int, ...]) -> _Told:
        """How much of a provision its parts say: asked for every provision that may be a further part."""
        known = self._parts_told.get((side, whole_at, parts))
        if known is None:
            measure, whole = self._measure, self._terms[1 - side][whole_at]
            said = tuple(sorted({t for k in parts for t in self._terms[side][k]}))
            matched = measure.matched(measure.reach(whole), said)
            covered = sum(worth for worth, _, _ in matched)
            heard = {s for worth, s, _ in matched if worth >= _SAID * measure.weight[s]}
            unsaid = [t for t in whole if t not in heard]
            known = self._parts_told[side, whole_at, parts] = _Told(
                measure.reach(unsaid),
                covered / measure.total(whole),
                covered / measure.total(said),
            )
        return known

    def _better_place(self, side: int, item: int, whole_at: int) -> float:
        """By how much the best link of its own would be better than the link with ``whole_at`` alone."""
        here, elsewhere = IMPOSSIBLE, _NOWHERE
        for value, other in self._near[side].get(item, ()):
            if other == whole_at:
                here = -value
            elif -value > elsewhere:
                elsewhere = -value
        return min(min(elsewhere, _SURE) - here, _CLEAR)
