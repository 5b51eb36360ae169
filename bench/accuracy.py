"""Measures links, verdicts and elements on labelled texts: `python bench/accuracy.py [--errors] [FOLDER...]`.

Each folder holds old.yaml, new.yaml and gold.csv (old,new,verdict,elements,why), or pairs.csv (old,new,verdict): single sentences.
Reviews are not used: this is the machine alone. Cohen's kappa (1960) and macro-F1 are over provisions, old and new side; element F1 is over
the groups that were linked exactly.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plandiff.compare import compare
from plandiff.judge import judge
from plandiff.load import load_plan
from plandiff.model import Direction, Reason

HERE = Path(__file__).parent
SIGN = {Direction.SOFTER: "-", Direction.HARDER: "+", Direction.SIDEWAYS: "="}
SAME = {"duration": "deadline", "amount": "floor"}  # told apart by no two readers

Numbers = tuple[str, ...]
Elements = frozenset[tuple[str, str]]


@dataclass
class Tally:
    """What was found of what is there, added up over folders."""

    links: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    elements: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    confident: Counter[tuple[float, bool]] = field(default_factory=Counter)
    alone: Counter[tuple[float, bool]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Adds another tally to this one."""
        for name in ("links", "groups", "elements", "verdicts", "confident", "alone"):
            getattr(self, name).update(getattr(other, name))

    def line(self) -> str:
        """The figures in one line."""
        p, r, f = f1(self.links)
        acc, macro, kappa = agreement(self.verdicts)
        linked = Counter({k: n for k, n in self.verdicts.items() if not {"added", "dropped"} & set(k)})
        reversed_ = linked["softened", "hardened"] + linked["hardened", "softened"]
        real = sum(n for (gold, _), n in linked.items() if gold in ("softened", "hardened", "altered"))
        missed = sum(linked[gold, "reworded"] for gold in ("softened", "hardened", "altered"))
        parts = [f"links P {p:.3f} R {r:.3f} F1 {f:.3f}"] if self.links["gold"] else []
        if self.groups["gold"]:
            parts.append(f"splits and merges {self.groups['hit']}/{self.groups['gold']}")
        parts.append(f"verdict acc {acc:.3f} macro-F1 {macro:.3f} kappa {kappa:.3f}")
        if self.elements["gold"]:
            parts.append("elements F1 {2:.3f}".format(*f1(self.elements)))
        parts.append(f"reversed {reversed_ / max(1, linked.total()):.3f} missed {missed / max(1, real):.3f}")
        return "  ".join(parts)


def f1(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean of ``hit``, ``said`` and ``gold``."""
    p = counts["hit"] / counts["said"] if counts["said"] else 0.0
    r = counts["hit"] / counts["gold"] if counts["gold"] else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def agreement(table: Counter[tuple[str, str]]) -> tuple[float, float, float]:
    """Accuracy, macro-F1 over the gold verdicts, and Cohen's kappa of a table of (gold, said)."""
    total = table.total() or 1
    gold: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for (g, s), n in table.items():
        gold[g] += n
        said[s] += n
    agree = sum(n for (g, s), n in table.items() if g == s) / total
    chance = sum(gold[v] * said[v] for v in gold) / total**2
    each = [f1(Counter(hit=table[v, v], said=said[v], gold=gold[v]))[2] for v in gold]
    return agree, sum(each) / max(1, len(each)), (agree - chance) / (1 - chance) if chance < 1 else 0.0


def named(reasons: tuple[Reason, ...]) -> Elements:
    """The elements that moved, with their signs."""
    return frozenset((SAME.get(r.element, str(r.element)), SIGN[r.direction]) for r in reasons)


def gold_rows(folder: Path) -> Iterator[tuple[Numbers, Numbers, str, Elements]]:
    """The labelled groups of one folder."""
    with (folder / "gold.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            old, new = (tuple(n.strip() for n in row[side].split(";") if n.strip()) for side in ("old", "new"))
            marks = (e.strip() for e in row["elements"].split(";") if e.strip())
            yield old, new, row["verdict"], frozenset((SAME.get(e[:-1], e[:-1]), e[-1]) for e in marks)


def texts(folder: Path, errors: bool) -> Tally:
    """The tally of one pair of texts."""
    tally = Tally()
    comparison = compare(load_plan(folder / "old.yaml"), load_plan(folder / "new.yaml"))
    said = {
        (frozenset(p.number for p in c.old), frozenset(p.number for p in c.new)): c for c in comparison.changes
    }
    gold = list(gold_rows(folder))
    links = {(o, n) for old, new, *_ in gold for o in old for n in new}
    mine = {(o, n) for old, new in said for o in old for n in new}
    tally.links.update(hit=len(links & mine), said=len(mine), gold=len(links))
    without = {(frozenset(old), frozenset(new)) for old, new, *_ in gold if not (old and new)}
    for key, change in said.items():
        if not (change.old and change.new):
            tally.alone[round(change.confidence, 1), key in without] += 1
    verdict_of = {(side, n): str(c.verdict) for key, c in said.items() for side, ns in zip("on", key, strict=True) for n in ns}
    for old, new, verdict, elements in gold:
        for side, numbers in (("o", old), ("n", new)):
            tally.verdicts.update((verdict, verdict_of[side, n]) for n in numbers)
        change = said.get((frozenset(old), frozenset(new)))
        if len(old) + len(new) > 2:
            tally.groups.update(hit=change is not None, gold=1)
        if change is not None and old and new:
            found = named(change.reasons)
            tally.elements.update(hit=len(elements & found), said=len(found), gold=len(elements))
            tally.confident[round(change.confidence, 1), str(change.verdict) == verdict] += 1
        if errors and (change is None or change.verdict != verdict):
            said_ = change.verdict if change else "other links"
            print(f"  {folder.name}: {';'.join(old) or '-'} > {';'.join(new) or '-'}: gold {verdict}, said {said_}")
    return tally


def sentences(folder: Path, errors: bool) -> Tally:
    """The tally of a list of sentence pairs, judged without alignment."""
    tally = Tally()
    with (folder / "pairs.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            verdict = str(judge(row["old"], row["new"]).verdict)
            tally.verdicts[row["verdict"], verdict] += 1
            if errors and verdict != row["verdict"]:
                print(f"  {folder.name}: {row['old']} > {row['new']}: gold {row['verdict']}, said {verdict}")
    return tally


def main() -> None:
    """Prints a line a folder and one over all."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folders", nargs="*", type=Path)
    ask.add_argument("--errors", action="store_true", help="print every labelled row that was missed")
    args = ask.parse_args()
    everything = Tally()
    folders = args.folders or sorted(p for p in HERE.glob("*/*") if p.is_dir() and list(p.glob("*.csv")))
    for folder in folders:
        tally = (sentences if (folder / "pairs.csv").exists() else texts)(folder, args.errors)
        everything.add(tally)
        print(f"{folder.parent.name + '/' + folder.name:24} {tally.line()}")
    print(f"{'all':24} {everything.line()}")
    for said, counts, what in (
        ("linked changes", everything.confident, "had the right verdict"),
        ("provisions left alone", everything.alone, "have no counterpart"),
    ):
        for level in sorted({level for level, _ in counts}, reverse=True):
            right, wrong = counts[level, True], counts[level, False]
            print(f"  of {right + wrong:3} {said} given confidence {level:.1f}, {right} {what} ({right / (right + wrong):.2f})")


if __name__ == "__main__":
    main()
