"""Sentences in the style of treaties and plans, for the laws: parts that any drafter combines."""

from __future__ import annotations

from hypothesis import strategies as st

_ACTORS = (
    "The Parties",
    "Each Party",
    "Karvia",
    "Drestan",
    "The Guarantors",
    "Neither side",
    "The Council",
    "No Party",
    "Observers",
)
_MODALS = (
    "shall", "will", "should", "may", "may not", "shall not", "agree to", "undertake to", "are expected to",
    "are invited to", "seek to",
    "shall endeavour to", "shall consider whether to", "are required to", "are not required to", "are free to", "must",
)  # fmt: skip
_ACTS = (
    "withdraw heavy weapons", "exchange all prisoners", "lift the sanctions", "report to the Commission",
    "limit their armed forces to 600,000 personnel",
    "keep at least 40 observers at the bridge", "provide up to USD 5 billion in aid", "open the crossing at Iska",
    "station troops in Velm",
    "monitor the ceasefire", "destroy certain stockpiles", "submit disputes to binding arbitration",
    "refrain from flights within 10 km of the line",
)  # fmt: skip
_TIMES = (
    "", " within 30 days", " by 31 December 2027", " as soon as possible", " for ten years", " every six months",
    " immediately", " until 2035",
)  # fmt: skip
_TERMS = (
    "", ", where appropriate", ", provided that the truce holds", " unless the Mission objects",
    ", subject to the consent of the host",
    " once the guns are silent", ", with the exception of Tavna", " in peacetime", " at a date to be agreed",
)  # fmt: skip

PARTS = (_ACTORS, _MODALS, _ACTS, _TIMES, _TERMS)
"""What a sentence is made of, one of each."""


def sentence(actor: str, modal: str, act: str, time: str, term: str) -> str:
    """The sentence of five parts."""
    return f"{actor} {modal} {act}{time}{term}."


sentences = st.builds(sentence, *map(st.sampled_from, PARTS))
"""One sentence."""

texts = st.lists(sentences, min_size=1, max_size=3).map(" ".join) | st.text(max_size=60)
"""One to three sentences, or any text at all."""
