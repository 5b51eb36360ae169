"""The documents that a report speaks of, as the first lines of it."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.model import Plan
from plandiff.render import phrases
from plandiff.render.safe import one_line
from plandiff.render.sheet import Page


def lay_out(page: Page, plans: Sequence[Plan], roles: Sequence[str] = ()) -> None:
    """A paragraph for each document; with ``roles``, what it is in the report."""
    lead = [f"{role}  " for role in roles] or [""] * len(plans)
    side = max((len(role) for role in lead), default=0)
    names = [page.styled(role.ljust(side)) + page.styled(one_line(p.id), "bold") for role, p in zip(lead, plans, strict=True)]
    column = max((name.cell_len for name in names), default=0) + 2
    for plan, name in zip(plans, names, strict=True):
        facts = [one_line(plan.title), phrases.day(plan.date), phrases.published(plan), phrases.size(plan)]
        page.labelled(name, page.styled(", ".join(f for f in facts if f)), 0, column)
