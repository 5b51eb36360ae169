"""A change as a notice at a place in a file: what the formats for machines that watch a repository share.

A notice is a warning where a commitment came, went or changed, whichever way: it is no judgement on the change. The ugly
case is what is no longer there: it has no line in the new file, so its notice stands where a removal is recorded, or on top.
"""

from pathlib import PurePath
from typing import NamedTuple

from plandiff.model import Change, Comparison, Plan, Provision, Verdict
from plandiff.render import grounds, phrases
from plandiff.render.options import Options
from plandiff.render.safe import one_line

COMMITTING = frozenset((Verdict.DROPPED, Verdict.SOFTENED, Verdict.ALTERED, Verdict.HARDENED, Verdict.ADDED))
"""The verdicts that say that somebody is bound otherwise than before."""


class Place(NamedTuple):
    """A line of a file; ``path`` is empty where a plan came from no file, ``line`` is from 1."""

    path: str
    line: int = 1
    column: int = 1


def place(comparison: Comparison, change: Change) -> Place:
    """Where the notice on a change stands: in the new file."""
    path = file_of(comparison.new)
    at = change.new[0] if change.new else change.removal
    if at is None or at.line < 1:
        return Place(path)
    return Place(path, at.line, max(at.column, 1))


def place_of(plan: Plan, provision: Provision) -> Place:
    """Where a provision stands in its own file."""
    return Place(file_of(plan), max(provision.line, 1), max(provision.column, 1))


def file_of(plan: Plan) -> str:
    """The file of a plan with slashes between folders; of a plan from git, its path in the repository."""
    path = plan.path.removeprefix(plan.revision)
    return PurePath(path).as_posix() if path else ""


def title(change: Change) -> str:
    """Verdict and numbers: ``softened 6 > 3``."""
    return f"{change.verdict} {phrases.numbers(change.old)} > {phrases.numbers(change.new)}"


def lines(comparison: Comparison, change: Change, options: Options) -> list[str]:
    """All that is said of a change, one plain line for each thing."""
    about = [", ".join(map(one_line, change.tags)), *phrases.marks(change)]
    if change.binds:
        about.insert(1, f"binds {', '.join(map(phrases.party, change.binds))}")
    said = [f"{title(change)}: {'; '.join(filter(None, about))}".removesuffix(": ")]
    said += [f"{r.direction}: {phrases.reason_line(change, r)}" for r in change.reasons]
    said += [f"{label}: {text}" for label, text in phrases.remarks(comparison, change, options)]
    if options.explain:
        said += [f"{label}: {text}" for label, text in (*grounds.folded(change), *grounds.explained(change))]
    said += [f"old {one_line(p.number)}: {one_line(p.text)}" for p in change.old]
    return said + [f"new {one_line(p.number)}: {one_line(p.text)}" for p in change.new]


def whole(comparison: Comparison, options: Options) -> list[str]:
    """What is said of the comparison as a whole: the counts, the filter, and that nothing was lost."""
    summary = comparison.summary
    counts = ", ".join(f"{summary[v]} {v}" for v in phrases.WEIGHT if summary[v]) or "no provisions to compare"
    said = [f"{pair(comparison)}: {counts}", phrases.selection(comparison), phrases.accounting(comparison, options)]
    return [*filter(None, said), *map(one_line, comparison.notes)]


def pair(comparison: Comparison) -> str:
    """Which plans are compared."""
    return f"{one_line(comparison.old.id)} > {one_line(comparison.new.id)}"
