"""One plan as a plan file, which loads as exactly this plan; nothing in it acts on whoever looks at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from plandiff.model import Plan
from plandiff.records import HEAD, Record, head, record
from plandiff.render.yaml_text import quoted_scalar

_BARE = re.compile(r"[A-Za-z]{3,}(?:-[A-Za-z0-9]+)*|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_WORDS_OF_YAML = frozenset({"yes", "true", "false", "null", "off"})


def render_plan(plan: Plan) -> str:
    """The plan as a file: what is empty is left out."""
    lines = list(pairs(head(plan), HEAD, "", always=("id", "title")))
    lines += sources(plan)
    lines.append("provisions:" if plan.provisions else "provisions: []")
    names = ("number", "text", "tags", "binds", "sources", "attested", "note")
    for provision in plan.provisions:
        lines += item(pairs(record(provision), names, "    ", always=("number", "text")))
    if plan.removed:
        lines.append("removed:")
        for removal in plan.removed:
            row = {**record(removal), "provision": f"{removal.plan}/{removal.number}"}
            lines += item(pairs(row, ("provision", "sources", "note"), "    "))
    return "\n".join(lines) + "\n"


def sources(plan: Plan) -> Iterator[str]:
    """The lines of the plan's sources; none where it has none."""
    if plan.sources:
        yield "sources:"
    for source in plan.sources:
        rest = list(pairs(record(source), ("publisher", "title", "date", "url", "relays", "note"), "    "))
        yield f"  {_scalar(source.key)}:" if rest else f"  {_scalar(source.key)}: {{}}"
        yield from rest


def item(lines: Iterable[str]) -> Iterator[str]:
    """The lines as an item of a list: the first behind a dash."""
    for n, line in enumerate(lines):
        yield line if n else f"  - {line.lstrip()}"


def pairs(
    row: Mapping[str, object] | Record, names: Iterable[str], indent: str, always: tuple[str, ...] = ()
) -> Iterator[str]:
    """A line for each of these fields that is not empty, or is in ``always``."""
    for name in names:
        value = row[name]
        if value or name in always:
            written = f"[{', '.join(map(_scalar, value))}]" if isinstance(value, list) else _scalar(str(value))
            yield f"{indent}{name}: {written}"


def _scalar(value: str) -> str:
    """In quotes, unless no reader of YAML could take the word for anything else."""
    return value if _BARE.fullmatch(value) and value.lower() not in _WORDS_OF_YAML else quoted_scalar(value)
