"""Subtracts the conditions, exceptions and escapes of two readings.

A condition on a duty or an exception to a ban binds less; on a permission it binds its holder more.
"""

from __future__ import annotations

import re
from collections import Counter

from plandiff.commitments import lexicon
from plandiff.commitments.reading import Clock, Condition, Force, Reading
from plandiff.commitments.stems import stem
from plandiff.judge.edits import comes_with
from plandiff.judge.moves import Related, checks, move, overlap, paired, permits, sideways
from plandiff.model import Element, Reason

_ALL_THE_SAME = frozenset({"even", "regardless", "irrespective", "whatever", "notwithstanding"})
"""Before what does not matter: "even if", "whatever the state of"."""
_WORDS = r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+"
_BREACH = frozenset(stem(w) for w in lexicon.words("breach"))
_PREFIXES = ("re", "un", "non")
"""What is told by a word with one of these, a clause tells with "again" or "not" ("the restart", "when it starts again")."""
_WITH_PREFIX = 6
_FREE = "unconditional"
_COMPELS = 5.0
_SAME_TERMS = 0.6
_NEAR = 0.8
_ALIKE = 0.5
_ASKED = frozenset(
    stem(w) for w in "written writing consent approval approve assent permission agree agreement".split()
)
"""How much of somebody's word is asked says the strength of a condition."""
_BARE = 2
"""Words of content that "if it does not" has fewer than."""
_SEVERAL = 1.5
"""An exception that takes in so many times the words of the other is another one."""
_NEW = 0.5
"""Share of what a clause rules that must be new for its condition to be a part of it."""
_BACK = 6
_CLOSE = 4
_TAKES_IN = frozenset({"including", "includes", "included"})
_ALL_AGREE = frozenset(
    f"conditions/{key}" for key in ("by consensus", "consensus of", "requires unanimity", "unanimous")
)
_OWED = frozenset({"conditions/in consultation with", "conditions/requires consent of"})
"""To hear somebody, or to need a consent, is itself owed, whatever the clause is."""
_HELD = 0.6
"""A condition whose words the other text has as its own commitment was not lost: it moved into the rule."""


def terms(
    old: Reading, new: Reading, alone_old: frozenset[str], alone_new: frozenset[str], related: Related
) -> list[Reason]:
    """Reasons for every condition that came, went, or asks for more or less of somebody's word.

    Args:
        alone_old, alone_new: stems of content words that only this side has.
    """
    pairs, rest_old, rest_new = _matched(old, new)
    reasons = [
        r
        for a, b in pairs
        if (r := _strength(a, b, old, new, related) or _another(a, b, old, new, related)) is not None
    ]
    reasons += [_one_sided(c, True, old, new) for c in rest_new if _news(c, new, alone_new, old, alone_old, related)]
    reasons += [_one_sided(c, False, old, new) for c in rest_old if _news(c, old, alone_old, new, alone_new, related)]
    return reasons + _unconditional(old, new)


def _news(
    condition: Condition, side: Reading, alone: frozenset[str], other: Reading, theirs: frozenset[str], related: Related
) -> bool:
    """Whether a condition that one side alone has is no other way of putting what the other says."""
    if _held(condition, other, related) or _counted(condition, side, other):
        return False
    if _of_a_breach(condition, side, other):
        return True
    return not (_attached(condition, side, alone, theirs) or comes_with(side, condition, other))


def restated(old: Reading, new: Reading) -> list[str]:
    """A line for every condition that both texts have, in words that share too little to say whether it asks the same."""
    pairs, _, _ = _matched(old, new)
    return [
        f'put otherwise: "{a.span.words}" > "{b.span.words}"'
        for a, b in pairs
        if a.strength == b.strength and overlap(a.content, b.content) < _SAME_TERMS
    ]


def _matched(old: Reading, new: Reading) -> tuple[list[tuple[Condition, Condition]], list[Condition], list[Condition]]:
    """Conditions that correspond, and those of each side that do not; one left on each side correspond, too."""
    asked_old, asked_new = ([c for c in side.conditions if c.kind != _FREE] for side in (old, new))
    pairs, rest_old, rest_new = paired(asked_old, asked_new, _likeness, 0.15)
    if len(rest_old) == len(rest_new) == 1:
        pairs.append((rest_old.pop(), rest_new.pop()))
    return pairs, rest_old, rest_new


def _unconditional(old: Reading, new: Reading) -> list[Reason]:
    """One side says outright that nothing may be asked in return, the other does not."""
    a, b = (next((c for c in side.conditions if c.kind == _FREE), None) for side in (old, new))
    if (a is None) == (b is None):
        return []
    one = a or b
    assert one is not None
    said = "nothing may be asked in return any more" if b else "no longer without conditions"
    words = (a.span.words if a else "", b.span.words if b else "")
    return [move(Element.CONDITION, b is not None, *words, said, one.rule)]


def _likeness(a: Condition, b: Condition) -> float:
    return overlap(a.content, b.content) + (0.2 if a.kind == b.kind else 0.0)


def _opens_item(condition: Condition, side: Reading) -> bool:
    """Whether a way out stands at the head of an item of a list ("prevent and, where practicable, eliminate")."""
    before = [t.word for t in side.tokens if t.end <= condition.span.start][-2:]
    return bool({"and", "or"} & set(before))


def _attached(condition: Condition, side: Reading, alone: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the condition hangs on words that only this side has, or itself compels: then it is no news of its own."""
    before = [c for c in side.content if c.span.end <= condition.span.start and c.clause == condition.clause]
    behind = [c for c in side.content if c.span.start >= condition.span.end and c.clause == condition.clause]
    host = before[-1] if before else behind[0] if behind else None
    only_verb = host is not None and host.role == "act" and len(side.clauses) == 1  # may be another way to put it
    news = len(alone) > 2 * len(theirs) + only_verb
    if host is not None and host.stem in alone and news and (before or not host.name):
        return True
    if condition.kind == "escape" and behind and behind[0].stem in alone and _opens_item(condition, side):
        return True
    if condition.clause and condition.kind == "condition" and _new_rule(side, condition, alone):
        return True
    return any(
        g.level >= _COMPELS and condition.span.start <= g.span.start < condition.span.end for g in side.enforcement
    )


def _new_rule(side: Reading, condition: Condition, alone: frozenset[str]) -> bool:
    """Whether a condition opens a further clause that is itself new: then nothing that stood depends on it."""
    if side.tokens[side.clauses[condition.clause].first].start < condition.span.start:
        return False
    ruled = [
        c
        for c in side.content
        if c.clause == condition.clause and c.role in {"operative", "act"} and c.span.start >= condition.span.end
    ]
    return len(ruled) > 1 and sum(c.stem in alone for c in ruled) >= _NEW * len(ruled)


def _held(condition: Condition, other: Reading, related: Related) -> bool:
    if condition.kind == "escape" or not condition.content:
        return False
    said = [c for c in other.content if not _taken_in(c.token, other, condition)]
    stems = frozenset(c.stem for c in said)
    words = [w for w in re.findall(_WORDS, condition.span.words.lower()) if stem(w) in condition.content]
    by_meaning = condition.kind != "exception" and not condition.strength  # what is excepted is told by its very words
    theirs = {c.span.words.lower() for c in said}
    if by_meaning:
        theirs |= {t.removeprefix(p) for t in theirs for p in _PREFIXES if t.startswith(p) and len(t) > _WITH_PREFIX}
        stems |= {stem(t) for t in theirs}
    held = sum(stem(w) in stems or (by_meaning and any(related(w, t) >= _NEAR for t in theirs)) for w in words)
    return held / max(1, len(words)) >= _HELD


def _counted(condition: Condition, side: Reading, other: Reading) -> bool:
    """Whether a condition is told by a threshold or a time that the other text has, too."""
    times = [t for t in side.times if condition.span.start <= t.span.start < condition.span.end]
    other_times = [t for t in other.times if t.clock is not Clock.EVENT]
    if any(t.absolute == o.absolute and t.value == o.value for t in times for o in other_times):
        return True
    inside = [q for q in side.quantities if condition.span.start <= q.span.start < condition.span.end]
    return any(q.unit == o.unit == "percent" and abs(q.value - o.value) < 1 for q in inside for o in other.quantities)


def _taken_in(at: int, side: Reading, condition: Condition) -> bool:
    """Whether a word stands right behind "without" or "including": there it says that the condition does not hold."""
    near = [t.word for t in side.tokens[max(0, at - _BACK) : at]]
    if "need not" in " ".join(near) or _ALL_THE_SAME & set(near) or {"whether", "or", "not"} <= set(near):
        return True
    if condition.kind == "exception" and any(t.word == "included" for t in side.tokens[at + 1 : at + _BACK]):
        return True
    if condition.kind == "exception":
        return any(word in _TAKES_IN for word in near)
    banned = any(c.first <= at < c.last and c.force is Force.BAN for c in side.clauses)
    denies = bool({"no", "not", "without"} & set(condition.span.words.lower().split()))
    return not banned and (
        ("without" in near[-_CLOSE:] and not denies)
        or (bool(condition.strength) and ("without" in near or near[-1:] == ["no"]))
    )


def _tightens(condition: Condition, old: Reading, new: Reading, side: Reading) -> bool:
    """Whether the condition limits a permission (or qualifies an exception) on both sides, so that more of it binds more."""
    other = new if side is old else old
    if checks(side, condition.clause):
        return False
    if condition.rule in _OWED:
        return True
    return permits(side, condition.clause) and any(permits(other, i) for i in range(len(other.clauses)))


def _either_tightens(a: Condition, b: Condition, old: Reading, new: Reading) -> bool:
    """Whether two conditions that correspond limit a permission, as seen from either: a cut may part one from its rule."""
    return _tightens(a, old, new, old) or _tightens(b, old, new, new)


def _strength(a: Condition, b: Condition, old: Reading, new: Reading, related: Related) -> Reason | None:
    wider = (_wider(a, b, old, new) or _excepted(a, b, old, new, related)) if a.kind == b.kind else None
    if wider is not None or a.strength == b.strength or not (a.strength and b.strength):
        return wider
    asks_more = b.strength > a.strength
    limits = _either_tightens(a, b, old, new) or (a.kind == b.kind and a.kind in {"exception", "only"})
    said = "asks for more before it is allowed" if asks_more else "asks for less before it is allowed"
    return move(Element.CONDITION, asks_more == limits, a.span.words, b.span.words, said, b.rule)


def _wider(a: Condition, b: Condition, old: Reading, new: Reading) -> Reason | None:
    """One and the same condition asks for more, or for one of several; an exception takes in more or less."""
    either = _ties(b.span.words)["or"] - _ties(a.span.words)["or"]
    same, grows = a.content == b.content, a.content < b.content
    listed = bool(_ties((b if grows else a).span.words) - _ties((a if grows else b).span.words))
    if (same and not either) or not (same or ((grows or b.content < a.content) and listed)):
        return None
    if _said_elsewhere(b if grows else a, new if grows else old, a.content ^ b.content, old if grows else new):
        return None
    if a.kind == "exception":
        if same:
            return None
        said = "the exception takes in more" if grows else "the exception takes in less"
        return move(_both_except(a, b, old, new), not grows, a.span.words, b.span.words, said, b.rule)
    asks_more = either < 0 if either else grows
    said = "asks for more first" if asks_more else "asks for less first"
    return move(
        Element.CONDITION, asks_more == _either_tightens(a, b, old, new), a.span.words, b.span.words, said, b.rule
    )


def _excepted(a: Condition, b: Condition, old: Reading, new: Reading, related: Related) -> Reason | None:
    """A condition put in other words asks for all that the other does, and for something else; so with an exception."""
    if a.kind not in {"exception", "condition"} or not (a.content and b.content):
        return None
    gone, come, least = _only_in_one(a, b, related)
    grows = bool(come)
    tied = bool(_ties((b if grows else a).span.words) - _ties((a if grows else b).span.words))
    if bool(gone) == bool(come) or not tied:
        return None
    words = a.span.words, b.span.words
    if a.kind == "condition":
        extra = frozenset(stem(w) for w in come or gone)
        if _said_elsewhere(b if grows else a, new if grows else old, extra, old if grows else new):
            return None
        said = "asks for more first" if grows else "asks for less first"
        more_first = _ties((b if grows else a).span.words)["and"] > 0
        return (
            move(Element.CONDITION, grows == _either_tightens(a, b, old, new), *words, said, b.rule)
            if more_first
            else None
        )
    if a.strength and b.strength:
        said = "asks for more before it is allowed" if grows else "asks for less before it is allowed"
        return move(Element.CONDITION, grows, *words, said, b.rule)
    if len(come or gone) >= _SEVERAL * least:
        return None
    said = "the exception takes in more" if grows else "the exception takes in less"
    return move(_both_except(a, b, old, new), not grows, *words, said, b.rule)


def _only_in_one(a: Condition, b: Condition, related: Related) -> tuple[list[str], list[str], int]:
    """The words of two conditions that the other has in no word of like meaning, and how many the shorter has."""
    mine, theirs = (
        [w for w in c.span.words.lower().replace(",", " ").split() if stem(w) in c.content and stem(w) not in _ASKED]
        for c in (a, b)
    )
    gone = [v for v in mine if all(related(v, w) < _ALIKE and stem(v) != stem(w) for w in theirs)]
    come = [w for w in theirs if all(related(v, w) < _ALIKE and stem(v) != stem(w) for v in mine)]
    return gone, come, min(len(mine), len(theirs))


def _another(a: Condition, b: Condition, old: Reading, new: Reading, related: Related) -> Reason | None:
    """Something else has to happen first, in texts that are otherwise the same."""
    if a.rule != b.rule or a.kind != "condition" or a.content & b.content or not (a.content and b.content):
        return None
    rests = [
        {c.stem for c in side.content if not condition.span.start <= c.span.start < condition.span.end}
        for side, condition in ((old, a), (new, b))
    ]
    words = [[w for w in c.span.words.lower().split() if stem(w) in c.content] for c in (a, b)]
    if rests[0] != rests[1] or any(related(v, w) >= _ALIKE for v in words[0] for w in words[1]):
        return None
    return sideways(Element.CONDITION, a.span.words, b.span.words, "something else is asked for first", b.rule)


def _said_elsewhere(condition: Condition, side: Reading, words: frozenset[str], other: Reading) -> bool:
    """Whether what only the longer condition names stands outside it, too, or somewhere in the other text."""
    outside = {c.stem for c in side.content if not condition.span.start <= c.span.start < condition.span.end} | {
        c.stem for c in other.content
    }
    return bool(words & outside)


def _ties(words: str) -> Counter[str]:
    return Counter(w for w in words.lower().replace(",", " , ").split() if w in {"and", "or", ","})


def _one_sided(condition: Condition, appears: bool, old: Reading, new: Reading) -> Reason:
    words = ("", condition.span.words) if appears else (condition.span.words, "")
    side, other = (new, old) if appears else (old, new)
    if _of_a_breach(condition, side, other):
        said = "an answer to a breach comes in" if appears else "an answer to a breach goes"
        return move(Element.ENFORCEMENT, appears, *words, said, condition.rule)
    if condition.rule in _ALL_AGREE and any(t.word == "majority" for t in other.tokens):
        return sideways(Element.CONDITION, *words, "another rule for decisions", condition.rule)
    if condition.kind == "only" and side.clauses[condition.clause].force is Force.BAN:
        said = "allowed on a condition only" if appears else "allowed without the condition"
        return move(Element.CONDITION, appears, *words, said, condition.rule)
    tightens = condition.kind != "exception" and _tightens(condition, old, new, new if appears else old)
    noun = {"exception": "an exception", "escape": "a way out"}.get(condition.kind, "a condition")
    said = f"{noun} comes in" if appears else f"{noun} goes"
    return move(_excepts(condition, side), appears == tightens, *words, said, condition.rule)


def _both_except(a: Condition, b: Condition, old: Reading, new: Reading) -> Element:
    """What two exceptions that correspond belong to: to a ban only where both do, as seen from either side."""
    mine, theirs = _excepts(a, old), _excepts(b, new)
    return mine if mine is theirs else Element.CONDITION


def _of_a_breach(condition: Condition, side: Reading, other: Reading) -> bool:
    """Whether a clause of its own says what follows where a duty is not kept, and the other text speaks of no breach."""
    fails = condition.content & _BREACH or (condition.span.words.endswith(" not") and len(condition.content) < _BARE)
    if condition.kind != "condition" or not fails or len(side.clauses) <= len(other.clauses):
        return False
    answered = any(g.level >= _COMPELS for g in other.enforcement)
    return not answered and not any(c.stem in _BREACH for c in other.content)


def _excepts(condition: Condition, side: Reading) -> Element:
    """What an exception belongs to: one that takes acts or things out of a ban narrows the ban; "unless" is a condition."""
    clause = side.clauses[condition.clause]
    named = condition.kind == "exception" and not condition.strength and condition.rule != "conditions/unless"
    return Element.PROHIBITION if named and clause.force is Force.BAN and not clause.narrowed else Element.CONDITION
