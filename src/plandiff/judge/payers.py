"""Compares who bears a cost, however it is put: "Karvia shall pay for", "at the expense of Drestan", "whose cost Drestan meets"."""

from __future__ import annotations

from plandiff.commitments.reading import Reading
from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.commitments.tokens import Token, word_at
from plandiff.judge.moves import Related, sideways
from plandiff.model import Element, Reason

_PAYS = frozenset("pay pays bear bears cover covers meet meets finance finances fund funds defray".split())
_COST = frozenset("cost costs expense expenses expenditure bill bills price".split())
_ENDS = frozenset("and or which who that shall will in for by at to".split())
_LONGEST = 4
"""Words in the name of who pays, at most."""
_REACH = 6
"""Tokens from the verb to the cost it bears."""
_OWNED = 5
"""Tokens from *at* to whose expense it is."""
_NEAR = 0.5
_ANYBODY = frozenset(
    stem(w) for w in "it they party parties state own his her its their each both who which that other".split()
)


def payers(old: Reading, new: Reading, related: Related) -> list[Reason]:
    """Somebody else bears the cost; nothing where one text does not say who."""
    mine, theirs = _payer(old), _payer(new)
    a, b = _stems(mine), _stems(theirs)
    if not a or not b or a & b or (a | b) & _ANYBODY:
        return []
    if any(related(_bare(v), _bare(w)) >= _NEAR for v in mine for w in theirs):
        return []
    return [
        sideways(Element.ACTOR, _spelt(old, mine), _spelt(new, theirs), "somebody else bears the cost", "payers/cost")
    ]


def _payer(side: Reading) -> list[Token]:
    """Those words that name who is said to pay, where they stand first; none where nobody or more than one is."""
    tokens = side.tokens
    found = [_beside_cost(side, i) for i, t in enumerate(tokens) if t.word in _COST]
    found += [
        _subject_before(side, i)
        for i, t in enumerate(tokens[:-1])
        if t.word in {"pay", "pays"} and tokens[i + 1].word == "for"
    ]
    found = [name for name in found if name]
    return found[0] if len({_stems(name) for name in found}) == 1 else []


def _beside_cost(side: Reading, cost: int) -> list[Token]:
    """Who bears the cost that stands here: at the cost of whom, at whose, or who meets it."""
    tokens = side.tokens
    before = [t.word for t in tokens[max(0, cost - 2) : cost]]
    if (
        before == ["at", "the"]
        and word_at(tokens, cost + 1) == "of"
        and tokens[cost + 1].sentence == tokens[cost].sentence
    ):
        return _name(side, cost + 2)
    if before == ["at", "whose"]:
        return [tokens[c.token] for c in side.content if c.name and c.token < cost][-1:]
    owner = word_at(tokens, cost - 1).endswith(("'s", "s'"))
    if owner and any(t.word == "at" for t in tokens[max(0, cost - _OWNED) : cost]):
        first = next(i for i in range(cost - 1, -1, -1) if i == 0 or not tokens[i - 1].capital)
        return [*tokens[first:cost]]
    return _bearer(side, cost)


def _bare(token: Token) -> str:
    return token.word.removesuffix("'s").removesuffix("'")


def _stems(name: list[Token]) -> frozenset[str]:
    return frozenset(stem(_bare(t)) for t in name)


def _spelt(side: Reading, name: list[Token]) -> str:
    """The name as the text has it, without the mark of what it owns."""
    return side.text[name[0].start : name[-1].end].removesuffix("'s").removesuffix("\u2019s").rstrip("'\u2019")


def _name(side: Reading, at: int) -> list[Token]:
    """The words of the name that begins here."""
    tokens = side.tokens[at : at + _LONGEST]
    end = next((i for i, t in enumerate(tokens) if not t.is_word or t.word in _ENDS), len(tokens))
    return [t for t in tokens[:end] if t.word not in FUNCTION_WORDS]


def _bearer(side: Reading, cost: int) -> list[Token]:
    """Who bears the cost that stands here, in the active voice."""
    verb = next((i for i in range(cost - 1, max(-1, cost - _REACH), -1) if side.tokens[i].word in _PAYS), None)
    return [] if verb is None else _subject_before(side, verb)


def _subject_before(side: Reading, verb: int) -> list[Token]:
    """The subject of a verb: what stands between the beginning of its clause and the modal."""
    clause = next((c for c in side.clauses if c.first <= verb < c.last), None)
    if clause is None:
        return []
    ends = clause.span.start if clause.span.words else side.tokens[verb].start
    inside = [t for t in side.tokens[clause.first : verb] if t.end <= ends and t.is_word]
    if any(t.word in {"and", "by", "who"} for t in inside[1:]):
        return []
    return [t for t in inside if t.word not in FUNCTION_WORDS]
