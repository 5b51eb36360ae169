"""``plandiff report``: a folder of plans in, a static site out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plandiff.cli import arguments, options, output

if TYPE_CHECKING:
    from plandiff.model import Plan

REPORT_EXAMPLES = """Examples:

\b
  plandiff report
  plandiff report --output site
  plandiff --plans drafts report --output drafts-site

The folder is written whole or not at all. One that this command wrote before is replaced; any other is refused.
"""
_PLACE = Path("plandiff-report")


def report(
    context: typer.Context,
    target: options.OutputFolder = _PLACE,
    no_reviews: options.NoReviews = False,
    plans: options.Plans = None,
) -> None:
    """Write a site on all plans of a folder: each plan, each comparison of neighbours, matrices, positions and tags."""
    from plandiff.cli.folder import require_own, write_folder
    from plandiff.cli.many import comparer
    from plandiff.render import phrases, site
    from plandiff.render.options import Options
    from plandiff.reviews import find_review
    from plandiff.survey import survey

    require_own(target)  # before the work, not after it
    folder = arguments.plans_folder(context, plans)
    found, definitions = _collection(folder)
    with _progress() as progress:
        surveyed = survey(
            found,
            comparer(folder, reviewed=not no_reviews),
            lambda old, new: None if no_reviews else find_review(old, new, folder),
            definitions,
            progress,
        )
    pages = site.render(surveyed, Options())
    write_folder(pages, target)
    output.note(f"{phrases.count(len(pages), 'page')} in {target}; {target / 'index.html'} is the first")


def _collection(folder: Path | None) -> tuple[list[Plan], dict[str, str]]:
    """The plans of one folder, the one asked for or else the first that is searched, and what its tags mean."""
    from plandiff import library
    from plandiff.errors import PlandiffError
    from plandiff.load import load_plan
    from plandiff.suggest import printable
    from plandiff.vocabulary import vocabulary_of

    places = library.folders(folder)
    entries = library.in_folder(places[0]) if places else []
    if not entries:
        where = f"in {printable(str(places[0]))}" if places else "anywhere"
        raise PlandiffError(f"there is no plan {where}; name a folder of plans with --plans")
    return [load_plan(e.path, expect_id=e.id) for e in entries], vocabulary_of(places[0]).tags or {}


@contextmanager
def _progress() -> Iterator[Callable[[float], None] | None]:
    """A bar on stderr, where somebody is watching."""
    if not output.watched():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("comparing", total=1.0)
        yield lambda share: bar.update(task, completed=share)
