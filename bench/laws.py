"""Holds the laws of a comparison over as many pairs of made-up plans as asked for; the same seed makes the same plans.

The plans are small and share the texts of a pool, so that millions of them take hours, not days; with ``--any`` they are any two drafts
that the tests may draw, which is some ten times slower. With ``--log`` each finished batch is a line of a file, and a run that was
stopped goes on behind them: delete the file after a change to the sources.

Usage: python bench/laws.py [--count 10000] [--seed 1] [--any] [--jobs 2] [--log laws.jsonl]
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from importlib import import_module
from itertools import islice
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import families
import laws
from drafts import drafts
from plandiff.model import Plan

Result = tuple[int, list[str]]
"""How many pairs were held against the laws, and what the broken ones say."""

_BATCH = {True: 500, False: 4000}
"""Pairs to a seed: what makes any drafts remembers all it has made, and what makes small plans needs time to meet its texts again."""


def held(pair: tuple[Plan, Plan]) -> list[str]:
    """What the first broken law says, with the pair."""
    try:
        said = laws.broken(*pair)[:1]
    except Exception as error:  # the report of a long run names the pair rather than ending it
        said = [f"{type(error).__name__}: {error}"]
    return [f"{line}\n  {pair[0]!r}\n  {pair[1]!r}" for line in said]


def any_drafts(seed: int, count: int) -> Result:
    """For pairs of drafts."""
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
    def each(pair: tuple[Plan, Plan]) -> None:
        nonlocal met
        met += 1
        found.extend(held(pair))

    each()
    return met, found


def small_plans(seed: int, count: int) -> Result:
    """For pairs of small plans, which share their texts."""
    compare = import_module("plandiff.compare")
    # All that a batch asks is kept, not the last few thousand answers.
    compare._judged = lru_cache(maxsize=None)(compare._judged.__wrapped__)
    gc.freeze()
    gc.disable()
    found = [said for pair in islice(families.pairs(seed), count) for said in held(pair)]
    gc.enable()
    gc.collect()
    return count, found


def distinct(batches: dict[int, int]) -> int:
    """How many small plans of these batches differ in what they say; they are made again, which is quick."""
    made = (pair for seed, count in batches.items() for pair in islice(families.pairs(seed), count))
    return len({hash(plan) for pair in made for plan in pair})


def main() -> int:
    """Print what was broken, then the count; returns 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="pairs of plans")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--any", action="store_true", help="any drafts instead of small plans")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--log", type=Path, help="a file for the batches done")
    asked = parser.parse_args()
    size = _BATCH[asked.any]
    wanted = {asked.seed * 1_000_003 + n: min(size, asked.count - n * size) for n in range(-(-asked.count // size))}
    done = _logged(asked.log) if asked.log else {}
    results = {seed: done[seed, count] for seed, count in wanted.items() if (seed, count) in done}
    left = {seed: count for seed, count in wanted.items() if seed not in results}
    start = time.perf_counter()
    for seed, result in _run(any_drafts if asked.any else small_plans, left, asked.jobs):
        results[seed] = result
        print(*result[1], sep="\n", end="\n" if result[1] else "", flush=True)
        if asked.log:
            with asked.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps([seed, wanted[seed], result]) + "\n")
    pairs, broken = sum(met for met, _ in results.values()), sum(len(said) for _, said in results.values())
    print(f"{pairs:,} pairs of plans, seed {asked.seed}: {broken} broke a law ({time.perf_counter() - start:.0f} s)")
    if not asked.any:
        print(f"{2 * pairs:,} plans, {distinct(wanted):,} of them distinct")
    return 1 if broken else 0


def _run(batch: Callable[[int, int], Result], wanted: dict[int, int], jobs: int) -> Iterator[tuple[int, Result]]:
    """Each batch as it is done, in a process of its own that ends with its caches."""
    with ProcessPoolExecutor(jobs, max_tasks_per_child=1) as pool:
        yield from zip(wanted, pool.map(batch, wanted, wanted.values()), strict=True)


def _logged(log: Path) -> dict[tuple[int, int], Result]:
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    return {(seed, count): (met, said) for seed, count, (met, said) in map(json.loads, lines)}


if __name__ == "__main__":
    sys.exit(main())
