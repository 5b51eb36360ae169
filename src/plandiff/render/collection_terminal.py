"""Two folders of plans for a terminal: what became of which file, then the report on each that changed."""

from __future__ import annotations

from plandiff.collection import Collection, FileChange
from plandiff.model import Verdict
from plandiff.render import phrases, terminal
from plandiff.render.options import Options
from plandiff.render.safe import one_line
from plandiff.render.sheet import Page, verdict_style

_VERDICTS = {"added": Verdict.ADDED, "deleted": Verdict.DROPPED}
"""Whose sign stands before a file that came or went."""


def render(collection: Collection, options: Options) -> str:
    """The report as text."""
    page = Page(options)
    for side, name in (("old", collection.old), ("new", collection.new)):
        page.labelled(page.styled(side), page.styled(one_line(name), "bold"), 0, 5)
    page.blank()
    page.prose(page.styled(collection.fates, "bold"), first="  ", indent=2)
    page.prose(page.styled(phrases.totals(collection.summary, options.unicode)), first="  ", indent=2)
    moved = [file for file in collection.files if file.fate in _VERDICTS]
    if moved:
        page.blank()
    for file in moved:
        _moved(page, file)
    reports = [_report(file, options) for file in collection.files if file.fate == "changed"]
    return page.text() + "".join(reports)


def _moved(page: Page, file: FileChange) -> None:
    verdict = _VERDICTS[file.fate]
    name = page.styled(f" {file.fate}  {one_line(file.file)}", verdict_style(verdict))
    page.flow(
        [page.sign(verdict) + name, page.styled(one_line(file.plan.title)), page.styled(phrases.size(file.plan))],
        indent=4,
    )


def _report(file: FileChange, options: Options) -> str:
    page = Page(options)
    page.blank()
    page.prose(page.styled(one_line(file.file), "bold reverse"))
    page.blank()
    return page.text() + terminal.render(file.comparison, options, file.ledger)
