"""Plans as JSON: the same names for the same things as in the plan file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from plandiff.model import Plan, Provision, Source
from plandiff.render.safe import json_escaped


def render_list(plans: Sequence[Plan]) -> str:
    """A JSON array with what describes each plan."""
    return _document([{**_head(p), "provisions": len(p.provisions)} for p in plans])


def render_plan(plan: Plan, provisions: Sequence[Provision]) -> str:
    """The plan with these of its provisions, in the shape of a plan file."""
    data = {
        **_head(plan),
        "note": plan.note,
        "sources": {s.key: _source(s) for s in plan.sources},
        "provisions": [_provision(p) for p in provisions],
        "removed": [
            {"provision": f"{r.plan}/{r.number}", "sources": list(r.sources), "note": r.note} for r in plan.removed
        ],
    }
    return _document(data)


def _document(data: Any) -> str:
    return json_escaped(json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def _head(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "title": plan.title,
        "date": plan.date,
        "issuer": list(plan.issuer),
        "kind": str(plan.kind),
        "coverage": str(plan.coverage),
        "based_on": list(plan.based_on),
    }


def _source(source: Source) -> dict[str, str]:
    names = ("publisher", "title", "date", "url", "relays", "note")
    return {name: getattr(source, name) for name in names if getattr(source, name)}


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "number": provision.number,
        "text": provision.text,
        "tags": list(provision.tags),
        "binds": list(provision.binds),
        "sources": list(provision.sources),
        "attested": str(provision.attested),
        "note": provision.note,
    }
