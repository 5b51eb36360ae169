"""The lexicons and ladders, as data: each entry has a phrase, what it means, why, an example and a counter-example.

The files are TOML of the plainest kind: an entry a line, or a list of words between triple quotes; no escapes. They are read on
every run, and a parser for all of TOML takes ten times as long; the tests hold that it would find the same.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plandiff.commitments.phrases import Matcher


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
_VALUE = re.compile(r'(\w+) = (?:"([^"\\]*)"|(-?[\d.]+|inf))')
_LIST = re.compile(r'^(\w+) = """\n([^"\\]*)"""$', re.MULTILINE)


def _read(name: str) -> str:
    return (_FOLDER / f"{name}.toml").read_text("utf-8")


def _short(phrase: str) -> str:
    """The first choice of every place that a pattern needs: its id, unless it gives one."""
    places = [part for part in phrase.split() if not part.startswith("?")]
    return " ".join(place.split("|")[0].rstrip("*") for place in places)


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The entries of the lexicon ``name`` in file order."""
    rows = (_row(line) for line in _read(name).splitlines() if line.lstrip().startswith("{"))
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
        for row in rows
    )


@cache
def matcher(name: str) -> Matcher[Entry]:
    """The lexicon ``name``, ready to be looked for in tokens."""
    return Matcher(entries(name))


def _row(line: str) -> dict[str, str]:
    return {key: text or number for key, text, number in _VALUE.findall(line)}


@cache
def _lists() -> dict[str, str]:
    return dict(_LIST.findall(_read("words")))


def words(name: str) -> frozenset[str]:
    """The plain word list ``name`` of words.toml."""
    return frozenset(_lists()[name].split())


def phrases(name: str) -> tuple[str, ...]:
    """The list ``name`` of words.toml whose entries are phrases, one a line, in file order."""
    return tuple(line for line in _lists()[name].splitlines() if line)
