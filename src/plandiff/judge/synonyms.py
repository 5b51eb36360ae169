"""How near two words are in meaning, by the thesaurus that the alignment uses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from plandiff.align.normalise import british
from plandiff.align.thesaurus import Entry, thesaurus

_SAME_CONCEPT = 0.9
_NEAR_CONCEPT = 0.6
_KIN = 0.7
_COMMON_BEGINNING = 6
_UNKNOWN = Entry(frozenset(), frozenset())


@lru_cache(maxsize=65536)
def _concepts(word: str) -> Entry:
    book = thesaurus()
    base = book.base(word)
    if not base:
        return _UNKNOWN
    entry, one = book.entry(base), book.base(base.removesuffix("s")) if base.endswith("s") else ""
    if not one:
        return entry
    singular = book.entry(one)  # "funds" has a line of its own, and is the plural of "fund" as well
    return Entry(entry.core | singular.core, entry.near | singular.near)


def concepts(word: str) -> frozenset[str]:
    """The concepts that a lower-case word names outright."""
    return _concepts(word).core


def known(word: str) -> bool:
    """Whether the thesaurus has the lower-case word at all."""
    return _concepts(word) != _UNKNOWN


@lru_cache(maxsize=4096)
def said_together(tokens: tuple[str, ...]) -> Mapping[int, frozenset[str]]:
    """The concepts that terms of several words name ("carry out", "lay down arms"), at the index of each of their tokens."""
    book, words = thesaurus(), [british(t) for t in tokens]
    found: dict[int, frozenset[str]] = {}
    at = 0
    while at < len(words):
        term = book.term_at(words, at)
        if term is None:
            at += 1
            continue
        named, length = book.entry(term[0]).core, term[1]
        found.update(dict.fromkeys(range(at, at + length), named))
        at += length
    return found


def related(a: str, b: str) -> float:
    """Nearness of two lower-case words, 0 to 1; the same for (a, b) and (b, a).

    Returns:
        1 for the same word, 0.9 for words of one concept, 0.7 for words with a long common beginning (*ratify*,
        *ratification*), 0.6 for a word and a looser term of its concept, 0 otherwise.
    """
    if a == b:
        return 1.0
    core_a, near_a = _concepts(a)
    core_b, near_b = _concepts(b)
    if core_a & core_b:
        return _SAME_CONCEPT
    if len(a) >= _COMMON_BEGINNING and a[:_COMMON_BEGINNING] == b[:_COMMON_BEGINNING]:
        return _KIN
    return _NEAR_CONCEPT if core_a & near_b or near_a & core_b else 0.0
