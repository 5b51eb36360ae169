"""The nouns of the house, frozen and slotted: they know no YAML, no screen, and no rule.

*Old* and *new* are the only words for the two sides of a comparison.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from plandiff.noun import Noun


class Coverage(StrEnum):
    """How much of a document's text is public."""

    FULL = "full"
    PARTIAL = "partial"


class Attested(StrEnum):
    """How well a provision is known."""

    TEXT = "text"
    """The wording is public."""
    REPORTED = "reported"
    """Reported by the press or an official, wording not public."""
    DISPUTED = "disputed"
    """Outlets or parties disagree on what it says."""


class Kind(StrEnum):
    """What sort of document a plan is."""

    PROPOSAL = "proposal"
    POSITION = "position"
    STATEMENT = "statement"
    AGREEMENT = "agreement"


class Verdict(StrEnum):
    """What became of the commitment; defined in docs/verdicts.md."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    SOFTENED = "softened"
    HARDENED = "hardened"
    ALTERED = "altered"
    ADDED = "added"
    DROPPED = "dropped"
    UNREPORTED = "unreported"

    @property
    def mirror(self) -> "Verdict":
        """The verdict on the same change seen with old and new exchanged."""
        return _VERDICT_MIRROR.get(self, self)


_VERDICT_MIRROR = {
    Verdict.SOFTENED: Verdict.HARDENED,
    Verdict.HARDENED: Verdict.SOFTENED,
    Verdict.ADDED: Verdict.DROPPED,
    Verdict.DROPPED: Verdict.ADDED,
}


class Direction(StrEnum):
    """Which way an element moved for the party that it binds."""

    SOFTER = "softer"
    HARDER = "harder"
    SIDEWAYS = "sideways"

    @property
    def mirror(self) -> "Direction":
        """The direction of the same move seen with old and new exchanged."""
        return {Direction.SOFTER: Direction.HARDER, Direction.HARDER: Direction.SOFTER}.get(self, self)


class Element(StrEnum):
    """The operative elements of a provision: what a reason can be about."""

    MODALITY = "modality"
    FORM = "form"
    STATUS = "status"
    CEILING = "ceiling"
    FLOOR = "floor"
    AMOUNT = "amount"
    DEADLINE = "deadline"
    DURATION = "duration"
    CONDITION = "condition"
    SCOPE = "scope"
    PROHIBITION = "prohibition"
    ENFORCEMENT = "enforcement"
    ACTOR = "actor"
    OBJECT = "object"


class Relation(StrEnum):
    """How many provisions a link joins."""

    ONE_TO_ONE = "one-to-one"
    SPLIT = "split"
    """One old, several new."""
    MERGED = "merged"
    """Several old, one new."""
    MANY_TO_MANY = "many-to-many"
    ONLY_OLD = "only-old"
    ONLY_NEW = "only-new"

    @property
    def mirror(self) -> "Relation":
        """The relation seen with old and new exchanged."""
        return _RELATION_MIRROR.get(self, self)


_RELATION_MIRROR = {
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
    Relation.ONLY_OLD: Relation.ONLY_NEW,
    Relation.ONLY_NEW: Relation.ONLY_OLD,
}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Source(Noun):
    """Where a statement of the record comes from, as a reader would cite it."""

    key: str
    """The short name by which provisions of the same plan refer to it."""
    publisher: str = ""
    title: str = ""
    date: str = ""
    """ISO 8601, to the day, month or year; empty where unknown."""
    url: str = ""
    relays: str = ""
    """Whose report a relay passes on."""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Provision(Noun):
    """One numbered point or sub-point of a plan."""

    number: str
    """The label as printed; never used to match provisions."""
    text: str
    tags: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    """Whose hands it ties, by the names the plan uses."""
    sources: tuple[str, ...] = ()
    """Keys into ``Plan.sources``."""
    attested: Attested = Attested.TEXT
    note: str = ""
    line: int = 0
    """Line of the plan file, from 1; 0 where the provision came from no file."""
    column: int = 0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Removal(Noun):
    """A provision of an earlier document that a source says was taken out of this one."""

    plan: str
    number: str
    sources: tuple[str, ...] = ()
    note: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Plan(Noun):
    """One version of a negotiated text."""

    id: str
    title: str
    provisions: tuple[Provision, ...]
    date: str = ""
    """ISO 8601, to the day, month or year; empty where unknown."""
    issuer: tuple[str, ...] = ()
    kind: Kind = Kind.PROPOSAL
    coverage: Coverage = Coverage.FULL
    based_on: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[Source, ...] = ()
    removed: tuple[Removal, ...] = ()
    path: str = ""
    """The file it was read from, as the user would name it; empty where built in memory."""
    revision: str = ""
    """The git revision that ``path`` starts with, and the colon: ``HEAD~3:``; empty where it was read from a file."""

    def source(self, key: str) -> Source | None:
        """The source with this key, or None."""
        return next((s for s in self.sources if s.key == key), None)

    def provision(self, number: str) -> Provision | None:
        """The provision with this number, or None."""
        return next((p for p in self.provisions if p.number == number), None)


class Link(NamedTuple):
    """Which old provisions became which new ones, by position in the two plans (from 0).

    One side may be empty. ``confidence`` is the share of links with this evidence that are right (0 to 1); where a side is
    empty, of provisions with this evidence that have no counterpart.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float = 0.0
    """Likeness of the two texts, 0 to 1."""
    confidence: float = 1.0
    why: str = ""
    """One line: what ties the two together."""
    runner_up: str = ""
    """The next best candidate, as one line with its margin; empty where there was none."""
    margin: float | None = None
    """By how much likeness leads over the next best candidate; None where there was none, or nothing to lead."""
    thin: bool = False
    """True where the evidence or the margin is so small that a person should check the link."""

    @property
    def relation(self) -> Relation:
        """How many provisions the link joins."""
        if not self.new:
            return Relation.ONLY_OLD
        if not self.old:
            return Relation.ONLY_NEW
        if len(self.old) > 1:
            return Relation.MANY_TO_MANY if len(self.new) > 1 else Relation.MERGED
        return Relation.SPLIT if len(self.new) > 1 else Relation.ONE_TO_ONE


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reason(Noun):
    """An operative element that moved: from what, to what, which way."""

    element: Element
    direction: Direction
    old: str
    """The words on the old side, as they stand there; empty where the old side has none."""
    new: str
    reason: str
    """One plain line for the reader."""
    rule: str = ""
    """Stable id of the rule that read the element."""
    party: str = ""
    """Whose hands are tied less or more: a party of the record, or a name of the text; empty where neither says."""


class FieldChange(NamedTuple):
    """A field of the record (not of the text) that differs: tags, binds, attested, sources and the like."""

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]


class Beside(NamedTuple):
    """An element as two readings have it; a side is empty where it has none."""

    element: str
    old: str
    new: str
    moved: str
    """A direction where a reason rests on it; else ``same``, ``no step``, ``differs``, ``only old`` or ``only new``."""


class Why(NamedTuple):
    """Why a rule moves an element, and where that is written."""

    rule: str
    why: str
    source: str


class Explanation(NamedTuple):
    """What a verdict rests on: both readings side by side, the rules, and what kept it from another."""

    readings: tuple[Beside, ...] = ()
    rules: tuple[Why, ...] = ()
    kept: tuple[str, ...] = ()


class Run(NamedTuple):
    """A stretch of text and what became of it: ``keep``, ``delete`` or ``insert``."""

    op: str
    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Change(Noun):
    """A link with its verdict, the reasons for it, and the words that differ.

    Kept and deleted runs together spell ``old_text``; kept and inserted ones spell ``new_text``.
    """

    id: str
    """Hash of the two plan ids and the two lists of numbers: independent of wording and order."""
    verdict: Verdict
    relation: Relation
    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    moved: bool = False
    similarity: float = 0.0
    confidence: float = 1.0
    thin: bool = False
    """True where the link or the verdict should be checked by hand."""
    decided_by: str = "machine"
    """``machine`` or ``review``."""
    machine_verdict: Verdict | None = None
    """What the machine alone would have said, where a review decided otherwise or confirmed it."""
    review: str = ""
    """The reviewer's reason; empty where no review decided."""
    review_sources: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    words: tuple[Run, ...] = ()
    doubts: tuple[str, ...] = ()
    """Plain lines on what no element explains ("also new: ...") or what the verdict rests on only in part."""
    attested: Attested = Attested.TEXT
    """The weakest attestation among the provisions joined."""
    removal: Removal | None = None
    """Why an old provision counts as dropped from a text that is public only in part."""
    link_why: str = ""
    link_confidence: float = 1.0
    """How sure the link alone is, whatever the verdict on it (see ``Link``)."""
    runner_up: str = ""
    margin: float | None = None
    """By how much the link leads over the next best candidate (see ``Link``)."""
    machine: "tuple[Change, ...]" = ()
    """What the machine alone made of these provisions, where a review decided: every change of its that has one of them."""
    explanation: Explanation | None = None
    """What the verdict rests on, where somebody asked (``plandiff.explain``)."""

    @property
    def old_text(self) -> str:
        """The old provisions' texts, one a line."""
        return "\n".join(p.text for p in self.old)

    @property
    def new_text(self) -> str:
        """The new provisions' texts, one a line."""
        return "\n".join(p.text for p in self.new)

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags of all joined provisions, each once, in order of first mention."""
        return tuple(dict.fromkeys(t for p in (*self.old, *self.new) for t in p.tags))

    @property
    def binds(self) -> tuple[str, ...]:
        """Parties bound by any joined provision, each once, in order of first mention."""
        return tuple(dict.fromkeys(b for p in (*self.old, *self.new) for b in p.binds))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison(Noun):
    """Two plans and all their changes: every provision of both is in exactly one of them.

    ``selected`` holds the ids of the changes that the reader asked for (None: all); the counts are always over all.
    """

    old: Plan
    new: Plan
    changes: tuple[Change, ...]
    selected: frozenset[str] | None = None
    selection: str = ""
    """The filter in words, for the report; empty where there is none."""
    notes: tuple[str, ...] = field(default=())
    """What the reader must know about the comparison as a whole."""

    @property
    def summary(self) -> dict[Verdict, int]:
        """How many changes have each verdict, every verdict present, in the order of ``Verdict``."""
        counts = Counter(c.verdict for c in self.changes)
        return {v: counts[v] for v in Verdict}

    @property
    def shown(self) -> tuple[Change, ...]:
        """The changes that pass the reader's filter, in report order."""
        if self.selected is None:
            return self.changes
        return tuple(c for c in self.changes if c.id in self.selected)
