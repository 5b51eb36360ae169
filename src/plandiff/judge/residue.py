"""What no other subtraction explains: content words that only one side has.

A phrase that comes or goes while the rest stands is scope; a word replaced in a frame that stands is another object or actor;
where both sides differ throughout, the words are a paraphrase and the most that can be said is a doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plandiff.commitments.reading import Content, Force, Reading
from plandiff.judge.moves import move, only_permits, sideways
from plandiff.model import Element, Reason

Related = Callable[[str, str], float]
"""How near two stems are in meaning, 0 to 1."""

_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class Residue:
    """Words that stand on one side only, as phrases, and the share of that side's content they make up."""

    phrases: tuple[tuple[Content, ...], ...]
    share: float
    count: int


def residue(side: Reading, other: Reading, related: Related) -> Residue:
    """The content of ``side`` that ``other`` does not have in the same or a related word."""
    theirs = [c.stem for c in other.content]
    exact = frozenset(theirs)
    mine = [c for c in side.content if c.role == "operative"]
    alone = [c for c in mine if c.stem not in exact and not any(related(c.stem, t) >= _NEAR for t in exact)]
    phrases: list[list[Content]] = []
    for item in alone:
        if phrases and item.token - phrases[-1][-1].token <= 3 and item.clause == phrases[-1][-1].clause:
            phrases[-1].append(item)
        else:
            phrases.append([item])
    return Residue(tuple(tuple(p) for p in phrases), len(alone) / max(1, len(side.content)), len(alone))


def leftovers(old: Reading, new: Reading, related: Related) -> tuple[list[Reason], list[str]]:
    """Reasons, and doubts, from what only one side has."""
    a, b = residue(old, new, related), residue(new, old, related)
    if not a.count and not b.count:
        return [], []
    if not a.count or not b.count:
        return _one_sided(a, b, old, new)
    if max(a.share, b.share) <= 0.34 and max(a.count, b.count) <= 2:
        words = _words(old, a), _words(new, b)
        return [sideways(Element.OBJECT, *words, "something else stands in its place", "residue/replaced")], []
    return [], _doubts(old, a, new, b)


def _one_sided(a: Residue, b: Residue, old: Reading, new: Reading) -> tuple[list[Reason], list[str]]:
    appears = b.count > 0
    side, rest = (new, b) if appears else (old, a)
    words = _words(side, rest)
    limits = _limits(side, rest)
    permission = only_permits(old) and only_permits(new)
    harder = appears != limits if not permission else appears == limits
    if limits:
        said = "limited to part of what was covered" if appears else "the limit goes: more is covered"
    else:
        said = "also covered" if appears else "no longer covered"
    ban = any(c.force is Force.BAN for c in side.clauses)
    element = Element.PROHIBITION if ban and not limits and len(side.clauses) == 1 else Element.SCOPE
    pair = ("", words) if appears else (words, "")
    return [move(element, harder, *pair, said, "residue/limit" if limits else "residue/scope")], []


_LIMITING = frozenset({"in", "within", "at", "for", "during", "on", "from", "of", "by"})


def _limits(side: Reading, rest: Residue) -> bool:
    """Whether the words narrow what stands (a place, a time, a kind) instead of adding to it."""
    first = rest.phrases[0][0]
    before = [side.tokens[i].word for i in range(max(0, first.token - 3), first.token)]
    if any(w in {"and", "or", "as", "also", "with", "including", ","} for w in before):
        return False
    return any(w in _LIMITING for w in before)


def _words(side: Reading, rest: Residue) -> str:
    return " … ".join(side.text[p[0].span.start : p[-1].span.end] for p in rest.phrases[:3])


def _doubts(old: Reading, a: Residue, new: Reading, b: Residue) -> list[str]:
    return [f"also new: {_words(new, b)}", f"no longer said: {_words(old, a)}"]


