"""Two drafts of one text, as negotiators leave them: for the laws."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import strategies as st

from plandiff.model import Plan, Provision
from sentences import sentences
from strategies import plans


@st.composite
def drafts(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two plans of any kind, or one and what became of it: words exchanged, provisions cut, joined, moved, put in."""
    old = draw(plans())
    if draw(st.booleans()):
        return old, draw(plans())
    texts = [p.text for p in old.provisions] + draw(st.lists(sentences, max_size=2))
    chance = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(0, 4))):
        _edit(texts, chance, draw(sentences))
    provisions = tuple(Provision(str(n), text, ("t",), ("us",)) for n, text in enumerate(texts, 1))
    return old, replace(draw(plans(0)), provisions=provisions, removed=())


def _edit(texts: list[str], chance: random.Random, sentence: str) -> None:
    if not texts:
        texts.append(sentence)
        return
    at = chance.randrange(len(texts))
    words = texts[at].split(" ")
    how = chance.randrange(5)
    if how == 0:
        texts.insert(chance.randrange(len(texts)), texts.pop(at))
    elif how == 1:
        del texts[at]
    elif how == 2 and len(words) > 1:
        half = chance.randrange(1, len(words))
        texts[at : at + 1] = [" ".join(words[:half]), " ".join(words[half:])]
    elif how == 3:
        texts[at] = f"{texts[at]} {sentence}"
    else:
        words[chance.randrange(len(words))] = chance.choice(sentence.split())
        texts[at] = " ".join(words)
    texts[:] = [text for text in texts if text.strip()]
