"""Finds the terms that a text calls by another name throughout ("Contracting Party" > "Member Party", "vessel" > "craft").

What is renamed everywhere did not change anywhere. The evidence is the document, not the sentence: a word that all but
vanishes, another that was not there before, and the two in the same linked provisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from plandiff.commitments import lexicon, read
from plandiff.commitments.content import content_words
from plandiff.commitments.reading import Content, Reading

_INSTITUTIONS = lexicon.words("institutions")
_FEW = 3
"""In fewer linked provisions the two words may meet by chance."""
_TOGETHER = 0.75
"""Share of the provisions that have either word in which both must meet."""
_LEFT = 0.2
"""Share of the provisions in which the word may still stand on the other side."""
_PARTIES = frozenset({"party", "parties", "state", "states"})
_OF_A_PLACE = ("ian", "ean", "an", "n", "ish", "ese", "i", "ic", "er", "ine", "'s")
_OF_NO_PLACE = ("", "a", "ia", "y", "ey", "e", "o", "en")
"""What "Turkish" has behind the root, and what "Turkey" has."""
_ROOT = 4


class Meaning:
    """How near two words are in meaning, in one document: by the thesaurus, or because the one was renamed the other.

    ``renamed`` are pairs of stems.
    """

    __slots__ = ("_base", "renamed")

    def __init__(self, base: Callable[[str, str], float], renamed: frozenset[frozenset[str]] = frozenset()) -> None:
        self._base, self.renamed = base, renamed

    def __call__(self, a: str, b: str) -> float:
        """Nearness of two lower-case words, 0 to 1."""
        return self._base(a, b)

    def explains(self, stem: str, theirs: frozenset[str]) -> bool:
        """Whether the other text has the word under its other name."""
        return any(stem in pair and pair & theirs - {stem} for pair in self.renamed)


def renamings(pairs: Iterable[tuple[str, str]]) -> frozenset[frozenset[str]]:
    """The stems that were renamed throughout, each with its other name, from the linked texts of a comparison.

    The same for the pairs and for the pairs turned round.
    """
    read_pairs = _telling(list(pairs))
    once: set[str] = set()
    kept = set()
    for _, *pair in sorted(_exchanged([(_common(a), _common(b)) for a, b in read_pairs])):
        if not once & set(pair):
            once.update(pair)
            kept.add(frozenset(pair))
    terms = _exchanged([(_terms(a), _terms(b)) for a, b in read_pairs])
    kept.update(frozenset(p) for _, *pair in terms if (p := _modifiers(*pair)) is not None)
    return frozenset(kept)


def _telling(pairs: Sequence[tuple[str, str]]) -> list[tuple[Reading, Reading]]:
    """The readings of the texts that changed, and of those that did not and have a word that may have been renamed.

    A text that stands has each of its words on both sides, so that it can only speak against a renaming: where no word of it
    is in question, it need not be read.
    """
    told = [(read(old), read(new)) for old, new in pairs if old != new]
    asked: set[str] = set()
    for words in (_common, _terms):
        sides = [(words(a), words(b)) for a, b in told]
        olds, news = (Counter(s for side in sides for s in side[at]) for at in (0, 1))
        gone = {s for s, n in olds.items() if news[s] <= _LEFT * n}
        come = {s for s, n in news.items() if olds[s] <= _LEFT * n}
        for old, new in sides:
            if gone & old and come & new:
                asked.update(stem for s in (gone & old) | (come & new) for stem in s.split())
    stand = (old for old, new in pairs if old == new) if asked else ()
    return told + [(r, r) for text in stand if not asked.isdisjoint([stem for stem, _ in content_words(text)]) for r in (read(text),)]


def _exchanged(sides: list[tuple[frozenset[str], frozenset[str]]]) -> list[tuple[int, str, str]]:
    """What vanishes and what is new in the same provisions: how often, negative, and the two in order of the alphabet."""
    olds = Counter(s for old, _ in sides for s in old)
    news = Counter(s for _, new in sides for s in new)
    gone = [s for s, n in olds.items() if n >= _FEW and news[s] <= _LEFT * n]
    come = [s for s, n in news.items() if n >= _FEW and olds[s] <= _LEFT * n]
    found: list[tuple[int, str, str]] = []
    for a in gone:
        for b in come:
            together = sum(a in old and b in new for old, new in sides)
            if together >= max(_FEW, _TOGETHER * max(olds[a], news[b])):
                found.append((-together, min(a, b), max(a, b)))
    return found


def _terms(reading: Reading) -> frozenset[str]:
    """Terms of two words that the text writes with capitals and a common head ("Convention Area"): two stems and a blank."""
    return frozenset(
        f"{a.stem} {b.stem}"
        for a, b in pairwise(reading.content)
        if b.token == a.token + 1 and all(reading.tokens[c.token].capital for c in (a, b))
    )


def _modifiers(first: str, second: str) -> tuple[str, str] | None:
    """What tells two terms with one head apart."""
    a, b = first.split(), second.split()
    return (a[0], b[0]) if a[1] == b[1] and a[0] != b[0] else None


def spelt(stems: frozenset[str], text: str) -> str:
    """The most common spelling in a text of that of the stems which it uses most; empty if it uses none."""
    words = [(stem, word) for stem, word in content_words(text) if stem in stems]
    most = Counter(stem for stem, _ in words).most_common(1)
    spellings = Counter(word for stem, word in words if most and stem == most[0][0])
    return min(spellings, key=lambda word: (-spellings[word], word), default="")


def _common(reading: Reading) -> frozenset[str]:
    """Stems of the words that may have another name: a proper name of somebody has none."""
    return frozenset(c.stem for c in reading.content if not c.name or is_term(c, reading))


def same_name(a: str, b: str) -> bool:
    """Whether the one of two lower-case words is the name of a place and the other says that something is of it."""
    root = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    for i in range(root, _ROOT - 1, -1):
        for x, y in ((a[i:], b[i:]), (b[i:], a[i:])):
            if x in _OF_A_PLACE and y in (*_OF_A_PLACE, *_OF_NO_PLACE):
                return True
    return False


def is_term(word: Content, reading: Reading) -> bool:
    """Whether a word in capitals is a term of the text ("Contracting Party", "the Commission") and no proper name."""
    behind = reading.tokens[word.token + 1].word if word.token + 1 < len(reading.tokens) else ""
    return behind in _PARTIES or word.span.words.lower() in _INSTITUTIONS
