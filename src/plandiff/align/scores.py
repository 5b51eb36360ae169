"""Scores of candidate pairs: likeness against how crowded the neighbourhood is, as log-odds of being a link.

A provision that resembles many is weak evidence for any one link. What counts most is by how much a pair leads over the next best
candidate of its old and of its new provision (margin scoring: Artetxe and Schwenk 2019), which keeps new provisions with old
words apart.
"""

from __future__ import annotations

import hashlib
import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plandiff.align.chances import log_odds
from plandiff.align.similarity import Hit, Likeness, Similarity
from plandiff.align.tags import Tags

Pair = tuple[int, int]

_ALL_PAIRS = 20_000
"""Up to this many pairs all that have a term in common are compared; beyond, only the likeliest."""
_STEPS = 1_500
"""Beyond: how many entries of the index a provision may look at, the rarest of its terms first."""
_MOST = 20.0
"""Log-odds beyond which nothing is surer."""
_OF_ROW, _OF_COLUMN = 16, 6
"""Beyond: how many candidates each old provision keeps at least, and each new one."""


def likenesses(measure: Similarity, rows: Sequence[int], columns: Sequence[int]) -> dict[Pair, Likeness]:
    """Likeness of the pairs that have something in common; where there are many, of each provision's likeliest ones."""
    beside_old = {i: measure.beside(measure.old_texts[i]) for i in rows}
    beside_new = {j: measure.beside(measure.new_texts[j]) for j in columns}
    if len(rows) * len(columns) <= _ALL_PAIRS:
        pairs: Iterable[tuple[int, Iterable[int]]] = ((i, columns) for i in rows)
    else:
        pairs = _candidates(measure, rows, columns)
    found: dict[Pair, Likeness] = {}
    for i, others in pairs:
        text = measure.old[i]
        reach = measure.reach(text)
        for j in others:
            alike = measure.likeness(text, reach, measure.new[j])
            if alike is not None:
                order = measure.order(beside_old[i], beside_new[j])
                found[i, j] = alike._replace(share=alike.share + order) if order else alike
    return found


def _candidates(
    measure: Similarity, rows: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[int, Iterable[int]]]:
    """For each row its likeliest columns by an index of terms; a column proposes its likeliest rows as well."""
    postings: dict[int, list[int]] = defaultdict(list)
    for j in columns:
        for term in measure.new[j]:
            postings[term].append(j)
    of_column: dict[int, list[tuple[float, int]]] = defaultdict(list)
    chosen: dict[int, set[int]] = {}
    for i in rows:
        found = _looked_up(measure.reach(measure.old[i]).hits, postings)
        chosen[i] = set(heapq.nsmallest(_OF_ROW, found, key=lambda j: (-found[j], j)))
        for j, value in found.items():
            kept = of_column[j]
            if len(kept) < _OF_COLUMN:
                heapq.heappush(kept, (value, -i))
            elif value > kept[0][0]:
                heapq.heapreplace(kept, (value, -i))
    for j, kept in of_column.items():
        for _, i in kept:
            chosen[-i].add(j)
    return ((i, sorted(chosen[i])) for i in rows)


def _looked_up(reach: Mapping[int, Sequence[Hit]], postings: Mapping[int, Sequence[int]]) -> dict[int, float]:
    """What each indexed provision has in common with the terms in reach, as far as _STEPS entries tell, the rarest first."""
    found: dict[int, float] = {}
    known = sorted(
        (len(postings[term]), min([hit[0] for hit in hits]), term)
        for term, hits in reach.items()
        if term in postings
    )
    left = _STEPS
    for length, value, term in known:
        left -= length
        if left < 0 and found:
            break
        for j in postings[term]:
            found[j] = found.get(j, 0.0) - value
    return found


def scores(
    alike: dict[Pair, Likeness], old_tags: Sequence[frozenset[str]], new_tags: Sequence[frozenset[str]]
) -> dict[Pair, float]:
    """Log-odds of each pair to be a link: first by itself, then among the other candidates of its two provisions."""
    alone = {pair: log_odds("pair", values) for pair, values in features(alike, old_tags, new_tags)}
    return {pair: log_odds("among", values) for pair, values in rivals(alone)}


def rivals(odds: Mapping[Pair, float]) -> Iterator[tuple[Pair, dict[str, float]]]:
    """The odds of each pair, and how strong all other candidates are together, of that provision of the two that has fewer."""
    chances = {pair: math.exp(min(_MOST, value)) for pair, value in odds.items()}
    sums: tuple[dict[int, float], ...] = (defaultdict(float), defaultdict(float))
    for pair, chance in chances.items():
        for side in (0, 1):
            sums[side][pair[side]] += chance
    for pair, chance in chances.items():
        others = min(sums[side][pair[side]] - chance for side in (0, 1))
        yield pair, {"alone": odds[pair], "rivals": math.log1p(max(0.0, others))}


def features(
    alike: dict[Pair, Likeness], old_tags: Sequence[frozenset[str]], new_tags: Sequence[frozenset[str]]
) -> Iterator[tuple[Pair, dict[str, float]]]:
    """What speaks for and against each pair."""
    old_best, new_best = _two_best(alike, 0), _two_best(alike, 1)
    tags = Tags([*old_tags, *new_tags])
    for (i, j), likeness in alike.items():
        share = likeness.share
        one, other = share - _next(old_best[i], share), share - _next(new_best[j], share)
        yield (
            (i, j),
            {
                "share": share,
                "strongest": likeness.strongest,
                "literal": likeness.literal,
                "contained": likeness.contained,
                "least lead": min(one, other),
                "most lead": max(one, other),
                "tags": tags.common(old_tags[i], new_tags[j]),
            },
        )


def _two_best(alike: dict[Pair, Likeness], side: int) -> dict[int, tuple[float, float]]:
    best: dict[int, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for pair, likeness in alike.items():
        first, second = best[pair[side]]
        best[pair[side]] = (max(first, likeness.share), max(second, min(first, likeness.share)))
    return best


def _next(best: tuple[float, float], share: float) -> float:
    """The best share other than this one."""
    return best[1] if share == best[0] else best[0]


def tie(a: str, b: str) -> float:
    """A number from the two texts, the same for (a, b) and (b, a), below a millionth: it decides between equal scores."""
    digest = hashlib.blake2b("\x1f".join(sorted((a, b))).encode(), digest_size=6).digest()
    return int.from_bytes(digest) / 2**48 * 4e-7
