"""The best one-to-one assignment under scores, where a pair that scores too little is better left apart.

Pairs above the threshold fall into connected components; each is solved exactly by shortest augmenting paths (Jonker and
Volgenant 1987), or, if it is very large, best pair first. Ties are told apart by the caller's keys, never by position.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

Pair = tuple[int, int]
_EXACT = 150
"""Largest component (rows or columns) that is solved exactly; cubic time."""


def assign(scores: Mapping[Pair, float], ties: Mapping[Pair, float]) -> list[Pair]:
    """Pairs of rows and columns, each used at most once, whose scores add up to the most.

    Args:
        scores: positive scores of the pairs that may be linked.
        ties: a number per pair, smaller than any difference in score that matters, that decides between equals.
    """
    chosen: list[Pair] = []
    for rows, columns in _components(scores):
        if max(len(rows), len(columns)) > _EXACT:
            chosen += _best_first(scores, ties, set(rows))
        else:
            chosen += _exact(scores, ties, rows, columns)
    return sorted(chosen)


def in_order(pairs: Sequence[Pair], rows: Mapping[int, Hashable], columns: Mapping[int, Hashable]) -> list[Pair]:
    """The same pairs, where rows (or columns) that are alike in everything take their partners in order, first to first.

    Args:
        rows, columns: what each row and column that may be paired consists of; no score can tell equal ones apart.
    """
    of_row, of_column = _places(rows), _places(columns)
    kinds = sorted((of_row[rows[i]][0], of_column[columns[j]][0]) for i, j in pairs)
    row = {kind: iter(places) for kind, places in ((p[0], p) for p in of_row.values())}
    column = {kind: iter(places) for kind, places in ((p[0], p) for p in of_column.values())}
    taken_rows = [next(row[a]) for a, _ in kinds]
    by_column = sorted(range(len(kinds)), key=lambda k: (kinds[k][1], kinds[k][0], k))
    taken_columns = {k: next(column[kinds[k][1]]) for k in by_column}
    return sorted((i, taken_columns[k]) for k, i in enumerate(taken_rows))


def _places(kinds: Mapping[int, Hashable]) -> dict[Hashable, list[int]]:
    """The places of each kind, in order."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place in sorted(kinds):
        places[kinds[place]].append(place)
    return places


def _components(scores: Mapping[Pair, float]) -> list[tuple[list[int], list[int]]]:
    columns_of: dict[int, list[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for row, column in scores:
        columns_of.setdefault(row, []).append(column)
        rows_of.setdefault(column, []).append(row)
    seen_rows: set[int] = set()
    found = []
    for start in sorted(columns_of):
        if start in seen_rows:
            continue
        rows, columns, todo = {start}, set[int](), [start]
        while todo:
            for column in columns_of[todo.pop()]:
                if column not in columns:
                    columns.add(column)
                    fresh = [r for r in rows_of[column] if r not in rows]
                    rows.update(fresh)
                    todo += fresh
        seen_rows |= rows
        found.append((sorted(rows), sorted(columns)))
    return found


def _best_first(scores: Mapping[Pair, float], ties: Mapping[Pair, float], rows: set[int]) -> list[Pair]:
    ordered = sorted((p for p in scores if p[0] in rows), key=lambda p: (-round(scores[p], 6), ties[p]))
    used_rows: set[int] = set()
    used_columns: set[int] = set()
    chosen = []
    for row, column in ordered:
        if row not in used_rows and column not in used_columns:
            used_rows.add(row)
            used_columns.add(column)
            chosen.append((row, column))
    return chosen


def _exact(scores: Mapping[Pair, float], ties: Mapping[Pair, float], rows: list[int], columns: list[int]) -> list[Pair]:
    """Each row may also stay alone, at cost 0: it has a dummy column of its own."""
    width = len(columns) + len(rows)
    cost = [
        [-(round(scores[r, c], 6) + ties[r, c]) if (r, c) in scores else 0.0 for c in columns] + [0.0] * len(rows)
        for r in rows
    ]
    matched = _augment(cost, width)
    return [(rows[i], columns[j]) for i, j in matched if j < len(columns) and (rows[i], columns[j]) in scores]


def _augment(cost: list[list[float]], width: int) -> list[Pair]:
    """Minimal-cost assignment of every row to one of ``width`` columns."""
    infinite = float("inf")
    row_price, column_price = [0.0] * (len(cost) + 1), [0.0] * (width + 1)
    row_of, before = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, len(cost) + 1):
        row_of[0], column = row, 0
        least, used = [infinite] * (width + 1), [False] * (width + 1)
        while True:
            used[column] = True
            here, step, following = row_of[column], infinite, 0
            line, price = cost[here - 1], row_price[here]
            for j in range(1, width + 1):
                if not used[j]:
                    reduced = line[j - 1] - price - column_price[j]
                    if reduced < least[j]:
                        least[j], before[j] = reduced, column
                    if least[j] < step:
                        step, following = least[j], j
            for j in range(width + 1):
                if used[j]:
                    row_price[row_of[j]] += step
                    column_price[j] -= step
                else:
                    least[j] -= step
            column = following
            if row_of[column] == 0:
                break
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return [(row_of[j] - 1, j - 1) for j in range(1, width + 1) if row_of[j]]
