"""Texts cut from provisions of the record and of the labelled collections: what people wrote, ended anywhere and put together anyhow.

``soup`` finds what breaks on words in no order. This finds what goes wrong between two readings that are each in order, but have little
to do with each other, where whichever text comes first must not decide.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import yaml
from hypothesis import strategies as st

_ROOT = Path(__file__).parents[1]
_LONGEST_CUT = 12


@cache
def provisions() -> tuple[str, ...]:
    """Every text of a provision that is kept here, once, in a fixed order."""
    found: set[str] = set()
    for path in (*_ROOT.glob("plans/*.yaml"), *_ROOT.glob("bench/**/*.yaml")):
        kept = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["provisions"]
        found.update(kept.values() if isinstance(kept, dict) else (p["text"] for p in kept))
    for path in _ROOT.glob("bench/**/pairs.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            found.update(row[side] for row in csv.DictReader(file) for side in ("old", "new"))
    return tuple(sorted(found))


@st.composite
def _cut(draw: st.DrawFn, text: str) -> str:
    """The text with words taken out, put in or exchanged, or as it is."""
    words = text.split(" ")
    start = draw(st.integers(0, len(words)))
    out = draw(st.sampled_from([0, 0, 1, 2, _LONGEST_CUT]))
    put = draw(st.sampled_from([(), (), *_SCRAPS]))
    return " ".join([*words[:start], *put, *words[start + out :]])


_TEXTS = st.sampled_from(provisions())
_SCRAPS = [tuple(text.split(" ")[at : at + 4]) for at, text in enumerate(provisions()[::7])]
patchwork = st.builds(" ".join, st.lists(_TEXTS.flatmap(_cut), min_size=1, max_size=3))
"""One to three provisions, each whole or cut."""
pairs = st.one_of(st.tuples(patchwork, patchwork), patchwork.flatmap(lambda text: st.tuples(st.just(text), _cut(text))))
"""Two such texts, or one and an edit of it."""
