"""Scores of candidate pairs: likeness against how crowded the neighbourhood is, as log-odds of being a link.

A provision that resembles many is weak evidence for any one link. What counts most is by how much a pair leads over the next best
candidate of its old and of its new provision (margin scoring: Artetxe and Schwenk 2019), which keeps new provisions with old
words apart.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plandiff.align.chances import decision
from plandiff.align.similarity import Beside, Hit, Likeness, Similarity
from plandiff.align.tags import Tags
from plandiff.digests import small_number

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
    if len(rows) * len(columns) <= _ALL_PAIRS:
        return measured(measure, ((i, columns) for i in rows))
    return measured(measure, _candidates(measure, rows, columns))


def crowded(measure: Similarity, rows: Iterable[int], columns: Iterable[int]) -> dict[Pair, Likeness]:
    """Likeness of each column and its likeliest rows: by how much anything leads over rows that need no candidates."""
    postings: dict[int, list[int]] = defaultdict(list)
    for i in rows:
        for term in measure.old[i]:
            postings[term].append(i)
    chosen: dict[int, list[int]] = defaultdict(list)
    for j in columns:
        found = _looked_up(measure.reach(measure.new[j]).hits, postings)
        for i in heapq.nsmallest(_OF_COLUMN, found, key=lambda i: (-found[i], i)):
            chosen[i].append(j)
    return measured(measure, chosen.items())


def measured(measure: Similarity, pairs: Iterable[tuple[int, Iterable[int]]]) -> dict[Pair, Likeness]:
    """Likeness of each old provision and the new ones given with it, where they have something in common."""
    beside_new: dict[int, Beside] = {}
    found: dict[Pair, Likeness] = {}
    for i, others in pairs:
        text = measure.old[i]
        reach, beside = measure.reach(text), measure.beside(measure.old_texts[i])
        for j in others:
            alike = measure.likeness(text, reach, measure.new[j])
            if alike is not None:
                if j not in beside_new:
                    beside_new[j] = measure.beside(measure.new_texts[j])
                order = measure.order(beside, beside_new[j])
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
    by_itself, among = decision("pair"), decision("among")
    alone = {pair: by_itself(values) for pair, values in features(alike, old_tags, new_tags)}
    return {pair: among(values) for pair, values in rivals(alone)}


def rivals(odds: Mapping[Pair, float]) -> Iterator[tuple[Pair, tuple[float, float]]]:
    """The odds of each pair, and how strong all other candidates are together, of that provision of the two that has fewer."""
    chances = {pair: math.exp(min(_MOST, value)) for pair, value in odds.items()}
    of_old: dict[int, float] = defaultdict(float)
    of_new: dict[int, float] = defaultdict(float)
    for (i, j), chance in chances.items():
        of_old[i] += chance
        of_new[j] += chance
    for pair, chance in chances.items():
        others = min(of_old[pair[0]], of_new[pair[1]]) - chance
        yield pair, (odds[pair], math.log1p(max(0.0, others)))


def features(
    alike: dict[Pair, Likeness], old_tags: Sequence[frozenset[str]], new_tags: Sequence[frozenset[str]]
) -> Iterator[tuple[Pair, tuple[float, ...]]]:
    """What speaks for and against each pair, in the order of ``chances.FEATURES``."""
    old_best, new_best = _two_best(alike, 0), _two_best(alike, 1)
    common = Tags([*old_tags, *new_tags]).common
    for (i, j), (share, strongest, literal, contained) in alike.items():
        best, second = old_best[i]
        one = share - (second if share == best else best)
        best, second = new_best[j]
        other = share - (second if share == best else best)
        leads = (one, other) if one < other else (other, one)
        yield (i, j), (share, strongest, literal, contained, *leads, common(old_tags[i], new_tags[j]))


def _two_best(alike: dict[Pair, Likeness], side: int) -> dict[int, tuple[float, float]]:
    """The two highest shares of each provision of a side; 0 where there is none."""
    shares: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for pair, likeness in alike.items():
        shares[pair[side]].append(likeness.share)
    two = ((item, sorted(values, reverse=True)) for item, values in shares.items())
    return {item: (values[0], values[1]) for item, values in two}


def tie(a: str, b: str) -> float:
    """A number from the two texts, the same for (a, b) and (b, a), below a millionth: it decides between equal scores."""
    return small_number("\x1f".join(sorted((a, b))).encode()) / 2**48 * 4e-7
