"""The sentences on how demands stand in a plan, the same in every format."""

from __future__ import annotations

from plandiff.model import Reason
from plandiff.position import Answer, Audit, Standing
from plandiff.render import many, phrases
from plandiff.render.safe import one_line

ORDER = (Standing.MET, Standing.PART, Standing.CONTRADICTED, Standing.SILENT, Standing.UNKNOWN)
"""The order of the report."""


def title(found: Audit) -> str:
    """What is held against what."""
    return f"How the demands of {one_line(found.position.id)} stand in {one_line(found.plan.id)}"


def opening(found: Audit) -> list[str]:
    """The sum in a sentence or two."""
    counts = found.counts
    parts = [
        f"{counts[standing]} {'is' if counts[standing] == 1 else 'are'} {standing}"
        for standing in ORDER[:4]
        if counts[standing] or standing is not Standing.SILENT
    ]
    offers = sum(answer.offer for answer in found.answers)
    binding = f" ({offers} of them {'offers' if offers != 1 else 'an offer'} that bind{'s' if offers == 1 else ''} the issuer alone)"
    lines = [f"Of {phrases.count(len(found.answers), 'demand')}{binding if offers else ''}, {', '.join(parts[:-1])} and {parts[-1]}."]
    if unknown := counts[Standing.UNKNOWN]:
        lines.append(f"Of {unknown}, what is known of {one_line(found.plan.id)} says nothing; the rest of its text is not known.")
    if found.statements:
        numbers = phrases.numbers(found.statements)
        lines.append(f"Left out, because they ask nobody for anything: {one_line(found.position.id)} {numbers}.")
    return lines


def where(found: Audit, answer: Answer) -> str:
    """The demand, and the provisions that bear on it."""
    plan = one_line(found.plan.id)
    return f"{many.place(found.position, one_line(answer.demand.number))} > {plan} {phrases.numbers(answer.provisions)}"


def asks(answer: Answer) -> str:
    """What the issuer does with the words of the demand."""
    return "offers" if answer.offer else "asks"


def facts(answer: Answer) -> list[str]:
    """Tags, and whom the demand would bind."""
    said = [one_line(tag) for tag in answer.demand.tags]
    if answer.demand.binds:
        said.append(f"binds {', '.join(phrases.party(b) for b in answer.demand.binds)}")
    return said


def marks(answer: Answer) -> list[str]:
    """What the reader must know of the standing."""
    said = [] if answer.demand.attested == "text" else [str(answer.demand.attested)]
    said += ["check by hand"] if answer.check else []
    return said + (["reviewed by hand"] if answer.review else [])


def reason(found: Reason) -> str:
    """Where the plan differs from the demand, in one line, without the direction."""
    moved = phrases.moved(found)
    return "; ".join(part for part in (f"{found.element}{f': {moved}' if moved else ''}", one_line(found.reason)) if part)


def near(found: Audit, answer: Answer) -> str:
    """Where the plan speaks of the same subject."""
    return f"on the subject, {one_line(found.plan.id)} has {phrases.numbers(answer.near)}" if answer.near else ""


def closing(found: Audit) -> list[str]:
    """The sentences at the end."""
    lines = [
        "A demand counts as met if the plan commits to it as firmly, in whatever words; softer and harder are said of the party bound.",
        "Positions are put in words of their own: what is marked should be checked by hand before it is quoted.",
        many.read_from((found.plan, found.position)),
        many.known_in_part((found.plan, found.position)),
        f"{phrases.count(len(found.answers) + len(found.statements), 'provision')} of {one_line(found.position.id)} accounted for.",
    ]
    return [line for line in lines if line]
