"""Finds the phrases of a lexicon in a run of tokens, longest first.

A pattern is words parted by blanks: ``a|b`` either, ``word*`` any word that begins so, ``?word`` at will, ``#`` a number,
``..`` up to four tokens without punctuation. Patterns are matched by token, so that "may" never matches "Mayor".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

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


@dataclass(frozen=True, slots=True)
class Step:
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
        return token.word in self.words or any(token.word.startswith(p) for p in self.prefixes)


def parse(pattern: str) -> tuple[Step, ...]:
    """The places of one pattern."""
    steps = []
    for part in pattern.split():
        if part == "..":
            steps.append(Step(frozenset(), (), gap=True))
            continue
        optional = part.startswith("?")
        choices = part.removeprefix("?").split("|")
        steps.append(
            Step(
                frozenset(c for c in choices if not c.endswith("*")),
                tuple(c[:-1] for c in choices if c.endswith("*")),
                optional,
                part == "#",
            )
        )
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class Hit(Generic[E]):
    """A lexicon entry found at tokens ``start`` to ``end`` (end not included)."""

    entry: E
    start: int
    end: int


class Matcher(Generic[E]):
    """All entries of one lexicon, indexed by the word a pattern begins with."""

    def __init__(self, entries: Iterable[E]) -> None:
        self._by_word: dict[str, list[tuple[tuple[Step, ...], E]]] = {}
        for entry in entries:
            steps = parse(entry.phrase)
            for skipped in range(len(steps)):
                for key in _keys(steps[skipped]):
                    self._by_word.setdefault(key, []).append((steps[skipped:], entry))
                if not steps[skipped].optional:
                    break

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
            for steps, entry in self._by_word.get(key, ()):
                end = _match(steps, tokens, at, tokens[at].sentence)
                if end is not None and (best is None or end > best.end):
                    best = Hit(entry, at, end)
        return best


def _keys(step: Step) -> set[str]:
    return {"#"} if step.number else set(step.words) | {p[:_PREFIX] + "*" for p in step.prefixes}


def _match(steps: tuple[Step, ...], tokens: Sequence[Token], at: int, sentence: int) -> int | None:
    if not steps:
        return at
    step, rest = steps[0], steps[1:]
    if step.gap:
        for skip in range(_GAP + 1):
            if skip and (
                at + skip > len(tokens) or not (tokens[at + skip - 1].is_word or tokens[at + skip - 1].is_number)
            ):
                return None
            end = _match(rest, tokens, at + skip, sentence)
            if end is not None:
                return end
        return None
    if at < len(tokens) and tokens[at].sentence == sentence and step.takes(tokens[at]):
        end = _match(rest, tokens, at + 1, sentence)
        if end is not None:
            return end
    return _match(rest, tokens, at, sentence) if step.optional else None
