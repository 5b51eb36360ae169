"""The report as one self-contained page: no script, no network, dark and light, and fit for print."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from plandiff.ledger import Ledger
from plandiff.model import Change, Comparison, Plan, Provision, Source
from plandiff.render import phrases
from plandiff.render.marks import pieces, replaced
from plandiff.render.options import Options
from plandiff.render.page_style import STYLE
from plandiff.render.safe import one_line, visible


def render(comparison: Comparison, options: Options, ledger: Ledger | None) -> str:
    """The page; with a ledger, its counts in place of the changes."""
    listed = phrases.listed(comparison, options)
    title = text_of(f"{comparison.old.id} > {comparison.new.id}: what changed")
    main = _headline(comparison, title)
    if ledger is not None:
        main += _table(ledger, options)
    else:
        main += [_change(comparison, change, options) for change in listed]
        main += _folded(comparison, phrases.folded(comparison, options), options)
    foot = [f"<p>{text_of(line)}</p>" for line in phrases.closing(comparison, listed)]
    foot.append(f"<p><strong>{text_of(phrases.accounting(comparison, options))}</strong></p>")
    return document(title, main, foot)


def document(title: str, main: Iterable[str], foot: Iterable[str], style: str = "") -> str:
    """A whole page around these blocks; ``title`` is HTML, ``style`` more rules."""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            # Even if something of a plan slipped through, it could neither run nor load anything.
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="color-scheme" content="light dark">',
            f"<title>{title}</title>",
            f"<style>\n{STYLE}{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            *main,
            "</main>",
            "<footer>",
            *foot,
            "</footer>",
            "</body>",
            "</html>",
            "",
        ]
    )


def text_of(text: str) -> str:
    """Text of a plan on one line, as HTML."""
    return escape(one_line(text))


def lines_of(text: str) -> str:
    """Text of a plan as HTML, line breaks kept."""
    return "<br>".join(escape(" ".join(line.split())) for line in visible(text).split("\n"))


def _headline(comparison: Comparison, title: str) -> list[str]:
    rows = [_document(side, plan) for side, plan in (("old", comparison.old), ("new", comparison.new))]
    summary = comparison.summary
    counts = [
        f'<li class="{v}"><span class="sign" aria-hidden="true">{phrases.symbol(v)}</span> {summary[v]} {v}</li>'
        for v in phrases.WEIGHT
        if summary[v]
    ]
    blocks = [f"<h1>{title}</h1>", '<table class="documents">', *rows, "</table>"]
    blocks += ['<ul class="counts">', *counts, "</ul>"] if counts else ["<p>No provisions to compare.</p>"]
    if said := phrases.selection(comparison):
        blocks.append(f"<p>{text_of(said)}</p>")
    return blocks


def _document(side: str, plan: Plan) -> str:
    cells = [phrases.day(plan.date), phrases.published(plan), phrases.size(plan)]
    row = "".join(f"<td>{text_of(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{side}</th><td><b>{text_of(plan.id)}</b> {text_of(plan.title)}</td>{row}</tr>'


def _change(comparison: Comparison, change: Change, options: Options) -> str:
    anchor = escape(f"change-{one_line(change.id)}".replace(" ", "-"))
    facts = [f'<span class="tag">{text_of(tag)}</span>' for tag in change.tags]
    if change.binds:
        facts.append(f"binds {text_of(', '.join(phrases.party(b) for b in change.binds))}")
    facts += [f"<strong>{mark}</strong>" for mark in phrases.marks(change)]
    facts += ["reviewed by hand"] if phrases.reviewed(change) else []
    where = text_of(f"{phrases.numbers(change.old)} > {phrases.numbers(change.new)}")
    details = _details(comparison, change, options)
    return "\n".join(
        [
            f'<article class="{change.verdict}" id="{anchor}">',
            f'<h2><a href="#{anchor}"><span class="sign" aria-hidden="true">{phrases.symbol(change.verdict)}</span> '
            f"{change.verdict} <b>{where}</b></a></h2>",
            f'<p class="facts">{" · ".join(facts)}</p>' if facts else "",
            _texts(change),
            *(["<dl>", *(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in details), "</dl>"] if details else []),
            "</article>",
        ]
    )


def _texts(change: Change) -> str:
    if not (change.old and change.new):
        return "\n".join(_whole(p) for p in (*change.old, *change.new))
    if replaced(change):
        gone = [f"<del>{lines_of(p.text)}</del>" for p in change.old]
        came = [f"<ins>{lines_of(p.text)}</ins>" for p in change.new]
        return "\n".join(f'<p class="text">{text}</p>' for text in gone + came)
    tags = {"delete": "del", "insert": "ins"}
    parts = []
    for run in pieces(change.words):
        text = escape(run.text).replace("\n", "<br>")
        parts.append(f"<{tags[run.op]}>{text}</{tags[run.op]}>" if run.op in tags else text)
    return f'<p class="text">{"".join(parts)}</p>'


def _whole(provision: Provision) -> str:
    return f'<p class="text">{lines_of(provision.text)}</p>'


def _details(comparison: Comparison, change: Change, options: Options) -> list[tuple[str, str]]:
    """Label and HTML of everything that is said below a change."""
    rows = []
    for reason in change.reasons:
        rule = f" [{reason.rule}]" if options.explain and reason.rule else ""
        rows.append((str(reason.direction), text_of(phrases.reason_line(change, reason) + rule)))
    rows += [(label, text_of(text)) for label, text in phrases.remarks(comparison, change, options)]
    for label, plan, provisions in (
        ("old source", comparison.old, change.old),
        ("new source", comparison.new, change.new),
    ):
        if found := phrases.found(plan, phrases.keys(provisions)):
            rows.append((label, "; ".join(map(_source, found))))
    return rows + ([(label, text_of(text)) for label, text in phrases.explained(change)] if options.explain else [])


def _source(source: Source) -> str:
    """A source, as a link where its address is one that a browser may follow."""
    cited = text_of(phrases.cite(source))
    if not source.url.startswith(("https://", "http://")):
        return cited
    return f'<a href="{text_of(source.url)}" rel="noopener noreferrer nofollow">{cited}</a>'


def _folded(comparison: Comparison, changes: list[Change], options: Options) -> list[str]:
    if not changes:
        return []
    said = ", ".join(f"{n} {v}" for v in phrases.FOLDED if (n := sum(c.verdict is v for c in changes)))
    return [
        "<details>",
        f"<summary>{said}</summary>",
        *(_change(comparison, c, options) for c in changes),
        "</details>",
    ]


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
