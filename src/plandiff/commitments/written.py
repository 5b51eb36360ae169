"""Readings as plain tuples and back, so that the build of a wheel can write those of the record down (``plandiff.built``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from plandiff.commitments import reading
from plandiff.commitments.reading import Reading
from plandiff.commitments.tokens import tokenize


def packed(value: Any) -> Any:
    """A reading, or a part of one, as plain tuples; without its tokens, which are cut faster than they are copied."""
    if isinstance(value, Reading):
        return tuple(packed(part) for part in value[2:])
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return tuple(sorted(value))
    return tuple(packed(part) for part in value) if isinstance(value, tuple) else value


def unpacked(text: str, made: tuple[Any, ...]) -> Reading:
    """The reading of a text from the tuples that it was made into."""
    return Reading(text, tokenize(text), *(_part(hint)(part) for hint, part in zip(_hints(Reading)[2:], made, strict=True)))


def _hints(noun: Any) -> list[str]:
    """The types of a noun's fields, as they are written."""
    return [getattr(hint, "__forward_arg__", hint) for hint in noun.__annotations__.values()]


@cache
def _part(hint: str) -> Callable[[Any], Any]:
    """What makes a value of this type out of plain tuples."""
    if hint == "frozenset[str]":
        return frozenset
    if hint.startswith("tuple["):
        return _row_of(_part(hint.removeprefix("tuple[").removesuffix(", ...]")))
    noun: type[Any] = getattr(reading, hint)
    if issubclass(noun, Enum):
        return lambda value: noun(value)
    places = [(at, _part(kind)) for at, kind in enumerate(_hints(noun)) if kind not in _PLAIN]
    return _filled(noun, places)


_PLAIN = ("str", "int", "float", "bool")


def _row_of(make: Callable[[Any], Any]) -> Callable[[Iterable[Any]], tuple[Any, ...]]:
    return lambda parts: tuple([make(part) for part in parts])


def _filled(noun: type[NamedTuple], places: list[tuple[int, Callable[[Any], Any]]]) -> Callable[[Iterable[Any]], Any]:
    def make(values: Iterable[Any]) -> Any:
        parts = list(values)
        for at, part in places:
            parts[at] = part(parts[at])
        return noun._make(parts)

    return make if places else noun._make
