"""Puts a person's decisions over the machine's: links and verdicts pinned by a review file take the place of the machine's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from plandiff.model import Change, Link, Plan, Reason
from plandiff.reviews import Decision, Review


def pinned(
    changes: Sequence[Change], old: Plan, new: Plan, review: Review, judged: Callable[[Link], Change]
) -> list[Change]:
    """The changes with every decision of the review in place.

    A provision that a decision takes out of one of the machine's links leaves the rest of that link to be judged again; a
    provision left alone becomes a change of its own.

    Args:
        judged: gives the machine's change for a link.
    """
    taken_old = {n for d in review.decisions for n in d.old}
    taken_new = {n for d in review.decisions for n in d.new}
    old_at = {p.number: i for i, p in enumerate(old.provisions)}
    new_at = {p.number: i for i, p in enumerate(new.provisions)}
    kept: list[Change] = []
    for change in changes:
        rest_old = [p.number for p in change.old if p.number not in taken_old]
        rest_new = [p.number for p in change.new if p.number not in taken_new]
        if len(rest_old) == len(change.old) and len(rest_new) == len(change.new):
            kept.append(change)
        elif rest_old and rest_new:
            kept.append(
                judged(Link(_places(rest_old, old_at), _places(rest_new, new_at), change.similarity, 0.5, thin=True))
            )
        else:
            kept += [judged(Link((old_at[n],), ())) for n in rest_old]
            kept += [judged(Link((), (new_at[n],))) for n in rest_new]
    numbers = [(tuple([p.number for p in c.old]), tuple([p.number for p in c.new])) for c in changes]
    machine = dict(zip(numbers, changes, strict=True))
    at_old, at_new = ({n: k for k, pair in enumerate(numbers) for n in pair[side]} for side in (0, 1))
    for decision in review.decisions:
        link = Link(_places(decision.old, old_at), _places(decision.new, new_at))
        own = judged(link)
        said = machine.get((tuple(p.number for p in own.old), tuple(p.number for p in own.new)))
        sharing = {at_old[n] for n in decision.old} | {at_new[n] for n in decision.new}
        alone = tuple(changes[k] for k in sorted(sharing))
        kept.append(replace(_decided(own, said, decision), machine=alone))
    return kept


def _places(numbers: Iterable[str], at: dict[str, int]) -> tuple[int, ...]:
    return tuple(sorted(at[n] for n in numbers))


def _decided(own: Change, said: Change | None, decision: Decision) -> Change:
    """The machine's change with the person's verdict; where they agree, the machine's reasons stay beside the person's."""
    confirmed = said is not None and said.verdict is decision.verdict
    reasons: tuple[Reason, ...] = decision.reasons or (own.reasons if confirmed else ())
    return replace(
        said if said is not None else own,
        verdict=decision.verdict,
        decided_by="review",
        machine_verdict=said.verdict if said is not None else None,
        review=decision.reason,
        review_sources=decision.sources,
        reasons=reasons,
        doubts=own.doubts if confirmed else (),
        confidence=1.0,
        thin=False,
    )
