"""What the build of a wheel wrote down of the package's own files, as Python: reading them takes longer than judging.

It is found by the text that it was made from, so that a file that somebody edits is read anew. There is none in a source
checkout, and none of anybody's own files.
"""

from __future__ import annotations

import zlib
from importlib import import_module
from typing import Any


def value(text: str, sort: str) -> Any:
    """What the build made of a text; None of any other text. ``sort`` says what it was read as."""
    try:
        return import_module(f"plandiff.record.{name(text, sort)}").VALUE
    except ModuleNotFoundError:
        return None


def name(text: str, sort: str) -> str:
    """What the module with a value is called: it tells one text from another."""
    raw = text.encode("utf-8", "surrogatepass")
    return f"{sort}_{len(raw)}_{zlib.crc32(raw)}_{zlib.adler32(raw)}"


def module(made: Any) -> str:
    """The source of a module that holds a value of plain tuples: Python compiles it once, and no parser is needed for it."""
    return f"from math import inf\n\nVALUE = {made!r}\n"
