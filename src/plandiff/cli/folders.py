"""``plandiff compare`` for two folders of plans: one report on all files that changed, came or went."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plandiff.cli import output
from plandiff.errors import PlandiffError
from plandiff.model import Plan, Verdict

if TYPE_CHECKING:
    from plandiff.collection import Collection
    from plandiff.policy import Policy
    from plandiff.render.options import Options

FORMATS = ("terminal", "markdown", "json")
"""Formats that can report on more than two plans at once."""


class Asked(NamedTuple):
    """What the reader wants to see."""

    tags: Sequence[str] | None
    parties: Sequence[str] | None
    verdicts: Sequence[Verdict]
    by: str | None
    reviewed: bool
    explain: bool


def reported(
    old: str, new: str, folder: Path | None, asked: Asked, format: str, settings: "Options", path: Path | None
) -> "Collection":
    """Print the report on two folders, narrowed to what was asked for; returns what it is on."""
    from plandiff.cli import many

    if format not in FORMATS:
        raise PlandiffError(
            f"--format {format} is for two plans; for two folders there are {', '.join(FORMATS[:-1])} and {FORMATS[-1]}"
        )
    if settings.max_size is not None:
        raise PlandiffError("--max-size is for two plans; a report on two folders is not cut")
    found = _compared(old, new, folder, asked)
    many.report("collection", found, format, settings, path)
    return found


def _compared(old: str, new: str, folder: Path | None, asked: Asked) -> "Collection":
    from plandiff.cli.many import comparer
    from plandiff.collection import collected
    from plandiff.compare import select
    from plandiff.folders import differing

    found = collected(old, new, differing(old, new), comparer(folder, reviewed=asked.reviewed))
    plans = [plan for file in found.files for plan in (file.comparison.old, file.comparison.new)]
    tags = _named("tag", asked.tags, plans, folder)
    parties = _named("party", asked.parties, plans, folder)
    found = found.each(lambda comparison: select(comparison, tags, asked.verdicts, parties))
    if asked.by is None:
        return _explained(found) if asked.explain else found
    from plandiff.ledger import ledger

    by = asked.by
    return replace(found, files=tuple(replace(f, ledger=ledger(f.comparison, by)) for f in found.files))


def _explained(found: "Collection") -> "Collection":
    from plandiff.explain import explain

    return found.each(explain)


def breached(collection: "Collection", policy: "Policy | None") -> bool:
    """Whether a change in any file crosses a red line; what guards nothing in any of them is told once, as a note."""
    if policy is None:
        return False
    from datetime import date

    from plandiff.breaches import check

    outcomes = [(file.file, check(file.comparison, policy, date.today())) for file in collection.files]
    for said in outcomes[0][1].notes if outcomes else ():
        if all(said in outcome.notes for _, outcome in outcomes):
            output.note(said)
    for name, outcome in outcomes:
        for breach in outcome.breaches:
            output.note(f"{breach.said} in {name}", "breach")
    return any(outcome.breaches for _, outcome in outcomes)


def _named(noun: str, values: Sequence[str] | None, plans: Sequence[Plan], folder: Path | None) -> list[str]:
    key = {"tag": "tags", "party": "binds"}[noun]
    own = {word for plan in plans for provision in plan.provisions for word in getattr(provision, key)}
    return output.named(noun, values, own, lambda: output.documented(noun, plans, folder)) if values else []
