"""What the build of a wheel wrote down of the package's own files, as Python: reading them takes longer than judging.

It is found by the text that it was made from, so that a file that somebody edits is read anew. There is none in a source
checkout, and none of anybody's own files.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib import import_module
from os import listdir
from pathlib import Path
from typing import Any


def value(text: str | bytes, sort: str) -> Any:
    """What the build made of a text; None of any other text. ``sort`` says what it was read as."""
    try:
        return import_module(f"plandiff.record.{name(text, sort)}").VALUE
    except ModuleNotFoundError:
        return None


def name(text: str | bytes, sort: str) -> str:
    """What the module with a value is called: it tells one text from another."""
    return f"{sort}_{_sums(text if isinstance(text, bytes) else text.encode('utf-8', 'surrogatepass'))}"


@cache
def _sums(raw: bytes) -> str:
    return f"{len(raw)}_{zlib.crc32(raw)}_{zlib.adler32(raw)}"


def module(made: Any) -> str:
    """The source of a module that holds a value of plain tuples: Python compiles it once, and no parser is needed for it."""
    return f"from math import inf\n\nVALUE = {made!r}\n"


# --- provisions of the record -----------------------------------------------------------------------------------------

PASSAGES = "passages"
_FOLDER = Path(__file__).parent
_RULES = (("", "stems.txt"), ("align", ".txt"), ("commitments/lexicon", ".toml"))
_opened: list[str] = []
_passages: dict[str, tuple[Any, ...]] = {}


def opened(text: str) -> None:
    """Note that this run has read a file of the record: what the build made of its provisions may be asked for."""
    _opened.append(text)


def passage(text: str) -> tuple[Any, ...] | None:
    """What the build made of a provision of a file that was opened: its words, its terms, its reading; None of any other."""
    while _opened:
        _passages.update(value(_opened.pop() + rules(), PASSAGES) or ())
    return _passages.get(text)


@cache
def rules() -> str:
    """What tells all lists that a reading rests on from others: where one of them was edited, every text is read anew."""
    folders = [(_FOLDER / folder, ending) for folder, ending in _RULES]
    found = [folder / name for folder, ending in folders for name in sorted(listdir(folder)) if name.endswith(ending)]
    return _sums("".join(_sums(path.read_bytes()) for path in found).encode())
