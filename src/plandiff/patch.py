"""A comparison as a patch: it makes the new plan out of the old one, exactly, and the old one out of the new.

What both plans have in common is named with its fingerprint; what differs stands there whole, on both sides, grouped as the
comparison links it. The ugly case is the base that is not quite the plan that the patch was made from: nothing is guessed, and
every difference is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plandiff.errors import PlandiffError
from plandiff.model import Comparison, Plan, Provision, Removal, Source
from plandiff.records import HEAD, Record, digest, head, plan_digest, plan_of, record
from plandiff.suggest import printable, quoted

Field = str | list[str]
NOUNS = {"sources": "source", "provisions": "provision", "removed": "removal"}
"""The series of a plan, and what one thing of each is called."""
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which plan one side of a patch is."""

    id: str
    title: str
    date: str
    digest: str
    """Fingerprint of all that it says."""

    @classmethod
    def of(cls, plan: Plan) -> Stamp:
        """The stamp of this plan."""
        return cls(plan.id, plan.title, plan.date, plan_digest(plan))


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing that both plans have, word for word: its places in them, from 1, its name, its fingerprint."""

    old: int
    new: int
    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing of one plan, whole, and its place there, from 1."""

    place: int
    record: Record


@dataclass(frozen=True, slots=True)
class Step:
    """Things of the old plan, and what stands in their place in the new one; one side may be empty."""

    old: tuple[Placed, ...]
    new: tuple[Placed, ...]
    change: str = ""
    """Id of the change in the comparison; empty where the things are no provisions."""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One of the lists of a plan on both sides: each place of either is in exactly one of ``kept`` and ``steps``."""

    kept: tuple[Kept, ...]
    steps: tuple[Step, ...]

    @property
    def reverse(self) -> Series:
        """The way back."""
        kept = tuple(Kept(k.new, k.old, k.name, k.digest) for k in self.kept)
        return Series(kept, tuple(replace(s, old=s.new, new=s.old) for s in self.steps))


@dataclass(frozen=True, slots=True)
class Patch:
    """All that leads from one plan to another, and back."""

    old: Stamp
    new: Stamp
    head: dict[str, tuple[Field, Field]]
    """Every field of the plan itself, with its old and its new value."""
    series: dict[str, Series]

    @property
    def reverse(self) -> Patch:
        """The way back."""
        return Patch(
            self.new,
            self.old,
            {name: (new, old) for name, (old, new) in self.head.items()},
            {name: series.reverse for name, series in self.series.items()},
        )


class PatchError(PlandiffError):
    """The base is not the plan that the patch starts from.

    Attributes:
        reasons: every difference, one line each.
    """

    def __init__(self, patch: Patch, base: Plan, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        more = f"; and {len(reasons) - _TOLD} more" if len(reasons) > _TOLD else ""
        what = f"{printable(base.id)} is not {printable(patch.old.id)} as the patch knows it"
        super().__init__(f"{what}: {'; '.join(reasons[:_TOLD])}{more}; nothing was applied")


# --- making -------------------------------------------------------------------------------------------------------


def patch(comparison: Comparison) -> Patch:
    """The patch that leads from the old plan of the comparison to the new one."""
    old, new = comparison.old, comparison.new
    before, after = head(old), head(new)
    return Patch(
        Stamp.of(old),
        Stamp.of(new),
        {name: (before[name], after[name]) for name in HEAD},
        {
            "sources": _by_name(old.sources, new.sources),
            "provisions": _by_change(comparison),
            "removed": _by_name(old.removed, new.removed),
        },
    )


def _by_change(comparison: Comparison) -> Series:
    """The provisions, grouped as the comparison links them."""
    places = [{p.number: n for n, p in enumerate(plan.provisions, 1)} for plan in (comparison.old, comparison.new)]
    steps = []
    for change in comparison.changes:
        old, new = (
            tuple(Placed(at[p.number], record(p)) for p in side)
            for at, side in zip(places, (change.old, change.new), strict=True)
        )
        steps.append(Step(old, new, change.id, str(change.verdict)))
    return _series(steps)


def _by_name(old: Sequence[Source | Removal], new: Sequence[Source | Removal]) -> Series:
    """Sources or removals: the same name on both sides is the same thing; of several the first belongs to the first."""
    sides = []
    for things in (old, new):
        seen: Counter[str] = Counter()
        placed: dict[tuple[str, int], Placed] = {}
        for place, row in enumerate(map(record, things), 1):
            seen[name_of(row)] += 1
            placed[name_of(row), seen[name_of(row)]] = Placed(place, row)
        sides.append(placed)
    before, after = sides
    names = dict.fromkeys((*before, *after))
    return _series(
        Step(tuple(filter(None, (before.get(name),))), tuple(filter(None, (after.get(name),)))) for name in names
    )


def _series(steps: Iterable[Step]) -> Series:
    """The steps, those that change nothing reduced to what is kept."""
    kept, changed = [], []
    for step in steps:
        if len(step.old) == len(step.new) == 1 and step.old[0].record == step.new[0].record:
            row = step.old[0].record
            kept.append(Kept(step.old[0].place, step.new[0].place, name_of(row), digest(row)))
        else:
            changed.append(step)
    return Series(tuple(kept), tuple(changed))


def name_of(row: Record) -> str:
    """What a provision, a source or a removal is called among its like."""
    if "plan" in row:
        return f"{row['plan']}/{row['number']}"
    return str(row.get("number", row.get("key", "")))


# --- applying -----------------------------------------------------------------------------------------------------


def apply(patch: Patch, base: Plan, *, reverse: bool = False) -> Plan:
    """The new plan, made from the old one; with ``reverse`` the old one, made from the new.

    Raises:
        PatchError: if the base is not the plan that the patch starts from.
        PlandiffError: if what comes out is not the plan that the patch names: somebody changed the patch.
    """
    way = patch.reverse if reverse else patch
    if plan_digest(base) != way.old.digest:
        raise PatchError(way, base, list(_misfits(way, base)) or ["the patch was changed after it was made"])
    rows = {name: _rows(way.series[name], things) for name, things in _things(base).items()}
    made = plan_of({name: new for name, (_, new) in way.head.items()}, **rows)
    if plan_digest(made) != way.new.digest:
        raise PlandiffError(
            f"the patch does not make {printable(way.new.id)}: it was changed after it was made; make it anew"
        )
    return made


def _things(plan: Plan) -> dict[str, list[Record]]:
    series: dict[str, Sequence[Provision | Source | Removal]] = {
        "sources": plan.sources,
        "provisions": plan.provisions,
        "removed": plan.removed,
    }
    return {name: [record(thing) for thing in things] for name, things in series.items()}


def _rows(series: Series, base: Sequence[Record]) -> list[Record]:
    """The things of the new side in order."""
    placed = {k.new: base[k.old - 1] for k in series.kept}
    placed |= {p.place: p.record for step in series.steps for p in step.new}
    return [placed[place] for place in sorted(placed)]


def _misfits(way: Patch, base: Plan) -> Iterator[str]:
    """Where the base differs from the plan that the patch starts from, a line each."""
    if plan_digest(base) == way.new.digest:
        yield "it is what the patch makes already"
        return
    own = head(base)
    for name, (old, _) in way.head.items():
        if own[name] != old:
            yield f"its {name} is {_told(own[name])}, not {_told(old)}"
    for name, rows in _things(base).items():
        yield from _misplaced(NOUNS[name], way.series[name], rows)


def _misplaced(noun: str, series: Series, rows: Sequence[Record]) -> Iterator[str]:
    expected = {k.old: (k.name, k.digest) for k in series.kept}
    expected |= {p.place: (name_of(p.record), digest(p.record)) for step in series.steps for p in step.old}
    found = {place: (name_of(row), digest(row)) for place, row in enumerate(rows, 1)}
    wanted, had = (Counter(side.values()) for side in (expected, found))
    if wanted == had:
        if expected != found:
            yield f"its {noun}s stand in another order"
        return
    names = {name for name, _ in found.values()}, {name for name, _ in expected.values()}
    for name, _ in wanted - had:
        yield f"its {noun} {quoted(name)} {'says something else' if name in names[0] else 'is missing'}"
    for name, _ in had - wanted:
        if name not in names[1]:
            yield f"it has a {noun} {quoted(name)} that the patch does not know"


def _told(value: Field) -> str:
    return quoted(value if isinstance(value, str) else ", ".join(value))
