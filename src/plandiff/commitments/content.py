"""Reads the content words of a text: what is left when every other reader has taken its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from plandiff.commitments.asides import asides
from plandiff.commitments.dates import MONTHS
from plandiff.commitments.reading import Content, Span
from plandiff.commitments.stems import DEONTIC_WORDS, FUNCTION_WORDS, INTENSIFIERS, stem
from plandiff.commitments.tokens import ROMAN, Token, tokenize, word_at

_ACTS_AT_ONCE = frozenset({"shall", "will", "must", "may", "should", "agrees", "undertakes", "and", ","})
_NO_NAMES = ("ing", "ion", "ment", "ity", "ance", "ence", "age", "ism", "ure", "ery")
"""Endings of matters: "demining starts", "transit remains"."""
_OBJECT_OPENS = frozenset({"the", "a", "an", "its", "all", "no", "any", "every", "each", "their"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_INSTRUMENTS = frozenset(
    """agreement accord treaty convention protocol memorandum declaration framework settlement arrangement plan text
    document resolution licence license charter instrument terms understanding communique covenant pact""".split()
)
_PARTS = frozenset(
    """article articles annex annexes section sections paragraph paragraphs subparagraph subparagraphs point points chapter chapters
    exhibit schedule clause clauses""".split()
)
_SHORTEST = 2
_ADVERB = 5
"""Longer words in -ly are adverbs of manner; what matters of them, other readers have taken."""


def content(
    text: str,
    tokens: Sequence[Token],
    clause_of: Sequence[int],
    claimed: Iterable[tuple[int, int]],
    modals: Iterable[int],
) -> tuple[Content, ...]:
    """The content words in order; ``claimed`` are character ranges that other readers have taken, ``modals`` where modals end."""
    ranges = list(claimed)
    aside, cited = asides(tokens), _cited(tokens)
    acts = _acts(tokens, modals)
    found = []
    for i, token in enumerate(tokens):
        if not _has_content(token):
            continue
        root = stem(token.word)
        if any(a <= token.start < b for a, b in ranges) or token.word in DEONTIC_WORDS:
            role = "claimed"
        elif (
            i in aside
            or i in cited
            or root in INTENSIFIERS
            or (token.word.endswith("ly") and len(token.word) > _ADVERB)
        ):
            role = "aside"
        elif i in acts:
            role = "act"
        else:
            role = "operative"
        found.append(
            Content(
                root,
                Span(token.start, token.end, text[token.start : token.end]),
                i,
                clause_of[i],
                role,
                (token.capital and token.word not in MONTHS) or _bare_name(tokens, i),
            )
        )
    return tuple(found)


def _has_content(token: Token) -> bool:
    return token.is_word and token.word not in FUNCTION_WORDS and len(token.word) >= _SHORTEST


def content_words(text: str) -> list[tuple[str, str]]:
    """The stem and the spelling of each content word: of a whole document in one pass, which a reading of it is not."""
    return [(stem(t.word), text[t.start : t.end]) for t in tokenize(text) if _has_content(t)]


def _cited(tokens: Sequence[Token]) -> frozenset[int]:
    """Words by which a text names itself or a part of it ("the present Convention", "Article IV", "Annex B")."""
    found = set()
    for i, token in enumerate(tokens):
        before = tokens[i - 1].word if i else ""
        if token.word in _INSTRUMENTS and (before in {"this", "present"} or (before == "the" and token.capital)):
            found.add(i)
        if token.word in _PARTS and _labels(tokens, i + 1):
            found.update({i, i + 1})
            if before == "-" and word_at(tokens, i - 2) == "sub":
                found.add(i - 2)
        if token.word in {"above", "below"} and i and (_labels(tokens, i - 1) or before in {")", *_PARTS}):
            found.add(i)
    return frozenset(found)


def _labels(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number or a letter stands there that may name a part of the text ("4", "IV", "B", "(a)")."""
    if word_at(tokens, at) == "(":
        return word_at(tokens, at + 2) == ")" and _labels(tokens, at + 1)
    if not 0 <= at < len(tokens):
        return False
    token = tokens[at]
    bare = token.word == "a" and not token.capital and word_at(tokens, at + 1) != ")"
    return token.is_number or (token.is_word and not bare and (len(token.word) == 1 or ROMAN.issuperset(token.word)))


def _bare_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that opens a sentence is a name: no article, no plural, and it acts at once ("Norland shall")."""
    opens = at == 0 or tokens[at - 1].sentence != tokens[at].sentence
    follows = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if not opens or tokens[at].word.endswith("s"):
        return False
    if follows in _ACTS_AT_ONCE:
        return follows != "and" or _named_behind(tokens, at + 2)
    verb = follows.endswith("s") and follows not in FUNCTION_WORDS and word_at(tokens, at + 2) in _OBJECT_OPENS
    return verb and not tokens[at].word.endswith(_NO_NAMES)


def _named_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether another name follows a tie ("Arland and Borland", "Arland and the Union")."""
    return any(token.capital for token in tokens[at : at + 3])


def _acts(tokens: Sequence[Token], modals: Iterable[int]) -> frozenset[int]:
    """The verbs behind the modals: the first content word within four tokens of where a modal ends."""
    starts = [t.start for t in tokens]
    found: set[int] = set()
    for end in modals:
        first = bisect_left(starts, end)
        for i in range(first, min(first + 5, len(tokens))):
            token = tokens[i]
            if not token.is_word:
                break
            if token.word not in FUNCTION_WORDS and not token.word.endswith("ly"):
                found.add(i)
                break
    for i, token in enumerate(tokens[1:], 1):
        if tokens[i - 1].word in _BE and token.word.endswith(("ed", "en", "lt", "pt")):
            found.add(i)
    return frozenset(found)
