"""Whose hands a reason ties, where the texts name it themselves: who stands right before the modal of the clause that moved.

Nobody is better than the wrong one. The ugly cases: who only receives ("Arland will receive"), what is acted on in a passive, a
power to check, which binds those who are checked, and a name that ends a longer subject ("the allies of Arland").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plandiff.commitments import read
from plandiff.commitments.reading import Clause, Content, Force, Reading
from plandiff.commitments.stems import stem
from plandiff.judge.bearers import passive
from plandiff.judge.moves import RIGHT, checks
from plandiff.judge.synonyms import known
from plandiff.model import Reason

_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]+")
_SMALL = re.compile(r"(?<![^\W\d_])[a-z][^\W\d_]+")
_BEFORE = frozenset("the a an each every both either neither all any no such that and but or".split())
"""What may stand between the beginning of a clause and a name."""
_ARTICLES = {word: word for word in "the a an each every both either all".split()} | {"neither": "each"}
"""What stays before a name where it is shown."""
_JOINS = frozenset({"and", "or", ","})
_OPENERS = frozenset("while in for after as at on under by during with within upon from to if until once when where against not".split())
"""Words that open a clause with something else than its subject, up to a comma."""
_NO_ACT = frozenset(
    stem(w)
    for w in (
        "receive get gain regain obtain have enjoy benefit be remain stay become last begin start end expire apply enter cover consist"
    ).split()
)
"""Verbs whose subject is promised something, or is no one who acts."""
_NO_NAME = frozenset(
    (
        "anyone anybody anything everyone everybody everything someone somebody whoever whatever nothing nobody none neither either "
        "both such other others that this that these those they he she it peace ceasefire agreement treaty convention protocol "
        "accord annex article declaration memorandum plan charter law constitution act section part chapter paragraph"
    ).split()
)


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """The words, in lower case, that these texts write with a capital within a sentence, and never without."""
    both = "\n".join(texts)
    return frozenset(w.casefold() for w in _CAPITAL.findall(both)) - frozenset(_SMALL.findall(both))


def whom(reason: Reason, old: str, new: str, names: frozenset[str] = frozenset()) -> str:
    """The name of who is bound, as the texts have it; empty where they do not say, or do not say the same.

    Args:
        names: words that are known for names, in lower case. A word that only opens a sentence may be any word, unless no
            list of words has it: "Trade will resume".
    """
    said = [_named(read(text), words, names) for words, text in ((reason.old, old), (reason.new, new)) if words]
    return min(said) if len({name.casefold() for name in said}) == 1 else ""  # which spelling must not depend on the side


def _named(side: Reading, words: str, known_names: frozenset[str]) -> str:
    """Who acts in the clause with these words, where that is a name and the words stand in no other place."""
    at = side.text.find(words)
    if at < 0 or side.text.find(words, at + 1) >= 0:
        return ""
    for index, clause in enumerate(side.clauses):
        if side.tokens[clause.first].start <= at < side.tokens[clause.last - 1].end:
            return _subject(side, clause, known_names) if _acts(side, index) else ""
    return ""


def _acts(side: Reading, index: int) -> bool:
    """Whether the clause binds its subject, or lets it do something."""
    clause = side.clauses[index]
    if not clause.span.words or passive(side, clause) or checks(side, index):
        return False
    if clause.force is Force.PERMISSION and clause.level >= RIGHT:
        return False
    acts = [c.stem for c in side.content if c.clause == index and c.role == "act" and c.span.start >= clause.span.end]
    return bool(acts) and acts[0] not in _NO_ACT


def _subject(side: Reading, clause: Clause, known_names: frozenset[str]) -> str:
    """The names that end right before the modal, with nothing but an article, a time or a condition before them."""
    names = {c.token for c in side.content if c.name and not _common(side, c, known_names)}
    end = next((i for i in range(clause.first, clause.last) if side.tokens[i].start >= clause.span.start), clause.first)
    first = end
    while first > clause.first and (first - 1 in names or (first < end and _joins(side, first - 1, names, clause.first))):
        first -= 1
    if first == end:
        return ""
    before = first
    while before > clause.first and side.tokens[before - 1].word in _BEFORE:
        before -= 1
    if before > clause.first and not _aside(side, clause, before - 1):
        return ""
    article = _ARTICLES.get(side.tokens[first - 1].word, "") if first > before else ""
    return f"{article} {side.text[side.tokens[first].start : side.tokens[end - 1].end]}".lstrip()


def _common(side: Reading, word: Content, known_names: frozenset[str]) -> bool:
    """Whether its capital says nothing: it names no one, or opens its sentence and may be any word."""
    token = side.tokens[word.token]
    return token.word in _NO_NAME or not (token.capital or token.word in known_names or not known(token.word))


def _joins(side: Reading, at: int, names: set[int], least: int) -> bool:
    """Whether the word joins a name to one before it, be it with a comma between ("Arland, Drestan, and Norland")."""
    if at > least and side.tokens[at].word in _JOINS and side.tokens[at - 1].word == ",":
        at -= 1
    return at > least and side.tokens[at].word in _JOINS and at - 1 in names


def _aside(side: Reading, clause: Clause, at: int) -> bool:
    """Whether the token belongs to what stands before the subject: a time, a condition, or a phrase that a comma ends."""
    spans = [thing.span for things in (side.times, side.conditions) for thing in things]
    comma = side.tokens[at].word == ","
    if comma and side.tokens[clause.first].word in _OPENERS:
        return True
    start = side.tokens[at - 1].start if comma and at > clause.first else side.tokens[at].start
    return any(span.start <= start < span.end for span in spans)
