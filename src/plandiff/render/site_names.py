"""What the pages of a site are called, and the links between them: by relative names, so that it works from a disk.

The ugly case is a name that is no file name: a tag can be any text, and two names can differ in their case alone, which
many disks do not tell apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plandiff.model import Comparison, Plan
from plandiff.position import Audit
from plandiff.render import phrases
from plandiff.render.page_frame import text_of
from plandiff.survey import Survey

INDEX = "index.html"
Key = tuple[str, ...]
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 60


class Names:
    """The file of every page of a site."""

    def __init__(self, survey: Survey) -> None:
        self.files: dict[Key, str] = {}
        taken: set[str] = set()
        for key in _keys(survey):
            stem = f"{key[0]}-{'--'.join(map(_fit, key[1:]))}"
            self.files[key] = f"{_free(stem, taken)}.html"

    def link(self, key: Key, shown: str, anchor: str = "") -> str:
        """``shown``, which is HTML, as a link to a page; as it is where there is no such page."""
        file = self.files.get(key)
        return f'<a href="{file}{f"#{anchor}" if anchor else ""}">{shown}</a>' if file else shown


def plan_key(ident: str) -> Key:
    """The page of a plan."""
    return ("plan", ident)


def tag_key(tag: str) -> Key:
    """The page of a tag."""
    return ("tag", tag)


def pair_key(comparison: Comparison) -> Key:
    """The page of a comparison."""
    return ("compare", comparison.old.id, comparison.new.id)


def audit_key(audit: Audit) -> Key:
    """The page of a position held against a plan."""
    return ("position", audit.position.id, audit.plan.id)


def matrix_key(plans: Iterable[Plan]) -> Key:
    """The page of a family of versions."""
    return ("matrix", *(plan.id for plan in plans))[:2]


def anchors(plan: Plan) -> dict[str, str]:
    """The anchor of each provision of a plan, by its number."""
    taken: set[str] = set()
    return {p.number: _free(f"provision-{_fit(p.number)}", taken) for p in plan.provisions}


def navigation(links: Iterable[str]) -> str:
    """The links at the head of a page of a site, as HTML: the index first."""
    items = "".join(f"<li>{link}</li>" for link in (f'<a href="{INDEX}">All plans</a>', *links))
    return f'<nav class="site" aria-label="This site"><ul>{items}</ul></nav>'


def pair_of(comparison: Comparison) -> str:
    """The two plans of a comparison, as HTML."""
    return f"{text_of(comparison.old.id)} → {text_of(comparison.new.id)}"


def described(plan: Plan) -> str:
    """What describes a plan, as HTML."""
    return " ".join(f"<span>{text_of(fact)}</span>" for fact in phrases.facts(plan))


def _keys(survey: Survey) -> Iterator[Key]:
    yield from (plan_key(plan.id) for plan in survey.plans)
    yield from (pair_key(comparison) for comparison in survey.comparisons)
    yield from (audit_key(audit) for audit in survey.audits)
    yield from (matrix_key(matrix.plans) for matrix in survey.matrices)
    yield from (tag_key(tag) for tag in survey.timelines)


def _fit(text: str) -> str:
    return _UNFIT.sub("-", text).strip("-.")[:_LONGEST] or "x"


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number behind it where another one has it, in whatever case."""
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found.casefold())
    return found
