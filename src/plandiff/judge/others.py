"""Says where an act that both texts have, in whatever words, is somebody else's."""

from typing import NamedTuple

from plandiff.commitments.reading import Reading
from plandiff.commitments.stems import FUNCTION_WORDS, stem
from plandiff.commitments.tokens import word_at
from plandiff.judge.actors import ANY_PARTY
from plandiff.judge.doers import HEAD_ENDS, Doer, doers, is_actor, proper
from plandiff.judge.moves import Related, move, only_permits, overlap, sideways
from plandiff.judge.renamings import Meaning, same_name
from plandiff.model import Element, Reason

_POINTS_BACK = frozenset({"the", "this", "that", "such", "said", "these", "those"})
_SAME_ACT = 0.85
_NEAR = 0.5
_MOST = 200
"""So many acts of a text are compared, each with each of the other text; a text with more is no single provision."""
_LETTERS = 3
"""Names of so many letters are first letters of longer ones."""
_SAME_MATTER = 0.5
"""Share of common words from which on two clauses are about one thing, so that another name in them is another role."""


class _Text(NamedTuple):
    """A reading with what is asked of it again and again."""

    side: Reading
    names: frozenset[int]
    """Tokens of proper names."""
    stems: frozenset[str]
    doers: list[Doer]

    def called(self, doer: Doer) -> frozenset[str]:
        """The proper names that say who somebody is, in lower case."""
        return frozenset(self.side.tokens[i].word for i in range(doer.first, doer.last) if i in self.names)

    def words(self, doer: Doer) -> str:
        """How the text puts it."""
        return self.side.text[self.side.tokens[doer.first].start : self.side.tokens[doer.end - 1].end]

    def stems_of(self, doer: Doer) -> frozenset[str]:
        """Stems of the words that say who somebody is."""
        inside = self.side.tokens[doer.first : doer.end]
        return frozenset(stem(t.word) for t in inside if t.word not in FUNCTION_WORDS)


def others(old: Reading, new: Reading, related: Related) -> list[Reason]:
    """Somebody else does what both texts say is done, or somebody does it as well."""
    a, b = _text(old), _text(new)
    pairs = [(x, y) for x in a.doers for y in b.doers if _same_act(x, y, related)]
    pairs.sort(key=lambda pair: _place(a, pair[0], b, pair[1]))
    several = any(sum(d.act == "receive" for d in text.doers) > 1 for text in (a, b))
    for mine, theirs in pairs:
        if several and "receive" in {mine.act, theirs.act}:
            continue
        if _differ(a, mine, b, theirs, related) and _differ(b, theirs, a, mine, related):
            return [_another(a, mine, b, theirs)]
    return _roles(a, b, pairs) or _joined(a, b, pairs)


def _text(side: Reading) -> _Text:
    stems = frozenset(stem(t.word) for t in side.tokens if t.is_word)
    return _Text(side, proper(side), stems, doers(side)[:_MOST])


def _place(a: _Text, mine: Doer, b: _Text, theirs: Doer) -> tuple[int, list[tuple[int, int, str]]]:
    """Where two acts stand, whichever text is called old: the first of several that say so is the one that is shown."""
    sides = ((d.first, d.end, text.words(d)) for text, d in ((a, mine), (b, theirs)))
    return mine.first + theirs.first, sorted(sides)


def _same_act(mine: Doer, theirs: Doer, related: Related) -> bool:
    return stem(mine.act) == stem(theirs.act) or related(mine.act, theirs.act) >= _SAME_ACT


def _another(a: _Text, mine: Doer, b: _Text, theirs: Doer) -> Reason:
    words = a.words(mine), b.words(theirs)
    if "receive" in {mine.act, theirs.act}:
        return sideways(Element.OBJECT, *words, "somebody else gets it", "doers/to")
    return sideways(Element.ACTOR, *words, "somebody else acts", "doers/other")


def _differ(a: _Text, mine: Doer, b: _Text, theirs: Doer, related: Related) -> bool:
    """Whether the other text does not know the one who acts here, by name or by what sort of body it is."""
    stems = a.stems_of(mine)
    if stems & ANY_PARTY and mine.end == mine.last:
        return False
    if _short_for(a, mine, b, theirs) or _short_for(b, theirs, a, mine):
        return False
    renamed = related if isinstance(related, Meaning) else None
    if _unknown(a, mine, b, theirs, renamed) and _unknown(b, theirs, a, mine, renamed):
        return True  # "observers from Norland", "a mission of the League"
    called = [a.side.tokens[i].word for i in range(mine.first, mine.end) if i in a.names]
    if stems & b.stems or any(same_name(n, t.word) for n in called for t in b.side.tokens):
        return False
    head, their_head = a.side.tokens[mine.head].word, b.side.tokens[theirs.head].word
    if related(head, their_head) < _NEAR:
        both = frozenset(c.stem for c in a.side.content)
        rivals = [c.span.words.lower() for c in b.side.content if c.stem not in both]
        return mine.head in a.names or not any(related(head, w) >= _NEAR for w in rivals)
    named, also_named = (any(i in t.names for i in range(d.first, d.end)) for t, d in ((a, mine), (b, theirs)))
    points_back = word_at(b.side.tokens, theirs.first - 1) in _POINTS_BACK
    pointed = word_at(a.side.tokens, mine.first - 1) in _POINTS_BACK
    return (named and also_named) or (named and not points_back) or (also_named and not pointed)


def _unknown(a: _Text, mine: Doer, b: _Text, theirs: Doer, renamed: Meaning | None) -> bool:
    """Whether a proper name tells who they are, and the other text does not have it, nor calls it otherwise throughout."""
    return any(
        stem(name) not in b.stems
        and not (renamed and renamed.explains(stem(name), b.stems))
        and not any(same_name(name, t.word) for t in b.side.tokens)
        and not any(_of_letters(name, other) for other in b.called(theirs))
        for name in a.called(mine)
    )


def _of_letters(x: str, y: str) -> bool:
    """Whether one of two names is too short to be a word, and the other begins with one of its letters ("EU", "the Union")."""
    short, long = sorted((x, y), key=lambda name: (len(name), name))
    return len(short) <= _LETTERS < len(long) and long[0] in short


def _roles(a: _Text, b: _Text, pairs: list[tuple[Doer, Doer]]) -> list[Reason]:
    """What the one did is now the other's part, though both texts name both; or an officer of another land does it."""
    for mine, theirs in pairs:
        if not (mine.sure and theirs.sure and a.called(mine) and b.called(theirs)) or _share_a_name(a, mine, b, theirs):
            continue
        known = all(stem(n) in b.stems for n in a.called(mine)) and all(stem(n) in a.stems for n in b.called(theirs))
        heads = stem(a.side.tokens[mine.head].word), stem(b.side.tokens[theirs.head].word)
        if not known and (heads[0] != heads[1] or mine.head in a.names):
            continue
        matter = overlap(_matter(a, mine), _matter(b, theirs))
        rivals = [(x, y) for x, y in pairs if (x == mine) != (y == theirs) and _share_a_name(a, x, b, y)]
        if matter >= _SAME_MATTER and all(overlap(_matter(a, x), _matter(b, y)) < matter for x, y in rivals):
            return [_another(a, mine, b, theirs)]
    return []


def _share_a_name(a: _Text, mine: Doer, b: _Text, theirs: Doer) -> bool:
    """Whether the two have a name in common: spelt out, as what is of a land, or by its first letters."""
    pairs = [(x, y) for x in a.called(mine) for y in b.called(theirs)]
    if any(stem(x) == stem(y) or same_name(x, y) or _of_letters(x, y) for x, y in pairs):
        return True
    letters = [_initials(t, d) for t, d in ((a, mine), (b, theirs))]
    return any(name in letters[1] for name in a.called(mine)) or any(name in letters[0] for name in b.called(theirs))


def _short_for(a: _Text, mine: Doer, b: _Text, theirs: Doer) -> bool:
    """Whether the one is called by first letters, and the other by what one of them stands for ("the Agency", "this force")."""
    short, long = a.side.tokens[mine.head], b.side.tokens[theirs.head]
    letters = a.side.text[short.start : short.end]
    points_back = word_at(b.side.tokens, theirs.first - 1) in _POINTS_BACK
    return letters.isupper() and len(letters) > 1 and points_back and long.word[0] in short.word


def _initials(text: _Text, doer: Doer) -> str:
    """The first letters of the words that say who somebody is: "un" for the United Nations, "icrc"."""
    inside = text.side.tokens[doer.first : doer.last]
    return "".join(t.word[0] for t in inside if t.word not in FUNCTION_WORDS)


def _matter(text: _Text, doer: Doer) -> frozenset[str]:
    """What the clause is about in which somebody acts: its words but for names."""
    index = next((i for i, c in enumerate(text.side.clauses) if c.first <= doer.first < c.last), 0)
    return frozenset(c.stem for c in text.side.content if c.clause == index and c.token not in text.names)


def _joined(a: _Text, b: _Text, pairs: list[tuple[Doer, Doer]]) -> list[Reason]:
    """Somebody does it together with the one who did it alone, or no longer does."""
    for mine, theirs in pairs:
        for more, one, fewer, other, appears in ((b, theirs, a, mine, True), (a, mine, b, theirs, False)):
            extra = _beside(more, one, fewer, other)
            if extra is None:
                continue
            words = more.side.text[more.side.tokens[extra[0]].start : more.side.tokens[extra[-1]].end]
            pair = ("", words) if appears else (words, "")
            said = "joins those who act" if appears else "is no longer among those who act"
            harder = appears != (only_permits(a.side) and only_permits(b.side))
            element = Element.SCOPE if one.act == "receive" else Element.ACTOR
            return [move(element, harder, *pair, said, "doers/joined")]
    return []


def _beside(more: _Text, one: Doer, fewer: _Text, other: Doer) -> list[int] | None:
    """The tokens of somebody whom *and* ties to the one whom the other text names, and whom that text does not have."""
    parts: list[list[int]] = [[]]
    named = True
    for i in range(one.first, one.last):
        word = more.side.tokens[i].word
        if word in {"and", ","}:
            parts.append([])
            named = True
        elif word in HEAD_ENDS:
            named = False
        elif named and word not in FUNCTION_WORDS:
            parts[-1].append(i)
    theirs = fewer.stems_of(other)
    acting = [p for p in parts if any(i in more.names or is_actor(more.side.tokens[i].word) for i in p)]
    known = [p for p in acting if any(stem(more.side.tokens[i].word) in theirs for i in p)]
    extra = [p for p in acting if p not in known]
    if not known or len(extra) != 1 or theirs & ANY_PARTY:
        return None
    if any(stem(more.side.tokens[i].word) in fewer.stems for i in extra[0]):
        return None
    return extra[0]
