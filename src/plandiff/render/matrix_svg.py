"""A matrix as a timeline: a column for each version, a line for each thread, signs where something happened."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from plandiff.matrix import Cell, Matrix, Row
from plandiff.model import Verdict
from plandiff.render import many, phrases
from plandiff.render.options import Options
from plandiff.render.svg import ROW, cut, document, label, paragraphs, stroke, width_of

_MARGIN, _LABEL, _LEAST = 16, 330, 110


def render(matrix: Matrix, options: Options) -> str:
    """The picture of the threads that pass the reader's filter, as a file that says all there is to say of it."""
    shown = many.rows(matrix, options)
    title = " > ".join(plan.id for plan in matrix.plans) + (f" ({matrix.selection})" if matrix.selection else "")
    shapes, width, bottom = _timeline(matrix, shown, 4.5 * ROW, options)
    shapes.insert(0, label(_MARGIN, 1.4 * ROW, title, bold=True))
    said, bottom = paragraphs([key(shown)], _MARGIN, bottom + 2 * ROW, width - 2 * _MARGIN)
    closing = many.matrix_closing(matrix, shown, options, in_words=False)
    more, bottom = paragraphs(closing, _MARGIN, bottom, width - 2 * _MARGIN)
    return document(width, bottom + ROW, title, [*shapes, *said, *more])


def picture(matrix: Matrix, options: Options) -> str:
    """The same threads without a word around them, for a page that says the rest."""
    shapes, width, bottom = _timeline(matrix, many.rows(matrix, options), 3 * ROW, options)
    return document(width, bottom + ROW, " > ".join(plan.id for plan in matrix.plans), shapes)


def _timeline(matrix: Matrix, shown: Sequence[Row], top: float, options: Options) -> tuple[list[str], float, float]:
    """Heads and threads, and how wide and how high they are; the last line of the heads stands at ``top``."""
    step = max([_LEAST, *(width_of(f"against {plan.id}") + 16 for plan in matrix.plans)])
    columns = [_MARGIN + _LABEL + 20 + n * step for n in range(len(matrix.plans))]
    shapes = []
    for k, (plan, x) in enumerate(zip(matrix.plans, columns, strict=True)):
        shapes.append(label(x, top - 2 * ROW, plan.id, bold=True, whole=plan.title))
        shapes.append(label(x, top, many.against(matrix, k)))
        shapes.append(label(x, top - ROW, f"{phrases.day(plan.date)}{'' if plan.coverage == 'full' else ' (part)'}"))
    for n, row in enumerate(shown, 1):
        shapes += _thread(row, columns, top + n * 1.3 * ROW, step - 16, options)
    width = columns[-1] + step if columns else _MARGIN + _LABEL
    return shapes, width, top + len(shown) * 1.3 * ROW


def _thread(row: Row, columns: Sequence[float], y: float, room: float, options: Options) -> list[str]:
    first = row.cells[row.first].provisions[0]
    shapes = [label(_MARGIN, y, cut(first.text, _LABEL), whole=first.text)]
    held = [k for k, cell in enumerate(row.cells) if cell.provisions]
    for before, after in pairwise(held):
        # A plain line where the thread is in both columns, dots over a column that does not report it.
        verdict = Verdict.UNCHANGED if after == before + 1 else Verdict.REWORDED
        start = columns[before] + width_of(_signs(row.cells[before], room, options)) + 4
        shapes.append(stroke(start, y - 4, max(columns[after] - 4, start), y - 4, verdict))
    for cell, x in zip(row.cells, columns, strict=True):
        if cell.entries:
            whole = "; ".join(many.entry(e, options) for e in cell.entries)
            shapes.append(label(x, y, _signs(cell, room, options), bold=True, whole=whole))
    return shapes


def _signs(cell: Cell, room: float, options: Options) -> str:
    return cut(", ".join(many.entry(e, options, in_words=False) for e in cell.entries), room)


def key(shown: Sequence[Row]) -> str:
    """What the signs and lines in the picture of these threads mean."""
    verdicts = [v for v in phrases.WEIGHT if any(v in row.verdicts for row in shown)]
    means = [f"{phrases.symbol(v)} {v}" for v in verdicts]
    return "; ".join([*means, *many.sign_marks(shown), "dotted: not reported in between"])
