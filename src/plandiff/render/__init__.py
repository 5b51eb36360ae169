"""A comparison as text, in one of several formats with one signature: a format lays out, it never computes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from plandiff.errors import PlandiffError
from plandiff.render.options import Options

if TYPE_CHECKING:
    from plandiff.ledger import Ledger
    from plandiff.model import Comparison

__all__ = ["FORMATS", "WORD", "Options", "render", "render_word"]

_MODULES = {"terminal": "terminal", "markdown": "markdown", "json": "contract", "html": "page", "svg": "slope"}
_MODULES |= {name: name for name in ("github", "sarif", "junit")}
FORMATS = tuple(_MODULES)
WORD = "docx"
"""The format that is a file and no text."""


def render(
    comparison: Comparison,
    format: str = "terminal",
    *,
    options: Options | None = None,
    ledger: Ledger | None = None,
) -> str:
    """The report on ``comparison``, ending in a line feed; with a ``ledger``, its counts instead of the changes.

    A format is imported when it is asked for: the JSON of a comparison needs no terminal library.
    """
    if format not in _MODULES:
        raise PlandiffError(f"unknown format {format!r}; use one of {', '.join(FORMATS)}")
    layout = import_module(f"plandiff.render.{_MODULES[format]}")
    report: str = layout.render(comparison, options or Options(), ledger)
    return report


def render_word(comparison: Comparison, options: Options | None = None) -> bytes:
    """The comparison as a Word document with tracked changes; needs python-docx (``plandiff[word]``)."""
    from plandiff.render import word

    return word.render(comparison, options or Options())
