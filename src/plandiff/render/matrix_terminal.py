"""A matrix for a terminal: words where they fit, else signs, else fewer columns; what is left out is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from plandiff.matrix import Cell, Entry, Matrix, Row
from plandiff.render import many, phrases, terminal_documents
from plandiff.render.options import Options
from plandiff.render.safe import one_line, visible
from plandiff.render.sheet import Page, verdict_style

_GAP = 2
_LEAST_LABEL = 16
_LEAST_TEXT = 22
_AMPLE_LABEL = 40
_ON_ONE_LINE = 36
_MOST_WORDS = 18
_MOST_SIGNS = 9
_SETTINGS = (
    (True, _ON_ONE_LINE, _AMPLE_LABEL),
    (True, _MOST_WORDS, _LEAST_LABEL),
    (False, _MOST_SIGNS, _LEAST_LABEL),
)
"""What is tried in turn: words or signs alone, the most columns of a version, the fewest of the label beside them."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """How the table is set: which versions, how wide each, and the label beside them (0: none)."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    label: int
    in_words: bool


def render(matrix: Matrix, options: Options) -> str:
    """The matrix as text."""
    page = Page(options)
    shown = many.rows(matrix, options)
    terminal_documents.lay_out(page, matrix.plans)
    page.blank()
    grid = _text_grid(page, matrix) if options.texts else _grid(page, matrix, shown)
    heads = [_head(page, matrix, k, width) for k, width in _columns(grid)]
    if shown:
        _lay_out(page, grid, Text(), heads)
    for row in (row for row in shown if any(row.cells[k].entries for k in grid.columns)):
        if options.texts:
            page.blank()
        _row(page, grid, row)
    page.blank()
    _footer(page, matrix, shown, grid)
    return page.text()


def _head(page: Page, matrix: Matrix, k: int, width: int) -> list[Text]:
    """The version, and the one that it is set against."""
    name = [page.styled(part, "bold") for part in _broken(one_line(matrix.plans[k].id), width)]
    against = many.against(matrix, k)
    return [*name, *page.wrapped(page.styled(f"({against})"), width)] if against else name


# --- what fits --------------------------------------------------------------------------------------------------------


def _grid(page: Page, matrix: Matrix, shown: Sequence[Row]) -> _Grid:
    """Words and signs for all versions, on one line where there is room; else signs for all, or for the latest ones that fit."""
    for in_words, most, label in _SETTINGS:
        widths = [_width(page, matrix, shown, k, in_words, most) for k in range(len(matrix.plans))]
        left = page.width - sum(w + _GAP for w in widths)
        if left >= label:
            return _Grid(tuple(range(len(widths))), tuple(widths), left, in_words)
    first = 0
    while first < len(widths) - 1 and page.width - sum(w + _GAP for w in widths[first:]) < _LEAST_LABEL:
        first += 1
    left = max(page.width - sum(w + _GAP for w in widths[first:]), 8)
    return _Grid(tuple(range(first, len(widths))), tuple(widths[first:]), left, False)


def _width(page: Page, matrix: Matrix, shown: Sequence[Row], k: int, in_words: bool, most: int) -> int:
    said = [page.styled(many.entry(e, page.options, in_words)).cell_len for row in shown for e in row.cells[k].entries]
    name = page.styled(one_line(matrix.plans[k].id)).cell_len
    against = f"({many.against(matrix, k)})"
    head = max((page.styled(part).cell_len for part in ([against] if in_words else against.split())), default=0)
    return min(max([*said, name, head, 4]), most)


def _text_grid(page: Page, matrix: Matrix) -> _Grid:
    """The latest versions whose texts fit side by side."""
    most = max((page.width + _GAP) // (_LEAST_TEXT + _GAP), 1)
    columns = tuple(range(len(matrix.plans)))[-most:]
    width = max((page.width + _GAP) // max(len(columns), 1) - _GAP, 1)
    return _Grid(columns, (width,) * len(columns), 0, True)


def _columns(grid: _Grid) -> list[tuple[int, int]]:
    return list(zip(grid.columns, grid.widths, strict=True))


def _broken(name: str, width: int) -> list[str]:
    """A name in pieces of at most this width, broken behind hyphens where it has any."""
    lines = [""]
    for part in name.replace("-", "-\0").split("\0"):
        if lines[-1] and len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return [line[n : n + width] for line in lines for n in range(0, len(line), width)]


# --- rows -------------------------------------------------------------------------------------------------------------


def _row(page: Page, grid: _Grid, row: Row) -> None:
    texts = page.options.texts
    cells = [_cell(page, row.cells[k], width, grid.in_words, texts) for k, width in _columns(grid)]
    label = one_line(row.cells[row.first].provisions[0].text) if grid.label else ""
    _lay_out(page, grid, _cut(page, label, grid.label), cells)


def _cut(page: Page, text: str, width: int) -> Text:
    label = page.styled(text)
    if label.cell_len <= width:
        return label
    dots = page.styled("\u2026")
    label.truncate(max(width - dots.cell_len, 0))
    label.rstrip()
    return label + dots


def _cell(page: Page, cell: Cell, width: int, in_words: bool, texts: bool) -> list[Text]:
    lines: list[Text] = []
    for entry in cell.entries:
        lines += page.wrapped(_entry(page, entry, in_words), width)
        if texts:
            for provision in entry.provisions:
                lines += page.wrapped(page.styled(visible(provision.text)), width)
    return lines


def _entry(page: Page, entry: Entry, in_words: bool) -> Text:
    style = verdict_style(entry.verdict) if entry.verdict else "bold"
    return page.styled(many.entry(entry, page.options, in_words), style)


def _lay_out(page: Page, grid: _Grid, label: Text, cells: Sequence[Sequence[Text]]) -> None:
    """One row of the table, as many lines high as its highest cell."""
    for n in range(max([len(cell) for cell in cells] + [1 if label.plain else 0])):
        line = label if n == 0 else Text()
        filled = grid.label
        for cell, width in zip(cells, grid.widths, strict=True):
            line = line + Text(" " * max(filled - line.cell_len, 0)) + Text(" " * (_GAP if filled else 0))
            line = line + (cell[n] if n < len(cell) else Text())
            filled += width + (_GAP if filled else 0)
        page.lines.append(line)


# --- the end ----------------------------------------------------------------------------------------------------------


def _footer(page: Page, matrix: Matrix, shown: Sequence[Row], grid: _Grid) -> None:
    if not grid.in_words:
        entries = [e for row in shown for k in grid.columns for e in row.cells[k].entries]
        verdicts = [v for v in phrases.WEIGHT if any(e.verdict is v for e in entries)]
        items = [page.sign(v) + Text(f" {v}", verdict_style(v)) for v in verdicts]
        items += map(Text, many.sign_marks([Row(tuple(row.cells[k] for k in grid.columns)) for row in shown]))
        page.flow(items, gap=3)
    folded = [one_line(matrix.plans[k].id) for k in range(len(matrix.plans)) if k not in grid.columns]
    if folded:
        lost = sum(1 for row in shown if not any(row.cells[k].entries for k in grid.columns))
        threads = f", and {phrases.count(lost, 'thread')} that only they have" if lost else ""
        columns = f"the columns of {', '.join(folded)}{threads}"
        page.prose(page.styled(f"Folded: {columns} (a greater --width or --format csv shows them)."))
    if not page.options.texts:
        page.prose(page.styled("The words beside each row are the beginning of its first text (--text shows all texts)."))
    *lines, last = many.matrix_closing(matrix, shown, page.options, grid.in_words)
    for line in lines:
        page.prose(page.styled(line))
    page.prose(page.styled(last, "bold"))
