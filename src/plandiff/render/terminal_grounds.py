"""The two readings of a change as a table beside each other; where there is no room, each element over its two sides."""

from __future__ import annotations

from rich.text import Text

from plandiff.model import Change, Direction
from plandiff.render import grounds
from plandiff.render.sheet import Page

_GAP = 2
_LEAST = 16
_DIRECTIONS = tuple(Direction)


def lay_out(page: Page, change: Change, indent: int) -> None:
    """Write both readings, if there are any."""
    rows = grounds.cells(change)
    if not rows:
        return
    name, moved = (max(len(row[n]) for row in (grounds.HEAD, *rows)) for n in (0, 3))
    side = (page.measure - indent - name - moved - 3 * _GAP) // 2
    if side < _LEAST:
        for row in rows:
            _stacked(page, row, indent)
        return
    wide = max(page.styled(cell).cell_len for row in rows for cell in row[1:3])
    widths = (name, min(side, wide), min(side, wide), moved)
    _row(page, grounds.HEAD, widths, indent, head=True)
    for row in rows:
        _row(page, row, widths, indent)


def _row(page: Page, row: grounds.Row, widths: tuple[int, ...], indent: int, *, head: bool = False) -> None:
    styles = ("dim",) * 4 if head else ("", "", "", "bold" if row[3] in _DIRECTIONS else "")
    columns = [
        page.wrapped(page.styled(cell, style), width) or [Text()]
        for cell, style, width in zip(row, styles, widths, strict=True)
    ]
    for n in range(max(map(len, columns))):
        line = Text(" " * indent)
        for column, width in zip(columns, widths, strict=True):
            cell = column[n] if n < len(column) else Text()
            line = line + cell + Text(" " * (width - cell.cell_len + _GAP))
        page.lines.append(line)


def _stacked(page: Page, row: grounds.Row, indent: int) -> None:
    name, old, new, moved = row
    title = page.styled(f"{name}: ") + page.styled(moved, "bold" if moved in _DIRECTIONS else "")
    page.prose(title, indent=indent)
    for label, cell in zip(grounds.HEAD[1:3], (old, new), strict=True):
        page.labelled(Text(label), page.styled(cell), indent + 2, 4)
