"""The labelled texts under bench/ keep their form: nothing labelled twice or forgotten, verdicts that follow from their elements."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from plandiff.load import load_plan

BENCH = Path(__file__).parents[1] / "bench"
ELEMENTS = set(
    "modality form status ceiling floor amount deadline duration condition scope prohibition enforcement actor object".split()
)
BY_SIGNS = {"": {"reworded", "unchanged"}, "-": {"softened"}, "+": {"hardened"}}
LINKED = {"unchanged", "reworded", "softened", "hardened", "altered"}
COLLECTIONS = sorted(path.parent for path in BENCH.rglob("gold.csv"))
PAIRS = sorted(BENCH.rglob("pairs.csv"))
Row = dict[str, str]
Texts = dict[str, str]


def named(folder: Path) -> str:
    return str(folder.relative_to(BENCH))


def read(path: Path, header: list[str]) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file, strict=True)
        assert rows.fieldnames == header
        return list(rows)


def several(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def letters(text: str) -> str:
    """The text without spaces and marks; square brackets around the whole of it say that it is not agreed."""
    return ("[" if text.startswith("[") else "") + re.sub(r"\W", "", text.lower())


def bones(text: str) -> str:
    """The text without its number and what British and American spelling differ in: colour, theatre, grey, -ise, travelled."""
    text = re.sub(r"^(point )?\(?(\d[\d.]*( ?\([a-z]\))?|[a-z]|[ivx]+)[.):]? ", "", text.lower())
    return re.sub(r"(.)\1", r"\1", re.sub(r"[aeiou]", "", letters(text)).replace("z", "s"))


def numbers_amiss(rows: list[Row], side: str, known: Texts) -> list[str]:
    said = Counter(number for row in rows for number in several(row[side]))
    return [f"{side} {n}: labelled {said[n]} times" for n in known if said[n] != 1] + [
        f"{side} {n}: no such provision" for n in said if n not in known
    ]


def signs_amiss(row: Row) -> str:
    elements = several(row["elements"])
    if strange := [e for e in elements if e[:-1] not in ELEMENTS or e[-1] not in "-+="]:
        return f"no elements: {strange}"
    if not (row["old"] and row["new"]):
        fits = {"added" if row["new"] else "dropped", "unreported"} if not elements else set()
    else:
        fits = BY_SIGNS.get("".join(sorted({e[-1] for e in elements})), {"altered"})
    return "" if row["verdict"] in fits else f"{row['verdict']} does not follow from {row['elements'] or 'no elements'}"


def words_amiss(row: Row, old: Texts, new: Texts) -> str:
    """A verdict that the bare words refute; those of a group cannot."""
    if row["old"] not in old or row["new"] not in new:
        return ""
    before, after = old[row["old"]], new[row["new"]]
    if row["verdict"] == "unchanged":
        return "" if bones(before) == bones(after) else "unchanged, but in other words"
    return f"{row['verdict']}, but in the same words" if letters(before) == letters(after) else ""


def faults(rows: list[Row], old: Texts, new: Texts) -> list[str]:
    found = numbers_amiss(rows, "old", old) + numbers_amiss(rows, "new", new)
    for row in rows:
        found += [
            f"{row['old']} > {row['new']}: {fault}" for fault in (signs_amiss(row), words_amiss(row, old, new)) if fault
        ]
    return found


def test_the_collections_are_there() -> None:
    assert {named(folder).split("/")[0] for folder in COLLECTIONS} == {"labelled", "heldout"}
    assert len(PAIRS) == 17


@pytest.mark.parametrize("folder", COLLECTIONS, ids=named)
def test_a_collection_is_consistent(folder: Path) -> None:
    old, new = (load_plan(folder / f"{side}.yaml") for side in ("old", "new"))
    assert old.id != new.id
    rows = read(folder / "gold.csv", ["old", "new", "verdict", "elements", "why"])
    assert all(row["why"] for row in rows)
    assert faults(rows, {p.number: p.text for p in old.provisions}, {p.number: p.text for p in new.provisions}) == []


@pytest.mark.parametrize("path", PAIRS, ids=named)
def test_sentence_pairs_are_consistent(path: Path) -> None:
    rows = read(path, ["old", "new", "verdict"])
    assert {row["verdict"] for row in rows} == LINKED
    assert len({(row["old"], row["new"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["old"].strip(), row
        assert row["new"].strip(), row
        assert not words_amiss(row, {row["old"]: row["old"]}, {row["new"]: row["new"]}), row


def sentences(path: Path) -> set[str]:
    plans = {letters(p.text) for file in path.rglob("*.yaml") for p in load_plan(file).provisions}
    pairs = {
        letters(row[side])
        for file in path.rglob("pairs.csv")
        for row in read(file, ["old", "new", "verdict"])
        for side in ("old", "new")
    }
    return plans | pairs


def test_nothing_held_out_stands_in_the_other_collection() -> None:
    assert not sentences(BENCH / "heldout") & sentences(BENCH / "labelled")


OLD = {"1": "Boats may sail.", "2": "Nets are free.", "3": "Rods are free."}
NEW = {"1": "Boats may sail by day.", "2": "Nets and rods are free.", "3": "Dues fall."}
SOUND = ["1>1:hardened:condition+", "2;3>2:reworded:", ">3:added:"]


def rows_of(lines: list[str]) -> list[Row]:
    split = (re.fullmatch(r"(.*)>(.*):(.*):(.*)", line) for line in lines)
    return [dict(zip(("old", "new", "verdict", "elements"), match.groups(), strict=True)) for match in split if match]


def test_a_sound_collection_has_no_faults() -> None:
    assert faults(rows_of(SOUND), OLD, NEW) == []


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        (0, "1>1:softened:condition+"),
        (0, "1>1:hardened:condition+;scope-"),
        (0, "1>1:hardened:scope="),
        (0, "1>1:hardened:"),
        (0, "1>1:hardened:mood+"),
        (0, "1>1:unchanged:"),
        (0, "1;2>1:hardened:condition+"),
        (0, "1>:dropped:"),
        (1, "2;4>2:reworded:"),
        (2, ">3:dropped:"),
        (2, ">3:added:scope+"),
    ],
)
def test_a_fault_is_found(line: int, instead: str) -> None:
    lines = [*SOUND[:line], instead, *SOUND[line + 1 :]]
    assert len(rows_of(lines)) == len(SOUND)
    assert faults(rows_of(lines), OLD, NEW)
