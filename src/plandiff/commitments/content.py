"""Reads the content words of a text: what is left when every other reader has taken its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plandiff.commitments.reading import Content, Span
from plandiff.commitments.stems import DEONTIC_WORDS, FUNCTION_WORDS, stem
from plandiff.commitments.tokens import Token

_ASIDES = (
    ("so", "that"), ("so", "as", "to"), ("in", "order", "to"), ("in", "order", "that"), ("with", "the", "aim"), ("with", "the", "purpose"), ("because",), ("such", "as"),
    ("for", "example"), ("for", "instance"), ("among", "other", "things"), ("among", "them"), ("including",), ("included",), ("namely",), ("which", "means"),
    ("inter", "alia"), ("be", "it"), ("like",), ("recalling",), ("noting",), ("given", "that"), ("in", "view", "of"), ("in", "recognition"),
)  # fmt: skip
_ADVERB = 5
"""Longer words in -ly are adverbs of manner; what matters of them, other readers have taken."""
_ENDS = frozenset({";", ":", ".", ")"})
INTENSIFIERS = frozenset(
    stem(w)
    for w in "full fully deep deeply utmost strict strictly effective effectively complete completely robust reliable comprehensive meaningful genuine "
    "urgent timely proper properly duly truly actively active constructive constructively good appropriate suitable necessary great closely close "
    "strong strongly firm firmly clear clearly total solemn solemnly sincere mutual mutually joint jointly together present current currently "
    "actual existing new fresh own various different point way manner form part kind sort case matter question issue time day view latest earliest step level basis framework".split()
)
"""Words that stress or accompany and do not change what is owed."""


def content(
    text: str, tokens: Sequence[Token], clause_of: Sequence[int], claimed: Iterable[tuple[int, int]], modals: Iterable[int]
) -> tuple[Content, ...]:
    """The content words in order; ``claimed`` are character ranges that other readers have taken, ``modals`` where modals end."""
    ranges = list(claimed)
    aside = _asides(tokens)
    acts = _acts(tokens, modals)
    found = []
    for i, token in enumerate(tokens):
        if not token.is_word or token.word in FUNCTION_WORDS or len(token.word) < 2:
            continue
        root = stem(token.word)
        if any(a <= token.start < b for a, b in ranges) or token.word in DEONTIC_WORDS:
            role = "claimed"
        elif i in aside or root in INTENSIFIERS or (token.word.endswith("ly") and len(token.word) > _ADVERB):
            role = "aside"
        elif i in acts:
            role = "act"
        else:
            role = "operative"
        found.append(Content(root, Span(token.start, token.end, text[token.start : token.end]), i, clause_of[i], role, token.capital))
    return tuple(found)


def _acts(tokens: Sequence[Token], modals: Iterable[int]) -> frozenset[int]:
    """The verbs behind the modals: the first content word within four tokens of where a modal ends, and verbs tied to it."""
    found: set[int] = set()
    ends = {end for end in modals}
    for i, token in enumerate(tokens):
        if token.start in ends or any(token.start > e and not _content_between(tokens, e, i) for e in ends):
            if token.is_word and token.word not in FUNCTION_WORDS and not token.word.endswith("ly"):
                found.add(i)
    return frozenset(found)


def _content_between(tokens: Sequence[Token], after: int, before: int) -> bool:
    """Whether a content word or a break stands between the character offset ``after`` and token ``before``."""
    for token in tokens[max(0, before - 5) : before]:
        if token.start >= after and (not token.is_word or (token.word not in FUNCTION_WORDS and not token.word.endswith("ly"))):
            return True
    return before >= 5 and tokens[before - 5].start >= after


def _asides(tokens: Sequence[Token]) -> frozenset[int]:
    """Tokens inside an explanation, example or reason, up to the end of its clause."""
    inside: set[int] = set()
    words = [t.word for t in tokens]
    for i in range(len(tokens)):
        for cue in _ASIDES:
            if tuple(words[i : i + len(cue)]) == cue:
                end = i
                while end < len(tokens) and words[end] not in _ENDS and tokens[end].sentence == tokens[i].sentence:
                    end += 1
                inside.update(range(i, end))
    return frozenset(inside)
