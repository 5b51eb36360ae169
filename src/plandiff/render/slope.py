"""A comparison as a picture: old provisions on the left, new ones on the right, a line for every link."""

from __future__ import annotations

from plandiff.ledger import Ledger
from plandiff.model import Change, Comparison, Plan, Verdict
from plandiff.render import phrases
from plandiff.render.options import Options
from plandiff.render.svg import ROW, STROKES, cut, document, label, paragraphs, stroke

_SIDE, _MIDDLE, _MARGIN = 330, 240, 16
_WIDTH = 2 * _SIDE + _MIDDLE + 2 * _MARGIN
_LEFT, _RIGHT = _MARGIN + _SIDE, _MARGIN + _SIDE + _MIDDLE
_TOP = 3 * ROW


def render(comparison: Comparison, options: Options, ledger: Ledger | None) -> str:
    """The picture; with a ledger, its counts in place of the lines."""
    title = f"{comparison.old.id} > {comparison.new.id}: what changed"
    shapes = [label(_MARGIN, 1.4 * ROW, title, bold=True)]
    shapes += _counts(ledger, options) if ledger is not None else _graph(comparison)
    rows = len(shapes) if ledger is not None else max(len(comparison.old.provisions), len(comparison.new.provisions))
    bottom = float(_TOP + (rows + 2) * ROW)
    if ledger is None:
        shapes += _legend(bottom)
        bottom += ROW
    check = f"! {phrases.CHECK}: the link rests on thin evidence." if any(c.thin for c in comparison.shown) and ledger is None else ""
    lines = [check, phrases.selection(comparison), *map(str, comparison.notes), phrases.accounting(comparison, Options(show_all=True))]
    said, bottom = paragraphs(filter(None, lines), _MARGIN, bottom, _WIDTH - 2 * _MARGIN)
    return document(_WIDTH, bottom + ROW, title, [*shapes, *said])


def _graph(comparison: Comparison) -> list[str]:
    old, new = comparison.old, comparison.new
    left = {p.number: _TOP + n * ROW for n, p in enumerate(old.provisions, 1)}
    right = {p.number: _TOP + n * ROW for n, p in enumerate(new.provisions, 1)}
    shapes = [_head(old, _LEFT, "end"), _head(new, _RIGHT, "start")]
    for change in comparison.shown:
        said = f"{_named(change)} {phrases.numbers(change.old)} > {phrases.numbers(change.new)}"
        shapes += [
            stroke(_LEFT + 22, left[a.number] - 4, _RIGHT - 22, right[b.number] - 4, change.verdict, said)
            for a in change.old
            for b in change.new
        ]
        shapes += _ends(change, left, right)
    return shapes


def _head(plan: Plan, x: float, anchor: str) -> str:
    return label(x, _TOP, cut(f"{plan.id}  {phrases.day(plan.date)}", _SIDE), anchor=anchor, bold=True, whole=plan.title)


def _ends(change: Change, left: dict[str, int], right: dict[str, int]) -> list[str]:
    """The provisions on both sides, each with the sign of the verdict where the line begins or would begin."""
    sign = f"{phrases.symbol(change.verdict)}{'!' if change.thin else ''}"
    shapes = []
    for provisions, places, x, anchor, inward in ((change.old, left, _LEFT, "end", 6), (change.new, right, _RIGHT, "start", -6)):
        for provision in provisions:
            y = places[provision.number]
            said = f"{provision.number}  {provision.text}"
            whole = f"{_named(change)}: {said}"
            shapes.append(label(x, y, cut(said, _SIDE), anchor=anchor, whole=whole))
            shapes.append(label(x + inward, y, sign, anchor="start" if inward > 0 else "end", bold=True))
    return shapes


def _named(change: Change) -> str:
    """The verdict, and whether a person should check it."""
    return f"{change.verdict} ({phrases.CHECK})" if change.thin else str(change.verdict)


def _legend(y: float) -> list[str]:
    shapes = []
    x = float(_MARGIN)
    for verdict in phrases.WEIGHT:
        shapes.append(label(x, y, phrases.symbol(verdict), bold=True))
        x += 14
        if verdict in STROKES:
            shapes.append(stroke(x, y - 4, x + 34, y - 4, verdict))
            x += 40
        shapes.append(label(x, y, str(verdict)))
        x += 7 * len(verdict) + 20
    return shapes


def _counts(ledger: Ledger, options: Options) -> list[str]:
    verdicts: list[Verdict] = phrases.columns(options)
    step = (_WIDTH - 2 * _MARGIN - 200) / len(verdicts)
    shapes = [label(_MARGIN, _TOP, ledger.by, bold=True)]
    shapes += [label(_MARGIN + 200 + n * step, _TOP, f"{phrases.symbol(v)} {v}", bold=True) for n, v in enumerate(verdicts)]
    for place, row in enumerate(phrases.rows(ledger, verdicts), 1):
        y = _TOP + place * ROW
        shapes.append(label(_MARGIN, y, cut(phrases.row_name(ledger, row), 190)))
        shapes += [label(_MARGIN + 200 + n * step, y, str(row.counts[v])) for n, v in enumerate(verdicts) if row.counts[v]]
    return shapes
