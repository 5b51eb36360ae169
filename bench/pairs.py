"""What a pair of a corpus costs, by engine: generated texts, each an edit of an earlier one; the lines must be the same.

Usage: python bench/pairs.py [--texts 200] [--provisions 10]      (a cluster needs plandiff[dask]; without it, that row is left out)
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from speed import edited, sentence

WORKERS = 2


def texts(count: int, size: int) -> list[list[str]]:
    """So many versions: in each a quarter of an earlier one is edited, one point is new and two have changed places."""
    chance = random.Random(count)
    found = [[sentence(chance) for _ in range(size)]]
    while len(found) < count:
        text = list(chance.choice(found))
        for _ in range(max(1, size // 4)):
            at = chance.randrange(size)
            text[at] = edited(text[at], chance)
        text[chance.randrange(size)] = sentence(chance)
        a, b = chance.randrange(size), chance.randrange(size)
        text[a], text[b] = text[b], text[a]
        found.append(text)
    return found


def write(folder: Path, versions: list[list[str]]) -> None:
    """A plan file for each; JSON is YAML."""
    for n, lines in enumerate(versions):
        provisions = [{"number": str(k), "text": line} for k, line in enumerate(lines, 1)]
        plan = {"id": f"text-{n:04}", "title": f"Text {n}", "date": f"{2000 + n}", "provisions": provisions}
        (folder / f"text-{n:04}.yaml").write_text(json.dumps(plan, indent=1), "utf-8")


@contextmanager
def cluster(place: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler with two workers on the loopback, and the processes that they are."""
    told = place / "scheduler.json"
    common = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told)]
    workers = [["dask_worker", "--nthreads", "1", "--no-nanny"]] * WORKERS
    with ExitStack() as stack:
        processes = []
        for module, *more in (["dask_scheduler", "--port", "0"], *workers):
            command = [sys.executable, "-m", f"distributed.cli.{module}", *common, *more]
            process = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            processes.append(process.pid)
            while not (told.exists() and told.read_text("utf-8").endswith("}")):
                time.sleep(0.1)
        yield json.loads(told.read_text("utf-8"))["address"], processes


def measured(folder: Path, *how: str, beside: list[int] | None = None) -> tuple[float, float, str]:
    """Seconds on the clock and of all processors, and a fingerprint of the lines.

    Args:
        beside: processes that work for the command without being its own.
    """
    before, start = _processors(beside), time.perf_counter()
    command = [sys.executable, "-m", "plandiff", "matrix", str(folder), "--pairs", *how]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return time.perf_counter() - start, _processors(beside) - before, hashlib.sha256(out).hexdigest()


def _processors(beside: list[int] | None) -> float:
    """Seconds of the processors that commands which have ended took, and these processes."""
    spent = os.times()
    total = spent.children_user + spent.children_system
    for ident in beside or ():
        import psutil  # comes with distributed

        used = psutil.Process(ident).cpu_times()
        total += used.user + used.system
    return total


def main() -> int:
    """Print a row for each engine; returns 1 if their lines differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=200)
    parser.add_argument("--provisions", type=int, default=10)
    asked = parser.parse_args()
    count = asked.texts * (asked.texts - 1) // 2
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    print(f"{asked.texts} texts of {asked.provisions} provisions, {count:,} pairs, {cores} cores")
    marks, least = set(), 0.0
    for name, (clock, processors, mark) in _rows(asked.texts, asked.provisions, cores):
        least = least or processors
        marks.add(mark)
        cost = f"{1000 * clock / count:6.1f} ms a pair on the clock, {1000 * processors / count:6.1f} ms of processors"
        print(f"{name:16} {cost} ({processors / least:.2f} times one process)", flush=True)
    print("the lines are the same" if len(marks) == 1 else "THE LINES DIFFER")
    return 0 if len(marks) == 1 else 1


def _rows(count: int, size: int, cores: int) -> Iterator[tuple[str, tuple[float, float, str]]]:
    """What each engine took."""
    with TemporaryDirectory() as place:
        folder = Path(place, "texts")
        folder.mkdir()
        write(folder, texts(count, size))
        for name, jobs in (("one process", 1), (f"{cores} processes", cores)):
            yield name, measured(folder, "--jobs", str(jobs))
        if find_spec("distributed"):
            with cluster(Path(place)) as (address, processes):
                yield f"a cluster of {WORKERS}", measured(folder, "--dask", address, beside=processes)


if __name__ == "__main__":
    sys.exit(main())
