"""Says where somebody else is bound: an actor replaced, exchanged, joined to those named, or all parties in place of one."""

from __future__ import annotations

from plandiff.commitments import lexicon
from plandiff.commitments.reading import Content, Reading
from plandiff.judge.moves import Related, acting, move, sideways
from plandiff.judge.residue import Residue, kept, spoken
from plandiff.model import Element, Reason

_INSTITUTIONS = lexicon.words("institutions")
ANY_PARTY = frozenset({"state", "countri", "parti", "side", "govern", "nation", "member"})
_PLACES = frozenset({"in", "at", "near", "from", "towards", "off", "on"})
_HALF = 0.5
_NEAR = 0.5
_STAND_INS = _INSTITUTIONS | {
    "region",
    "area",
    "land",
    "country",
    "islands",
    "island",
    "city",
    "town",
    "member",
    "members",
    "every",
    "whoever",
}
"""Words written with a capital that may stand for a name of the other text."""
_FEW = 6
_LIST_FRAME = 0.68
"""Share of common words from which on a name more or less is a list that grew or shrank."""


def same_parties(a: Residue, b: Residue) -> bool:
    """Whether one side names parties and the other only says "the States": nobody is put in another's place."""
    return any(
        names.count and others.count and all(w.stem in ANY_PARTY for w in others.words)
        for names, others in ((a, b), (b, a))
    )


def replaced_actor(old: Reading, a: Residue, new: Reading, b: Residue) -> Reason | None:
    """Who acts was replaced, or all parties take the place of one, while everything else stands."""
    if len(old.clauses) != len(new.clauses) and not (a.count == 0 or b.count == 0):
        return None
    old_subject, new_subject = acting(old), acting(new)
    if not all(w.stem in old_subject for w in a.words) or not all(w.stem in new_subject for w in b.words):
        return None
    pair = spoken(old, a), spoken(new, b)
    everybody_old, everybody_new = (_bound_all(side) for side in (old, new))
    if a.count and not b.count and all(w.name for w in a.words) and everybody_new and not everybody_old:
        return move(Element.SCOPE, True, *pair, "every party is bound, not one alone", "residue/everybody")
    if b.count and not a.count and all(w.name for w in b.words) and everybody_old and not everybody_new:
        return move(Element.SCOPE, False, *pair, "one party alone is bound, not every party", "residue/everybody")
    anybody = any(c.everybody for c in (*old.clauses, *new.clauses))
    if a.count and b.count and not anybody and kept(old, new) >= _HALF and _acts(a) and _acts(b):
        return sideways(Element.ACTOR, *pair, "somebody else is bound", "residue/actor")
    return None


def _bound_all(side: Reading) -> bool:
    """Whether every clause that names who acts names all parties."""
    return any(c.everybody for c in side.clauses) and all(c.everybody or not c.subject for c in side.clauses)


def exchanged(old: Reading, new: Reading) -> list[Reason]:
    """A few words that changed places while every other word stands: who acts and who is acted on, or two of a kind."""
    if len(old.tokens) != len(new.tokens):
        return []
    moved = [i for i, (a, b) in enumerate(zip(old.tokens, new.tokens, strict=True)) if a.word != b.word]
    before, after = [old.tokens[i].word for i in moved], [new.tokens[i].word for i in moved]
    if not 0 < len(moved) <= _FEW or sorted(before) != sorted(after):
        return []
    was, now = (" … ".join(side.text[side.tokens[i].start : side.tokens[i].end] for i in moved) for side in (old, new))
    return [sideways(Element.OBJECT, was, now, "the two have changed places", "residue/swapped")]


def _names(rest: Residue) -> bool:
    return any(w.name for w in rest.words)


def _acts(rest: Residue) -> bool:
    """Whether the words hold a name or an office: somebody who can act."""
    return any(w.name or w.span.words.lower() in _INSTITUTIONS for w in rest.words)


def joined(old: Reading, a: Residue, new: Reading, b: Residue) -> Reason | None:
    """Names that join, or leave, a list of names that stands ("the United States and Russia" and Ukraine)."""
    if _names(a) == _names(b) or kept(old, new) < _LIST_FRAME or a.count + b.count > _FEW:
        return None
    comes = _names(b)
    side, rest = (new, b) if comes else (old, a)
    listed = [w for w in rest.words if w.name and _in_list(side, w)]
    if not listed:
        return None
    words = spoken(side, rest)
    pair = ("", words) if comes else (words, "")
    if placed(side, rest):
        return move(Element.SCOPE, comes, *pair, "also covered" if comes else "no longer covered", "residue/place")
    said = "joins those named" if comes else "is no longer among those named"
    return move(Element.ACTOR, comes, *pair, said, "residue/joined")


def other_names(old: Reading, a: Residue, new: Reading, b: Residue, related: Related) -> list[Reason]:
    """Each side names somebody or some place that the other does not, in whatever words."""
    mine, theirs = (
        [w for w in rest.words if w.name and w.stem not in ANY_PARTY and w.span.words.lower() not in _STAND_INS]
        for rest in (a, b)
    )
    if (
        not mine
        or not theirs
        or any(related(v.span.words.lower(), w.span.words.lower()) >= _NEAR for v in mine for w in theirs)
    ):
        return []
    words = [" ".join(w.span.words for w in side) for side in (mine, theirs)]
    place = all(
        any(t.word in _PLACES for t in side.tokens[max(0, w[0].token - 3) : w[0].token])
        for side, w in ((old, mine), (new, theirs))
    )
    element, said = (Element.OBJECT, "another place") if place else (Element.ACTOR, "somebody else takes part")
    return [sideways(element, words[0], words[1], said, "residue/other names")]


def _in_list(side: Reading, word: Content) -> bool:
    """Whether a comma or *and* ties the name to another name."""
    following = side.tokens[word.token + 1 : word.token + 2]
    if following and following[0].capital:
        return False  # part of a longer name
    near = side.tokens[max(0, word.token - 3) : word.token + 4]
    return (
        not any(t.word in {"/", "+"} for t in near)
        and any(t.word in {",", "and"} for t in near)
        and sum(t.capital for t in near) >= 2
    )


def placed(side: Reading, rest: Residue) -> bool:
    """Whether a name says where, not who."""
    near = (side.tokens[max(0, w.token - 2) : w.token] for w in rest.words if w.name)
    return any(t.word in _PLACES for before in near for t in before)
