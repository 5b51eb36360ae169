"""Says in plain lines what each side was read as, and what kept the verdict from another (``--explain``)."""

from __future__ import annotations

from collections.abc import Iterator

from plandiff.commitments import read
from plandiff.commitments.reading import Force, Reading
from plandiff.judge import Judgement
from plandiff.model import Direction, Verdict

_FORCE = {Force.DUTY: "commits", Force.BAN: "forbids", Force.PERMISSION: "permits", Force.RELEASE: "releases"}


def explain(old: str, new: str, judgement: Judgement) -> tuple[str, ...]:
    """Both readings, a line each element, then what would have to move for another verdict."""
    if judgement.verdict is Verdict.UNCHANGED:
        return ("the same words but for case, punctuation, spacing and spelling",)
    return (
        *(f"old reads: {line}" for line in _lines(read(old))),
        *(f"new reads: {line}" for line in _lines(read(new))),
        *(f"rule: {r.element} {r.direction} by {r.rule}" for r in judgement.reasons),
        _kept_from(judgement),
    )


def _lines(reading: Reading) -> Iterator[str]:
    for clause in reading.clauses:
        by = f' by "{clause.span.words}"' if clause.span.words else " by a plain statement"
        yield f"{_FORCE[clause.force]}, firmness {clause.level:g} of 5{by}"
    for quantity in reading.quantities:
        about = "about " if quantity.approximate else ""
        yield f'{quantity.role}: {about}{quantity.value:,.10g} {quantity.unit.removeprefix("count:")} ("{quantity.span.words}")'
    for time in reading.times:
        yield f'{time.clock}: "{time.span.words}"'
    for condition in reading.conditions:
        yield f'{condition.kind}: "{condition.span.words}"'
    for name, grades in (
        ("legal form", reading.form), ("left open", reading.status), ("scope", reading.scope), ("checking or breach", reading.enforcement),
    ):  # fmt: skip
        for grade in grades:
            yield f'{name}: "{grade.span.words}"'


def _kept_from(judgement: Judgement) -> str:
    ways = {r.direction for r in judgement.reasons}
    if not ways:
        return "not softened or hardened: no element of the two readings differs" + (
            ", though words do (see the doubts)" if judgement.doubts else ""
        )
    if Direction.SIDEWAYS in ways:
        return "not softened or hardened: something changed to which no order applies"
    if len(ways) > 1:
        return "not softened or hardened: some elements bind less and some more"
    other = "hardened" if Direction.SOFTER in ways else "softened"
    return f"not {other} or altered: no element moved the other way"
