"""Cuts a text into tokens that know where they stand, so that every reading can point to its words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"  # 600,000 and 600 000 are one number; so is 3.67
    r"|(?i:can(?=not\b))"  # "cannot" is two words
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?"  # letters of any script; an apostrophe inside belongs to the word
    r"|[^\w\s]|_"
)
_FOLD = str.maketrans("‘’", "''")
_GROUPING = str.maketrans("", "", ",\u00a0\u202f ")


class Token(NamedTuple):
    """One word, number or punctuation mark."""

    word: str
    """Lower case, typographic apostrophes folded."""
    start: int
    """Offset of the first character in the text."""
    end: int
    sentence: int
    """Which sentence it stands in, from 0."""
    is_word: bool
    is_number: bool
    capital: bool
    """Written with a capital first letter though it does not open a sentence."""


ROMAN = frozenset("ivxlcdm")
"""The letters of a Roman numeral."""


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The word at ``at``, or nothing beside either end of the text."""
    return tokens[at].word if 0 <= at < len(tokens) else ""


def bracketed(text: str) -> bool:
    """Whether a whole text stands in square brackets: by custom of drafting it is proposed, and not agreed."""
    inner = text.strip().rstrip(".")
    return inner.startswith("[") and inner.endswith("]") and "]" not in inner[:-1]


def number_of(token: Token) -> float:
    """What a number token says, its digits grouped by commas, blanks or points: 1.000.000 is a million."""
    digits = token.word.translate(_GROUPING)
    whole, _, rest = digits.rpartition(".")
    if "." in whole:  # several points can only be grouping, but for the last where no group follows it
        whole = whole.replace(".", "")
        digits = whole + rest if len(rest) == 3 else f"{whole}.{rest}"
    return float(digits)


def tokenize(text: str) -> tuple[Token, ...]:
    """All tokens of ``text`` in order. A line break ends a sentence, as do a full stop, ``!`` and ``?``."""
    tokens: list[Token] = []
    sentence, opens, last_end = 0, True, 0
    for match in _TOKEN.finditer(text):
        raw = match.group()
        if not opens and "\n" in text[last_end : match.start()]:
            sentence, opens = sentence + 1, True
        first = raw[0]
        is_word = first.isalpha()
        tokens.append(
            Token(
                raw.lower().translate(_FOLD),
                match.start(),
                match.end(),
                sentence,
                is_word,
                first.isdecimal(),
                is_word and first.isupper() and not opens,
            )
        )
        opens = False
        if raw in ".!?" and (match.end() == len(text) or text[match.end()].isspace()):
            sentence, opens = sentence + 1, True
        last_end = match.end()
    return tuple(tokens)
