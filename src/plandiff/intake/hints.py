"""Tags and parties that a provision may have, as the record has them for what is like it; suggestions, for a person to confirm.

Tags come from the provisions of the record that are most alike, by the measure that aligns plans. Parties come from the reading of
the provision: who stands in front of the word that binds, where the list of parties knows the name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plandiff.model import Plan, Provision

NEAREST = 3
"""So many provisions of the record have a say."""
LEAST = 0.25
"""Likeness below which a provision of the record says nothing."""
_SHARE = 0.35
"""The part of the say that a tag must have. Both, with NEAREST: of the values tried on eight plans of the record, each against all
others, those that suggest about as many tags too many as too few."""
MOST = 2_000
"""Above so many texts nothing is suggested: it would take minutes, and nobody confirms so many guesses."""
_FEWEST = 4
"""Words; of shorter texts no likeness says anything."""
_PLAIN_REACH = 4
"""Where no word binds, so many words at the beginning may name who acts."""
_LONGEST = 5_000
"""Characters; longer provisions are not read: they are to be split."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What may be said of a provision."""

    tags: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    """The provisions of the record that have these tags: ``28pt 6``."""
    binds: tuple[str, ...] = ()


def hints(texts: Sequence[str], plans: Sequence[Plan], parties: Mapping[str, Sequence[str]]) -> list[Hint]:
    """A hint for each text.

    Args:
        parties: for each party what texts call it, in lower case.
    """
    tagged = _tags(texts, [(plan, p) for plan in plans for p in plan.provisions if p.tags])
    return [Hint(tags, like, _binds(text, parties)) for text, (tags, like) in zip(texts, tagged, strict=True)]


def _tags(texts: Sequence[str], record: Sequence[tuple[Plan, Provision]]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    if not record:
        return [((), ())] * len(texts)
    from plandiff.align.scores import likenesses
    from plandiff.align.similarity import Similarity

    measure = Similarity(texts, [p.text for _, p in record])
    near: dict[int, list[tuple[float, int]]] = {n: [] for n in range(len(texts))}
    for (i, j), likeness in likenesses(measure, range(len(texts)), range(len(record))).items():
        near[i].append((-likeness.share, j))
    heard = [i for i, text in enumerate(texts) if len(text.split()) >= _FEWEST]
    for i in set(near) - set(heard):
        near[i] = []
    return [_voted([(-worth, *record[j]) for worth, j in sorted(near[i])[:NEAREST]]) for i in range(len(texts))]


def _voted(near: Iterable[tuple[float, Plan, Provision]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags that the nearest provisions agree on, the most agreed first, and which they are."""
    votes: Counter[str] = Counter()
    total, witnesses = 0.0, []
    for likeness, plan, provision in near:
        total += likeness
        if likeness >= LEAST:
            votes.update(dict.fromkeys(provision.tags, likeness))
            witnesses.append((plan, provision))
    tags = tuple(tag for tag, vote in sorted(votes.items(), key=lambda v: (-v[1], v[0])) if vote / total >= _SHARE)
    like = tuple(f"{plan.id} {p.number}" for plan, p in witnesses if set(tags) & set(p.tags))
    return tags, like


def _binds(text: str, parties: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The parties that stand where a clause names who is bound, in the order of the text."""
    if len(text) > _LONGEST or not parties:
        return ()
    from plandiff.commitments import read
    from plandiff.commitments.reading import Force

    reading = read(text)
    found: dict[str, None] = {}
    for clause in reading.clauses:
        if clause.force in (Force.PERMISSION, Force.RELEASE):
            continue
        tokens = reading.tokens[clause.first : clause.last]
        subject = [t for t in tokens if t.start < clause.span.start] if clause.span.words else tokens[:_PLAIN_REACH]
        said = f" {' '.join(t.word for t in subject)} "
        places = {party: min((said.find(f" {n} ") for n in names if f" {n} " in said), default=-1) for party, names in parties.items()}
        found |= dict.fromkeys(sorted((p for p, at in places.items() if at >= 0), key=lambda p: (places[p], p)))
    return tuple(found)
