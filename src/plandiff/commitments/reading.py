"""What one provision commits its bearer to: the nouns of this floor.

Everything here comes from one text alone and points to its words; nothing knows the other side of a comparison.
"""

from enum import StrEnum
from typing import NamedTuple

from plandiff.commitments.tokens import Token

RATIFICATION = "ratification"
"""The unit of the number of those who must join a text."""
MEASURED = "time/measured"
"""The rule of a year that only says by what something is measured."""


class Force(StrEnum):
    """What kind of commitment a clause makes."""

    DUTY = "duty"
    BAN = "ban"
    PERMISSION = "permission"
    RELEASE = "release"
    """It says that something need not be done."""


class Span(NamedTuple):
    """Words of the text: character offsets and the words themselves."""

    start: int
    end: int
    words: str


class Graded(NamedTuple):
    """An element that stands on a ladder: the higher the level, the more it binds."""

    key: str
    """What is compared with what: two graded elements meet only under one key."""
    level: float
    span: Span
    rule: str


class Clause(NamedTuple):
    """A stretch of text with one modality."""

    force: Force
    level: float
    span: Span
    """The words that carry the modality."""
    rule: str
    first: int
    """First token."""
    last: int
    """One past the last token."""
    content: frozenset[str]
    """Stems of the words that say who does what."""
    subject: frozenset[str] = frozenset()
    """Stems of the words before the modal: who acts, or in a passive what is acted on."""
    in_question: bool = False
    """It asks *whether* something shall be: its firmness says nothing, its status does."""
    narrowed: bool = False
    """A permission that by a cap or an "only" forbids all else: its force is a ban."""
    everybody: bool = False
    """The subject takes in every party: "each Party", "neither side", "nobody"."""


class Role(StrEnum):
    """What a number does: the role says which way is softer."""

    CEILING = "ceiling"
    FLOOR = "floor"
    EXACT = "exact"
    TRIGGER = "trigger"
    """A threshold from which on something applies ("spoken by more than 20 per cent")."""


class Quantity(NamedTuple):
    """A number with its unit and role."""

    value: float
    unit: str
    role: Role
    approximate: bool
    span: Span
    clause: int
    """Index of the clause it stands in."""
    context: frozenset[str]
    """Stems of the words around it, to tell one 30 from another."""
    owed: bool
    """Whether it is something given or paid, so that *up to* promises less."""
    given: bool
    """Whether a verb of giving says so ("pay up to"): a budget has a ceiling, but nobody is owed it."""
    rule: str


class Clock(StrEnum):
    """What a time says."""

    DEADLINE = "deadline"
    DURATION = "duration"
    FREQUENCY = "frequency"
    NOTICE = "notice"
    START = "start"
    EVENT = "event"
    """Before or after something that happens ("before the elections"): ``value`` is -1 or 1."""


class Time(NamedTuple):
    """A time with its role. ``value`` is in days, or for a date the day's ordinal; infinite where without end."""

    clock: Clock
    value: float
    absolute: bool
    span: Span
    clause: int
    context: frozenset[str]
    rule: str
    capped: bool = False
    """At most so long ("for no longer than"): what rises allows more."""
    least: bool = False
    """At least so long."""
    limits: bool = False
    """It says which cases are meant ("those who were captured before ..."), not when something is due."""


class Condition(NamedTuple):
    """A condition or exception, with the stems of what it asks for."""

    kind: str
    """``condition``, ``exception`` or ``escape`` (where possible, as appropriate)."""
    content: frozenset[str]
    strength: float
    """How much it asks where it asks for somebody's word: told < consulted < agreed < agreed in writing; else 0."""
    span: Span
    clause: int
    rule: str


class Content(NamedTuple):
    """One content word, with what it does for the scope of its clause."""

    stem: str
    span: Span
    token: int
    clause: int
    role: str
    """``operative``; ``act`` (the verb behind a modal); ``aside`` (explanation, example, reason); ``claimed`` (another reader's)."""
    name: bool = False
    """Written as a proper name."""


class Reading(NamedTuple):
    """All that one text commits to."""

    text: str
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    conditions: tuple[Condition, ...] = ()
    form: tuple[Graded, ...] = ()
    status: tuple[Graded, ...] = ()
    scope: tuple[Graded, ...] = ()
    enforcement: tuple[Graded, ...] = ()
    strength: tuple[Graded, ...] = ()
    """Verbs that stand on a ladder of acts: eliminate over reduce over limit."""
    content: tuple[Content, ...] = ()
