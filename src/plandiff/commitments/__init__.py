"""Reads one text, alone, into what it commits its bearer to."""

from __future__ import annotations

from functools import lru_cache

from plandiff import built
from plandiff.commitments.joined import joined, parts
from plandiff.commitments.reading import Reading
from plandiff.commitments.written import unpacked


@lru_cache(maxsize=65536)
def read(text: str) -> Reading:
    """The reading of one provision, or of several joined by line breaks; that of a provision of the record comes with a wheel.

    Args:
        text: the words of the provision; a line break ends a sentence.
    """
    made = built.passage(text)
    if made is not None:
        return unpacked(text, made[2])
    several = parts(text)
    if several:
        return joined(text, [read(part) for part in several])
    from plandiff.commitments.reader import reading_of

    return reading_of(text)
