"""Reads what stands on a ladder: legal form, status, scope words, checking and breach, and the strength of the act."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.lexicon import matcher
from plandiff.commitments.reading import Graded, Span
from plandiff.commitments.tokens import Token, bracketed


def _bracketed(text: str) -> Graded:
    return Graded("open", 1.0, Span(text.index("["), text.index("[") + 1, "["), "status/in brackets")


def graded(name: str, text: str, tokens: Sequence[Token]) -> tuple[Graded, ...]:
    """All hits of the lexicon ``name``, in order, each with its level and words."""
    found = [_bracketed(text)] if name == "status" and bracketed(text) else []
    for hit in matcher(name).find(tokens):
        if hit.entry.kind == "none" and name != "scope":  # what scope words claim is no content, whatever they say
            continue
        start, end = tokens[hit.start].start, tokens[hit.end - 1].end
        found.append(Graded(hit.entry.kind, hit.entry.level, Span(start, end, text[start:end]), hit.entry.id))
    return (*found, *_day_and_night(text, tokens)) if name == "scope" else tuple(found)


def _day_and_night(text: str, tokens: Sequence[Token]) -> list[Graded]:
    """ "24 hours a day", which no phrase of the lexicon can say: a figure there is any figure."""
    found = []
    for at, token in enumerate(tokens):
        if token.word == "24" and [t.word for t in tokens[at + 1 : at + 4]] == ["hours", "a", "day"]:
            span = Span(token.start, tokens[at + 3].end, text[token.start : tokens[at + 3].end])
            found.append(Graded("anytime", 2.0, span, "scope/around the clock"))
    return found
