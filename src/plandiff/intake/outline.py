"""Finds the order of a document: which passage carries which number, and under which number it stands.

It goes through the passages once, with the numbers that are open at that place, outermost first. A number belongs to the
innermost list that it continues; one that begins a count opens a list inside the number before it. The ugly cases: *i* after *h*
and *i* in front of *ii*; a count that begins again; a line of a broken paragraph that happens to begin with "(a)".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from plandiff.intake.blocks import Block, tidy, worded
from plandiff.intake.labels import CONTAINERS, TITLED, Label, label_of, readings, shown

_POINTING = frozenset(
    "article articles point points paragraph paragraphs section sections clause clauses item items annex part no nos number and or to "
    "of in under with by from see than".split()
)
"""A line that ends with one of these does not end its sentence: a number that follows is part of it."""
MOST_TITLE = 12
"""So many words a title has at most."""


@dataclass(slots=True)
class Level:
    """An open number, or a part of the document that holds numbers."""

    ident: int
    shape: str = ""
    way: str = ""
    """How it counts: ``decimal``, ``roman lower``."""
    value: float = 0
    parts: tuple[str, ...] = ()
    """Its number within the part of the document, outermost first."""
    rank: int | None = None
    heading: int = 0
    list_id: str = ""
    depth: int = 0
    indent: int = 0
    container: str | None = None
    """What it is called where it only holds numbers; empty for a heading without one; None where it is a number itself."""
    ours: int = 0
    """How many numbers of ours were given under it."""
    turn: int = 0
    """How many such parts stood here, with this one, where it is one because the count began again."""

    @property
    def kind(self) -> tuple[str, str, int]:
        """What items of one list have in common."""
        return self.shape, self.way, self.heading


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in its place."""

    printed: str
    """The numbers in front of it, as printed."""
    text: str
    at: str
    path: tuple[Level, ...] = ()
    """The numbers under which it stands, outermost first; its own is the last."""
    starts: bool = False
    """Whether a number, or a bullet, is its own."""
    titled: bool = False
    """Whether it may be the title of what follows."""
    aside: str = ""
    """Why it is not part of any provision; empty where it is."""
    checks: tuple[str, ...] = ()


@dataclass(slots=True)
class Outline:
    """The walk through one document."""

    passages: list[Passage] = field(default_factory=list)
    _open: list[Level] = field(default_factory=list)
    _ended: dict[tuple[str, str, int], float] = field(default_factory=dict)
    """How far each count had come that is no longer open."""
    _ids: Iterator[int] = field(default_factory=count)
    _pending: list[str] = field(default_factory=list)
    """Numbers that nothing but another number followed."""
    _several: tuple[str, ...] = ()
    """The last number of several parts."""
    _top: Level = field(default_factory=lambda: Level(-1))
    """Stands for the document where no number is open."""

    def read(self, blocks: Iterable[Block]) -> list[Passage]:
        """The passages in their places, in the order of the document."""
        for block in blocks:
            if block.aside:
                self.passages.append(Passage("", tidy(block.text), block.at, aside=block.aside))
            elif worded(block.text) or block.label:
                self._block(block)
        if self._pending:
            self._add(Passage("", "", "the end", tuple(self._open), aside="a number without text"))
        return self.passages

    def _block(self, block: Block) -> None:
        before = ""
        for n, line in enumerate(block.text.split("\n")):
            words = tidy(line)
            indent = len(line) - len(line.lstrip(" "))
            own, label = self._label(replace(block, label="" if n else block.label), words, before, first=not n)
            if n and (label is None or block.heading):
                self._extend(words, block.at)
            elif label is not None:
                self._numbered(label, words if own.label else label.rest, own, indent)
            else:
                self._plain(words, own)
            before = words or before

    def _label(self, block: Block, words: str, before: str, *, first: bool) -> tuple[Block, Label | None]:
        """The number of a line: the one that the document shows in front of it, or else the one that it begins with."""
        written = label_of(words)
        if block.label and not shown(block.label).parts and written and written.parts and not written.weak:
            return replace(block, label="", list_id=""), written  # a bullet and a number: the number counts
        if block.label:
            return block, shown(block.label)
        block = replace(block, list_id="")
        return block, written if written and self._stands(written, before, block, first=first) else None

    def _stands(self, label: Label, before: str, block: Block, *, first: bool) -> bool:
        """Whether what looks like a number is one, here."""
        if not label.parts:
            return not block.heading
        last = before.split()[-1].lower() if before.split() else ""
        if not first and last in _POINTING:
            return False
        if first and not label.weak:
            return True
        if len(label.parts) > 1:
            return self._follows_below(label) or self._follows_alone(label)
        if label.shape == TITLED and not block.heading:
            return False
        begins = not label.weak and any(value == 1 for _, value in label.counts)
        begins = begins or (label.shape.endswith((".", ")", TITLED)) and not label.word and any(value == 1 for _, value in label.counts))
        return begins or self._continued(label, block) is not None or self._resumes(label, block)

    def _numbered(self, label: Label, text: str, block: Block, indent: int) -> None:
        checks: list[str] = []
        level = self._level(label, block, indent, checks)
        self._open.append(level)
        titled = (bool(block.heading) or label.rank is not None) and _like_a_title(text)
        if text:
            self._add(Passage(label.printed, text, block.at, tuple(self._open), True, titled, checks=tuple(checks)))
        else:
            self._pending.append(label.printed)

    def _level(self, label: Label, block: Block, indent: int, checks: list[str]) -> Level:
        """The level of a number; what it ends is closed."""
        made = Level(
            next(self._ids), label.shape, rank=label.rank, heading=block.heading, list_id=block.list_id, depth=block.depth, indent=indent
        )  # fmt: skip
        if not label.parts:
            return self._bullet(made, block, checks)
        made.way, made.value = label.counts[0]
        if len(label.parts) > 1:
            parent = self._parent_of(label)
            alone = next((at for at, level in enumerate(self._open) if level.container is None and level.rank is None), len(self._open))
            self._close(parent[0] if parent else alone)
            made.parts = (*(parent[1] if parent else self._prefix()), *label.parts)
            self._several = label.parts
            return made
        sibling = self._continued(label, block)
        if sibling is not None:
            at, made.way, made.value = sibling
            self._note_gap(self._open[at].value, made.value, label, checks)
            self._close(at)
        else:
            self._close(self._opening(made, label, block, checks))
        if (made.rank is not None and made.rank <= CONTAINERS) or (made.heading and made.way.endswith("upper")):
            made.container = label.parts[0]
        else:
            made.parts = (*self._prefix(), label.parts[0])
        return made

    def _bullet(self, made: Level, block: Block, checks: list[str]) -> Level:
        for at, level in enumerate(self._open):
            same = level.list_id == made.list_id if made.list_id else level.shape == made.shape and level.indent >= made.indent
            if same or (block.nested and level.depth >= made.depth and level.list_id):
                self._close(at)
                break
        made.parts = (*self._prefix(), self._own_number())
        checks.append("the document has a bullet here; the last digits of the number are ours")
        return made

    def _own_number(self) -> str:
        """The next number of ours under what is open."""
        holder = self._open[-1] if self._open else self._top
        holder.ours += 1
        return str(holder.ours)

    def _continued(self, label: Label, block: Block) -> tuple[int, str, float] | None:
        """The open number that this one continues: its place, the way to count, and the value."""
        if block.list_id:
            for at, level in enumerate(self._open):
                if level.list_id == block.list_id:
                    return at, *self._reading(label, level)
        found = []
        for at, level in enumerate(self._open):
            for way, value in label.counts:
                if (label.shape, way, block.heading) == level.kind and level.value < value and _together(level, block):
                    found.append((value > int(level.value) + 1, -at, way, value))
        near = min((f for f in found if not f[0]), default=min(found, default=None))
        return None if near is None else (-near[1], near[2], near[3])

    @staticmethod
    def _reading(label: Label, level: Level) -> tuple[str, float]:
        return next(((way, value) for way, value in label.counts if way == level.way), label.counts[0])

    def _resumes(self, label: Label, block: Block) -> bool:
        """Whether a count that was closed by a heading goes on."""
        return any(0 < v - self._ended.get((label.shape, w, block.heading), v) <= 1 for w, v in label.counts)

    def _opening(self, made: Level, label: Label, block: Block, checks: list[str]) -> int:
        """Sets how a number that continues no open one counts; returns from where on what is open is closed."""
        for way, value in sorted(label.counts, key=lambda c: (c[1] != 1, not c[0].startswith("roman"))):
            goes_on = 0 < value - self._ended.get((label.shape, way, block.heading), value) <= 1
            if value == 1 or goes_on:
                made.way, made.value = way, value
                break
        else:
            first = f"{label.printed} is the first of its kind here"
            checks.append(f"{first}; look whether numbers before it are missing")
        for at, level in enumerate(self._open):
            if level.kind == made.kind and made.value <= level.value and made.indent <= level.indent and _together(level, block):
                self._begin_again(at, label, checks)
                return len(self._open)
        return self._base(made)

    def _begin_again(self, at: int, label: Label, checks: list[str]) -> None:
        """A count that stands open begins anew: at the top a new part of the document, deeper a number that stands twice."""
        top = not any(level.parts for level in self._open[:at])
        turn = self._open[at - 1].turn if at else 0
        self._close(at - 1 if top and turn else at)  # the part that began so before has ended: this one stands beside it, not in it
        if top:
            self._open.append(Level(next(self._ids), container="", turn=turn + 1))
            checks.append(f"the count begins again with {label.printed}; look whether a heading is missing")

    def _base(self, made: Level) -> int:
        """From where on what is open is closed when ``made`` opens a count of its own: all that it cannot stand in."""
        for at, level in enumerate(self._open):
            if made.rank is not None and (level.rank is None and not level.heading and level.container is None):
                return at
            if made.rank is not None and level.rank is not None and level.rank >= made.rank:
                return at
            if made.heading and (not level.heading or level.heading >= made.heading):
                return at
            if made.list_id and level.list_id and level.depth and level.depth >= made.depth:
                return at
        return len(self._open)

    def _parent_of(self, label: Label) -> tuple[int, tuple[str, ...]] | None:
        """Of a number of several parts: how much of what is open stays open, and the parts in front of it."""
        wanted: tuple[str, ...] = label.parts[:-1]
        base: tuple[str, ...] = ()
        for level in self._open:
            base = level.parts if level.rank is not None else base
        for front in dict.fromkeys((base, ())):
            for at in range(len(self._open), 0, -1):
                if self._open[at - 1].parts == (*front, *wanted):
                    return at, front
        return None

    def _follows_below(self, label: Label) -> bool:
        """Whether a number of several parts is the first below an open number, or follows the last there: 1.5 after 1.4."""
        parent = self._parent_of(label)
        if parent is None:
            return False
        before = [level for level in self._open if level.parts[:-1] == (*parent[1], *label.parts[:-1])]
        return any(v == 1 or any(v == int(level.value) + 1 for level in before) for _, v in label.counts)

    def _follows_alone(self, label: Label) -> bool:
        """The same where the number above it is not written as one: 1.1 at first, 1.2 or 2.1 after 1.1."""
        if not label.rest[:1].isupper():
            return False
        if not self._several:
            return label.parts == ("1",) * len(label.parts)
        before = [readings(part)[0][1] for part in self._several]
        here = [readings(part)[0][1] for part in label.parts]
        same = next((n for n, (a, b) in enumerate(zip(before, here, strict=False)) if a != b), min(len(before), len(here)))
        if same == len(here) or (same == len(before) and here[same] != 1):
            return False
        return (same == len(before) or here[same] == int(before[same]) + 1) and all(n == 1 for n in here[same + 1 :])

    def _prefix(self) -> tuple[str, ...]:
        return self._open[-1].parts if self._open else ()

    def _close(self, at: int) -> None:
        for level in self._open[at:]:
            self._ended[level.kind] = level.value
        del self._open[at:]

    @staticmethod
    def _note_gap(before: float, value: float, label: Label, checks: list[str]) -> None:
        if value > int(before) + 1:
            checks.append(f"a number seems to be missing in front of {label.printed}")
        elif value <= before:
            checks.append(f"{label.printed} does not follow the number before it")

    def _plain(self, text: str, block: Block) -> None:
        if block.heading and not self._pending:
            self._heading(text, block)
            return
        path, checks, aside = tuple(self._open), [], ""
        if block.nested and path and path[-1].list_id and path[-1].depth > block.depth:
            kept = [level for level in path if not (level.list_id and level.depth > block.depth)]
            self._close(len(kept))
            if self._prefix():
                made = Level(next(self._ids))
                made.parts = (*self._prefix(), self._own_number())
                self._open.append(made)
                path, checks = tuple(self._open), ["no number stands here; the last digits of the number are ours"]
                self._add(Passage("", text, block.at, path, True, checks=tuple(checks)))
                return
            path, aside = tuple(kept), "outside the numbered lists"
        self._add(Passage("", text, block.at, path, titled=bool(block.heading) or _like_a_title(text), aside=aside))

    def _heading(self, text: str, block: Block) -> None:
        made = Level(next(self._ids), heading=block.heading, container="")
        self._close(self._base(made))
        self._open.append(made)
        self._add(Passage("", text, block.at, tuple(self._open), titled=True))

    def _add(self, passage: Passage) -> None:
        printed = " ".join((*self._pending, passage.printed)).strip()
        starts = passage.starts or bool(self._pending)
        self._pending = []
        self.passages.append(replace(passage, printed=printed, starts=starts))

    def _extend(self, words: str, at: str) -> None:
        """A further line of the passage before."""
        if self._pending or not self.passages:
            self._add(Passage("", words, at, tuple(self._open), titled=_like_a_title(words)))
            return
        last = self.passages[-1]
        text, headed = f"{last.text} {words}".strip(), bool(last.path and last.path[-1].heading)
        self.passages[-1] = replace(last, text=text, titled=last.titled and (headed or _like_a_title(text)))


def _together(level: Level, block: Block) -> bool:
    """Whether an item may continue a list where both say how deep they stand."""
    return not (block.nested and level.depth != block.depth)


def _like_a_title(text: str) -> bool:
    """Whether ``text`` is short and no sentence."""
    return len(text.split()) <= MOST_TITLE and text[-1:] not in ".;:,!?"


def outline(blocks: Sequence[Block]) -> list[Passage]:
    """The passages of a document in their places: all of its words, in its order."""
    return Outline().read(blocks)
