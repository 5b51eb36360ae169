"""The lexicons and ladders, as data: each entry has a phrase, what it means, why, an example and a counter-example."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from plandiff.commitments.phrases import Matcher


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon."""

    id: str
    phrase: str
    kind: str
    """What sort of thing the phrase is within its lexicon."""
    level: float
    why: str
    yes: str
    """A sentence in which the entry is found."""
    no: str
    """A sentence that looks like it, in which it is not."""


NAMES = ("modality", "form", "status", "conditions", "scope", "enforcement", "strength", "times")


def _short(phrase: str) -> str:
    """The first choice of every place that a pattern needs: its id, unless it gives one."""
    places = [part for part in phrase.split() if not part.startswith("?")]
    return " ".join(place.split("|")[0].rstrip("*") for place in places)


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of the lexicon ``name`` in file order."""
    table = tomllib.loads(files("plandiff.commitments").joinpath("lexicon", f"{name}.toml").read_text("utf-8"))
    return tuple(
        Entry(
            f"{name}/{row.get('id') or _short(row['phrase'])}",
            row["phrase"],
            row.get("kind", ""),
            float(row.get("level", 0)),
            row.get("why", ""),
            row.get("yes", ""),
            row.get("no", ""),
        )
        for row in table["entry"]
    )


@cache
def matcher(name: str) -> Matcher[Entry]:
    """The lexicon ``name``, ready to be looked for in tokens."""
    return Matcher(entries(name))


@cache
def _lists() -> dict[str, str]:
    text = files("plandiff.commitments").joinpath("lexicon", "words.toml").read_text("utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}


def words(name: str) -> frozenset[str]:
    """The plain word list ``name`` of words.toml."""
    return frozenset(_lists()[name].split())


def phrases(name: str) -> tuple[str, ...]:
    """The list ``name`` of words.toml whose entries are phrases, one a line, in file order."""
    return tuple(line for line in _lists()[name].splitlines() if line)
