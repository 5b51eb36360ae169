"""Says where somebody else is bound: one of those who act together, or the subject of a clause that does the same."""

from __future__ import annotations

from plandiff.commitments import lexicon
from plandiff.commitments.reading import Clause, Content, Reading
from plandiff.commitments.stems import stem
from plandiff.judge.moves import acting, sideways
from plandiff.judge.residue import Residue
from plandiff.model import Element, Reason

_ACTORS = lexicon.words("institutions") | lexicon.words("people")
_ANYBODY = frozenset(
    stem(w)
    for w in "body force mission people person party side state government board committee institution authority they member".split()
)
"""Words that may stand for a name that the other text gives."""


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
    subject = acting(side)
    names = {c.token: c.stem for c in side.content if c.name or c.span.words.lower() in _ACTORS}
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
            if passive(old, mine) or passive(new, theirs):
                continue
            words = (_subject_words(old, mine), _subject_words(new, theirs))
            if all(words):
                return [sideways(Element.ACTOR, *words, "somebody else is bound", "bearers/subject")]
    return []


def passive(side: Reading, clause: Clause) -> bool:
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
