"""Finds the words by which a text binds (shall, may, urges), and leaves out those that only look like it or bind in passing."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from plandiff.commitments.asides import asides
from plandiff.commitments.lexicon import Entry, matcher
from plandiff.commitments.phrases import Hit
from plandiff.commitments.stems import GOVERNS
from plandiff.commitments.tokens import Token, word_at

ONLY = frozenset({"only", "solely", "exclusively"})
NEGATORS = frozenset({"not", "never", "neither", "nor", "nobody", "none", "nothing", "cannot"})
_BEFORE_A_WILL = frozenset({"at", "his", "her", "its", "their", "own", "free", "political", "good", "people's"})
_BEFORE_A_PERMIT = frozenset(
    "the such of a all any no issue issues issuing grant grants special general export import work new its their these and".split()
)
_BEFORE_A_SPEECH = frozenset(
    "the a an any such its their his her written official formal upon on at of by this that each every further prior express joint".split()
)
_BREAKS = frozenset({",", ";", ":", ".", "—", "–", "(", ")"})
_SHORT = 6
"""How far back "which" or "as" may stand that makes what follows an aside, in tokens."""
_FAR = 14
"""How far back the modal may stand that governs a verb behind an insertion, in tokens."""
_NAME = 6
"""How far back "which only" may stand, in tokens."""


class Modal(NamedTuple):
    """A modal, or another entry of the lexicon of modality, at tokens ``start`` to ``end`` (end not included)."""

    entry: Entry
    start: int
    end: int


def modals(tokens: Sequence[Token]) -> list[Modal]:
    """All that binds, in order; a noun, a condition, an aside and what is only spoken of do not."""
    aside = asides(tokens)
    return [
        m
        for m in _found(tokens)
        if not (
            m.start in aside
            or _is_noun(tokens, m)
            or _opens_condition(tokens, m)
            or _in_condition(tokens, m.start)
            or _in_relative(tokens, m)
            or _spoken_of(tokens, m)
            or _prefers(tokens, m)
        )
    ]


def _found(tokens: Sequence[Token]) -> list[Modal]:
    hits: list[Hit[Entry]] = matcher("modality").find(tokens)
    return [
        Modal(h.entry, h.start, h.end)
        for h in hits
        if not (h.entry.kind == "wrap" and h.start and _of_a_noun(tokens, h.start, h.end))
    ]


def _of_a_noun(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether what looks like a verb of thinking is a noun ("the study", "an independent study of its effects")."""
    if tokens[start - 1].word in {"a", "an", "the"}:
        return tokens[start].word != "voluntary"  # "on a voluntary basis"
    return (
        tokens[start].word in {"study", "attempt", "plan", "hope", "wish"}
        and end < len(tokens)
        and tokens[end].word == "of"
    )


def _in_condition(tokens: Sequence[Token], at: int) -> bool:
    """Whether a conditional word opens the stretch, back to the last punctuation mark, in which the token stands."""
    for back in range(at - 1, max(-1, at - 12), -1):
        token = tokens[back]
        if token.sentence != tokens[at].sentence or token.word in _BREAKS:
            return False
        if token.word in {"if", "unless", "when", "whenever", "once", "whether"}:
            return True
        if token.word in {"shall", "will", "must", "may", "should"}:
            return False
    return False


def _in_relative(tokens: Sequence[Token], trigger: Modal) -> bool:
    """Whether the trigger permits something in passing ("a zone which may be ..."): no permission of its own."""
    if tokens[trigger.start].word == "voluntarily":
        return _of_whom(tokens, trigger.start)
    if trigger.entry.kind not in {"permission", "right"} or not trigger.start:
        return False
    return (
        tokens[trigger.start - 1].word in {"which", "that", "who"}
        or _which_only(tokens, trigger.start)
        or _as_it_may(tokens, trigger.start)
    )


def _of_whom(tokens: Sequence[Token], at: int) -> bool:
    """Whether "who have enlisted" stands before: it tells which people are meant."""
    for back in range(at - 1, max(-1, at - _SHORT), -1):
        if not tokens[back].is_word or tokens[back].word in GOVERNS:
            return False
        if tokens[back].word == "who":
            return True
    return False


def _as_it_may(tokens: Sequence[Token], at: int) -> bool:
    """Whether somebody may do it in passing ("areas in which it may fish", "such measures as the Parties may adopt")."""
    for back in range(at - 1, max(-1, at - _SHORT), -1):
        token = tokens[back]
        if token.word in {"which", "whom", "whose"}:
            return back > 1 and tokens[back - 1].is_word and tokens[back - 2].is_word
        if token.word == "as":
            return any(t.word == "such" for t in tokens[max(0, back - _SHORT) : back]) or back == at - 1
        if not token.is_word or token.word in NEGATORS:
            return False
    return False


def _which_only(tokens: Sequence[Token], at: int) -> bool:
    """Whether "which only the Council" stands before: it says in passing who decides."""
    near = [t.word for t in tokens[max(0, at - _NAME) : at]]
    return any(a in {"which", "that"} and b in ONLY for a, b in pairwise(near))


def _is_noun(tokens: Sequence[Token], trigger: Modal) -> bool:
    """Whether "May" is the month (it has a capital), or "will" a noun ("against his will")."""
    at = trigger.start
    if tokens[at].word == "may" and tokens[at].capital:
        return True
    if trigger.entry.kind == "speech" and at and tokens[at - 1].word in _BEFORE_A_SPEECH:
        return True
    if tokens[at].word == "permits" and (tokens[at - 1].word in _BEFORE_A_PERMIT or not _leads_to(tokens, at)):
        return True
    if tokens[at].word == "will" and at and tokens[at - 1].word in _BEFORE_A_WILL:
        return True
    opens = not at or tokens[at - 1].sentence != tokens[at].sentence
    return tokens[at].word == "may" and opens and at + 1 < len(tokens) and tokens[at + 1].is_number


def _leads_to(tokens: Sequence[Token], at: int) -> bool:
    """Whether "to" follows soon: somebody is permitted to do something."""
    return any(t.word == "to" for t in tokens[at + 1 : at + 7])


def _opens_condition(tokens: Sequence[Token], trigger: Modal) -> bool:
    """Whether *should* opens the sentence: "Should X attack, ..." is a condition."""
    at = trigger.start
    return tokens[at].word == "should" and (at == 0 or tokens[at - 1].sentence != tokens[at].sentence)


def _prefers(tokens: Sequence[Token], trigger: Modal) -> bool:
    """Whether "those who would rather stay" says what somebody likes."""
    return tokens[trigger.start].word == "would" and bool(
        {"rather", "prefer", "sooner"} & {word_at(tokens, trigger.end + i) for i in range(-1, 1)}
    )


def _spoken_of(tokens: Sequence[Token], trigger: Modal) -> bool:
    """Whether a verb of speech is itself what shall be done ("is asked to recommend"): then the verb before it binds."""
    if trigger.entry.kind != "speech" or not trigger.start:
        return False
    if trigger.entry.phrase.startswith("call|") and word_at(tokens, trigger.end) in GOVERNS:
        return True  # "such laws as the plan calls for shall be passed"
    if tokens[trigger.start - 1].word in GOVERNS | {"to"}:
        return True
    bare = not tokens[trigger.start].word.endswith(("s", "d"))
    back = tokens[max(0, trigger.start - _FAR) : trigger.start]
    return (
        bare
        and tokens[trigger.start - 1].word.endswith(("ly", ","))
        and any(t.word in GOVERNS and t.sentence == tokens[trigger.start].sentence for t in back)
    )
