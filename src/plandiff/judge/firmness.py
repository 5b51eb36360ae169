"""Subtracts how firmly two readings bind: modality, and bans that come or go."""

from __future__ import annotations

from plandiff.commitments.reading import Clause, Force, Reading, Role
from plandiff.commitments.stems import stem
from plandiff.judge.moves import in_condition, move, overlap, paired, sideways
from plandiff.model import Element, Reason

_STEP = 0.75
"""Smaller steps on the ladder are evidence for no verdict."""
_LEAST = 0.35
_SAME_FORCE = 0.2
_SAME_ACT = 0.85
_RIGHTS = ("modality/has the right", "modality/is entitled to")
"""Rules of a right that is given by its name, which promises more than leave."""
_LETS = frozenset({"allowed", "permitted", "able", "let", "entitled", "enabled"})
"""What somebody "shall be allowed" is a duty of those who allow it, and a permission in other words."""
_NAMED_BAN = "modality/prohibit"
_LIMITS = frozenset(stem(w) for w in "restricted limited curbed discouraged regulated controlled reduced tolerated licensed".split())
_REACHES = frozenset(stem(w) for w in ("cover", "apply", "extend", "include", "bind", "concern"))
"""Verbs of which the denial takes something out of the reach of a rule."""


def firmness(old: Reading, new: Reading) -> list[Reason]:
    """Reasons for every pair of matching clauses that bind differently."""
    if len(old.clauses) == 1 and len(new.clauses) == 1:
        pairs = [(old.clauses[0], new.clauses[0])]
    else:
        pairs, rest_old, rest_new = paired(old.clauses, new.clauses, _likeness, _LEAST)
        if (
            len(rest_old) == 1
            and len(rest_new) == 1
            and (not pairs or _in_one_place(old, rest_old[0], new, rest_new[0]))
        ):
            pairs.append((rest_old[0], rest_new[0]))
    caps = all(
        any(q.role is Role.CEILING and not in_condition(side, q.span.start) for q in side.quantities)
        for side in (old, new)
    )
    alone = len(old.clauses) == len(new.clauses) == 1
    return [reason for a, b in pairs if not (caps and a.force is not b.force) and (reason := _step(a, b, alone)) is not None]


def _in_one_place(old: Reading, a: Clause, new: Reading, b: Clause) -> bool:
    """Whether two clauses without a word in common are the same part of texts of the same build, and none says what is let be."""
    lets = any(t.word in _LETS for side, c in ((old, a), (new, b)) for t in side.tokens[c.first : c.last])
    if lets or {Force.BAN, Force.RELEASE} & {a.force, b.force}:
        return False
    return len(old.clauses) == len(new.clauses) and old.clauses.index(a) == new.clauses.index(b)


def _likeness(a: Clause, b: Clause) -> float:
    """Shared words; where these leave it open, clauses of one force belong together."""
    return overlap(a.content, b.content) + (_SAME_FORCE if a.force is b.force else 0.0)


def _step(old: Clause, new: Clause, alone: bool) -> Reason | None:
    """What became of a clause.

    Args:
        alone: whether neither text has another: beside "nobody may stop them", "may" is as much as a right.
    """
    if old.in_question or new.in_question:
        return None
    forces = {old.force, new.force}
    words = (old.span.words, new.span.words)
    if forces == {Force.BAN, Force.RELEASE} and any(c.rule.startswith("modality/exempt") for c in (old, new)):
        return None  # nobody may do it to them, or they need not suffer it: the same protection
    if forces == {Force.BAN, Force.PERMISSION} and (old.narrowed or new.narrowed) and _alike(words):
        return None  # the condition or the cap that narrows it is compared as such
    if forces in ({Force.BAN, Force.PERMISSION}, {Force.BAN, Force.RELEASE}):
        if min(old.level, new.level) <= 1 and (old if old.force is Force.BAN else new).level <= 1:
            return None
        harder = new.force is Force.BAN
        said = "what was permitted is banned" if harder else "what was banned is permitted"
        return move(Element.PROHIBITION, harder, *words, said, (new if harder else old).rule)
    right = alone and any(c.rule.startswith(_RIGHTS) for c in (old, new))
    if forces == {Force.PERMISSION, Force.RELEASE} or (forces == {Force.PERMISSION} and not right):
        return None
    if forces == {Force.BAN, Force.DUTY} and (less := _merely_limited(old, new)) is not None:
        return less
    if forces == {Force.BAN, Force.DUTY} and overlap(old.content, new.content) >= _SAME_ACT:
        return _denied(old, new) if not _opposite(old, new) else None
    if forces == {Force.BAN, Force.DUTY} and abs(old.level - new.level) < 1.5:
        return None
    step = new.level - old.level
    if abs(step) < _STEP:
        return None
    return move(
        Element.MODALITY,
        step > 0,
        *words,
        _said(old, new, step),
        (new if new.rule != "modality/declared" else old).rule,
    )


def _merely_limited(old: Clause, new: Clause) -> Reason | None:
    """One text bans by name what the other only limits ("is banned", "is restricted")."""
    ban, other = (old, new) if old.force is Force.BAN else (new, old)
    if not ban.rule.startswith(_NAMED_BAN) or not other.content & _LIMITS or ban.content & _LIMITS:
        return None
    harder = new is ban
    said = "banned, not only limited" if harder else "only limited, not banned"
    return move(Element.PROHIBITION, harder, old.span.words, new.span.words, said, ban.rule)


def _alike(words: tuple[str, str]) -> bool:
    return words[0].lower().split()[:1] == words[1].lower().split()[:1]


def _opposite(old: Clause, new: Clause) -> bool:
    """Whether each names an act that the other does not: to keep frozen is not to release."""
    return bool(old.content - new.content) and bool(new.content - old.content)


def _denied(old: Clause, new: Clause) -> Reason | None:
    """One text says of the same act that it is, the other that it is not."""
    words = (old.span.words, new.span.words)
    if _REACHES & old.content & new.content:
        harder = new.force is Force.DUTY
        return move(Element.SCOPE, harder, *words, "covered as well" if harder else "not covered", "modality/denied")
    if not old.span.words or old.span.words != new.span.words:
        return None
    return sideways(
        Element.PROHIBITION, *words, "the same act is owed on one side and ruled out on the other", "modality/denied"
    )


def _said(old: Clause, new: Clause, step: float) -> str:
    a, b = _name(old), _name(new)
    return f"{a} becomes {b}: it binds {'more' if step > 0 else 'less'} firmly"


def _name(clause: Clause) -> str:
    if clause.force is Force.RELEASE:
        return "a release"
    if clause.force is Force.PERMISSION and clause.level <= 1:
        return "a permission"
    level = clause.level
    if level >= 5:
        return (
            "a firm commitment"
            if clause.force is Force.DUTY
            else "a firm ban"
            if clause.force is Force.BAN
            else "a right"
        )
    if level >= 4:
        return "an urging"
    if level >= 3:
        return "a recommendation"
    if level >= 2:
        return "an expectation or effort"
    return "an intention or consideration" if level >= 1 else "a remark"
