"""The draft of a plan file out of a document: provisions, suggestions, and a comment wherever a person must look.

What is written here must load: a draft that does not is a fault of ours and is not handed out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plandiff.errors import InternalError, PlandiffError, PlanFileError
from plandiff.files import too_large
from plandiff.intake.blocks import Document, tidy, worded
from plandiff.intake.draft import BEFORE, HEADING, Entry, entries, given
from plandiff.intake.hints import MOST, Hint, hints
from plandiff.intake.outline import MOST_TITLE, outline
from plandiff.load import parse_plan
from plandiff.model import Coverage, Kind, Plan, Provision, Source
from plandiff.render.draft_yaml import render_draft
from plandiff.yaml_nodes import too_many

_MOST_TITLE = 200
_SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Head:
    """What the user says of the document; what is empty is not said."""

    ident: str
    title: str = ""
    date: str = ""
    issuer: tuple[str, ...] = ()
    kind: Kind = Kind.PROPOSAL
    coverage: Coverage | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan that nobody has looked at yet."""

    plan: Plan
    text: str
    """The plan file."""
    entries: tuple[Entry, ...]
    """Everything the document says, in its order: provisions, and what stands beside them."""
    notes: tuple[str, ...]
    """What a person must know of how it was read."""

    @property
    def unplaced(self) -> tuple[Entry, ...]:
        """What is in no provision: it stands as comments in the file."""
        return tuple(entry for entry in self.entries if entry.aside)


def draft(
    document: Document, name: str, head: Head, record: Sequence[Plan] = (), parties: Mapping[str, Sequence[str]] | None = None
) -> Draft:
    """The draft of a plan file.

    Args:
        name: what the user calls the document.
        record: plans whose tags are suggested where a provision is like one of theirs.
        parties: for each party that may be suggested what texts call it, in lower case.

    Raises:
        PlandiffError: if there is no word in the document.
    """
    written = any(block.number for block in document.blocks)
    made = given(document.blocks) if written else entries(outline(document.blocks))
    placed = [e for e in made if not e.aside]
    if not placed:
        raise PlandiffError(f"{name}: there is no provision in it: {_nothing(made)}")
    many = len(placed) > MOST
    suggested = [Hint()] * len(placed) if many else hints([e.text for e in placed], record, parties or {})
    if many:
        document = replace(document, notes=(*document.notes, f"no tags and parties are suggested for more than {MOST:,} provisions"))
    cited = (_SOURCE,) if head.source else ()
    provisions = tuple(
        Provision(e.number, e.text, hint.tags, hint.binds, cited) for e, hint in zip(placed, suggested, strict=True)
    )
    title, checks = _title(head, document, made)
    plan = Plan(
        head.ident, title, provisions, head.date, head.issuer, head.kind, head.coverage or Coverage.FULL,
        sources=(head.source,) if head.source else (),
    )  # fmt: skip
    remarks, end = _remarks(made, dict(zip((e.number for e in placed), suggested, strict=True)))
    text = render_draft(plan, _top(name, document, head, checks), remarks, end)
    _require_sound(text, plan, name)
    return Draft(plan, text, tuple(made), document.notes)


def source_of(text: str) -> Source:
    """A source that is given as its address, or as its publisher."""
    from plandiff.table import is_url

    return Source(_SOURCE, url=text) if is_url(text) else Source(_SOURCE, tidy(text))


def _nothing(made: Sequence[Entry]) -> str:
    return f"all of its text is {made[0].aside}; say otherwise by editing it" if made else "it holds no text; name another file"


def _title(head: Head, document: Document, made: Sequence[Entry]) -> tuple[str, list[str]]:
    """The title, and what to look at where it was guessed."""
    if head.title:
        return tidy(head.title), []
    first = next((e.text for e in made if e.aside in (HEADING, BEFORE) and len(e.text.split()) <= 2 * MOST_TITLE), "")
    before = next((e for e in made if not e.aside), None)
    own = first if made and before is not made[0] else ""
    title = next((t for t in map(tidy, (document.title, own)) if worded(t)), head.ident)
    return title[:_MOST_TITLE], ["check: title, which was taken from the document" if title != head.ident else "check: give it a title"]


def _top(name: str, document: Document, head: Head, checks: Sequence[str]) -> list[str]:
    lines = [
        f"A draft, made of {name}. Nobody has looked at it yet: read it against the document.",
        "Look at each line that begins with check:, correct what is wrong, and delete the line. Tags and binds are suggestions.",
        *checks,
    ]
    if head.coverage is None:
        lines.append("check: coverage, full if this is the whole document, else partial")
    missing = [key for key, value in (("date", head.date), ("issuer", head.issuer), ("sources", head.source)) if not value]
    if missing:
        lines.append(f"check: add {', '.join(missing)}")
    return [*lines, *(f"check: {note}" for note in document.notes)]


def _remarks(made: Sequence[Entry], suggested: Mapping[str, Hint]) -> tuple[dict[str, list[str]], list[str]]:
    """The comments in front of each provision, and those behind the last."""
    found: dict[str, list[str]] = {}
    waiting: list[str] = []
    for entry in made:
        if entry.aside:
            waiting.append(f"not placed ({entry.aside}, {entry.at}): {entry.words}")
            continue
        hint = suggested[entry.number]
        said = [*waiting, *(f"check: {check}" for check in entry.checks)]
        if hint.tags:
            said.append(f"check: tags, suggested by {', '.join(hint.like)}")
        if hint.binds:
            said.append("check: binds, read from the text")
        found[entry.number] = said
        waiting = []
    return found, waiting


def _require_sound(text: str, plan: Plan, name: str) -> None:
    """Hold the promise that the draft can be compared straight away, and says what the document says."""
    try:
        made = parse_plan(text, "the draft")
    except PlanFileError as error:
        if error.problem in (too_large(), too_many()):
            raise PlandiffError(f"{name}: it makes more than a plan file may hold; import it in parts") from None
        raise InternalError(f"the draft does not load: {error}") from None
    if [(p.number, p.text) for p in made.provisions] != [(p.number, p.text) for p in plan.provisions]:
        raise InternalError("the draft does not say what the document says")
