"""How demands stand in a plan, as one self-contained page."""

from __future__ import annotations

from plandiff.position import Answer, Audit
from plandiff.render import many, page_parts, standings
from plandiff.render.options import Options
from plandiff.render.page_frame import document, text_of


def render(found: Audit, options: Options) -> str:
    """The page."""
    title = text_of(standings.title(found))
    main = [
        f'<p class="kicker">{text_of(found.position.id)} in {text_of(found.plan.id)}</p>',
        f"<h1>{title}</h1>",
        *page_parts.documents((("position", found.position), ("plan", found.plan))),
        f'<p class="note">{"<br>".join(map(text_of, standings.opening(found)))}</p>',
    ]
    for standing in standings.ORDER:
        if answers := [a for a in found.answers if a.standing is standing]:
            main.append(page_parts.section(f"{standing.capitalize()} ({len(answers)})"))
            main += [f"<p>{text_of(said)}</p>"] if (said := standings.means(found, standing)) else []
            main += [_answer(found, answer) for answer in answers]
    if found.statements:
        main.append(page_parts.section(f"No demand ({len(found.statements)})"))
        main += [page_parts.words(many.place(found.position, p.number), p.text) for p in found.statements]
    return document(title, main, page_parts.foot(standings.closing(found)), page_parts.SECTIONS)


def _answer(found: Audit, answer: Answer) -> str:
    rows = [(str(reason.direction), standings.reason(reason)) for reason in answer.reasons]
    rows += [("review", answer.review)] if answer.review else []
    blocks = [
        "<article>",
        f"<h3>{text_of(standings.where(found, answer))}</h3>",
        page_parts.facts(standings.marks(answer), standings.facts(answer)),
        page_parts.words(standings.asks(answer), answer.demand.text),
        *(page_parts.words(standings.quoted(found, p), p.text, "given") for p in answer.provisions or answer.near),
        page_parts.rows(rows),
        "</article>",
    ]
    return "\n".join(filter(None, blocks))
