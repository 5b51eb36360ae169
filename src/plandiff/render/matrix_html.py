"""A matrix as one self-contained page: a table whose first row and column stay in sight."""

from __future__ import annotations

from plandiff.matrix import Cell, Entry, Matrix, Row
from plandiff.model import Plan
from plandiff.render import many, phrases
from plandiff.render.options import Options
from plandiff.render.page_frame import document, lines_of, text_of

_STYLE = """\
main { max-width: none; }
.wide { overflow: auto; max-height: 90vh; }
.matrix { border-collapse: separate; border-spacing: 0; }
.matrix th, .matrix td { border-bottom: 1px solid var(--line); padding: .3rem .8rem .3rem 0; min-width: 7rem; }
.matrix thead th { position: sticky; top: 0; background: var(--paper); }
.matrix tbody th { font-weight: normal; max-width: 22rem; min-width: 12rem; }
.matrix p { margin: 0; }
td .softened, td .hardened, td .altered { color: var(--moved); font-weight: 600; }
td .dropped { color: var(--gone); font-weight: 600; }
td .added { color: var(--came); font-weight: 600; }
@media print { .wide { overflow: visible; max-height: none; } }
"""


def render(matrix: Matrix, options: Options) -> str:
    """The page."""
    shown = many.rows(matrix, options)
    title = text_of(" > ".join(plan.id for plan in matrix.plans))
    heads = "".join(_head(plan, many.against(matrix, k)) for k, plan in enumerate(matrix.plans))
    main = [
        f'<h1 id="versions">{title}</h1>',
        '<div class="wide" role="region" aria-labelledby="versions" tabindex="0">',
        f'<table class="matrix">\n<thead><tr><th scope="col">provision</th>{heads}</tr></thead>',
        "<tbody>",
        *(_row(row, options) for row in shown),
        "</tbody></table></div>",
    ]
    *lines, last = many.matrix_closing(matrix, shown, options)
    foot = [f"<p>{text_of(line)}</p>" for line in lines] + [f"<p><strong>{text_of(last)}</strong></p>"]
    return document(title, main, foot, _STYLE)


def _head(plan: Plan, against: str) -> str:
    facts = [phrases.day(plan.date), phrases.published(plan), f"({against})" if against else ""]
    small = "<br>".join(text_of(fact) for fact in facts if fact)
    return f'<th scope="col" title="{text_of(plan.title)}">{text_of(plan.id)}<br><small>{small}</small></th>'


def _row(row: Row, options: Options) -> str:
    label = text_of(row.cells[row.first].provisions[0].text)
    return f'<tr><th scope="row">{label}</th>{"".join(_cell(cell, options) for cell in row.cells)}</tr>'


def _cell(cell: Cell, options: Options) -> str:
    return f"<td>{''.join(_entry(entry, options) for entry in cell.entries)}</td>"


def _entry(entry: Entry, options: Options) -> str:
    numbers = f"<b>{text_of(phrases.numbers(entry.provisions))}</b>" if entry.provisions else ""
    word = ""
    if entry.verdict is not None:
        sign = f'<span class="sign" aria-hidden="true">{phrases.symbol(entry.verdict)}</span>'
        since = "".join(f" {text_of(said)}" for said in many.beside(entry))
        times = f"{entry.times} " if entry.times > 1 else ""
        word = f' <span class="{entry.verdict}">{sign} {times}{entry.verdict}</span>{since}'
    texts = "".join(f"<br>{lines_of(p.text)}" for p in entry.provisions) if options.texts else ""
    return f"<p>{numbers}{word}{texts}</p>"
