"""Readings as plain tuples and back, so that the build of a wheel can write those of the record down (``plandiff.built``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

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


def _hints(noun: Any) -> list[Any]:
    """The types of a noun's fields."""
    return list(noun.__annotations__.values())


@cache
def _part(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of this type out of plain tuples."""
    if get_origin(hint) is frozenset:
        return frozenset
    if get_origin(hint) is tuple:
        return _row_of(_part(get_args(hint)[0]))
    if issubclass(hint, Enum):
        return lambda value: hint(value)
    return _filled(hint, [(at, _part(kind)) for at, kind in enumerate(_hints(hint)) if kind not in _PLAIN])


_PLAIN = (str, int, float, bool)


def _row_of(make: Callable[[Any], Any]) -> Callable[[Iterable[Any]], tuple[Any, ...]]:
    return lambda parts: tuple([make(part) for part in parts])


def _filled(noun: type[NamedTuple], places: list[tuple[int, Callable[[Any], Any]]]) -> Callable[[Iterable[Any]], Any]:
    def make(values: Iterable[Any]) -> Any:
        parts = list(values)
        for at, part in places:
            parts[at] = part(parts[at])
        return noun._make(parts)

    return make if places else noun._make
