"""Finds the phrases of a lexicon in a run of tokens, longest first.

A pattern is words parted by blanks: ``a|b`` either, ``word*`` any word that begins so, ``?word`` at will, ``#`` a number,
``..`` up to four tokens without punctuation. Patterns are matched by token, so that "may" never matches "Mayor".
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Generic, NamedTuple, Protocol, TypeVar

from plandiff.commitments.tokens import Token

_GAP = 4
_PREFIX = 3
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)


class HasPhrase(Protocol):
    """A lexicon entry: anything with a ``phrase``."""

    @property
    def phrase(self) -> str: ...


E = TypeVar("E", bound=HasPhrase)


class Step(NamedTuple):
    """One place of a pattern: the words it takes, the beginnings it takes, and whether it may be left out."""

    words: frozenset[str]
    prefixes: tuple[str, ...]
    optional: bool = False
    number: bool = False
    gap: bool = False

    def takes(self, token: Token) -> bool:
        """Whether ``token`` fits this place."""
        if self.number:
            return token.is_number or token.word in _NUMBER_WORDS
        return token.word in self.words or (bool(self.prefixes) and token.word.startswith(self.prefixes))


@cache
def parse(pattern: str) -> tuple[Step, ...]:
    """The places of one pattern."""
    return tuple(_step(part) for part in pattern.split())


@cache
def _step(part: str) -> Step:
    if part == "..":
        return Step(frozenset(), (), gap=True)
    choices = part.removeprefix("?").split("|")
    return Step(
        frozenset(c for c in choices if not c.endswith("*")),
        tuple(c[:-1] for c in choices if c.endswith("*")),
        part.startswith("?"),
        part == "#",
    )


@cache
def _steps_from(pattern: str, place: int) -> tuple[Step, ...]:
    return parse(pattern)[place:]


class Hit(NamedTuple, Generic[E]):
    """A lexicon entry found at tokens ``start`` to ``end`` (end not included)."""

    entry: E
    start: int
    end: int


Index = dict[str, tuple[tuple[int, int], ...]]
"""For each word that a pattern can begin with: at which of its places, and which pattern."""


def index(patterns: Iterable[str]) -> Index:
    """The index of some patterns; the rest of a pattern is read when it is needed."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, pattern in enumerate(patterns):
        for place, part in enumerate(pattern.split()):
            for key in sorted(_keys(_step(part))):
                found.setdefault(key, []).append((place, number))
            if not part.startswith("?"):
                break
    return {key: tuple(places) for key, places in found.items()}


class Matcher(Generic[E]):
    """All entries of one lexicon, indexed by the word a pattern begins with."""

    def __init__(self, entries: Iterable[E], known: Index | None = None) -> None:
        """Takes the index of the phrases, where it is known."""
        self._entries = tuple(entries)
        self._by_word = index(entry.phrase for entry in self._entries) if known is None else known

    def find(self, tokens: Sequence[Token]) -> list[Hit[E]]:
        """Non-overlapping hits in order; where two begin at one token the longer wins."""
        hits: list[Hit[E]] = []
        position = 0
        known = self._by_word
        while position < len(tokens):
            token = tokens[position]
            if (
                token.word not in known
                and token.word[:_PREFIX] + "*" not in known
                and not (token.is_number or token.word in _NUMBER_WORDS)
            ):
                position += 1
                continue
            best = self._best_at(tokens, position)
            if best is None:
                position += 1
            else:
                hits.append(best)
                position = best.end
        return hits

    def _best_at(self, tokens: Sequence[Token], at: int) -> Hit[E] | None:
        token = tokens[at]
        keys = ("#",) if token.is_number else (token.word, token.word[:_PREFIX] + "*", "#")
        best: Hit[E] | None = None
        for key in keys:
            for place, number in self._by_word.get(key, ()):
                entry = self._entries[number]
                end = _match(_steps_from(entry.phrase, place), tokens, at, token.sentence)
                if end is not None and (best is None or end > best.end):
                    best = Hit(entry, at, end)
        return best


def _keys(step: Step) -> set[str]:
    return {"#"} if step.number else set(step.words) | {p[:_PREFIX] + "*" for p in step.prefixes}


def _match(steps: tuple[Step, ...], tokens: Sequence[Token], at: int, sentence: int) -> int | None:
    for place, step in enumerate(steps):
        if step.gap:
            return _behind_gap(steps[place + 1 :], tokens, at, sentence)
        if at < len(tokens) and tokens[at].sentence == sentence and step.takes(tokens[at]):
            if not step.optional:
                at += 1
                continue
            end = _match(steps[place + 1 :], tokens, at + 1, sentence)
            if end is not None:
                return end
        elif not step.optional:
            return None
    return at


def _behind_gap(steps: tuple[Step, ...], tokens: Sequence[Token], at: int, sentence: int) -> int | None:
    for skip in range(_GAP + 1):
        if skip and (at + skip > len(tokens) or not (tokens[at + skip - 1].is_word or tokens[at + skip - 1].is_number)):
            return None
        end = _match(steps, tokens, at + skip, sentence)
        if end is not None:
            return end
    return None
