"""How alike two provisions are in content: soft TF-IDF over terms, one term against one.

Each term of one text is matched with at most one of the other: itself, a word of the same concept, a looser term, a word of the
same family. What is rare in both plans weighs more; numbers weigh little, because they are what negotiators change. The measure
is symmetric (soft TF-IDF: Cohen, Ravikumar and Fienberg 2003; here with a thesaurus in place of string likeness).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, cast

from plandiff import built
from plandiff.align.morphology import akin, root
from plandiff.align.normalise import FUNCTION_WORDS, quantity_at, words
from plandiff.align.thesaurus import Entry, thesaurus
from plandiff.stemmer import stem

Term = tuple[str, str]
"""Its sort (``t`` of the thesaurus, ``w`` another word, ``n`` a number or span of time) and its base form."""

Hit = tuple[float, bool, int, int, int, int]
"""A correspondence as it is ranked: its worth (negative: the best first), whether the two differ, the two in their order; then the
term of the one text and that of the other."""
Match = tuple[float, int, int]
"""What the correspondence of two terms is worth, and the two."""


class Reach(NamedTuple):
    """What can stand for the terms of a text."""

    hits: dict[int, list[Hit]]
    """By the term that stands for one of the text."""
    numbers: list[int]
    """The numbers of the text: another number can stand for each."""


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


_MOST_NUMBERS = 40_000
"""Pairs: of two tables of figures, 200 on each side, only the same figures correspond; to weigh all pairs would take gigabytes."""
_NO_ENTRY = Entry(frozenset(), frozenset())


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
    made = built.passage(text)
    if made is not None:
        return cast(tuple[Term, ...], made[1])
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


class Beside(NamedTuple):
    """The pairs of terms that stand next to each other in a text, whichever comes first, and what they weigh together."""

    pairs: frozenset[tuple[int, int]]
    weight: float


class Similarity:
    """The measure for one pair of plans: weights come from both sides together, so that neither is favoured.

    Terms go by their places in the order of the alphabet: numbers compare faster than words, and come out in the same order.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old_texts, self.new_texts = old, new
        texts = [terms(text) for text in (*old, *new)]
        count = Counter(term for text in texts for term in text)
        self.terms = sorted(count)
        self._places = {term: k for k, term in enumerate(self.terms)}
        self._entries = [thesaurus().entry(base) if sort == "t" else _NO_ENTRY for sort, base in self.terms]
        made = [tuple([self._places[term] for term in text]) for text in texts]
        self.old, self.new = made[: len(old)], made[len(old) :]
        self._numbers = frozenset(k for k, term in enumerate(self.terms) if term[0] == "n")
        self._weigh(made, [count[term] for term in self.terms])
        self._totals: dict[tuple[int, ...], float] = {}
        self._neighbours: dict[int, list[Hit]] = {}
        self._keys = [_keys(term) for term in self.terms]
        self._filed: dict[str, list[int]] = defaultdict(list)
        for k, keys in enumerate(self._keys):
            for key in keys:
                self._filed[key].append(k)

    def _weigh(self, texts: Sequence[tuple[int, ...]], frequency: Sequence[int]) -> None:
        concept_count: Counter[str] = Counter()
        for text in texts:
            concept_count.update({c for k in text for c in self._entries[k].core})
        self._concept_weight = {c: _rarity(len(texts), n) for c, n in concept_count.items()}
        self.weight = [self._weight(k, _rarity(len(texts), n)) for k, n in enumerate(frequency)]

    def _weight(self, k: int, rarity: float) -> float:
        sort, base = self.terms[k]
        if sort == "n":
            return rarity * _NUMBER
        if sort == "w":
            return rarity
        core = self._entries[k].core
        common = min(rarity, *(self._concept_weight[c] for c in core)) if core else rarity
        return ((1 - _CONCEPT_SHARE) * rarity + _CONCEPT_SHARE * common) * thesaurus().weight(base)

    def _near(self, s: int) -> list[Hit]:
        """The terms that can stand for one, itself first; other numbers are not among them."""
        known = self._neighbours.get(s)
        if known is None:
            known = self._neighbours[s] = [(-self.weight[s], False, s, s, s, s)]
            others = {t for key in self._keys[s] for t in self._filed[key]}
            others.discard(s)
            for t in others:
                worth = self._worth(s, t)
                if worth > 0:
                    known.append((-worth, True, s, t, s, t) if s < t else (-worth, True, t, s, s, t))
        return known

    def reach(self, text: Sequence[int]) -> Reach:
        """All terms that can stand for some term of a text."""
        hits: dict[int, list[Hit]] = {}
        for s in text:
            for hit in self._near(s):
                t = hit[5]
                if t in hits:
                    hits[t].append(hit)
                else:
                    hits[t] = [hit]
        return Reach(hits, [s for s in text if s in self._numbers])

    def _worth(self, a: int, b: int) -> float:
        base = min(self.weight[a], self.weight[b])
        best = 0.0
        first, second = self._entries[a], self._entries[b]
        same, close = first.core & second.core, (first.core & second.near) | (first.near & second.core)
        if same or close:
            senses = (max(1, len(first.core)) * max(1, len(second.core))) ** -_SENSES
            for share, concepts in ((_SAME_CONCEPT, same), (_NEAR_CONCEPT, close)):
                for concept in concepts:
                    best = max(best, share * senses * min(base, self._concept_weight[concept]))
        return max(best, _kinship(self.terms[a][1], self.terms[b][1]) * base)

    def total(self, text: tuple[int, ...]) -> float:
        """The weight of all terms of a text; never quite 0."""
        known = self._totals.get(text)
        if known is None:
            known = self._totals[text] = sum([self.weight[t] for t in text]) or 1e-9
        return known

    def matched(self, reach: Reach, text: Sequence[int]) -> list[Match]:
        """Pairs of terms of one text, in reach, and of another that correspond, each term once, the best first, with what each
        pair is worth."""
        hits = reach.hits
        pairs = [hit for t in text if t in hits for hit in hits[t]]
        if reach.numbers:
            pairs += self._other_numbers(reach.numbers, text)
        if len(pairs) < 2:
            return [(-hit[0], hit[4], hit[5]) for hit in pairs]
        pairs.sort()
        used_s: set[int] = set()
        used_t: set[int] = set()
        found = []
        for worth, _, _, _, s, t in pairs:
            if s not in used_s and t not in used_t:
                used_s.add(s)
                used_t.add(t)
                found.append((-worth, s, t))
        return found

    def _other_numbers(self, numbers: Sequence[int], text: Sequence[int]) -> Iterator[Hit]:
        others = [t for t in text if t in self._numbers]
        if len(numbers) * len(others) > _MOST_NUMBERS:
            return
        for t in others:
            for s in numbers:
                if s != t and _same_sort_of_number(self.terms[s], self.terms[t]):
                    worth = _OTHER_NUMBER * min(self.weight[s], self.weight[t])
                    yield -worth, True, min(s, t), max(s, t), s, t

    def shared(self, reach: Reach, text: Sequence[int]) -> float:
        """The worth of all pairs of terms of one text, in reach, and of another that correspond."""
        return sum([worth for worth, _, _ in self.matched(reach, text)])

    def likeness(self, a: tuple[int, ...], reach: Reach, b: tuple[int, ...]) -> Likeness | None:
        """What two texts have in common, or None where that is nothing; ``reach`` is that of the first."""
        matched = self.matched(reach, b)
        if not matched:
            return None
        shared = sum([worth for worth, _, _ in matched])
        if not shared:
            return None
        literal = sum([worth for worth, s, t in matched if s == t])
        one, other = self.total(a), self.total(b)
        return Likeness(shared / math.sqrt(one * other), matched[0][0], literal / shared, shared / min(one, other))

    def beside(self, text: str) -> Beside:
        """The neighbouring terms of one of the texts."""
        order = [self._places[term] for term in sequence(text)]
        pairs = frozenset((s, t) if s < t else (t, s) for s, t in pairwise(order))
        return Beside(pairs, self._together(pairs))

    def _together(self, pairs: frozenset[tuple[int, int]]) -> float:
        return sum(sorted([min(self.weight[s], self.weight[t]) for s, t in pairs]))

    def order(self, a: Beside, b: Beside) -> float:
        """A little more likeness for neighbouring terms in common; 0 for a paraphrase."""
        common = a.pairs & b.pairs
        return _ORDER * self._together(common) / (math.sqrt(a.weight * b.weight) or 1.0) if common else 0.0


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
    entry = thesaurus().entry(base) if sort == "t" else _NO_ENTRY
    parts = ["+" + root(part)[:_FILED] for part in base.split(" ") if part not in FUNCTION_WORDS]
    return tuple(dict.fromkeys((*entry.core, *entry.near, *parts)))


@lru_cache(maxsize=65536)
def _kinship(a: str, b: str) -> float:
    if " " in a or " " in b:
        parts = [{root(p) for p in term.split(" ") if p not in FUNCTION_WORDS} for term in (a, b)]
        return _SHARED_PART if parts[0] & parts[1] else 0.0
    return _SAME_FAMILY if akin(a, b) else 0.0
