"""Counts by party or by tag: whose hands were tied less or more, how often. Counts only: no scores, no winners."""

from collections import Counter
from typing import NamedTuple

from plandiff.model import Change, Comparison, Verdict

KEYS = ("party", "tag")


class Row(NamedTuple):
    """One party or tag, and how many of its changes have each verdict."""

    name: str
    """As the plans write it; empty for changes that name none."""
    counts: dict[Verdict, int]
    """Every verdict present, in the order of ``Verdict``."""


class Ledger(NamedTuple):
    """The rows, those with most changes first; a change that names two parties or tags counts in both rows."""

    by: str
    """``party`` or ``tag``."""
    rows: tuple[Row, ...]


def ledger(comparison: Comparison, by: str) -> Ledger:
    """The ledger of the changes that pass the reader's filter, by ``party`` or by ``tag``."""
    if by not in KEYS:
        raise ValueError(f"a ledger is by party or by tag, not by {by!r}")
    counts: dict[str, Counter[Verdict]] = {}
    for change in comparison.shown:
        for name in _names(change, by):
            counts.setdefault(name, Counter())[change.verdict] += 1
    rows = [Row(name, {v: found[v] for v in Verdict}) for name, found in counts.items()]
    return Ledger(by, tuple(sorted(rows, key=_rank)))


def _names(change: Change, by: str) -> tuple[str, ...]:
    return (change.binds if by == "party" else change.tags) or ("",)


def _rank(row: Row) -> tuple[bool, int, str]:
    """Named rows first, then by how much changed in substance, then by name."""
    settled = (Verdict.UNCHANGED, Verdict.UNREPORTED, Verdict.REWORDED)
    return (not row.name, -sum(n for v, n in row.counts.items() if v not in settled), row.name)
