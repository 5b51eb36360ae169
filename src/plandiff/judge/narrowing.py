"""Asks whether words that only one side has say which part of what stands is meant (a kind, a place, a time), or add to it."""

from functools import cache
from typing import NamedTuple

from plandiff.commitments import lexicon
from plandiff.commitments.phrases import Matcher
from plandiff.commitments.reading import Content, Force, Reading
from plandiff.commitments.stems import FUNCTION_WORDS, GOVERNS, INTENSIFIERS, stem
from plandiff.commitments.tokens import word_at
from plandiff.judge.moves import permits
from plandiff.judge.residue import Residue

_LIMITING = frozenset(
    {
        "under",
        "over",
        "above",
        "below",
        "who",
        "that",
        "which",
        "whose",
        "in",
        "within",
        "at",
        "for",
        "during",
        "on",
        "from",
        "of",
        "against",
    }
)
_UNIVERSAL = frozenset({"all", "any", "every", "each", "those", "these"})
_BACK = 6
"""How many tokens back the word is looked for that ties a phrase to what stands before it."""
_ADJECTIVES = 2
_KINDS = frozenset(stem(w) for w in lexicon.words("kinds"))
_TIED_BY = frozenset({"and", "or", "nor", ",", "a", "an"})


class _Manner(NamedTuple):
    phrase: str


@cache
def _manners() -> Matcher[_Manner]:
    return Matcher(_Manner(phrase) for phrase in lexicon.phrases("manner"))


def picks_out(side: Reading, word: Content) -> bool:
    """Whether the word stands in a relative clause before the modal: it says who is meant ("members who pledge to disarm will")."""
    sentence = side.tokens[word.token].sentence
    before = [t.word for t in side.tokens[: word.token] if t.sentence == sentence]
    after = [t.word for t in side.tokens[word.token :] if t.sentence == sentence]
    opens = max((i for i, w in enumerate(before) if w in {"who", "that", "which", "whose"}), default=None)
    if opens is None or (opens and before[opens - 1] == ",") or GOVERNS.intersection(before):
        return False
    return bool(GOVERNS.intersection(after))


def one_of_several(side: Reading, rest: Residue) -> bool:
    """Whether the words are items of "who are wounded, ill, elderly or under age": each takes in more."""
    first, last = rest.words[0].token, rest.words[-1].token
    words = [t.word for t in side.tokens]
    tied = bool({",", "or"} & set(words[max(0, first - 2) : first])) or words[last + 1 : last + 2] in ([","], ["or"])
    sentence = side.tokens[first].sentence
    behind = [t.word for t in side.tokens[last:] if t.sentence == sentence]
    listed = "or" in words[first - 3 : last + _BACK + 1]
    return tied and listed and bool(GOVERNS.intersection(behind))


def narrows_a_ban(side: Reading, rest: Residue) -> bool:
    """Whether one word before a noun that stands narrows what is banned ("no armed satellites")."""
    if rest.count > 2 or len(rest.phrases) != 1 or side.clauses[rest.words[0].clause].force is not Force.BAN:
        return False
    at = rest.words[0].token
    following = next((c for c in side.content if c.token == rest.words[-1].token + 1), None)
    return following is not None and side.tokens[at - 1].word not in {"and", "or", ",", "to", "not"}


def _narrows_a_class(side: Reading, rest: Residue) -> bool:
    """Whether the words stand before a noun that stands, of which all are meant ("all wounded prisoners", "primary schools close")."""
    first, last = rest.words[0], rest.words[-1]
    if rest.count > _ADJECTIVES or len(rest.phrases) != 1 or any(w.name for w in rest.words):
        return False
    noun = next((c for c in side.content if c.token == last.token + 1), None)
    before = side.tokens[first.token - 1] if first.token else None
    opens = before is None or before.sentence != side.tokens[first.token].sentence or before.word in _UNIVERSAL
    return noun is not None and opens and not {w.stem for w in rest.words} & INTENSIFIERS


def narrows_a_kind(side: Reading, rest: Residue, other: Reading) -> bool:
    """Whether the words say which persons or things are meant that both texts name ("its troops", "its combat troops")."""
    if rest.count > _ADJECTIVES or len(rest.phrases) != 1 or any(w.name or w.stem in INTENSIFIERS for w in rest.words):
        return False
    first, last = rest.words[0].token, rest.words[-1].token
    if last - first >= rest.count or word_at(side.tokens, first - 1) in _TIED_BY:
        return False
    theirs = frozenset(c.stem for c in other.content)
    behind = {c.token - last: c.stem for c in side.content if c.stem in theirs}
    return behind.get(1) in _KINDS or (1 in behind and behind.get(2) in _KINDS)


def limits_what_stands(side: Reading, rest: Residue) -> bool:
    """Whether the words narrow what stands (a place, a time, a kind) instead of adding to it."""
    first = rest.phrases[0][0]
    if picks_out(side, first):
        return False  # it is one of several who are meant: more are covered
    if narrows_a_ban(side, rest) or _narrows_a_class(side, rest):
        return True
    if any(hit.start - 1 <= first.token < hit.end for hit in _manners().find(side.tokens)):
        return False
    reach = 3
    while reach < _BACK and reach < first.token and side.tokens[first.token - reach].word in FUNCTION_WORDS:
        reach += 1  # "or at any other" reaches back to the word that ties
    before = [side.tokens[i].word for i in range(max(0, first.token - reach), first.token)]
    if before[-2:] in (["with", "a"], ["with", "an"]) and permits(side, first.clause):
        return True  # "may fish with a licence"
    if "without" in before[-2:] and side.clauses[first.clause].force is Force.BAN:
        return True  # "no one may enter without a guide"
    if any(w in {"and", "or", "as", "also", "with", "including", ","} for w in before):
        return False
    return any(w in _LIMITING for w in before)
