"""A plan that nobody has looked at yet, as a plan file with comments on what to look at: they stand where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plandiff.model import Attested, Plan
from plandiff.records import HEAD, head, record
from plandiff.render.plan_yaml import item, pairs, sources
from plandiff.render.yaml_text import comment, folded

_REST = ("tags", "binds", "sources", "attested", "note")


def render_draft(plan: Plan, top: Sequence[str], before: Mapping[str, Sequence[str]], end: Sequence[str]) -> str:
    """The plan file.

    Args:
        top: comments at the head of the file.
        before: comments in front of provisions, by their numbers.
        end: comments behind the last provision.
    """
    lines = [*map(comment, top), *pairs(head(plan), HEAD, "", always=("id", "title", "kind", "coverage")), *sources(plan)]
    lines.append("provisions:" if plan.provisions else "provisions: []")
    for provision in plan.provisions:
        lines += [f"  {comment(line)}" for line in before.get(provision.number, ())]
        text = folded(provision.text, "      ")
        row = record(provision)
        if provision.attested is Attested.TEXT:
            row["attested"] = ""  # what it is unless said otherwise
        lines += item([*pairs(row, ("number",), "    "), f"    text: {text[0]}", *text[1:], *pairs(row, _REST, "    ")])
    return "\n".join([*lines, *(comment(line) for line in end)]) + "\n"
