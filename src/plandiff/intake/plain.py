"""A plain text as passages: an empty line ends one, and so does a line that begins with a number (which the outline decides)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plandiff.intake.blocks import Block, Document

_RULE = re.compile(r"[^\w]*")


def read(text: str, start: int = 1) -> Document:
    """The passages of a plain text.

    Args:
        start: the number of its first line.
    """
    return Document(tuple(_blocks(text, start)))


def _blocks(text: str, start: int) -> Iterator[Block]:
    lines: list[str] = []
    first = start
    for n, line in enumerate([*re.split("\r\n|[\n\r\f\x85\u2028\u2029]", text), ""], start):
        if not line or _RULE.fullmatch(line):  # most are empty where a file is large and says little
            if lines:
                yield Block("\n".join(lines), f"line {first}")
            lines = []
        else:
            first = first if lines else n
            lines.append(line.expandtabs(4))
