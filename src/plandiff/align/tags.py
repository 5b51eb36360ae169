"""What tags in common say: weak evidence, and none where every provision has the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

_USUAL = 0.3
"""Share of tags that two provisions have in common by chance."""
_TELLING = 0.5
"""Tags of which all together tell less than this count for less."""


class Tags:
    """How much the tags of two plans tell."""

    def __init__(self, tagged: Iterable[frozenset[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for tags in tagged:
            counts.update(tags)
            total += bool(tags)
        self._known: dict[tuple[frozenset[str], frozenset[str]], float] = {}
        self._sums: dict[frozenset[str], float] = {}
        self._worth = {tag: math.log(total / n) for tag, n in counts.items()}

    def common(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Share of tags in common, less what is usual; 0 where either side has none or they tell nothing."""
        if not one or not other:
            return 0.0
        known = self._known.get((one, other))
        if known is None:
            known = self._known[one, other] = self._common(one, other)
        return known

    def _common(self, one: frozenset[str], other: frozenset[str]) -> float:
        both, either = self._together(one & other), self._together(one | other)
        return (both / either - _USUAL) * min(1.0, either / _TELLING) if either else 0.0

    def _together(self, tags: frozenset[str]) -> float:
        known = self._sums.get(tags)
        if known is None:
            known = self._sums[tags] = sum(sorted([self._worth[tag] for tag in tags]))
        return known
