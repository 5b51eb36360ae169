"""``plandiff compare`` and ``plandiff review``: a pair of plans in, a report or the scaffold of a review out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plandiff.cli import arguments, options, output
from plandiff.errors import PlandiffError
from plandiff.model import Verdict

if TYPE_CHECKING:
    from plandiff.ledger import Ledger
    from plandiff.model import Comparison, Plan
    from plandiff.policy import Policy
    from plandiff.render.options import Options

COMPARE_EXAMPLES = """Examples:

\b
  plandiff compare 28pt 19pt
  plandiff compare 28pt 19pt --only dropped,softened --tag nato
  plandiff compare 28pt 20pt --by party
  plandiff compare 28pt e3 --format markdown --output summary.md
  plandiff compare old.yaml new.yaml --fail-on dropped,softened
  plandiff compare HEAD~3:plans/28pt.yaml plans/28pt.yaml --policy policy.yaml
  plandiff compare HEAD~3:plans HEAD:plans            every plan file that differs

Exit code: 0 done; 1 differences under --exit-code, or a verdict named by --fail-on, among the changes that pass
the filters, or any change that breaks a rule of --policy; 2 bad usage or input.
"""
REVIEW_EXAMPLES = """Examples:

\b
  plandiff review 28pt 19pt
  plandiff review 28pt 19pt --output plans/reviews/28pt--19pt.yaml
"""
_LONG = 250_000
"""From this many pairs of provisions on, a terminal is shown how far the work has come."""


def compare(
    context: typer.Context,
    old: options.OldArgument,
    new: options.NewArgument,
    format: options.Format = "terminal",
    tag: options.Tag = None,
    party: options.Party = None,
    only: options.Only = None,
    show_all: options.All = False,
    explain: options.Explain = False,
    order: options.Order = None,
    by: options.By = None,
    fail_on: options.FailOn = None,
    exit_code: options.ExitCode = False,
    no_reviews: options.NoReviews = False,
    policy: options.Policy = None,
    max_size: options.MaxSize = None,
    path: options.Output = None,
    width: options.Width = None,
    color: options.Color = "auto",
    plans: options.Plans = None,
) -> None:
    """Show how OLD became NEW: every change with its verdict, its words and its reasons."""
    from plandiff.library import are_folders
    from plandiff.render import FORMATS, WORD
    from plandiff.render.options import ORDERS

    arguments.choice("--format", format, (*FORMATS, WORD))
    order = arguments.choice("--order", order or ("document" if format == WORD else "weight"), ORDERS)
    if format == WORD:
        _require_file(path, by)
    if max_size is not None and format != "markdown":
        raise PlandiffError("--max-size is for --format markdown; other formats are not cut")
    laid_out = output.settings(width, color, path)
    settings = replace(laid_out, explain=explain, order=order, max_size=max_size, show_all=show_all or bool(only))
    _require_key(by)
    rules = _policy(policy)
    verdicts, failing = arguments.verdicts("--only", only), arguments.verdicts("--fail-on", fail_on)
    folder = arguments.plans_folder(context, plans)
    if are_folders(old, new):
        from plandiff.cli import folders

        asked = folders.Asked(tag, party, verdicts, by, not no_reviews, explain)
        collection = folders.reported(old, new, folder, asked, format, settings, path)
        codes = [_code(file.comparison, failing, exit_code) for file in collection.files]
        raise typer.Exit(1 if folders.breached(collection, rules) else max(codes, default=0))
    found = compared(old, new, folder, reviewed=not no_reviews)
    _point_to_position(found.old, found.new)
    found = _selected(found, verdicts, tag, party, folder)
    if explain and by is None:
        from plandiff.explain import explain as explained

        found = explained(found)
    _emit(found, format, settings, _ledger(found, by), path)
    raise typer.Exit(1 if _breached(found, rules) else _code(found, failing, exit_code))


def _require_file(path: Path | None, by: str | None) -> None:
    """What a Word document needs: a file to go to, the library that writes it, and changes, not counts."""
    from plandiff.intake.formats import require

    if path is None:
        raise PlandiffError("--format docx is a file and no text; name it with --output FILE.docx")
    if by is not None:
        raise PlandiffError("--by gives counts, which --format docx does not show; leave one of the two out")
    require("docx", "Word files", "word")


def _require_key(by: str | None) -> None:
    """That the changes are counted for what they can be counted for."""
    if by is not None:
        from plandiff.ledger import KEYS

        arguments.choice("--by", by, KEYS)


def _emit(found: Comparison, format: str, settings: Options, ledger: Ledger | None, path: Path | None) -> None:
    from plandiff.render import WORD, render, render_word

    if format == WORD and path is not None:
        from plandiff.writing import write_whole

        write_whole(render_word(found, settings), path)
        return
    output.emit(render(found, format, options=settings, ledger=ledger), path, locale=format == "terminal")


def review(
    context: typer.Context,
    old: options.OldArgument,
    new: options.NewArgument,
    path: options.Output = None,
    plans: options.Plans = None,
) -> None:
    """Write the scaffold of a review: the machine's links and verdicts, to be confirmed or corrected by a person."""
    from plandiff.scaffold import scaffold

    output.emit(scaffold(compared(old, new, arguments.plans_folder(context, plans), reviewed=False)), path)


def compared(old: str, new: str, folder: Path | None, *, reviewed: bool) -> Comparison:
    """The comparison of the plans with these names."""
    from plandiff import library
    from plandiff.compare import compare as compare_plans
    from plandiff.reviews import find_review

    before, after = library.load(old, folder), library.load(new, folder)
    decisions = find_review(before, after, folder) if reviewed else None
    with _progress(before, after) as progress:
        return compare_plans(before, after, review=decisions, progress=progress)


def _point_to_position(old: Plan, new: Plan) -> None:
    """Say that a position is no version of a plan, where just one side is one."""
    from plandiff.model import Kind

    plan, position = (old, new) if new.kind is Kind.POSITION else (new, old)
    if position.kind is Kind.POSITION and plan.kind is not Kind.POSITION:
        output.note(
            f"{position.id} is a position and no version of {plan.id}; "
            f"`plandiff position {plan.id} {position.id}` says which of its demands are met"
        )


def _selected(
    comparison: Comparison,
    verdicts: Sequence[Verdict],
    tag: Sequence[str] | None,
    party: Sequence[str] | None,
    folder: Path | None,
) -> Comparison:
    from plandiff.compare import select

    pair = (comparison.old, comparison.new)
    own_tags = {t for c in comparison.changes for t in c.tags}
    own_parties = {b for c in comparison.changes for b in c.binds}
    tags = output.named("tag", tag, own_tags, lambda: output.documented("tag", pair, folder))
    parties = output.named("party", party, own_parties, lambda: output.documented("party", pair, folder))
    return select(comparison, tags, verdicts, parties)


@contextmanager
def _progress(old: Plan, new: Plan) -> Iterator[Callable[[float], None] | None]:
    """A bar on stderr, where the work is long and somebody is watching."""
    if len(old.provisions) * len(new.provisions) < _LONG or not output.watched():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("comparing", total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _ledger(comparison: Comparison, by: str | None) -> Ledger | None:
    if by is None:
        return None
    from plandiff.ledger import ledger

    return ledger(comparison, by)


def _policy(path: Path | None) -> Policy | None:
    if path is None:
        return None
    from plandiff.policy import load_policy

    return load_policy(path)


def _breached(comparison: Comparison, policy: Policy | None) -> bool:
    """Whether a change crosses a red line; each breach is told on stderr, and so is each rule that guards nothing."""
    if policy is None:
        return False
    from datetime import date

    from plandiff.breaches import check

    findings = check(comparison, policy, date.today())
    for note in findings.notes:
        output.note(note)
    for breach in findings.breaches:
        output.note(breach.said, "breach")
    return bool(findings.breaches)


def _code(comparison: Comparison, failing: Sequence[Verdict], any_difference: bool) -> int:
    verdicts = {change.verdict for change in comparison.shown}
    differs = any_difference and verdicts - {Verdict.UNCHANGED, Verdict.UNREPORTED}
    return 1 if differs or verdicts & set(failing) else 0
