"""Holds the laws of a comparison over as many pairs of made-up drafts as asked for; the same seed makes the same drafts.

Usage: python bench/laws.py [--count 10000] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import laws
from drafts import drafts
from plandiff.model import Plan

_BATCH = 500
"""Pairs to a seed: what makes them remembers all it has made."""


def batch(seed: int, count: int) -> tuple[int, list[str]]:
    """How many pairs were held against the laws, and what each broken one says, with the pair."""
    found: list[str] = []
    met = 0

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @seeded(seed)
    @given(drafts())
    def held(pair: tuple[Plan, Plan]) -> None:
        nonlocal met
        met += 1
        found.extend(f"{said}\n  {pair[0]!r}\n  {pair[1]!r}" for said in laws.broken(*pair)[:1])

    held()
    return met, found


def main() -> int:
    """Print what was broken, then the count; returns 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="pairs of drafts")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sizes = [min(_BATCH, asked.count - done) for done in range(0, asked.count, _BATCH)]
    start, totals = time.perf_counter(), Counter[str]()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for met, found in pool.map(batch, (asked.seed * 1_000_003 + n for n in range(len(sizes))), sizes):
            totals.update(pairs=met, broken=len(found))
            print(*found, sep="\n", end="\n" if found else "", flush=True)
    seconds = time.perf_counter() - start
    print(f"{totals['pairs']:,} pairs of drafts, seed {asked.seed}: {totals['broken']} broke a law ({seconds:.0f} s)")
    return 1 if totals["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
