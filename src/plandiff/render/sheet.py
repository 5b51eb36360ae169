"""A page of a terminal: styled lines laid out for one width, the same in every environment."""

from __future__ import annotations

from plandiff.model import Verdict
from plandiff.render import phrases
from plandiff.render.options import Options
from plandiff.render.safe import ascii_only
from plandiff.render.text import Text

MEASURE = 112
"""Prose is set no wider than this: longer lines are hard to follow."""
_NARROW = 60
_LEAST_COLUMN = 16
# Only colours of the terminal's own palette that can be read on black and on white; the colour tells what went, what
# came and what moved, and never whether that is good.
_KIND = {Verdict.DROPPED: "bold red", Verdict.ADDED: "bold green"}
_MOVED = (Verdict.SOFTENED, Verdict.HARDENED, Verdict.ALTERED)


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

    def styled(self, text: str, style: str = "") -> Text:
        """``text`` as it may be shown on this output."""
        shown = text if self.options.unicode else ascii_only(text)
        return Text(shown, style if self.options.color else "")

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
        for line in text.wrapped(max(self.measure - indent, 8)):
            self.lines.append(lead.append_text(line))
            lead = Text(" " * indent)

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
        lines = (line.stripped() for line in self.lines)
        return "".join([f"{line.ansi() if self.options.color else line.plain}\n" for line in lines])
