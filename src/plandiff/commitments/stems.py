"""Word stems, and the words that carry no content of their own."""

from __future__ import annotations

from functools import cache

import snowballstemmer

from plandiff.commitments.lexicon import words

_STEMMER = snowballstemmer.stemmer("english")

FUNCTION_WORDS = words("function")
"""Articles, pronouns, prepositions, auxiliaries, and quantifiers that the scope reader reads by itself."""

DEONTIC_WORDS = words("deontic")
"""Words by which a text binds or that lead over to what is done: the modality reader reads them."""


@cache
def stem(word: str) -> str:
    """The stem of one lower-case English word (Porter's second English stemmer, by the Snowball project)."""
    return str(_STEMMER.stemWord(word.removesuffix("'s").removesuffix("'")))
