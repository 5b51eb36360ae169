"""What no other subtraction explains: content words that only one side has.

A phrase that comes or goes while the rest stands is scope; a word replaced in a frame that stands is another object or actor;
where both sides differ throughout, the words are a paraphrase and the most that can be said is a doubt.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from plandiff.commitments import lexicon
from plandiff.commitments.phrases import Matcher
from plandiff.commitments.reading import Clause, Content, Force, Reading
from plandiff.judge.moves import Related, move, only_permits, sideways
from plandiff.model import Element, Reason


_NEAR = 0.5
_INSTITUTIONS = lexicon.words("institutions")
_ANY_PARTY = frozenset({"state", "countri", "parti", "side", "govern", "nation"})
_FRAME = 0.55
_FEW = 6
_EXPLAINED = 0.3
"""Share of the other text that may stay unexplained for a clause to count as added or dropped, not as put otherwise."""
_LIST_FRAME = 0.68
_SAME_FRAME = 0.9
_NEARLY_ALL = 0.85
_LONE = 0.75
"""Share of a clause's content that must be missing from the other text for it to count as a clause of its own."""
_VERBATIM = 0.78
"""Share of the shorter text's words that must stand in the other for a difference to be a replacement, not a paraphrase."""


@dataclass(frozen=True, slots=True)
class Residue:
    """Words that stand on one side only, as phrases, and the share of that side's content they make up."""

    words: tuple[Content, ...]
    phrases: tuple[tuple[Content, ...], ...]
    share: float

    @property
    def count(self) -> int:
        """How many words."""
        return len(self.words)


def residue(side: Reading, other: Reading, related: Related, acts: bool = False) -> Residue:
    """The content of ``side`` that ``other`` does not have in the same or a related word."""
    theirs = frozenset(c.stem for c in other.content)
    literal = _kept(side, other) >= _NEARLY_ALL
    again = frozenset() if acts else _said_again(side, other)
    their_words = frozenset(c.span.words.lower() for c in other.content)
    mine, others = (*side.strength, *side.enforcement), (*other.strength, *other.enforcement)
    ladders = {g.key for g in mine} & {g.key for g in others}
    graded = [(g.span.start, g.span.end) for g in mine if g.key in ladders]
    alone = [
        c
        for c in side.content
        if (c.role == "operative" or (acts and c.role == "act"))
        and (c.stem not in theirs or c.token in again)
        and not any(a <= c.span.start < b for a, b in graded)
        and (literal or c.token in again or not any(related(c.span.words.lower(), t) >= _NEAR for t in their_words))
    ]
    phrases: list[list[Content]] = []
    for item in alone:
        if phrases and item.token - phrases[-1][-1].token <= 3 and item.clause == phrases[-1][-1].clause:
            phrases[-1].append(item)
        else:
            phrases.append([item])
    return Residue(tuple(alone), tuple(tuple(p) for p in phrases), len(alone) / max(1, len(side.content)))


def lone_reasons(
    old: Reading, lone_old: frozenset[int], new: Reading, lone_new: frozenset[int], related: Related, settled: bool
) -> list[Reason]:
    """A clause without counterpart came or went as a whole: scope; in a pure permission it binds nobody more."""
    if settled or bool(lone_old) == bool(lone_new):
        return []
    side, lone, other = (new, lone_new, old) if lone_new else (old, lone_old, new)
    if residue(other, side, related).share > _EXPLAINED:
        return []
    clause = side.clauses[min(lone)]
    if clause.force is Force.PERMISSION:
        return []
    words = side.text[side.tokens[clause.first].start : side.tokens[clause.last - 1].end]
    pair = ("", words) if lone_new else (words, "")
    said = "a clause comes in" if lone_new else "a clause goes"
    return [move(Element.SCOPE, bool(lone_new), *pair, said, "residue/clause")]


def leftovers(old: Reading, new: Reading, related: Related, settled: bool) -> tuple[list[Reason], list[str]]:
    """Reasons, and doubts, from what only one side has.

    Args:
        settled: whether other subtractions found reasons already; then only what is beyond doubt is added.
    """
    a, b = residue(old, new, related), residue(new, old, related)
    if not a.count and not b.count:
        return _exchanged(old, new), []
    if _same_parties(a, b):
        return [], _doubts(old, a, new, b)
    actor = _actor(old, a, new, b)
    if actor is not None:
        return [actor], []
    if not a.count or not b.count:
        return _one_sided(a, b, old, new, settled)
    if not settled and _kept(old, new) >= _FRAME and all(w.name for w in (*a.words, *b.words)):
        return [_replaced(old, a, new, b)], []
    joined = _joined(old, a, new, b)
    if joined is not None:
        return [joined], _doubts(old, a, new, b)
    if not settled and _kept(old, new) >= _VERBATIM and max(a.share, b.share) <= 0.4 and max(a.count, b.count) <= 3:
        return [_replaced(old, a, new, b)], []
    return [], _doubts(old, a, new, b)


def _said_again(side: Reading, other: Reading) -> frozenset[int]:
    """Tokens of words that the other text has too, but less often, where it has nearly all the words of this kind of text.

    "Deep cuts in carbon dioxide, and deep cuts in other gases" adds a clause without adding a word.
    """
    if _kept(side, other) < _SAME_FRAME:
        return frozenset()
    left = Counter(c.stem for c in other.content)
    again = set()
    for c in sorted(side.content, key=lambda c: c.role != "operative"):  # what another reader has taken may be extra
        left[c.stem] -= 1
        if left[c.stem] < 0:
            again.add(c.token)
    return frozenset(again)


def lone_clauses(side: Reading, other: Reading, related: Related) -> frozenset[int]:
    """Clauses of which the other text has next to nothing, where it has fewer clauses than this one."""
    if len(side.clauses) <= len(other.clauses):
        return frozenset()
    alone = {w.token for w in residue(side, other, related, acts=True).words}
    lone = set()
    for index in range(len(side.clauses)):
        mine = [c for c in side.content if c.clause == index and c.role in ("operative", "act")]
        if len(mine) >= 2 and sum(c.token in alone for c in mine) / len(mine) >= _LONE:
            lone.add(index)
    return frozenset(lone)


def _same_parties(a: Residue, b: Residue) -> bool:
    """Whether one side names parties and the other only says "the States": nobody is put in another's place."""
    return any(
        names.count and others.count and all(w.stem in _ANY_PARTY for w in others.words)
        for names, others in ((a, b), (b, a))
    )


def _kept(old: Reading, new: Reading) -> float:
    """Share of the words of the shorter text that the other has too."""
    a = Counter(t.word for t in old.tokens if t.is_word or t.is_number)
    b = Counter(t.word for t in new.tokens if t.is_word or t.is_number)
    return (a & b).total() / max(1, min(a.total(), b.total()))


def _actor(old: Reading, a: Residue, new: Reading, b: Residue) -> Reason | None:
    """Who acts was replaced, or all parties take the place of one, while everything else stands."""
    if len(old.clauses) != len(new.clauses) and not (a.count == 0 or b.count == 0):
        return None
    old_subject, new_subject = _subjects(old), _subjects(new)
    if not all(w.stem in old_subject for w in a.words) or not all(w.stem in new_subject for w in b.words):
        return None
    pair = _words(old, a), _words(new, b)
    everybody_old, everybody_new = any(c.everybody for c in old.clauses), all(c.everybody for c in new.clauses)
    if (
        a.count
        and not b.count
        and everybody_new
        and all(w.name for w in a.words)
        and not all(c.everybody for c in old.clauses)
    ):
        return move(Element.SCOPE, True, *pair, "every party is bound, not one alone", "residue/everybody")
    if (
        b.count
        and not a.count
        and all(w.name for w in b.words)
        and all(c.everybody for c in old.clauses)
        and not everybody_new
    ):
        return move(Element.SCOPE, False, *pair, "one party alone is bound, not every party", "residue/everybody")
    if a.count and b.count and not everybody_old and _kept(old, new) >= 0.5 and _acts(a) and _acts(b):
        return sideways(Element.ACTOR, *pair, "somebody else is bound", "residue/actor")
    return None


def _exchanged(old: Reading, new: Reading) -> list[Reason]:
    """The same words, but who acts and who is acted on have changed places."""
    if len(old.clauses) != 1 or len(new.clauses) != 1 or any(t.word == "by" for t in (*old.tokens, *new.tokens)):
        return []
    first, second = ([c for c in side.content if c.name and c.stem in side.clauses[0].subject] for side in (old, new))
    if not first or not second or {c.stem for c in first} & {c.stem for c in second}:
        return []
    return [sideways(Element.ACTOR, first[0].span.words, second[0].span.words, "somebody else is bound", "residue/exchanged")]


def _names(rest: Residue) -> bool:
    return any(w.name for w in rest.words)


def _acts(rest: Residue) -> bool:
    """Whether the words hold a name or an office: somebody who can act."""
    return any(w.name or w.span.words.lower() in _INSTITUTIONS for w in rest.words)


def _joined(old: Reading, a: Residue, new: Reading, b: Residue) -> Reason | None:
    """Names that join, or leave, a list of names that stands ("the United States and Russia" and Ukraine)."""
    if _names(a) == _names(b) or _kept(old, new) < _LIST_FRAME or a.count + b.count > _FEW:
        return None
    comes = _names(b)
    side, rest = (new, b) if comes else (old, a)
    listed = [w for w in rest.words if w.name and _in_list(side, w)]
    if not listed:
        return None
    words = " … ".join(w.span.words for w in listed)
    pair = ("", words) if comes else (words, "")
    if _placed(side, rest):
        return move(Element.SCOPE, comes, *pair, "also covered" if comes else "no longer covered", "residue/place")
    said = "joins those named" if comes else "is no longer among those named"
    return move(Element.ACTOR, comes, *pair, said, "residue/joined")


def _in_list(side: Reading, word: Content) -> bool:
    """Whether a comma or *and* ties the name to another name."""
    near = side.tokens[max(0, word.token - 3) : word.token + 4]
    return not any(t.word in {"/", "+"} for t in near) and any(t.word in {",", "and"} for t in near) and sum(t.capital for t in near) >= 2


def _subjects(reading: Reading) -> frozenset[str]:
    return frozenset().union(*(c.subject for c in reading.clauses)) if reading.clauses else frozenset()


def _replaced(old: Reading, a: Residue, new: Reading, b: Residue) -> Reason:
    pair = _words(old, a), _words(new, b)
    wide_old, wide_new = _universals(old), _universals(new)
    if wide_old != wide_new and len(old.clauses) == len(new.clauses) == 1 and a.count <= 2 and b.count <= 2:
        wider = wide_new > wide_old
        ban = any(c.force is Force.BAN for c in (new if wider else old).clauses)
        element = Element.PROHIBITION if ban else Element.SCOPE
        return move(
            element,
            wider,
            *pair,
            "a wider class is covered" if wider else "a narrower class is covered",
            "residue/class",
        )
    if all(w.name for w in (*a.words, *b.words)) and not (_placed(old, a) or _placed(new, b)):
        return sideways(Element.ACTOR, *pair, "somebody else takes part", "residue/replaced")
    return sideways(Element.OBJECT, *pair, "something else stands in its place", "residue/replaced")


def _placed(side: Reading, rest: Residue) -> bool:
    """Whether a name says where, not who."""
    near = (side.tokens[max(0, w.token - 2) : w.token] for w in rest.words if w.name)
    return any(t.word in {"in", "at", "near", "from", "towards", "off", "on"} for before in near for t in before)


def _universals(reading: Reading) -> int:
    return sum(1 for g in reading.scope if g.level > 0)


def _one_sided(a: Residue, b: Residue, old: Reading, new: Reading, settled: bool) -> tuple[list[Reason], list[str]]:
    appears = b.count > 0
    side, rest = (new, b) if appears else (old, a)
    words = _words(side, rest)
    tied = _coordinated(side, rest) and _kept(old, new) >= _LIST_FRAME
    alone = rest.count == 1 and _kept(old, new) < _VERBATIM and not tied
    plain_case = tied or _kept(old, new) >= _NEARLY_ALL
    if (rest.count < (3 if settled else 1) and not plain_case) or alone:
        return [], [f"also new: {words}" if appears else f"no longer said: {words}"]
    limits = _kept(old, new) >= _VERBATIM and not _coordinated(side, rest) and _limits(side, rest)
    if not limits and _kept(old, new) < _FRAME:
        return [], [f"also new: {words}" if appears else f"no longer said: {words}"]
    permission = only_permits(old) and only_permits(new)
    harder = appears != limits if not permission else appears == limits
    if limits:
        said = "limited to part of what was covered" if appears else "the limit goes: more is covered"
    else:
        said = "also covered" if appears else "no longer covered"
    element = Element.PROHIBITION if not limits and _one_ban(side.clauses) else Element.SCOPE
    pair = ("", words) if appears else (words, "")
    return [move(element, harder, *pair, said, "residue/limit" if limits else "residue/scope")], []


def _one_ban(clauses: tuple[Clause, ...]) -> bool:
    return len(clauses) == 1 and clauses[0].force is Force.BAN


@dataclass(frozen=True, slots=True)
class _Manner:
    phrase: str


@cache
def _manners() -> Matcher[_Manner]:
    return Matcher(_Manner(phrase) for phrase in lexicon.phrases("manner"))


def _coordinated(side: Reading, rest: Residue) -> bool:
    """Whether *and* or *or* ties the first or the last of the words to what stands."""
    first, last = rest.words[0].token, rest.words[-1].token
    reach = 4 if rest.words[0].name else 2
    near = (*side.tokens[max(0, first - reach) : first], *side.tokens[last + 1 : last + 2])
    return any(t.word in {"and", "or"} for t in near)


_LIMITING = frozenset({"under", "over", "above", "below", "who", "that", "which", "whose", "in", "within", "at", "for", "during", "on", "from", "of", "by"})


def _limits(side: Reading, rest: Residue) -> bool:
    """Whether the words narrow what stands (a place, a time, a kind) instead of adding to it."""
    first = rest.phrases[0][0]
    if any(hit.start - 1 <= first.token < hit.end for hit in _manners().find(side.tokens)):
        return False
    before = [side.tokens[i].word for i in range(max(0, first.token - 3), first.token)]
    if any(w in {"and", "or", "as", "also", "with", "including", ","} for w in before):
        return False
    return any(w in _LIMITING for w in before)


def _words(side: Reading, rest: Residue) -> str:
    return " … ".join(side.text[p[0].span.start : p[-1].span.end] for p in rest.phrases[:3])


def _doubts(old: Reading, a: Residue, new: Reading, b: Residue) -> list[str]:
    return [f"also new: {_words(new, b)}", f"no longer said: {_words(old, a)}"]
