"""Decides which old provision became which new one, by content alone: numbers are labels and never looked at.

Same words are linked first, also where they were cut or joined; the rest by likeness against the neighbourhood, one to one; then
links grow into splits and merges. Provisions are taken in the order of their texts, and the sides in the order of theirs: neither
the order of a plan nor which plan is called old can decide anything.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plandiff.align.assign import assign, in_order
from plandiff.align.chances import CERTAIN
from plandiff.align.evidence import Evidence
from plandiff.align.grow import Group, Growth
from plandiff.align.normalise import canonical
from plandiff.align.recombine import pieces
from plandiff.align.scores import Pair, crowded, likenesses, measured, scores, tie
from plandiff.align.similarity import Likeness, Similarity
from plandiff.model import Link, Provision

_DETAILED = 250_000
"""Up to this many pairs, provisions with the same words on both sides are compared with each other as well."""
_AGAIN = 1.5
"""Provisions that are left over are compared once more, only with each other; their log-odds must exceed this."""

Progress = Callable[[float], None]


class _Side(NamedTuple):
    """One plan's provisions in the order of their texts; ``places`` are their positions in the plan."""

    keys: tuple[tuple[str, str, tuple[str, ...]], ...]
    provisions: tuple[Provision, ...]
    places: tuple[int, ...]

    @property
    def words(self) -> list[str]:
        return [words for words, _, _ in self.keys]


def align(old: Sequence[Provision], new: Sequence[Provision], *, progress: Progress | None = None) -> tuple[Link, ...]:
    """Links by position; every provision of both sides is in exactly one of them.

    Args:
        progress: called with the share of the work done, 0 to 1.
    """
    sides = _sorted(old), _sorted(new)
    turned = sides[1].keys < sides[0].keys
    first, second = (sides[1], sides[0]) if turned else sides
    found = []
    for link in _links(first, second, turned, progress or (lambda share: None)):
        ends = [tuple(sorted(side.places[k] for k in end)) for side, end in ((first, link.old), (second, link.new))]
        before, after = reversed(ends) if turned else ends
        found.append(link._replace(old=before, new=after))
    return tuple(sorted(found, key=lambda link: (link.new or (math.inf,), link.old)))


def _sorted(provisions: Sequence[Provision]) -> _Side:
    keyed = [((canonical(p.text), p.text, tuple(sorted(p.tags))), k) for k, p in enumerate(provisions)]
    keyed.sort()
    places = tuple(k for _, k in keyed)
    return _Side(tuple(key for key, _ in keyed), tuple(provisions[k] for k in places), places)


def _links(old: _Side, new: _Side, turned: bool, tell: Progress) -> list[Link]:
    literal = [*_same_words(old, new)]
    literal += _recombined(old.words, new.words, literal)
    taken = [{k for g in literal for k in g.side(side)} for side in (0, 1)]
    texts = [[p.text for p in side.provisions] for side in (old, new)]
    measure = Similarity(*texts)
    tell(0.2)
    alike = _alike(measure, literal, taken)
    tell(0.6)
    tags = [[frozenset(p.tags) for p in side.provisions] for side in (old, new)]
    odds = scores(alike, *tags)
    tell(0.7)
    pairs = _assigned(odds, old, new, taken)
    tell(0.8)
    sides = old.provisions, new.provisions
    groups = Growth(measure, odds, sides).grow([Group([i], [j], [odds[i, j]]) for i, j in pairs], literal)
    gone = [{k for g in (*literal, *groups) for k in g.side(side)} for side in (0, 1)]
    alone = {p: likeness for p, likeness in alike.items() if p[0] not in gone[0] and p[1] not in gone[1]}
    again = {p: value - _AGAIN for p, value in scores(alone, *tags).items()}
    groups += [Group([i], [j], [again[i, j]]) for i, j in _assigned(again, old, new, gone)]
    evidence = Evidence(measure, alike, odds, sides, turned)
    found = [evidence.literal(group) for group in literal] + [evidence.link(group) for group in groups]
    linked = [{k for g in (*literal, *groups) for k in g.side(side)} for side in (0, 1)]
    found += [evidence.alone(0, i) for i in range(len(old.places)) if i not in linked[0]]
    found += [evidence.alone(1, j) for j in range(len(new.places)) if j not in linked[1]]
    tell(1.0)
    return found


def _alike(measure: Similarity, literal: Sequence[Group], taken: Sequence[set[int]]) -> dict[Pair, Likeness]:
    """Likeness of all pairs; in large plans not of two provisions that both have their own words on the other side.

    Those are compared with all others all the same: a provision that is like one that has its partner is less like any other.
    """
    every = range(len(measure.old)), range(len(measure.new))
    if len(every[0]) * len(every[1]) <= _DETAILED:
        return likenesses(measure, *every)
    open_ = [[k for k in side if k not in taken[at]] for at, side in enumerate(every)]
    found = likenesses(measure, open_[0], every[1])
    found |= crowded(measure, sorted(taken[0]), open_[1])
    return found | measured(measure, ((i, group.new) for group in literal for i in group.old))


def _assigned(odds: dict[Pair, float], old: _Side, new: _Side, taken: Sequence[set[int]]) -> list[Pair]:
    """The best one-to-one links among provisions that have none yet."""
    likely = {p: value for p, value in odds.items() if value > 0 and p[0] not in taken[0] and p[1] not in taken[1]}
    ties = {(i, j): tie(old.keys[i][0], new.keys[j][0]) for i, j in likely}
    kinds = [
        {k: (key[0], key[2]) for k, key in enumerate(side.keys) if k not in taken[at]}
        for at, side in enumerate((old, new))
    ]
    return in_order(assign(likely, ties), *kinds)


def _same_words(old: _Side, new: _Side) -> list[Group]:
    """Provisions with the same words, those with the same tags first, else the first with the first."""
    found: list[Group] = []
    for alike in (lambda key: (key[0], key[2]), lambda key: key[0]):
        taken = [{k for g in found for k in g.side(side)} for side in (0, 1)]
        places: dict[object, list[int]] = defaultdict(list)
        for j in reversed(range(len(new.keys))):
            if j not in taken[1]:
                places[alike(new.keys[j])].append(j)
        for i, key in enumerate(old.keys):
            if i not in taken[0] and (there := places.get(alike(key))):
                found.append(Group([i], [there.pop()], [CERTAIN]))
    return found


def _recombined(old: Sequence[str], new: Sequence[str], linked: Sequence[Group]) -> list[Group]:
    """Provisions of the same words that were cut or joined."""
    found: list[Group] = []
    for side, (wholes, parts) in enumerate(((old, new), (new, old))):
        taken = [{k for g in (*linked, *found) for k in g.side(s)} for s in (side, 1 - side)]
        open_ = [
            ["" if k in gone else text for k, text in enumerate(texts)]
            for gone, texts in zip(taken, (wholes, parts), strict=True)
        ]
        for whole, chain in pieces(*open_):
            found.append(Group([whole], chain, [CERTAIN]) if side == 0 else Group(chain, [whole], [CERTAIN]))
    return found
