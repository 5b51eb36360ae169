"""An account of uptake as JSON: described by ``schema/uptake.json``; changes have the shape that ``compare`` gives them."""

from __future__ import annotations

from typing import Any

from plandiff.render.contract import FORMAT_VERSION, change_data, plan_data, reason_data, written
from plandiff.render.options import Options
from plandiff.uptake import Finding, Share, Uptake


def render(account: Uptake, options: Options) -> str:
    """The account as one JSON document; nothing is folded."""
    return written(
        {
            "format_version": FORMAT_VERSION,
            "base": plan_data(account.base),
            "counter": plan_data(account.counter),
            "result": plan_data(account.result),
            "summary": {str(fate): number for fate, number in account.counts.items()},
            "findings": [_finding(finding) for finding in account.findings],
            "own": [{"change": change_data(own.change), "sure": own.sure} for own in account.own],
            "unreported": [change_data(change) for change in account.unreported],
            "reworded": [change_data(change) for change in account.reworded],
            "common": account.common,
        }
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "fate": str(finding.fate),
        "change": change_data(finding.change),
        "result": [{"number": p.number, "text": p.text} for p in finding.result],
        "against_counter": str(finding.against) if finding.against else None,
        "against_base": str(finding.since) if finding.since else None,
        "elements": [_share(share) for share in finding.shares],
        "besides": [reason_data(reason) for reason in finding.besides],
        "check_by_hand": finding.thin,
        "attested": str(finding.attested),
    }


def _share(share: Share) -> dict[str, str]:
    return {
        "element": share.element,
        "base": share.base,
        "counter": share.counter,
        "result": share.result,
        "fate": str(share.fate),
    }
