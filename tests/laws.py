"""What holds for any two plans, as functions that say what is broken: for the tests, and for the long run in ``bench/laws.py``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

from plandiff.compare import compare
from plandiff.model import Change, Comparison, Plan, Relation, Run, Verdict

Broken = list[str]
_OTHER = {"keep": "keep", "delete": "insert", "insert": "delete"}
_LINKED = {Verdict.UNCHANGED, Verdict.REWORDED, Verdict.SOFTENED, Verdict.HARDENED, Verdict.ALTERED}
_ALONE = {
    Relation.ONLY_OLD: {Verdict.DROPPED, Verdict.UNREPORTED},
    Relation.ONLY_NEW: {Verdict.ADDED, Verdict.UNREPORTED},
}


def conservation(found: Comparison) -> Broken:
    """Every provision of both plans is in exactly one change, and every change has a verdict that its shape allows."""
    broken = []
    for side in ("old", "new"):
        seen = Counter(p.number for c in found.changes for p in getattr(c, side))
        if seen != Counter(p.number for p in getattr(found, side).provisions):
            broken.append(f"{side} provisions do not add up")
    if len({c.id for c in found.changes}) != len(found.changes):
        broken.append("two changes share an id")
    return broken + [
        f"{key(c)} cannot be {c.verdict}" for c in found.changes if c.verdict not in _ALONE.get(c.relation, _LINKED)
    ]


def reconstruction(found: Comparison) -> Broken:
    """The runs of words spell both texts."""
    return [
        f"{key(c)} is not spelt by its runs"
        for c in found.changes
        if spelt(c.words, "insert") != c.old_text or spelt(c.words, "delete") != c.new_text
    ]


def identity(plan: Plan) -> Broken:
    """A plan against itself is unchanged, each provision linked to one that says the same."""
    found = compare(plan, replace(plan, removed=()))
    return [
        f"{key(c)} of {plan.id} against itself is {c.verdict}"
        for c in found.changes
        if c.verdict is not Verdict.UNCHANGED or c.relation is not Relation.ONE_TO_ONE or c.old_text != c.new_text
    ]


def mirror(there: Comparison, back: Comparison) -> Broken:
    """With the sides exchanged, links, verdicts, reasons, words and fields are the same from the other side."""
    others = {key(c)[::-1]: c for c in back.changes}
    broken = [f"{pair} is linked one way only" for pair in {key(c) for c in there.changes} ^ others.keys()]
    for change in there.changes:
        other = others.get(key(change))
        if other is None:
            continue
        broken += [
            f"{key(change)}: {name} {mine!r} is {theirs!r} from the other side"
            for name, mine, theirs in _mirrored(change, other)
            if mine != theirs
        ]
    return broken


def permutation(there: Comparison, shuffled: Callable[[Plan], Plan]) -> Broken:
    """In another order and under other numbers the same texts are linked, and judged the same where they are one to one."""
    again = compare(shuffled(there.old), shuffled(there.new))
    ours, theirs = (Counter(map(_said, found.changes)) for found in (there, again))
    return [f"in another order: {said}" for said in (ours - theirs) + (theirs - ours)]


def key(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers that a change joins."""
    return tuple(p.number for p in change.old), tuple(p.number for p in change.new)


def spelt(runs: tuple[Run, ...], without: str) -> str:
    """The text of all runs but those of one kind."""
    return "".join(run.text for run in runs if run.op != without)


def _mirrored(change: Change, other: Change) -> list[tuple[str, object, object]]:
    """What of a change must equal what of the same change seen from the other side."""
    return [
        ("verdict", change.verdict.mirror, other.verdict),
        ("relation", change.relation.mirror, other.relation),
        ("moved", change.moved, other.moved),
        ("similarity", change.similarity, other.similarity),
        ("confidence", change.confidence, other.confidence),
        ("thin", change.thin, other.thin),
        ("attested", change.attested, other.attested),
        (
            "reasons",
            {(r.element, r.direction.mirror, r.new, r.old, r.party) for r in change.reasons},
            {(r.element, r.direction, r.old, r.new, r.party) for r in other.reasons},
        ),
        ("doubts", len(change.doubts), len(other.doubts)),
        ("words", Counter((_OTHER[r.op], r.text) for r in change.words), Counter((r.op, r.text) for r in other.words)),
        ("fields", {(f.field, f.new, f.old) for f in change.fields}, {(f.field, f.old, f.new) for f in other.fields}),
    ]


def _said(change: Change) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    verdict = str(change.verdict) if len(change.old) == len(change.new) == 1 else ""
    return tuple(sorted(p.text for p in change.old)), tuple(sorted(p.text for p in change.new)), verdict


def disordered(plan: Plan) -> Plan:
    """The plan in another order and under other numbers, by which other plans call what was removed from it as well."""
    provisions = [replace(p, number=f"n{p.number}") for p in plan.provisions]
    Random(len(provisions)).shuffle(provisions)
    removed = tuple(replace(r, number=f"n{r.number}") for r in plan.removed)
    return replace(plan, provisions=tuple(reversed(provisions)), removed=removed)


def broken(old: Plan, new: Plan) -> Broken:
    """All that any law says against two plans."""
    there, back = compare(old, new), compare(new, old)
    again = [] if compare(old, new) == there else ["the same two plans give another comparison"]
    held = [*conservation(there), *reconstruction(there), *mirror(there, back), *permutation(there, disordered)]
    return [*held, *identity(old), *identity(new), *again]
