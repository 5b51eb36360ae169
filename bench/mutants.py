"""Put small faults into what reads, links and judges, one at a time, and name those that no test notices.

There are some 18,000 of them, which is a day of work: a sample is drawn, the same for the same seed. mutmut makes the faults, all in one
copy of the sources with a switch; each is tried in a process of its own, because what one run leaves in a cache hides the next fault.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TESTS = [
    *sorted(str(path) for pattern in ("judge*", "edges*", "whom*") for path in Path("tests").glob(f"test_{pattern}.py")),
    "tests/test_align.py",
    "tests/test_verdict_pages.py",
]
PYTEST = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider"]
PATIENCE = 180  # seconds: a fault may make a loop endless


def mutmut(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments], check=True, capture_output=True, text=True
    ).stdout


def faults() -> list[str]:
    """The names of all faults, made anew from the sources as they are; the tool makes them only where it may try a few as well."""
    shutil.rmtree("mutants", ignore_errors=True)
    mutmut("run", "--max-children", "1", "plandiff.align.tags.*")
    return sorted(line.strip().rsplit(": ", 1)[0] for line in mutmut("results", "--all", "true").splitlines())


def tried(fault: str, laws: bool) -> str:
    """Whether the tests notice the fault."""
    environment = {**os.environ, "MUTANT_UNDER_TEST": fault, "PYTHONPATH": "src"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the copy with all faults is large and slow to compile
    only = ["--hypothesis-seed=1"] if laws else ["-m", "not hypothesis"]
    try:
        run = subprocess.run(
            [*PYTEST, *only, *TESTS], cwd="mutants", env=environment, capture_output=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return "timeout"
    return "killed" if run.returncode else "survived"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=150, help="how many faults")
    options.add_argument("--seed", type=int, default=1, help="which ones")
    options.add_argument("--jobs", type=int, default=2, help="how many at a time")
    options.add_argument("--laws", action="store_true", help="the laws over generated texts as well: a minute a fault")
    options.add_argument("faults", nargs="*", help="these instead of a sample")
    chosen = options.parse_args()
    names = faults()
    if tried("", chosen.laws) != "survived":
        sys.exit("The tests fail without any fault: mend that first.")
    sample = chosen.faults or random.Random(chosen.seed).sample(names, min(chosen.count, len(names)))
    outcomes: Counter[str] = Counter()
    with ThreadPoolExecutor(chosen.jobs) as pool:
        for name, outcome in zip(sample, pool.map(lambda name: tried(name, chosen.laws), sample), strict=True):
            outcomes[outcome] += 1
            if outcome != "killed":
                print(f"{outcome}\n{mutmut('show', name)}", flush=True)
    print(
        f"{len(sample)} of {len(names)} faults: " + ", ".join(f"{n} {outcome}" for outcome, n in outcomes.most_common())
    )


if __name__ == "__main__":
    main()
