"""One plan, or the list of plans, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from plandiff.model import Attested, Plan, Provision
from plandiff.render import phrases
from plandiff.render.options import Options
from plandiff.render.safe import one_line, visible
from plandiff.render.sheet import Page


def render_list(plans: Sequence[Plan], options: Options) -> str:
    """A line for each plan; where the screen is too narrow for columns, two."""
    page = Page(options)
    cells = [
        [one_line(p.id), phrases.day(p.date), phrases.published(p), phrases.size(p), one_line(p.title)] for p in plans
    ]
    widths = [max((page.styled(row[n]).cell_len for row in cells), default=0) for n in range(5)]
    beside = sum(widths) + 2 * 4 <= page.measure
    for row in cells:
        if beside:
            line = Text()
            for n, cell in enumerate(row):
                text = page.styled(cell, "" if n else "bold")
                line = line + text + Text(" " * (widths[n] - text.cell_len + 2))
            page.lines.append(line)
        else:
            page.labelled(page.styled(row[0], "bold"), page.styled(row[4]), 0, widths[0] + 2)
            page.prose(page.styled(", ".join(c for c in row[1:4] if c)), indent=min(widths[0] + 2, page.measure // 3))
    return page.text()


def render_plan(plan: Plan, provisions: Sequence[Provision], options: Options, cite: bool) -> str:
    """The plan with these of its provisions; with ``cite`` every source as a reader would cite it."""
    page = Page(options)
    page.prose(page.styled(f"{one_line(plan.id)}  {one_line(plan.title)}", "bold"))
    page.prose(page.styled(", ".join(phrases.facts(plan))))
    if plan.note:
        page.blank()
        page.prose(page.styled(one_line(plan.note)))
    for provision in provisions:
        page.blank()
        _provision(page, plan, provision)
    if plan.removed:
        page.blank()
        page.prose(page.styled("Removed from earlier documents, as sources say", "bold"))
        for removal in plan.removed:
            said = ": ".join(p for p in (phrases.cited(plan, removal.sources), one_line(removal.note)) if p)
            page.labelled(page.styled(f"{one_line(removal.plan)} {one_line(removal.number)}"), page.styled(said), 4, 12)
    if cite:
        _sources(page, plan, provisions)
    if len(provisions) < len(plan.provisions):
        page.blank()
        page.prose(page.styled(f"Shown: {len(provisions)} of {phrases.size(plan)}.", "bold"))
    return page.text()


def _provision(page: Page, plan: Plan, provision: Provision) -> None:
    indent = 2 if page.narrow else 4
    items = [page.styled(one_line(provision.number), "bold"), *(page.styled(one_line(t)) for t in provision.tags)]
    if provision.binds:
        items.append(page.styled(f"binds {', '.join(phrases.party(b) for b in provision.binds)}"))
    if provision.attested is not Attested.TEXT:
        items.append(page.styled(provision.attested, "bold"))
    page.flow(items, gap=2, indent=2)
    page.prose(page.styled(visible(provision.text)), indent=indent)
    if provision.note:
        page.labelled(Text("note"), page.styled(one_line(provision.note)), indent, 10)
    if provision.sources:
        page.labelled(Text("sources"), page.styled(phrases.cited(plan, provision.sources)), indent, 10)


def _sources(page: Page, plan: Plan, provisions: Iterable[Provision]) -> None:
    used = phrases.keys(provisions)
    page.blank()
    page.prose(page.styled("Sources", "bold"))
    for source in plan.sources:
        if source.key in used or any(source.key in r.sources for r in plan.removed):
            page.prose(page.styled(phrases.citation(source)), first="  ", indent=4)
            if source.url:  # an address is one word: whoever wants it wants it whole
                page.lines.append(page.styled(f"    {one_line(source.url)}"))
