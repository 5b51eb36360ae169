"""What differs between two texts, word by word, marked so that a person can read it.

The ugly case is the paraphrase: a word diff of two sentences that share only "the" and "of" is confetti, so
kept words that carry too little between changes count as changed, and texts that share too little are shown whole.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from plandiff.model import Run

_LETTER = r"[^\s!-/:-@\[-`{-\u00bf\u2010-\u205e\u3000-\u303f]"
_NUMBER = r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?![\d.,]*\d)"  # 600,000 and 600 000 are one number
_WORD = rf"{_LETTER}+(?:(?:['\u2019\u2010\u2011-](?=\w)|[.,](?=\d)){_LETTER}+)*"  # long-term, 1.10, Kyiv's
_TOKEN = rf"{_NUMBER}|{_WORD}|\S"
_TOKEN_OF_ANY = rf"{_NUMBER}|[\u3040-\u30ff\u3400-\u9fff]|{_WORD}|\S"
"""In scripts written without blanks a character is a word; compiled late, since it takes longer than most comparisons."""

_TIES = (
    "a an the this that these those such which who whom whose it its his her their our he she they we "
    "of to in on at by for from with as into onto upon over under about between among through per via "
    "and or nor but so than then also both either neither "
    "is are was were be been being am has have had do does did there here s"
)
"""Words that tie others together: kept alone between two changes they tell the reader nothing. Negations, modals and
quantifiers (not, may, all, any ...) are left out on purpose: they are the content."""
_FUNCTION_WORDS = frozenset(_TIES.split())

_SENTENCE_END = frozenset(".!?;:")
_LEAST_SHARE = 0.3
"""Below this share of kept weight (of the lighter text) the two are shown whole."""
_ISLAND = 0.6
"""A kept stretch lighter than this says nothing between two replacements."""
_CELLS = 60_000
"""Up to this product of lengths a stretch is matched exhaustively; above it, unique runs of words anchor it first."""

Pair = tuple[int, int]


def word_runs(old: str, new: str) -> tuple[Run, ...]:
    """The runs that turn ``old`` into ``new``: keep and delete spell ``old``, keep and insert spell ``new``.

    Exchanging the texts exchanges deleted and inserted; within one place what went always stands before what came.
    """
    if old == new:
        return (Run("keep", old),) if old else ()
    if not (old and new):
        return (Run("delete", old) if old else Run("insert", new),)
    if old > new:  # one orientation for both directions: difflib's choices depend on which side it indexes
        return tuple(_collect(_mirrored(_edits(new, old))))
    return tuple(_collect(_edits(old, new)))


class _Text(NamedTuple):
    """A text cut into words, with the offsets needed to spell it again."""

    raw: str
    words: list[str]
    spans: list[tuple[int, int]]
    weights: list[float]

    @classmethod
    def of(cls, raw: str) -> "_Text":
        matches = list(re.finditer(_TOKEN if max(raw) < "\u3040" else _TOKEN_OF_ANY, raw))
        words = [m.group() for m in matches]
        return cls(raw, words, [m.span() for m in matches], [_weight(w) for w in words])

    def between(self, before: int, after: int) -> str:
        """What is written after word ``before`` and before word ``after`` (-1 and ``len`` mean the edges)."""
        start = self.spans[before][1] if before >= 0 else 0
        end = self.spans[after][0] if after < len(self.spans) else len(self.raw)
        return self.raw[start:end]

    def weigh(self, start: int, end: int) -> float:
        return sum(self.weights[start:end])


def _weight(word: str) -> float:
    if not (word[0].isalnum() or len(word) > 1):
        return 0.1
    return 0.25 if word.lower() in _FUNCTION_WORDS else 1.0


def _edits(old: str, new: str) -> Iterator[Run]:
    a, b = _Text.of(old), _Text.of(new)
    pairs = _match(a.words, b.words)
    pairs = _without_islands(a, b, pairs)
    lighter = min(a.weigh(0, len(a.words)), b.weigh(0, len(b.words)))
    if sum(a.weights[i] for i, _ in pairs) < _LEAST_SHARE * lighter:
        pairs = []
    return _spell(a, b, _slide(a, b, pairs))


# --- which words stay ---------------------------------------------------------------------------------------------


def _match(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """Pairs of positions of words that stay, rising on both sides; longest common runs first."""
    pairs: list[Pair] = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        alo, ahi, blo, bhi = todo.pop()
        if alo == ahi or blo == bhi:
            continue
        if (ahi - alo) * (bhi - blo) <= _CELLS:
            matcher = SequenceMatcher(None, a[alo:ahi], b[blo:bhi], autojunk=False)
            for block in matcher.get_matching_blocks():
                pairs.extend((alo + block.a + k, blo + block.b + k) for k in range(block.size))
            continue
        anchors = _anchors(a, b, (alo, ahi, blo, bhi))
        pairs.extend(anchors)
        edges = [(alo - 1, blo - 1), *anchors, (ahi, bhi)] if anchors else []
        for (i, j), (k, m) in pairwise(edges):
            todo.append((i + 1, k, j + 1, m))
    return sorted(pairs)


def _anchors(a: Sequence[str], b: Sequence[str], window: tuple[int, int, int, int]) -> list[Pair]:
    """Words that surely correspond in two long stretches: members of runs that occur once on each side."""
    alo, ahi, blo, bhi = window
    for size in (4, 2, 1):
        in_a, in_b = _once(a, alo, ahi, size), _once(b, blo, bhi, size)
        starts = _rising([(i, in_b[gram]) for gram, i in in_a.items() if gram in in_b])
        if starts:
            covered = {(i + k, j + k) for i, j in starts for k in range(size)}
            return _rising(sorted(covered))
    return []


def _once(words: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    """Runs of ``size`` words that occur exactly once between ``start`` and ``end``, with their position."""
    seen: dict[tuple[str, ...], int] = {}
    for i in range(start, end - size + 1):
        gram = tuple(words[i : i + size])
        seen[gram] = -1 if gram in seen else i
    return {gram: i for gram, i in seen.items() if i >= 0}


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest subsequence of ``pairs`` (sorted by first) whose second members rise, by patience sorting."""
    tails: list[int] = []
    tops: list[int] = []
    back: list[int] = []
    for n, (_, j) in enumerate(pairs):
        pile = bisect_left(tails, j)
        back.append(tops[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [j]
        tops[pile : pile + 1] = [n]
    chain: list[Pair] = []
    n = tops[-1] if tops else -1
    while n >= 0:
        chain.append(pairs[n])
        n = back[n]
    chain.reverse()
    # Overlapping runs can pair one word twice: rising seconds alone would let both stay.
    return [p for k, p in enumerate(chain) if k == 0 or p[0] > chain[k - 1][0]]


# --- what reads well ----------------------------------------------------------------------------------------------


class _Island:
    """A stretch of kept words, and the weight of what went and came right before it."""

    __slots__ = ("deleted", "inserted", "pairs", "weight")

    def __init__(self, pairs: list[Pair], weight: float, deleted: float, inserted: float) -> None:
        self.pairs, self.weight, self.deleted, self.inserted = pairs, weight, deleted, inserted


def _islands(a: _Text, b: _Text, pairs: Sequence[Pair]) -> Iterator[_Island]:
    """The kept stretches in order; the last one is empty and carries what changed after the last kept word."""
    i = j = 0
    run: _Island | None = None
    for x, y in (*pairs, (len(a.words), len(b.words))):
        if run and (x, y) == (i, j) and x < len(a.words):
            run.pairs.append((x, y))
            run.weight += a.weights[x]
        else:
            if run:
                yield run
            kept = [(x, y)] if x < len(a.words) and y < len(b.words) else []
            run = _Island(kept, a.weights[x] if kept else 0.0, a.weigh(i, x), b.weigh(j, y))
        i, j = x + 1, y + 1
    if run:
        yield run


def _without_islands(a: _Text, b: _Text, pairs: list[Pair]) -> list[Pair]:
    """``pairs`` without kept stretches that carry less than the changes on both their sides."""
    done: list[_Island] = []
    for island in _islands(a, b, pairs):
        done.append(island)
        while len(done) > 1 and _drowned(done[-2], done[-1]):
            gone = done.pop(-2)
            done[-1].deleted += gone.deleted + gone.weight
            done[-1].inserted += gone.inserted + gone.weight
    return [p for island in done for p in island.pairs]


def _drowned(island: _Island, after: _Island) -> bool:
    """Whether a kept stretch says too little between the change before it and the change after it."""
    left, right = max(island.deleted, island.inserted), max(after.deleted, after.inserted)
    replaced = (island.deleted or after.deleted) and (island.inserted or after.inserted)
    if not (left and right and replaced):
        return False
    least = min(left, right)
    return (island.weight < _ISLAND and island.weight <= least) or 2 * island.weight <= least


def _slide(a: _Text, b: _Text, pairs: list[Pair]) -> list[Pair]:
    """``pairs`` with every pure insertion or deletion moved to where it reads best: at a sentence, a clause, a phrase.

    "A. {B. }C." rather than "A{. B}. C.": where words around it repeat, a change has several places.
    """
    edges = [(-1, -1), *pairs, (len(a.words), len(b.words))]
    for n in range(1, len(edges)):
        (i, j), (x, y) = edges[n - 1], edges[n]
        if x == i + 1 and y > j + 1:
            shift = _best_shift(b.words, j + 1, y, _room(edges, n))
            _move(edges, n, shift, (0, 1))
        elif y == j + 1 and x > i + 1:
            shift = _best_shift(a.words, i + 1, x, _room(edges, n))
            _move(edges, n, shift, (1, 0))
    return edges[1:-1]


def _room(edges: Sequence[Pair], n: int) -> tuple[int, int]:
    """How many kept words stand in one stretch before and after the change in front of ``edges[n]``."""
    before = after = 0
    while n - 1 - before > 0 and (before == 0 or _joined(edges, n - before)):
        before += 1
    while n + after < len(edges) - 1 and (after == 0 or _joined(edges, n + after)):
        after += 1
    return before, after


def _joined(edges: Sequence[Pair], n: int) -> bool:
    return edges[n][0] == edges[n - 1][0] + 1 and edges[n][1] == edges[n - 1][1] + 1


def _best_shift(words: Sequence[str], start: int, end: int, room: tuple[int, int]) -> int:
    """How far to move the changed stretch ``start:end`` (negative: to the left) so that it begins and ends well."""
    left = right = 0
    while left < room[0] and words[start - left - 1] == words[end - left - 1]:
        left += 1
    while right < room[1] and words[start + right] == words[end + right]:
        right += 1
    if not (left or right):
        return 0
    shifts = range(-left, right + 1)
    return max(shifts, key=lambda s: (_fit(words, start + s, end + s), -s))


def _fit(words: Sequence[str], start: int, end: int) -> int:
    """How well the stretch ``start:end`` can be read as one piece of its text."""
    before = words[start - 1] if start else "."
    last = words[end - 1]
    score = 4 * (before in _SENTENCE_END and last in _SENTENCE_END)
    score += 2 * (words[start] == "," and last != ",") + (before == last == ",")
    score += words[start].lower() in _FUNCTION_WORDS
    score += end == len(words) or words[end] in _SENTENCE_END or words[end] == ","
    return score - 2 * (last == ",") - (last.lower() in _FUNCTION_WORDS)


def _move(edges: list[Pair], n: int, shift: int, side: Pair) -> None:
    """Re-pair the kept words that a shift of the change in front of ``edges[n]`` passes over."""
    (i, j), (x, y) = edges[n - 1], edges[n]
    gap = (x - i - 1) + (y - j - 1)
    step = -1 if shift < 0 else 1
    for k in range(abs(shift)):
        m = n - 1 - k if step < 0 else n + k
        p, q = edges[m]
        edges[m] = (p - step * gap * side[0], q - step * gap * side[1])


# --- spelling -----------------------------------------------------------------------------------------------------


def _spell(a: _Text, b: _Text, pairs: Sequence[Pair]) -> Iterator[Run]:
    """The runs between and at the kept words; blanks that both sides have around a change are kept."""
    i = j = -1
    for x, y in (*pairs, (len(a.words), len(b.words))):
        gone, came = a.between(i, x), b.between(j, y)
        kept = a.words[x] if x < len(a.words) else ""
        i, j = x, y
        if gone == came and not gone.strip():
            yield Run("keep", gone + kept)
            continue
        head = _common_blanks(gone, came)
        blanks, gone, came = gone[:head], gone[head:], came[head:]
        tail = _common_blanks(gone[::-1], came[::-1])
        yield Run("keep", blanks)
        yield Run("delete", gone[: len(gone) - tail])
        yield Run("insert", came[: len(came) - tail])
        yield Run("keep", gone[len(gone) - tail :] + kept)


def _common_blanks(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n] and a[n].isspace():
        n += 1
    return n


def _mirrored(runs: Iterable[Run]) -> Iterator[Run]:
    other = {"delete": "insert", "insert": "delete"}
    return (Run(other.get(run.op, run.op), run.text) for run in runs)


def _collect(runs: Iterable[Run]) -> Iterator[Run]:
    """The same runs without empty ones, neighbours of one kind joined, and in each place what went before what came."""
    texts = {"keep": "", "delete": "", "insert": ""}

    def flush(*ops: str) -> Iterator[Run]:
        for op in ops:
            if texts[op]:
                yield Run(op, texts[op])
                texts[op] = ""

    for run in runs:
        if not run.text:
            continue
        if run.op == "keep":
            yield from flush("delete", "insert")
        else:
            yield from flush("keep")
        texts[run.op] += run.text
    yield from flush("keep", "delete", "insert")
