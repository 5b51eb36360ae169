"""Compares what fills the same place in two texts: the one stretch that differs, the item of a list.

Where a text is put otherwise throughout, a word more or less says little. A place that both texts have, and fill
differently, says that something else stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.dates import MONTHS
from plandiff.commitments.reading import Content, Force, Reading
from plandiff.commitments.stems import FUNCTION_WORDS
from plandiff.commitments.tokens import Token
from plandiff.judge.moves import Related, move, only_permits, sideways
from plandiff.judge.residue import Residue, kept
from plandiff.model import Element, Reason

_TIES = frozenset({"and", "or"})
_FRAME = 4
"""So many words must stand around the one stretch that differs."""
_WIDEST = 7
"""Words in that stretch, at most."""
_NEAR = 0.5
_CLAUSES = 2
"""Texts with more clauses are long: there a list of which one item is put otherwise is common."""
_SHARED = 0.42
_SHARED_LONG = 0.7
"""Share of the shorter text's words that the other must have for a list to be the same list; in longer texts."""
_ITEM = 3
"""Words in an item of a list, at most."""


def replaced(old: Reading, a: Residue, new: Reading, b: Residue, related: Related) -> Reason | None:
    """Something else in the one place where two otherwise equal texts differ."""
    first, second = (_letters(side.tokens) for side in (old, new))
    head = _common(first, second)
    tail = _common(first[head:][::-1], second[head:][::-1])
    if head + tail < _FRAME or not head:
        return None
    stretches = [side[head : len(side) - tail] for side in (first, second)]
    if any(not 0 < len(s) <= _WIDEST for s in stretches):
        return None
    words = []
    for side, rest, stretch in zip((old, new), (a, b), stretches, strict=True):
        start, end = stretch[0].start, stretch[-1].end
        inside = [c for c in side.content if start <= c.span.start < end]
        if not inside or any(c.role not in {"operative"} for c in inside) or not _all_news(inside, rest):
            return None
        words.append(side.text[start:end])
    if any(_likely(s.word, t.word, related) for s in stretches[0] for t in stretches[1]):
        return None
    return sideways(Element.OBJECT, words[0], words[1], "something else stands in its place", "slots/replaced")


def _letters(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if t.is_word or t.is_number]


def _common(a: Sequence[Token], b: Sequence[Token]) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x.word != y.word), min(len(a), len(b)))


def _all_news(inside: Sequence[Content], rest: Residue) -> bool:
    alone = {w.token for w in rest.words}
    return sum(c.token in alone for c in inside) == len(inside)


def _likely(a: str, b: str, related: Related) -> bool:
    if a in FUNCTION_WORDS or b in FUNCTION_WORDS:
        return False
    return related(a, b) >= _NEAR


def open_list(side: Reading) -> bool:
    """Whether a list is said to be open, so that an item more or less changes nothing."""
    return any(cue in side.text.lower() for cue in ("among other things", "inter alia", "among others"))


def listed(old: Reading, a: Residue, new: Reading, b: Residue) -> list[Reason]:
    """Items that joined or left a list, one of whose other items stands in both texts ("widows" and "widows and orphans")."""
    shared = kept(old, new)
    if open_list(old) and open_list(new):
        return []
    if shared < (_SHARED if max(len(old.clauses), len(new.clauses)) <= _CLAUSES else _SHARED_LONG):
        return []
    found = []
    for side, rest, other, theirs, appears in ((new, b, old, a, True), (old, a, new, b, False)):
        item = _item(side, rest, other, theirs)
        if item is None:
            continue
        pair = ("", item) if appears else (item, "")
        said = "also covered" if appears else "no longer covered"
        ban = len(side.clauses) == 1 and side.clauses[0].force is Force.BAN
        element = Element.PROHIBITION if ban else Element.SCOPE
        harder = appears != (only_permits(old) and only_permits(new))
        found.append(move(element, harder, *pair, said, "slots/listed"))
    return found if len(found) == 1 else []


def _item(side: Reading, rest: Residue, other: Reading, theirs: Residue) -> str | None:
    """The words of an item that only this side has, beside one that both have."""
    by_token = {c.token: c for c in side.content}
    alone = {w.token for w in rest.words}
    stems = {c.stem for c in other.content}
    tied_there = {c.stem for c in other.content if _tied_to_news(other, c, theirs)}
    for phrase in rest.phrases:
        if any(w.span.words.lower() in MONTHS for w in phrase):
            continue
        if len(phrase) > _ITEM or any(w.role != "operative" or w.span.words.endswith("ing") for w in phrase):
            continue
        partner = _partner(side, phrase, by_token, alone)
        if partner is not None and partner.stem in stems and partner.stem not in tied_there:
            return side.text[phrase[0].span.start : phrase[-1].span.end]
    return None


def _partner(
    side: Reading, phrase: tuple[Content, ...], by_token: dict[int, Content], alone: set[int]
) -> Content | None:
    """The word on the other side of the *and* that ties the phrase, if both texts may have it."""
    tokens = side.tokens
    at = phrase[0].token - 1
    while at > 0 and tokens[at].word in FUNCTION_WORDS - _TIES and phrase[0].token - at < 3:
        at -= 1
    if at > 0 and tokens[at].word in _TIES and (c := by_token.get(at - 1)) and c.token not in alone:
        return c if c.role == "operative" and tokens[at - 2].word != "to" else None
    at = phrase[-1].token + 1
    if at + 1 < len(tokens) and tokens[at].word in _TIES:
        for i in range(at + 1, min(at + 4, len(tokens))):
            if (c := by_token.get(i)) is not None:
                return c if c.token not in alone and c.role == "operative" else None
    return None


def _tied_to_news(side: Reading, word: Content, rest: Residue) -> bool:
    """Whether *and*, *or* or a comma ties the word to something that only its own side has."""
    alone = {w.token for w in rest.words}
    for step in (1, -1):
        at = word.token + step
        if 0 <= at < len(side.tokens) and side.tokens[at].word in _TIES | {","}:
            near = range(at + 1, at + 4) if step > 0 else range(at - 3, at)
            if alone & set(near):
                return True
    return False
