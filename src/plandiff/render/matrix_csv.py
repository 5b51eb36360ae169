"""A matrix as CSV, for a spreadsheet: every thread, nothing folded.

The ugly case is the spreadsheet: a cell that begins with one of ``= + - @``, or their wide forms, is run as a formula there, so such
text of a plan gets an apostrophe before it, which spreadsheets take for the mark of a text. Where the comma is for decimals a
spreadsheet ends cells at semicolons, and, since it does not know our quotes, rows at line feeds: what follows these begins a cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from plandiff.matrix import Cell, Matrix
from plandiff.render import many, phrases
from plandiff.render.options import Options
from plandiff.render.safe import one_line, visible

_RUNS = re.compile(r'(^|[;\n]\s*"*)(?=[=+@\uff1d\uff0b\uff0d\uff20-])')


def render(matrix: Matrix, options: Options) -> str:
    """The table, with four columns for each version (five with its texts); several changes of a cell by semicolons.

    ``since`` is the version that the verdict is against, in every cell; ``check`` says so of what a person should check.
    """
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    heads = ["", " verdict", " since", " check", *([" text"] if options.texts else [])]
    table.writerow(["thread", "tags", *(_text(one_line(p.id) + head) for p in matrix.plans for head in heads)])
    for row in matrix.rows:
        cells = [text for cell in row.cells for text in _cells(cell, options.texts)]
        tags = "; ".join(one_line(tag) for tag in row.tags)
        table.writerow([_text(many.row_id(matrix, row)), _text(tags), *cells])
    return out.getvalue()


def _cells(cell: Cell, texts: bool) -> Iterator[str]:
    entries = [entry for entry in cell.entries for _ in range(entry.times)]
    yield _text("; ".join(phrases.numbers(e.provisions) if e.provisions else "" for e in entries))
    yield "; ".join(str(e.verdict or "") for e in entries)
    yield _text("; ".join(one_line(e.against.id) if e.against else "" for e in entries))
    yield "; ".join(phrases.CHECK if e.thin else "" for e in entries) if any(e.thin for e in entries) else ""
    if texts:
        yield _text("\n".join(visible(p.text) for e in entries for p in e.provisions))


def _text(text: str) -> str:
    return _RUNS.sub(r"\1'", text)
