"""Finds the item of a list that came or went, where another item of the list stands in both texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from plandiff.commitments.dates import MONTHS
from plandiff.commitments.reading import Content, Force, Reading
from plandiff.commitments.stems import FUNCTION_WORDS, GOVERNS
from plandiff.commitments.tokens import word_at
from plandiff.judge.moves import Related, acting, in_condition, move, only_permits, permits
from plandiff.judge.residue import Residue, kept, residues
from plandiff.model import Element, Reason

_TIES = frozenset({"and", "or", "nor"})
_CLAUSES = 2
"""Texts with more clauses are long: there a list of which one item is put otherwise is common."""
_SHARED = 0.42
_SHARED_LONG = 0.7
"""Share of the shorter text's words that the other must have for a list to be the same list; in longer texts."""
_ITEM = 3
"""Words in an item of a list, at most."""
_REACH = 5
"""How far from the tie an item may begin."""
_NEXT_ACT = 3
_PERFECT = frozenset({"have", "has", "had", "having", "be", "been", "is", "are", "was", "were"})
_SAME_TEXT = 0.85
"""From this share of common words on a verb more or less is an act more or less."""
_DETERMINERS = frozenset("a an the its their his her any all each every them it no such this these those".split())
_NO_ITEMS = frozenset(MONTHS) | frozenset(
    "below above thereupon thereafter back beyond outside inside forth onwards".split()
)
_ALL_OF_A_KIND = frozenset({"those", "whoever", "anyone", "anybody", "everyone", "everybody"})
"""They take in whatever a list might name."""


def open_list(side: Reading) -> bool:
    """Whether a list is said to be open, so that an item more or less changes nothing."""
    return any(cue in side.text.lower() for cue in ("among other things", "inter alia", "among others"))


def listed(old: Reading, a: Residue, new: Reading, b: Residue) -> list[Reason]:
    """Items that joined or left a list, one of whose other items stands in both texts ("widows" and "widows and orphans")."""
    if open_list(old) and open_list(new):
        return []
    short = max(len(old.clauses), len(new.clauses)) <= _CLAUSES
    same_list = kept(old, new) >= (_SHARED if short else _SHARED_LONG)
    found = []
    for side, rest, other, theirs, appears in ((new, b, old, a, True), (old, a, new, b, False)):
        item = _item(side, rest, other, theirs) if same_list else None
        if item is None and short and not theirs.count:
            item = _beside_meaning(side, rest, other)
        if item is None or in_condition(side, item[0].span.start):
            continue
        words = side.text[item[0].span.start : item[-1].span.end]
        permission = (only_permits(old) and only_permits(new)) or (
            len(side.clauses) > 1 and permits(side, item[0].clause)
        )
        harder = appears != permission
        element, said = _moved(side, item, appears)
        found.append(move(element, harder, *(("", words) if appears else (words, "")), said, "slots/listed"))
    return found if len(found) == 1 else []


def acts_listed(old: Reading, new: Reading, related: Related) -> list[Reason]:
    """The first of several acts came or went: "shall not buy or build" and "shall not build"."""
    alone = [residues(side, other, related)[0].words for side, other in ((old, new), (new, old))]
    if sorted(map(len, alone)) != [0, 1]:
        return []
    appears = bool(alone[1])
    side, other, (act,) = (new, old, alone[1]) if appears else (old, new, alone[0])
    behind = next((c for c in side.content if act.token < c.token <= act.token + _NEXT_ACT), None)
    tied = word_at(side.tokens, act.token + 1) in _TIES | {","}
    if act.role != "act" or not tied or behind is None or not any(c.stem == behind.stem for c in other.content):
        return []
    element, said = _moved(side, (act,), appears)
    words = ("", act.span.words) if appears else (act.span.words, "")
    return [move(element, appears != permits(side, act.clause), *words, said, "slots/acts")]


def _moved(side: Reading, item: Sequence[Content], appears: bool) -> tuple[Element, str]:
    """What an item more or less moves: a name among those who act, an act in a ban, or else the scope."""
    subject = acting(side)
    if all(c.name and c.stem in subject for c in item):
        return Element.ACTOR, "joins those named" if appears else "is no longer among those named"
    ban = len(side.clauses) == 1 and side.clauses[0].force is Force.BAN
    return Element.PROHIBITION if ban else Element.SCOPE, "also covered" if appears else "no longer covered"


def _item(side: Reading, rest: Residue, other: Reading, theirs: Residue) -> Sequence[Content] | None:
    """The words of an item that only this side has, beside one that both have."""
    by_token = {c.token: c for c in side.content}
    alone = {w.token for w in rest.words}
    stems = {c.stem for c in other.content}
    tied_there = {c.stem for c in other.content if _tied_to_news(other, c, theirs)}
    for phrase in rest.phrases:
        if any(w.span.words.lower() in MONTHS for w in phrase):
            continue
        if len(phrase) > _ITEM or any(w.role != "operative" for w in phrase) or phrase[-1].span.words.endswith("ing"):
            continue
        if kept(side, other) < _SAME_TEXT and (_acts_on(side, phrase) or not all(_is_item(side, w) for w in phrase)):
            continue
        partner = _partner(side, phrase, by_token, alone)
        if partner is not None and partner.stem in stems and partner.stem not in tied_there:
            return phrase
    return None


def _beside_meaning(side: Reading, rest: Residue, other: Reading) -> Sequence[Content] | None:
    """The item beside one that the other text has in whatever words, if it has all else, too ("ships" > "vessels and barges")."""
    by_token = {c.token: c for c in side.content}
    alone = {w.token for w in rest.words}
    subject = acting(side)
    anybody = any(t.word in _ALL_OF_A_KIND for t in other.tokens)
    for at, token in enumerate(side.tokens):
        if token.word not in _TIES or _ties_verbs(side, at):
            continue
        before = _run(side, by_token, range(at - 1, at - _REACH, -1))
        behind = _run(side, by_token, range(at + 1, at + _REACH))
        if not before or not behind or side.tokens[before[-1].token - 1].word == "between":
            continue
        for run, partner in ((behind, before[0]), (before, behind[0])):
            item = sorted(takewhile(lambda c: c.token in alone, run), key=lambda c: c.token)
            stands = partner.token not in alone and partner.role in {"operative", "act"}
            if (
                not stands
                or not 0 < len(item) <= _ITEM
                or not all(_is_item(side, c) for c in item)
                or _acts_on(side, item)
            ):
                continue
            if not (anybody and all(c.stem in subject for c in item)):
                return item
    return None


def _is_item(side: Reading, word: Content) -> bool:
    """Whether the word may be listed: what somebody "has done" and a month are told by others, and an adverb is no item."""
    verb = word.token > 0 and side.tokens[word.token - 1].word in _PERFECT
    return word.role == "operative" and not verb and word.span.words.lower() not in _NO_ITEMS


def _ties_verbs(side: Reading, at: int) -> bool:
    """Whether what follows a tie goes on with the sentence ("enter the port and be unloaded", "and will reopen")."""
    return word_at(side.tokens, at + 1) in _PERFECT | GOVERNS


def _acts_on(side: Reading, item: Sequence[Content]) -> bool:
    """Whether an item is a verb with what it acts on behind it ("enter any prison"): many words say the same act."""
    return word_at(side.tokens, item[0].token + 1) in _DETERMINERS and word_at(side.tokens, item[0].token - 1) != "nor"


def _run(side: Reading, by_token: dict[int, Content], places: range) -> list[Content]:
    """The content words that follow each other from a tie on, in the order in which they are met."""
    found: list[Content] = []
    for i in places:
        if not 0 <= i < len(side.tokens) or not side.tokens[i].is_word:
            break
        if i in by_token:
            found.append(by_token[i])
        elif found or side.tokens[i].word in _TIES:
            break
    return found


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
    if at + 1 < len(tokens) and tokens[at].word in _TIES and not _ties_verbs(side, at):
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
