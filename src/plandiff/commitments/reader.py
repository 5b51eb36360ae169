"""What all readers find in one text, put together: each has a say in what the words are that nobody else has read."""

from __future__ import annotations

from plandiff.commitments.conditions import conditions
from plandiff.commitments.content import content
from plandiff.commitments.graded import graded
from plandiff.commitments.modality import clauses
from plandiff.commitments.quantities import quantities
from plandiff.commitments.reading import Clause, Clock, Condition, Force, Graded, Reading, Span, Time
from plandiff.commitments.times import times
from plandiff.commitments.tokens import Token, tokenize

_ACT_REACH = 3
_PLAIN_REACH = 7
"""How many words may stand between the modal, or the beginning of a plain statement, and the verb that acts."""
_EVENT = 4
"""How many words tell an event."""
_AWARDS = frozenset({"award", "awards", "ruling", "rulings", "judgment", "judgments", "verdict"})
_DISPUTES = frozenset(
    "dispute disputes claim claims case cases complaint complaints appeal appeals quarrel quarrels grievance grievances charges".split()
)
_DEBTS = frozenset("debt debts arrears bill bills fee fees invoice invoices rent payment payments account accounts sum sums".split())
_DECIDES = ("decide", "determin", "settle", "resolve", "address", "discuss")
_AWARD_BACK = 4
_WHILE_IT_LASTS = frozenset({"conditions/as long as", "conditions/while", "conditions/until", "conditions/if"})
_DEBTS_PUT_OFF = frozenset({"interest", "debt", "loan", "principal"})
_IN_CHARGE = frozenset({"supervision", "control", "auspices", "direction", "oversight"})
_BINDS = frozenset({"form/is binding", "form/bind both"})
_RELATIVE = 7
"""How far back a relative pronoun is looked for, in tokens."""
_MODALS = frozenset({"shall", "will", "must", "may", "should"})
_ANYWHERE = frozenset({"strength/into account", "strength/into store"})


def _event_end(tokens: tuple[Token, ...], time: Time) -> int:
    """Where a time ends together with the event that it counts from ("30 days after the adoption of this plan")."""
    behind = [t for t in tokens if t.start >= time.span.end]
    if time.clock is Clock.NOTICE:
        return next((t.end for t in behind[:3] if t.word in {"notice", "advance", "warning"}), time.span.end)
    if not behind or behind[0].word not in {"after", "following", "of", "from"}:
        return time.span.end
    end = time.span.end
    for token in behind[:9]:
        if (
            not (token.is_word or token.is_number)
            or token.word in {"and", "shall", "will", "must"}
            or token.sentence != behind[0].sentence
        ):
            break
        end = token.end
    return end


def _until_then(time: Time, clause: Clause) -> Time:
    """The time before which something is banned is how long the ban lasts ("raw hides may not be exported before 2031")."""
    ends = time.clock is Clock.DEADLINE and time.absolute and time.span.words.lower().startswith("before ")
    banned = clause.force is Force.BAN and not clause.narrowed
    return time._replace(clock=Clock.DURATION, rule="time/not until") if ends and banned else time


def _place(tokens: tuple[Token, ...], found: Graded) -> int:
    """The token that opens what was found."""
    return next(i for i, t in enumerate(tokens) if t.start == found.span.start)


def _acts(found: Graded, made: tuple[Clause, ...], tokens: tuple[Token, ...]) -> bool:
    """Whether a verb is what its clause itself does: close behind the modal, or early in a plain statement."""
    if found.rule in _ANYWHERE:
        return True
    at = _place(tokens, found)
    for clause in made:
        if clause.first <= at < clause.last:
            behind = [t for t in tokens[clause.first : at] if t.start >= clause.span.end]
            return len([t for t in behind if t.is_word]) <= (_ACT_REACH if clause.span.words else _PLAIN_REACH)
    return False


def _before(tokens: tuple[Token, ...], found: Graded, count: int) -> list[str]:
    """The words right before what was found, in its sentence."""
    at = _place(tokens, found)
    return [t.word for t in tokens[max(0, at - count) : at] if t.sentence == tokens[at].sentence]


def _an_end(tokens: tuple[Token, ...], found: Graded) -> bool:
    """Whether "the end of 2028" is a time and no act."""
    return found.span.words.lower() == "end" and _before(tokens, found, 1) in (["the"], ["by"], ["at"])


def _settles_disputes(tokens: tuple[Token, ...], found: Graded) -> bool:
    """Whether what is decided later is a dispute or a claim, or a debt is settled: the text leaves nothing of its own open."""
    here = tokens[_place(tokens, found)].sentence
    words = {t.word for t in tokens if t.sentence == here}
    decides = any(w in found.span.words.lower() for w in _DECIDES)
    return (decides and bool(words & _DISPUTES)) or ("settled" in found.span.words.lower() and bool(words & _DEBTS))


def _within(found: Graded, condition: Condition) -> bool:
    """Whether something is open in the case only that a condition names ("as long as the frontier remains open")."""
    return (
        condition.rule in _WHILE_IT_LASTS
        and condition.span.start < found.span.start
        and found.span.end <= condition.span.end
    )


def _of_award(tokens: tuple[Token, ...], found: Graded) -> bool:
    """Whether an award binds: that says how a dispute ends, not in what form the text is."""
    near = _before(tokens, found, _AWARD_BACK)
    return found.rule in _BINDS and bool(_AWARDS & set(near))


def _of_somebody(tokens: tuple[Token, ...], found: Graded) -> bool:
    """Whether it only describes who or what is meant, by what has happened ("whoever forfeited a passport")."""
    if {"which", "whom"} & set(found.span.words.lower().split()):
        return True
    near = _before(tokens, found, _RELATIVE)
    if _driven_from(tokens, found, near):
        return True
    opens = max((i for i, w in enumerate(near) if w in {"who", "whoever", "whose", "that", "which"}), default=None)
    if opens is None or _MODALS & set(near[opens:]) or "," in near[opens:]:
        return False
    return bool({"has", "have", "had", "was", "were"} & set(near[opens:])) or (
        opens == len(near) - 1 and found.span.words.lower().endswith("ed")
    )


def _driven_from(tokens: tuple[Token, ...], found: Graded, near: list[str]) -> bool:
    """Whether "families expelled from the valley" tells who is meant."""
    behind = next((t.word for t in tokens if t.start >= found.span.end), "")
    people = near[-1:] == ["people"] or (bool(near) and near[-1].endswith("s") and near[-1] not in {"is", "was", "has"})
    return people and behind == "from" and found.span.words.lower().endswith("ed")


def _no_sanction(tokens: tuple[Token, ...], found: Graded) -> bool:
    """Whether a debt is put off, or a court has charge of something else than a dispute: neither follows a breach."""
    if found.rule == "enforcement/cut .. payments":
        behind = [t.word for t in tokens if t.start >= found.span.end][:_AWARD_BACK]
        return bool(_DEBTS_PUT_OFF & {*found.span.words.lower().split(), *behind})
    return found.rule == "enforcement/international court" and bool(_IN_CHARGE & set(_before(tokens, found, _AWARD_BACK)))


def _limit_end(tokens: tuple[Token, ...], found: Graded) -> int:
    """Where a limit ends together with the event that it is told by ("in the week before the vote")."""
    if found.span.words.lower().split()[-1] not in {"before", "after"}:
        return found.span.end
    end = found.span.end
    for token in [t for t in tokens if t.start >= end][:_EVENT]:
        if not token.is_word or token.word in _MODALS:
            break
        end = token.end
    return end


def _of_whom(tokens: tuple[Token, ...], end: int) -> int:
    """Where "of the government" ends behind a declaration or a supervision, so that it counts as part of it."""
    behind = [t for t in tokens if t.start >= end][:6]
    if not behind or behind[0].word != "of":
        return end
    for token in behind:
        if not token.is_word:
            break
        end = token.end
    return end


def _left_to(text: str, tokens: tuple[Token, ...], found: Graded) -> Graded:
    """An open matter with the words that say to whom or to what it is left."""
    behind = next((t.word for t in tokens if t.start >= found.span.end), "")
    if found.span.words.lower().split()[-1] not in {"to", "until", "on", "upon", "of", "for"} and behind not in {
        "by",
        "in",
        "at",
    }:
        return found
    end = found.span.end
    for token in [t for t in tokens if t.start >= end][:12]:
        if token.word in {",", ";", ".", ":"}:
            break
        end = token.end
    return found._replace(span=Span(found.span.start, end, text[found.span.start : end]))


def reading_of(text: str) -> Reading:
    """The reading of a text that nobody has read before."""
    tokens = tokenize(text)
    made = clauses(text, tokens)
    clause_of = [0] * len(tokens)
    for index, clause in enumerate(made):
        clause_of[clause.first : clause.last] = [index] * (clause.last - clause.first)
    when = tuple(_until_then(t, made[t.clause]) for t in times(text, tokens, clause_of))
    amounts = quantities(text, tokens, made, clause_of, when)
    terms = conditions(text, tokens, made, clause_of, when)
    ladders = {name: graded(name, text, tokens) for name in ("form", "status", "scope", "enforcement", "strength")}
    ladders["strength"] = tuple(
        g for g in ladders["strength"] if _acts(g, made, tokens) and not _an_end(tokens, g)
    )
    ladders["form"] = tuple(g for g in ladders["form"] if not _of_award(tokens, g))
    ladders["enforcement"] = tuple(
        g for g in ladders["enforcement"] if not (_of_somebody(tokens, g) or _no_sanction(tokens, g))
    )
    ladders["status"] = tuple(
        _left_to(text, tokens, g)
        for g in ladders["status"]
        if not _settles_disputes(tokens, g) and not any(_within(g, c) for c in terms)
    )
    claimed = [(t.span.start, _event_end(tokens, t)) for t in when]
    spans = [*(q.span for q in amounts), *(c.span for c in terms), *(c.span for c in made)]
    spans += [g.span for g in ladders["status"]]
    claimed += [(g.span.start, _limit_end(tokens, g)) for g in ladders["scope"]]
    claimed += [(span.start, span.end) for span in spans]
    claimed += [(g.span.start, _of_whom(tokens, g.span.end)) for name in ("form", "enforcement") for g in ladders[name]]
    return Reading(
        text, tokens, made, amounts, when, terms, ladders["form"], ladders["status"], ladders["scope"], ladders["enforcement"],
        ladders["strength"], content(text, tokens, clause_of, claimed, [c.span.end for c in made if c.span.words]),
    )  # fmt: skip
