"""How demands stand in a plan, as Markdown."""

from __future__ import annotations

from plandiff.position import Answer, Audit
from plandiff.render import many, standings
from plandiff.render.markdown import document, escaped
from plandiff.render.options import Options


def render(found: Audit, options: Options) -> str:
    """The report as text."""
    rows = (document("plan", found.plan), document("position", found.position))
    table = "\n".join(("| | document | date | text | size |", "|---|---|---|---|---|", *rows))
    blocks = [f"## {escaped(standings.title(found))}", table]
    blocks.append(" ".join(escaped(line) for line in standings.opening(found)))
    for standing in standings.ORDER:
        answers = [a for a in found.answers if a.standing is standing]
        if answers:
            said = standings.means(found, standing)
            blocks += [f"### {standing.capitalize()} ({len(answers)})", *([escaped(said)] if said else [])]
            blocks += [_answer(found, a) for a in answers]
    if found.statements:
        blocks.append(f"### No demand ({len(found.statements)})")
        blocks += [f"> {escaped(many.place(found.position, p.number))}: {escaped(p.text)}" for p in found.statements]
    *lines, last = (escaped(line) for line in standings.closing(found))
    return "\n\n".join([*blocks, *lines, f"**{last}**"]) + "\n"


def _answer(found: Audit, answer: Answer) -> str:
    facts = [f"**{escaped(standings.where(found, answer))}**", *map(escaped, standings.facts(answer))]
    facts += [f"**{mark}**" for mark in standings.marks(answer)]
    said = [f"> {standings.asks(answer)}: {escaped(answer.demand.text)}"]
    said += [f"> {escaped(standings.quoted(found, p))}: {escaped(p.text)}" for p in answer.provisions or answer.near]
    rows = [f"- **{reason.direction}**: {escaped(standings.reason(reason))}" for reason in answer.reasons]
    rows += [f"- review: {escaped(answer.review)}"] if answer.review else []
    return "\n\n".join([" · ".join(facts), "\n>\n".join(said), *(["\n".join(rows)] if rows else [])])
