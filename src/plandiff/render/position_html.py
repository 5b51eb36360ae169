"""How demands stand in a plan, as one self-contained page."""

from __future__ import annotations

from plandiff.model import Plan
from plandiff.position import Answer, Audit
from plandiff.render import many, phrases, standings
from plandiff.render.options import Options
from plandiff.render.page_frame import document, lines_of, text_of

_STYLE = """\
.standing { font-size: 1.15rem; border-top: 3px solid var(--ink); padding-top: .5rem; margin: 1.8rem 0 .8rem; }
article h3 { font: 600 1.05rem/1.35 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; margin: 0; }
.given { border-left: 3px solid var(--line); padding-left: .8rem; }
"""


def render(found: Audit, options: Options) -> str:
    """The page."""
    title = text_of(standings.title(found))
    main = [
        f'<p class="kicker">{text_of(found.position.id)} in {text_of(found.plan.id)}</p>',
        f"<h1>{title}</h1>",
        '<ul class="documents">',
        _document("position", found.position),
        _document("plan", found.plan),
        "</ul>",
        f'<p class="note">{"<br>".join(map(text_of, standings.opening(found)))}</p>',
    ]
    for standing in standings.ORDER:
        if answers := [a for a in found.answers if a.standing is standing]:
            main.append(f'<h2 class="standing">{standing.capitalize()} ({len(answers)})</h2>')
            main += [_answer(found, answer) for answer in answers]
    if found.statements:
        main.append(f'<h2 class="standing">No demand ({len(found.statements)})</h2>')
        main += [_text(many.place(found.position, p.number), p.text) for p in found.statements]
    *lines, last = map(text_of, standings.closing(found))
    return document(title, main, [*(f"<p>{line}</p>" for line in lines), f"<p><strong>{last}</strong></p>"], _STYLE)


def _document(side: str, plan: Plan) -> str:
    said = " ".join(f"<span>{text_of(fact)}</span>" for fact in phrases.facts(plan))
    return f'<li><span class="side">{side}</span> <b>{text_of(plan.id)}</b> {text_of(plan.title)}<p>{said}</p></li>'


def _answer(found: Audit, answer: Answer) -> str:
    facts = [f'<strong class="mark">{text_of(mark)}</strong>' for mark in standings.marks(answer)]
    facts += map(text_of, standings.facts(answer))
    rows = [(str(reason.direction), standings.reason(reason)) for reason in answer.reasons]
    rows += [("review", answer.review)] if answer.review else []
    rows += [("nearest", near)] if (near := standings.near(found, answer)) else []
    details = "".join(f"<dt>{label}</dt><dd>{text_of(text)}</dd>" for label, text in rows)
    return "\n".join(
        [
            "<article>",
            f"<h3>{text_of(standings.where(found, answer))}</h3>",
            f'<ul class="facts">{"".join(f"<li>{fact}</li>" for fact in facts)}</ul>',
            _text(standings.asks(answer), answer.demand.text),
            *(_text(standings.quoted(found, p), p.text, " given") for p in answer.provisions or answer.near),
            *([f"<dl>{details}</dl>"] if details else []),
            "</article>",
        ]
    )


def _text(label: str, text: str, style: str = "") -> str:
    return f'<p class="text{style}"><span class="label">{text_of(label)}</span> {lines_of(text)}</p>'
