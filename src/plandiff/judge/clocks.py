"""Subtracts the times of two readings: an earlier deadline, a longer duty, a more frequent report binds more."""

from __future__ import annotations

import math

from plandiff.commitments.dates import MONTHS
from plandiff.commitments.reading import MEASURED, Clock, Force, Reading, Role, Time
from plandiff.judge.moves import checks, in_condition, move, only_permits, overlap, paired, permits, sideways, visits
from plandiff.model import Element, Reason

_NOT_BEFORE = "time/not before"
_THAT_MOMENT = "conditions/the moment the"
_SEASON = "time/season"
_UNTOLD = "time/period"
_MOSTLY = 0.5
"""Share of new words from which on a clause is new, and its times with it."""
_SAME = 0.02
_CUT_OUT = 0.3
_NO_YEAR = 1000
"""Dates without a year count from the start of some year: no order holds between them and a date with one."""
_SOON = 36525.0
"""What stands for "soon" (see the lexicon of times)."""
_SAME_EVENT = 0.6
_POINTS = frozenset({Clock.DEADLINE, Clock.START})


def clocks(
    old: Reading,
    new: Reading,
    lone_old: frozenset[int],
    lone_new: frozenset[int],
    alone_old: frozenset[str],
    alone_new: frozenset[str],
) -> list[Reason]:
    """Reasons for every time that moved, appeared or went.

    Args:
        lone_old, lone_new: clauses that have no counterpart; their times came or went with them.
        alone_old, alone_new: stems of content words that only this side has.
    """
    olds = [t for t in old.times if t.clause not in lone_old and not t.limits and t.clock is not Clock.EVENT]
    news = [t for t in new.times if t.clause not in lone_new and not t.limits and t.clock is not Clock.EVENT]
    pairs, rest_old, rest_new = paired(olds, news, _likeness, 0.05)
    pairs += _of_any_kind(rest_old, rest_new)
    if len(new.clauses) > len(old.clauses):
        pairs += [(p, t) for t in rest_new if (p := _partner(t, new, olds, old)) is not None]
    if len(old.clauses) > len(new.clauses):
        pairs += [(t, p) for t in rest_old if (p := _partner(t, old, news, new)) is not None]
    reasons = [_capped_rate(a, b) for a, b in pairs if _rates(a, old) and _rates(b, new) and not _equal(a, b)]
    reasons += [
        r
        for a, b in pairs
        if not (_rates(a, old) and _rates(b, new))
        and (r := _moved(a, b, _frees(old, a) and _frees(new, b), _waits(a, old) and _waits(b, new)))
        is not None
    ]
    still = "\n" not in old.text + new.text and all(a.absolute == b.absolute and _equal(a, b) for a, b in pairs)
    reasons += [
        r
        for t in rest_new
        if not _of_what_comes(t, new, alone_new)
        and (
            r := _one_sided(
                t, True, only_permits(old) and permits(new, t.clause), new, old, rest_old if still else olds
            )
        )
        is not None
    ]
    reasons += [
        r
        for t in rest_old
        if not _of_what_comes(t, old, alone_old)
        and (
            r := _one_sided(
                t, False, permits(old, t.clause) and only_permits(new), old, new, rest_new if still else news
            )
        )
        is not None
    ]
    return reasons + _limits(old, new) + _events(old, new)


def _of_any_kind(rest_old: list[Time], rest_new: list[Time]) -> list[tuple[Time, Time]]:
    """Pairs of a length of time whose role no word tells with one of another kind: "twenty days in which to" is a deadline."""
    found = []
    for a in [t for t in rest_old if not t.absolute]:
        for b in [t for t in rest_new if not t.absolute]:
            if _UNTOLD in {a.rule, b.rule} and a in rest_old and b in rest_new and not math.isinf(a.value + b.value):
                rest_old.remove(a)
                rest_new.remove(b)
                kind = b.clock if a.rule == _UNTOLD else a.clock
                found.append((a._replace(clock=kind), b._replace(clock=kind)))
    return found


def _events(old: Reading, new: Reading) -> list[Reason]:
    """The same event, before which one text has it due and after which the other."""
    first, second = ([t for t in side.times if t.clock is Clock.EVENT] for side in (old, new))
    pairs, _, _ = paired(first, second, lambda a, b: overlap(a.context, b.context), _SAME_EVENT)
    return [
        move(
            Element.DEADLINE,
            b.value < 0,
            a.span.words,
            b.span.words,
            "before it, not after" if b.value < 0 else "after it, not before",
            b.rule,
        )
        for a, b in pairs
        if a.value != b.value
    ]


def _limits(old: Reading, new: Reading) -> list[Reason]:
    """One side alone says by a time which cases are meant."""
    a, b = (next((t for t in side.times if t.limits), None) for side in (old, new))
    if (a is None) == (b is None):
        return []
    one = a or b
    assert one is not None
    said = "limited to part of what was covered" if b else "the limit goes: more is covered"
    words = (a.span.words if a else "", b.span.words if b else "")
    permission = only_permits(old) and only_permits(new)
    return [move(Element.SCOPE, (b is None) != permission, *words, said, one.rule)]


def _partner(time: Time, side: Reading, others: list[Time], other: Reading) -> Time | None:
    """In a split: the time of the clause out of which this time's clause was cut."""
    mine = side.clauses[time.clause].content
    near = [o for o in others if _kind(o) is _kind(time) and overlap(mine, other.clauses[o.clause].content) >= _CUT_OUT]
    return max(near, key=lambda o: (overlap(mine, other.clauses[o.clause].content), -o.span.start), default=None)


def _kind(time: Time) -> Clock:
    return Clock.DEADLINE if time.clock in _POINTS else time.clock


def _likeness(a: Time, b: Time) -> float:
    if _kind(a) is not _kind(b):
        return 0.0
    score = 0.1 + overlap(a.context, b.context)
    if a.absolute == b.absolute:
        score += 0.3
        if _equal(a, b):
            score += 0.5
    return score


def _equal(a: Time, b: Time) -> bool:
    if a.value == b.value:
        return True
    if math.isinf(a.value) or math.isinf(b.value):
        return False
    if a.absolute or b.absolute:
        return abs(a.value - b.value) <= 1 or (a.value < _NO_YEAR) != (b.value < _NO_YEAR)
    return abs(a.value - b.value) <= _SAME * max(a.value, b.value)


def _frees(side: Reading, time: Time) -> bool:
    """Whether the time belongs to leave or to a release: the longer it lasts, the less anybody is bound."""
    return permits(side, time.clause) or side.clauses[time.clause].force is Force.RELEASE


def _waits(time: Time, side: Reading) -> bool:
    """Whether a duty waits for the notice ("shall be let in upon 24 hours' notice"): then a shorter one binds more."""
    if time.clock is Clock.NOTICE and checks(side, time.clause):
        return True
    return in_condition(side, time.span.start) and not permits(side, time.clause)


def _rates(time: Time, side: Reading) -> bool:
    """Whether it says in what time no more than a figure is allowed ("up to 40 tonnes in a year")."""
    capped = any(q.role is Role.CEILING and q.clause == time.clause and not q.given for q in side.quantities)
    return time.clock is Clock.FREQUENCY and capped and time.rule != MEASURED


def _capped_rate(old: Time, new: Time) -> Reason:
    later = new.value > old.value
    said = "so much in a longer time: less is allowed" if later else "so much in a shorter time: more is allowed"
    return move(Element.CEILING, later, old.span.words, new.span.words, said, new.rule)


def _moved(old: Time, new: Time, permission: bool, waits: bool) -> Reason | None:
    words = (old.span.words, new.span.words)
    if (old.rule == _NOT_BEFORE) != (new.rule == _NOT_BEFORE) and Clock.DEADLINE in {old.clock, new.clock}:
        return sideways(Element.DEADLINE, *words, "from then on, not until then", _NOT_BEFORE)
    if old.absolute == new.absolute and _equal(old, new) and old.least != new.least and _kind(new) is Clock.DURATION:
        said = "for so long at least" if new.least else "no longer for a least time"
        return move(Element.DURATION, new.least != permission, *words, said, new.rule)
    if old.rule == new.rule == _SEASON and _equal(old, new) and _months(old) != _months(new):
        return sideways(Element.DURATION, *words, "another part of the year", _SEASON)
    if old.absolute != new.absolute:
        return _date_or_soon(old, new, permission)
    if _equal(old, new):
        return None
    later = new.value > old.value
    kind = _kind(new)
    if kind is Clock.DEADLINE:
        said = "a later time" if later else "an earlier time"
        starts = permission and old.clock is new.clock is Clock.START
        return move(Element.DEADLINE, later == starts, *words, said, new.rule)
    if kind is Clock.DURATION:
        if old.capped and new.capped:
            said = "it may last longer" if later else "it may last less long"
            return move(Element.CEILING, not later, *words, said, new.rule)
        said = "it lasts longer" if later else "it lasts less long"
        return move(Element.DURATION, later != permission, *words, said, new.rule)
    if kind is Clock.FREQUENCY:
        said = "it falls due less often" if later else "it falls due more often"
        return move(Element.AMOUNT, not later, *words, said, new.rule)
    said = "a longer notice" if later else "a shorter notice"
    return move(Element.DEADLINE, later != waits, *words, said, new.rule)


def _date_or_soon(old: Time, new: Time, permission: bool) -> Reason | None:
    """A date against "at once", which is sooner, or "as soon as possible", which is no time by which."""
    date, told = (old, new) if old.absolute else (new, old)
    if permission or _kind(date) is not Clock.DEADLINE or told.clock is not Clock.DEADLINE or 0 < told.value < _SOON:
        return None
    harder = (told.value == 0) == (told is new)
    said = "an earlier time" if harder else "a later time"
    return move(Element.DEADLINE, harder, old.span.words, new.span.words, said, new.rule)


def _months(time: Time) -> list[str]:
    return [w for w in time.span.words.lower().split() if w in MONTHS]


def _all_banned(side: Reading) -> bool:
    return all(clause.force is Force.BAN and not clause.narrowed for clause in side.clauses)


def _of_what_comes(time: Time, side: Reading, alone: frozenset[str]) -> bool:
    """Whether a length of time belongs to words that only this side has ("and barred for two years")."""
    if time.clock is not Clock.DURATION or time.least:
        return False
    before = [
        c
        for c in side.content
        if c.span.end <= time.span.start and c.clause == time.clause and c.role in {"operative", "act"}
    ]
    whole = [c for c in side.content if c.clause == time.clause and c.role in {"operative", "act"}]
    if time.clause and sum(c.stem in alone for c in whole) >= _MOSTLY * len(whole):
        return True
    return len(before) > (time.clause == 0) and all(c.stem in alone for c in before[-2:])


def _one_sided(
    time: Time, appears: bool, permission: bool, side: Reading, other: Reading, unmatched: list[Time]
) -> Reason | None:
    """A time that only one side has, where the other has no such time among ``unmatched``.

    A deadline that comes binds; a duration that comes ends the duty some day.
    """
    words = ("", time.span.words) if appears else (time.span.words, "")
    kind = _kind(time)
    if time.clock in {Clock.NOTICE, Clock.DEADLINE} and in_condition(side, time.span.start):
        return None
    if any(t.rule == MEASURED and _equal(t, time) for t in other.times):
        return None
    if time.clock is Clock.DEADLINE and not time.absolute and time.value >= _SOON:
        return None  # to hurry is no time by which
    if time.clock is Clock.DEADLINE and not time.value and any(c.rule == _THAT_MOMENT for c in other.conditions):
        return None  # "the moment both have signed": at once, too
    if kind in {Clock.DEADLINE, Clock.NOTICE} and any(g.key == "anytime" for g in other.scope):
        return None  # at any time: sooner than that
    if time.rule in {MEASURED, _SEASON} or math.isinf(time.value) or any(_kind(t) is kind for t in unmatched):
        return None
    if time.clock is Clock.START and other.times:
        return None
    if time.clock is Clock.START and side.clauses[time.clause].force is Force.BAN:
        said = "banned from then on only" if appears else "banned from the first day"
        return move(Element.DEADLINE, not appears, *words, said, time.rule)
    if kind is Clock.DEADLINE:
        said = "a time comes in" if appears else "the time goes"
        return move(Element.DEADLINE, appears, *words, said, time.rule)
    if kind is Clock.DURATION and time.capped and _all_banned(side) and _all_banned(other):
        said = "banned beyond that time only" if appears else "banned from the first day"
        return move(Element.PROHIBITION, not appears, *words, said, time.rule)
    if kind is Clock.DURATION and time.capped:
        said = "for no longer than that" if appears else "for as long as wanted"
        return move(Element.DURATION, appears, *words, said, time.rule)
    if kind is Clock.DURATION and time.least and not permission:
        said = "for so long at least" if appears else "no longer for a least time"
        return move(Element.DURATION, appears, *words, said, time.rule)
    if kind is Clock.DURATION:
        if other.status:
            return None
        said = "it lasts for a time only" if appears else "it no longer ends after a time"
        return move(Element.DURATION, appears == permission, *words, said, time.rule)
    if kind is Clock.NOTICE:
        said = "notice is owed" if appears else "notice is no longer owed"
        limits = visits(side, time.clause) or any(visits(other, i) for i in range(len(other.clauses)))
        return move(Element.CONDITION, appears != limits, *words, said, time.rule)
    said = "it falls due at set intervals" if appears else "no interval is set any more"
    return move(Element.AMOUNT, appears, *words, said, time.rule)
