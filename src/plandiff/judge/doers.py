"""Says where an act that both texts have, in whatever words and either voice, is somebody else's.

Most such acts are told by their verb ("patrols" and "watches"). Two are told by their matter: who decides a dispute, and who
fills an office.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plandiff.commitments import lexicon
from plandiff.commitments.dates import MONTHS
from plandiff.commitments.reading import Reading
from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.commitments.tokens import Token, word_at
from plandiff.judge.actors import ANY_PARTY
from plandiff.judge.moves import Related, sideways
from plandiff.judge.renamings import Meaning, is_term, same_name
from plandiff.model import Element, Reason

_OFFICES = lexicon.words("offices")
_ACTORS = lexicon.words("institutions") | _OFFICES | lexicon.words("people")
_BEFORE_A_VERB = frozenset(
    "shall will must may should can jointly together alone also both itself themselves then".split()
)
_POINTS_BACK = frozenset({"the", "this", "that", "such", "said", "these", "those"})
_JOINS = frozenset({"a", "an", "the", "and", "or", "of", "its", "their", "each", "both", "two", "three", "from"})
_BREAKS = frozenset("which that who whom whose but while if when whether is are was were be been has have had".split())
_HEAD_ENDS = frozenset("of from under in at for on with to between among by within before after".split())
_PARTICIPLES = ("ed", "en", "un", "ld", "de", "pt", "lt")
_SENT = frozenset(
    stem(w) for w in "submit refer go goes bring brought take taken send sent put lay laid lie appeal hand".split()
)
_DISPUTES = frozenset(
    stem(w)
    for w in "dispute disagreement quarrel difference controversy complaint conflict claim appeal disagree".split()
)
_HELD = frozenset(stem(w) for w in "hold held fill rotate rotation pass fall go goes belong".split())
_DECISIONS = frozenset({"decision", "decisions", "choice", "verdict", "ruling"})
_GIVEN = frozenset(
    stem(w)
    for w in """go goes give given hand deliver transfer submit refer pay paid entrust return restore award grant allot assign sell sold
    lend lent lease cede surrender put send sent report belong fall revert""".split()
)
_GETS = frozenset(stem(w) for w in "receive obtain get gets gain inherit".split())
_GETTING = frozenset({"recipient", "recipients", "beneficiary", "beneficiaries"})
_BY_A = frozenset({"vote", "decision", "majority", "order", "decree", "ballot"})
_LONGEST = 9
_HALF_NAME = 4
_DECIDES = frozenset(stem(w) for w in "decide settle resolve rule hear try adjudicate determine judge examine".split())
_APPOINTS = frozenset(stem(w) for w in "appoint choose chosen elect name nominate select designate pick".split())
_BE = frozenset({"is", "are", "be", "been", "was", "were", "being"})
_NEAR_VERB = 5
_FAR_VERB = 7
_INSERTED = 14
"""How long what is inserted between commas may be."""
_SAME_ACT = 0.85
_NEAR = 0.5


class Doer(NamedTuple):
    """Who does an act: the verb, or what the act is about, and the tokens that name who does it."""

    act: str
    first: int
    end: int
    """One past the last token of what names them."""
    last: int
    """One past what tells more of them ("of the League", "from both banks")."""
    head: int
    """The token that says what sort of body, office or person it is; of a proper name its last word."""


def others(old: Reading, new: Reading, related: Related) -> list[Reason]:
    """Somebody else does what both texts say is done."""
    all_mine, all_theirs = doers(old), doers(new)
    several = any(sum(d.act == "receive" for d in side) > 1 for side in (all_mine, all_theirs))
    for mine in all_mine:
        for theirs in all_theirs:
            if mine.act == theirs.act == "receive" and several:
                continue
            if not (stem(mine.act) == stem(theirs.act) or related(mine.act, theirs.act) >= _SAME_ACT):
                continue
            if _differ(old, mine, new, theirs, related) and _differ(new, theirs, old, mine, related):
                words = _words(old, mine), _words(new, theirs)
                if mine.act == "receive":
                    return [sideways(Element.OBJECT, *words, "somebody else gets it", "doers/to")]
                return [sideways(Element.ACTOR, *words, "somebody else acts", "doers/other")]
    return []


def doers(side: Reading) -> list[Doer]:
    """Whoever is said to do something: before a verb in the active voice, behind "by" in the passive, or by the matter."""
    names = _proper(side)
    readers = _behind_by, _before_verbs, _deciding, _in_office, _getting
    found = [doer for reader in readers for doer in reader(side, names)]
    return [d for d in found if d is not None]


def _behind_by(side: Reading, names: frozenset[int]) -> Iterator[Doer | None]:
    for at, token in enumerate(side.tokens):
        if token.word == "by" and (verb := _passive_before(side, at)):
            yield _named(side, names, _act(side, at, verb), at + 1)


def _passive_before(side: Reading, at: int) -> str:
    """The participle that "by" belongs to: right before it, or in the passive at some distance ("is checked once a month by")."""
    words = [t.word for t in side.tokens[max(0, at - _FAR_VERB) : at]]
    if words and words[-1].endswith(_PARTICIPLES):
        return words[-1]
    passive = (w for was, w in reversed([*pairwise(words)]) if was in _BE and w.endswith(_PARTICIPLES))
    return next(passive, "")


def _act(side: Reading, at: int, verb: str) -> str:
    """What is done there: to decide a dispute and to fill an office have many verbs."""
    sentence = [t.word for t in side.tokens if t.sentence == side.tokens[at].sentence]
    if stem(verb) in _GETS:
        return "receive"
    if stem(verb) in _DECIDES and any(stem(w) in _DISPUTES for w in sentence):
        return "decide"
    return "appoint" if stem(verb) in _APPOINTS and _OFFICES.intersection(sentence) else verb


def _named(side: Reading, names: frozenset[int], act: str, at: int) -> Doer | None:
    """The one who is named from a token on ("the Council", "a panel of three judges", "direct vote of the citizens")."""
    tokens, last = side.tokens, at
    while last < len(tokens) and last - at < _LONGEST and tokens[last].is_word:
        word = tokens[last].word
        if word in FUNCTION_WORDS and word not in _JOINS:
            break
        last += 1
    return _doer(side, names, act, at, last)


def _before_verbs(side: Reading, names: frozenset[int]) -> Iterator[Doer | None]:
    tokens = side.tokens
    for at, token in enumerate(tokens):
        if not token.is_word or token.word in FUNCTION_WORDS:
            continue
        last = at
        while last > 0 and (tokens[last - 1].word in _BEFORE_A_VERB or tokens[last - 1].word.endswith("ly")):
            last -= 1
        if last == at and not _may_act(side, names, at):
            continue
        if last and tokens[last - 1].word == ",":  # "a council, led by X, oversees it"
            last = next((i for i in range(last - 2, max(0, last - _INSERTED), -1) if tokens[i].word == ","), last)
        first = last
        while first > 0 and last - first < _LONGEST and _in_subject(tokens[first - 1], token):
            first -= 1
        yield _doer(side, names, _act(side, at, token.word), first, last)


def _may_act(side: Reading, names: frozenset[int], at: int) -> bool:
    """Whether a word without a modal may be a verb: it ends as one, or stands behind a plural or a name."""
    word, before = side.tokens[at].word, word_at(side.tokens, at - 1)
    if _is_actor(word) or stem(word) in ANY_PARTY or before in FUNCTION_WORDS:
        return False
    return word.endswith("s") or before.endswith("s") or at - 1 in names


def _in_subject(token: Token, verb: Token) -> bool:
    return token.is_word and token.sentence == verb.sentence and token.word not in _BREAKS | _BEFORE_A_VERB


def _deciding(side: Reading, names: frozenset[int]) -> Iterator[Doer | None]:
    """The body that a dispute goes to, or for which a decision is said to be."""
    tokens = side.tokens
    for at, token in enumerate(tokens):
        near = [t.word for t in tokens[max(0, at - _NEAR_VERB) : at]]
        sent = any(stem(w) in _SENT for w in near)
        disputed = any(stem(t.word) in _DISPUTES for t in tokens[:at] if t.sentence == token.sentence)
        goes = token.word in {"to", "before"} and sent and disputed
        lies = token.word in {"for", "of", "with", "to"} and bool(_DECISIONS.intersection(near[-3:]))
        if goes or lies:
            yield _named(side, names, "decide", at + 1)
        elif token.word == "for" and near[-2:] == ["it", "is"]:
            act = next((i + 1 for i in range(at, min(at + _LONGEST, len(tokens) - 1)) if tokens[i].word == "to"), at)
            yield _named(side, names, _act(side, act, tokens[act].word), at + 1)


def _getting(side: Reading, names: frozenset[int]) -> Iterator[Doer | None]:
    """Those who get what is handed over, paid or reported."""
    tokens = side.tokens
    for at, token in enumerate(tokens):
        if token.word == "to" and any(stem(t.word) in _GIVEN for t in tokens[max(0, at - _NEAR_VERB) : at]):
            yield _named(side, names, "receive", at + 1)
        elif token.word in _GETTING:
            last = at
            while last > 0 and (
                tokens[last - 1].word in _BEFORE_A_VERB or tokens[last - 1].word in {"be", "the", "are", "is", "a"}
            ):
                last -= 1
            yield _doer(side, names, "receive", max(0, last - _HALF_NAME), last)


def _in_office(side: Reading, names: frozenset[int]) -> Iterator[Doer | None]:
    """Those who hold an office, or among whom it goes round."""
    tokens = side.tokens
    for at, token in enumerate(tokens):
        near = tokens[max(0, at - _NEAR_VERB) : at]
        if token.word in {"by", "among", "between", "to", "with"} and any(stem(t.word) in _HELD for t in near):
            office = next((t.word for t in tokens[:at] if t.word in _OFFICES and t.sentence == token.sentence), "")
            if office:
                yield _named(side, names, office, at + 1)


def _doer(side: Reading, names: frozenset[int], act: str, first: int, last: int) -> Doer | None:
    tokens = side.tokens
    while first < last and tokens[first].word in FUNCTION_WORDS:
        first += 1
    end = next(
        (
            i
            for i in range(first, last)
            if tokens[i].word in _HEAD_ENDS and not (tokens[i].word == "of" and i - 1 in names)
        ),
        last,
    )
    if end < last and tokens[end - 1].word in _BY_A:
        return _doer(side, names, act, end, last)
    heads = [i for i in range(first, end) if i in names or _is_actor(tokens[i].word)]
    return Doer(act, first, end, last, heads[-1]) if heads else None


def _is_actor(word: str) -> bool:
    return bool(_ACTORS & {word, word.removesuffix("s"), word.removesuffix("ies") + "y"})


def _differ(side: Reading, mine: Doer, other: Reading, theirs: Doer, related: Related) -> bool:
    """Whether the other text does not know the one who acts here, by name or by what sort of body it is."""
    stems = frozenset(stem(t.word) for t in side.tokens[mine.first : mine.end] if t.word not in FUNCTION_WORDS)
    if stems & ANY_PARTY and mine.end == mine.last:
        return False
    names, their_names = _proper(side), _proper(other)
    renamed = related if isinstance(related, Meaning) else None
    if _unknown(side, mine, names, other, renamed) and _unknown(other, theirs, their_names, side, renamed):
        return True  # "observers from Norland", "a mission of the League"
    proper = [side.tokens[i].word for i in range(mine.first, mine.end) if i in names]
    if any(stem(t.word) in stems or any(same_name(n, t.word) for n in proper) for t in other.tokens if t.is_word):
        return False
    head, their_head = side.tokens[mine.head].word, other.tokens[theirs.head].word
    if related(head, their_head) < _NEAR:
        both = frozenset(c.stem for c in side.content)
        rivals = [c.span.words.lower() for c in other.content if c.stem not in both]
        return mine.head in names or not any(related(head, w) >= _NEAR for w in rivals)
    named, also_named = (
        any(i in proper for i in range(d.first, d.end)) for d, proper in ((mine, names), (theirs, their_names))
    )
    points_back = word_at(other.tokens, theirs.first - 1) in _POINTS_BACK
    pointed = word_at(side.tokens, mine.first - 1) in _POINTS_BACK
    return (named and also_named) or (named and not points_back) or (also_named and not pointed)


def _unknown(side: Reading, doer: Doer, names: frozenset[int], other: Reading, renamed: Meaning | None) -> bool:
    """Whether a proper name tells who they are, and the other text does not have it, nor calls it otherwise throughout."""
    theirs = frozenset(stem(t.word) for t in other.tokens if t.is_word)
    mine = [side.tokens[i] for i in range(doer.first, doer.last) if i in names]
    return any(
        stem(name.word) not in theirs
        and not (renamed and renamed.explains(stem(name.word), theirs))
        and not any(same_name(name.word, t.word) for t in other.tokens)
        for name in mine
    )


def _proper(side: Reading) -> frozenset[int]:
    """Tokens of proper names of those who may act: no month, and no paper that a text cites."""
    return frozenset(
        c.token
        for c in side.content
        if c.name and c.role != "aside" and c.span.words.lower() not in MONTHS and not is_term(c, side)
    )


def _words(side: Reading, doer: Doer) -> str:
    return side.text[side.tokens[doer.first].start : side.tokens[doer.end - 1].end]
