"""Decides which old provision became which new one, by content alone: numbers are labels and never looked at.

Same words are linked first; the rest by likeness less the crowd around it, one to one; then links grow into splits and merges.
Every rule is symmetric, and ties are broken by the texts: neither the order of a plan nor which plan is called old can decide.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from plandiff.align.assign import assign, in_order
from plandiff.align.grow import Group, Growth
from plandiff.align.normalise import canonical
from plandiff.align.scores import likenesses, scores, tie
from plandiff.align.similarity import Similarity
from plandiff.model import Link, Provision

Pair = tuple[int, int]

_LEAST = 0.08
"""Least score of a link: likeness above its surroundings."""
_THIN = 0.06
"""A lead over the runner-up, or over the threshold, smaller than this is worth a look by hand."""
_DETAILED = 250_000
"""Up to this many pairs, provisions with the same words on both sides take part in measuring the crowd."""
_SLOPE, _MIDDLE = 14.0, 0.06
"""Logistic curve from score to the share of links that were right on labelled texts (docs/accuracy.md)."""

Progress = Callable[[float], None]


def align(old: Sequence[Provision], new: Sequence[Provision], *, progress: Progress | None = None) -> tuple[Link, ...]:
    """Links by position; every provision of both sides is in exactly one of them.

    Args:
        progress: called with the share of the work done, 0 to 1.
    """
    tell = progress or (lambda share: None)
    old_words, new_words = [canonical(p.text) for p in old], [canonical(p.text) for p in new]
    same = _same_words(old_words, new_words)
    measure = Similarity([p.text for p in old], [p.text for p in new])
    tell(0.2)
    taken_old, taken_new = {i for i, _ in same}, {j for _, j in same}
    small = len(old) * len(new) <= _DETAILED
    rows = [i for i in range(len(old)) if small or i not in taken_old]
    columns = [j for j in range(len(new)) if small or j not in taken_new]
    alike = likenesses(measure, rows, columns)
    tell(0.7)
    score = scores(alike, [frozenset(p.tags) for p in old], [frozenset(p.tags) for p in new])
    open_pairs = {p: s for p, s in score.items() if s > _LEAST and p[0] not in taken_old and p[1] not in taken_new}
    ties = {(i, j): tie(old_words[i], new_words[j]) for i, j in open_pairs}
    kinds = [
        {k: (words[k], frozenset(p.tags)) for k, p in enumerate(side) if k not in taken}
        for words, side, taken in ((old_words, old, taken_old), (new_words, new, taken_new))
    ]
    links = [*same, *in_order(assign(open_pairs, ties), *kinds)]
    for pair in same:
        score.setdefault(pair, 1.0)
        alike.setdefault(pair, 1.0)
    tell(0.8)
    words = {"old": old_words, "new": new_words}
    growth = Growth(measure, alike, score, lambda side, k: (words[side][k], k))
    groups = growth.grow(links, (len(old), len(new)), frozenset(same))
    evidence = _Evidence(measure, alike, score, frozenset(same), old, new)
    found = [evidence.link(group) for group in groups]
    linked_old, linked_new = {i for g in groups for i in g.old}, {j for g in groups for j in g.new}
    found += [Link((i,), ()) for i in range(len(old)) if i not in linked_old]
    found += [Link((), (j,)) for j in range(len(new)) if j not in linked_new]
    tell(1.0)
    return tuple(sorted(found, key=lambda link: (link.new or (math.inf,), link.old)))


def _same_words(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Provisions with the same words, the first with the first, the second with the second."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        places[text].append(j)
    found = []
    counts: dict[str, int] = defaultdict(int)
    for i, text in enumerate(old):
        k = counts[text]
        if k < len(places.get(text, ())):
            found.append((i, places[text][k]))
            counts[text] += 1
    return found


class _Evidence:
    """Turns a group into a link that says why, what came next, and how sure it is."""

    def __init__(
        self,
        measure: Similarity,
        alike: Mapping[Pair, float],
        score: Mapping[Pair, float],
        same: frozenset[Pair],
        old: Sequence[Provision],
        new: Sequence[Provision],
    ) -> None:
        self._measure, self._alike, self._score, self._same = measure, alike, score, same
        self._old, self._new = old, new
        self._by_old: dict[int, list[int]] = defaultdict(list)
        self._by_new: dict[int, list[int]] = defaultdict(list)
        for i, j in score:
            self._by_old[i].append(j)
            self._by_new[j].append(i)

    def link(self, group: Group) -> Link:
        """The link of one group."""
        old, new = tuple(sorted(group.old)), tuple(sorted(group.new))
        pairs = [(i, j) for i in old for j in new]
        if len(pairs) == 1 and pairs[0] in self._same:
            return Link(old, new, 1.0, 1.0, "the same words")
        best = max(self._score.get(p, 0.0) for p in pairs)
        weakest = min(max(self._score.get((i, j), 0.0) for j in new) for i in old)
        weakest = min(weakest, *(max(self._score.get((i, j), 0.0) for i in old) for j in new))
        rival, name = self._runner_up(old, new)
        lead = best - rival
        thin = len(pairs) == 1 and (lead < _THIN or best < _LEAST + _THIN)
        confidence = 1 / (1 + math.exp(-_SLOPE * (weakest - _MIDDLE)))
        confidence = min(0.98, confidence) * (0.9 if len(pairs) > 1 else 1.0) * (0.85 if thin else 1.0)
        likeness = max(self._alike.get(p, 0.0) for p in pairs)
        runner_up = f"{name} (margin {lead:.2f})" if name else ""
        return Link(old, new, min(1.0, likeness), round(confidence, 3), self._why(old, new), runner_up, thin)

    def _why(self, old: Sequence[int], new: Sequence[int]) -> str:
        a = sorted({t for i in old for t in self._measure.old[i]})
        b = sorted({t for j in new for t in self._measure.new[j]})
        shown = []
        for _, s, t in self._measure.matched(a, b)[:5]:
            shown.append(s[1].lstrip("#~") if s == t else f"{s[1].lstrip('#~')}/{t[1].lstrip('#~')}")
        return f"both speak of {', '.join(shown)}" if shown else ""

    def _runner_up(self, old: Sequence[int], new: Sequence[int]) -> tuple[float, str]:
        """Score and first words of the best candidate outside the link."""
        others = [(self._score[i, j], self._new[j].text) for i in old for j in self._by_old[i] if j not in new]
        others += [(self._score[i, j], self._old[i].text) for j in new for i in self._by_new[j] if i not in old]
        if not others:
            return 0.0, ""
        score, text = max(others)
        start = " ".join(text.split()[:8])
        return score, f'next best: "{start} ..."' if start != text else f'next best: "{text}"'
