"""Scores of candidate pairs: likeness less how crowded the neighbourhood is.

A sentence that resembles everything is weak evidence for any one link. Half of the mean likeness to the nearest others is taken off on
both sides (cross-domain similarity local scaling, CSLS: Conneau et al. 2018), which keeps new provisions with old words apart.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence

from plandiff.align.similarity import Similarity, Term

Pair = tuple[int, int]

NEAREST = 3
_RAW = 0.25
_CROWD = 0.5
_TAGS = 0.04
_USUAL_TAGS = 0.3
_ALL_PAIRS = 40_000
"""Up to this many pairs every term proposes candidates; beyond, only terms that are not too common."""
_COMMON = 0.05
_MOST = 150


def likenesses(measure: Similarity, rows: Sequence[int], columns: Sequence[int]) -> dict[Pair, float]:
    """Likeness of every pair that shares a term or a synonym; other pairs have none."""
    limit = len(rows) + len(columns)
    if len(rows) * len(columns) > _ALL_PAIRS:
        limit = min(_MOST, max(20, int(_COMMON * (len(rows) + len(columns)))))
    postings: dict[Term, list[int]] = defaultdict(list)
    for j in columns:
        for term in measure.new[j]:
            postings[term].append(j)
    new_total = {j: measure.total(measure.new[j]) for j in columns}
    found: dict[Pair, float] = {}
    for i in rows:
        text = measure.old[i]
        proposed: dict[int, float] = defaultdict(float)
        for term in text:
            for other, worth in measure.neighbours(term).items():
                if measure.frequency[other] <= limit:
                    for j in postings.get(other, ()):
                        proposed[j] += worth
        total = measure.total(text)
        keep = sorted(proposed, key=lambda j: -proposed[j] / math.sqrt(new_total[j]))[
            : _MOST if limit < len(rows) + len(columns) else None
        ]
        for j in keep:
            found[i, j] = measure.shared(text, measure.new[j]) / math.sqrt(total * new_total[j])
    return found


def scores(
    alike: dict[Pair, float], old_tags: Sequence[frozenset[str]], new_tags: Sequence[frozenset[str]]
) -> dict[Pair, float]:
    """Likeness of each pair, less the crowd on both sides, with a little for tags in common."""
    by_row: dict[int, list[float]] = defaultdict(list)
    by_column: dict[int, list[float]] = defaultdict(list)
    for (i, j), value in alike.items():
        by_row[i].append(value)
        by_column[j].append(value)
    row_crowd = {i: _mean_of_best(values) for i, values in by_row.items()}
    column_crowd = {j: _mean_of_best(values) for j, values in by_column.items()}
    telling = len({t for side in (old_tags, new_tags) for tags in side for t in tags}) > 1
    made = {}
    for (i, j), value in alike.items():
        score = value * (1 + _RAW) - _CROWD * (row_crowd[i] + column_crowd[j])
        if telling and (old_tags[i] or new_tags[j]):
            common = len(old_tags[i] & new_tags[j]) / len(old_tags[i] | new_tags[j])
            score += _TAGS * (common - _USUAL_TAGS)
        made[i, j] = score
    return made


def _mean_of_best(values: list[float]) -> float:
    return sum(sorted(values, reverse=True)[:NEAREST]) / NEAREST


def tie(a: str, b: str) -> float:
    """A number from the two texts, the same for (a, b) and (b, a), below a millionth: it decides between equal scores."""
    digest = hashlib.blake2b("\x1f".join(sorted((a, b))).encode(), digest_size=6).digest()
    return int.from_bytes(digest) / 2**48 * 4e-7
