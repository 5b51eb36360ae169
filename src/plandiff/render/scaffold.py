"""The scaffold of a review file: the machine's own answer, for a person to confirm or correct.

Every reason is left empty, and a decision without a reason is refused: what nobody has looked at can never pass for
reviewed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from plandiff.model import Change, Comparison, Provision
from plandiff.render import phrases
from plandiff.render.safe import json_escaped, one_line

_HEAD = """\
# The machine's links and verdicts for {old} > {new}, in document order, to be confirmed or corrected by hand.
# For each decision: correct old, new and verdict, say why in reason, name sources if there are any.
# Delete the decisions that need no pin: the machine decides those. A decision without a reason is refused.
"""


def render_scaffold(comparison: Comparison) -> str:
    """The text of a review file with a decision for every change."""
    old, new = comparison.old.id, comparison.new.id
    lines = [_HEAD.format(old=one_line(old), new=one_line(new)) + f"old: {_quoted(old)}", f"new: {_quoted(new)}"]
    lines.append("decisions:" if comparison.changes else "decisions: []")
    for change in comparison.changes:
        lines += ["", *_decision(change)]
    return "\n".join(lines) + "\n"


def _decision(change: Change) -> Iterator[str]:
    for side, provisions in (("old", change.old), ("new", change.new)):
        for provision in provisions:
            yield f"  # {side} {one_line(provision.number)}: {one_line(provision.text)}"
    for reason in change.reasons:
        yield f"  # {reason.direction}: {phrases.reason_line(change, reason)}"
    for doubt in change.doubts:
        yield f"  # doubt: {one_line(doubt)}"
    yield f"  - old: {_numbers(change.old)}"
    yield f"    new: {_numbers(change.new)}"
    yield f"    verdict: {change.verdict}"
    yield '    reason: ""'


def _numbers(provisions: tuple[Provision, ...]) -> str:
    return f"[{', '.join(_quoted(p.number) for p in provisions)}]"


def _quoted(text: str) -> str:
    """A JSON string, which YAML reads as the same string whatever it holds."""
    return json_escaped(json.dumps(text, ensure_ascii=False))
