"""A page of a terminal: styled lines laid out for one width, the same in every environment."""

from __future__ import annotations

from io import StringIO

from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text

from plandiff.model import Verdict
from plandiff.render import phrases
from plandiff.render.options import Options
from plandiff.render.safe import ascii_only

MEASURE = 112
"""Prose is set no wider than this: longer lines are hard to follow."""
_NARROW = 60
_LEAST_COLUMN = 16
_ONE_COLUMN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x2B0), *range(0x2010, 0x2016))))
_ONE_COLUMN |= frozenset("\u2018\u2019\u201c\u201d\u2026\u2212")
"""Characters of European languages that take one column each."""
# Only colours of the terminal's own palette that can be read on black and on white; the colour tells what went, what
# came and what moved, and never whether that is good.
_KIND = {Verdict.DROPPED: "bold red", Verdict.ADDED: "bold green"}
_MOVED = (Verdict.SOFTENED, Verdict.HARDENED, Verdict.ALTERED)


def breaks(text: str, room: int) -> list[int]:
    """Where the lines of a long text after its first begin, as rich would have it, which measures each word by itself.

    None where words are parted by more than a blank, one is longer than a line, or a character may be wider than a column.
    """
    if "  " in text or text != text.strip() or not _ONE_COLUMN.issuperset(text):
        return []
    found = [0]
    while len(text) - found[-1] > room:
        blank = text.rfind(" ", found[-1], found[-1] + room + 1)
        if blank < 0:
            return []
        found.append(blank + 1)
    return found[1:]


def verdict_style(verdict: Verdict) -> str:
    """How the name of a verdict is set."""
    return "bold magenta" if verdict in _MOVED else _KIND.get(verdict, "bold")


class Page:
    """Lines laid out one after another for one width, and how to write to it."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.width = max(options.width, 1)
        self.measure = min(self.width, MEASURE)
        self.narrow = self.width < _NARROW
        self.lines: list[Text] = []
        # Writes nothing: rich wraps and styles against it. What it would detect of a terminal is fixed, since a report
        # must not depend on the environment (without a height a forced terminal under TERM=dumb is 80 columns wide).
        self._console = Console(
            file=StringIO(),
            width=self.width,
            height=60,
            force_terminal=False,
            color_system=None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def styled(self, text: str, style: str = "") -> Text:
        """``text`` as it may be shown on this output."""
        # The style belongs to the words and not to the Text: what is appended to it must not inherit it.
        shown = text if self.options.unicode else ascii_only(text)
        return Text().append(shown, style) if self.options.color else Text(shown)

    def sign(self, verdict: Verdict) -> Text:
        """The sign of a verdict."""
        return self.styled(phrases.symbol(verdict, self.options.unicode), verdict_style(verdict))

    def blank(self) -> None:
        """An empty line."""
        self.lines.append(Text())

    def prose(self, text: Text, first: str = "", indent: int = 0) -> None:
        """Wrapped text: its first line after ``first`` (else indented), the others at ``indent``."""
        self._behind(Text(first or " " * indent), text, indent)

    def _behind(self, lead: Text, text: Text, indent: int) -> None:
        for line in self.wrapped(text, max(self.measure - indent, 8)):
            self.lines.append(lead.append_text(line))
            lead = Text(" " * indent)

    def wrapped(self, text: Text, room: int) -> list[Text]:
        """The lines of ``text`` set in this many columns."""
        whole = text.cell_len <= room and not any(c in text.plain for c in "\n\t")
        if whole:
            lines = [text.copy()]
        elif ends := breaks(text.plain, room):
            lines = list(text.divide(ends))
        else:
            lines = list(text.wrap(self._console, room))
        for line in lines:
            line.rstrip()
        return lines

    def labelled(self, label: Text, text: Text, indent: int, column: int) -> None:
        """A label, and wrapped text in a column beside it, or right after it where a column would be too narrow."""
        if self.measure - indent - column < _LEAST_COLUMN:
            self.prose(label + Text(" ") + text if label.plain else text, first=" " * indent, indent=indent)
            return
        lead = Text(" " * indent) + label
        lead.append(" " * max(indent + column - lead.cell_len, 1))
        self._behind(lead, text, indent + column)

    def flow(self, items: list[Text], gap: int = 2, indent: int = 0) -> None:
        """Items side by side, each whole where it fits; lines after the first begin at ``indent``."""
        line = Text()
        for item in items:
            begun = bool(line.plain.strip())
            if begun and line.cell_len + gap + item.cell_len > self.measure:
                self._wrapped(line, indent)
                line = Text(" " * indent)
            elif begun:
                line.append(" " * gap)
            line.append_text(item)
        self._wrapped(line, indent)

    def _wrapped(self, line: Text, indent: int) -> None:
        if line.cell_len <= self.measure:
            self.lines.append(line)
            return
        lead = len(line.plain) - len(line.plain.lstrip())
        self.prose(line[lead:], first=" " * lead, indent=max(lead, min(indent, self.measure // 4)))

    def text(self) -> str:
        """All lines, as the terminal gets them."""
        for line in self.lines:
            line.rstrip()
        if not self.options.color:
            return "".join(f"{line.plain}\n" for line in self.lines)
        return "".join(
            segment.style.render(segment.text, color_system=ColorSystem.TRUECOLOR) if segment.style else segment.text
            for line in self.lines
            for segment in line.render(self._console, end="\n")
        )
