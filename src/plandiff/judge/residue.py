"""The content words that only one side has: what no other subtraction explains.

The ugly case is the paraphrase, where both sides differ throughout; how much of the one stands in the other decides how much
may be read into the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from plandiff.commitments import read
from plandiff.commitments.reading import Content, Reading
from plandiff.judge.moves import Related
from plandiff.judge.renamings import Meaning, same_name
from plandiff.judge.synonyms import concepts, said_together

NEARLY_ALL = 0.85
"""From this share of common words on, two texts are the same text with an edit: words that mean the same are then an edit, too."""
_AN_EDIT = 3
"""So many words of the shorter text at most."""
_NEAR = 0.5
_SAME_FRAME = 0.9
_TIED = 2
"""So far apart are two names that one word ties."""
_BOTH = frozenset({"either", "neither", "both", "each", "two"})
_PARTIES = frozenset(
    {"party", "parties", "side", "sides", "state", "states", "country", "countries", "government", "governments"}
)
_SAID = frozenset({"operative", "act"})
_LONE = 0.75
"""Share of a clause's content that must be missing from the other text for it to count as a clause of its own."""


class Residue:
    """Words that stand on one side only, as phrases, and the share of that side's content they make up."""

    __slots__ = ("phrases", "share", "words")

    def __init__(self, words: tuple[Content, ...], phrases: tuple[tuple[Content, ...], ...], share: float) -> None:
        self.words, self.phrases, self.share = words, phrases, share

    @property
    def count(self) -> int:
        """How many words."""
        return len(self.words)


def residues(side: Reading, other: Reading, related: Related) -> tuple[Residue, Residue]:
    """The content of ``side`` that ``other`` does not have in the same or a related word: with acts, and without.

    The one without has what is said once more than there as well.
    """
    theirs = frozenset(c.stem for c in other.content)
    again = _said_again(side, other)
    left = [c for c in side.content if c.role in _SAID and (c.stem not in theirs or c.token in again)]
    otherwise = frozenset[int]()
    if left:
        left = _unexplained(side, other, related, left)
        otherwise = _put_otherwise(side, other, related, left)
    return (
        _as_phrases(side, [c for c in left if c.stem not in theirs and c.token not in otherwise]),
        _as_phrases(
            side, [c for c in left if c.role == "operative" and (c.token in again or c.token not in otherwise)]
        ),
    )


def _as_phrases(side: Reading, alone: list[Content]) -> Residue:
    phrases: list[list[Content]] = []
    for item in alone:
        if phrases and item.token - phrases[-1][-1].token <= 3 and item.clause == phrases[-1][-1].clause:
            phrases[-1].append(item)
        else:
            phrases.append([item])
    return Residue(tuple(alone), tuple(tuple(p) for p in phrases), len(alone) / max(1, len(side.content)))


def _unexplained(side: Reading, other: Reading, related: Related, left: list[Content]) -> list[Content]:
    """Without words that another subtraction weighs, that a name or a new name stands for, or that name what is left open."""
    theirs = frozenset(c.stem for c in other.content)
    their_names = frozenset(c.span.words.lower() for c in other.content if c.span.words[:1].isupper())
    mine, others = (*side.strength, *side.enforcement), (*other.strength, *other.enforcement)
    ladders = {g.key for g in mine} & {g.key for g in others}
    graded = [(g.span.start, g.span.end) for g in mine if g.key in ladders]
    opened = _opened(side) if not other.status else frozenset()
    together = _called_both(side, other)
    return [
        c
        for c in left
        if c.clause not in opened
        and c.token not in together
        and not (isinstance(related, Meaning) and related.explains(c.stem, theirs))
        and not (c.span.words[:1].isupper() and any(same_name(c.span.words.lower(), name) for name in their_names))
        and not any(a <= c.span.start < b for a, b in graded)
    ]


def _put_otherwise(side: Reading, other: Reading, related: Related, left: list[Content]) -> frozenset[int]:
    """Tokens of words that the other text says in a term of several words, or in a related one where it is no edit."""
    literal = _one_edit(side, other)
    paraphrased = _paraphrased(side, other, literal)
    if literal:
        return paraphrased
    mine_too = frozenset(c.stem for c in side.content)
    their_words = frozenset(c.span.words.lower() for c in other.content if c.stem not in mine_too)
    near = (c.token for c in left if any(related(c.span.words.lower(), word) >= _NEAR for word in their_words))
    return paraphrased.union(near)


def _one_edit(side: Reading, other: Reading) -> bool:
    """Whether the texts are the same but for an edit; a long text may keep most words and be redrafted all the same."""
    words = min(sum(t.is_word or t.is_number for t in text.tokens) for text in (side, other))
    share = kept(side, other)
    return share >= NEARLY_ALL and (1 - share) * words <= _AN_EDIT


def _called_both(side: Reading, other: Reading) -> frozenset[int]:
    """Names tied to each other ("Karvia or Drestan") that the other text calls "either party"."""
    if _collectives(other) <= _collectives(side):
        return frozenset()
    theirs = frozenset(c.stem for c in other.content)
    names = [c for c in side.content if c.name and c.stem not in theirs]
    pairs = [(a, b) for a, b in pairwise(names) if b.token - a.token == _TIED and _tie(side, a.token + 1)]
    return frozenset(c.token for pair in pairs for c in pair)


def _tie(side: Reading, at: int) -> bool:
    return side.tokens[at].word in {"and", "or", "nor"}


def _collectives(side: Reading) -> int:
    """How often a text speaks of its parties without a name."""
    return sum(a.word in _BOTH and b.word in _PARTIES for a, b in pairwise(side.tokens))


def _paraphrased(side: Reading, other: Reading, literal: bool) -> frozenset[int]:
    """Tokens that the other text says in a term of several words, or the reverse ("implement" and "carry out").

    In an edit (``literal``) only a term for a term counts ("enter into force" and "take effect").
    """
    mine, theirs = (said_together(tuple(t.word for t in text.tokens)) for text in (side, other))
    if not mine and not theirs:
        return frozenset()
    many = frozenset().union(*theirs.values())
    if literal:
        return frozenset(token for token, meant in mine.items() if meant & many)
    single = frozenset().union(*(concepts(c.span.words.lower()) for c in other.content))
    return frozenset(
        c.token
        for c in side.content
        if mine.get(c.token, frozenset()) & (many | single) or concepts(c.span.words.lower()) & many
    )


def _opened(side: Reading) -> frozenset[int]:
    """Clauses that leave their matter open: what they name is what is left open, not more of what is owed."""
    starts = [side.tokens[c.first].start for c in side.clauses]
    return frozenset(bisect_right(starts, g.span.start) - 1 for g in side.status)


def _said_again(side: Reading, other: Reading) -> frozenset[int]:
    """Tokens of words that the other text has too, but less often, where it has nearly all the words of this kind of text.

    "Deep cuts in carbon dioxide, and deep cuts in other gases" adds a clause without adding a word.
    """
    if kept(side, other) < _SAME_FRAME or "\n" in side.text:  # a split names its subject anew in each part
        return frozenset()
    left = Counter(c.stem for c in other.content)
    again = set()
    for c in sorted(side.content, key=lambda c: c.role != "operative"):  # what another reader has taken may be extra
        left[c.stem] -= 1
        if left[c.stem] < 0:
            again.add(c.token)
    return frozenset(again)


def lone_clauses(side: Reading, other: Reading, rest: Residue) -> frozenset[int]:
    """Clauses of which the other text has next to nothing, where it has fewer clauses than this one.

    Args:
        rest: what it does not have, acts among it.
    """
    if len(side.clauses) <= len(other.clauses):
        return frozenset()
    alone = {w.token for w in rest.words}
    lone = set()
    for index in range(len(side.clauses)):
        mine = [c for c in side.content if c.clause == index and c.role in _SAID]
        if (len(mine) >= 2 or (mine and _joined(side, index))) and sum(c.token in alone for c in mine) / len(
            mine
        ) >= _LONE:
            lone.add(index)
    return frozenset(lone)


def _joined(side: Reading, index: int) -> bool:
    """Whether "and" ties the clause to the one before it, and a modal of its own makes it a duty of its own."""
    clause = side.clauses[index]
    return side.tokens[clause.first].word == "and" and bool(clause.span.words)


def kept(old: Reading, new: Reading) -> float:
    """Share of the words of the shorter text that the other has too: asked again by most subtractions."""
    return _kept(*sorted((old.text, new.text)))


@lru_cache(maxsize=4096)
def _kept(one: str, other: str) -> float:
    a, b = (Counter([t.word for t in read(text).tokens if t.is_word or t.is_number]) for text in (one, other))
    return (a & b).total() / max(1, min(a.total(), b.total()))


def spoken(side: Reading, rest: Residue) -> str:
    return " … ".join(side.text[p[0].span.start : p[-1].span.end] for p in rest.phrases[:3])
