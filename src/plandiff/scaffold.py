"""The first draft of a review file: the machine's own answer, for a person to confirm, correct or thin out.

Every reason is left empty on purpose: a review that nobody thought about does not load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plandiff.load import is_plan_id
from plandiff.model import Change, Comparison, Direction, Plan, Provision, Verdict
from plandiff.render.phrases import CHECK
from plandiff.render.yaml_text import comment, quoted_scalar

_HEAD = """\
# Links and verdicts for {old} > {new}, as the machine gives them. Save as reviews/{old}--{new}.yaml next to the plans.
# Give each decision that you stand by a reason and its sources; delete the others: there the machine decides.
old: {old}
new: {new}
decisions:"""
_WAYS = {
    Verdict.SOFTENED: (Direction.SOFTER,),
    Verdict.HARDENED: (Direction.HARDER,),
    Verdict.ALTERED: tuple(Direction),
}


def scaffold(comparison: Comparison) -> str:
    """A review file with a decision for every change of the comparison; it loads once every reason is filled in."""
    old, new = (p.id if is_plan_id(p.id) else quoted_scalar(p.id) for p in (comparison.old, comparison.new))
    head = _HEAD.format(old=old, new=new)
    decisions = [line for change in comparison.changes for line in _decision(change, comparison.old, comparison.new)]
    return "\n".join([f"{head}{'' if decisions else ' []'}", *decisions]) + "\n"


def _decision(change: Change, old: Plan, new: Plan) -> Iterator[str]:
    yield ""
    yield from _comments(old.id, change.old)
    yield from _comments(new.id, change.new)
    if change.thin:
        yield f"  {comment(f'{CHECK}: the link rests on thin evidence')}"
    yield f"  - old: {_flow(p.number for p in change.old)}"
    yield f"    new: {_flow(p.number for p in change.new)}"
    yield f"    verdict: {change.verdict}"
    yield f"    reason: {quoted_scalar(change.review)}"
    yield f"    sources: {_flow(change.review_sources)}"
    reasons = [r for r in change.reasons if r.direction in _WAYS.get(change.verdict, ())]
    if reasons:
        yield "    elements:"
    for r in reasons:
        parts = {"old": r.old, "new": r.new, "reason": r.reason}
        words = ", ".join(f"{key}: {quoted_scalar(' '.join(value.split()))}" for key, value in parts.items())
        yield f"      - {{element: {r.element}, direction: {r.direction}, {words}}}"


def _comments(ident: str, provisions: Iterable[Provision]) -> Iterator[str]:
    """What the provisions say, for the eye: in a comment, where nothing of it acts."""
    for provision in provisions:
        yield f"  {comment(f'{ident} {provision.number}: {provision.text}')}"


def _flow(words: Iterable[str]) -> str:
    return f"[{', '.join(quoted_scalar(word) for word in words)}]"
