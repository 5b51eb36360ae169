"""The lexicons and ladders, as data: each entry has a phrase, what it means, why, an example and a counter-example.

The files are TOML of the plainest kind: an entry a line, or a list of words between triple quotes; no escapes. A source checkout
reads them on every run, and a parser for all of TOML takes ten times as long; the tests hold that it would find the same. A wheel
brings them read.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plandiff import built
from plandiff.commitments.phrases import Index, Matcher, index


class Entry(NamedTuple):
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

_FOLDER = Path(__file__).with_name("lexicon")
_VALUE = r'(\w+) = (?:"([^"\\]*)"|(-?[\d.]+|inf))'
_LIST = r'(?m)^(\w+) = """\n([^"\\]*)"""$'


def source(name: str) -> str:
    """The text of the file ``name``."""
    return (_FOLDER / f"{name}.toml").read_text("utf-8")


def _short(phrase: str) -> str:
    """The first choice of every place that a pattern needs: its id."""
    places = [part for part in phrase.split() if not part.startswith("?")]
    return " ".join(place.split("|")[0].rstrip("*") for place in places)


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of the lexicon ``name`` in file order."""
    return _lexicon(name)[0]


@cache
def matcher(name: str) -> Matcher[Entry]:
    """The lexicon ``name``, ready to be looked for in tokens."""
    return Matcher(*_lexicon(name))


@cache
def _lexicon(name: str) -> tuple[tuple[Entry, ...], Index]:
    """The entries, and the index of their phrases: as the build wrote them down, or read anew."""
    made = built.value(source(name), name)
    if made is None:
        found = parsed(name)
        return found, index(entry.phrase for entry in found)
    return tuple(map(Entry._make, made[0])), dict(made[1])


def packed(name: str) -> tuple[tuple[tuple[str | float, ...], ...], tuple[object, ...]]:
    """The entries and the index as plain tuples, for the build to write down."""
    found = parsed(name)
    return tuple([tuple(entry) for entry in found]), tuple(index(entry.phrase for entry in found).items())


def parsed(name: str) -> tuple[Entry, ...]:
    """The entries as the file has them."""
    rows = (_row(line) for line in source(name).splitlines() if line.lstrip().startswith("{"))
    return tuple(
        Entry(
            f"{name}/{_short(row['phrase'])}",
            row["phrase"],
            row.get("kind", ""),
            float(row.get("level", 0)),
            row.get("why", ""),
            row.get("yes", ""),
            row.get("no", ""),
        )
        for row in rows
    )


def _row(line: str) -> dict[str, str]:
    return {key: text or number for key, text, number in re.findall(_VALUE, line)}


@cache
def _lists() -> dict[str, str]:
    return dict(re.findall(_LIST, source("words")))


def words(name: str) -> frozenset[str]:
    """The plain word list ``name`` of words.toml."""
    return frozenset(_lists()[name].split())


def phrases(name: str) -> tuple[str, ...]:
    """The list ``name`` of words.toml whose entries are phrases, one a line, in file order."""
    return tuple(line for line in _lists()[name].splitlines() if line)
