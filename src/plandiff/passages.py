"""What the build of a wheel writes down of the provisions of the record, so that no start has to read them (``built``).

It is what one text says by itself: its words and terms for the aligner, its reading for the judge. What two texts have to do with
each other is found out at every start.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plandiff.align.normalise import points_back, words
from plandiff.align.similarity import sequence
from plandiff.commitments import read
from plandiff.commitments.written import packed


def passages(texts: Iterable[str]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Each text once, with its words, its terms, its reading as plain tuples, and whether it points back at another."""
    each = dict.fromkeys(texts)
    return tuple((text, (words(text), sequence(text), packed(read(text)), points_back(text))) for text in each)
