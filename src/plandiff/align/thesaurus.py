"""Which words can stand for one another, from thesaurus.txt: *vessel* for *ship*, *take effect* for *enter into force*.

The file is plain lines and not YAML because a source checkout reads it on every run: parsing must not cost more than the
comparison. A wheel brings the table that they make.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from plandiff import built
from plandiff.align.morphology import base_form, inflected

SORT = "thesaurus"


class Entry(NamedTuple):
    """What the thesaurus says of one term: the concepts that it names outright, and those that it is near to."""

    core: frozenset[str]
    near: frozenset[str]


class Table(NamedTuple):
    """What the file says, as lines: a string is cut in lines faster than a list of strings is read."""

    labels: str
    """A concept."""
    weights: str
    """For each concept its weight."""
    terms: str
    """A term, in the order of the alphabet."""
    entries: str
    """For each term the concepts that it names outright, and behind ``~`` those that it is near to."""
    firsts: str
    """A first word of terms of several words."""
    longest: str
    """For each first word, how many words the longest term with it has."""
    vocabulary: str
    """A word of terms of several words."""


def parsed(text: str) -> Table:
    """The table that the lines of a text make."""
    core: defaultdict[str, list[str]] = defaultdict(list)
    near: defaultdict[str, list[str]] = defaultdict(list)
    weights: dict[str, float] = {}
    weight = 1.0
    for line in text.splitlines():
        if line[:1] == "[":
            weight = float(line[1:-1])
        elif line and line[0] != "#":
            label, _, rest = line.partition(": ")
            weights[label] = weight
            outright, _, looser = rest.partition(" ~ ")
            for term in outright.split(", "):
                core[term].append(label)
            for term in looser.split(", ") if looser else ():
                near[term].append(label)
    terms = sorted(core.keys() | near.keys())
    longest: dict[str, int] = {}
    vocabulary: dict[str, None] = {}
    for term in terms:
        if " " in term:
            parts = term.split(" ")
            longest[parts[0]] = max(longest.get(parts[0], 1), len(parts))
            vocabulary.update(dict.fromkeys(parts))
    return Table(
        "\n".join(weights),
        "\n".join(map(str, weights.values())),
        "\n".join(terms),
        "\n".join(f"{','.join(core.get(term, ()))}~{','.join(near.get(term, ()))}" for term in terms),
        "\n".join(longest),
        "\n".join(map(str, longest.values())),
        "\n".join(vocabulary),
    )


class Thesaurus:
    """Terms by the words they consist of."""

    def __init__(self, table: Table) -> None:
        labels, weights, terms, entries, firsts, longest, vocabulary = (column.split("\n") for column in table)
        self.terms = dict(zip(terms, entries, strict=True))
        self._weights = dict(zip(labels, map(float, weights), strict=True))
        self._longest = dict(zip(firsts, map(int, longest), strict=True))
        self._vocabulary = frozenset(vocabulary)
        self._known: dict[str, Entry] = {}
        self._forms = lru_cache(maxsize=65536)(self._forms_of)

    def entry(self, term: str) -> Entry:
        """What it says of a term in its base form; nothing where it does not know the term."""
        entry = self._known.get(term)
        if entry is None:
            core, _, near = self.terms.get(term, "").partition("~")
            entry = self._known[term] = Entry(*(frozenset(side.split(",") if side else ()) for side in (core, near)))
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
    text = source()
    made = built.value(text, SORT)
    return Thesaurus(parsed(text) if made is None else Table(*made))


def source() -> str:
    """The text of the file."""
    return Path(__file__).with_name("thesaurus.txt").read_text(encoding="utf-8")
