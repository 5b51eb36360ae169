"""Several versions of a text as one history: which provision became which, from version to version.

Neighbouring versions are compared as ``compare`` compares them, and those links always stand. Two cases are ugly. A version
that is public only in part: threads break off there and begin again behind it. So versions farther apart are compared too,
nearest first, and such a link is used where it gives no provision a second counterpart; where it would, that is reported.
And branches: a draft is set against the text that it was drafted from, not against whatever came out just before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from plandiff.model import Change, Comparison, Plan, Verdict

Comparer = Callable[[Plan, Plan], Comparison]
"""Compares two versions; whether reviews count is for the caller to say."""
Node = tuple[int, str]
"""A provision: the place of its version in the line, and its number."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """Versions, each after those that it follows, and which of them are neighbours (earlier, later)."""

    plans: tuple[Plan, ...]
    edges: tuple[tuple[int, int], ...]
    note: str = ""
    """How the versions were found, where the reader must know it."""
    across: tuple[tuple[int, int], ...] = ()
    """Versions on different branches that may still be tied, where nothing else is known of their provisions."""

    def between(self, old: int, new: int) -> tuple[Plan, ...]:
        """The versions that lie on a way from one to the other."""
        return tuple(self.plans[i] for i in sorted(self.on_the_way(old, new)))

    def on_the_way(self, old: int, new: int) -> set[int]:
        """The places of those versions."""
        ahead: dict[int, set[int]] = {}
        behind: dict[int, set[int]] = {}
        for i, j in self.edges:
            ahead.setdefault(i, set()).add(j)
            behind.setdefault(j, set()).add(i)
        beyond, short_of = _reach([old], ahead), _reach([new], behind)
        return beyond & short_of


@dataclass(frozen=True, slots=True)
class Step:
    """A change from one version to a later one."""

    old: int
    new: int
    change: Change
    distant: bool = False
    """Whether the two versions are no neighbours."""

    @property
    def sources(self) -> tuple[Node, ...]:
        """The old provisions."""
        return tuple((self.old, p.number) for p in self.change.old)

    @property
    def targets(self) -> tuple[Node, ...]:
        """The new provisions."""
        return tuple((self.new, p.number) for p in self.change.new)


@dataclass(frozen=True, slots=True)
class History:
    """All steps of a line of versions, and the distant links that were not used."""

    line: Line
    comparisons: Mapping[tuple[int, int], Comparison]
    """By the places of the two versions."""
    steps: tuple[Step, ...]
    """Those of neighbours first, as ``compare`` orders them; then the distant ones."""
    unused: tuple[Step, ...] = ()
    """Links of distant versions that contradict nearer ones."""


@dataclass(slots=True)
class Web:
    """Which provisions hang together, walked forwards and backwards."""

    later: dict[Node, set[Node]] = field(default_factory=dict)
    earlier: dict[Node, set[Node]] = field(default_factory=dict)

    def add(self, step: Step) -> None:
        """Tie the two sides of a step together."""
        for old in step.sources:
            for new in step.targets:
                self.later.setdefault(old, set()).add(new)
                self.earlier.setdefault(new, set()).add(old)

    def after(self, nodes: Iterable[Node]) -> set[Node]:
        """All that these provisions became, themselves left out."""
        return _reach(nodes, self.later)

    def before(self, nodes: Iterable[Node]) -> set[Node]:
        """All that these provisions came from, themselves left out."""
        return _reach(nodes, self.earlier)

    def tied(self, nodes: Iterable[Node]) -> set[Node]:
        """All that hangs together with these provisions, themselves included."""
        found = set(nodes)
        front = set(found)
        while front:
            front = {*_beyond(front, self.later), *_beyond(front, self.earlier)} - found
            found |= front
        return found


def in_order(plans: Sequence[Plan]) -> list[Plan]:
    """The versions by date, what has none last, in the order given; but none before one that it is based on."""
    return _in_order(plans, _edges(plans))


def in_sequence(plans: Sequence[Plan], note: str = "", relatives: Sequence[Plan] = ()) -> Line:
    """The versions in order of date, each a neighbour of the one before that it is based on.

    Where that one is not among them it is the nearest that it rests on, and where there is none, the one before.

    Args:
        relatives: other versions, that say by ``based_on`` what rests on what.
    """
    ordered = in_order(plans)
    known = {p.id: p.based_on for p in (*relatives, *ordered)}
    edges = tuple((_base(ordered, k, known), k) for k in range(1, len(ordered)))
    line = Line(tuple(ordered), edges, note)
    pairs = ((i, k) for k in range(len(ordered)) for i in range(k - 1, -1, -1))
    return replace(line, across=tuple((i, k) for i, k in pairs if (i, k) not in edges and not line.on_the_way(i, k)))


def _base(ordered: Sequence[Plan], k: int, known: Mapping[str, Sequence[str]]) -> int:
    """The place of the version that this one is set against."""
    at = {plan.id: i for i, plan in enumerate(ordered[:k])}
    met = {ordered[k].id}
    front = list(ordered[k].based_on)
    while front:
        if found := [at[ident] for ident in front if ident in at]:
            return max(found)
        met |= set(front)
        front = [b for ident in front for b in known.get(ident, ()) if b not in met]
    return k - 1


def family(plan: Plan, plans: Sequence[Plan]) -> Line:
    """``plan``, all it is based on and all that is based on it, over any number of steps; neighbours by ``based_on``.

    Args:
        plans: where relatives are looked for; may hold ``plan`` itself.
    """
    everyone = [plan, *(p for p in plans if p.id != plan.id)]
    edges = _edges(everyone)
    up: dict[int, set[int]] = {}
    down: dict[int, set[int]] = {}
    for i, j in edges:
        down.setdefault(i, set()).add(j)
        up.setdefault(j, set()).add(i)
    members = [everyone[i] for i in sorted({0} | _reach([0], up) | _reach([0], down))]
    ordered = in_order(members)
    edges = [(i, j) for i, j in _edges(ordered) if i < j]
    return Line(tuple(ordered), tuple(sorted(edges)))


def history(line: Line, compare: Comparer, progress: Callable[[float], None] | None = None) -> History:
    """The history of these versions.

    Args:
        progress: called now and then with the share of the work done, 0 to 1.
    """
    distant = _distant(line)
    pairs = [*line.edges, *distant, *line.across]
    found: dict[tuple[int, int], Comparison] = {}
    for done, (i, j) in enumerate(pairs):
        found[i, j] = compare(line.plans[i], line.plans[j])
        if progress:
            progress((done + 1) / len(pairs))
    steps = [Step(i, j, change) for i, j in line.edges for change in found[i, j].changes]
    extra, unused = _from_afar(line, found, distant, steps)
    return History(line, found, (*steps, *extra), tuple(unused))


def web_of(steps: Iterable[Step]) -> Web:
    """The provisions that these steps tie together."""
    web = Web()
    for step in steps:
        web.add(step)
    return web


# --- links of versions that are no neighbours -----------------------------------------------------------------------


def _from_afar(
    line: Line, found: Mapping[tuple[int, int], Comparison], pairs: Iterable[tuple[int, int]], near: Sequence[Step]
) -> tuple[list[Step], list[Step]]:
    """Steps over more than one version that add something, and those that contradict nearer ones."""
    web = web_of(near)
    gone = {node for s in near if s.change.verdict is Verdict.DROPPED for node in s.sources}
    new = {node for s in near if s.change.verdict is Verdict.ADDED for node in s.targets}
    used: list[Step] = []
    unused: list[Step] = []
    for i, j in pairs:
        between = line.on_the_way(i, j)
        for step in (Step(i, j, change, distant=True) for change in found[i, j].changes):
            if step.change.old and step.change.new:
                agrees = _agrees(step, web, between)
                if agrees:
                    web.add(step)
                if agrees is not None:
                    (used if agrees else unused).append(step)
            elif step.change.verdict is Verdict.DROPPED and _ends(step, web, gone):
                gone |= set(step.sources)
                used.append(step)
            elif step.change.verdict is Verdict.ADDED and not (new & set(step.targets) or web.before(step.targets)):
                new |= set(step.targets)
                used.append(step)
    for i, j in line.across:
        for step in (Step(i, j, change, distant=True) for change in found[i, j].changes if change.old and change.new):
            if not (web.tied(step.sources) - set(step.sources) or web.before(step.targets)):
                web.add(step)
                used.append(step)
    came = {node for s in used if s.change.old for node in s.targets}
    # What an earlier version had, and a later link takes up again, is not new.
    return [s for s in used if s.change.old or not came & set(s.targets)], unused


def _ends(step: Step, web: Web, gone: set[Node]) -> bool:
    """Whether it is news that an old provision is not in the new version: nothing nearer has it there, or has it gone."""
    later = web.after(step.sources)
    return not gone & (later | set(step.sources)) and not any(version == step.new for version, _ in later)


def _agrees(step: Step, web: Web, between: set[int]) -> bool | None:
    """Whether a link agrees with what nearer versions say; None where it says nothing that they do not.

    It does where they know nothing of its provisions. Where a thread broke off nearer by, a link tells more than one that
    was not found, unless it is thin; but never may a provision get a second counterpart in a version that has one.
    """
    old, new = set(step.sources), set(step.targets)
    after, before = web.after(old), web.before(new)
    there, here = {n for n in after if n[0] == step.new}, {n for n in before if n[0] == step.old}
    if there == new and here == old:
        return None
    later, earlier = {n[0] for n in after} & between, {n[0] for n in before} & between
    if not (there or here or later or earlier):
        return True
    return not step.change.thin and there <= new and here <= old and not later & earlier


def _distant(line: Line) -> list[tuple[int, int]]:
    """Pairs of versions with others between them, those with the fewest first."""
    ahead: dict[int, set[int]] = {}
    for i, j in line.edges:
        ahead.setdefault(i, set()).add(j)
    pairs = []
    for start in range(len(line.plans)):
        reached, front, far = {start}, {start}, 0
        while front := {j for i in front for j in ahead.get(i, ())} - reached:
            far += 1
            reached |= front
            pairs += [(far, start, j) for j in front if far > 1]
    return [(i, j) for _, i, j in sorted(pairs)]


# --- order ----------------------------------------------------------------------------------------------------------


def _edges(plans: Sequence[Plan]) -> list[tuple[int, int]]:
    at = {plan.id: i for i, plan in enumerate(plans)}
    return [(at[b], j) for j, plan in enumerate(plans) for b in plan.based_on if b in at and at[b] != j]


def _in_order(plans: Sequence[Plan], edges: Iterable[tuple[int, int]]) -> list[Plan]:
    """By date, what has none last, in the order given; but never a version before one that it is based on."""
    needs: dict[int, set[int]] = {}
    for i, j in edges:
        needs.setdefault(j, set()).add(i)
    left = sorted(range(len(plans)), key=lambda i: (not plans[i].date, plans[i].date, i))
    ordered: list[int] = []
    while left:  # where documents claim to rest on each other, the date decides
        free = next((i for i in left if needs.get(i, set()) <= set(ordered)), left[0])
        left.remove(free)
        ordered.append(free)
    return [plans[i] for i in ordered]


def _reach(nodes: Iterable[T], ways: Mapping[T, set[T]]) -> set[T]:
    start = set(nodes)
    reached: set[T] = set()
    front = set(start)
    while front:
        front = set(_beyond(front, ways)) - reached
        reached |= front
    return reached - start


def _beyond(front: Iterable[T], ways: Mapping[T, set[T]]) -> Iterator[T]:
    for node in front:
        yield from ways.get(node, ())
