"""Reads one text, alone, into what it commits its bearer to."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from plandiff.commitments.conditions import conditions
from plandiff.commitments.content import content
from plandiff.commitments.graded import graded
from plandiff.commitments.modality import clauses
from plandiff.commitments.quantities import quantities
from plandiff.commitments.reading import Graded, Reading, Span, Time
from plandiff.commitments.times import times
from plandiff.commitments.tokens import Token, tokenize


def _event_end(tokens: tuple[Token, ...], time: Time) -> int:
    """Where a time ends together with the event that it counts from ("30 days after the adoption of this plan")."""
    behind = [t for t in tokens if t.start >= time.span.end]
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


def _left_to(text: str, tokens: tuple[Token, ...], found: Graded) -> Graded:
    """An open matter with the words that say to whom or to what it is left."""
    if found.span.words.lower().split()[-1] not in {"to", "until", "on", "upon", "of", "for"}:
        return found
    end = found.span.end
    for token in [t for t in tokens if t.start >= end][:12]:
        if token.word in {",", ";", ".", ":"}:
            break
        end = token.end
    return replace(found, span=Span(found.span.start, end, text[found.span.start : end]))


@lru_cache(maxsize=65536)
def read(text: str) -> Reading:
    """The reading of one provision, or of several joined by line breaks.

    Args:
        text: the words of the provision; a line break ends a sentence.
    """
    tokens = tokenize(text)
    made = clauses(text, tokens)
    clause_of = [0] * len(tokens)
    for index, clause in enumerate(made):
        clause_of[clause.first : clause.last] = [index] * (clause.last - clause.first)
    when = times(text, tokens, clause_of)
    amounts = quantities(text, tokens, made, clause_of, when)
    terms = conditions(text, tokens, made, clause_of, when)
    ladders = {name: graded(name, text, tokens) for name in ("form", "status", "scope", "enforcement", "strength")}
    ladders["status"] = tuple(_left_to(text, tokens, found) for found in ladders["status"])
    claimed = [(t.span.start, _event_end(tokens, t)) for t in when]
    spans = [*(q.span for q in amounts), *(c.span for c in terms), *(c.span for c in made)]
    spans += [g.span for name in ("form", "scope", "status") for g in ladders[name]]
    claimed += [(span.start, span.end) for span in spans]
    return Reading(
        text, tokens, made, amounts, when, terms, ladders["form"], ladders["status"], ladders["scope"], ladders["enforcement"],
        ladders["strength"], content(text, tokens, clause_of, claimed, [c.span.end for c in made if c.span.words]),
    )  # fmt: skip
