"""Finds who is said to do what, in either voice.

Most such acts are told by their verb ("patrols" and "watches"). Two are told by their matter: who decides a dispute, and who
fills an office.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plandiff.commitments import lexicon
from plandiff.commitments.dates import MONTHS
from plandiff.commitments.reading import Reading
from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.commitments.tokens import Token, word_at
from plandiff.judge.actors import ANY_PARTY
from plandiff.judge.renamings import is_term

_OFFICES = lexicon.words("offices")
_ACTORS = lexicon.words("institutions") | _OFFICES | lexicon.words("people")
_BEFORE_A_VERB = frozenset(
    "shall will must may should can jointly together alone also both itself themselves then".split()
)
_JOINS = frozenset({"a", "an", "the", "and", "or", "of", "its", "their", "each", "both", "two", "three", "from"})
_BREAKS = frozenset("which that who whom whose but while if when whether is are was were be been has have had".split())
HEAD_ENDS = frozenset("of from under in at for on with to between among by within before after".split())
"""What follows them tells more of somebody, and does not name them."""
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
_CHARGE = frozenset({"supervision", "auspices", "direction", "oversight"})
_LEADS_TO = frozenset({"to", "before", "for", "of", "with"})
_GOES_ROUND = frozenset({"by", "among", "between", "to", "with"})
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
    sure: bool = False
    """Whether a preposition or a modal says so, not the look of a word alone."""


def doers(side: Reading) -> list[Doer]:
    """Whoever is said to do something: before a verb in the active voice, behind "by" in the passive, or by the matter."""
    names = proper(side)
    readers = _behind_by, _before_verbs, _deciding, _in_office, _getting, _in_charge
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
    root = stem(verb)
    if root in _GETS:
        return "receive"
    if root not in _DECIDES and root not in _APPOINTS:
        return verb
    sentence = [t.word for t in side.tokens if t.sentence == side.tokens[at].sentence]
    if root in _DECIDES and any(stem(w) in _DISPUTES for w in sentence):
        return "decide"
    return "appoint" if root in _APPOINTS and _OFFICES.intersection(sentence) else verb


def _named(side: Reading, names: frozenset[int], act: str, at: int) -> Doer | None:
    """The one who is named from a token on ("the Council", "a panel of three judges", "direct vote of the citizens")."""
    tokens, last = side.tokens, at
    while last < len(tokens) and last - at < _LONGEST and (tokens[last].is_word or tokens[last].word == "-"):
        word = tokens[last].word
        if word in FUNCTION_WORDS and word not in _JOINS:
            break
        last += 1
    return _doer(side, names, act, at, last, sure=True)


def _before_verbs(side: Reading, names: frozenset[int]) -> Iterator[Doer | None]:
    tokens = side.tokens
    for at, token in enumerate(tokens):
        if not token.is_word or token.word in FUNCTION_WORDS:
            continue
        last = at
        while last > 0 and (tokens[last - 1].word in _BEFORE_A_VERB or tokens[last - 1].word.endswith("ly")):
            last -= 1
        if word_at(tokens, last - 1) == "to" and word_at(tokens, last - 2) in {"is", "are"}:
            last -= 2
        if word_at(tokens, last - 1) in {"and", "or"} or (last == at and not _may_act(side, names, at)):
            continue  # "and shall mark": who does it stands before another verb
        modal = last < at
        if last and tokens[last - 1].word == ",":  # "a council, led by X, oversees it"
            last = next((i for i in range(last - 2, max(0, last - _INSERTED), -1) if tokens[i].word == ","), last)
        first = last
        while first > 0 and last - first < _LONGEST and _in_subject(tokens[first - 1], token):
            first -= 1
        yield _doer(side, names, _act(side, at, token.word), first, last, sure=modal)


def _may_act(side: Reading, names: frozenset[int], at: int) -> bool:
    """Whether a word without a modal may be a verb: it ends as one, or stands behind a plural or a name."""
    word, before = side.tokens[at].word, word_at(side.tokens, at - 1)
    if side.tokens[at].capital or is_actor(word) or stem(word) in ANY_PARTY or before in FUNCTION_WORDS:
        return False
    return word.endswith("s") or before.endswith("s") or at - 1 in names


def _in_subject(token: Token, verb: Token) -> bool:
    named = token.is_word or token.word == "-"
    return named and token.sentence == verb.sentence and token.word not in _BREAKS | _BEFORE_A_VERB


def _deciding(side: Reading, names: frozenset[int]) -> Iterator[Doer | None]:
    """The body that a dispute goes to, or for which a decision is said to be."""
    tokens = side.tokens
    disputed = False
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else token
        disputed = before.sentence == token.sentence and (disputed or stem(before.word) in _DISPUTES)
        if token.word not in _LEADS_TO:
            continue
        near = [t.word for t in tokens[max(0, at - _NEAR_VERB) : at]]
        goes = disputed and token.word in {"to", "before"} and any(stem(w) in _SENT for w in near)
        lies = token.word != "before" and bool(_DECISIONS.intersection(near[-3:]))
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


def _in_charge(side: Reading, names: frozenset[int]) -> Iterator[Doer | None]:
    """Those under whose supervision something is done."""
    for at, token in enumerate(side.tokens):
        if token.word in _CHARGE and word_at(side.tokens, at + 1) == "of" and word_at(side.tokens, at - 1) != "as":
            yield _named(side, names, "supervise", at + 2)


def _in_office(side: Reading, names: frozenset[int]) -> Iterator[Doer | None]:
    """Those who hold an office, or among whom it goes round."""
    tokens = side.tokens
    for at, token in enumerate(tokens):
        if token.word not in _GOES_ROUND:
            continue
        if any(stem(t.word) in _HELD for t in tokens[max(0, at - _NEAR_VERB) : at]):
            office = next((t.word for t in tokens[:at] if t.word in _OFFICES and t.sentence == token.sentence), "")
            if office:
                yield _named(side, names, office, at + 1)


def _doer(side: Reading, names: frozenset[int], act: str, first: int, last: int, sure: bool = False) -> Doer | None:
    tokens = side.tokens
    while first < last and tokens[first].word in FUNCTION_WORDS:
        first += 1
    end = next(
        (
            i
            for i in range(first, last)
            if tokens[i].word in HEAD_ENDS and not (tokens[i].word == "of" and i - 1 in names)
        ),
        last,
    )
    if end < last and tokens[end - 1].word in _BY_A:
        return _doer(side, names, act, end, last, sure)
    heads = [i for i in range(first, end) if i in names or is_actor(tokens[i].word)]
    return Doer(act, first, end, last, heads[-1], sure) if heads else None


def is_actor(word: str) -> bool:
    """Whether a lower-case word names a body, an office or people who may act."""
    return bool(_ACTORS & {word, word + "s", word.removesuffix("s"), word.removesuffix("ies") + "y"})


def proper(side: Reading) -> frozenset[int]:
    """Tokens of proper names of those who may act: no month, and no paper that a text cites."""
    return frozenset(
        c.token
        for c in side.content
        if c.name and c.role != "aside" and c.span.words.lower() not in MONTHS and not is_term(c, side)
    )
