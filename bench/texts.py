"""Invented provisions in any number, and a second version of them: edited here and there, whole blocks moved."""

from __future__ import annotations

import random
from typing import NamedTuple

ACTORS = "The Parties|Each Party|The Mission|The Council|The Commission|The governor of {p}|The port of {p}|The police of {p}".split(
    "|"
)
VERBS = "shall withdraw|shall report on|will open|shall close|may inspect|will finance|shall rebuild|shall register|shall audit".split(
    "|"
)
NOUNS = "weapons|bridges|archives|prisons|schools|ferries|pipelines|mines|camps|hospitals|ships|drones|wells|courts|roads|depots".split(
    "|"
)
WHENS = "within {n} days|by {y}|every {n} months|near {p}|along the river {p}|except in {p}|up to {n} per cent".split(
    "|"
)
SYLLABLES = "ka ri vel dor mun ost bel tar fen gol hes ilm jor kru lys nor pel qua rav sut".split()
PLACES = [(a + b + c).capitalize() for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
EDITED = 0.4
"""Share of the provisions that one word is changed in."""
BLOCKS = 20


class Versions(NamedTuple):
    """The texts of two versions, and of each new one the place of the old one that it was made from."""

    old: list[str]
    new: list[str]
    origin: list[int]


def sentence(chance: random.Random) -> str:
    """A provision about a made-up place."""

    def fill(text: str) -> str:
        return text.format(p=chance.choice(PLACES), n=chance.randint(2, 400), y=chance.randint(2026, 2060))

    subject, verb, when, again = (chance.choice(words) for words in (ACTORS, VERBS, WHENS, WHENS))
    return fill(f"{subject} {verb} the {chance.choice(NOUNS)} and {chance.choice(NOUNS)} of {{p}} {when}, {again}.")


def edited(text: str, chance: random.Random) -> str:
    """The text with one word replaced, put in or taken out."""
    words = text.split()
    at, how = chance.randrange(len(words)), chance.random()
    words[at : at + (how < 0.8)] = [chance.choice(NOUNS)] if how < 0.7 else []
    return " ".join(words)


def versions(size: int, seed: int | None = None) -> Versions:
    """Two versions of so many provisions; the same ones for the same seed (the size, if none is given)."""
    chance = random.Random(size if seed is None else seed)
    old = [sentence(chance) for _ in range(size)]
    new = [(i, edited(t, chance) if chance.random() < EDITED else t) for i, t in enumerate(old)]
    step = max(1, size // BLOCKS)
    blocks = [new[k : k + step] for k in range(0, size, step)]
    chance.shuffle(blocks)
    moved = [pair for block in blocks for pair in block]
    return Versions(old, [t for _, t in moved], [i for i, _ in moved])
