"""The report as a briefing for a terminal: what matters first, in prose that wraps and is never cut.

Colour is an extra: without it the same words, signs and marks stand there. Text of a plan is never read as markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from plandiff.model import Change, Comparison, Direction, Plan, Provision
from plandiff.render import phrases
from plandiff.render.marks import pieces, replaced
from plandiff.render.options import Options
from plandiff.render.safe import one_line, visible
from plandiff.render.sheet import Page, verdict_style

if TYPE_CHECKING:
    from plandiff.ledger import Ledger

_GONE, _CAME = "red strike", "green underline"
_MARK = re.compile(r"\[-|-\]|\{\+|\+\}")
_DIRECTIONS = tuple(Direction)


def render(comparison: Comparison, options: Options, ledger: Ledger | None) -> str:
    """The briefing; with a ledger, its counts in place of the changes."""
    page = Page(options)
    _headline(page, comparison)
    listed = phrases.listed(comparison, options)
    if ledger is not None:
        from plandiff.render import terminal_ledger

        terminal_ledger.lay_out(page, ledger)
    else:
        for change in listed:
            page.blank()
            _change(page, comparison, change)
        page.blank()
        key(page, listed)
    _footer(page, comparison, listed)
    return page.text()


# --- headline -----------------------------------------------------------------------------------------------------


def _headline(page: Page, comparison: Comparison) -> None:
    rows = [("old", comparison.old), ("new", comparison.new)]
    cells = [[side, *_document(page, plan)] for side, plan in rows]
    widths = [max(page.styled(row[n]).cell_len for row in cells) for n in range(len(cells[0]))]
    if sum(widths) + 2 * (len(widths) - 1) <= page.measure:
        for row in cells:
            line = Text()
            for n, (cell, width) in enumerate(zip(row, widths, strict=True)):
                text = page.styled(cell, "bold" if n in (1, 2) else "")
                line = line + text + Text(" " * (width - text.cell_len + 2))
            page.lines.append(line)
    else:
        _stacked(page, cells)
    page.blank()
    _counts(page, comparison)
    if said := phrases.selection(comparison):
        page.prose(page.styled(said), first="  ", indent=2)


def _stacked(page: Page, cells: list[list[str]]) -> None:
    for side, ident, title, *facts in cells:
        name = page.styled(ident, "bold") + Text("  ") + page.styled(title, "bold")
        page.labelled(Text(side), name, 0, 5)
        page.prose(page.styled(", ".join(f for f in facts if f)), indent=5)


def _document(page: Page, plan: Plan) -> list[str]:
    return [
        one_line(plan.id),
        one_line(plan.title),
        phrases.day(plan.date) if plan.date else "",
        phrases.published(plan),
        phrases.size(plan),
    ]


def _counts(page: Page, comparison: Comparison) -> None:
    summary = comparison.summary
    items = [
        page.sign(verdict) + page.styled(f" {summary[verdict]} {verdict}", verdict_style(verdict))
        for verdict in phrases.WEIGHT
        if summary[verdict]
    ]
    if not items:
        items = [page.styled("no provisions to compare")]
    page.flow([Text("  ") + items[0], *items[1:]], gap=3, indent=2)


# --- one change ---------------------------------------------------------------------------------------------------


def _change(page: Page, comparison: Comparison, change: Change) -> None:
    _change_line(page, change)
    body(page, comparison, change)


def body(page: Page, comparison: Comparison, change: Change) -> None:
    """Write the words that changed, and below them all that is said about the change."""
    indent = 2 if page.narrow else 4
    texts(page, change, indent)
    for label, text in _details(page, comparison, change):
        page.labelled(page.styled(label, "bold" if label in _DIRECTIONS else ""), page.styled(text), indent, 10)
    if page.options.explain:
        from plandiff.render import grounds, terminal_grounds

        terminal_grounds.lay_out(page, change, indent)
        for label, text in grounds.explained(change):
            page.labelled(page.styled(label), page.styled(text), indent, 10)


def _change_line(page: Page, change: Change) -> None:
    star = " *" if phrases.reviewed(change) else ""
    verdict = page.sign(change.verdict) + page.styled(f" {change.verdict}{star}", verdict_style(change.verdict))
    where = page.styled(f"{phrases.numbers(change.old)} > {phrases.numbers(change.new)}", "bold")
    items = [verdict + Text(" " * max(13 - verdict.cell_len, 0)), where]
    items += [page.styled(one_line(tag)) for tag in change.tags]
    if change.binds:
        items.append(page.styled(f"binds {', '.join(phrases.party(b) for b in change.binds)}"))
    items += [page.styled(mark, "bold") for mark in phrases.marks(change)]
    page.flow(items, gap=2, indent=2)


def texts(page: Page, change: Change, indent: int) -> None:
    """Write the words that changed."""
    if not (change.old and change.new):
        for provision in (*change.old, *change.new):
            page.prose(page.styled(visible(provision.text)), indent=indent)
    elif replaced(change):
        _side(page, "-", change.old, "red", indent)
        _side(page, "+", change.new, "green", indent)
    else:
        page.prose(_marked(page, change), indent=indent)


def _side(page: Page, sign: str, provisions: tuple[Provision, ...], style: str, indent: int) -> None:
    for provision in provisions:
        text = page.styled(visible(provision.text))
        page.labelled(Text(sign, f"bold {style}"), text, indent, 2)


def _marked(page: Page, change: Change) -> Text:
    text = Text()
    marks = {"delete": ("[-", "-]", "red", _GONE), "insert": ("{+", "+}", "green", _CAME)}
    for run in pieces(change.words):
        if run.op in marks:
            opening, closing, edge, style = marks[run.op]
            text.append(opening, edge).append_text(page.styled(_unmarked(run.text), style)).append(closing, edge)
        else:
            text.append_text(page.styled(_unmarked(run.text)))
    return text


def _unmarked(text: str) -> str:
    """The text without what would read as a mark of ours: its brackets are written by their numbers."""
    return _MARK.sub(lambda m: "".join(c if c in "+-" else f"<U+{ord(c):04X}>" for c in m.group()), text)


def _details(page: Page, comparison: Comparison, change: Change) -> list[tuple[str, str]]:
    """Label and text of everything that is said below a change."""
    explain = page.options.explain
    rows = []
    for reason in change.reasons:
        rule = f" [{one_line(reason.rule)}]" if explain and reason.rule else ""
        rows.append((str(reason.direction), phrases.reason_line(change, reason) + rule))
    rows += phrases.remarks(comparison, change, page.options)
    rows += _sources(page, comparison, change)
    return rows


def _sources(page: Page, comparison: Comparison, change: Change) -> list[tuple[str, str]]:
    """One row where both sides fit in it, else the new side in a row of its own."""
    old, new = phrases.sources(comparison, change, brief=not page.options.explain)
    if not (old and new):
        sides = f"{old or phrases.NONE} > {new or phrases.NONE}" if change.old and change.new else old or new
        return [("sources", sides)] if old or new else []
    if len(old) + len(new) + 20 <= page.measure:
        return [("sources", f"{old} > {new}")]
    return [("sources", old), ("", f"> {new}")]


# --- the end ------------------------------------------------------------------------------------------------------


def key(page: Page, listed: list[Change]) -> None:
    """Write what the marks mean, those that occur."""
    items = []
    if any(c.old and c.new and not replaced(c) and any(r.op != "keep" for r in c.words) for c in listed):
        items.append(Text("[-", "red") + Text("gone", _GONE) + Text("-]", "red"))
        items.append(Text("{+", "green") + Text("new", _CAME) + Text("+}", "green"))
    if any(phrases.reviewed(c) for c in listed):
        items.append(Text("* reviewed by hand"))
    if any(c.thin for c in listed):
        items.append(Text("check by hand: rests on thin evidence"))
    if items:
        page.flow(items, gap=3)


def _footer(page: Page, comparison: Comparison, listed: list[Change]) -> None:
    for line in phrases.closing(comparison, listed):
        page.prose(page.styled(line))
    page.prose(page.styled(phrases.accounting(comparison, page.options), "bold"))
