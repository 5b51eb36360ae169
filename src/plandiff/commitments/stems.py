"""Word stems, and the words that carry no content of their own."""

from __future__ import annotations

from functools import cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")

FUNCTION_WORDS = frozenset(
    "a an the this that these those it its they their them he she his her which who whom whose what there here such same other "
    "others another own and or but nor both either neither as at by for from in into of off on onto out over per than to toward towards "
    "under up upon via with within without between among amongst across along around about against after before during until till "
    "since through throughout because so then thus hence also too not no be is are was were been being am do does did done doing "
    "has have had having shall will would may might must can could should ought if unless when whenever where wherever while whether "
    "once each every any all some one ones two more most less least fewer few many much very only just even yet still already again "
    "therefore thereof therein hereby herein including include includes included namely respectively accordance pursuant regarding "
    "concerning relating related respect well way ways upon s".split()
)
"""Articles, pronouns, prepositions, auxiliaries, and quantifiers that the scope reader reads by itself."""

DEONTIC_WORDS = frozenset(
    "agree agrees agreed undertake undertakes commit commits committed require requires required oblige obliged duty obligation right "
    "rights entitled free prohibit prohibits prohibited forbid forbids forbidden ban bans banned permit permits permitted allow allows "
    "allowed decide decides decided confirm confirms confirmed reaffirm reaffirms reaffirmed affirm affirms affirmed ensure ensures "
    "ensured guarantee guarantees guaranteed provide provides provided carry carried out take takes taken make makes made give gives "
    "given set put get become becomes come comes go goes take place effect party parties side sides plan agreement".split()
)
"""Words by which a text binds or that lead over to what is done: the modality reader reads them."""


@cache
def stem(word: str) -> str:
    """The stem of one lower-case English word (Porter's second English stemmer, by the Snowball project)."""
    return str(_STEMMER.stemWord(word.removesuffix("'s").removesuffix("'")))
