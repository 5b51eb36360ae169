"""Fits the aligner's decisions to labelled texts: `python bench/fit_links.py [--write] [--also FOLDER...] [FOLDER...]`.

Reads bench/labelled, bench/alignment and the opened folders of bench/heldout, fits three logistic regressions (is this pair a
link, by itself? among the other candidates? is this provision a further part of that link?), and prints links, groups and how
reliable confidence is, with each text left out in turn. Then the folders named, by weights fitted on all texts; --write puts those
weights into src/plandiff/align/weights.txt. Of splits and merges there are few: the third decision is fitted on more texts.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from plandiff.align import align, chances
from plandiff.align.grow import Growth
from plandiff.align.normalise import canonical
from plandiff.align.scores import features, likenesses, rivals, scores
from plandiff.align.similarity import Similarity
from plandiff.load import load_plan
from plandiff.model import Provision

HERE = Path(__file__).parent
OPENED = ("autonomy", "cyprus", "ports", "prisoners", "reactor")
FOR_GROWTH = (
    "accord", "amnesty", "canal", "catch", "delta", "highlands", "island", "mandate", "merrow", "plateau", "ridge", "strait",
    "tariff",
)  # fmt: skip
"""Opened later: the first two decisions did not gain from them."""
WEIGHTS = HERE.parent / "src" / "plandiff" / "align" / "weights.txt"
HEAD = (
    "# Written by bench/fit_links.py: how much each feature counts in the aligner's decisions, as log-odds.",
    "#",
    "#   decision: feature weight, feature weight",
    "#",
    "# pair: is this a link, by itself? among: and among the other candidates? growth: does this provision belong to that link as well?",
)
PENALTY = {"pair": 0.33, "among": 1.0, "growth": 10.0}
"""Ridge on the standardised weights, chosen with each text left out: growth has few examples."""

Rows = list[tuple[dict[str, float], bool]]
Weights = dict[str, dict[str, float]]
Groups = list[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass
class Text:
    """Two versions of a text and which provisions belong together."""

    name: str
    old: list[Provision]
    new: list[Provision]
    gold: Groups
    home: tuple[dict[int, int], dict[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.home = (
            {i: k for k, g in enumerate(self.gold) for i in g[0]},
            {j: k for k, g in enumerate(self.gold) for j in g[1]},
        )

    def linked(self, i: int, j: int) -> bool:
        """Whether an old and a new provision belong together."""
        return self.home[0][i] == self.home[1][j]


def folder_text(folder: Path) -> Text:
    """A folder with old.yaml, new.yaml and gold.csv."""
    old, new = (load_plan(folder / f"{side}.yaml").provisions for side in ("old", "new"))
    at = [{p.number: k for k, p in enumerate(side)} for side in (old, new)]
    gold = []
    with (folder / "gold.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            ends = [
                tuple(at[s][n.strip()] for n in row[name].split(";") if n.strip())
                for s, name in enumerate(("old", "new"))
            ]
            gold.append((ends[0], ends[1]))
    return Text(folder.name, list(old), list(new), gold)


def plain_text(path: Path) -> Text:
    """A file of lines ``old NUMBER | text`` and ``new NUMBERS | text``."""
    sides: dict[str, list[Provision]] = {"old": [], "new": []}
    pairs: list[tuple[int, int]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        head, bar, text = line.partition(" | ")
        if not bar or line.startswith("#"):
            continue
        side, numbers = head.split(" ")
        if side == "new":
            pairs += [(int(n) - 1, len(sides["new"])) for n in numbers.split(",") if n != "-"]
        sides[side].append(Provision(str(len(sides[side]) + 1), text))
    return Text(path.stem, sides["old"], sides["new"], joined(pairs, len(sides["old"]), len(sides["new"])))


def joined(pairs: Sequence[tuple[int, int]], olds: int, news: int) -> Groups:
    """The groups that pairs connect; the rest alone."""
    parent = list(range(olds + news))

    def top(k: int) -> int:
        while parent[k] != k:
            k = parent[k]
        return k

    for i, j in pairs:
        parent[top(i)] = top(olds + j)
    members: dict[int, list[int]] = defaultdict(list)
    for k in range(olds + news):
        members[top(k)].append(k)
    return [(tuple(k for k in m if k < olds), tuple(k - olds for k in m if k >= olds)) for m in members.values()]


class Measured:
    """What one text gives to learn from."""

    def __init__(self, text: Text, *, for_growth_only: bool = False) -> None:
        self.text, self.for_growth_only = text, for_growth_only
        words = [[p.text for p in side] for side in (text.old, text.new)]
        self.measure = Similarity(*words)
        self.alike = likenesses(self.measure, range(len(words[0])), range(len(words[1])))
        self.tags = [[frozenset(p.tags) for p in side] for side in (text.old, text.new)]
        self.pairs: Rows = [
            (named("pair", values), text.linked(*pair)) for pair, values in features(self.alike, *self.tags)
        ]

    def among(self) -> Rows:
        """Examples for the second decision, under the weights of the first that are in force."""
        by_itself = chances.decision("pair")
        alone = {pair: by_itself(values) for pair, values in features(self.alike, *self.tags)}
        return [(named("among", values), self.text.linked(*pair)) for pair, values in rivals(alone)]

    def growth(self) -> Rows:
        """Examples for the third decision, under the weights of the others that are in force."""
        text, odds = self.text, scores(self.alike, *self.tags)
        core = [(k.old[0], k.new[0]) for k in align(text.old, text.new) if len(k.old) == len(k.new) == 1]
        same = {(i, j) for i, j in core if canonical(text.old[i].text) == canonical(text.new[j].text)}
        free = [set(range(len(side))) - {p[s] for p in core} for s, side in enumerate((text.old, text.new))]
        grower = Growth(self.measure, odds, (text.old, text.new))
        rows: Rows = []
        for pair in core:
            if pair in same:
                continue
            for side in (0, 1):
                for item in sorted(free[side]):
                    whole = pair[1 - side]
                    if ((item, whole) if side == 0 else (whole, item)) not in odds:
                        continue
                    right = text.linked(*pair) and text.home[side][item] == text.home[side][pair[side]]
                    rows.append((named("growth", grower.features(side, item, whole, [pair[side]])), right))
        for ends in text.gold:
            for side in (0, 1):
                if len(ends[side]) < 2 or not ends[1 - side]:
                    continue
                for item in ends[side]:
                    for partner in ends[side]:
                        for whole in ends[1 - side]:
                            if partner != item:
                                rows.append((named("growth", grower.features(side, item, whole, [partner])), True))
        return rows


def named(decision: str, values: Sequence[float]) -> dict[str, float]:
    """The features of a decision by their names."""
    return dict(zip(chances.FEATURES[decision], values, strict=True))


def fit(rows: Rows, penalty: float) -> dict[str, float]:
    """Logistic regression by Newton's method, with a ridge on the standardised weights."""
    names = list(rows[0][0])
    mean = {n: sum(v[n] for v, _ in rows) / len(rows) for n in names}
    spread = {n: math.sqrt(sum((v[n] - mean[n]) ** 2 for v, _ in rows) / len(rows)) or 1.0 for n in names}
    data = [([1.0, *((v[n] - mean[n]) / spread[n] for n in names)], float(y)) for v, y in rows]
    size = len(names) + 1
    weights = [0.0] * size
    for _ in range(25):
        slope = [-penalty * w if k else 0.0 for k, w in enumerate(weights)]
        curve = [[penalty * (a == b and a > 0) for b in range(size)] for a in range(size)]
        for x, y in data:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(w * v for w, v in zip(weights, x, strict=True))))))
            for a in range(size):
                slope[a] += (y - p) * x[a]
                for b in range(a + 1):
                    curve[a][b] += p * (1 - p) * x[a] * x[b]
        curve = [[curve[max(a, b)][min(a, b)] for b in range(size)] for a in range(size)]
        step = solved(curve, slope)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(abs(s) for s in step) < 1e-7:
            break
    plain = {n: weights[k + 1] / spread[n] for k, n in enumerate(names)}
    return {"constant": weights[0] - sum(plain[n] * mean[n] for n in names), **plain}


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a small linear system, by elimination with pivots."""
    rows = [[*line, r] for line, r in zip(matrix, right, strict=True)]
    size = len(rows)
    for k in range(size):
        pivot = max(range(k, size), key=lambda r: abs(rows[r][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for r in range(size):
            if r != k:
                factor = rows[r][k] / rows[k][k]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[k], strict=True)]
    return [rows[k][size] / rows[k][k] for k in range(size)]


@contextmanager
def in_force(weights: Weights) -> Iterator[None]:
    """Lets the aligner decide by these weights."""
    loaded = chances.loaded_weights
    chances.loaded_weights = lambda: weights  # type: ignore[assignment]
    try:
        yield
    finally:
        chances.loaded_weights = loaded


@lru_cache(maxsize=1)
def links_fitted(texts: tuple[Measured, ...]) -> Weights:
    """The first two decisions, fitted on these texts, one after the other."""
    weights = {"pair": fit([row for t in texts for row in t.pairs], PENALTY["pair"])}
    with in_force(weights):
        weights["among"] = fit([row for t in texts for row in t.among()], PENALTY["among"])
    return weights


def fitted(texts: Sequence[Measured]) -> Weights:
    """All three decisions, fitted on these texts."""
    weights = dict(links_fitted(tuple(t for t in texts if not t.for_growth_only)))
    weights["growth"] = {"constant": -20.0, **dict.fromkeys(chances.FEATURES["growth"], 0.0)}
    with in_force(weights):
        rows = [row for t in texts for row in t.growth()]
    weights["growth"] = fit(rows, PENALTY["growth"])
    return {k: {n: round(v, 4) for n, v in w.items()} for k, w in weights.items()}


def tally(text: Text, counts: Counter[str], sure: Counter[tuple[int, bool]]) -> Counter[str]:
    """Links and groups of one text, by the weights in force; adds to the totals."""
    said = [(k.old, k.new, k.confidence) for k in align(text.old, text.new)]
    links = {(i, j) for old, new, _ in said for i in old for j in new}
    gold = {(i, j) for old, new in text.gold for i in old for j in new}
    groups = {(frozenset(o), frozenset(n)) for o, n in text.gold if len(o) + len(n) > 2 and o and n}
    mine = {(frozenset(o), frozenset(n)) for o, n, _ in said if len(o) + len(n) > 2}
    own = Counter(
        hit=len(links & gold),
        said=len(links),
        gold=len(gold),
        groups=len(groups & mine),
        of=len(groups),
        claimed=len(mine),
    )
    for side, name in ((0, "dropped"), (1, "added")):
        alone = {g[side][0] for g in text.gold if not g[1 - side]}
        left = set(range(len((text.old, text.new)[side]))) - {p[side] for p in links}
        own.update({f"{name} hit": len(alone & left), f"{name} said": len(left), f"{name} gold": len(alone)})
    for old, new, confidence in said:
        if old and new:
            sure[min(9, int(confidence * 10)), all((i, j) in gold for i in old for j in new)] += 1
    counts.update(own)
    return own


def line(c: Counter[str]) -> str:
    """The figures in one line."""

    def f1(hit: str, said: str, gold: str) -> float:
        return 2 * c[hit] / max(1, c[said] + c[gold])

    return (
        f"P {c['hit'] / max(1, c['said']):.3f} R {c['hit'] / max(1, c['gold']):.3f} F1 {f1('hit', 'said', 'gold'):.3f}"
        f"  groups {c['groups']}/{c['of']} (claimed {c['claimed']})"
        f"  dropped F1 {f1('dropped hit', 'dropped said', 'dropped gold'):.2f}"
        f"  added F1 {f1('added hit', 'added said', 'added gold'):.2f}"
    )


def main() -> None:
    """Prints the figures, and writes the weights if told to."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument(
        "folders", nargs="*", type=Path, help="more labelled folders, scored by weights fitted on the rest"
    )
    ask.add_argument("--also", nargs="*", type=Path, default=[], help="more labelled folders to fit on")
    ask.add_argument("--write", action="store_true", help="put the weights into the package")
    args = ask.parse_args()
    opened = [HERE / "heldout" / name for name in OPENED]
    folders = [*sorted(p.parent for p in (HERE / "labelled").glob("*/gold.csv")), *opened, *args.also]
    texts = [Measured(folder_text(f)) for f in folders]
    texts += [Measured(plain_text(p)) for p in sorted((HERE / "alignment").glob("*.txt"))]
    texts += [Measured(folder_text(HERE / "heldout" / name), for_growth_only=True) for name in FOR_GROWTH]
    left_out: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    sure: Counter[tuple[int, bool]] = Counter()
    for text in texts:
        with in_force(fitted([t for t in texts if t is not text])):
            own = tally(text.text, left_out[text.for_growth_only], sure)
        print(f"{text.text.name:12} {line(own)}", flush=True)
    print(f"{'left out':12} {line(left_out[False])}\n{'  for growth':12} {line(left_out[True])}")
    weights = fitted(texts)
    more: Counter[str] = Counter()
    with in_force(weights):
        for folder in args.folders:
            print(f"{folder.name:12} {line(tally(folder_text(folder), more, sure))}", flush=True)
    if more:
        print(f"{'others':12} {line(more)}")
    for level in range(9, -1, -1):
        if total := sure[level, True] + sure[level, False]:
            print(
                f"  of {total:3} links with confidence {level / 10:.1f} and more, {sure[level, True] / total:.2f} were right"
            )
    lines = [f"{decision}: " + ", ".join(f"{n} {v:.4f}" for n, v in w.items()) for decision, w in weights.items()]
    print(*lines, sep="\n")
    if args.write:
        WEIGHTS.write_text("\n".join([*HEAD, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
