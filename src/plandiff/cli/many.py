"""``plandiff trace`` and ``plandiff matrix``: what spans more than two versions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from plandiff.cli import arguments, options, output
from plandiff.cli import pairs as every

if TYPE_CHECKING:
    from plandiff.history import Comparer, History, Line
    from plandiff.library import Entry
    from plandiff.model import Comparison, Plan
    from plandiff.render.options import Options

TRACE_EXAMPLES = """Examples:

\b
  plandiff trace 28pt 6
  plandiff trace 20pt 14.a --format markdown
  plandiff trace 28pt 6 --through e3,20pt     versions named by hand, in order of date

Without --through it follows based_on: all that PLAN is based on, and all that is based on it.
"""
MATRIX_EXAMPLES = """Examples:

\b
  plandiff matrix 28pt 19pt 20pt
  plandiff matrix 28pt e3 20pt --tag nato --text
  plandiff matrix 28pt 19pt e3 20pt --format csv --output matrix.csv
  plandiff matrix drafts --pairs --output pairs.jsonl     every pair of a folder; run again, it goes on
"""
UPTAKE_EXAMPLES = """Examples:

\b
  plandiff uptake 28pt e3 20pt
  plandiff uptake 28pt e3 20pt --format markdown --output account.md
  plandiff uptake 28pt e3 20pt --format html --output account.html
"""
POSITION_EXAMPLES = """Examples:

\b
  plandiff position 28pt moscow-2025
  plandiff position 20pt kyiv-2025 --format markdown

A review of the pair POSITION, PLAN (in that order) has the last word.
"""
FORMATS = ("terminal", "markdown", "json", "html")
_MANY = 8
"""From this many versions on, a terminal is shown how far the work has come."""


def trace(
    context: typer.Context,
    plan: options.PlanArgument,
    number: options.NumberArgument,
    through: options.Through = None,
    format: options.AccountFormat = "terminal",
    show_all: options.AllSteps = False,
    explain: options.Reasons = False,
    no_reviews: options.NoReviews = False,
    path: options.Output = None,
    width: options.Width = None,
    color: options.Color = "auto",
    plans: options.Plans = None,
) -> None:
    """Follow one provision through all versions: backwards to where it first appeared, forwards to what became of it."""
    from plandiff import library
    from plandiff.trace import require
    from plandiff.trace import trace as traced

    arguments.choice("--format", format, FORMATS)
    settings = replace(output.settings(width, color, path), explain=explain, show_all=show_all)
    folder = arguments.plans_folder(context, plans)
    start = library.load(plan, folder)
    require(start, number)
    line = _line(start, arguments.words(through), folder)
    at = next(i for i, version in enumerate(line.plans) if version is start)
    report("trace", traced(_history(line, comparer(folder, reviewed=not no_reviews)), at, number), format, settings, path)


def matrix(
    context: typer.Context,
    names: options.VersionsArgument,
    tag: options.Tag = None,
    text: options.Text = False,
    format: options.MatrixFormat = "terminal",
    show_all: options.AllThreads = False,
    explain: options.Reasons = False,
    pairs: options.Pairs = False,
    full: options.Full = False,
    jobs: options.Jobs = None,
    dask: options.Dask = None,
    no_reviews: options.NoReviews = False,
    path: options.Output = None,
    width: options.Width = None,
    color: options.Color = "auto",
    plans: options.Plans = None,
) -> None:
    """Set versions side by side: a row for each thread of provisions, a column for each version, in order of date."""
    from plandiff import library
    from plandiff.history import in_sequence
    from plandiff.matrix import matrix as tabulated

    every.require_options(context, asked=pairs)
    folder = arguments.plans_folder(context, plans)
    if pairs:
        every.pairs(names, folder, reviewed=not no_reviews, full=full, jobs=jobs, dask=dask, path=path)
        return
    arguments.choice("--format", format, (*FORMATS, "csv", "svg"))
    settings = replace(output.settings(width, color, path), explain=explain, show_all=show_all, texts=text)
    versions = [library.load(name, folder) for name in names]
    _require_distinct(versions)
    used = {t for version in versions for p in version.provisions for t in p.tags}
    tags = output.named("tag", tag, used, lambda: output.documented("tag", versions, folder))
    line = in_sequence(versions, relatives=_ancestors(versions, folder))
    history = _history(line, comparer(folder, reviewed=not no_reviews))
    report("matrix", tabulated(history, tags), format, settings, path)


def uptake(
    context: typer.Context,
    base: options.BaseArgument,
    counter: options.CounterArgument,
    result: options.ResultArgument,
    format: options.AccountFormat = "terminal",
    show_all: options.AllUnknown = False,
    no_reviews: options.NoReviews = False,
    path: options.Output = None,
    width: options.Width = None,
    color: options.Color = "auto",
    plans: options.Plans = None,
) -> None:
    """Say which of the changes that COUNTER made to BASE are in RESULT, and what in RESULT is in neither."""
    from plandiff import library
    from plandiff.uptake import uptake as accounted

    arguments.choice("--format", format, FORMATS)
    settings = replace(output.settings(width, color, path), show_all=show_all)
    folder = arguments.plans_folder(context, plans)
    first, second, third = (library.load(name, folder) for name in (base, counter, result))
    _require_distinct([first, second, third])
    account = accounted(first, second, third, comparer(folder, reviewed=not no_reviews))
    report("uptake", account, format, settings, path)


def position(
    context: typer.Context,
    plan: options.PlanArgument,
    position: options.PositionArgument,
    format: options.AccountFormat = "terminal",
    no_reviews: options.NoReviews = False,
    path: options.Output = None,
    width: options.Width = None,
    color: options.Color = "auto",
    plans: options.Plans = None,
) -> None:
    """Set each demand of POSITION beside what the PLAN says of it: findings where reviewed by hand, else pointers."""
    from plandiff import library
    from plandiff.errors import PlandiffError
    from plandiff.model import Kind
    from plandiff.position import audit
    from plandiff.reviews import find_review

    arguments.choice("--format", format, FORMATS)
    settings = output.settings(width, color, path)
    folder = arguments.plans_folder(context, plans)
    text, demands = library.load(plan, folder), library.load(position, folder)
    if demands.kind is not Kind.POSITION:
        if text.kind is Kind.POSITION:
            raise PlandiffError(f"{text.id} is a position and {demands.id} is not; name the plan first, then the position")
        output.note(f"{demands.id} is no position (its kind is {demands.kind}): read as if each provision were a demand")
    review = None if no_reviews else find_review(demands, text, folder)
    report("position", audit(text, demands, review), format, settings, path)


def report(noun: str, thing: Any, format: str, settings: Options, path: Path | None) -> None:
    """Lay out and print; the layout is imported when it is asked for."""
    layout = import_module(f"plandiff.render.{noun}_{format}")
    output.emit(layout.render(thing, settings), path, locale=format == "terminal")


def comparer(folder: Path | None, *, reviewed: bool) -> Comparer:
    """Compares two plans as ``plandiff compare`` does."""
    from plandiff.compare import compare
    from plandiff.reviews import find_review

    def compared(old: Plan, new: Plan) -> Comparison:
        return compare(old, new, review=find_review(old, new, folder) if reviewed else None)

    return compared


def _line(start: Plan, through: Sequence[str], folder: Path | None) -> Line:
    """The versions to follow: those named, else the family by ``based_on``, else the folder in order of date."""
    from plandiff import library
    from plandiff.history import family, in_sequence

    if through:
        others = [plan for plan in (library.load(name, folder) for name in through) if plan.path != start.path]
        return in_sequence([start, *others], relatives=_ancestors([start, *others], folder))
    own_folder = Path(start.path.removeprefix(start.revision)).parent
    beside = library.in_folder(own_folder) if own_folder.is_dir() else []
    known, own = _others(start, library.available(folder), beside)
    line = family(start, known)
    if len(line.plans) > 1:
        return line
    if any(plan.based_on for plan in own):
        note = f"Nothing says what {start.id} is based on, or what is based on it; --through names other versions."
        return replace(line, note=note)
    return in_sequence([start, *own], "No plan says what it is based on: followed in order of date.")


def _others(start: Plan, named: Sequence[Entry], beside: Sequence[Entry]) -> tuple[list[Plan], list[Plan]]:
    """All plans but the one that is traced, each id once, and those of them that lie in its folder.

    Where it is not named by its id itself, what lies beside it need not be, either.
    """
    own: dict[str, Plan] = {}
    places = {os.path.realpath(entry.path) for entry in beside}
    strict = Path(start.path).stem == start.id
    for plan in _readable([e for e in beside if not _same_file(e.path, start)], strict=strict):
        if plan.id == start.id or plan.id in own:
            output.note(f"left out: {plan.path}: another file beside it has the id {plan.id} as well")
        else:
            own[plan.id] = plan
    far = [e for e in named if os.path.realpath(e.path) not in places and e.id not in {start.id, *own}]
    return [*_readable(far), *own.values()], list(own.values())


def _readable(entries: Iterable[Entry], *, strict: bool = True) -> list[Plan]:
    """The plans of these entries; one that cannot be read is left out, with a note.

    Args:
        strict: whether a plan must hold the id that its file is named by.
    """
    from plandiff.errors import PlandiffError
    from plandiff.load import load_plan

    found = []
    for entry in entries:
        try:
            found.append(load_plan(entry.path, expect_id=entry.id if strict else None))
        except PlandiffError as error:
            output.note(f"left out: {error}")
    return found


def _ancestors(plans: Sequence[Plan], folder: Path | None) -> list[Plan]:
    """What these versions rest on, as far as it is found; what is not found cannot be asked."""
    from plandiff import library
    from plandiff.errors import PlandiffError

    known = {plan.id for plan in plans}
    found: list[Plan] = []
    wanted = [ident for plan in plans for ident in plan.based_on]
    while wanted:
        ident = wanted.pop()
        if ident in known:
            continue
        known.add(ident)
        with suppress(PlandiffError):
            found.append(library.load(ident, folder))
            wanted += found[-1].based_on
    return found


def _require_distinct(plans: Sequence[Plan]) -> None:
    """Nothing is said by a version beside itself."""
    from plandiff.errors import PlandiffError

    seen: set[str] = set()
    for plan in plans:
        if (place := os.path.realpath(plan.path)) in seen:
            raise PlandiffError(f"{plan.id} is named twice; name each version once")
        seen.add(place)


def _same_file(path: Path, plan: Plan) -> bool:
    return os.path.realpath(path) == os.path.realpath(plan.path.removeprefix(plan.revision))


def _history(line: Line, compare: Comparer) -> History:
    """The history, with a bar on stderr where the work is long and somebody is watching."""
    from plandiff.history import history

    if len(line.plans) < _MANY or not output.watched():
        return history(line, compare)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("comparing", total=1.0)
        return history(line, compare, lambda share: bar.update(task, completed=share))
