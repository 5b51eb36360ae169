"""The report as one self-contained page: no network, no tracking, dark and light, fit for print and for the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plandiff.ledger import Ledger
from plandiff.model import Change, Comparison, Verdict
from plandiff.render import phrases
from plandiff.render.options import Options
from plandiff.render.page_change import article
from plandiff.render.page_controls import SCRIPT, controls
from plandiff.render.page_frame import document, lines_of, text_of
from plandiff.render.page_graph import graph
from plandiff.render.page_parts import documents

__all__ = ["document", "lines_of", "render", "text_of"]

_MEANS = {
    Verdict.DROPPED: "in the old text and gone from the new one, as far as that is known in full or a source says so",
    Verdict.SOFTENED: "binds the party that bears it less than before",
    Verdict.ALTERED: "binds less in one respect and more in another, or something else took the place of a part of it",
    Verdict.HARDENED: "binds the party that bears it more than before",
    Verdict.ADDED: "new, without a counterpart in the old text",
    Verdict.REWORDED: "said in other words, with every operative element the same",
    Verdict.UNCHANGED: "said in the same words",
    Verdict.UNREPORTED: "no counterpart is known, and the other text is public only in part",
}


def render(comparison: Comparison, options: Options, ledger: Ledger | None) -> str:
    """The page; with a ledger, its counts in place of the changes."""
    listed = phrases.listed(comparison, options)
    folded = phrases.folded(comparison, options)
    ids = f"{text_of(comparison.old.id)} → {text_of(comparison.new.id)}"
    main = _headline(comparison, ids)
    if ledger is not None:
        main += _table(ledger, options)
    elif comparison.shown:
        # The graph is full of links: whoever goes by keyboard can pass it.
        main.insert(0, '<a class="skip" href="#change-list">Skip to the changes</a>')
        main += [*graph(comparison), _heading(options), *controls(listed + folded)]
        main += [article(comparison, change, options) for change in listed]
        main += _folded(comparison, folded, options)
    script = SCRIPT if ledger is None else ""
    return document(f"{ids}: what changed", main, _foot(comparison, options, listed, folded), script=script)


def _headline(comparison: Comparison, ids: str) -> list[str]:
    old, new = comparison.old, comparison.new
    summary = comparison.summary
    counts = [
        f'<li class="{v}"><b>{summary[v]}</b> <span class="sign" aria-hidden="true">{phrases.symbol(v)}</span> {v}</li>'
        for v in phrases.WEIGHT
        if summary[v]
    ]
    blocks = [
        f'<p class="kicker">{ids}</p>',
        f"<h1>What changed from “{text_of(old.title)}” to “{text_of(new.title)}”</h1>",
        *documents((("old", old), ("new", new))),
    ]
    blocks += ['<ul class="counts">', *counts, "</ul>"] if counts else ["<p>No provisions to compare.</p>"]
    blocks += [f'<p class="note">{text_of(note)}</p>' for note in comparison.notes]
    if said := phrases.selection(comparison):
        blocks.append(f'<p class="note">{text_of(said)}</p>')
    return blocks


def _heading(options: Options) -> str:
    order = "in the order of the text" if options.order == "document" else "weightiest first"
    return f'<h2 class="changes" id="change-list">The changes, {order}</h2>'


def _folded(comparison: Comparison, changes: list[Change], options: Options) -> list[str]:
    if not changes:
        return []
    return [
        '<details class="fold">',
        f"<summary>Also {_counted(changes)}</summary>",
        *(article(comparison, c, options) for c in changes),
        "</details>",
    ]


def _counted(changes: list[Change]) -> str:
    return ", ".join(f"{n} {v}" for v in phrases.FOLDED if (n := sum(c.verdict is v for c in changes)))


def _foot(comparison: Comparison, options: Options, listed: list[Change], folded: list[Change]) -> list[str]:
    """What the words mean, and the line that proves that nothing was lost."""
    used = {c.verdict for c in comparison.changes}
    meanings = [
        f'<dt class="{v}"><span class="sign" aria-hidden="true">{phrases.symbol(v)}</span> {v}</dt><dd>{_MEANS[v]}</dd>'
        for v in phrases.WEIGHT
        if v in used
    ]
    blocks = ["<h2>What the words mean</h2>", "<dl>", *meanings, "</dl>"] if meanings else []
    said = phrases.closing(replace(comparison, notes=()), listed)
    blocks += [f"<p>{text_of(line)}</p>" for line in said]
    account = phrases.accounting(comparison, replace(options, show_all=True))
    account += f" Folded: {_counted(folded)}." if folded else ""
    return [*blocks, f"<p><strong>{text_of(account)}</strong></p>"]


def _table(ledger: Ledger, options: Options) -> list[str]:
    verdicts = phrases.columns(options)
    heads = [ledger.by, *(f"{phrases.symbol(v)} {v}" for v in verdicts)]
    rows = [
        _row(phrases.row_name(ledger, row), (str(row.counts[v] or "") for v in verdicts))
        for row in phrases.rows(ledger, verdicts)
    ]
    head = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return [f'<table class="ledger">\n<tr>{head}</tr>', *rows, "</table>", f"<p>{phrases.ledger_means(ledger)}</p>"]


def _row(name: str, cells: Iterable[str]) -> str:
    return f'<tr><th scope="row">{text_of(name)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
