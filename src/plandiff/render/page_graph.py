"""The whole comparison at a glance: old provisions on the left, new ones on the right, a line for every link.

Every end of a line stands in a list as well, with the sign of its verdict and a link to the change: the lines add nothing
that a reader who does not see them would miss, and no colour is needed to tell them apart.
"""

from __future__ import annotations

from textwrap import shorten

from plandiff.model import Change, Comparison, Plan, Provision, Verdict
from plandiff.render import phrases
from plandiff.render.page_change import anchor, sign
from plandiff.render.page_controls import ENOUGH
from plandiff.render.page_frame import text_of
from plandiff.render.safe import one_line

_WORDS = 70
"""Characters of a provision that are shown; how many of them fit is for the page to see."""


def graph(comparison: Comparison) -> list[str]:
    """The graph of the changes that pass the reader's filter, as blocks of HTML; none where there is too little to see."""
    links = [c for c in comparison.shown if c.old and c.new]
    if len(links) < ENOUGH:
        return []
    old, new = comparison.old, comparison.new
    return [
        '<details class="graph" open>',
        "<summary>Which provision became which</summary>",
        f'<div class="slope"><p class="label">{text_of(old.id)}</p><p class="label">{text_of(new.id)}</p>',
        *_side(old, {p.number: c for c in comparison.shown for p in c.old}),
        *_lines(links, _places(old), _places(new)),
        *_side(new, {p.number: c for c in comparison.shown for p in c.new}),
        "</div>",
        f"<p>{_key(links)}</p>",
        '<p class="hint">A number without a line was dropped or added, or is unreported.</p>',
        "</details>",
    ]


def _side(plan: Plan, changes: dict[str, Change]) -> list[str]:
    return [
        f'<ol aria-label="{text_of(plan.id)}">',
        *(f"<li>{_end(p, changes.get(p.number))}</li>" for p in plan.provisions),
        "</ol>",
    ]


def _end(provision: Provision, change: Change | None) -> str:
    words = text_of(shorten(one_line(provision.text), _WORDS, placeholder=" …"))
    said = f'<b>{text_of(provision.number)}</b> <span class="words">{words}</span>'
    if change is None:
        return said
    return (
        f'<a class="{change.verdict}" href="#{anchor(change)}" data-change="{anchor(change)}">{sign(change.verdict)} {said}</a>'
    )


def _places(plan: Plan) -> dict[str, float]:
    """How far down each provision stands, in percent: both lists are spread over the same height."""
    return {p.number: 100 * (n + 0.5) / len(plan.provisions) for n, p in enumerate(plan.provisions)}


def _lines(links: list[Change], left: dict[str, float], right: dict[str, float]) -> list[str]:
    lines = [
        f'<line class="{c.verdict}" data-change="{anchor(c)}" x1="0" y1="{left[old.number]:.2f}" '
        f'x2="100" y2="{right[new.number]:.2f}"></line>'
        # What weighs most is drawn last, on top.
        for c in sorted(links, key=lambda c: -phrases.WEIGHT.index(c.verdict))
        for old in c.old
        for new in c.new
    ]
    return ['<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">', *lines, "</svg>"]


def _key(links: list[Change]) -> str:
    found: set[Verdict] = {c.verdict for c in links}
    items = (
        f'<span class="key"><svg viewBox="0 0 40 10" aria-hidden="true">'
        f'<line class="{v}" x1="0" y1="5" x2="40" y2="5"></line></svg> {v}</span>'
        for v in phrases.WEIGHT
        if v in found
    )
    return " ".join(items)
