"""The lines of a corpus in a file: written as they are done, found again after a kill, and in order once all are there.

While work goes on the lines are in FILE.part, in the order in which they were done; FILE is put in place whole. The ugly cases:
a last line that was half written, lines about texts that have changed since, and a FILE.part that is somebody else's.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from plandiff.errors import PlandiffError
from plandiff.pairs import Corpus, Pair
from plandiff.render.pair_json import RESULT
from plandiff.suggest import printable
from plandiff.writing import followed

_START = b'{"format_version":'
"""How every line of ours begins."""
Place = tuple[Path, int, int]
"""Where a line stands: file, first byte, bytes."""


@dataclass(slots=True)
class Store:
    """The lines that are there, where each stands, and where more are put."""

    corpus: Corpus
    target: Path
    part: Path
    file: IO[bytes]
    """The open part."""
    places: dict[Pair, Place] = field(default_factory=dict)
    stale: int = 0
    """Lines that do not hold any more: they rest on other texts, another review or other rules, or were damaged."""

    @property
    def missing(self) -> list[Pair]:
        """The pairs that have yet to be compared, in order."""
        return [pair for pair in self.corpus.pairs if pair not in self.places]

    def write(self, pair: Pair, line: str) -> None:
        """Add the line of a pair."""
        data = line.encode("utf-8")
        with _told(self.part):
            start = self.file.seek(0, os.SEEK_END)
            self.file.write(data)
            self.file.flush()
        self.places[pair] = (self.part, start, len(data))

    def finish(self) -> None:
        """Put the target in place: the line of every pair, in order."""
        with _told(self.target), ExitStack() as stack:
            sources = {path: stack.enter_context(open(path, "rb")) for path in {place[0] for place in self.places.values()}}
            out = stack.enter_context(_replacing(self.target, self.part))
            for pair in self.corpus.pairs:
                path, start, length = self.places[pair]
                sources[path].seek(start)
                out.write(sources[path].read(length))
        with suppress(OSError):
            os.unlink(self.part)


@contextmanager
def opened(path: Path, corpus: Corpus) -> Iterator[Store]:
    """What is known already of these pairs, and where to put the rest.

    Raises:
        PlandiffError: if it cannot be written there, if another run does so, or if what is there is not ours.
    """
    with ExitStack() as stack:
        with _told(path):
            target = followed(path)
            if target.is_dir():
                raise IsADirectoryError(21, "it is a folder")
        part = target.with_name(f"{target.name}.part")
        with _told(part):
            file = stack.enter_context(_open(part))
            _lock(file, part)
            store = Store(corpus, target, part, file)
            if target.is_file():
                with open(target, "rb") as earlier:
                    _find(earlier, target, store)
            _require_ours(file, part)
            whole = _find(file, part, store)
            if file.seek(0, os.SEEK_END) > whole:  # the rest of a line whose writer was stopped
                file.truncate(whole)
        yield store


@contextmanager
def _open(part: Path) -> Iterator[IO[bytes]]:
    """The part, open. A line that could not be written was told of; closing tries once more, and is not heard."""
    file = open(part, "ab+")  # noqa: SIM115  # its own way to close would speak
    try:
        yield file
    finally:
        with suppress(OSError):
            file.close()


def _find(file: IO[bytes], path: Path, store: Store) -> int:
    """Note the lines that hold; returns how many bytes are whole lines."""
    at = {plan.id: k for k, plan in enumerate(store.corpus.plans)}
    file.seek(0)
    start = 0
    for line in file:
        if not line.endswith(b"\n"):
            break
        pair = _pair(line, at, store.corpus)
        if pair is None:
            store.stale += 1
        else:
            store.places[pair] = (path, start, len(line))
        start += len(line)
    return start


def _pair(line: bytes, at: dict[str, int], corpus: Corpus) -> Pair | None:
    """The pair that a line is about, if it rests on just what is compared now."""
    data = _parsed(line)
    try:
        pair = at[data["old"]["id"]], at[data["new"]["id"]]
    except (KeyError, TypeError):
        return None
    if pair[0] >= pair[1]:
        return None
    head = corpus.head(pair)
    return pair if list(data) == [*head, *RESULT] and all(data[key] == head[key] for key in head) else None


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):  # what a full disk or a crash made of it
        return None


def _require_ours(file: IO[bytes], part: Path) -> None:
    file.seek(0)
    start = file.read(len(_START))
    if start != _START[: len(start)]:
        what = "is needed for work in progress and holds something else; remove it, or name another --output"
        raise PlandiffError(f"{printable(str(part))} {what}")


def _lock(file: IO[bytes], part: Path) -> None:
    """Keep a second run out, where the system has such locks."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PlandiffError(f"another run is writing {printable(str(part))}; wait for it, or name another --output") from None


@contextmanager
def _replacing(target: Path, part: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of the target once it is whole, with its permissions or those of the part."""
    with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as out:
        try:
            yield out
            out.flush()
            shutil.copymode(target if target.exists() else part, out.name)
            os.replace(out.name, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(out.name)
            raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Says in one line which file cannot be written, and why."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:  # a link that leads to itself; a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise PlandiffError(f"cannot write {printable(str(path))}: {reason}") from error
