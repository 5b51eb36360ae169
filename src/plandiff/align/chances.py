"""How likely a candidate is right, as log-odds: three logistic regressions whose weights are data (weights.txt).

They were fitted on labelled texts by bench/fit_links.py, which also prints how they do on texts left out. Every feature is
symmetric in old and new. The file is plain lines because it is read on every run.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import mul
from pathlib import Path

FEATURES = {
    "pair": ("share", "strongest", "literal", "contained", "least lead", "most lead", "tags"),
    "among": ("alone", "rivals"),
    "growth": (
        "says what is unsaid", "whole already said", "partner explained", "nearest the partner", "points back", "tags",
        "better place",
    ),
}  # fmt: skip
"""What each decision weighs, in the order in which it is told."""

CERTAIN = 8.0
"""Log-odds of a link of the same words."""
IMPOSSIBLE = -6.0
"""Log-odds of a pair that has nothing in common."""


@lru_cache(maxsize=1)
def loaded_weights() -> dict[str, dict[str, float]]:
    """The weight of each feature in each decision, as the package ships them."""
    text = Path(__file__).with_name("weights.txt").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        decision, _, rest = line.partition(": ")
        if rest and line[0] != "#":
            parts = (part.rpartition(" ") for part in rest.split(", "))
            found[decision] = {name: float(value) for name, _, value in parts}
    return found


def decision(name: str) -> Callable[[Sequence[float]], float]:
    """What tells the log-odds that the answer to a decision is yes, from the values of its features."""
    weights = loaded_weights()[name]
    constant, factors = weights["constant"], [weights[feature] for feature in FEATURES[name]]
    return lambda values: constant + sum(map(mul, factors, values))


def probability(odds: float) -> float:
    """The probability that belongs to log-odds."""
    return 1 / (1 + math.exp(-odds))
