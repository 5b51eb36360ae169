"""Says what a verdict rests on (``--explain``): both readings side by side, the rules, and what kept it from another.

Nothing here judges: it reads the texts once more and shows what the judge's reasons rest on. It costs a reading of every change
shown, so that it is done only where somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plandiff.commitments import read
from plandiff.explain.rows import rows
from plandiff.explain.rules import whys
from plandiff.judge import verdict_of
from plandiff.model import Beside, Change, Comparison, Direction, Explanation, Reason, Verdict

_WHAT = {
    Direction.SOFTER: "what binds less",
    Direction.HARDER: "what binds more",
    Direction.SIDEWAYS: "what no order applies to",
}


def explain(comparison: Comparison) -> Comparison:
    """The same comparison, with an explanation for every change that is shown and has provisions on both sides."""
    shown = {c.id for c in comparison.shown}
    changes = tuple(
        replace(c, explanation=_explained(c)) if c.id in shown and c.old and c.new else c for c in comparison.changes
    )
    return replace(comparison, changes=changes)


def _explained(change: Change) -> Explanation:
    beside = rows(read(change.old_text), read(change.new_text), change.reasons)
    return Explanation(beside, whys(change.reasons), tuple(_kept(change, beside)))


def _kept(change: Change, beside: Sequence[Beside]) -> Iterator[str]:
    """What kept the verdict from another, a line each."""
    reasons, verdict = change.reasons, change.verdict
    if change.decided_by == "review" and (verdict_of(reasons) is not verdict or not reasons):
        yield "A person decided, for the reason in the review" + (
            f"; the elements named there alone would make it {verdict_of(reasons)}." if reasons else ", which names no element."
        )
    elif verdict is Verdict.UNCHANGED:
        yield "The words are the same but for case, punctuation, spacing and spelling."
    elif not reasons:
        yield f"Not softened, hardened or altered: no element was found that binds less or more. {_left(change.doubts)}"
    else:
        yield from _without(reasons, verdict)
    yield from (_close(row) for row in beside if row.element == "modality" and row.moved == "no step")


def _close(row: Beside) -> str:
    """Two ways to bind that differ, and by too little for a verdict."""
    (old, firm), (new, firmer) = (side.rsplit(": ", 1) for side in (row.old, row.new))
    if firm == firmer:
        return f"Close: {old} > {new} is no step; either is {firm}."
    return f"Close: {old} > {new} is too small a step to count ({firm} > {firmer})."


def _left(doubts: Sequence[str]) -> str:
    """What is left of the words that differ."""
    if doubts:
        return f"Left unexplained: {'; '.join(doubts)}."
    return "Each word that differs has its like on the other side, or binds nobody."


def _without(reasons: Sequence[Reason], verdict: Verdict) -> Iterator[str]:
    """What the verdict would be without the elements that moved one way."""
    ways = list(dict.fromkeys(r.direction for r in reasons))
    if len(ways) == 1:
        yield {
            Direction.SOFTER: "Not hardened or altered: nothing binds more.",
            Direction.HARDER: "Not softened or altered: nothing binds less.",
            Direction.SIDEWAYS: "Not softened or hardened: no order applies to what changed.",
        }[ways[0]]
    for way in sorted(ways):
        rest = tuple(r for r in reasons if r.direction is not way)
        names = list(dict.fromkeys(str(r.element) for r in reasons if r.direction is way))
        other = verdict_of(rest)
        would = f"it would {'still be' if other is verdict else 'be'} {other}"
        if len(ways) == 1 and len(reasons) > 1:
            yield f"Each of the {len(reasons)} elements is enough; without all of them {would}."
        else:
            yield f"Without {_WHAT[way]} ({_and(names)}) {would}."


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
