"""Decides which old provision became which new one, by content alone: numbers are labels and never looked at."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

from plandiff.align.morphology import stem
from plandiff.model import Link, Provision

_LEAST = 0.3


def align(
    old: Sequence[Provision], new: Sequence[Provision], *, progress: Callable[[float], None] | None = None
) -> tuple[Link, ...]:
    """Links by position; every provision of both sides is in exactly one of them.

    Args:
        progress: called with the share of the work done, 0 to 1.
    """
    olds, news = ([Counter(stem(w) for w in re.findall(r"\w{3,}", p.text.lower())) for p in side] for side in (old, new))
    seen = Counter(w for bag in (*olds, *news) for w in bag)
    weight = {w: math.log(1 + (len(olds) + len(news)) / n) for w, n in seen.items()}

    def likeness(a: Counter[str], b: Counter[str]) -> float:
        shared = sum(weight[w] * n for w, n in (a & b).items())
        return shared / math.sqrt((sum(weight[w] * n for w, n in a.items()) or 1) * (sum(weight[w] * n for w, n in b.items()) or 1))

    scored = sorted(
        ((round(likeness(a, b), 6), i, j) for i, a in enumerate(olds) for j, b in enumerate(news)),
        key=lambda t: (-t[0], *sorted((old[t[1]].text, new[t[2]].text)), t[1] + t[2]),
    )
    free_old, free_new = set(range(len(old))), set(range(len(new)))
    links = []
    for score, i, j in scored:
        if score >= _LEAST and i in free_old and j in free_new:
            free_old.remove(i)
            free_new.remove(j)
            links.append(Link((i,), (j,), score, min(0.99, 0.5 + score / 2), "shares words"))
    links += [Link((i,), ()) for i in sorted(free_old)] + [Link((), (j,)) for j in sorted(free_new)]
    if progress:
        progress(1.0)
    return tuple(links)
