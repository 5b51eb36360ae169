"""``plandiff import``: a document of one's own in, the draft of a plan file out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plandiff.cli import arguments, options, output
from plandiff.errors import PlandiffError
from plandiff.render import phrases

if TYPE_CHECKING:
    from plandiff.intake.assemble import Draft, Head
    from plandiff.model import Plan

IMPORT_EXAMPLES = """Examples:

\b
  plandiff import draft.txt --id draft
  plandiff import treaty.docx --id treaty --date 2025-11-20 --output plans/treaty.yaml
  plandiff import page.html --id page --source https://example.org/page
  plandiff import - --id notes --from markdown < notes.md

Word and HTML files need an extra: pip install 'plandiff[import]'. Exit code: 0 done, 2 bad usage or input.
"""
_LISTED = 10
"""So many passages without a place are named; all of them stand in the draft."""
_SHOWN = 60


def import_(
    context: typer.Context,
    file: options.DocumentArgument,
    ident: options.Id,
    title: options.Title = None,
    date: options.Date = None,
    issuer: options.Issuer = None,
    kind: options.KindOf = "proposal",
    coverage: options.CoverageOf = None,
    source: options.SourceOf = None,
    given: options.From = None,
    changes: options.Changes = "accepted",
    path: options.Output = None,
    force: options.Force = False,
    plans: options.Plans = None,
) -> None:
    """Draft a plan file from a document of your own: text, Markdown, HTML or Word. A person must read it afterwards."""
    from plandiff.intake import formats
    from plandiff.intake.assemble import draft

    head = _head(ident, title, date, issuer, kind, coverage, source)
    arguments.choice("--changes", changes, ("accepted", "rejected"))
    if given is not None:
        arguments.choice("--from", given, formats.FORMATS)
    if path is not None and os.path.lexists(path) and not force:
        raise PlandiffError(f"{path} exists already; name another file, or overwrite it with --force")
    name, raw = _read(file)
    document = formats.read(raw, name, given or "", accepted=changes == "accepted")
    folder = arguments.plans_folder(context, plans)
    made = draft(document, name, head, _record(folder), _parties(folder))
    output.emit(made.text, path)
    _report(made)


def _head(
    ident: str, title: str | None, date: str | None, issuer: list[str] | None, kind: str, coverage: str | None, source: str | None
) -> Head:
    """What the options say of the document; each is checked before the file is read."""
    from plandiff.intake.assemble import Head, source_of
    from plandiff.load import is_plan_id
    from plandiff.model import Coverage, Kind
    from plandiff.suggest import quoted
    from plandiff.table import is_date

    if not is_plan_id(ident):
        raise PlandiffError(f"--id {quoted(ident)} cannot be used; write letters, digits, single dots and dashes, such as draft-2")
    if date and not is_date(date):
        raise PlandiffError(f"--date {quoted(date)} is no date of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY")
    arguments.choice("--kind", kind, tuple(Kind))
    if coverage is not None:
        arguments.choice("--coverage", coverage, tuple(Coverage))
    for option, value in (("--title", title), ("--source", source)):
        if value is not None and (not value.strip() or not value.isprintable() or len(value) > 1_000):
            raise PlandiffError(f"{option} {quoted(value)} cannot be used; write up to 1,000 characters on one line")
    return Head(
        ident, title or "", date or "", tuple(arguments.words(issuer)), Kind(kind),
        Coverage(coverage) if coverage else None, source_of(source) if source else None,
    )  # fmt: skip


def _read(file: str) -> tuple[str, bytes]:
    """What the document is called, and all of it."""
    from plandiff.files import MAX_BYTES, read_bytes
    from plandiff.suggest import printable

    if file != "-":
        return printable(file), read_bytes(Path(file), printable(file))
    if sys.stdin is None:
        raise PlandiffError("stdin is closed: there is no document to read")
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise PlandiffError(f"stdin has more than {MAX_BYTES // 1_000_000} MB; split the document")
    return "stdin", raw


def _record(folder: Path | None) -> list[Plan]:
    """The plans that suggest tags; one that does not load suggests nothing, and ``validate`` says why."""
    from contextlib import suppress

    from plandiff import library

    found = []
    for entry in library.available(folder):
        with suppress(PlandiffError):
            found.append(library.load(str(entry.path)))
    return found


def _parties(folder: Path | None) -> dict[str, list[str]]:
    """What texts call the parties on the lists next to the plans."""
    from plandiff import library
    from plandiff.vocabulary import vocabulary_of

    found: dict[str, list[str]] = {}
    for place in library.folders(folder):
        words = vocabulary_of(place)
        for party in words.parties or ():
            found.setdefault(party, list(dict.fromkeys((party.replace("-", " "), words.names.get(party, party).lower()))))
    return found


def _report(made: Draft) -> None:
    """Say on stderr what came out, and what has no place."""
    unplaced = made.unplaced
    checks = sum(len(e.checks) for e in made.entries)
    counts = [phrases.count(len(made.plan.provisions), "provision"), f"{phrases.count(checks, 'doubt')} about the structure"]
    output.note(f"{', '.join(counts)}; a person must read the draft against the document")
    for note in made.notes:
        output.note(note)
    if unplaced:
        where = "as comments in the draft"
        output.note(f"not placed, {where}: {phrases.count(len(unplaced), 'passage')}")
    for entry in unplaced[:_LISTED]:
        words = entry.words if len(entry.words) <= _SHOWN else f"{entry.words[:_SHOWN]}..."
        output.note(f"{entry.at}, {entry.aside}: {words}", "not placed")
    if len(unplaced) > _LISTED:
        output.note(f"and {len(unplaced) - _LISTED} more", "not placed")
