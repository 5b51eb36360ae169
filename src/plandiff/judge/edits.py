"""Finds what was put in or taken out of a long text that otherwise stands, edit by edit.

A long sentence is seldom changed in one place alone. Each place is looked at by itself here: what stands on one side and has
nothing in its place on the other came or went, whatever else was put otherwise around it.
"""

from difflib import SequenceMatcher
from typing import NamedTuple

from plandiff.commitments.reading import Clause, Condition, Content, Force, Reading
from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.commitments.tokens import word_at
from plandiff.judge.moves import acting, move, permits, sideways
from plandiff.judge.residue import Residue
from plandiff.model import Element, Reason

_LEAST = 18
"""In a shorter text a word more or less is looked at as a whole."""
_LONG = 30
"""From so many words on a sentence is seldom changed in one place alone."""
_PHRASE = 3
"""Words of a phrase that is no mere word here or there."""
_MOST = 1500
"""Longer texts are no single provision; aligning their words would take too long."""
_STANDS = 0.6
"""Share of the shorter text's words that must stand in order in the other."""
_TIES = frozenset({"and", "or", "nor"})
_SHORT = 4
"""Words in an item between commas, at most."""
_LIST = 14
"""How many tokens behind such an item "and" or "or" must close the list."""
_BUT = frozenset({"however", "nevertheless", "nonetheless", "notwithstanding"})
"""Words that open a sentence which takes something out of what the one before it says."""


class Edit(NamedTuple):
    """One place where two texts differ: the tokens of each side, in order."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def edits(old: Reading, new: Reading, least: int = _LEAST) -> tuple[Edit, ...]:
    """The places where two texts differ, if one has ``least`` words and they are otherwise the same; exchanging the texts
    exchanges the sides."""
    if "\n" in old.text + new.text:  # a split says its frame anew in each part
        return ()
    if old.text > new.text:
        return tuple(Edit(e.new, e.old) for e in edits(new, old, least))
    a, b = _words(old), _words(new)
    if max(len(a), len(b)) < least or max(len(a), len(b)) > _MOST:
        return ()
    codes = SequenceMatcher(None, [_key(old, i) for i in a], [_key(new, i) for i in b], autojunk=False).get_opcodes()
    if sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal") < _STANDS * min(len(a), len(b)):
        return ()
    places: list[list[int]] = []
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            continue
        if places and i1 - places[-1][1] <= 1:  # a single word that stands between two edits does not part them
            places[-1][1], places[-1][3] = i2, j2
        else:
            places.append([i1, i2, j1, j2])
    return tuple(Edit(tuple(a[i1:i2]), tuple(b[j1:j2])) for i1, i2, j1, j2 in places)


def _words(side: Reading) -> list[int]:
    return [i for i, t in enumerate(side.tokens) if t.is_word or t.is_number]


def _key(side: Reading, at: int) -> str:
    token = side.tokens[at]
    return stem(token.word) if token.is_word else token.word


def put_in(old: Reading, a: Residue, new: Reading, b: Residue) -> list[Reason]:
    """Items and sentences that came or went in a long text that otherwise stands."""
    found: dict[bool, Reason] = {}
    for edit in edits(old, new):
        for side, mine, other, theirs, rest, appears in (
            (new, edit.new, old, edit.old, b, True),
            (old, edit.old, new, edit.new, a, False),
        ):
            if appears in found or _has_content(other, theirs) or not _news(side, mine, rest):
                continue
            reason = _came(side, _slid(side, mine), appears)
            if reason is not None:
                found[appears] = reason
    return [found[way] for way in sorted(found)]


def exchanged_place(old: Reading, a: Residue, new: Reading, b: Residue) -> list[Reason]:
    """Something else in the one place where each text has words of which the other has none, whatever else was edited."""
    found = []
    for edit in edits(old, new, least=0):
        mine, theirs = _only_news(old, edit.old, a), _only_news(new, edit.new, b)
        few, many = sorted((len(mine), len(theirs)))
        if few > 1 or (few and many >= _PHRASE):
            acts = _all_act(old, mine) and _all_act(new, theirs)
            element, said = (
                (Element.ACTOR, "somebody else acts") if acts else (Element.OBJECT, "something else stands there")
            )
            words = (
                old.text[mine[0].span.start : mine[-1].span.end],
                new.text[theirs[0].span.start : theirs[-1].span.end],
            )
            found.append(sideways(element, *words, said, "edits/place"))
    return found if len(found) == 1 else []


def _only_news(side: Reading, at: tuple[int, ...], rest: Residue) -> list[Content]:
    """The content that stands there, if the other text has none of it; else nothing."""
    inside = set(at)
    said = [c for c in side.content if c.token in inside]
    alone = {w.token for w in rest.words}
    return said if all(c.token in alone for c in said) else []


def _all_act(side: Reading, words: list[Content]) -> bool:
    """Whether the words name those who act."""
    subject = acting(side)
    return all(c.stem in subject for c in words)


def in_one_place(old: Reading, a: Residue, new: Reading, b: Residue) -> bool:
    """Whether what only one text has, and what only the other has, stand in the same place; in a short text they do."""
    places = edits(old, new)
    if not places:
        return max(len(_words(old)), len(_words(new))) < _LONG
    alone_a, alone_b = ({w.token for w in rest.words} for rest in (a, b))
    return any(alone_a <= set(e.old) and alone_b <= set(e.new) for e in places)


def scattered(side: Reading, rest: Residue, other: Reading) -> bool:
    """Whether what only one of two long texts has is a word here and there, each in the place of another: a redraft."""
    if max(map(len, rest.phrases)) >= _PHRASE:
        return False
    places = edits(side, other)
    alone = {w.token for w in rest.words}
    if places:
        return not any(alone & set(e.old) and not _has_content(other, e.new) for e in places)
    return max(len(_words(side)), len(_words(other))) >= _LONG


def comes_with(side: Reading, condition: Condition, other: Reading) -> bool:
    """Whether a condition came with words of its own: with the sentence that it opens, or with the item that it bends."""
    for edit in edits(side, other):
        if not edit.old or not side.tokens[edit.old[0]].start <= condition.span.start < side.tokens[edit.old[-1]].end:
            continue
        at = _slid(side, edit.old)
        if _sentence(side, at):
            return not _has_content(other, edit.new) and condition.kind == "condition"
        inside = set(edit.old)
        behind = next((c for c in side.content if c.span.start >= condition.span.end), None)
        opens = side.tokens[edit.old[0]].start == condition.span.start
        return condition.kind == "escape" and not opens and behind is not None and behind.token in inside
    return False


def _has_content(side: Reading, tokens: tuple[int, ...]) -> bool:
    at = set(tokens)
    return any(c.token in at for c in side.content)


def _news(side: Reading, at: tuple[int, ...], rest: Residue) -> bool:
    """Whether the other text has next to nothing of what stands there in any other place either."""
    inside = set(at)
    said = sum(c.token in inside and c.role == "operative" for c in side.content)
    return 0 < said <= 2 * sum(w.token in inside for w in rest.words)


def _slid(side: Reading, at: tuple[int, ...]) -> tuple[int, ...]:
    """The same words read from where they begin: "A and [B and] C" for "A [and B] and C" and the like for sentences."""
    if not at or at != tuple(i for i in _words(side) if at[0] <= i <= at[-1]):
        return at
    words = _words(side)
    first, last = words.index(at[0]), words.index(at[-1])
    for step in range(len(at)):
        start, end = first - step, last - step
        if start < 0 or (step and _key(side, words[start]) != _key(side, words[end + 1])):
            break
        if _opens(side, words[start]):
            return tuple(words[start : end + 1])
    return at


def _opens(side: Reading, at: int) -> bool:
    return at == 0 or side.tokens[at].sentence != side.tokens[at - 1].sentence or side.tokens[at].word in _TIES


def _came(side: Reading, at: tuple[int, ...], appears: bool) -> Reason | None:
    words = side.text[side.tokens[at[0]].start : side.tokens[at[-1]].end]
    pair = ("", words) if appears else (words, "")
    clause = next(c for c in side.clauses if c.first <= at[-1] < c.last)
    if _sentence(side, at):
        return _clause(side, at, clause, pair, appears)
    inside = [c for c in side.conditions if c.span.start < side.tokens[at[0]].start < c.span.end]
    if not _item(side, at) or any(c.kind in {"exception", "escape"} for c in inside):
        return None
    said = "also covered" if appears else "no longer covered"
    if clause.narrowed:
        return None
    permission = permits(side, side.clauses.index(clause))
    element = Element.PROHIBITION if clause.force is Force.BAN else Element.SCOPE
    return move(element, appears != permission, *pair, said, "edits/item")


def _sentence(side: Reading, at: tuple[int, ...]) -> bool:
    """Whether the words are a sentence, or several."""
    ends = at[-1] + 1 >= len(side.tokens) or not any(
        t.is_word and t.sentence == side.tokens[at[-1]].sentence for t in side.tokens[at[-1] + 1 :]
    )
    starts = at[0] == 0 or side.tokens[at[0]].sentence != side.tokens[at[0] - 1].sentence
    return starts and ends


def _clause(side: Reading, at: tuple[int, ...], clause: Clause, pair: tuple[str, str], appears: bool) -> Reason | None:
    """What a sentence of its own does: it binds, or it takes something out of what binds."""
    if takes_back(side, clause):
        return excepted(pair, appears)
    if clause.force in (Force.PERMISSION, Force.RELEASE) or not clause.span.words:
        return None
    said = "a clause comes in" if appears else "a clause goes"
    return move(Element.SCOPE, appears, *pair, said, "edits/clause")


def takes_back(side: Reading, clause: Clause) -> bool:
    """Whether a permission is set against what the sentence before it says ("However, ... may")."""
    return side.tokens[clause.first].word in _BUT and clause.force is Force.PERMISSION


def excepted(pair: tuple[str, str], appears: bool) -> Reason:
    """The reason that an exception of a sentence of its own came or went."""
    said = "an exception comes in" if appears else "an exception goes"
    return move(Element.CONDITION, not appears, *pair, said, "edits/exception")


def _item(side: Reading, at: tuple[int, ...]) -> bool:
    """Whether the words hang on what stands by *and* or *or*."""
    words = [side.tokens[i].word for i in at]
    while words and words[-1] in FUNCTION_WORDS - _TIES:
        words.pop()
    return bool(words) and (words[0] in _TIES or words[-1] in _TIES or _between_commas(side, at))


def _between_commas(side: Reading, at: tuple[int, ...]) -> bool:
    """Whether the words are an item in the middle of a list ("race, caste, colour or creed")."""
    near = [t.word for t in side.tokens[at[-1] + 1 : at[-1] + _LIST]]
    return (
        len(at) <= _SHORT
        and word_at(side.tokens, at[0] - 1) == "," == word_at(side.tokens, at[-1] + 1)
        and bool(_TIES & set(near))
    )
