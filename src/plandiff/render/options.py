"""What a reader can ask of a layout."""

from __future__ import annotations

from dataclasses import dataclass

from plandiff.noun import Noun

ORDERS = ("weight", "document")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Options(Noun):
    """How a report is laid out; a format ignores what has no meaning there."""

    width: int = 100
    """Columns of the terminal view."""
    color: bool = False
    explain: bool = False
    """Show what each link and verdict rests on."""
    show_all: bool = False
    """Show what is folded away otherwise: unchanged and unreported provisions."""
    order: str = "weight"
    """``weight``: what matters most first; ``document``: as the old plan runs."""
    unicode: bool = True
    """Whether the output can show more than ASCII."""
    texts: bool = False
    """Show the texts themselves in a table of many versions."""
    max_size: int | None = None
    """The most bytes that a Markdown report may have; None: no limit."""
