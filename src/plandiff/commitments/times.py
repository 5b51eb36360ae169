"""Reads the times of a text: deadlines, durations, frequencies and periods of notice, in days or as a date."""

from collections.abc import Sequence
from typing import NamedTuple

from plandiff.commitments.dates import MONTHS, calendar, is_month
from plandiff.commitments.lengths import (
    DEADLINE_BEFORE,
    DURATION_BEFORE,
    LEADS,
    UNIT_DAYS,
    span_of_days,
    unit_days,
    words_at,
)
from plandiff.commitments.lexicon import matcher, words
from plandiff.commitments.no_times import measures, no_phrase, no_time
from plandiff.commitments.numerals import SMALL, counted
from plandiff.commitments.reading import MEASURED, Clock, Span, Time
from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.commitments.tokens import Token, word_at

_ADVERBS = {
    "hourly": 1 / 24, "daily": 1.0, "nightly": 1.0, "weekly": 7.0, "fortnightly": 14.0, "biweekly": 14.0, "monthly": 30.4375,
    "quarterly": 91.3125, "yearly": 365.25, "annually": 365.25, "annual": 365.25, "biennial": 730.5, "biennially": 730.5,
}  # fmt: skip
_DATED = frozenset(
    """agreement accord deal treaty convention protocol memorandum declaration plan proposal resolution communique decision decree law act
    statement letter report summit meeting constitution list map statute ordinance""".split()
)
"""What a date behind "of" tells from others of its kind."""
_EARLIER = frozenset({"sooner", "earlier", "before"})
_BEGINS = frozenset({"start", "beginning", "opening", "onset", "outset"})
_ENDS_OF = frozenset({"end", "close", "conclusion", "completion"})
_WAIT = 7
_MONTH = 30.0
_RATE = 12
"""How many tokens back the figure may stand that "in a year" makes a rate."""
_HALF_YEARLY = ("semi", "half", "bi")
_EVENT = 4
"""How many words after *before* or *after* tell the event."""
_LEAVING = ("withdr", "denounc", "denunci", "terminat", "resign", "secede", "secession")
_ENDINGS = frozenset({"expires", "expire", "lapses", "lapse", "ends", "end"})
"""What ends after a time lasts so long."""
_RELATIVE = 7
"""How far back a relative pronoun is looked for, in tokens."""
_MODALS = frozenset({"shall", "will", "must", "may", "should", "would", "is", "are"})


class _Found(NamedTuple):
    clock: Clock
    value: float
    absolute: bool
    start: int
    end: int
    rule: str


def times(text: str, tokens: Sequence[Token], clause_of: Sequence[int]) -> tuple[Time, ...]:
    """All times in the order of the text; ``clause_of`` gives the clause of each token."""
    made = []
    for found in _find(tokens):
        if found.rule == _THAT_DAY and _limits(tokens, found.start):
            continue  # "the islands that each holds on the day of signature"
        span = Span(
            tokens[found.start].start,
            tokens[found.end - 1].end,
            text[tokens[found.start].start : tokens[found.end - 1].end],
        )
        context = around(tokens, found.start, found.end)
        limits = found.absolute and _limits(tokens, found.start)
        made.append(
            Time(
                found.clock,
                found.value,
                found.absolute,
                span,
                clause_of[found.start],
                context,
                found.rule,
                _capped(tokens, found),
                _least(tokens, found),
                limits,
            )
        )
    return tuple(made)


def _capped(tokens: Sequence[Token], found: _Found) -> bool:
    """Whether a length of time is a most ("no longer than 36 months", "limited to 30 months")."""
    lead = " ".join(t.word for t in tokens[max(0, found.start - 3) : found.end + 2])
    cues = ("longer than", "more than", "at most", "limited to", "exceed", "up to", "maximum of", "maximum period")
    return any(cue in lead for cue in cues)


def _least(tokens: Sequence[Token], found: _Found) -> bool:
    """Whether a length of time is a least ("for at least ten years")."""
    lead = " ".join(t.word for t in tokens[max(0, found.start - 3) : found.end + 2])
    return any(cue in lead for cue in ("at least", "less than", "minimum of", "minimum period", "not below"))


def _limits(tokens: Sequence[Token], start: int) -> bool:
    """Whether the time stands in a relative clause without a modal: it picks out cases."""
    for at in range(start - 1, max(-1, start - _RELATIVE - 1), -1):
        token = tokens[at]
        if token.word in {"is", "are"} and word_at(tokens, at - 1) in {"who", "that", "which"}:
            return True
        if token.word in _MODALS or token.word in {",", ";"} or token.sentence != tokens[start].sentence:
            return False
        if token.word in {"who", "that", "which", "whom"}:
            return True
    return False


def around(tokens: Sequence[Token], start: int, end: int, reach: int = 8) -> frozenset[str]:
    """Stems of the content words up to ``reach`` tokens either side, within the sentence."""
    near = [*tokens[max(0, start - reach) : start], *tokens[end : end + reach]]
    return frozenset(
        stem(t.word)
        for t in near
        if t.is_word and t.word not in FUNCTION_WORDS and t.sentence == tokens[start].sentence
    )


def _find(tokens: Sequence[Token]) -> list[_Found]:
    found: list[_Found] = []
    phrases = {hit.start: hit for hit in matcher("times").find(tokens) if not no_phrase(tokens, hit)}
    at = 0
    while at < len(tokens):
        phrase = phrases.get(at)
        if phrase is not None:
            hit: _Found | None = _Found(
                Clock(phrase.entry.kind), phrase.entry.level, False, at, phrase.end, phrase.entry.id
            )
        else:
            readers = _frequency, _period, _season, _date, _event
            hit = next((one for reader in readers if (one := reader(tokens, at)) is not None), None)
        if hit is None:
            at += 1
        else:
            if not (hit.absolute and _names_document(tokens, hit.start)) and not no_time(tokens, hit.start):
                found.append(hit)
            at = max(hit.end, at + 1)
    return found


def _before_it_begins(tokens: Sequence[Token], at: int, end: int) -> float:
    """Days between the end of a month or a year, which is what it is read as, and its beginning ("before July", "before 2031")."""
    if [t.word for t in tokens[end : end + 2]] in (["is", "out"], ["is", "over"]) or word_at(tokens, end) in {"ends", "closes"}:
        return 0.0
    if tokens[at].is_number:
        return 365.0 if end == at + 1 else 0.0
    return _MONTH if tokens[at].word in MONTHS else 0.0


def _by(tokens: Sequence[Token], at: int) -> bool:
    """Whether "by the" or "no later than the" stands before."""
    return word_at(tokens, at - 1) == "the" and word_at(tokens, at - 2) in {"by", "than", "before", "until"}


def _after_a_period(before: Sequence[Token]) -> bool:
    """Whether "after a transition period of" stands before a length of time."""
    words = [t.word for t in before]
    return "after" in words and words[-1:] in (["period"], ["of"], ["phase"]) and bool({"period", "phase"} & set(words))


def _names_document(tokens: Sequence[Token], at: int) -> bool:
    """Whether a date tells which agreement is meant ("the accord of 5 May")."""
    return word_at(tokens, at - 1) == "of" and word_at(tokens, at - 2) in _DATED


def _event(tokens: Sequence[Token], at: int) -> _Found | None:
    """ "Before the elections", "after the signing": a time told by what happens."""
    word = tokens[at].word
    if (
        word in _BEGINS | _ENDS_OF
        and _by(tokens, at)
        and word_at(tokens, at + 1) == "of"
        and word_at(tokens, at + 2) in {"the", "a", "this"}
    ):
        if word_at(tokens, at + 3) in UNIT_DAYS or calendar(tokens, at + 3):
            return None
        return _Found(Clock.EVENT, -1.0 if word in _BEGINS else 1.0, False, at, at + 1, "time/event")
    if word not in {"before", "after"} or word_at(tokens, at + 1) in {"or", "and"} or counted(tokens, at + 1):
        return None
    if _dated(tokens, at + 1):
        return None
    end = at + 1
    while (
        end < len(tokens) and end - at <= _EVENT and tokens[end].is_word and tokens[end].sentence == tokens[at].sentence
    ):
        end += 1
    value = -1.0 if word == "before" else 1.0
    return _Found(Clock.EVENT, value, False, at, at + 1, "time/event") if end > at + 1 else None




def _dated(tokens: Sequence[Token], at: int) -> bool:
    """Whether a date is all that follows, with or without its end ("the end of 2034")."""
    while word_at(tokens, at) in _LEADS_TO_A_DATE:
        at += 1
    return calendar(tokens, at) is not None


def _frequency(tokens: Sequence[Token], at: int) -> _Found | None:
    word = tokens[at].word
    if word in _ADVERBS:
        if word_at(tokens, at + 1).startswith("instal"):
            return None  # in how many parts a whole is paid
        halved = word_at(tokens, at - 1) == "-" and word_at(tokens, at - 2) in _HALF_YEARLY
        often = {"twice": 2, "thrice": 3}.get(word_at(tokens, at - 1), 1)
        days = _ADVERBS[word] / 2 if halved else _ADVERBS[word] / often
        start = at - 2 if halved else at - 1 if often > 1 else at
        rule = MEASURED if measures(tokens, at, at + 1) else "time/frequency"
        return _Found(Clock.FREQUENCY, days, False, start, at + 1, rule)
    if word in {"every", "each", "per"}:
        if word == "every" and word_at(tokens, at + 1) in {"other", "second"}:
            unit = unit_days(word_at(tokens, at + 2))
            return _Found(Clock.FREQUENCY, 2 * unit, False, at, at + 3, "time/frequency") if unit else None
        length = span_of_days(tokens, at + 1)
        if length and word != "per":
            return _Found(Clock.FREQUENCY, length[0], False, at, length[1], "time/frequency")
        unit = unit_days(word_at(tokens, at + 1))
        return _Found(Clock.FREQUENCY, unit, False, at, at + 2, "time/frequency") if unit else None
    if word == "in" and word_at(tokens, at + 1) in {"a", "any", "one"} and _rate(tokens, at):
        unit = unit_days(word_at(tokens, at + 2))
        return _Found(Clock.FREQUENCY, unit, False, at, at + 3, "time/frequency") if unit else None
    if word in {"a", "an"} and _follows_figure(tokens, at):
        unit = unit_days(word_at(tokens, at + 1))
        return _Found(Clock.FREQUENCY, unit, False, at, at + 2, "time/frequency") if unit else None
    if word in {"once", "twice", "thrice"} or word_at(tokens, at + 1) == "times":
        times_ = {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get(word) or (counted(tokens, at) or (0.0, 0))[0]
        after = at + (2 if word_at(tokens, at + 1) == "times" else 1)
        if word_at(tokens, after) in {"a", "an", "per", "every", "each"} and times_:
            unit = unit_days(word_at(tokens, after + 1))
            if unit:
                return _Found(Clock.FREQUENCY, unit / times_, False, at, after + 2, "time/frequency")
    return None


def _rate(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure stands before in the same clause ("up to 84 tonnes may be caught in a year")."""
    for token in reversed(tokens[max(0, at - _RATE) : at]):
        if token.word in {",", ";"}:
            return False
        if token.is_number or (token.word in SMALL and token.word != "one"):
            return True
    return False


def _follows_figure(tokens: Sequence[Token], at: int) -> bool:
    """Whether a figure with its unit ends just before ("40 lorries a day")."""
    return (
        any(t.is_number or t.word in SMALL for t in tokens[max(0, at - 4) : at])
        and tokens[at - 1].is_word
        and tokens[at - 1].word not in FUNCTION_WORDS | {"hours"}
    )


_BEFORE_A_PERIOD = words("before_a_period")


def _period(tokens: Sequence[Token], at: int) -> _Found | None:
    """A length of time with the words that give it its role."""
    length = span_of_days(tokens, at)
    if length is None:
        return None
    days, end = length
    if _one_of_them(tokens, at, end) or words_at(tokens, end, 2) == ("a", "day"):
        return None  # "24 hours a day"
    start = at
    while start and word_at(tokens, start - 1) in _BEFORE_A_PERIOD:
        start -= 1
    before = word_at(tokens, start - 1)
    if _gone_by(tokens, start):
        return None
    lead = " ".join(t.word for t in tokens[max(0, at - 4) : at])
    after = words_at(tokens, end, 2)
    if _INTERVALS & {t.word for t in tokens[max(0, at - 6) : at]}:
        return _Found(Clock.FREQUENCY, days, False, at, end, "time/frequency")
    if _AHEAD & set(after) or after[0] in {"before", "prior"}:
        return _Found(Clock.NOTICE, days, False, start, end, "time/notice")
    if _ends_ties(tokens, at):
        return _Found(Clock.NOTICE, days, False, start, end, "time/takes effect")
    if before == "over" and _works_off(tokens, at):
        return _Found(Clock.DEADLINE, days, False, max(0, start - 1), end, "time/deadline")
    if (
        before in DURATION_BEFORE
        or lead.endswith(("during the first", "for a", "the first"))
        or after[0] in {"moratorium", "long"}
    ):
        return _Found(Clock.DURATION, days, False, max(0, start - 1), end, "time/duration")
    if (after[0] == "to" and before in {"has", "have", "given", "allowed", "had"}) or after == ("in", "which"):
        return _Found(Clock.DEADLINE, days, False, start, end, "time/deadline")
    led = before in DEADLINE_BEFORE or "later than" in lead
    if led or after[0] in {"after", "following", "from"}:
        led |= before in {"on", "upon"}
        return _Found(Clock.DEADLINE, days, False, max(0, start - 1) if led else start, end, "time/deadline")
    if before == "after" and _ENDINGS & {t.word for t in tokens[max(0, at - 4) : at]}:
        return _Found(Clock.DURATION, days, False, max(0, start - 1), end, "time/duration")
    wait = tokens[max(0, start - _WAIT) : start]
    gone = {"passed", "elapsed", "expired"} & set(words_at(tokens, end, 3))
    if before == "after" or after[0] == "later" or lead.endswith("after") or _after_a_period(wait) or gone:
        return _Found(Clock.START, days, False, max(0, start - 1), end, "time/after")
    if tokens[at].word in {"second", "third", "fourth", "fifth", "sixth", "seventh", "first", "ninetieth", "thirtieth"}:
        return _Found(Clock.DEADLINE, days, False, at, end, "time/deadline")
    return _Found(Clock.DURATION, days, False, at, end, "time/period")


_WHOLES = ("repay", "repaid", "redeem", "amorti", "dismantl", "withdraw", "demobili", "scrap", "phas")
_INTERVALS = frozenset({"interval", "intervals"})
_THAT_DAY = "times/on day of signature"
_LEADS_TO_A_DATE = frozenset({"the", "end", "close", "of", "start", "beginning"})
_TAKES = frozenset("take takes took taken taking spend spends spent exceed exceeds exceeding".split())
"""Before "an hour" these make it a length of time."""
_AHEAD = frozenset({"notice", "advance", "beforehand", "ahead", "spare"})


def _season(tokens: Sequence[Token], at: int) -> _Found | None:
    """ "From April to September": a part of every year, as long as its months."""
    behind = at + 2
    joined = word_at(tokens, at + 1) in {"to", "until", "till", "through", "-", "\u2013"} or (
        word_at(tokens, at + 1) == "and" and word_at(tokens, at - 1) == "between"
    )
    if not joined or not (is_month(tokens, at) and is_month(tokens, behind)):
        return None
    if behind + 1 < len(tokens) and tokens[behind + 1].is_number:
        return None  # of one year, or days of months
    months = (MONTHS[tokens[behind].word] - MONTHS[tokens[at].word]) % 12 + 1
    start = at - 1 if word_at(tokens, at - 1) in {"from", "between"} else at
    return _Found(Clock.DURATION, months * 30.4375, False, start, behind + 1, "time/season")


def _one_of_them(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "a year" is no length of time, but one of several ("a year of drought")."""
    if tokens[at].word not in {"a", "an"} or tokens[end - 1].word == "half":
        return False
    before, behind = word_at(tokens, at - 1), words_at(tokens, end, 2)
    return before not in LEADS | _TAKES | {"than"} and behind[0] != "later" and behind not in {("at", "most"), ("at", "least")}


def _gone_by(tokens: Sequence[Token], start: int) -> bool:
    """Whether a length of time tells what has been ("in the last six months"), or how old something is."""
    before, further = word_at(tokens, start - 1), word_at(tokens, start - 2)
    if before in {"last", "past", "preceding"} and further in {"the", "these", "its", "their"}:
        return True
    return [further, before] == ["older", "than"]


def _works_off(tokens: Sequence[Token], at: int) -> bool:
    """Whether a whole is worked off over the time ("repays it over ten years"): the longer, the later it is done."""
    return any(t.word.startswith(_WHOLES) for t in tokens if t.sentence == tokens[at].sentence)


def _ends_ties(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is the time that a withdrawal takes to have effect: until then its author stays bound."""
    if not {"effect", "effective"} & {t.word for t in tokens[max(0, at - _EVENT) : at]}:
        return False
    return any(t.word.startswith(_LEAVING) for t in tokens[:at] if t.sentence == tokens[at].sentence)


def _date(tokens: Sequence[Token], at: int) -> _Found | None:
    """A calendar date, month or year with the word before it."""
    day_found = calendar(tokens, at)
    if day_found is None:
        return None
    ordinal, end = day_found
    start = at
    while start and word_at(tokens, start - 1) in {
        "the",
        "end",
        "of",
        "close",
        "start",
        "beginning",
        "on",
        "around",
        "or",
        "this",
        "next",
    }:
        start -= 1
    before = word_at(tokens, start - 1)
    if before == "before" and start == at:
        ordinal -= _before_it_begins(tokens, at, end)
    if word_at(tokens, start) == "on" and before not in {"later"}:
        return _Found(Clock.START, ordinal, True, at, end, "time/date")
    if (before == "than" and word_at(tokens, start - 2) in _EARLIER) or (before == "before" and word_at(tokens, start - 2) == "not"):
        return _Found(Clock.START, ordinal, True, max(0, start - 2), end, "time/not before")
    if before in {"by", "before"} or (before == "than" and word_at(tokens, start - 2) in {"later", "after"}):
        return _Found(Clock.DEADLINE, ordinal, True, max(0, start - 1), end, "time/deadline")
    if before in {"until", "till", "through", "to"}:
        return _Found(Clock.DURATION, ordinal, True, max(0, start - 1), end, "time/duration")
    if before in {"from", "since", "after"}:
        return _Found(Clock.START, ordinal, True, max(0, start - 1), end, "time/start")
    return _Found(Clock.START, ordinal, True, at, end, "time/date")
