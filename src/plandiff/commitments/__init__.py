"""Reads one text, alone, into what it commits its bearer to."""

from __future__ import annotations

from functools import lru_cache

from plandiff.commitments.conditions import conditions
from plandiff.commitments.content import content
from plandiff.commitments.graded import graded
from plandiff.commitments.modality import clauses
from plandiff.commitments.quantities import quantities
from plandiff.commitments.reading import Reading
from plandiff.commitments.times import times
from plandiff.commitments.tokens import tokenize


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
    claimed = [
        (x.span.start, x.span.end)
        for x in (*when, *amounts, *terms, *made, *(g for name in ("form", "status", "scope") for g in ladders[name]))
    ]
    return Reading(
        text, tokens, made, amounts, when, terms, ladders["form"], ladders["status"], ladders["scope"], ladders["enforcement"],
        ladders["strength"], content(text, tokens, clause_of, claimed, [c.span.end for c in made if c.span.words]),
    )  # fmt: skip
