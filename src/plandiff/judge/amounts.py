"""Subtracts the quantities of two readings: matched by unit, role and what is counted, never by position."""

from __future__ import annotations

from dataclasses import replace

from plandiff.commitments.numerals import TIMES_OVER
from plandiff.commitments.reading import RATIFICATION, Force, Quantity, Reading, Role
from plandiff.commitments.stems import GIVING, stem
from plandiff.judge.moves import in_condition, move, overlap, paired, permits, sideways
from plandiff.model import Element, Reason

_ALL = 100.0
_PERSONS = frozenset(
    stem(w)
    for w in """people person men women staff personnel member troops soldier police policeman officer observer monitor guard fighter expert
    official civilian inspector peacekeeper combatant""".split()
)
"""What people are called who are sent or employed: one of these may stand for another."""
_YOUNGEST = "quantity/no less than"
"""The rule of a figure below which something is banned ("nobody under 18 may")."""
_REST = frozenset({"rest", "remainder", "balance"})
_EVENLY = frozenset({"equally", "evenly", "equal"})
_EACH = frozenset({"each", "both", "either", "apiece"})
_SAME_MATTER = 0.15
_SAME_TEXT = 0.3
_RELATIVES = frozenset({"who", "that", "which", "whose", "where", "if", "when"})
_PARTS = ("instalment", "installment", "tranche")
_NOUN = 3
"""Words behind a number among which the noun stands that is counted."""
_SAME = 0.004
"""Relative difference below which two numbers are the same (a third against 33 per cent)."""


def amounts(old: Reading, new: Reading) -> list[Reason]:
    """Reasons for every quantity that moved, appeared or went."""
    pairs, rest_old, rest_new = paired(old.quantities, new.quantities, _likeness, 0.05)
    pairs += _sole(old, rest_old, new, rest_new)
    reasons = (
        _divided(pairs)
        or _evened(old, new)
        or [
            _of_a_ban(r, (a, old), (b, new))
            for a, b in pairs
            for r in _moved(
                a,
                b,
                permits(old, a.clause) and permits(new, b.clause),
                _is_leave(a, old) and _is_leave(b, new),
            )
        ]
    )
    for rest, side, other in ((rest_new, new, old), (rest_old, old, new)):
        found = [(q, _one_sided(q, side is new, side, other)) for q in rest if not _has_unit(other, q)]
        reasons += [_of_a_ban(r, (q, side)) for q, r in found if r is not None]
    return reasons


def _of_a_ban(reason: Reason, *moved: tuple[Quantity, Reading]) -> Reason:
    """The threshold from which on something is banned, in each text that has one, says how wide the ban is."""
    clauses = [side.clauses[quantity.clause] for quantity, side in moved]
    if reason.element is Element.SCOPE and all(c.force is Force.BAN and not c.narrowed for c in clauses):
        return replace(reason, element=Element.PROHIBITION)
    return reason


def _sole(
    old: Reading, rest_old: list[Quantity], new: Reading, rest_new: list[Quantity]
) -> list[tuple[Quantity, Quantity]]:
    """The one number of each text, though what is counted has another name (120 observers, 150 monitors)."""
    if not len(old.quantities) == len(new.quantities) == len(rest_old) == len(rest_new) == 1:
        return []
    a, b = rest_old[0], rest_new[0]
    if not (_family(a.unit) == _family(b.unit) == "count" and a.role is b.role is Role.EXACT):
        return []
    said_a, said_b = (frozenset(c.stem for c in side.content) for side in (old, new))
    persons = all(q.unit.removeprefix("count:") in _PERSONS for q in (a, b))
    if overlap(said_a, said_b) < (_SAME_MATTER if persons else _SAME_TEXT):
        return []
    rest_old.clear()
    rest_new.clear()
    return [(a, b)]


def _divided(pairs: list[tuple[Quantity, Quantity]]) -> list[Reason]:
    """One reason where shares or seats are divided anew: what one gains another loses, and no order holds."""
    shares = [
        (a, b)
        for a, b in pairs
        if a.role is b.role is Role.EXACT and not _equal(a, b) and _family(b.unit) in {"percent", "count"}
    ]
    risen = {b.value > a.value for a, b in shares}
    ratios = all(":" in q.span.words for pair in shares for q in pair)
    if len(shares) != sum(not _equal(a, b) for a, b in pairs) or not risen or (len(risen) == 1 and not ratios):
        return []
    olds, news = (", ".join(dict.fromkeys(q.span.words for q in side)) for side in zip(*shares, strict=True))
    return [sideways(Element.AMOUNT, olds, news, "divided anew", "quantity/divided")]


def _evened(old: Reading, new: Reading) -> list[Reason]:
    """One side tells the shares of all, the other shares equally, or gives half to each."""
    shares = [[q for q in side.quantities if q.unit == "percent" and q.role is Role.EXACT] for side in (old, new)]
    whole = [_all_shared(side, reading) for side, reading in zip(shares, (old, new), strict=True)]
    alone = [len(q) == 1 and _even(q[0], side) for q, side in zip(shares, (old, new), strict=True)]
    if not ((whole[0] and alone[1]) or (alone[0] and whole[1]) or all(whole)) or {q.value for q in shares[0]} == {
        q.value for q in shares[1]
    }:
        return []
    olds, news = (", ".join(q.span.words for q in side) for side in shares)
    return [sideways(Element.AMOUNT, olds, news, "divided anew", "quantity/divided")]


def _all_shared(shares: list[Quantity], reading: Reading) -> bool:
    """Whether the shares add up to all, or the rest is given to somebody, too."""
    if len(shares) > 1 and abs(sum(q.value for q in shares) - _ALL) < 1:
        return True
    return bool(shares) and any(t.word in _REST for t in reading.tokens)


def _even(share: Quantity, side: Reading) -> bool:
    """Whether a share is the same for all ("equally", "half of it each")."""
    each = any(t.word in _EACH for t in side.tokens)
    return share.span.words.lower() in _EVENLY or (each and share.value == _ALL / 2)


def _has_unit(reading: Reading, quantity: Quantity) -> bool:
    """Whether the other side has figures of this unit: then one more or less is a way of putting it."""
    return any(_family(q.unit) == _family(quantity.unit) for q in reading.quantities)


def _family(unit: str) -> str:
    return "count" if unit.startswith("count:") else unit


def _likeness(a: Quantity, b: Quantity) -> float:
    if _family(a.unit) != _family(b.unit):
        return 0.0
    if a.unit != b.unit and a.role is b.role is Role.EXACT:
        return 0.0
    if a.unit != b.unit and a.role is not b.role and not _equal(a, b):
        return 0.0
    common = overlap(a.context, b.context)
    if _family(a.unit) == "count" and a.role is b.role is Role.EXACT and not _equal(a, b) and common < _SAME_MATTER:
        return 0.0
    score = 0.1 + common
    if a.unit == b.unit:
        score += 0.3
    if _equal(a, b):
        score += 0.8
    if a.role is b.role:
        score += 0.2
    return score


def _equal(a: Quantity, b: Quantity) -> bool:
    if a.unit == b.unit == "percent" and abs(abs(a.value - b.value) - _ALL) < 1:
        more = a if a.value > b.value else b
        if _over(more) and not _over(b if more is a else a):
            return True  # doubled is raised by a hundred per cent
    return abs(a.value - b.value) <= _SAME * max(abs(a.value), abs(b.value))


def _over(quantity: Quantity) -> bool:
    return quantity.span.words.lower() in TIMES_OVER


def _is_leave(quantity: Quantity, side: Reading) -> bool:
    """Whether the figure says how much somebody may: it stands behind the modal, and not in what says who may."""
    modal = side.clauses[quantity.clause].span
    between = side.text[modal.end : quantity.span.start].lower().split()
    return modal.end < quantity.span.start and not quantity.given and not _RELATIVES.intersection(between)


def _moved(old: Quantity, new: Quantity, permission: bool, leave: bool) -> list[Reason]:
    words = (old.span.words, new.span.words)
    roles = {old.role, new.role}
    if old.rule == new.rule == "quantity/majority" and not _equal(old, new):
        return [sideways(Element.OBJECT, *words, "another majority decides", new.rule)]
    if _equal(old, new):
        return _role_moved(old, new)
    rises = new.value > old.value
    if old.unit == new.unit == RATIFICATION:
        said = "more must join before it is in force" if rises else "fewer must join before it is in force"
        return [move(Element.CONDITION, not rises, *words, said, new.rule)]
    if Role.TRIGGER in roles:
        said = (
            "the threshold rises: fewer cases are covered" if rises else "the threshold falls: more cases are covered"
        )
        return [move(Element.SCOPE, rises == permission, *words, said, new.rule)]
    if Role.CEILING in roles:
        said = "the ceiling rises: more is allowed" if rises else "the ceiling falls: less is allowed"
        return [move(Element.CEILING, not rises, *words, said, new.rule)]
    if permission and leave:
        said = "more is allowed" if rises else "less is allowed"
        return [move(Element.CEILING, not rises, *words, said, new.rule)]
    said = "more is owed" if rises else "less is owed"
    reasons = [move(Element.FLOOR if Role.FLOOR in roles else Element.AMOUNT, rises, *words, said, new.rule)]
    if old.approximate != new.approximate:
        reasons += _role_moved(old, new)
    return reasons


_FIRM = {Role.CEILING: 0, Role.EXACT: 1, Role.FLOOR: 2}


def _role_moved(old: Quantity, new: Quantity) -> list[Reason]:
    """The same number, owed exactly, at most, at least, or about."""
    words = (old.span.words, new.span.words)
    if old.approximate != new.approximate and Role.CEILING not in {old.role, new.role}:
        said = "no longer only an approximate figure" if old.approximate else "only an approximate figure"
        return [move(Element.AMOUNT, old.approximate, *words, said, new.rule)]
    roles = {old.role, new.role}
    if old.role is new.role or Role.TRIGGER in roles or (Role.EXACT in roles and not _owed(old, new)):
        return []
    harder = _FIRM[new.role] > _FIRM[old.role]
    names = {Role.CEILING: "up to the figure", Role.EXACT: "the figure itself", Role.FLOOR: "at least the figure"}
    said = f"{names[old.role]} becomes {names[new.role]}"
    return [move(Element.AMOUNT, harder, *words, said, new.rule)]


def _owed(old: Quantity, new: Quantity) -> bool:
    """Whether the figure is something given, where *up to* promises less; a cap on conduct is a ceiling whatever the words."""
    return old.owed and new.owed


def _all_of_them(quantity: Quantity, side: Reading, other: Reading) -> bool:
    """Whether the other text speaks of all where this one counts, or tells a share of them ("two crossings", "every crossing")."""
    noun = quantity.unit.removeprefix("count:")
    counted = [noun] if noun != quantity.unit else sorted(quantity.context)
    if (noun == quantity.unit and quantity.unit != "percent") or any(g.key == "universal" for g in side.scope):
        return False
    for grade in other.scope:
        behind = [stem(t.word) for t in other.tokens if t.start >= grade.span.end][:_NOUN]
        if grade.key == "universal" and any(word in counted for word in behind):
            return True
    return False


def _one_sided(quantity: Quantity, appears: bool, side: Reading, other: Reading) -> Reason | None:
    if in_condition(side, quantity.span.start):
        return None  # it came or went with its condition
    if _over(quantity):
        return None  # what it is measured against may be told otherwise
    words = ("", quantity.span.words) if appears else (quantity.span.words, "")
    if any(w.startswith(_PARTS) for w in side.text[quantity.span.end :].split(maxsplit=_NOUN)[:_NOUN]):
        return None  # in how many parts a whole is paid
    if quantity.unit == RATIFICATION:
        return None  # however else it is told when the text is in force
    if quantity.role is Role.CEILING and quantity.given and any(t.word in GIVING for t in other.tokens):
        said = "no more than that much is owed" if appears else "owed without an upper limit"
        return move(Element.AMOUNT, not appears, *words, said, quantity.rule)
    if quantity.role is Role.CEILING:
        said = "a ceiling comes in" if appears else "the ceiling goes"
        return move(Element.CEILING, appears, *words, said, quantity.rule)
    if quantity.rule == _YOUNGEST and any(c.force is Force.BAN for c in other.clauses):
        said = "banned below that only" if appears else "banned whatever the figure"
        return move(Element.PROHIBITION, not appears, *words, said, quantity.rule)
    if quantity.role is Role.FLOOR and not _all_of_them(quantity, side, other):
        said = "a least amount comes in" if appears else "the least amount goes"
        return move(Element.FLOOR, appears, *words, said, quantity.rule)
    if quantity.rule == "quantity/share":
        said = "only a share of it" if appears else "all of it, not a share"
        released = all(c.force is Force.RELEASE for c in (*side.clauses, *other.clauses))
        return move(Element.AMOUNT, appears == released, *words, said, quantity.rule)
    if quantity.role is Role.TRIGGER:
        said = "it applies from a threshold on" if appears else "the threshold goes: more cases are covered"
        return move(Element.SCOPE, not appears, *words, said, quantity.rule)
    if quantity.role in {Role.EXACT, Role.FLOOR} and _all_of_them(quantity, side, other):
        said = "so many of them only" if appears else "all of them, not so many"
        return move(Element.SCOPE, not appears, *words, said, quantity.rule)
    if quantity.role is Role.EXACT and quantity.owed:
        said = "an amount comes in" if appears else "the amount goes"
        return move(Element.AMOUNT, appears, *words, said, quantity.rule)
    return None
