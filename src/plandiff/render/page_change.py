"""One change on the page: its verdict, the words with their marks, the reasons, and where both sides are found."""

from __future__ import annotations

from collections.abc import Iterable

from plandiff.model import Change, Comparison, Provision, Source, Verdict
from plandiff.render import grounds, phrases
from plandiff.render.marks import pieces, replaced
from plandiff.render.options import Options
from plandiff.render.page_frame import lines_of, text_of
from plandiff.render.safe import markup, one_line


def article(
    comparison: Comparison, change: Change, options: Options, place: str = "", said: Iterable[tuple[str, str]] = ()
) -> str:
    """The change as a block that can be linked to.

    Args:
        place: where it stands, in place of the numbers on both sides.
        said: labels and what is said under each, before what is known of the change itself.
    """
    name = anchor(change)
    details = [(label, text_of(text)) for label, text in said] + _details(comparison, change, options)
    facts = _facts(change)
    return "\n".join(
        [
            f'<article class="{change.verdict}" id="{name}">',
            f'<h2><a href="#{name}">{sign(change.verdict)} {change.verdict} <b>{text_of(place) or where(change)}</b></a></h2>',
            *([f'<ul class="facts">{"".join(f"<li>{fact}</li>" for fact in facts)}</ul>'] if facts else []),
            texts(change),
            *(_readings(change) if options.explain else []),
            *(["<dl>", *(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in details), "</dl>"] if details else []),
            "</article>",
        ]
    )


def anchor(change: Change) -> str:
    """The name under which a change can be linked to, as HTML."""
    return markup(f"change-{one_line(change.id)}".replace(" ", "-"))


def sign(verdict: Verdict) -> str:
    """The sign of a verdict, for the eye only: its name stands beside it."""
    return f'<span class="sign" aria-hidden="true">{phrases.symbol(verdict)}</span>'


def where(change: Change) -> str:
    """The numbers on both sides, as HTML."""
    return f"{text_of(phrases.numbers(change.old))} → {text_of(phrases.numbers(change.new))}"


def _facts(change: Change) -> list[str]:
    facts = [f'<strong class="mark">{mark}</strong>' for mark in phrases.marks(change)]
    facts += ['<span class="reviewed">reviewed by hand</span>'] if phrases.reviewed(change) else []
    if change.tags:
        facts.append(", ".join(f'<span class="tag">{text_of(tag)}</span>' for tag in change.tags))
    if change.binds:
        parties = (f'<span class="party">{text_of(phrases.party(name))}</span>' for name in change.binds)
        facts.append(f"binds {', '.join(parties)}")
    return facts


def texts(change: Change) -> str:
    """The words of the change with their marks, as HTML; where one side has none, the other as it stands."""
    if not (change.old and change.new):
        return "\n".join(_whole(p) for p in (*change.old, *change.new))
    if replaced(change):
        return "\n".join([*_replaced("old", "del", change.old), *_replaced("new", "ins", change.new)])
    tags = {"delete": "del", "insert": "ins"}
    parts = []
    for run in pieces(change.words):
        text = markup(run.text).replace("\n", "<br>")
        parts.append(f"<{tags[run.op]}>{text}</{tags[run.op]}>" if run.op in tags else text)
    return f'<p class="text">{"".join(parts)}</p>'


def _replaced(side: str, tag: str, provisions: tuple[Provision, ...]) -> Iterable[str]:
    """The texts of one side, each whole, with the name of the side before the first."""
    label = f'<span class="label">{side}</span> '
    for provision in provisions:
        yield f'<p class="text whole">{label}<{tag}>{lines_of(provision.text)}</{tag}></p>'
        label = ""


def _whole(provision: Provision) -> str:
    return f'<p class="text">{lines_of(provision.text)}</p>'


def _details(comparison: Comparison, change: Change, options: Options) -> list[tuple[str, str]]:
    """Label and HTML of everything that is said below a change."""
    rows = []
    for reason in change.reasons:
        rule = f" [{reason.rule}]" if options.explain and reason.rule else ""
        rows.append((str(reason.direction), text_of(phrases.reason_line(change, reason) + rule)))
    rows += [(label, text_of(text)) for label, text in phrases.qualified(comparison, change, options)]
    sides = (("old source", comparison.old, change.old), ("new source", comparison.new, change.new))
    cited = [(label, phrases.found(plan, phrases.keys(provisions))) for label, plan, provisions in sides]
    cited.append(("review source", phrases.review_sources(comparison, change)))
    rows += [(label, "; ".join(map(source_link, sources))) for label, sources in cited if sources]
    return rows + ([(label, text_of(text)) for label, text in grounds.explained(change)] if options.explain else [])


def _readings(change: Change) -> list[str]:
    """Both readings side by side, as a table."""
    rows = [
        f'<tr><th scope="row">{text_of(name)}</th>{"".join(f"<td>{text_of(cell)}</td>" for cell in rest)}</tr>'
        for name, *rest in grounds.cells(change)
    ]
    heads = "".join(f'<th scope="col">{head}</th>' for head in grounds.HEAD)
    return ['<table class="readings">', f"<tr>{heads}</tr>", *rows, "</table>"] if rows else []


def source_link(source: Source, shown: str = "") -> str:
    """A source, as a link where its address is one that a browser may follow; the key may be the address.

    Args:
        shown: what stands for it, as HTML; else publisher and date.
    """
    cited, address = shown or text_of(phrases.cite(source)), source.url or source.key
    if not address.startswith(("https://", "http://")):
        return cited
    return f'<a href="{text_of(address)}" rel="noopener noreferrer nofollow">{cited}</a>'
