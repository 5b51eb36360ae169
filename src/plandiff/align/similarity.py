"""How alike two provisions are in content: soft TF-IDF over terms, one term against one.

Each term of one text is matched with at most one of the other: itself, a word of the same concept, a looser term, a word of the
same root. What is rare in both plans weighs more; numbers weigh little, because they are what negotiators change. The measure is
symmetric (soft TF-IDF: Cohen, Ravikumar and Fienberg 2003; here with a thesaurus in place of string likeness).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from plandiff.align.normalise import FUNCTION_WORDS, quantity_at, words
from plandiff.align.thesaurus import thesaurus
from plandiff.stemmer import stem

Term = tuple[str, str]
"""Its sort (``t`` of the thesaurus, ``w`` another word, ``n`` a number or span of time) and its base form."""

_SAME_CONCEPT = 0.85
_NEAR_CONCEPT = 0.4
_SAME_ROOT = 0.7
_SHARED_PART = 0.5
_NUMBER = 0.35
_CONCEPT_SHARE = 0.6
"""How much of a term's weight comes from how common its concept is, not only the word."""
_SENSES = 0.15
"""A word with many senses is worth less as a synonym."""
_ROOT = 5
"""Base forms that agree in so many first letters are of one root (nuclear, nuclei)."""


@lru_cache(maxsize=65536)
def terms(text: str) -> tuple[Term, ...]:
    """The distinct terms of a text, sorted."""
    book, tokens, found, at = thesaurus(), words(text), set(), 0
    while at < len(tokens):
        several = book.term_at(tokens, at)
        if several:
            found.add(("t", several[0]))
            at += several[1]
            continue
        quantity = quantity_at(tokens, at)
        if quantity:
            found.add(("n", quantity[0]))
            at += quantity[1]
            continue
        word = tokens[at]
        at += 1
        if word in FUNCTION_WORDS or word == "%":
            continue
        base = book.base(word)
        found.add(("t", base) if base else ("w", stem(word)))
    return tuple(sorted(found))


class Similarity:
    """The measure for one pair of plans: weights come from both sides together, so that neither is favoured."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old = [terms(text) for text in old]
        self.new = [terms(text) for text in new]
        self._weigh([*self.old, *self.new])
        self._neighbours: dict[Term, dict[Term, float]] = {}
        self._by_concept: dict[str, list[Term]] = defaultdict(list)
        self._by_root: dict[str, list[Term]] = defaultdict(list)
        for term in sorted(self.weight):
            for concept in self._concepts(term):
                self._by_concept[concept].append(term)
            for root in _roots(term):
                self._by_root[root].append(term)

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
        core = thesaurus().entry(base).core if sort == "t" else ()
        if not core:
            return rarity
        common = min(rarity, *(self._concept_weight[c] for c in core))
        return (1 - _CONCEPT_SHARE) * rarity + _CONCEPT_SHARE * common

    def _concepts(self, term: Term) -> Iterator[str]:
        if term[0] == "t":
            entry = thesaurus().entry(term[1])
            yield from entry.core | entry.near

    def neighbours(self, term: Term) -> dict[Term, float]:
        """The terms that can stand for ``term``, itself first, each with what a match is worth."""
        known = self._neighbours.get(term)
        if known is None:
            others = {u for c in self._concepts(term) for u in self._by_concept[c]}
            others |= {u for r in _roots(term) for u in self._by_root[r]}
            worth = {u: self._worth(term, u) for u in others if u != term}
            known = {term: self.weight[term]} | {u: v for u, v in sorted(worth.items()) if v > 0}
            self._neighbours[term] = known
        return known

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
                    best = max(best, share * senses * min(base, self._concept_weight.get(concept, base)))
        return max(best, _kinship(a[1], b[1]) * base)

    def total(self, text: Sequence[Term]) -> float:
        """The weight of all terms of a text; never quite 0."""
        return sum(self.weight[t] for t in text) or 1e-9

    def matched(self, a: Sequence[Term], b: Sequence[Term]) -> list[tuple[float, Term, Term]]:
        """Pairs of terms that correspond, each term once, the best first, with what each pair is worth."""
        there = set(b)
        pairs = [
            (-worth, s != t, s, t, s, t) if s <= t else (-worth, True, t, s, s, t)
            for s in a
            for t, worth in self.neighbours(s).items()
            if t in there
        ]
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

    def shared(self, a: Sequence[Term], b: Sequence[Term]) -> float:
        """The worth of all matched pairs of terms."""
        return sum(worth for worth, _, _ in self.matched(a, b))

    def likeness(self, a: Sequence[Term], b: Sequence[Term]) -> float:
        """Shared worth over the geometric mean of the two weights, 0 to 1."""
        return self.shared(a, b) / math.sqrt(self.total(a) * self.total(b))


def _rarity(count: int, frequency: int) -> float:
    return math.log(1 + count / (frequency + 0.5))


def _roots(term: Term) -> Iterator[str]:
    if term[0] != "n":
        for part in term[1].split():
            yield part[:_ROOT]


@lru_cache(maxsize=65536)
def _kinship(a: str, b: str) -> float:
    first, second = a.split(), b.split()
    if len(first) == len(second) == 1:
        return _SAME_ROOT if min(len(a), len(b)) >= _ROOT and a[:_ROOT] == b[:_ROOT] else 0.0
    parts = [{p for p in term if p not in FUNCTION_WORDS} for term in (first, second)]
    return _SHARED_PART if parts[0] & parts[1] else 0.0
