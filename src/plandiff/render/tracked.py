"""The words of a change as paragraphs of a Word document with tracked changes: all of them accepted give the new provisions, rejected the
old ones.

A provision is a paragraph: its number, a tab, its text. Numbers are tracked as well, and where provisions were split or merged, so are the
ends of paragraphs. The ugly case is a line break that ends a provision on one side and stands within one on the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plandiff.model import Change, Provision, Run
from plandiff.render.safe import one_line, visible

KEEP, DELETE, INSERT = "keep", "delete", "insert"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its runs, and what became of its end (``keep``, ``delete`` or ``insert``)."""

    runs: tuple[Run, ...]
    end: str


def paragraphs(change: Change) -> Iterator[Paragraph]:
    """The paragraphs of a change, in order."""
    runs: list[Run] = []
    for op, piece in _pieces(change):
        if piece is None:
            yield Paragraph(tuple(runs), op)
            runs = []
        elif piece:
            runs.append(Run(op, piece))
    end = KEEP if change.old and change.new else DELETE if change.old else INSERT
    yield Paragraph(tuple(runs), end)


def _pieces(change: Change) -> Iterator[tuple[str, str | None]]:
    """Pieces of text with what became of them; None stands for the end of a paragraph."""
    sides = {DELETE: _Side(change.old), INSERT: _Side(change.new)}
    old, new = sides[DELETE], sides[INSERT]
    yield from _numbers(old, new)
    for run in change.words:
        moving = [old, new] if run.op == KEEP else [sides[run.op]]
        first = True
        for line in run.text.split("\n"):
            if not first:
                ended = [side.passes_end() for side in moving]
                if run.op != KEEP:
                    yield (run.op, None) if ended[0] else (run.op, "\n")
                    yield from _number(run.op, moving[0]) if ended[0] else ()
                else:
                    yield from _kept_break(old, new, *ended)
            first = False
            for side in moving:
                side.at += len(line)
            yield run.op, visible(line)


def _kept_break(old: _Side, new: _Side, old_ends: bool, new_ends: bool) -> Iterator[tuple[str, str | None]]:
    """A line break that both texts have: the end of a provision on both sides, on one, or on none."""
    if old_ends and new_ends:
        yield KEEP, None
        yield from _numbers(old, new)
    elif old_ends or new_ends:
        op, other, side = (DELETE, INSERT, old) if old_ends else (INSERT, DELETE, new)
        yield other, "\n"
        yield op, None
        yield from _number(op, side)
    else:
        yield KEEP, "\n"


def _numbers(old: _Side, new: _Side) -> Iterator[tuple[str, str | None]]:
    """The numbers at the beginning of a paragraph that both sides have, or one of them."""
    if old.number == new.number:
        yield KEEP, f"{old.number}\t"
    else:
        yield from _number(DELETE, old)
        yield from _number(INSERT, new)


def _number(op: str, side: _Side) -> Iterator[tuple[str, str | None]]:
    if side.provisions:
        yield op, f"{side.number}\t"


class _Side:
    """How far one side has been read."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.provisions = provisions
        self.at = 0
        self._current = 0
        self._ends: list[int] = []
        for provision in provisions:
            self._ends.append((self._ends[-1] + 1 if self._ends else 0) + len(provision.text))

    @property
    def number(self) -> str:
        """The number of the provision that is being read."""
        return one_line(self.provisions[self._current].number) if self.provisions else ""

    def passes_end(self) -> bool:
        """Whether the line break that is passed ends a provision; then the next one is begun."""
        ends = self._current < len(self.provisions) - 1 and self.at == self._ends[self._current]
        self._current += ends
        self.at += 1
        return ends
