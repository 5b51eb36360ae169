"""Finds the explanations, examples and reasons in a text: what they say commits nobody."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.lexicon import phrases
from plandiff.commitments.tokens import Token

_ENDS = frozenset({";", ":", ".", ")"})
_CUES = tuple(tuple(phrase.split()) for phrase in phrases("asides"))


def asides(tokens: Sequence[Token]) -> frozenset[int]:
    """Places of the tokens inside an aside, from its opening words to the end of its clause."""
    inside: set[int] = set()
    words = [t.word for t in tokens]
    for i in range(len(tokens)):
        if any(tuple(words[i : i + len(cue)]) == cue for cue in _CUES):
            end = i
            while end < len(tokens) and words[end] not in _ENDS and tokens[end].sentence == tokens[i].sentence:
                end += 1
            inside.update(range(i, end))
    return frozenset(inside)
