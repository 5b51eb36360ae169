"""How demands stand in a plan, for a terminal: the sum first, then each demand beside what the plan says."""

from __future__ import annotations

from rich.text import Text

from plandiff.position import Answer, Audit, Standing
from plandiff.render import many, standings, terminal_documents
from plandiff.render.options import Options
from plandiff.render.safe import one_line, visible
from plandiff.render.sheet import Page


def render(found: Audit, options: Options) -> str:
    """The report as text."""
    page = Page(options)
    page.prose(page.styled(standings.title(found), "bold"))
    page.blank()
    terminal_documents.lay_out(page, (found.plan, found.position), ("plan", "position"))
    page.blank()
    for line in standings.opening(found):
        page.prose(page.styled(line))
    for standing in standings.ORDER:
        _section(page, found, standing)
    _statements(page, found)
    page.blank()
    *lines, last = standings.closing(found)
    for line in lines:
        page.prose(page.styled(line))
    page.prose(page.styled(last, "bold"))
    return page.text()


def _section(page: Page, found: Audit, standing: Standing) -> None:
    answers = [a for a in found.answers if a.standing is standing]
    if not answers:
        return
    page.blank()
    page.prose(page.styled(f"{standing.capitalize()} ({len(answers)})", "bold underline"))
    if said := standings.means(found, standing):
        page.prose(page.styled(said), indent=2)
    for answer in answers:
        page.blank()
        _answer(page, found, answer)


def _statements(page: Page, found: Audit) -> None:
    if not found.statements:
        return
    page.blank()
    page.prose(page.styled(f"No demand ({len(found.statements)})", "bold underline"))
    for provision in found.statements:
        label = many.place(found.position, one_line(provision.number))
        page.blank()
        page.labelled(Text(label), page.styled(visible(provision.text)), 2, len(label) + 2)


def _answer(page: Page, found: Audit, answer: Answer) -> None:
    indent = 2 if page.narrow else 4
    items = [page.styled(standings.where(found, answer), "bold"), *map(page.styled, standings.facts(answer))]
    page.flow(items + [page.styled(mark, "bold") for mark in standings.marks(answer)], indent=2)
    asks = standings.asks(answer)
    said = [(standings.quoted(found, p), p.text) for p in answer.provisions or answer.near]
    column = max(len(label) for label in (asks, *(place for place, _ in said))) + 2
    page.labelled(Text(asks), page.styled(visible(answer.demand.text)), indent, column)
    for place, text in said:
        page.labelled(page.styled(place), page.styled(visible(text)), indent, column)
    for reason in answer.reasons:
        page.labelled(page.styled(str(reason.direction), "bold"), page.styled(standings.reason(reason)), indent, 10)
    if answer.review:
        page.labelled(Text("review"), page.styled(one_line(answer.review)), indent, 10)
