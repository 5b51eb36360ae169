"""How demands stand in a plan, as JSON: described by ``schema/position.json``."""

from __future__ import annotations

from typing import Any

from plandiff.model import Provision
from plandiff.position import Answer, Audit
from plandiff.render.contract import FORMAT_VERSION, plan_data, reason_data, written
from plandiff.render.options import Options


def render(found: Audit, options: Options) -> str:
    """The report as one JSON document."""
    return written(
        {
            "format_version": FORMAT_VERSION,
            "plan": plan_data(found.plan),
            "position": plan_data(found.position),
            "summary": {str(standing): number for standing, number in found.counts.items()},
            "demands": [_answer(answer) for answer in found.answers],
            "statements": [_provision(p) for p in found.statements],
        }
    )


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "standing": str(answer.standing),
        "demand": {
            **_provision(answer.demand),
            "tags": list(answer.demand.tags),
            "binds": list(answer.demand.binds),
        },
        "provisions": [_provision(p) for p in answer.provisions],
        "elements": [reason_data(reason) for reason in answer.reasons],
        "covered": answer.covered,
        "offer": answer.offer,
        "near": [p.number for p in answer.near],
        "check_by_hand": answer.check,
        "decided_by": "review" if answer.review else "machine",
        "review": answer.review,
    }


def _provision(provision: Provision) -> dict[str, str]:
    return {"number": provision.number, "text": provision.text, "attested": str(provision.attested)}
