"""Which words can stand for one another, from thesaurus.txt: *vessel* for *ship*, *take effect* for *enter into force*.

The file is plain lines and not YAML because it is read on every run: parsing must not cost more than the comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from plandiff.align.morphology import base_form, inflected


class Entry(NamedTuple):
    """What the thesaurus says of one term: the concepts that it names outright, and those that it is near to."""

    core: frozenset[str]
    near: frozenset[str]


class Thesaurus:
    """Terms by the words they consist of."""

    def __init__(self, text: str) -> None:
        self._core: defaultdict[str, list[str]] = defaultdict(list)
        self._near: defaultdict[str, list[str]] = defaultdict(list)
        self._longest: dict[str, int] = {}
        self._vocabulary: set[str] = set()
        self._known: dict[str, Entry] = {}
        self._forms = lru_cache(maxsize=65536)(self._forms_of)
        self._weights: dict[str, float] = {}
        weight = 1.0
        for line in text.splitlines():
            if line[:1] == "[":
                weight = float(line[1:-1])
            elif line and line[0] != "#":
                label, _, rest = line.partition(": ")
                self._weights[label] = weight
                core, _, near = rest.partition(" ~ ")
                for term in core.split(", "):
                    self._core[term].append(label)
                for term in near.split(", ") if near else ():
                    self._near[term].append(label)
        self.terms = self._core.keys() | self._near.keys()
        for term in self.terms:
            if " " in term:
                parts = term.split(" ")
                self._longest[parts[0]] = max(self._longest.get(parts[0], 1), len(parts))
                self._vocabulary.update(parts)

    def entry(self, term: str) -> Entry:
        """What it says of a term in its base form; nothing where it does not know the term."""
        entry = self._known.get(term)
        if entry is None:
            entry = self._known[term] = Entry(frozenset(self._core.get(term, ())), frozenset(self._near.get(term, ())))
        return entry

    def weight(self, term: str) -> float:
        """How much a known term says about what a provision is about: 1 for *tribunal*, less for *establish*, *monthly*."""
        entry = self.entry(term)
        return max(self._weights[label] for label in entry.core or entry.near)

    def term_at(self, tokens: Sequence[str], at: int) -> tuple[str, int] | None:
        """The longest term of several words that begins at *at*, and how many tokens it takes, or None."""
        for first in self._forms(tokens[at]):
            longest = min(self._longest.get(first, 0), len(tokens) - at)
            for length in range(longest, 1, -1):
                term = self._match(first, tokens[at + 1 : at + length])
                if term:
                    return term, length
        return None

    def _match(self, first: str, rest: Sequence[str]) -> str:
        """The term that *first* and the *rest*, in some form, make up; the empty string where there is none."""
        candidates = [first]
        for token in rest:
            candidates = [f"{head} {form}" for head in candidates for form in self._forms(token)]
        return next((c for c in candidates if c in self.terms), "")

    def _forms_of(self, token: str) -> tuple[str, ...]:
        """The words of terms of several words that *token* may be a form of."""
        return tuple(dict.fromkeys(form for form in inflected(token) if form in self._vocabulary))

    def base(self, word: str) -> str:
        """The single-word term of which *word* is a form; the empty string where there is none."""
        return base_form(word, self.terms)


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The thesaurus that ships with the package, read once."""
    return Thesaurus(Path(__file__).with_name("thesaurus.txt").read_text(encoding="utf-8"))
