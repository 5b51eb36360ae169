"""One provision through all versions: where it came from, what became of it, and where a wording came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plandiff.errors import PlandiffError
from plandiff.history import History, Node, Step, Web, web_of
from plandiff.judge import plain
from plandiff.model import Plan, Provision
from plandiff.suggest import nearest, quoted

_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Return:
    """What a step brought back from before the version that it starts from."""

    plan: int
    """Place of the version that had it."""
    number: str
    element: str = ""
    """The element that is again what it was; empty where the whole wording is."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a trace, and what came back with it."""

    step: Step
    returns: tuple[Return, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """All that is known of the way of one provision, earliest first."""

    history: History
    start: Node
    stages: tuple[Stage, ...]

    @property
    def plan(self) -> Plan:
        """The version that holds the provision asked for."""
        return self.history.line.plans[self.start[0]]

    @property
    def provision(self) -> Provision:
        """The provision asked for."""
        return next(p for p in self.plan.provisions if p.number == self.start[1])

    @property
    def first(self) -> tuple[Node, ...]:
        """Where it is known first: provisions that came from no earlier one."""
        links = [stage.step for stage in self.stages if stage.step.change.old]
        came = {node for step in links for node in step.targets}
        known = {self.start} | came | {node for step in links if step.change.new for node in step.sources}
        back = web_of(links).before([self.start]) | {self.start}
        return tuple(sorted((known - came) & back))

    @property
    def silent(self) -> tuple[Plan, ...]:
        """Versions of which no step tells anything."""
        told = {self.start[0]} | {i for stage in self.stages for i in (stage.step.old, stage.step.new)}
        return tuple(plan for i, plan in enumerate(self.history.line.plans) if i not in told)


def require(plan: Plan, number: str) -> Provision:
    """The provision with this number.

    Raises:
        PlandiffError: if there is none; the message names the nearest numbers.
    """
    found = plan.provision(number)
    if found is not None:
        return found
    known = [p.number for p in plan.provisions]
    parts = [n for n in known if n.startswith(f"{number}.")] or nearest(number, known, 3)
    more = " and more" if len(parts) > _OFFERED else ""
    hint = f"it has {', '.join(parts[:_OFFERED])}{more}" if parts else f"`plandiff show {plan.id}` lists its numbers"
    raise PlandiffError(f"{plan.id} has no provision {quoted(number)}; {hint}")


def trace(history: History, plan: int, number: str) -> Trace:
    """The way of one provision: backwards through all it came from, forwards through all it became.

    Args:
        plan: place of its version in the line.
    """
    require(history.line.plans[plan], number)
    start = (plan, number)
    web = web_of(history.steps)
    back, ahead = web.before([start]) | {start}, web.after([start]) | {start}
    own = [s for s in history.steps if back & set(s.targets) or ahead & set(s.sources)]
    ordered = sorted(own, key=lambda s: (s.new, -s.old, s.distant))
    stages = [Stage(step, _returns(step, web, own, history.line.plans)) for step in ordered]
    return Trace(history, start, tuple(stages))


def _returns(step: Step, web: Web, own: Sequence[Step], plans: Sequence[Plan]) -> tuple[Return, ...]:
    if not (step.change.old and step.change.new):
        return ()
    before = sorted(web.before(step.sources), reverse=True)  # latest first: that is the version it returned to
    just = {plain(p.text) for p in step.change.old}
    found = [
        Return(i, number)
        for new in step.change.new
        if plain(new.text) not in just
        for i, number in before
        if plain(_text(plans[i], number)) == plain(new.text)
    ][:1]
    return tuple(found or _elements(step, before, own))


def _elements(step: Step, before: Sequence[Node], own: Sequence[Step]) -> list[Return]:
    """Elements that are again what an earlier step had changed."""
    found = []
    earlier = sorted((s for s in own if s.change.old and set(s.sources) & set(before)), key=lambda s: (-s.old, s.new))
    for reason in step.change.reasons:
        for past in earlier:
            same = (r for r in past.change.reasons if r.element is reason.element)
            if plain(reason.new) and any(plain(r.old) == plain(reason.new) for r in same):
                found.append(Return(past.old, past.change.old[0].number, str(reason.element), reason.new))
                break
    return found


def _text(plan: Plan, number: str) -> str:
    provision = plan.provision(number)
    return provision.text if provision else ""
