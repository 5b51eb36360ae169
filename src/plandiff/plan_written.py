"""The plans of the record as plain tuples: what the build of a wheel writes down of the files that have no findings (``built``).

What a tree says is found out and checked by ``load``, once, at the build. Whoever looks for findings reads the file itself.
"""

from __future__ import annotations

from typing import Any

from plandiff import built
from plandiff.model import Attested, Coverage, Kind, Plan, Provision, Removal, Source

SORT = "plan"


def plan(text: str, path: str) -> Plan | None:
    """The plan that a text of the record holds, as read from ``path``; None of any other text."""
    made = built.value(text, SORT)
    if made is None:
        return None
    built.opened(text)
    return unpacked(made, path)


def packed(plan: Plan) -> tuple[Any, ...]:
    """A plan as tuples, in the order of its fields, without where it was read from."""
    provisions = [
        (p.number, p.text, p.tags, p.binds, p.sources, str(p.attested), p.note, p.line, p.column)
        for p in plan.provisions
    ]
    sources = [(s.key, s.publisher, s.title, s.date, s.url, s.relays, s.note) for s in plan.sources]
    removed = [(r.plan, r.number, r.sources, r.note, r.line, r.column) for r in plan.removed]
    head = plan.date, plan.issuer, str(plan.kind), str(plan.coverage), plan.based_on, plan.note
    return plan.id, plan.title, tuple(provisions), head, tuple(sources), tuple(removed)


def unpacked(made: tuple[Any, ...], path: str) -> Plan:
    """The plan that the tuples were made from."""
    ident, title, provisions, (date, issuer, kind, coverage, based_on, note), sources, removed = made
    attested = {str(known): known for known in Attested}
    return Plan(
        ident,
        title,
        tuple(
            [
                Provision(number, words, tags, binds, keys, attested[known], remark, line, column)
                for number, words, tags, binds, keys, known, remark, line, column in provisions
            ]
        ),
        date,
        issuer,
        Kind(kind),
        Coverage(coverage),
        based_on,
        note,
        tuple([Source(*row) for row in sources]),
        tuple([Removal(*row) for row in removed]),
        path,
    )
