"""What every reader of documents hands on: passages in the order of the document, with what it shows of their structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plandiff.intake.labels import label_of

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no plan file may hold; the separators among the control characters count as blanks."""


@dataclass(frozen=True, slots=True)
class Block:
    """A passage: a paragraph, an item of a list, a heading."""

    text: str
    """Its words; a line feed where the document breaks a line, and blanks where it indents one."""
    at: str
    """Where it stands, for a person: ``line 12``, ``paragraph 4``."""
    label: str = ""
    """The number or bullet that the document shows in front of it without writing it: ``2.``, ``(a)``."""
    list_id: str = ""
    """Names the list it is an item of, where the document says so; one name for each depth."""
    depth: int = 0
    """In how many lists it stands."""
    nested: bool = False
    """Whether ``depth`` is known: the document says where a list ends."""
    heading: int = 0
    """Its rank as a heading, from 1; 0 where it is none."""
    aside: str = ""
    """What it is where it is no part of the running text: ``footnote``, ``page header``."""
    number: str = ""
    """The number of the provision that it is, in a document that plandiff wrote."""


@dataclass(frozen=True, slots=True)
class Document:
    """The passages of a document, and what was seen of it that is no passage."""

    blocks: tuple[Block, ...]
    title: str = ""
    """The title that the document has apart from its text."""
    notes: tuple[str, ...] = ()
    """What a person must know of how it was read."""


def row(cells: Iterable[str], at: str) -> Iterator[Block]:
    """The cells of one row of a table; a first cell that is a number stands in front of the others."""
    words = [cell for cell in cells if cell.strip()]
    if len(words) > 1 and (label := cell_label(words[0])):
        yield Block("\n".join(words[1:]), at, label=label)
        return
    for cell in words:
        yield Block(cell, at)


def cell_label(cell: str) -> str:
    """The number that is all of a cell, written as in front of a line (2 as ``2.``); empty where it is none."""
    words = tidy(cell)
    for label in (f"{words}.", words):
        if (found := label_of(label)) and found.parts and not found.rest and not found.weak:
            return label
    return ""


def tidy(text: str) -> str:
    """The words of ``text`` with one blank between them, without characters that take no room and none that no file may hold."""
    return " ".join(_UNWRITABLE.sub("", _INVISIBLE.sub("", text)).split())


def worded(text: str) -> bool:
    """Whether there is a word or a number in ``text``: a rule of dashes has none."""
    return any(c.isalnum() for c in text)
