"""Says where somebody else acts: behind "by", behind "to", as the subject, or in the other voice of the verb."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments import lexicon
from plandiff.commitments.reading import Clause, Content, Reading
from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.commitments.tokens import Token
from plandiff.judge.moves import sideways
from plandiff.judge.residue import Residue
from plandiff.model import Element, Reason

_INSTITUTIONS = lexicon.words("institutions")
_INSTITUTIONS |= {
    "members",
    "citizens",
    "voters",
    "people",
    "residents",
    "shareholders",
    "officers",
    "judges",
    "ministers",
}
_ARTICLES = frozenset({"the", "a", "an", "each", "either", "every", "both"})
_ANYBODY = frozenset(
    stem(w)
    for w in "body force mission people person party side state government board committee institution authority they member".split()
)
"""Words that may stand for a name that the other text gives."""
_LONGEST = 7
"""Words in the name of somebody who acts, at most."""
_GIVING = frozenset(
    stem(w) for w in "deliver hand report transfer submit refer notify entrust surrender pay give return".split()
)


def agents(old: Reading, a_rest: Residue, new: Reading, b_rest: Residue) -> list[Reason]:
    """Somebody else behind "by" in a passive, or behind "to" where something is handed over."""
    for word, element, said in (
        ("by", Element.ACTOR, "somebody else acts"),
        ("to", Element.OBJECT, "somebody else receives it"),
    ):
        a, b = _named(old, word), _named(new, word)
        if len(a) != 1 or len(b) != 1:
            continue
        if not _news(a[0], a_rest, new) or not _news(b[0], b_rest, old):
            continue
        return [sideways(element, a[0][0], b[0][0], said, f"bearers/{word}")]
    return []


def _news(named: tuple[str, frozenset[str]], rest: Residue, other: Reading) -> bool:
    """Whether the other text does not have the one who is named: under no other word, or, if it is a proper name, at all."""
    words, stems = named
    proper = all(w[:1].isupper() for w in words.split() if w.lower() not in FUNCTION_WORDS)
    return stems <= {w.stem for w in rest.words} or (proper and not stems & {c.stem for c in other.content})


def voices(old: Reading, a: Residue, new: Reading, b: Residue) -> list[Reason]:
    """Somebody else does it, told in the active voice by one text and in the passive by the other."""
    for passive, rest, active, theirs, first in ((new, b, old, a, False), (old, a, new, b, True)):
        alone = {w.stem for w in theirs.words}
        for named in _named(passive, "by"):
            act = _act_before(passive, named[0])
            for clause in active.clauses:
                mine = _subject_of(active, clause, act)
                inside = [stem(w.lower()) for w in mine.split() if w.lower() not in FUNCTION_WORDS]
                if inside and _news(named, rest, active) and alone.issuperset(inside):
                    pair = (named[0], mine) if first else (mine, named[0])
                    return [sideways(Element.ACTOR, *pair, "somebody else acts", "bearers/voice")]
    return []


def _act_before(side: Reading, named: str) -> str:
    """Stem of the verb before "by" and the name."""
    for i, token in enumerate(side.tokens):
        if token.word == "by" and side.text[token.end :].lstrip().startswith(named):
            return stem(side.tokens[i - 1].word)
    return ""


def _subject_of(side: Reading, clause: Clause, act: str) -> str:
    """The words right before a verb in the active voice: "the governor" in "the governor appoints", without its article."""
    for i in range(clause.first + 1, clause.last):
        if stem(side.tokens[i].word) != act or side.tokens[i].word.endswith("ed"):
            continue
        start = i
        while start > clause.first and i - start < _LONGEST and side.tokens[start - 1].is_word:
            start -= 1
            if side.tokens[start].word in _ARTICLES:
                break
        inside = [t for t in side.tokens[start:i] if t.word not in FUNCTION_WORDS]
        return side.text[inside[0].start : inside[-1].end] if inside else ""
    return ""


def partners(old: Reading, a: Residue, new: Reading, b: Residue) -> list[Reason]:
    """One of those who act together was replaced ("Astria and the League" > "Norland and the League")."""
    mine, theirs = (
        [w for w in rest.words if w.name and _beside(side, w, other)]
        for side, rest, other in ((old, a, new), (new, b, old))
    )
    if len(mine) != 1 or len(theirs) != 1:
        return []
    words = mine[0].span.words, theirs[0].span.words
    return [sideways(Element.ACTOR, *words, "somebody else takes part", "bearers/partner")]


def _beside(side: Reading, word: Content, other: Reading) -> bool:
    """Whether "and" ties a name of those who act to another that both texts have."""
    subject = frozenset().union(*(c.subject for c in side.clauses))
    names = {c.token: c.stem for c in side.content if c.name or c.span.words.lower() in _INSTITUTIONS}
    both = {c.stem for c in other.content}
    near = range(word.token - 3, word.token + 4)
    tied = any(0 <= i < len(side.tokens) and side.tokens[i].word == "and" for i in near)
    return word.stem in subject and tied and any(i != word.token and names.get(i) in both for i in near)


def subjects(old: Reading, a: Residue, new: Reading, b: Residue) -> list[Reason]:
    """Somebody else who acts, where clauses that do the same have subjects without a common word."""
    alone_a, alone_b = ({w.stem for w in rest.words} for rest in (a, b))
    for mine in old.clauses:
        for theirs in new.clauses:
            if not mine.subject <= alone_a or not theirs.subject <= alone_b or not (mine.subject and theirs.subject):
                continue
            if mine.everybody or theirs.everybody or (mine.subject | theirs.subject) & _ANYBODY:
                continue
            done_a, done_b = mine.content - mine.subject, theirs.content - theirs.subject
            if 2 * len(done_a & done_b) < min(len(done_a), len(done_b)) or not done_a & done_b:
                continue
            if _passive(old, mine) or _passive(new, theirs):
                continue
            words = (_subject_words(old, mine), _subject_words(new, theirs))
            if all(words):
                return [sideways(Element.ACTOR, *words, "somebody else is bound", "bearers/subject")]
    return []


def _passive(side: Reading, clause: Clause) -> bool:
    """Whether the subject suffers what is done: then what matters is who does it."""
    behind = [t.word for t in side.tokens if t.start >= clause.span.end][:3]
    return "be" in behind or clause.span.words.lower() in {"is", "are"} or not clause.span.words


def _subject_words(side: Reading, clause: Clause) -> str:
    inside = [
        t
        for t in side.tokens[clause.first : clause.last]
        if t.is_word and stem(t.word) in clause.subject and t.end <= clause.span.start
    ]
    return side.text[inside[0].start : inside[-1].end] if inside else ""


def _named(side: Reading, word: str) -> list[tuple[str, frozenset[str]]]:
    """Those named behind a passive's "by", or behind "to" after a verb of giving: the words, and the stems of their heads."""
    found = []
    for i, token in enumerate(side.tokens[:-1]):
        if token.word != word or not i or not _hands_over(side.tokens, i, word):
            continue
        end = i + 1
        while (
            end < len(side.tokens)
            and end - i <= _LONGEST
            and (
                side.tokens[end].capital
                or (
                    end + 1 < len(side.tokens)
                    and side.tokens[end].is_word
                    and side.tokens[end + 1].word in _INSTITUTIONS
                )
                or side.tokens[end].word in {"the", "a", "an", "of"} | _INSTITUTIONS
            )
        ):
            end += 1
        inside = [t for t in side.tokens[i + 1 : end] if t.word not in FUNCTION_WORDS]
        if inside:
            text = side.text[side.tokens[i + 1].start : side.tokens[end - 1].end]
            found.append((text, frozenset(stem(t.word) for t in inside)))
    return found


def _hands_over(tokens: Sequence[Token], at: int, word: str) -> bool:
    before = tokens[at - 1].word
    if word == "by":
        return before.endswith(("ed", "en", "un", "ten", "ld", "de", "pt"))
    return any(stem(t.word) in _GIVING for t in tokens[max(0, at - 3) : at])
