"""The reading of several provisions that a group joins: what each says by itself, one behind the other.

None of them says more or less for standing beside the others, so none is read anew. The ugly case is the list that runs on over
its line breaks: what ends no sentence is read as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plandiff.commitments.reading import Reading
from plandiff.commitments.tokens import tokenize

_ENDS = (".", "!", "?")


def parts(text: str) -> list[str]:
    """The lines of a text that are whole sentences, each for itself; none where there is one line, or a sentence runs on."""
    lines = text.split("\n")
    whole = len(lines) > 1 and all(line.endswith(_ENDS) for line in lines[:-1]) and lines[-1].strip()
    return lines if whole and "[" not in text else []


def joined(text: str, readings: Sequence[Reading]) -> Reading:
    """The reading of a text from those of its lines."""
    found: list[list[Any]] = [[] for _ in Reading._fields[2:]]
    start = token = clause = 0
    for reading in readings:
        for row, nouns in zip(found, reading[2:], strict=True):
            row += [_moved(noun, start, token, clause) for noun in nouns]
        start += len(reading.text) + 1
        token += len(reading.tokens)
        clause += len(reading.clauses)
    return Reading(text, tokenize(text), *map(tuple, found))


def _moved(noun: Any, start: int, token: int, clause: int) -> Any:
    """A noun of a reading as it stands so many characters, tokens and clauses further on."""
    span = noun.span
    moved = {"span": span._replace(start=span.start + start, end=span.end + start)}
    for field, by in (("clause", clause), ("first", token), ("last", token), ("token", token)):
        if field in noun._fields:
            moved[field] = getattr(noun, field) + by
    return noun._replace(**moved)
