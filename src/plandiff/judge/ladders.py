"""Subtracts what stands on a ladder: legal form, status, limits of scope, checking and breach, strength of the act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plandiff.commitments.numerals import numeral
from plandiff.commitments.reading import Force, Graded, Reading, Role
from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.judge.moves import Related, checks, move, only_permits
from plandiff.model import Element, Reason

_RATIFIED = "form/ratified"
_STEP = 0.9
_CHECK_STEP = 0.5
_NO = frozenset({"no"})
_SOME = frozenset({"some", "most"})
_OF_SOMETHING = frozenset({"scope/most", "scope/part of the"})
_BELONGS = frozenset("at the a an is are be being as form forms become becomes remain remains integral take takes taking any no".split())
"""Behind them "part of the" and "most" set no limit ("is part of the Union", "at most", "the most")."""
_RELATIVES = frozenset({"which", "that", "who"})
_PROGRESS = "progress"
_SUPPORT = "strength/support"
_HELPS = frozenset({"help", "helps", "helped", "assist", "assists", "contribute", "contributes"})
_PAUSED = frozenset({"strength/suspend"})
_NEAR = 0.5
_SAME_WORD = 0.8
_PARTICLES = frozenset({"down", "up", "out", "off", "over", "back"})
_COMPELS = 5.0
"""From here on breach has a price (see the enforcement lexicon)."""


def form(old: Reading, new: Reading) -> list[Reason]:
    """The legal form rose or fell; a form that only one side names counts if it makes the text bind, or not bind."""
    reasons = []
    old_form, new_form = ([g for g in side.form if not _leaves_room(g, side)] for side in (old, new))
    for key in _keys(old_form, new_form):
        a, b = _form(old_form, key), _form(new_form, key)
        if a and b:
            if abs(a.level - b.level) >= _STEP:
                said = "a higher legal form" if b.level > a.level else "a lower legal form"
                reasons.append(move(Element.FORM, b.level > a.level, a.span.words, b.span.words, said, b.rule))
        else:
            one = a or b
            assert one is not None
            if one.rule == _RATIFIED and _merely_deposited(one, old if a else new):
                continue
            if one.level >= 5 or one.level <= 1:
                harder = (one is b) == (one.level >= 5)
                said = "the legal form comes in" if one is b else "the legal form goes"
                reasons.append(
                    move(Element.FORM, harder, a.span.words if a else "", b.span.words if b else "", said, one.rule)
                )
    return reasons


def _form(grades: Sequence[Graded], key: str) -> Graded | None:
    """The highest form that is named; but what is said not to bind does not bind, whatever it is called."""
    denied = (g for g in grades if g.key == key and g.level <= 1)
    return next(denied, None) or _top(grades, key)


def _merely_deposited(grade: Graded, side: Reading) -> bool:
    """Whether "an instrument of ratification" is handed in: final clauses name it, and say nothing of what binds."""
    before = [t.word for t in side.tokens if t.end <= grade.span.start][-1:]
    return before == ["of"]


def _leaves_room(grade: Graded, side: Reading) -> bool:
    """Whether a form is only what a way out refers to ("to the extent that its laws permit")."""
    return any(c.kind == "escape" and c.span.start <= grade.span.start < c.span.end for c in side.conditions)


def status(old: Reading, new: Reading) -> list[Reason]:
    """A matter settled by one text and left open by the other."""
    a, b = (min(_left_open(side), key=lambda g: g.level, default=None) for side in (old, new))
    if (a is None) == (b is None):
        return []
    opened = b is not None
    words = ("", b.span.words) if b is not None else (a.span.words if a else "", "")
    said = "left to a later agreement" if opened else "settled in the text"
    return [move(Element.STATUS, not opened, *words, said, (b or a).rule)]  # type: ignore[union-attr]


def _left_open(side: Reading) -> list[Graded]:
    """What a text leaves open; "shall not be made to depend on" leaves nothing open."""
    return [g for g in side.status if g.rule != "status/depend on" or not _banned(g, side)]


def limits(old: Reading, new: Reading) -> list[Reason]:
    """A word that limits a clause to part of its cases came or went."""
    a = [g for g in old.scope if g.level < 0 and _counts(g, old, new)]
    b = [g for g in new.scope if g.level < 0 and _counts(g, new, old)]
    reasons = []
    permission = only_permits(old) and only_permits(new)
    reasons += _breadth(old, new)
    if len(a) == len(b) == 1 and a[0].level != b[0].level:
        wider = b[0].level > a[0].level
        said = "more of them are covered" if wider else "fewer of them are covered"
        reasons.append(move(_limited(b[0], new), wider != permission, a[0].span.words, b[0].span.words, said, b[0].rule))
    if len(a) == len(b):
        return reasons
    more, fewer, side = (b, a, new) if len(b) > len(a) else (a, b, old)
    extra = next((g for g in more if g.rule not in {x.rule for x in fewer}), more[-1])
    appears = side is new
    words = ("", extra.span.words) if appears else (extra.span.words, "")
    said = "limited to part of what was covered" if appears else "the limit goes: more is covered"
    reasons.append(move(_limited(extra, side), appears == permission, *words, said, extra.rule))
    return reasons


def _breadth(old: Reading, new: Reading) -> list[Reason]:
    """One side alone says that it holds for every sort, or at every hour."""
    reasons = []
    for key in ("whatever", "anytime"):
        a, b = _top(old.scope, key), _top(new.scope, key)
        if (a is None) == (b is None):
            continue
        wider = b is not None
        if key == "whatever" and any(g.key == "universal" for g in (old if wider else new).scope):
            continue  # "all fighting" leaves out no kind of it
        if key == "anytime" and (_only_denies(a, old, new) or _only_denies(b, new, old)):
            continue
        side = new if wider else old
        ban = any(c.force is Force.BAN for c in side.clauses)
        if all(any(q.role is Role.CEILING for q in reading.quantities) for reading in (old, new)):
            continue  # a cap holds at every hour, said or not
        permission = only_permits(side) and not any(checks(side, i) for i in range(len(side.clauses)))
        words = (a.span.words if a else "", b.span.words if b else "")
        said = "every case is covered" if wider else "no longer every case is covered"
        element = Element.PROHIBITION if ban else Element.SCOPE
        reasons.append(move(element, wider != permission, *words, said, f"scope/{key}"))
    return reasons


def _only_denies(grade: Graded | None, side: Reading, other: Reading) -> bool:
    """Whether "under no circumstances" is the *not* of a ban that the other text has, too."""
    return (
        grade is not None
        and bool(_NO & set(grade.span.words.lower().split()))
        and all(any(c.force is Force.BAN for c in text.clauses) for text in (side, other))
        and any(t.word in _NO for t in other.tokens)
    )


def _counts(grade: Graded, reading: Reading, other: Reading) -> bool:
    """Whether the word limits something that the other text has as well.

    *Permanent* limits in a ban only; what limits a cap or a ban that is itself new comes with it.
    """
    if any(g.rule == grade.rule for g in other.scope):
        return True
    bans, other_bans = (any(c.force is Force.BAN for c in side.clauses) for side in (reading, other))
    caps, other_caps = (any(q.role is Role.CEILING for q in side.quantities) for side in (reading, other))
    if (caps and not other_caps) or (bans and not other_bans):
        return False
    if _numbers(reading, grade.span.start, grade.span.end) & _numbers(other):
        return False
    if grade.span.words.lower() in _SOME and not _plural_behind(reading, grade):
        return False
    before = [t.word for t in reading.tokens if t.end < grade.span.start]
    if grade.rule in _OF_SOMETHING and (_BELONGS.intersection(before[-2:]) or _RELATIVES.intersection(before[-3:])):
        return False
    return grade.rule != "scope/permanent" or bans


def _plural_behind(reading: Reading, grade: Graded) -> bool:
    """Whether a noun in the plural follows: "some ships" are a part of them, "some article" is any."""
    behind = [t.word for t in reading.tokens if t.start >= grade.span.end][:3]
    return any(word.endswith("s") and word not in FUNCTION_WORDS for word in behind)


def _numbers(reading: Reading, start: int = 0, end: int | None = None) -> frozenset[float]:
    """The numbers that begin between two characters of the text, in figures or in words."""
    inside = [i for i, t in enumerate(reading.tokens) if start <= t.start and (end is None or t.start < end)]
    found = (numeral(reading.tokens, i) for i in inside)
    return frozenset(n[0] for n in found if n is not None)


def _limited(grade: Graded, reading: Reading) -> Element:
    """What a limit belongs to: a cap that applies at some times only, a ban on some acts only, or else the scope."""
    if grade.rule.startswith("scope/in") and any(q.role is Role.CEILING for q in reading.quantities):
        return Element.CEILING
    return Element.PROHIBITION if any(c.force is Force.BAN for c in reading.clauses) else Element.SCOPE


def enforcement(old: Reading, new: Reading, related: Related) -> list[Reason]:
    """Checking or the answer to a breach came, went, or bites more or less."""
    reasons = []
    old_grades, new_grades = _outside_conditions(old), _outside_conditions(new)
    for key in _keys(old_grades, new_grades):
        a, b = _top(old_grades, key), _top(new_grades, key)
        level_a, level_b = (a.level if a else 0.0), (b.level if b else 0.0)
        if abs(level_a - level_b) < _CHECK_STEP:
            continue
        if (a is None) != (b is None) and _said_otherwise(a or b, new if b else old, old if b else new, related):
            continue
        harder = level_b > level_a
        if a and b:
            said = "checked or answered more strictly" if harder else "checked or answered less strictly"
        else:
            said = "checking or an answer to a breach comes in" if harder else "checking or an answer to a breach goes"
        rule = (b if harder or not a else a) or a
        assert rule is not None
        reasons.append(
            move(Element.ENFORCEMENT, harder, a.span.words if a else "", b.span.words if b else "", said, rule.rule)
        )
    return reasons


def _outside_conditions(reading: Reading) -> tuple[Graded, ...]:
    """Checking that is owed; checking on which something else depends is a condition."""
    return tuple(
        g
        for g in reading.enforcement
        if not _banned(g, reading)
        and not any(
            c.span.start <= g.span.start < c.span.end and (g.level < _COMPELS or c.kind == "exception")
            for c in reading.conditions
        )
    )


def _said_otherwise(grade: Graded | None, side: Reading, other: Reading, related: Related) -> bool:
    """Whether the other side has the same checking in a word that the lexicon does not list, and that this side does not have."""
    assert grade is not None
    mine = [w for w in grade.span.words.lower().split() if w not in FUNCTION_WORDS and w not in _PARTICLES]
    least = _SAME_WORD if grade.key == "publicity" else _NEAR  # to report is near to publishing, and it is not that
    common = frozenset(c.stem for c in side.content) - frozenset(map(stem, mine))
    theirs = [c.span.words.lower() for c in other.content if c.stem not in common]
    return all(any(related(w, t) >= least for t in theirs) for w in mine)


def _banned(grade: Graded, reading: Reading) -> bool:
    """Whether a clause forbids the act itself: nobody may be detained."""
    return any(
        c.force is Force.BAN and reading.tokens[c.first].start <= grade.span.start < reading.tokens[c.last - 1].end
        for c in reading.clauses
    )


def strength(old: Reading, new: Reading) -> list[Reason]:
    """An act that does more, or less, of the same thing."""
    reasons = []
    for key in _keys(old.strength, new.strength):
        a, b = _top(old.strength, key), _top(new.strength, key)
        if a and b and abs(a.level - b.level) >= 2 * _STEP:
            harder = (b.level > a.level) != (only_permits(old) and only_permits(new))
            element = Element.DURATION if key == "end" and _PAUSED & {a.rule, b.rule} else Element.SCOPE
            said = "a stronger act" if b.level > a.level else "a weaker act"
            reasons.append(move(element, harder, a.span.words, b.span.words, said, b.rule))
    return reasons + _only_begun(old, new)


def _only_begun(old: Reading, new: Reading) -> list[Reason]:
    """One text does what the other only begins to do ("withdraws", "begins to withdraw")."""
    a, b = (_beginning(side, other) for side, other in ((old, new), (new, old)))
    if (a is None) == (b is None):
        return []
    one = b or a
    assert one is not None
    words = ("", one.span.words) if b is not None else (one.span.words, "")
    verb = "begun" if one.rule == "strength/begin" else "helped"
    said = f"only {verb}" if b is not None else f"done, not only {verb}"
    return [move(Element.SCOPE, b is None, *words, said, one.rule)]


def _beginning(side: Reading, other: Reading) -> Graded | None:
    """The word by which an act is only begun or helped, where the other text has the act and neither begins nor ends it."""
    theirs = frozenset(c.stem for c in other.content)
    if any(g.key == _PROGRESS or g.rule == _SUPPORT for g in other.strength):
        return None
    for grade in side.strength:
        behind = [t.word for t in side.tokens if t.start >= grade.span.end][:2]
        act = next((w for w in behind if w != "to"), "")
        verb = behind[:1] == ["to"] or act.endswith("ing")
        short = grade.rule == "strength/begin" or grade.span.words.lower() in _HELPS
        if short and verb and stem(act) in theirs:
            return grade
    return None


def _keys(old: Sequence[Graded], new: Sequence[Graded]) -> Iterable[str]:
    return sorted({g.key for g in (*old, *new)})


def _top(grades: Sequence[Graded], key: str) -> Graded | None:
    return max((g for g in grades if g.key == key), key=lambda g: g.level, default=None)
