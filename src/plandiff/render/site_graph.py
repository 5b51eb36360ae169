"""What was drafted from what, as a picture: a box for each plan, earlier ones on the left, a line to each that rests on it.

Every line is also said in words where the plans are listed; the picture adds nothing that a reader who does not see it would miss.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.model import Plan
from plandiff.render import phrases
from plandiff.render.page_frame import text_of
from plandiff.render.site_names import Names, plan_key
from plandiff.render.svg import cut

_WIDTH, _HEIGHT, _ACROSS, _DOWN = 172, 44, 232, 58


def picture(plans: Sequence[Plan], names: Names) -> list[str]:
    """The picture of the plans that are tied to another, as blocks of HTML; none where no plan is."""
    bases = _bases(plans)
    tied = [p for p in plans if bases[p.id] or any(p.id in found for found in bases.values())]
    if not tied:
        return []
    places = _places(tied, bases)
    width = max(x for x, _ in places.values()) + _WIDTH + 2
    height = max(y for _, y in places.values()) + _HEIGHT + 2
    lines = [_line(places[base], places[p.id]) for p in tied for base in bases[p.id]]
    return [
        '<div class="wide" role="region" aria-labelledby="drafted" tabindex="0">',
        f'<svg class="family" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        'aria-labelledby="drafted">',
        *lines,
        *(names.link(plan_key(p.id), _box(p, *places[p.id])) for p in tied),
        "</svg>",
        "</div>",
    ]


def _bases(plans: Sequence[Plan]) -> dict[str, list[str]]:
    """The known plans that each rests on, those left out that are not earlier in the list: a ring cannot be drawn."""
    found: dict[str, list[str]] = {}
    for plan in plans:
        found[plan.id] = [base for base in dict.fromkeys(plan.based_on) if base in found]
    return found


def _places(plans: Sequence[Plan], bases: dict[str, list[str]]) -> dict[str, tuple[int, int]]:
    """Where each box stands: as far right as there are plans before it, on the line of its base where that is free."""
    places: dict[str, tuple[int, int]] = {}
    ends: list[int] = []  # the column up to which each line of boxes is taken
    for plan in plans:
        before = [places[base] for base in bases[plan.id]]
        column = max((x for x, _ in before), default=-1) + 1
        wanted = [y for _, y in before if ends[y] < column]
        line = wanted[0] if wanted else len(ends)
        if line == len(ends):
            ends.append(column)
        ends[line] = max(ends[line], column)
        places[plan.id] = (column, line)
    return {ident: (1 + x * _ACROSS, 1 + y * _DOWN) for ident, (x, y) in places.items()}


def _line(start: tuple[int, int], end: tuple[int, int]) -> str:
    x1, y1, x2, y2 = start[0] + _WIDTH, start[1] + _HEIGHT // 2, end[0], end[1] + _HEIGHT // 2
    bend = (_ACROSS - _WIDTH) // 2
    return f'<path d="M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2 - 6} {y2}"></path>{_tip(x2, y2)}'


def _tip(x: int, y: int) -> str:
    return f'<path class="tip" d="M{x - 8} {y - 4}L{x} {y}L{x - 8} {y + 4}Z"></path>'


def _box(plan: Plan, x: int, y: int) -> str:
    known = "" if plan.coverage == "full" else ' class="part"'
    return (
        f'<rect{known} x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="3"></rect>'
        f'<text class="name" x="{x + 10}" y="{y + 19}">{text_of(cut(plan.id, _WIDTH - 32))}</text>'
        f'<text x="{x + 10}" y="{y + 35}">{text_of(phrases.day(plan.date))}</text>'
    )
