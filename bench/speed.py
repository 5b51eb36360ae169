"""What a start costs, how many calls a second the library answers, and how time and memory grow with the size of the plans.

Usage: python bench/speed.py [starts] [calls] [growth] [--large]      (needs pyperf: pip install --group bench)

All is told as ratios within one run: seconds depend on the machine, and on what else it does.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from texts import versions

LIBRARIES = "import typer, rich.console, yaml"
"""What a start of plandiff is measured against: the libraries that any such command has to import."""
STARTS = (
    "--help", "compare --help", "schema plan", "show 28pt", "list", "compare 28pt 19pt", "compare 28pt 19pt --format json",
    "compare 28pt 20pt", "patch 28pt 19pt", "review 28pt 19pt", "trace 28pt 6", "matrix 28pt 19pt 20pt", "uptake 28pt e3 20pt",
    "position 20pt kyiv-2025", "validate",
)  # fmt: skip
COPIES = "compare copies of 28pt and 19pt"
ROUNDS = 7
SIZES = (100, 1_000)
LARGE = 10_000


def starts() -> None:
    """Print each command's time from a cold start over that of importing the libraries alone.

    The commands take turns, so that what else the machine does falls on all of them; of each the best round counts.
    """
    commands = {"": ["-c", LIBRARIES], **{line: ["-m", "plandiff", *line.split()] for line in STARTS}}
    best: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        commands[COPIES] = ["-m", "plandiff", "compare", *_copies(Path(folder))]
        for _ in range(ROUNDS):
            for line, command in commands.items():
                best[line] = min(best.get(line, math.inf), _processor_time([sys.executable, *command]))
    print(f"start, times `{LIBRARIES}`:")
    for line in (*STARTS, COPIES):
        print(f"  {best[line] / best['']:5.2f}  plandiff {line}")


def _copies(folder: Path) -> Iterator[str]:
    """Files of one's own that say what 28pt and 19pt say: the build of a wheel has read those, and these never."""
    from plandiff.library import find

    for name in ("28pt", "19pt"):
        copy = folder / f"{name}.yaml"
        copy.write_text(f"# a copy\n{find(name).read_text('utf-8')}", "utf-8")
        yield str(copy)


def _processor_time(command: list[str]) -> float:
    """Seconds that the processor gave to the command: waiting for other programs is not the command's fault."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def calls() -> None:
    """Print calls a second, measured by pyperf, and how many calls of deepdiff on the same data take as long as one."""
    import pyperf
    from deepdiff import DeepDiff

    from plandiff import compare, load
    from plandiff.judge import judge
    from plandiff.records import record

    old, new = load("28pt"), load("19pt")
    records = [record(p) for p in old.provisions], [record(p) for p in new.provisions]
    texts = _pairs()
    if "--worker" not in sys.argv:
        sys.argv[1:] = ["--quiet"]
    runner = pyperf.Runner(processes=3, values=3, warmups=1)

    def judged(loops: int) -> float:
        pairs = [next(texts) for _ in range(loops)]
        start = time.perf_counter()
        for a, b in pairs:
            judge(a, b)
        return time.perf_counter() - start

    found: dict[str, Any] = {
        "judge one pair of sentences not seen before": runner.bench_time_func("judge", judged),
        "compare 28pt 19pt, loaded before": runner.bench_func("compare", compare, old, new),
        "deepdiff of the same records, order ignored": runner.bench_func(
            "deepdiff", lambda: DeepDiff(*records, ignore_order=True)
        ),
    }
    if not runner.args.worker:
        print("library, calls a second here:")
        for name, bench in found.items():
            print(f"  {1 / bench.median():8.1f}  {name}")


def _pairs() -> Iterator[tuple[str, str]]:
    for seed in count():
        made = versions(20, seed)
        yield from ((made.old[i], text) for i, text in zip(made.origin, made.new, strict=True) if made.old[i] != text)


def growth(sizes: tuple[int, ...]) -> None:
    """Print, for each number of provisions a side, time over that of the first, peak memory, and the F1 of the links."""
    print("growth, each size in a process of its own:")
    before: tuple[int, float] | None = None
    first = 0.0
    for size in sizes:
        done = subprocess.run([sys.executable, __file__, "--size", str(size)], check=True, capture_output=True)
        seconds, f1, megabytes = json.loads(done.stdout)
        first = first or seconds
        exponent = f"  exponent {math.log(seconds / before[1]) / math.log(size / before[0]):.2f}" if before else ""
        print(
            f"  {size:>6} a side: {seconds / first:7.1f} times the first, peak {megabytes:.0f} MB, links F1 {f1:.3f}{exponent}"
        )
        before = (size, seconds)


def measured(size: int) -> tuple[float, float, float]:
    """Seconds and F1 of the links for two versions of so many provisions, and megabytes at the peak."""
    from plandiff.align import align
    from plandiff.model import Provision

    def plan(texts: list[str]) -> list[Provision]:
        return [Provision(str(i), text) for i, text in enumerate(texts)]

    small, made = versions(10), versions(size)
    align(plan(small.old), plan(small.new))  # reads the thesaurus
    start = time.process_time()
    links = align(plan(made.old), plan(made.new))
    seconds = time.process_time() - start
    said = {(i, j) for k in links for i in k.old for j in k.new}
    right = len(said & {(i, j) for j, i in enumerate(made.origin)})
    return seconds, 2 * right / (len(said) + size), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print what was asked for; everything, if nothing was named."""
    words = sys.argv[1:]
    if words[:1] == ["--size"]:
        print(json.dumps(measured(int(words[1]))))
        return
    asked = {word for word in words if word in ("starts", "calls", "growth")} or {"starts", "growth", "calls"}
    if "--worker" in words:  # pyperf measures in processes of its own, which run this file again
        asked = {"calls"}
    if "starts" in asked:
        starts()
    if "growth" in asked:
        growth((*SIZES, LARGE) if "--large" in words else SIZES)
    if "calls" in asked:
        calls()


if __name__ == "__main__":
    main()
