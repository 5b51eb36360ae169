"""How alike two provisions are in content: soft TF-IDF over terms, one term against one.

Each term of one text is matched with at most one of the other: itself, a word of the same concept, a looser term, a word of the
same family. What is rare in both plans weighs more; numbers weigh little, because they are what negotiators change. The measure
is symmetric (soft TF-IDF: Cohen, Ravikumar and Fienberg 2003; here with a thesaurus in place of string likeness).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from plandiff.align.morphology import akin, root
from plandiff.align.normalise import FUNCTION_WORDS, quantity_at, words
from plandiff.align.thesaurus import thesaurus
from plandiff.stemmer import stem

Term = tuple[str, str]
"""Its sort (``t`` of the thesaurus, ``w`` another word, ``n`` a number or span of time) and its base form."""

Reach = dict[Term, list[tuple[float, Term]]]
"""For each term that can stand for one of a text: what that is worth, and for which."""
Match = tuple[float, Term, Term]
"""What the correspondence of two terms is worth, and the two."""

_SAME_CONCEPT = 0.85
_NEAR_CONCEPT = 0.4
_SAME_FAMILY = 0.7
_SHARED_PART = 0.5
_OTHER_NUMBER = 0.6
_NUMBER = 0.35
_CONCEPT_SHARE = 0.6
"""How much of a term's weight comes from how common its concept is, not only the word."""
_SENSES = 0.15
"""A word with many senses is worth less as a synonym."""
_FILED = 5
"""Words of one family begin with the same letters; under so many they are looked up."""
_ORDER = 0.05
"""What neighbouring terms in common add: it tells apart provisions of the same words in other roles."""


class Likeness(NamedTuple):
    """What two provisions have in common."""

    share: float
    """Worth of all matched terms, over the geometric mean of the two weights."""
    strongest: float
    """Worth of the best match."""
    literal: float
    """Share of the worth that comes from the same terms, not from synonyms."""
    contained: float
    """Worth of all matched terms, over the smaller of the two weights: how far one lies within the other."""


@lru_cache(maxsize=65536)
def sequence(text: str) -> tuple[Term, ...]:
    """The terms of a text in their order. A text of function words alone keeps them: it still resembles itself."""
    book, tokens, found, at = thesaurus(), words(text), list[Term](), 0
    while at < len(tokens):
        several = book.term_at(tokens, at)
        if several:
            found.append(("t", several[0]))
            at += several[1]
            continue
        quantity = quantity_at(tokens, at)
        if quantity:
            found.append(("n", quantity[0]))
            at += quantity[1]
            continue
        word = tokens[at]
        at += 1
        if word not in FUNCTION_WORDS and word != "%":
            base = book.base(word)
            found.append(("t", base) if base else ("w", stem(word)))
    return tuple(found or [("w", token) for token in tokens])


@lru_cache(maxsize=65536)
def terms(text: str) -> tuple[Term, ...]:
    """The distinct terms of a text, sorted."""
    return tuple(sorted(set(sequence(text))))


@lru_cache(maxsize=65536)
def neighbouring(text: str) -> frozenset[tuple[Term, Term]]:
    """The pairs of terms that stand next to each other, whichever comes first."""
    order = sequence(text)
    return frozenset((min(s, t), max(s, t)) for s, t in pairwise(order))


class Similarity:
    """The measure for one pair of plans: weights come from both sides together, so that neither is favoured."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old_texts, self.new_texts = old, new
        self.old = [terms(text) for text in old]
        self.new = [terms(text) for text in new]
        self._weigh([*self.old, *self.new])
        self._totals: dict[tuple[Term, ...], float] = {}
        self._neighbours: dict[Term, dict[Term, float]] = {}
        self._filed: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(self.weight):
            for key in _keys(term):
                self._filed[key].append(term)

    def _weigh(self, texts: Sequence[tuple[Term, ...]]) -> None:
        book, count = thesaurus(), len(texts)
        term_count: Counter[Term] = Counter(term for text in texts for term in text)
        concept_count: Counter[str] = Counter()
        for text in texts:
            concept_count.update({c for sort, base in text if sort == "t" for c in book.entry(base).core})
        self._concept_weight = {c: _rarity(count, n) for c, n in concept_count.items()}
        self.frequency = term_count
        self.weight = {term: self._weight(term, _rarity(count, n)) for term, n in term_count.items()}

    def _weight(self, term: Term, rarity: float) -> float:
        sort, base = term
        if sort == "n":
            return rarity * _NUMBER
        if sort == "w":
            return rarity
        core = thesaurus().entry(base).core
        common = min(rarity, *(self._concept_weight[c] for c in core)) if core else rarity
        return ((1 - _CONCEPT_SHARE) * rarity + _CONCEPT_SHARE * common) * thesaurus().weight(base)

    def neighbours(self, term: Term) -> dict[Term, float]:
        """The terms that can stand for ``term``, itself first, each with what a match is worth; other numbers are not among them."""
        known = self._neighbours.get(term)
        if known is None:
            others = {u for key in _keys(term) for u in self._filed[key]}
            others.discard(term)
            worth = {u: self._worth(term, u) for u in sorted(others)}
            known = {term: self.weight[term]} | {u: v for u, v in worth.items() if v > 0}
            self._neighbours[term] = known
        return known

    def reach(self, text: Sequence[Term]) -> Reach:
        """All terms that can stand for some term of a text."""
        found: Reach = {}
        for s in text:
            for t, worth in self.neighbours(s).items():
                found.setdefault(t, []).append((worth, s))
        return found

    def _worth(self, a: Term, b: Term) -> float:
        base = min(self.weight[a], self.weight[b])
        best = 0.0
        if a[0] == b[0] == "t":
            first, second = thesaurus().entry(a[1]), thesaurus().entry(b[1])
            senses = (max(1, len(first.core)) * max(1, len(second.core))) ** -_SENSES
            for share, concepts in (
                (_SAME_CONCEPT, first.core & second.core),
                (_NEAR_CONCEPT, (first.core & second.near) | (first.near & second.core)),
            ):
                for concept in concepts:
                    best = max(best, share * senses * min(base, self._concept_weight[concept]))
        return max(best, _kinship(a[1], b[1]) * base)

    def total(self, text: tuple[Term, ...]) -> float:
        """The weight of all terms of a text; never quite 0."""
        known = self._totals.get(text)
        if known is None:
            known = self._totals[text] = sum(self.weight[t] for t in text) or 1e-9
        return known

    def matched(self, a: Sequence[Term], b: Sequence[Term]) -> list[Match]:
        """Pairs of terms that correspond, each term once, the best first, with what each pair is worth."""
        return self._matched(a, self.reach(a), b)

    def _matched(self, a: Sequence[Term], reach: Reach, b: Sequence[Term]) -> list[Match]:
        pairs = [
            (-worth, s != t, s, t, s, t) if s <= t else (-worth, True, t, s, s, t)
            for t in b
            if t in reach
            for worth, s in reach[t]
        ]
        numbers = [t for t in b if t[0] == "n"]
        if numbers:
            for s in a:
                for t in numbers if s[0] == "n" else ():
                    if s != t and _same_sort_of_number(s, t):
                        worth = _OTHER_NUMBER * min(self.weight[s], self.weight[t])
                        pairs.append((-worth, True, min(s, t), max(s, t), s, t))
        pairs.sort()
        used_a: set[Term] = set()
        used_b: set[Term] = set()
        found = []
        for worth, _, _, _, s, t in pairs:
            if s not in used_a and t not in used_b:
                used_a.add(s)
                used_b.add(t)
                found.append((-worth, s, t))
        return found

    def shared(self, a: Sequence[Term], b: Sequence[Term], reach: Reach | None = None) -> float:
        """The worth of all matched pairs of terms; ``reach`` is that of the first, where it is known already."""
        return sum(worth for worth, _, _ in self._matched(a, self.reach(a) if reach is None else reach, b))

    def likeness(self, a: tuple[Term, ...], reach: Reach, b: tuple[Term, ...]) -> Likeness | None:
        """What two texts have in common, or None where that is nothing; ``reach`` is that of the first."""
        matched = self._matched(a, reach, b)
        shared = sum(worth for worth, _, _ in matched)
        if not shared:
            return None
        literal = sum(worth for worth, s, t in matched if s == t)
        one, other = self.total(a), self.total(b)
        return Likeness(shared / math.sqrt(one * other), matched[0][0], literal / shared, shared / min(one, other))

    def order(self, a: frozenset[tuple[Term, Term]], b: frozenset[tuple[Term, Term]]) -> float:
        """A little more likeness for neighbouring terms in common; 0 for a paraphrase."""
        common = a & b
        if not common:
            return 0.0
        weighed = [sum(sorted(min(self.weight[s], self.weight[t]) for s, t in pairs)) for pairs in (common, a, b)]
        return _ORDER * weighed[0] / (math.sqrt(weighed[1] * weighed[2]) or 1.0)


def _rarity(count: int, frequency: int) -> float:
    return math.log(1 + count / (frequency + 0.5))


def _same_sort_of_number(a: Term, b: Term) -> bool:
    """Both plain numbers or both spans of time; names of months are neither."""
    return a[0] == b[0] and a[1][0] == b[1][0] and a[1][1].isdigit() and b[1][1].isdigit()


@lru_cache(maxsize=65536)
def _keys(term: Term) -> tuple[str, ...]:
    """Under what a term is filed, each key once: terms that can stand for each other have a key in common."""
    sort, base = term
    if sort == "n":
        return ()
    entry = thesaurus().entry(base)
    concepts = (*entry.core, *entry.near) if sort == "t" else ()
    parts = ("+" + root(part)[:_FILED] for part in base.split(" ") if part not in FUNCTION_WORDS)
    return tuple(dict.fromkeys((*concepts, *parts)))


@lru_cache(maxsize=65536)
def _kinship(a: str, b: str) -> float:
    if " " in a or " " in b:
        parts = [{root(p) for p in term.split(" ") if p not in FUNCTION_WORDS} for term in (a, b)]
        return _SHARED_PART if parts[0] & parts[1] else 0.0
    return _SAME_FAMILY if akin(a, b) else 0.0
