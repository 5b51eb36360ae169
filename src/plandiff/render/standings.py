"""The sentences on how demands stand in a plan, the same in every format."""

from __future__ import annotations

from plandiff.model import Provision, Reason
from plandiff.position import Answer, Audit, Standing
from plandiff.render import many, phrases
from plandiff.render.safe import one_line

ORDER = (
    Standing.MET,
    Standing.PART,
    Standing.CONTRADICTED,
    Standing.SILENT,
    Standing.UNKNOWN,
    Standing.OPEN,
    Standing.NOTHING,
)
"""The order of the report."""


def title(found: Audit) -> str:
    """What is held against what."""
    return f"How the demands of {one_line(found.position.id)} stand in {one_line(found.plan.id)}"


def opening(found: Audit) -> list[str]:
    """What is a finding and what is not, then the sums: of what was reviewed, and of what was not."""
    reviewed = [a for a in found.answers if a.review]
    rest = [a for a in found.answers if not a.review]
    lines = [
        "What is marked as reviewed by hand is a finding. What the machine says is a pointer to provisions to be read, and no finding."
    ]
    for answers, of in ((reviewed, "reviewed by hand"), (rest, "not reviewed")):
        if answers:
            lines.append(f"{phrases.count(len(answers), 'demand')} {of}: {_sums(answers)}.")
    if any(a.standing is Standing.UNKNOWN for a in found.answers):
        plan = one_line(found.plan.id)
        lines.append(f"Unknown: what is known of {plan} gives no answer; the rest of its text is not known, or not settled.")
    if found.statements:
        lines.append(f"No demand, and not counted: {one_line(found.position.id)} {phrases.numbers(found.statements)}.")
    return lines


def _sums(answers: list[Answer]) -> str:
    counts = {standing: sum(a.standing is standing for a in answers) for standing in ORDER}
    return ", ".join(f"{number} {standing}" for standing, number in counts.items() if number)


def where(found: Audit, answer: Answer) -> str:
    """The demand, and the provisions that bear on it, or those that the machine points to."""
    demand, plan = many.place(found.position, one_line(answer.demand.number)), one_line(found.plan.id)
    if answer.near:
        return f"{demand}, nearest {plan} {phrases.numbers(answer.near)}"
    return demand if answer.standing is Standing.NOTHING else f"{demand} > {plan} {phrases.numbers(answer.provisions)}"


def asks(answer: Answer) -> str:
    """What the issuer does with the words of the demand."""
    return "says" if answer.offer else "asks"


def quoted(found: Audit, provision: Provision) -> str:
    """Where words of the plan stand, and that they are reported or in dispute where they are."""
    place = many.place(found.plan, one_line(provision.number))
    return place if provision.attested == "text" else f"{place} ({provision.attested})"


def facts(answer: Answer) -> list[str]:
    """Tags, and whom the demand would bind."""
    said = [one_line(tag) for tag in answer.demand.tags]
    if answer.demand.binds:
        said.append(f"binds {', '.join(phrases.party(b) for b in answer.demand.binds)}")
    return said


def marks(answer: Answer) -> list[str]:
    """What the reader must know of the standing."""
    said = [] if answer.demand.attested == "text" else [str(answer.demand.attested)]
    return [*said, "reviewed by hand" if answer.review else "machine, check by hand"]


def reason(found: Reason) -> str:
    """Where the plan differs from the demand, in one line, without the direction."""
    moved = phrases.moved(found)
    return "; ".join(part for part in (f"{found.element}{f': {moved}' if moved else ''}", one_line(found.reason)) if part)


def means(found: Audit, standing: Standing) -> str:
    """What the reader of a section must know of all that stands in it; empty where its name says all."""
    plan = one_line(found.plan.id)
    if standing is Standing.OPEN:
        return f"Beside each: what {plan} has nearest in words and tags. Whether that, or anything else, gives what is asked is to be read."
    if standing is Standing.NOTHING:
        return f"No provision of {plan} shares enough words and tags to point to; that does not show that there is none."
    return ""


def closing(found: Audit) -> list[str]:
    """The sentences at the end."""
    lines = [
        "Met is said of a text: that it commits to what is asked. It does not say that anybody has agreed to the text or keeps it.",
        many.read_from((found.plan, found.position)),
        many.known_in_part((found.plan, found.position)),
        f"{phrases.count(len(found.answers) + len(found.statements), 'provision')} of {one_line(found.position.id)} accounted for.",
    ]
    return [line for line in lines if line]
