"""Sets two readings side by side: a row for each element, and which way it moved.

What the judge gave as a reason stands in one row, with its direction, however the rest is paired; all else is paired so that
exchanging the texts exchanges the columns.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plandiff.commitments.reading import Clause, Clock, Condition, Force, Quantity, Reading, Role, Span, Time
from plandiff.commitments.stems import stem
from plandiff.judge.firmness import _STEP as STEP  # said here as it is judged there
from plandiff.judge.moves import overlap, paired
from plandiff.model import Beside, Reason

_FORCE = {Force.DUTY: "a duty", Force.BAN: "a ban", Force.PERMISSION: "a permission", Force.RELEASE: "a release"}
_ROLE = {Role.CEILING: "ceiling", Role.FLOOR: "floor", Role.EXACT: "amount", Role.TRIGGER: "threshold"}
_KIND = {"escape": "way out"}
_FAMILIES = {
    "subject": "subject",
    "modality": "modality",
    "quantity": "figure",
    "time": "time",
    "conditions": "condition",
    "form": "legal form",
    "status": "left open",
    "scope": "scope",
    "enforcement": "checking or breach",
    "strength": "act",
}
"""What each reader finds, in the order of the table, with the name of a row whose two sides are not of one kind."""
_GRADED = ("form", "status", "scope", "enforcement", "strength")
_LABELS = {"status": "left open", "form": "legal form", "enforcement": "checking or breach"}
"""What a reader calls an element, where that is not its name."""
_LEAST = 0.4
_RIGHT = 5.0
"""From here on a permission is a right: somebody else's duty."""
_OPENERS = frozenset("while in for after as at on under by during with within upon from to".split())
"""Words that open a sentence with something else than its subject, up to a comma."""
_SAME_KIND = 0.3


class Item(NamedTuple):
    """One thing that a reading holds."""

    family: str
    label: str
    said: str
    words: str
    start: int
    stems: frozenset[str]
    force: str = ""
    level: float = 0.0


def rows(old: Reading, new: Reading, reasons: Sequence[Reason]) -> tuple[Beside, ...]:
    """Every element of either reading in one row, and every reason in one; in the order of the readers."""
    olds, news = list(_items(old)), list(_items(new))
    placed: list[tuple[Item | None, Item | None, str]] = []
    extra = []
    for reason in sorted(reasons, key=lambda r: (r.element, sorted((r.old, r.new)))):
        a, b = _found(olds, reason.rule, reason.old), _found(news, reason.rule, reason.new)
        if (a is None) != (not reason.old) or (b is None) != (not reason.new) or a is b is None:
            extra.append(Beside(str(reason.element), _quoted(reason.old), _quoted(reason.new), str(reason.direction)))
            a, b = _near(olds, reason.element, reason.old), _near(news, reason.element, reason.new)
        else:
            placed.append((a, b, str(reason.direction)))
        olds, news = [i for i in olds if i is not a], [i for i in news if i is not b]
    for family in _FAMILIES:
        placed += _rest([i for i in olds if i.family == family], [i for i in news if i.family == family])
    placed.sort(key=lambda row: _place(row[0], row[1]))
    return (*(_beside(a, b, moved) for a, b, moved in placed), *sorted(extra, key=lambda r: sorted((r.old, r.new))))


def _found(items: Sequence[Item], rule: str, words: str) -> Item | None:
    """The first thing with these words that the rule can have read."""
    family = rule.partition("/")[0].replace("times", "time")
    fits = [i for i in items if i.words == words and words and i.family != "subject"]
    return next((i for i in fits if i.family == family or family not in _FAMILIES), None)


def _near(items: Sequence[Item], element: str, words: str) -> Item | None:
    """The thing that a person means who gives more of its words, or fewer: no row of its own is needed for it."""
    names = {element, _LABELS.get(element, element)}
    return next((i for i in items if i.label in names and words and (i.words in words or words in i.words)), None)


def _rest(olds: Sequence[Item], news: Sequence[Item]) -> Iterator[tuple[Item | None, Item | None, str]]:
    """What no reason rests on: pairs that are most alike, then what only one side has."""
    pairs, rest_old, rest_new = paired(olds, news, _likeness, _LEAST)
    if len(rest_old) == len(rest_new) == 1 and rest_old[0].label == rest_new[0].label:
        pairs.append((rest_old.pop(), rest_new.pop()))
    for a, b in pairs:
        yield a, b, _apart(a, b)
    yield from ((a, None, "only old") for a in rest_old)
    yield from ((None, b, "only new") for b in rest_new)


def _apart(a: Item, b: Item) -> str:
    """How two things compare that no reason rests on."""
    if (a.label, a.said.casefold()) == (b.label, b.said.casefold()):
        return "same"
    if a.family == "modality":
        return "no step" if a.force == b.force and abs(a.level - b.level) < STEP else "differs"
    return "no step" if a.family in _GRADED and a.level == b.level else "differs"


def _likeness(a: Item, b: Item) -> float:
    same = a.words.casefold() == b.words.casefold()
    return overlap(a.stems, b.stems) + _SAME_KIND * (a.label == b.label) + same


def _place(a: Item | None, b: Item | None) -> tuple[int, int, int, list[str]]:
    there = [i for i in (a, b) if i is not None]
    starts = [i.start for i in there]
    return list(_FAMILIES).index(there[0].family), min(starts), max(starts), sorted(i.said for i in there)


def _beside(a: Item | None, b: Item | None, moved: str) -> Beside:
    labels = {i.label for i in (a, b) if i is not None}
    if len(labels) == 1:
        return Beside(labels.pop(), a.said if a else "", b.said if b else "", moved)
    family = next(i.family for i in (a, b) if i is not None)
    old, new = (f"{i.label} {i.said}" if i else "" for i in (a, b))
    return Beside(_FAMILIES[family], old, new, moved)


def _items(reading: Reading) -> Iterator[Item]:
    for clause in reading.clauses:
        if subject := _subject(reading, clause):
            yield Item("subject", "subject", subject, subject, reading.tokens[clause.first].start, clause.content)
        yield _modality(reading, clause)
    yield from map(_quantity, reading.quantities)
    yield from (_time(t) for t in reading.times if t.clock is not Clock.EVENT or not _in_condition(t.span, reading))
    yield from map(_condition, reading.conditions)
    for family in _GRADED:
        for grade in getattr(reading, family):
            if grade.key != "none":
                said, words = _quoted(grade.span.words), grade.span.words
                yield Item(family, _FAMILIES[family], said, words, grade.span.start, frozenset({grade.key}), "", grade.level)


def _subject(reading: Reading, clause: Clause) -> str:
    """The words before the modal that say who acts, or in a passive what is acted on."""
    before = [t for t in reading.tokens[clause.first : clause.last] if t.end <= clause.span.start]
    commas = [i for i, t in enumerate(before) if t.word == ","]
    if commas and before[0].word in _OPENERS:
        before = before[commas[0] :]
    inside = [
        t
        for t in before
        if t.is_word and stem(t.word) in clause.subject and not _in_condition(Span(t.start, t.end, t.word), reading)
    ]
    return reading.text[inside[0].start : inside[-1].end] if inside else ""


def _in_condition(span: Span, reading: Reading) -> bool:
    return any(c.span.start <= span.start < c.span.end for c in reading.conditions)


def _modality(reading: Reading, clause: Clause) -> Item:
    said = _quoted(clause.span.words) or "plain statement"
    start = reading.tokens[clause.first].start if clause.first < len(reading.tokens) else 0
    right = clause.force is Force.PERMISSION and clause.level >= _RIGHT
    firmness = f"{said}: {'a right' if right else _FORCE[clause.force]}, firmness {clause.level:g} of 5"
    return Item("modality", "modality", firmness, clause.span.words, start, clause.content, clause.force, clause.level)


def _quantity(quantity: Quantity) -> Item:
    said = ("about " if quantity.approximate else "") + _quoted(quantity.span.words)
    return Item("quantity", _ROLE[quantity.role], said, quantity.span.words, quantity.span.start, quantity.context)


def _time(time: Time) -> Item:
    bound = "at most " if time.capped else "at least " if time.least else ""
    label = "cases meant" if time.limits else str(time.clock)
    return Item("time", label, bound + _quoted(time.span.words), time.span.words, time.span.start, time.context)


def _condition(condition: Condition) -> Item:
    label = _KIND.get(condition.kind, condition.kind)
    span = condition.span
    return Item("conditions", label, _quoted(span.words), span.words, span.start, condition.content)


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""
