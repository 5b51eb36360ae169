"""Says what the words mean that only one side has.

A phrase that comes or goes while the rest stands is scope; a word replaced in a frame that stands is another object or actor;
where both sides differ throughout, the words are a paraphrase and the most that can be said is a doubt.
"""

from bisect import bisect_left
from itertools import pairwise

from plandiff.commitments import lexicon
from plandiff.commitments.reading import Clause, Content, Force, Reading
from plandiff.commitments.stems import GOVERNS, stem
from plandiff.judge.actors import ANY_PARTY, exchanged, joined, other_names, placed, replaced_actor, same_parties
from plandiff.judge.bearers import partners, subjects
from plandiff.judge.edits import excepted, exchanged_place, in_one_place, put_in, scattered, takes_back
from plandiff.judge.lists import acts_listed, listed, open_list
from plandiff.judge.moves import Related, acting, checks, move, only_permits, permits, sideways
from plandiff.judge.narrowing import limits_what_stands, narrows_a_ban, narrows_a_kind, one_of_several, picks_out
from plandiff.judge.others import others
from plandiff.judge.residue import NEARLY_ALL, Residue, kept, spoken
from plandiff.judge.slots import replaced
from plandiff.model import Element, Reason

_FRAME = 0.55
_HERE_AND_THERE = 3
"""So many phrases in different places of a text that was put otherwise are no addition."""
_NEXT = 3
"""How far apart, in tokens, words of one phrase may stand."""
_SUBJECT = 7
"""How many tokens behind a condition the modal may stand of the rule that it is put before."""
_RULE = 3
"""A condition that so many words precede follows the rule; what comes after it in the sentence is part of it."""
_LIST_FRAME = 0.68
"""Shares of common words from which on a phrase of several words, or one tied by *and*, is an addition and no paraphrase."""
_EXPLAINED = 0.3
"""Share of the other text that may stay unexplained for a clause to count as added or dropped, not as put otherwise."""
_INCLUDED = 5
_KIND_FRAME = 0.5
_LIGHT = frozenset(stem(w) for w in lexicon.words("light"))
"""Words that say little on their own: where a text is put otherwise they are part of the new way."""
_IN_ITS_PLACE = 2
"""So many words of the other text may stay unexplained for a clause to count beside other reasons."""
_VERBATIM = 0.78
"""Share of the shorter text's words that must stand in the other for a difference to be a replacement, not a paraphrase."""


def lone_reasons(
    old: Reading,
    lone_old: frozenset[int],
    new: Reading,
    lone_new: frozenset[int],
    rests: tuple[Residue, Residue],
    found: list[Reason],
) -> list[Reason]:
    """A clause without counterpart came or went as a whole: scope; in a pure permission it binds nobody more.

    Beside other reasons (``found``) it counts where it turns the verdict, and the other text has next to nothing in its place.
    """
    if bool(lone_old) == bool(lone_new):
        return []
    side, lone = (new, lone_new) if lone_new else (old, lone_old)
    rest = rests[0] if lone_new else rests[1]
    if rest.share > _EXPLAINED or (found and rest.count > _IN_ITS_PLACE):
        return []
    clause = side.clauses[min(lone)]
    words = side.text[side.tokens[clause.first].start : side.tokens[clause.last - 1].end].strip(" ,;.")
    pair = ("", words) if lone_new else (words, "")
    if clause.force is Force.PERMISSION:
        return [excepted(pair, bool(lone_new))] if takes_back(side, clause) and not found else []
    said = "a clause comes in" if lone_new else "a clause goes"
    reason = move(Element.SCOPE, bool(lone_new), *pair, said, "residue/clause")
    return [] if any(r.direction is reason.direction for r in found) else [reason]


def leftovers(
    old: Reading, a: Residue, new: Reading, b: Residue, related: Related, settled: bool
) -> tuple[list[Reason], list[str]]:
    """Reasons, and doubts, from what only one side has.

    Args:
        a, b: what of the old text, and of the new one, the other does not have.
        settled: whether other subtractions found reasons already; then only what is beyond doubt is added.
    """
    if not a.count and not b.count:
        return exchanged(old, new) or others(old, new, related) or acts_listed(old, new, related), []
    if same_parties(a, b):
        return [], _doubts(old, a, new, b)
    actor = replaced_actor(old, a, new, b)
    if actor is not None:
        return [actor], []
    if who := others(old, new, related):
        return who, _doubts(old, a, new, b)
    if not a.count or not b.count:
        reasons, doubts = _one_sided(a, b, old, new, settled)
        return reasons or listed(old, a, new, b), doubts
    names = _called(a) and _called(b) and placed(old, a) == placed(new, b)
    if not settled and kept(old, new) >= _FRAME and names:
        return [_replaced(old, a, new, b)], []
    name = joined(old, a, new, b)
    if name is not None:
        return [name], _doubts(old, a, new, b)
    few = max(a.share, b.share) <= 0.4 and max(a.count, b.count) <= 3
    if not settled and kept(old, new) >= _VERBATIM and few and in_one_place(old, a, new, b):
        return listed(old, a, new, b) or [_replaced(old, a, new, b)], []
    if not settled and (other := replaced(old, a, new, b, related)) is not None:
        return [other], []
    items = put_in(old, a, new, b) or listed(old, a, new, b)
    who = [] if items or settled else _somebody_else(old, a, new, b)
    if not (who or items or settled):
        who = other_names(old, a, new, b, related)
    return [*items, *(who or exchanged_place(old, a, new, b))], _doubts(old, a, new, b)


def _somebody_else(old: Reading, a: Residue, new: Reading, b: Residue) -> list[Reason]:
    return partners(old, a, new, b) or subjects(old, a, new, b)


def _called(rest: Residue) -> bool:
    """Whether the words are names, or one phrase that a name leads ("the Tellin airfield")."""
    return all(w.name for w in rest.words) or (len(rest.phrases) == 1 and rest.words[0].name and rest.count <= 3)


def _replaced(old: Reading, a: Residue, new: Reading, b: Residue) -> Reason:
    pair = spoken(old, a), spoken(new, b)
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
    if all(w.name for w in (*a.words, *b.words)) and not (placed(old, a) or placed(new, b)):
        return sideways(Element.ACTOR, *pair, "somebody else takes part", "residue/replaced")
    return sideways(Element.OBJECT, *pair, "something else stands in its place", "residue/replaced")


def _universals(reading: Reading) -> int:
    return sum(1 for g in reading.scope if g.level > 0)


def _one_sided(a: Residue, b: Residue, old: Reading, new: Reading, settled: bool) -> tuple[list[Reason], list[str]]:
    appears = b.count > 0
    side, rest = (new, b) if appears else (old, a)
    words = spoken(side, rest)
    if all(_included(side, w) for w in rest.words):
        pair = ("", words) if appears else (words, "")
        said = "joins those named" if appears else "is no longer among those named"
        return [move(Element.ACTOR, appears, *pair, said, "residue/included")], []
    if _names_the_bearer(side, rest, old if appears else new) or all(w.stem in ANY_PARTY for w in rest.words):
        return [], [f"named now: {words}" if appears else f"no longer named: {words}"]
    if kept(old, new) < _VERBATIM and all(w.stem in _LIGHT or _leads(w, rest) for w in rest.words):
        return [], [f"also new: {words}" if appears else f"no longer said: {words}"]
    if _belongs_to_condition(side, rest) and kept(old, new) >= _FRAME:
        said = "asks for more first" if appears else "asks for less first"
        pair = ("", words) if appears else (words, "")
        return [move(Element.CONDITION, appears == only_permits(side), *pair, said, "residue/condition")], []
    if kept(old, new) >= _VERBATIM and _way_to_leave(side, rest):
        said = "asks for more first" if appears else "asks for less first"
        return [
            move(Element.CONDITION, appears, *(("", words) if appears else (words, "")), said, "residue/condition")
        ], []
    kind = kept(old, new) >= _KIND_FRAME and narrows_a_kind(side, rest, old if appears else new)
    narrowed = kind or (narrows_a_ban(side, rest) and kept(old, new) >= _FRAME)
    if open_list(old) and open_list(new):
        return [], [f"also new: {words}" if appears else f"no longer said: {words}"]
    in_passing = any(takes_back(side, side.clauses[w.clause]) for w in rest.words)
    picked = picks_out(side, rest.phrases[0][0]) and not one_of_several(side, rest)
    if in_passing or (not picked and scattered(side, rest, old if appears else new)):
        return [], [f"also new: {words}" if appears else f"no longer said: {words}"]
    tied = _coordinated(side, rest) and kept(old, new) >= _LIST_FRAME
    torn = kept(old, new) < _VERBATIM and (_torn(side, rest) or len(rest.phrases) >= _HERE_AND_THERE)
    alone = rest.count == 1 and kept(old, new) < _VERBATIM and not tied and not narrowed
    plain_case = tied or kept(old, new) >= NEARLY_ALL
    if (rest.count < (3 if settled else 1) and not plain_case) or alone or torn:
        return [], [f"also new: {words}" if appears else f"no longer said: {words}"]
    narrows = picked or (not _coordinated(side, rest) and limits_what_stands(side, rest))
    if narrows and settled and not picked:
        return [], [f"also new: {words}" if appears else f"no longer said: {words}"]
    limits = (kind or narrows) and (kept(old, new) >= _VERBATIM or narrowed)
    if not limits and kept(old, new) < _FRAME:
        return [], [f"also new: {words}" if appears else f"no longer said: {words}"]
    binds = any(checks(side, w.clause) for w in rest.words)
    in_leave = all(permits(side, w.clause) for w in rest.words)
    permission = not binds and ((only_permits(old) and only_permits(new)) or in_leave)
    harder = appears != limits if not permission else appears == limits
    if limits:
        said = "limited to part of what was covered" if appears else "the limit goes: more is covered"
    else:
        said = "also covered" if appears else "no longer covered"
    element = Element.PROHIBITION if not limits and _one_ban(side.clauses) else Element.SCOPE
    if tied and not limits and _all_act(side, rest):
        element, said = Element.ACTOR, "joins those named" if appears else "is no longer among those named"
    pair = ("", words) if appears else (words, "")
    return [move(element, harder, *pair, said, "residue/limit" if limits else "residue/scope")], []


def _leads(word: Content, rest: Residue) -> bool:
    """Whether the word is what a verb that says little on its own takes with it ("separating them", "linking the capital")."""
    return any(w.stem in _LIGHT and word.token - w.token == 1 for w in rest.words)


def _included(side: Reading, word: Content) -> bool:
    """Whether "including by" stands before the word: somebody else acts, too."""
    before = [t.word for t in side.tokens[max(0, word.token - _INCLUDED) : word.token]]
    return word.name and any(before[i : i + 2] == ["including", "by"] for i in range(len(before)))


def _all_act(side: Reading, rest: Residue) -> bool:
    """Whether the words are names of those who act."""
    subject = acting(side)
    return all(w.name and w.stem in subject for w in rest.words)


def _names_the_bearer(side: Reading, rest: Residue, other: Reading) -> bool:
    """Whether one text names who acts where the other speaks in the passive: nobody is bound more by that."""
    subject = acting(side)
    theirs = acting(other)
    stands = any(c.stem in theirs & subject and c.name for c in other.content) and _coordinated(side, rest)
    return _all_act(side, rest) and not stands and not any(c.name and c.stem in theirs for c in other.content)


def _belongs_to_condition(side: Reading, rest: Residue) -> bool:
    """Whether the words lengthen a condition that closes its sentence ("enters into force once A has agreed, and B too")."""
    first = rest.words[0]
    clause = side.clauses[first.clause]
    sentence = side.tokens[first.token].sentence
    for condition in side.conditions:
        if condition.clause != first.clause or condition.kind not in {"condition", "only"}:
            continue
        at = bisect_left([t.start for t in side.tokens], condition.span.start)
        follows_rule = at - clause.first >= _RULE and side.tokens[at].sentence == sentence
        if (
            follows_rule
            and at < first.token
            and not _opens_rule(side, condition.span.end)
            and not any(t.word in {";", "shall", "will"} for t in side.tokens[at : first.token])
        ):
            return True
    return False


def _opens_rule(side: Reading, end: int) -> bool:
    """Whether a rule with a modal of its own follows a condition ("; if it fails to, the board may")."""
    behind = [t.word for t in side.tokens if t.start >= end][:_SUBJECT]
    return behind[:1] == [","] and bool(GOVERNS & set(behind))


def _one_ban(clauses: tuple[Clause, ...]) -> bool:
    return len(clauses) == 1 and clauses[0].force is Force.BAN


def _coordinated(side: Reading, rest: Residue) -> bool:
    """Whether *and* or *or* ties the first or the last of the words to what stands."""
    first, last = rest.words[0].token, rest.words[-1].token
    if first and side.tokens[first - 1].word in _RELATIVES:
        return False  # "that states its reasons and takes effect" says what sort is meant
    reach = 4 if rest.words[0].name else 2
    near = (*side.tokens[max(0, first - reach) : first], *side.tokens[last + 1 : last + 2])
    return any(t.word in {"and", "or"} for t in near)


_RELATIVES = frozenset({"that", "which", "who", "whose"})


def _way_to_leave(side: Reading, rest: Residue) -> bool:
    """Whether a permission says by what one makes use of it, and the words are a part of that ("may leave by giving notice")."""
    clause = side.clauses[rest.words[0].clause]
    before = [t.word for t in side.tokens[clause.first : rest.words[0].token]]
    by = any(a == "by" and b.endswith("ing") for a, b in pairwise(before))
    return by and permits(side, rest.words[0].clause) and "," not in before


def _torn(side: Reading, rest: Residue) -> bool:
    """Whether a mark parts words that stand next to each other ("no more than two hours' delay, the doors"): they are no phrase."""
    return any(
        b.token - a.token <= _NEXT and any(side.tokens[i].word == "," for i in range(a.token, b.token))
        for phrase in rest.phrases
        for a, b in pairwise(phrase)
    )


def _doubts(old: Reading, a: Residue, new: Reading, b: Residue) -> list[str]:
    return [f"also new: {spoken(new, b)}", f"no longer said: {spoken(old, a)}"]
