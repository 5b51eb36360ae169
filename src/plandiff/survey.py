"""A whole collection of plans at once: what is compared with what, which versions hang together, and what became of each tag.

Neighbours are plans of which one was drafted from the other, or whose comparison a person has reviewed. The ugly case is a
collection that says neither: then its versions are taken in order of date, and the survey says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from plandiff.history import Comparer, history, in_sequence
from plandiff.matrix import Matrix, matrix
from plandiff.model import Comparison, Kind, Plan
from plandiff.position import Audit, audit
from plandiff.reviews import Review

MOST_COLUMNS = 12
"""A family with more versions has no matrix: nobody could read it, and every pair of it would be compared."""
_BY_DATE = "No plan here says what it was drafted from, so each version is set against the one before it by date."


@dataclass(frozen=True, slots=True)
class Survey:
    """All that a site on a collection of plans shows."""

    plans: tuple[Plan, ...]
    """In order of date."""
    comparisons: tuple[Comparison, ...]
    """Of neighbours, in order of date."""
    audits: tuple[Audit, ...]
    """Positions held against plans, where a person has reviewed it."""
    matrices: tuple[Matrix, ...]
    """Of every family of versions: two or more that hang together over neighbours."""
    timelines: Mapping[str, tuple[Matrix, ...]]
    """For every tag, in the order of the alphabet, those families that have it, with its threads alone."""
    definitions: Mapping[str, str] = field(default_factory=dict)
    """What the tags mean, where a list says so."""
    notes: tuple[str, ...] = ()
    """What a reader must know of the survey as a whole."""


def survey(
    plans: Iterable[Plan],
    compare: Comparer,
    reviewed: Callable[[Plan, Plan], Review | None],
    definitions: Mapping[str, str] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Survey:
    """The survey of these plans.

    Args:
        reviewed: the review of a pair, if there is one.
        progress: called now and then with the share of the work done, 0 to 1.
    """
    ordered = tuple(sorted(plans, key=lambda p: (not p.date, p.date, p.id)))
    decided = {(a.id, b.id): made for a, b in combinations(ordered, 2) if (made := _review(a, b, reviewed))}
    pairs, notes = _neighbours(ordered, decided)
    families = _families(ordered, pairs)
    narrow = [family for family in families if len(family) <= MOST_COLUMNS]
    notes += [_too_wide(family) for family in families if len(family) > MOST_COLUMNS]
    once = _Once(compare, sum(len(f) * (len(f) - 1) // 2 for f in narrow) + len(pairs), progress)
    histories = [history(in_sequence(family, relatives=ordered), once) for family in narrow]
    tags = sorted({tag for plan in ordered for p in plan.provisions for tag in p.tags})
    return Survey(
        ordered,
        tuple(once(old, new) for old, new in pairs),
        tuple(_audits(ordered, decided)),
        tuple(matrix(h) for h in histories),
        {tag: tuple(found for h in histories if (found := matrix(h, [tag])).rows) for tag in tags},
        dict(definitions or {}),
        tuple(notes),
    )


@dataclass(slots=True)
class _Once:
    """A comparer that compares no pair twice and tells how far it has come."""

    compare: Comparer
    total: int
    progress: Callable[[float], None] | None
    calls: int = 0
    found: dict[tuple[str, str], Comparison] = field(default_factory=dict)

    def __call__(self, old: Plan, new: Plan) -> Comparison:
        key = (old.id, new.id)
        if key not in self.found:
            self.found[key] = self.compare(old, new)
        self.calls += 1
        if self.progress:
            self.progress(min(self.calls / self.total, 1.0))
        return self.found[key]


def _is_audit(a: Plan, b: Plan) -> bool:
    return (a.kind is Kind.POSITION) != (b.kind is Kind.POSITION)


def _review(a: Plan, b: Plan, reviewed: Callable[[Plan, Plan], Review | None]) -> Review | None:
    """The review of two plans; where just one is a position, with the position as old."""
    return reviewed(b, a) if _is_audit(a, b) and b.kind is Kind.POSITION else reviewed(a, b)


def _neighbours(
    ordered: Sequence[Plan], decided: Mapping[tuple[str, str], Review]
) -> tuple[list[tuple[Plan, Plan]], list[str]]:
    """The pairs to compare, and what must be said of how they were found."""
    pairs = [
        (b, a) if b.id in a.based_on and a.id not in b.based_on else (a, b)
        for a, b in combinations(ordered, 2)
        if not _is_audit(a, b) and (a.id in b.based_on or b.id in a.based_on or (a.id, b.id) in decided)
    ]
    if pairs or any(plan.based_on for plan in ordered):
        return pairs, []
    versions = [plan for plan in ordered if plan.kind is not Kind.POSITION]
    return list(pairwise(versions)), [_BY_DATE] if len(versions) > 1 else []


def _families(ordered: Sequence[Plan], pairs: Iterable[tuple[Plan, Plan]]) -> list[list[Plan]]:
    """The plans that hang together over any number of pairs, the family of the earliest first."""
    family = {plan.id: [plan] for plan in ordered}
    for a, b in pairs:
        one, other = family[a.id], family[b.id]
        if one is not other:
            one += other
            family |= {plan.id: one for plan in other}
    found = {id(members): members for members in family.values() if len(members) > 1}
    place = {plan.id: n for n, plan in enumerate(ordered)}
    return [sorted(members, key=lambda p: place[p.id]) for members in found.values()]


def _audits(ordered: Sequence[Plan], decided: Mapping[tuple[str, str], Review]) -> Iterable[Audit]:
    for a, b in combinations(ordered, 2):
        if _is_audit(a, b) and (review := decided.get((a.id, b.id))):
            plan, position = (a, b) if b.kind is Kind.POSITION else (b, a)
            yield audit(plan, position, review)


def _too_wide(family: Sequence[Plan]) -> str:
    return (
        f"{family[0].id} and {len(family) - 1} other versions hang together: too many for one matrix or timeline. "
        "`plandiff matrix` sets those that are named side by side."
    )
