"""A pair of a corpus as one line of JSON: described by ``schema/pair.json``.

The line begins with all that it depends on, so that a later run can tell whether it still holds.
"""

from __future__ import annotations

import json
from typing import Any

from plandiff.model import Change, Comparison
from plandiff.render.contract import FORMAT_VERSION, change_data
from plandiff.render.safe import json_escaped

_BRIEF = ("id", "verdict", "relation", "moved", "old", "new", "similarity", "confidence", "decided_by", "check_by_hand")
"""What a line says of a change unless it holds the whole comparison: no texts."""
RESULT = ("summary", "changes", "notes")
"""The keys behind the head."""


def head(made_by: str, old: dict[str, str], new: dict[str, str], review: str | None, full: bool) -> dict[str, Any]:
    """What a line rests on: the rules, both plans and the review by their fingerprints, and how much it holds."""
    return {"format_version": FORMAT_VERSION, "made_by": made_by, "old": old, "new": new, "review": review, "full": full}


def line(head: dict[str, Any], comparison: Comparison) -> str:
    """The line, with its line feed."""
    result = (
        {str(verdict): number for verdict, number in comparison.summary.items()},
        [_change(change, head["full"]) for change in comparison.changes],
        list(comparison.notes),
    )
    data = head | dict(zip(RESULT, result, strict=True))
    return json_escaped(json.dumps(data, ensure_ascii=False, separators=(",", ":"))) + "\n"


def _change(change: Change, full: bool) -> dict[str, Any]:
    data = change_data(change)
    return data if full else {key: data[key] for key in _BRIEF}
