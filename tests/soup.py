"""Texts made of whatever the reader knows, in any order and cut anywhere: for laws that must hold on text nobody wrote.

The ugly case is the text that stops where a rule looks one word further.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from sentences import sentences

_SOURCE = Path(__file__).parents[1] / "src" / "plandiff"
_WORD = re.compile(r"[a-z][a-z'-]*", re.IGNORECASE)
_FIGURES = (
    "1", "30", "600,000", "600 000", "1.10", "12:30", "50/50", "33%", "2027", "31 December 2027", "USD 5 billion", "1,", "0", "1e9",
    "100", "half", "a half", "-5", "$", "\u20ac10", "\u00bd", "9" * 40, "0.000001", "3rd", "\u0663", "\u00b2", "X", "IV", "(a)", "10a",
)  # fmt: skip
_MARKS = (*", ; : . ( ) - ' / % ! ? \u2013 \u2014 \u2019 \u2026".split(), '"', "\n", "\t", "\u00a0")
_ODD = tuple(
    "\u0130 \u00df \ufb01 e\u0301 \u202e \u200b \u4e16\u754c \u0660 \U0001f54a \ud800 \x00 \x1b[31m".split(" ")
)


@cache
def known_words() -> tuple[str, ...]:
    """Every word of the lexicons, and of the strings in the code of reader and judge."""
    found: set[str] = set()
    for path in (*_SOURCE.glob("commitments/**/*"), *_SOURCE.glob("judge/*")):
        if path.suffix == ".toml":
            found.update(_WORD.findall(path.read_text("utf-8")))
        elif path.suffix == ".py":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.update(_WORD.findall(node.value))
    return tuple(sorted({word.lower() for word in found}))


def _cut(text: str, share: float) -> str:
    return text[: round(len(text) * share)]


_PIECES = st.one_of(
    st.sampled_from(known_words()),
    st.sampled_from(known_words()).map(str.capitalize),
    st.sampled_from(_FIGURES),
    st.sampled_from(_MARKS),
    st.sampled_from(_ODD),
    sentences,
    st.builds(_cut, sentences, st.floats(0, 1)),
)
soup = st.builds(
    lambda glue, parts: glue.join(parts), st.sampled_from([" ", " ", " ", ""]), st.lists(_PIECES, max_size=25)
)
"""Any text at all, most of it made of words that mean something to a rule."""
