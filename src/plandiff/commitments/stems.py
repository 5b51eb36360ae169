"""Word stems, and the words that carry no content of their own."""

from __future__ import annotations

import re
from functools import cache

from plandiff import stemmer
from plandiff.commitments.lexicon import words

FUNCTION_WORDS = words("function")
"""Articles, pronouns, prepositions, auxiliaries, and quantifiers that the scope reader reads by itself."""

DEONTIC_WORDS = words("deontic")
"""Words by which a text binds or that lead over to what is done: the modality reader reads them."""

GOVERNS = frozenset({"shall", "will", "must", "may", "should", "can"})
"""The modals."""

GIVING = words("giving")
"""Verbs by which something is given or paid."""


_ENDINGS = (
    ("isation", "ization"), ("isations", "izations"), ("isational", "izational"), ("iser", "izer"), ("isers", "izers"), ("ysed", "yzed"),
    ("ysing", "yzing"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("yse", "yze"), ("lled", "led"),
    ("lling", "ling"), ("ogue", "og"), ("amme", "am"), ("ammes", "ams"), ("tre", "ter"), ("tres", "ters"),
    ("ence", "ense"), ("ences", "enses"), ("ogues", "ogs"),
)  # fmt: skip
_BRITISH = tuple([ending for ending, _ in _ENDINGS])
_SHORTEST = 5
_SYLLABLES = 2
_SHORT = {"grey": "gray", "tyre": "tire"}


@cache
def american(word: str) -> str:
    """One spelling for the British and the American form of a lower-case word (harbour, harbor). Not meant to be read."""
    if len(word) < _SHORTEST:
        return _SHORT.get(word, word)
    word = word.replace("our", "or")
    if not word.endswith(_BRITISH):
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and not (ending[0] == "l" and _one_syllable(word.removesuffix(ending))):
            return word.removesuffix(ending) + instead
    return word


def _one_syllable(word: str) -> bool:
    """Whether a verb keeps its own double l in either spelling ("shelled", "filling"); "travelled" has it from Britain."""
    return len(re.findall(r"[aeiouy]+", word)) < _SYLLABLES


@cache
def stem(word: str) -> str:
    """The stem of one lower-case English word (Porter's second English stemmer, by the Snowball project)."""
    return stemmer.stem(american(word.removesuffix("'s").removesuffix("'")))


INTENSIFIERS = frozenset(stem(w) for w in words("intensifiers"))
"""Stems of words that stress or accompany and do not change what is owed."""
