"""Compares who bears a cost, however it is put: "Karvia shall pay for", "at the expense of Drestan", "whose cost Drestan meets"."""

from __future__ import annotations

from plandiff.commitments.reading import Reading
from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.judge.moves import Related, sideways
from plandiff.model import Element, Reason

_PAYS = frozenset("pay pays bear bears cover covers meet meets finance finances fund funds defray".split())
_COST = frozenset("cost costs expense expenses expenditure bill bills price".split())
_LONGEST = 4
"""Words in the name of who pays, at most."""
_REACH = 6
"""Tokens from the verb to the cost it bears."""
_NEAR = 0.5
_ANYBODY = frozenset(
    stem(w) for w in "it they party parties state own his her its their each both who which that other".split()
)


def payers(old: Reading, new: Reading, related: Related) -> list[Reason]:
    """Somebody else bears the cost; nothing where one text does not say who."""
    (a, words_old), (b, words_new) = _payer(old), _payer(new)
    if not a or not b or a & b or (a | b) & _ANYBODY:
        return []
    if any(related(v.lower(), w.lower()) >= _NEAR for v in words_old.split() for w in words_new.split()):
        return []
    return [sideways(Element.ACTOR, words_old, words_new, "somebody else bears the cost", "payers/cost")]


def _payer(side: Reading) -> tuple[frozenset[str], str]:
    """Stems and words of the one who is said to pay; nothing where nobody or more than one is."""
    found = []
    tokens = side.tokens
    for i, token in enumerate(tokens):
        if token.word not in _COST:
            continue
        around = tokens[max(0, i - 2) : i + 2]
        if [t.word for t in around] == ["at", "the", token.word, "of"] and around[-1].sentence == token.sentence:
            found.append(_name(side, i + 2))
        elif i > 1 and [t.word for t in tokens[i - 2 : i]] == ["at", "whose"]:
            found.append(frozenset([c.stem for c in side.content if c.name and c.token < i][-1:]))
        elif i and tokens[i - 1].word.endswith(("'s", "s'")) and any(t.word == "at" for t in tokens[max(0, i - 5) : i]):
            found.append(frozenset({stem(tokens[i - 1].word.removesuffix("'s").removesuffix("'"))}))
        else:
            found.append(_bearer(side, i))
    found += [
        _subject_before(side, i)
        for i, t in enumerate(tokens[:-1])
        if t.word in {"pay", "pays"} and tokens[i + 1].word == "for"
    ]
    said = [f for f in found if f]
    if len(set(said)) != 1:
        return frozenset(), ""
    words = [t for t in tokens if t.is_word and stem(t.word.removesuffix("'s")) in said[0]]
    return said[0], side.text[words[0].start : words[-1].end] if len(words) == 1 else " ".join(
        t.word for t in words[:1]
    )


def _name(side: Reading, at: int) -> frozenset[str]:
    """Stems of the name that begins here."""
    stems = []
    for token in side.tokens[at : at + _LONGEST]:
        if not token.is_word or token.word in {
            "and",
            "or",
            "which",
            "who",
            "that",
            "shall",
            "will",
            "in",
            "for",
            "by",
            "at",
            "to",
        }:
            break
        if token.word not in FUNCTION_WORDS:
            stems.append(stem(token.word))
    return frozenset(stems)


def _bearer(side: Reading, cost: int) -> frozenset[str]:
    """Who bears the cost that stands here, in the active voice."""
    for i in range(cost - 1, max(-1, cost - _REACH), -1):
        if side.tokens[i].word in _PAYS:
            return _subject_before(side, i)
    return frozenset()


def _subject_before(side: Reading, verb: int) -> frozenset[str]:
    """Stems of the subject of a verb: what stands between the beginning of its clause and the modal."""
    clause = next((c for c in side.clauses if c.first <= verb < c.last), None)
    if clause is None:
        return frozenset()
    ends = clause.span.start if clause.span.words else side.tokens[verb].start
    inside = [t for t in side.tokens[clause.first : verb] if t.end <= ends and t.is_word]
    if any(t.word in {"and", "by"} for t in inside[1:]):
        return frozenset()
    return frozenset(stem(t.word) for t in inside if t.word not in FUNCTION_WORDS)
