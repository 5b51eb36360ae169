"""Families of versions for the tests of what spans many of them, and comparisons of them whose links are drawn at random.

The laws of a history must hold whatever the aligner says, so here nothing is aligned.
"""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import strategies as st

from plandiff.history import Comparer
from plandiff.model import Change, Comparison, Coverage, Plan, Provision, Relation, Verdict
from plandiff.words import word_runs

LINKED = (Verdict.UNCHANGED, Verdict.REWORDED, Verdict.SOFTENED, Verdict.HARDENED, Verdict.ALTERED)
RELATIONS = {
    (1, 1): Relation.ONE_TO_ONE,
    (1, 2): Relation.SPLIT,
    (2, 1): Relation.MERGED,
    (2, 2): Relation.MANY_TO_MANY,
    (1, 0): Relation.ONLY_OLD,
    (0, 1): Relation.ONLY_NEW,
}


def version(ident: str, date: str, *texts: str, partial: bool = False, based_on: tuple[str, ...] = ()) -> Plan:
    """A version whose provisions are numbered from 1."""
    provisions = tuple(Provision(str(n), text, ("t",), ("arland",)) for n, text in enumerate(texts, 1))
    coverage = Coverage.PARTIAL if partial else Coverage.FULL
    return Plan(ident, f"Version {ident}", provisions, date, coverage=coverage, based_on=based_on)


@st.composite
def families(draw: st.DrawFn, least: int = 2, most: int = 5) -> list[Plan]:
    """Versions with ids a, b, c ..., each based on some of those before it."""
    found: list[Plan] = []
    for n in range(draw(st.integers(least, most))):
        texts = draw(st.lists(st.sampled_from(["One.", "Two shall be.", "Three may be.", "Four."]), max_size=4))
        earlier = draw(st.lists(st.sampled_from([p.id for p in found]), max_size=2, unique=True)) if found else []
        found.append(
            version("abcdef"[n], f"2025-0{n + 1}", *texts, partial=draw(st.booleans()), based_on=tuple(earlier))
        )
    return found


def at_random(seed: int) -> Comparer:
    """A comparer that links at random, the same way every time."""

    def compare(old: Plan, new: Plan) -> Comparison:
        chance = random.Random(f"{seed} {old.id} {new.id}")
        olds, news = list(old.provisions), list(new.provisions)
        chance.shuffle(olds)
        chance.shuffle(news)
        changes = []
        while olds and news and chance.random() < 0.8:
            a = [olds.pop() for _ in range(min(len(olds), chance.choice((1, 1, 1, 2))))]
            b = [news.pop() for _ in range(min(len(news), chance.choice((1, 1, 1, 2))))]
            changes.append(made(old, new, a, b, chance.choice(LINKED)))
        changes += [made(old, new, [p], [], _alone(new, Verdict.DROPPED)) for p in olds]
        changes += [made(old, new, [], [p], _alone(old, Verdict.ADDED)) for p in news]
        return Comparison(old, new, tuple(changes))

    return compare


def made(old: Plan, new: Plan, olds: list[Provision], news: list[Provision], verdict: Verdict) -> Change:
    """A change that joins these provisions."""
    names = [old.id, new.id, *(f"-{p.number}" for p in olds), *(f"+{p.number}" for p in news)]
    bare = Change("/".join(names), verdict, RELATIONS[len(olds), len(news)], tuple(olds), tuple(news))
    return replace(bare, words=word_runs(bare.old_text, bare.new_text))


def _alone(other: Plan, verdict: Verdict) -> Verdict:
    return verdict if other.coverage is Coverage.FULL else Verdict.UNREPORTED
