"""The multi-column document: a row for each thread of provisions, a column for each version.

A thread is all provisions that the steps of a history tie together, so that a row may hold several of one version where
provisions were split or merged. Every change between a column and the one that it is set against is in exactly one cell of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plandiff.history import History, Node, Step, web_of
from plandiff.model import Plan, Provision, Verdict


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reader sees of one change in a cell."""

    provisions: tuple[Provision, ...]
    """Those of this version; empty where a provision of an earlier one ended here."""
    verdict: Verdict | None
    """None in the first column."""
    against: Plan | None = None
    """The version that the verdict is against."""
    afar: bool = False
    """Whether that is another than the one that the column is set against."""
    merged: tuple[Provision, ...] = ()
    """Those of that version, where several became these."""
    times: int = 1
    """How many provisions of that version ended so."""
    thin: bool = False
    """Whether a person should check it: the margin of its link is small."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One thread in one version."""

    provisions: tuple[Provision, ...] = ()
    steps: tuple[Step, ...] = ()
    """The changes against the version that the column is set against, as ``compare`` gives them."""
    since: tuple[Step, ...] = ()
    """Changes against another column, where the thread is not known in that one."""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One thread through all versions: a cell for each."""

    cells: tuple[Cell, ...]

    @property
    def first(self) -> int:
        """The first version that has the thread."""
        return next(i for i, cell in enumerate(self.cells) if cell.provisions)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of all its provisions, each once."""
        return tuple(dict.fromkeys(t for cell in self.cells for p in cell.provisions for t in p.tags))

    @property
    def verdicts(self) -> frozenset[Verdict]:
        """All verdicts that a reader sees in it."""
        return frozenset(e.verdict for cell in self.cells for e in cell.entries if e.verdict is not None)


@dataclass(frozen=True, slots=True)
class Matrix:
    """All threads of the versions, in the order of the texts."""

    history: History
    rows: tuple[Row, ...]
    """Those that pass the reader's filter."""
    threads: int
    """How many there are before the filter."""
    selection: str = ""
    """The filter in words; empty where there is none."""

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The versions, a column each."""
        return self.history.line.plans

    @property
    def bases(self) -> tuple[Plan | None, ...]:
        """The version that each column is set against; None for the first."""
        before = {k: i for i, k in self.history.line.edges}
        return tuple(self.plans[before[k]] if k in before else None for k in range(len(self.plans)))


def matrix(history: History, tags: Sequence[str] = ()) -> Matrix:
    """The threads of a history whose line is a sequence; with ``tags``, those that bear one of them."""
    rows = _rows(history)
    shown = [row for row in rows if not tags or set(tags) & set(row.tags)]
    return Matrix(history, tuple(shown), len(rows), f"tag {', '.join(tags)}" if tags else "")


def _rows(history: History) -> list[Row]:
    plans = history.line.plans
    thread = _threads(history)
    near: dict[tuple[int, int], list[Step]] = {}
    far: dict[tuple[int, int], list[Step]] = {}
    for step in history.steps:
        place = (thread[(step.sources or step.targets)[0]], step.new)
        (far if step.distant else near).setdefault(place, []).append(step)
    held: dict[tuple[int, int], list[Provision]] = {}
    for k, plan in enumerate(plans):
        for provision in plan.provisions:
            held.setdefault((thread[k, provision.number], k), []).append(provision)
    return [
        Row(tuple(_cell(k, plans, held.get((t, k), []), near.get((t, k), []), far.get((t, k), [])) for k in range(len(plans))))
        for t in _in_order(plans, thread)
    ]  # fmt: skip


def _cell(k: int, plans: Sequence[Plan], held: list[Provision], near: list[Step], far: list[Step]) -> Cell:
    if k == 0:
        entries = [Entry(tuple(held), None)] if held else []
    else:
        told = [*(s for s in near if not _known_from_afar(s, far)), *far]
        entries = [_entry(s, plans[s.old]) for s in told]
    return Cell(tuple(held), tuple(near), tuple(far), tuple(_ends_counted(entries)))


def _entry(step: Step, against: Plan) -> Entry:
    change = step.change
    merged = change.old if change.new and len(change.old) > 1 else ()
    return Entry(change.new, change.verdict, against, step.distant, merged, thin=change.thin)


def _ends_counted(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those of provisions that ended in the same way put together."""
    ends = Counter((e.verdict, e.against.id if e.against else "") for e in entries if not e.provisions)
    found = []
    for entry in entries:
        times = 1 if entry.provisions else ends.pop((entry.verdict, entry.against.id if entry.against else ""), 0)
        if times:
            found.append(replace(entry, times=times))
    return found


def _known_from_afar(step: Step, far: Sequence[Step]) -> bool:
    """Whether an earlier version says more of it: what the nearer one does not report is then no news."""
    if step.targets:
        return set(step.targets) <= {node for s in far for node in s.targets}
    return bool(far) and step.change.verdict is Verdict.UNREPORTED


def _threads(history: History) -> dict[Node, int]:
    """The number of the thread of each provision."""
    web = web_of(history.steps)
    thread: dict[Node, int] = {}
    for k, plan in enumerate(history.line.plans):
        for provision in plan.provisions:
            if (k, provision.number) not in thread:
                thread.update(dict.fromkeys(web.tied([(k, provision.number)]), len(thread)))
    return thread


def _in_order(plans: Sequence[Plan], thread: dict[Node, int]) -> list[int]:
    """The threads as a reader meets them: those of the first text as they run, later ones behind what they stand behind."""
    order: list[int] = []
    for k, plan in enumerate(plans):
        at = {t: i for i, t in enumerate(order)}
        fresh: dict[int, list[int]] = {}
        met: set[int] = set()
        last = -1
        for provision in plan.provisions:
            t = thread[k, provision.number]
            if t in at:
                last = at[t]
            elif t not in met:
                met.add(t)
                fresh.setdefault(last, []).append(t)
        order = [t for i in range(-1, len(order)) for t in ([order[i]] if i >= 0 else []) + fresh.get(i, [])]
    return order
