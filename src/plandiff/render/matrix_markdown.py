"""A matrix as a Markdown table: a row for each thread, a column for each version."""

from __future__ import annotations

from plandiff.matrix import Cell, Matrix, Row
from plandiff.render import many, phrases
from plandiff.render.markdown import escaped
from plandiff.render.options import Options
from plandiff.render.safe import one_line

_LABEL = 60
"""Characters of the first text that stand beside a row."""


def render(matrix: Matrix, options: Options) -> str:
    """The matrix as text."""
    shown = many.rows(matrix, options)
    label = [] if options.texts else ["provision"]
    heads = [_head(matrix, k) for k in range(len(matrix.plans))]
    table = [_line([*label, *heads]), _line(["---"] * (len(label) + len(heads)))]
    table += [_line([*([_label(row)] if label else []), *(_cell(cell, options) for cell in row.cells)]) for row in shown]
    title = f"## {' > '.join(escaped(plan.id) for plan in matrix.plans)}"
    closing = [escaped(line) for line in many.matrix_closing(matrix, shown, options)]
    return "\n\n".join([title, "\n".join(table), *closing[:-1], f"**{closing[-1]}**"]) + "\n"


def _head(matrix: Matrix, k: int) -> str:
    plan = matrix.plans[k]
    facts = [plan.id, phrases.day(plan.date), many.against(matrix, k)]
    return "<br>".join([escaped(facts[0]), escaped(facts[1]), *([escaped(f"({facts[2]})")] if facts[2] else [])])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _label(row: Row) -> str:
    text = one_line(row.cells[row.first].provisions[0].text)
    return escaped(text if len(text) <= _LABEL else f"{text[: _LABEL - 1].rstrip()}\u2026")


def _cell(cell: Cell, options: Options) -> str:
    lines = []
    for shown in cell.entries:
        lines.append(f"**{escaped(many.entry(shown, options))}**")
        if options.texts:
            lines += [escaped(provision.text) for provision in shown.provisions]
    return "<br>".join(lines)
