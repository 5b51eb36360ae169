"""Says of every rule why it moves an element, and where that is written: in a word list, or in docs/verdicts.md.

Word lists give the reason with each entry; the rules that are code have theirs in ``rules.toml`` beside this file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from plandiff.commitments import lexicon
from plandiff.commitments.tokens import tokenize
from plandiff.model import Reason, Why

_PAGE = "docs/verdicts.md"
_CEILING = "makes the figure a ceiling: a higher one allows more"
_FLOOR = "makes the figure a floor: a higher one demands more"
_TRIGGER = "makes the figure one from which on a rule applies: a higher one covers fewer cases"
_FROM = ("above", "over", "more than")
"""Cues that ask for more where a rule demands, and that say from where on where it applies (see ``quantities``)."""


def whys(reasons: Iterable[Reason]) -> tuple[Why, ...]:
    """The rules behind the reasons, each once, with why it moves an element."""
    return tuple(dict.fromkeys(why(r.rule, r.new, r.old) for r in reasons if r.rule))


def why(rule: str, *words: str) -> Why:
    """Why a rule moves an element, and where it is written; empty where no rule of this name is known.

    Args:
        words: the words it was found in, by which entries of one name are told apart.
    """
    name, _, cue = rule.partition("/")
    if said := _of_code().get(rule, ""):
        return Why(rule, said, "review file" if rule == "review" else _PAGE)
    if name in lexicon.NAMES:
        return Why(rule, _listed(name, rule, words), f"word list {name}")
    return Why(rule, _cue(cue) if name == "quantity" else "", _PAGE)


@cache
def _of_code() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(Path(__file__).with_name("rules.toml").read_text("utf-8"))
    return found


def _listed(name: str, rule: str, words: Iterable[str]) -> str:
    """The reason of the entry with this id that is found in the words, else of the first with this id."""
    hits = (hit.entry for text in words for hit in lexicon.matcher(name).find(tokenize(text)))
    return next((entry.why for entry in (*hits, *lexicon.entries(name)) if entry.id == rule), "")


def _cue(cue: str) -> str:
    """The reason of a figure whose role is told by the words before it."""
    if cue.startswith("not ") and cue.removeprefix("not ") in _FROM:
        return f'"{cue}" {_CEILING}'
    if cue in _FROM:
        return f'"{cue}" {_TRIGGER}'
    if cue in lexicon.phrases("floor"):
        return f'"{cue}" {_FLOOR}'
    return f'"{cue}" {_CEILING}' if cue in lexicon.phrases("ceiling") else ""
