"""Reads the conditions, exceptions and escapes of a text, each with what it asks for.

The ugly cases: "90 days after" is a time, "once a year" a frequency, "a district where" a relative clause; none is a condition.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.lexicon import matcher
from plandiff.commitments.lookalikes import is_timing, no_condition
from plandiff.commitments.modality import content_stems
from plandiff.commitments.reading import Clause, Clock, Condition, Span, Time
from plandiff.commitments.stems import stem
from plandiff.commitments.tokens import Token

_LONGEST = 16
_CLOSED = frozenset(
    "appropriate possible feasible necessary needed practicable applicable relevant required available".split()
)
"""Words that close a way out ("where practicable"): what follows is what it bends, not what it asks for."""
_WORD_ASKED = tuple(
    (level, frozenset(stem(w) for w in words.split()))
    for level, words in (
        (3.0, "consent consented approval approve approved assent permission authorisation authorization leave"),
        (2.0, "consult consulting consulted consultation"),
        (1.0, "inform informing informed notify notifying notified notification notice"),
    )
)
_INNER = frozenset({"conditions/has agreed", "conditions/has been told"})
"""What somebody has done is a condition inside another only ("unless the mission has agreed")."""
_BEHIND_IT = frozenset({"conditions/excepted", "conditions/apart ,", "conditions/being left out of account"})
"""What it takes out stands before it ("tankers apart, all ships land")."""
_BEFORE_A_NOUN = frozenset({"than", "from", "excluding", "except", "for", "of"})
_ITEMS = 6
"""How many tokens before the last comma of such a list another may stand that belongs to it."""
_ITEM = 3
"""Words in an item of a list, at most."""
_DETERMINERS = frozenset({"the", "each", "both", "all", "every", "no", "neither", "any"})
_MODALS = frozenset({"shall", "will", "must", "may", "should", "would"})


def conditions(
    text: str, tokens: Sequence[Token], clauses: Sequence[Clause], clause_of: Sequence[int], times: Sequence[Time]
) -> tuple[Condition, ...]:
    """All conditions in order, each from its first word to the end of what it asks for."""
    made: list[Condition] = []
    reach = -1
    opening = _inverted(tokens)
    if opening:
        made.append(_made(text, tokens, 0, 1, opening, "condition", 0.0, clause_of[0], "conditions/should"))
        reach = opening
    found = matcher("conditions").find(tokens)
    hits = [
        hit
        for hit in found
        if hit.entry.id not in _INNER
        and not no_condition(tokens, hit, clauses[clause_of[hit.start]], times)
        and not any(t.span.start <= tokens[hit.start].start < t.span.end for t in times if t.clock is not Clock.EVENT)
        and not is_timing(tokens, hit, times)
    ]
    escapes = [hit.start for hit in hits if hit.entry.kind == "escape"]
    inner = [hit for hit in found if hit.entry.id in _INNER]
    for hit in sorted([*hits, *inner], key=lambda h: h.start):
        if hit.start < reach:
            if hit.entry.level and made:
                made[-1] = _stronger(made[-1], hit.entry.level)
            continue
        if hit.entry.id in _INNER:
            continue
        if hit.entry.id in _BEHIND_IT:
            start = _opens(tokens, hit.start)
            made.append(_made(text, tokens, start, start, hit.end, hit.entry.kind, 0.0, clause_of[start], hit.entry.id))
            continue
        closed = hit.entry.kind == "unconditional" or tokens[hit.end - 1].word in _CLOSED
        end = hit.end if closed else _extent(tokens, hit.end, escapes)
        if tokens[hit.end - 1].word in _BEFORE_A_NOUN:
            end = next((i for i in range(hit.end + 1, end) if tokens[i].word in {"is", "are"}), end)
        made.append(
            _made(
                text,
                tokens,
                hit.start,
                hit.end,
                end,
                "exception" if tokens[hit.start].word == "without" and hit.entry.level else hit.entry.kind,
                hit.entry.level,
                clause_of[hit.start],
                hit.entry.id,
            )
        )
        reach = end
    return tuple(made)


def _made(
    text: str,
    tokens: Sequence[Token],
    start: int,
    behind: int,
    end: int,
    kind: str,
    level: float,
    clause: int,
    rule: str,
) -> Condition:
    a, b = tokens[start].start, tokens[end - 1].end
    content = content_stems(tokens[behind:end]) or content_stems(tokens[start:end])
    level = level or _word_asked(tokens[start:end])
    return Condition(kind, content, level + _writing(tokens[start:end]), Span(a, b, text[a:b]), clause, rule)


def _opens(tokens: Sequence[Token], at: int) -> int:
    """Where what is "excepted" begins: behind the last comma, or where a list of such things begins."""
    commas = [i for i in range(at) if tokens[i].word in {",", ";"} and tokens[i].sentence == tokens[at].sentence]
    start = commas.pop() + 1 if commas else next(i for i in range(at + 1) if tokens[i].sentence == tokens[at].sentence)
    while commas and any(t.word in {"and", "or"} for t in tokens[start:at]) and start - commas[-1] <= _ITEMS:
        start = commas.pop() + 1
    return start


def _word_asked(tokens: Sequence[Token]) -> float:
    """How much of somebody's word is asked for: told < heard < agreed; 0 where none is."""
    stems = {stem(t.word) for t in tokens}
    return next((level for level, words in _WORD_ASKED if words & stems), 0.0)


def _writing(tokens: Sequence[Token]) -> float:
    return 0.5 if any(t.word == "writing" or t.word == "written" for t in tokens) else 0.0


def _stronger(condition: Condition, level: float) -> Condition:
    """A condition inside which somebody's word is asked for takes that word's strength."""
    return Condition(
        condition.kind,
        condition.content,
        max(condition.strength, level),
        condition.span,
        condition.clause,
        condition.rule,
    )


def _inverted(tokens: Sequence[Token]) -> int:
    """End of an opening "Should X attack," (a condition without *if*), or 0."""
    if tokens and tokens[0].word == "should":
        for i, token in enumerate(tokens[:_LONGEST]):
            if token.word == ",":
                return i
    return 0


def _extent(tokens: Sequence[Token], at: int, escapes: Sequence[int]) -> int:
    """End of what a condition asks for: the next break, the next way out, or the next modal's subject."""
    for i in range(at, min(len(tokens), at + _LONGEST)):
        if i in escapes and i > at:
            return i
        if (
            tokens[i].word in {"is", "are"}
            and i + 1 < len(tokens)
            and tokens[i + 1].word in {"left", "deferred", "referred"}
        ):
            return i
        if tokens[i].word == "," and i > at and _goes_on(tokens, i):
            continue
        if tokens[i].word in {",", ";", ":", ".", ")"} or (i > at and tokens[i].sentence != tokens[at].sentence):
            return i
        if tokens[i].word in _MODALS and i > at:
            openings = [j for j in range(at + 1, i) if tokens[j].word in _DETERMINERS]
            return openings[-1] if openings else i
    return min(len(tokens), at + _LONGEST)


def _goes_on(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma parts the items of one list that "and" or "or" closes ("murder, torture and looting")."""
    last = min(len(tokens), comma + _LONGEST)
    short, tied = 0, False
    for i in range(comma + 1, last):
        word = tokens[i].word
        if word in {"and", "or"}:
            short, tied = 0, True
        elif word == ",":
            if tied or not short:
                return tied and short > 0
            short = 0
        elif not tokens[i].is_word or tokens[i].sentence != tokens[comma].sentence:
            return tied and short > 0
        elif word in _MODALS or short >= _ITEM:
            return False
        else:
            short += 1
    return tied and short > 0


