"""A trace as JSON: described by ``schema/trace.json``; changes have the shape that ``compare`` gives them."""

from __future__ import annotations

from typing import Any

from plandiff.render.contract import FORMAT_VERSION, change_data, plan_data, written
from plandiff.render.options import Options
from plandiff.trace import Stage, Trace


def render(trace: Trace, options: Options) -> str:
    """The trace as one JSON document."""
    line = trace.history.line
    return written(
        {
            "format_version": FORMAT_VERSION,
            "plan": trace.plan.id,
            "number": trace.start[1],
            "versions": [{**plan_data(p), "based_on": list(p.based_on)} for p in line.plans],
            "first": [_provision(trace, plan, number) for plan, number in trace.first],
            "steps": [_step(trace, stage) for stage in trace.stages],
            "silent": [p.id for p in trace.silent],
            "note": line.note,
        }
    )


def _provision(trace: Trace, plan: int, number: str) -> dict[str, str]:
    version = trace.history.line.plans[plan]
    found = version.provision(number)
    return {"version": version.id, "number": number, "text": found.text if found else ""}


def _step(trace: Trace, stage: Stage) -> dict[str, Any]:
    plans, step = trace.history.line.plans, stage.step
    passed = trace.history.line.between(step.old, step.new) if step.distant else ()
    return {
        "old": plans[step.old].id,
        "new": plans[step.new].id,
        "between": [p.id for p in passed],
        "returns": [
            {"version": plans[r.plan].id, "number": r.number, "element": r.element, "words": r.words}
            for r in stage.returns
        ],
        "change": change_data(step.change),
    }
