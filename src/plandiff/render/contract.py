"""The JSON contract: deterministic byte for byte, the same keys when a side or the whole is empty.

Described by ``schema/comparison.json``; the keys that machines rely on only grow within one major ``FORMAT_VERSION``.
"""

from __future__ import annotations

import json
from typing import Any

from plandiff.ledger import Ledger
from plandiff.model import Change, Comparison, Explanation, Plan, Reason
from plandiff.render.options import Options
from plandiff.render.phrases import next_best
from plandiff.render.safe import json_escaped

FORMAT_VERSION = "1.0"


def render(comparison: Comparison, options: Options, ledger: Ledger | None) -> str:
    """The comparison as one JSON document; only the order of the changes in it is the caller's."""
    return written(as_data(comparison, ledger))


def written(document: Any) -> str:
    """A document of dictionaries and lists as text, ending in a line feed."""
    return json_escaped(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def as_data(comparison: Comparison, ledger: Ledger | None = None) -> dict[str, Any]:
    """The comparison as plain dictionaries and lists, in the order of the contract."""
    return {
        "format_version": FORMAT_VERSION,
        "old": plan_data(comparison.old),
        "new": plan_data(comparison.new),
        "summary": {str(verdict): number for verdict, number in comparison.summary.items()},
        "changes": [change_data(change) for change in comparison.shown],
        "selection": comparison.selection,
        "notes": list(comparison.notes),
        "ledger": _ledger(ledger) if ledger else None,
    }


def plan_data(plan: Plan) -> dict[str, Any]:
    """What describes a plan."""
    return {
        "id": plan.id,
        "title": plan.title,
        "date": plan.date,
        "coverage": str(plan.coverage),
        "provisions": len(plan.provisions),
    }


def change_data(change: Change) -> dict[str, Any]:
    """A change with all that is known of it."""
    return {
        "id": change.id,
        "verdict": str(change.verdict),
        "relation": str(change.relation),
        "moved": change.moved,
        "old": [p.number for p in change.old],
        "new": [p.number for p in change.new],
        "old_text": change.old_text,
        "new_text": change.new_text,
        "tags": list(change.tags),
        "binds": list(change.binds),
        "similarity": round(change.similarity, 4),
        "confidence": round(change.confidence, 4),
        "decided_by": change.decided_by,
        "elements": [reason_data(reason) for reason in change.reasons],
        "fields": [{"field": f.field, "old": list(f.old), "new": list(f.new)} for f in change.fields],
        "words": [[run.op, run.text] for run in change.words],
        **_standing(change),
    }


def reason_data(reason: Reason) -> dict[str, Any]:
    """An element that moved."""
    return {
        "element": str(reason.element),
        "direction": str(reason.direction),
        "old": reason.old,
        "new": reason.new,
        "reason": reason.reason,
        "rule": reason.rule,
        "party": reason.party,
    }


def _standing(change: Change) -> dict[str, Any]:
    """How far the change can be relied on, and why it stands as it does."""
    removal = change.removal
    return {
        "check_by_hand": change.thin,
        "machine_verdict": str(change.machine_verdict) if change.machine_verdict else None,
        "review": change.review,
        "review_sources": list(change.review_sources),
        "doubts": list(change.doubts),
        "attested": str(change.attested),
        "removed": {"sources": list(removal.sources), "note": removal.note} if removal else None,
        "link": {
            "why": change.link_why,
            "confidence": change.link_confidence,
            "runner_up": next_best(change),
            "margin": change.margin,
        },
        "machine": [_alone(one) for one in change.machine],
        "explanation": _explanation(change.explanation),
    }


def _alone(change: Change) -> dict[str, Any]:
    """What the machine alone made of provisions that a person decided on."""
    return {
        "verdict": str(change.verdict),
        "old": [p.number for p in change.old],
        "new": [p.number for p in change.new],
        "elements": [reason_data(reason) for reason in change.reasons],
    }


def _explanation(found: Explanation | None) -> dict[str, Any] | None:
    """What the verdict rests on, where somebody asked."""
    if found is None:
        return None
    return {
        "readings": [row._asdict() for row in found.readings],
        "rules": [rule._asdict() for rule in found.rules],
        "kept": list(found.kept),
    }


def _ledger(ledger: Ledger) -> dict[str, Any]:
    rows = [{"name": row.name, "counts": {str(v): n for v, n in row.counts.items()}} for row in ledger.rows]
    return {"by": ledger.by, "rows": rows}
