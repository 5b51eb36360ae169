"""The ledger as a table: words over the columns where they fit, else the signs, explained below; else no table at all."""

from __future__ import annotations

from rich.text import Text

from plandiff.ledger import Ledger, Row
from plandiff.model import Verdict
from plandiff.render import phrases
from plandiff.render.sheet import Page, verdict_style

_SIGN_COLUMN = 5
_LEAST_NAME = 8


def lay_out(page: Page, ledger: Ledger) -> None:
    """Write the counts: a row for each party or tag, a column for each verdict that is a change."""
    verdicts = phrases.columns(page.options)
    rows = phrases.rows(ledger, verdicts)
    in_words = _table(page, ledger, rows, verdicts)
    page.blank()
    if not in_words:
        page.flow([page.sign(v) + Text(f" {v}", verdict_style(v)) for v in verdicts], gap=3)
    page.prose(page.styled(phrases.ledger_means(ledger)))


def _table(page: Page, ledger: Ledger, rows: list[Row], verdicts: list[Verdict]) -> bool:
    """Write the rows as widely as the page allows; whether the verdicts stand there in words."""
    names = [page.styled(phrases.row_name(ledger, row)) for row in rows]
    heading = page.styled(ledger.by, "bold")
    first = max(n.cell_len for n in (*names, heading))
    in_words = first + sum(len(v) + 2 for v in verdicts) <= page.measure
    widths = [len(v) + 2 if in_words else _SIGN_COLUMN for v in verdicts]
    first = min(first, max(page.measure - sum(widths), _LEAST_NAME))
    page.blank()
    if first + sum(widths) > page.measure:
        for name, row in zip(names, rows, strict=True):
            page.prose(name)
            counts = [page.sign(v) + Text(f" {row.counts[v]}") for v in verdicts if row.counts[v]]
            page.flow([Text("  ") + counts[0], *counts[1:]], indent=2)
        return False
    line = heading + Text(" " * (first - heading.cell_len))
    for verdict, width in zip(verdicts, widths, strict=True):
        head = Text(verdict, verdict_style(verdict)) if in_words else page.sign(verdict)
        line += Text(" " * (width - head.cell_len)) + head
    page.lines.append(line)
    for name, row in zip(names, rows, strict=True):
        _row(page, name, first, [(row.counts[v], w) for v, w in zip(verdicts, widths, strict=True)])
    return in_words


def _row(page: Page, name: Text, first: int, cells: list[tuple[int, int]]) -> None:
    if name.cell_len > first:
        page.prose(name)
        name = Text()
    line = name + Text(" " * (first - name.cell_len))
    for number, width in cells:
        line += Text((str(number) if number else ".").rjust(width))
    page.lines.append(line)
