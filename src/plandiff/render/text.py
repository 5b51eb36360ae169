"""Styled text for a terminal: words that know their style, measured in columns and set in lines.

Rich could do all of it, and to import it takes a tenth of a start. It is asked where it knows more: how wide the characters of other
scripts are, and how to break lines of them, or of words that are longer than a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

_ONE_COLUMN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x2B0), *range(0x2010, 0x2016))))
_ONE_COLUMN |= frozenset("\u2018\u2019\u201c\u201d\u2026\u2212\u2248\u25b2\u25bc\u25c6")
"""Characters of European languages, and the signs of the verdicts, that take one column each."""
_CODES = {"bold": 1, "dim": 2, "underline": 4, "reverse": 7, "strike": 9, "red": 31, "green": 32, "magenta": 35}
"""How a terminal is told of a style (ECMA-48, SGR)."""

Span = tuple[int, int, str]
"""From where to where, and the style."""


class Text:
    """Characters with styles; no two of the styles overlap."""

    __slots__ = ("plain", "spans")

    def __init__(self, plain: str = "", style: str = "") -> None:
        self.plain = plain
        """The characters alone."""
        self.spans: list[Span] = [(0, len(plain), style)] if style and plain else []

    def __add__(self, other: Text) -> Text:
        """Both, one behind the other."""
        return self[:].append_text(other)

    def __getitem__(self, asked: slice) -> Text:
        """A stretch of it, with its styles."""
        start, end, _ = asked.indices(len(self.plain))
        found = Text(self.plain[start:end])
        if self.spans:
            inside = ((max(a, start) - start, min(b, end) - start, style) for a, b, style in self.spans)
            found.spans = [span for span in inside if span[0] < span[1]]
        return found

    @property
    def cell_len(self) -> int:
        """How many columns it takes."""
        return columns(self.plain)

    def append(self, plain: str, style: str = "") -> Text:
        """Put characters of one style at the end; returns the text itself."""
        if style and plain:
            self.spans.append((len(self.plain), len(self.plain) + len(plain), style))
        self.plain += plain
        return self

    def append_text(self, other: Text) -> Text:
        """Put another text at the end; returns the text itself."""
        if other.spans:
            at = len(self.plain)
            self.spans += [(start + at, end + at, style) for start, end, style in other.spans]
        self.plain += other.plain
        return self

    def stripped(self) -> Text:
        """The text without blanks at its end."""
        bare = self.plain.rstrip()
        return self if len(bare) == len(self.plain) else self[: len(bare)]

    def cut(self, room: int) -> Text:
        """As much of its beginning as these columns hold."""
        return self[:room] if _plain(self.plain) else _by_rich(self, room, cut=True)[0]

    def divide(self, starts: Iterable[int]) -> list[Text]:
        """The lines that begin at the beginning and at these places."""
        bounds = [0, *starts, len(self.plain)]
        return [self[start:end] for start, end in pairwise(bounds)]

    def wrapped(self, room: int) -> list[Text]:
        """Its lines, set in so many columns, without blanks at their ends."""
        if "\t" not in self.plain and "\n" not in self.plain and self.cell_len <= room:
            return [self.stripped()]
        starts: list[int] = []
        start = 0
        for line in self.plain.split("\n"):
            found = breaks(line, room)
            if found is None:
                return [text.stripped() for text in _by_rich(self, room)]
            starts += [start + k for k in (0, *found)]
            start += len(line) + 1
        return [line.stripped() for line in self.divide(starts[1:])]

    def ansi(self) -> str:
        """The characters as a terminal shows them in their styles."""
        found, at = [], 0
        for start, end, style in self.spans:
            found += [self.plain[at:start], f"\x1b[{_codes(style)}m{self.plain[start:end]}\x1b[0m"]
            at = end
        return "".join([*found, self.plain[at:]])


def columns(text: str) -> int:
    """How many columns of a terminal characters take."""
    if _plain(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def breaks(line: str, room: int) -> list[int] | None:
    """Where the lines of a long one after its first begin, as rich would have it, which measures each word by itself.

    None where that takes more to find out: where words are parted by more than a blank, one is longer than a line, or a character
    may be wider than a column.
    """
    if not _plain(line):
        return None
    if len(line) <= room:
        return []
    if "  " in line or line != line.strip():
        return None
    found = [0]
    while len(line) - found[-1] > room:
        blank = line.rfind(" ", found[-1], found[-1] + room + 1)
        if blank < 0:
            return None
        found.append(blank + 1)
    return found[1:]


def _plain(text: str) -> bool:
    """Whether each character takes one column for certain."""
    return text.isprintable() if text.isascii() else _ONE_COLUMN.issuperset(text)


@cache
def _codes(style: str) -> str:
    return ";".join(map(str, sorted(_CODES[word] for word in style.split())))


def _by_rich(text: Text, room: int, cut: bool = False) -> Sequence[Text]:
    """The lines as rich sets them, or its beginning as rich cuts it."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Span as RichSpan
    from rich.text import Text as RichText

    whole = RichText(text.plain, spans=[RichSpan(*span) for span in text.spans])
    if cut:
        whole.truncate(room)
    lines = [whole] if cut else whole.wrap(Console(file=StringIO(), legacy_windows=False), room)
    found = []
    for line in lines:
        own = Text(line.plain)
        own.spans = [(span.start, min(span.end, len(line.plain)), str(span.style)) for span in line.spans]
        found.append(own)
    return found
