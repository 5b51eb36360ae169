"""Which words can stand for one another, from thesaurus.txt: *vessel* for *ship*, *take effect* for *enter into force*.

The file is plain lines and not YAML because a source checkout reads it on every run: parsing must not cost more than the
comparison. A wheel brings the table that they make.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeVar

from plandiff import built
from plandiff.align.morphology import base_form, inflected

SORT = "thesaurus"
_FILE = Path(__file__).with_name("thesaurus.txt")
_Number = TypeVar("_Number", int, float)
_HEAD = 3
"""Terms with so many first letters in common stand on one shelf."""


class Entry(NamedTuple):
    """What the thesaurus says of one term: the concepts that it names outright, and those that it is near to."""

    core: frozenset[str]
    near: frozenset[str]


class Table(NamedTuple):
    """What the file says, as few long strings: they are read faster than many short ones."""

    labels: str
    """A concept."""
    weights: str
    """For each concept its weight."""
    shelves: tuple[tuple[str, str], ...]
    """First letters, and a line for each term that begins with them: the term, a tab, the concepts that it names outright, and
    behind ``~`` those that it is near to."""
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
        tuple((head, _shelf(group, core, near)) for head, group in groupby(terms, key=lambda term: term[:_HEAD])),
        "\n".join(longest),
        "\n".join(map(str, longest.values())),
        "\n".join(vocabulary),
    )


def _shelf(terms: Iterable[str], core: Mapping[str, list[str]], near: Mapping[str, list[str]]) -> str:
    return "\n" + "".join(
        f"{term}\t{','.join(core.get(term, ()))}~{','.join(near.get(term, ()))}\n" for term in terms
    )


class Terms:
    """The terms of all shelves: a run asks for few of them, and to take all off the shelves takes longer than to look for these."""

    def __init__(self, shelves: Iterable[tuple[str, str]]) -> None:
        self._shelves = dict(shelves)

    def __contains__(self, term: object) -> bool:
        """Whether there is such a term."""
        return isinstance(term, str) and f"\n{term}\t" in self._shelves.get(term[:_HEAD], "")

    def __getitem__(self, term: str) -> str:
        """What is said of a term; the empty string where it is not known."""
        shelf = self._shelves.get(term[:_HEAD], "")
        _, found, rest = shelf.partition(f"\n{term}\t")
        return rest[: rest.index("\n")] if found else ""


def _each(kind: Callable[[str], _Number], said: Sequence[str]) -> Iterable[_Number]:
    """The numbers that are written down; there are few different ones."""
    known = {text: kind(text) for text in set(said)}
    return map(known.__getitem__, said)


class Thesaurus:
    """Terms by the words they consist of."""

    def __init__(self, table: Table) -> None:
        self.terms = Terms(table.shelves)
        columns = table.labels, table.weights, table.firsts, table.longest, table.vocabulary
        labels, weights, firsts, longest, vocabulary = (column.split("\n") for column in columns)
        self._weights = dict(zip(labels, _each(float, weights), strict=True))
        self._longest = dict(zip(firsts, _each(int, longest), strict=True))
        self._vocabulary = frozenset(vocabulary)
        self._known: dict[str, Entry] = {}
        self._forms = lru_cache(maxsize=65536)(self._forms_of)
        self._bases = lru_cache(maxsize=65536)(lambda word: base_form(word, self.terms))

    def entry(self, term: str) -> Entry:
        """What it says of a term in its base form; nothing where it does not know the term."""
        entry = self._known.get(term)
        if entry is None:
            core, _, near = self.terms[term].partition("~")
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
        return self._bases(word)


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The thesaurus that ships with the package, read once."""
    made = built.value(_FILE.read_bytes(), SORT)
    return Thesaurus(parsed(source()) if made is None else Table(*made))


def source() -> str:
    """The text of the file."""
    return _FILE.read_text(encoding="utf-8")
