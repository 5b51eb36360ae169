"""How the aligner grows with the size of its plans, and what a start costs: ratios within one run, never seconds against seconds.

Usage: python bench/speed.py [--large]
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Sequence

from plandiff.align import align
from plandiff.model import Provision

ACTORS = "The Parties|Each Party|The Mission|The Council|The Commission|The governor of {p}|The port of {p}|The police of {p}".split(
    "|"
)
VERBS = "shall withdraw|shall report on|will open|shall close|may inspect|will finance|shall rebuild|shall register|shall audit".split(
    "|"
)
NOUNS = "weapons|bridges|archives|prisons|schools|ferries|pipelines|mines|camps|hospitals|ships|drones|wells|courts|roads|depots".split(
    "|"
)
WHENS = "within {n} days|by {y}|every {n} months|near {p}|along the river {p}|except in {p}|up to {n} per cent".split(
    "|"
)
SYLLABLES = "ka ri vel dor mun ost bel tar fen gol hes ilm jor kru lys nor pel qua rav sut".split()
PLACES = [(a + b + c).capitalize() for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
EDITED = 0.4
"""Share of the provisions that one word is changed in."""
STARTS = 7


def sentence(chance: random.Random) -> str:
    """A provision about a made-up place."""

    def fill(text: str) -> str:
        return text.format(p=chance.choice(PLACES), n=chance.randint(2, 400), y=chance.randint(2026, 2060))

    subject, verb, when, again = (chance.choice(words) for words in (ACTORS, VERBS, WHENS, WHENS))
    return fill(f"{subject} {verb} the {chance.choice(NOUNS)} and {chance.choice(NOUNS)} of {{p}} {when}, {again}.")


def edited(text: str, chance: random.Random) -> str:
    """The text with one word replaced, put in or taken out."""
    words = text.split()
    at, how = chance.randrange(len(words)), chance.random()
    words[at : at + (how < 0.8)] = [chance.choice(NOUNS)] if how < 0.7 else []
    return " ".join(words)


def measured(size: int) -> tuple[float, float]:
    """Seconds, and F1 of the links, for two versions of so many provisions whose blocks were moved."""
    chance = random.Random(size)
    old = [sentence(chance) for _ in range(size)]
    new = [(i, edited(t, chance) if chance.random() < EDITED else t) for i, t in enumerate(old)]
    step = max(1, size // 20)
    blocks = [new[k : k + step] for k in range(0, size, step)]
    chance.shuffle(blocks)
    moved = [pair for block in blocks for pair in block]
    start = time.perf_counter()
    links = align(_plan(old), _plan([t for _, t in moved]))
    seconds = time.perf_counter() - start
    said = {(i, j) for k in links for i in k.old for j in k.new}
    right = len(said & {(i, j) for j, (i, _) in enumerate(moved)})
    return seconds, 2 * right / (len(said) + size)


def _plan(texts: Sequence[str]) -> list[Provision]:
    return [Provision(str(i), text) for i, text in enumerate(texts)]


def start_ratio() -> float:
    """Time of ``plandiff compare 28pt 19pt`` over that of importing its libraries alone; the best of several each."""

    def best(*command: str) -> float:
        times = []
        for _ in range(STARTS):
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], check=True, capture_output=True)
            times.append(time.perf_counter() - start)
        return min(times)

    return best("-m", "plandiff", "compare", "28pt", "19pt") / best("-c", "import typer, rich.console, yaml")


def main() -> None:
    """Print one line per size, then the ratio of the start."""
    sizes = [100, 300, 1000, *([10000] if "--large" in sys.argv[1:] else [])]
    measured(10)  # reads the thesaurus
    first = 0.0
    for size in sizes:
        seconds, f1 = measured(size)
        first = first or seconds
        print(
            f"{size:>6} provisions a side: {seconds / first:8.1f} times the first, links F1 {f1:.3f}  ({seconds:.2f} s here)"
        )
    print(f"compare 28pt 19pt: {start_ratio():.1f} times the import of its libraries")


if __name__ == "__main__":
    main()
