"""A plan file's text to a Plan, or every finding with its line, column and what to do about it.

The ugly case is the file that loads and says something else than its author wrote: a key that stands twice, 1.10 read
as a number, a sentence cut off at a '#'. Each is an error here.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from plandiff import plan_written
from plandiff.errors import PlanFileError
from plandiff.files import allowed, decoded, read_text
from plandiff.findings import Findings, TooManyFindings
from plandiff.model import Attested, Coverage, Kind, Plan, Provision, Removal, Source
from plandiff.suggest import advice, printable, quoted
from plandiff.table import Table
from plandiff.yaml_nodes import MapNode, Scalar, compose

_ID = re.compile(r"[A-Za-z0-9](?:\.?[A-Za-z0-9_-])*")
_MOST_ID = 100
_MOST_NUMBER = 40
_MOST_TEXT = 50_000
"""A hundred times what the longest point of the record has: whole documents are to be split into their points."""

_PLAN_KEYS = {
    "id": "a short name such as 28pt",
    "title": "what the document is called",
    "date": "such as 2025-11-20, 2025-11 or 2025",
    "issuer": "[us]",
    "kind": "proposal, position, statement or agreement",
    "coverage": "full or partial",
    "based_on": "[28pt]",
    "note": "what a reader must know about the document",
    "sources": "a mapping: a key for each source, and under it publisher, title, date and url",
    "provisions": "a list: '- number:' and 'text:' for each",
    "removed": "a list: '- provision: 28pt/26' for each",
}
_PROVISION_KEYS = {
    "number": 'the label as printed, in quotes: "6"',
    "text": "what the provision says",
    "tags": "[armed-forces]",
    "binds": "[ukraine]",
    "sources": "[axios]",
    "attested": "text, reported or disputed",
    "note": "what is uncertain, and who says so",
}
_SOURCE_KEYS = {
    "publisher": "who published it",
    "title": "what it is called",
    "date": "such as 2025-11-20, 2025-11 or 2025",
    "url": "https://example.org/page",
    "relays": "whose report it passes on",
    "note": "what a reader must know about it",
}
_REMOVAL_KEYS = {
    "provision": "plan and number with a slash between: 28pt/26",
    "sources": "[axios]",
    "note": "what the source says",
}


class PlanFile(NamedTuple):
    """What came out of a plan file: a plan where it could be made out, the tree behind it, and the findings."""

    plan: Plan | None
    root: MapNode | None
    findings: list[PlanFileError]


def load_plan(path: Path | str, *, name: str | None = None, expect_id: str | None = None) -> Plan:
    """The plan in the file; raises the first finding, in the order of the lines.

    Args:
        name: what errors call the file; the path itself if not given.
        expect_id: the id under which the file was found, which must be the one it holds.
    """
    called = name or str(path)
    text = read_text(Path(path), printable(called))
    known = plan_written.plan(text, called)
    if known is not None and expect_id in (None, known.id):
        return known
    return _only_plan(read_plan(text, called, expect_id=expect_id))


def parse_plan(text: str | bytes, name: str) -> Plan:
    """The plan in the text; ``name`` is what errors call it."""
    return _only_plan(read_plan(text, name))


def findings(path: Path | str, *, name: str | None = None) -> list[PlanFileError]:
    """All that is wrong with the file, in the order of its lines; empty where nothing is."""
    return read_file(path, name=name).findings


def read_file(path: Path | str, *, name: str | None = None, expect_id: str | None = None) -> PlanFile:
    """The plan in the file together with all findings; raises nothing that is the file's fault."""
    shown = printable(name or str(path))
    try:
        text = read_text(Path(path), shown)
    except PlanFileError as error:
        return PlanFile(None, None, [error])
    return read_plan(text, name or str(path), expect_id=expect_id)


def read_plan(text: str | bytes, name: str, *, expect_id: str | None = None) -> PlanFile:
    """The plan in the text together with all findings; raises nothing that is the text's fault."""
    found = Findings(printable(name))
    root: MapNode | None = None
    plan: Plan | None = None
    try:
        source = (
            decoded(text, found.name) if isinstance(text, bytes) else allowed(text.removeprefix("\ufeff"), found.name)
        )
        root = _root(source, found)
        if root is not None:
            plan = _plan(root, name, expect_id, found)
    except PlanFileError as error:
        found = Findings(found.name)  # of a file that breaks off, only where it breaks is worth knowing
        found.include(error)
    except TooManyFindings:
        pass
    return PlanFile(plan, root, found.sorted())


def _only_plan(file: PlanFile) -> Plan:
    if file.findings:
        raise file.findings[0]
    assert file.plan is not None
    return file.plan


def _root(text: str, found: Findings) -> MapNode | None:
    node = compose(text, found)
    if isinstance(node, MapNode):
        return node
    what = "the file is empty" if node is None else "the file holds no mapping of keys to values"
    if isinstance(node, Scalar):
        what = "the file holds plain text and no keys with values"
    found.add(node or Scalar("", 1, 1), f"{what}; a plan starts with id: , title: and provisions:")
    return None


def _plan(root: MapNode, name: str, expect_id: str | None, found: Findings) -> Plan:
    table = Table(root, "the plan", _PLAN_KEYS, found)
    ident = _plan_id(table, expect_id)
    title = table.line("title", required=True)
    date = table.date("date")
    issuer = table.words("issuer")
    kind = table.choice("kind", Kind) or Kind.PROPOSAL
    coverage = table.choice("coverage", Coverage) or Coverage.FULL
    based_on = _ancestors(table, ident)
    note = table.prose("note")
    sources = {key: _source(key, row) for key, row in table.named("sources", "source", _SOURCE_KEYS)}
    known = sources if "sources" in root.entries else None
    rows = table.rows("provisions", "a provision", _PROVISION_KEYS, required=True)
    provisions = tuple(_provision(row, known) for row in rows)
    removed = tuple(_removal(row, ident, known) for row in table.rows("removed", "a removal", _REMOVAL_KEYS))
    _no_duplicates(provisions, found)
    return Plan(
        ident,
        title,
        provisions,
        date,
        issuer,
        kind,
        coverage,
        based_on,
        note,
        tuple(sources.values()),
        removed,
        path=name,
    )


def is_plan_id(word: str) -> bool:
    """Whether ``word`` can be the id of a plan: it can never name a place outside the folder that is searched."""
    return len(word) <= _MOST_ID and _ID.fullmatch(word) is not None and not word.lower().endswith((".yaml", ".yml"))


def _plan_id(table: Table, expect_id: str | None) -> str:
    ident = table.line("id", required=True)
    if ident and not is_plan_id(ident):
        table.report(
            "id",
            f"the id {quoted(ident)} cannot be used; start with a letter or digit, go on with letters, digits, "
            "single dots, dashes and underscores, and leave .yaml off",
        )
    elif ident and expect_id is not None and ident != expect_id:
        table.report(
            "id",
            f"the id {quoted(ident)} is not the name of the file; call the file {ident}.yaml, or the plan {expect_id}",
        )
    return ident


def _ancestors(table: Table, ident: str) -> tuple[str, ...]:
    based_on = table.words("based_on")
    if ident in based_on:
        table.report_word("based_on", ident, "a plan cannot be based on itself; remove its own id from based_on")
    for word in based_on:
        if not is_plan_id(word):
            table.report_word("based_on", word, f"{quoted(word)} is no id of a plan; write based_on: [28pt]")
    return based_on


def _source(key: str, row: Table) -> Source:
    return Source(
        key,
        row.line("publisher"),
        row.line("title"),
        row.date("date"),
        row.url("url"),
        row.line("relays"),
        row.prose("note"),
    )


def _provision(row: Table, known: Mapping[str, Source] | None) -> Provision:
    number = row.line("number", required=True, most=_MOST_NUMBER)
    if number:
        row.noun = f"provision {quoted(number)}"
    text = row.prose("text", required=True, most=_MOST_TEXT)
    node = row.node.get("text")
    if isinstance(node, Scalar) and node.cut:
        row.report(
            "text", "the text stops where ' #' starts a comment; put it in quotes, or the comment on its own line"
        )
    return Provision(
        number,
        text,
        row.words("tags"),
        row.words("binds"),
        _cited(row, known),
        row.choice("attested", Attested) or Attested.TEXT,
        row.prose("note"),
        row.node.line,
        row.node.column,
    )


def _removal(row: Table, ident: str, known: Mapping[str, Source] | None) -> Removal:
    reference = row.line("provision", required=True)
    plan, slash, number = (part.strip() for part in reference.partition("/"))
    if reference and not (slash and number and is_plan_id(plan)):
        row.report(
            "provision", f"{quoted(reference)} names no provision of a plan; write plan and number, such as 28pt/26"
        )
    elif plan and plan == ident:
        row.report("provision", "a plan cannot remove its own provision; name the earlier plan before the slash")
    return Removal(plan, number, _cited(row, known), row.prose("note"), row.node.line, row.node.column)


def _cited(row: Table, known: Mapping[str, Source] | None) -> tuple[str, ...]:
    """The source keys of a row; each must be defined where the plan defines sources at all."""
    keys = row.words("sources")
    if known is None:
        return keys
    for key in keys:
        if key not in known:
            row.report_word("sources", key, f"this plan has no source {quoted(key)}; {advice(key, known, 'sources')}")
    return keys


def _no_duplicates(provisions: tuple[Provision, ...], found: Findings) -> None:
    first: dict[str, int] = {}
    for provision in provisions:
        if provision.number in first:
            line = first[provision.number]
            what = (
                f"there are two provisions {quoted(provision.number)} (the first on line {line}); renumber one of them"
            )
            found.add(provision, what)
        elif provision.number:
            first[provision.number] = provision.line
