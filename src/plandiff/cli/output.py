"""Where a report goes and what it may look like there: stdout or a file, colour, width, character set."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from plandiff.cli import pager
from plandiff.cli.arguments import choice, words
from plandiff.errors import PlandiffError
from plandiff.render.options import Options
from plandiff.writing import write_whole

if TYPE_CHECKING:
    from plandiff.model import Plan

COLORS = ("auto", "always", "never")
PIPED_WIDTH = 100
"""Columns where the output is no terminal and nothing says otherwise."""
_PLURALS = {"tag": "tags", "party": "parties"}
_MOST_WORDS = 200
"""So many known tags or parties a message names: all of them, unless a plan is out of hand."""
_SIGNS = "\u2212\u25bc\u25c6\u25b2\u2248\u2013"


class ClosedPipe(Exception):
    """The reader has seen enough (head, less). No OSError: typer would make an error of it."""


def settings(asked: int | None, mode: str, path: Path | None = None) -> Options:
    """How to lay a report out for where it goes; the rest of the options are as they are by default."""
    to_file = path is not None
    return Options(width=width(asked), color=color(choice("--color", mode, COLORS), to_file), unicode=unicode(to_file))


def width(asked: int | None) -> int:
    """The columns to set a report in: as asked, else ``COLUMNS``, else the terminal's, else 100.

    In a pipe to a pager, stdout is no terminal; stderr, or else stdin, still leads to the one that the pager fills.
    """
    if asked:
        return asked
    named = os.environ.get("COLUMNS", "")
    if named.isascii() and named.isdigit() and int(named) > 0:
        return int(named)
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        with suppress(OSError, ValueError, AttributeError):  # closed, no terminal, or not there at all
            if columns := os.get_terminal_size(stream.fileno()).columns:  # type: ignore[union-attr]
                return columns
    return PIPED_WIDTH


def color(mode: str, to_file: bool) -> bool:
    """Whether to colour: ``always``, ``never``, or ``auto`` (a terminal that can, and no ``NO_COLOR``)."""
    if mode != "auto":
        return mode == "always"
    return not to_file and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def unicode(to_file: bool) -> bool:
    """Whether the output can show more than ASCII; files are always UTF-8."""
    if to_file:
        return True
    try:
        _SIGNS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def emit(report: str, path: Path | None = None, *, locale: bool = False, paged: bool = True) -> None:
    """Write the report to stdout, by way of a pager where it is longer than the screen, or to a file.

    Args:
        locale: encode for the reader's terminal; otherwise UTF-8, which is what the machine formats are.
        paged: whether a pager may come between; not where git has its own.
    """
    if path is not None:
        write_whole(report.encode("utf-8", "backslashreplace"), path)
        return
    encoding = (sys.stdout.encoding or "ascii") if locale else "utf-8"
    data = report.encode(encoding, "backslashreplace")
    if paged and (asked := pager.command(data.count(b"\n"))):
        if pager.page(data, asked):
            return
        note(f"the pager {asked!r} cannot be started; set {pager.VARIABLE} to another, or to cat for none")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ClosedPipe from None
    except OSError as error:
        silence_stdout()
        raise PlandiffError(f"cannot write the report: {error.strerror}") from error


def silence_stdout() -> None:
    """Point stdout elsewhere, so that the interpreter's own flush at exit does not report the same trouble again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(message: str, kind: str = "note") -> None:
    """One line on stderr, whatever the message holds; where stderr is closed or full, the exit code still tells."""
    from plandiff.render.safe import one_line

    line = f"{kind}: {one_line(message)}\n"
    encoding = getattr(sys.stderr, "encoding", None) or "ascii"
    with suppress(OSError, AttributeError):
        sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


def watched() -> bool:
    """Whether somebody sees on a terminal what goes to stderr."""
    return sys.stderr is not None and sys.stderr.isatty()


def named(
    noun: str, values: Iterable[str] | None, known: Iterable[str], documented: Callable[[], Iterable[str]] | None = None
) -> list[str]:
    """The tags or parties that an option names, in the record's own spelling where only the case differs.

    One that no provision has is noted: an empty report would look like good news. One that is on no list either is a
    slip, and a slip must not switch a gate off.

    Args:
        documented: gives the words that may be used although no provision has them; without it all may.

    Raises:
        PlandiffError: if a word is neither known nor documented.
    """
    spelling = {word.lower(): word for word in sorted(known)}
    asked = [spelling.get(word.lower(), word) for word in words(values)]
    if all(word.lower() in spelling for word in asked):
        return asked
    from plandiff.suggest import quoted

    listed = None if documented is None else {word.lower(): word for word in sorted(documented())}
    for word in asked:
        if word.lower() in spelling:
            continue
        if listed is None:
            note(f"no provision has the {noun} {quoted(word)}; {_advice(noun, word, spelling.values())}")
        elif word.lower() in listed:
            note(f"no provision has the {noun} {quoted(word)}, though it is on the list of {_PLURALS[noun]}")
        else:
            every = sorted({**listed, **spelling}.values())
            raise PlandiffError(f"--{noun} {quoted(word)} is not known; {_advice(noun, word, every)}")
    return asked


def documented(noun: str, plans: Sequence[Plan], folder: Path | None) -> set[str]:
    """The tags or parties on the lists that lie next to these plans, or in a folder that is searched for plans."""
    from plandiff import library
    from plandiff.vocabulary import vocabulary_of

    beside = (Path(plan.path.removeprefix(plan.revision)).parent for plan in plans if plan.path)
    lists = (getattr(vocabulary_of(place), _PLURALS[noun]) for place in (*library.folders(folder), *beside))
    return {word for words in lists for word in words or ()}


def _advice(noun: str, word: str, known: Iterable[str]) -> str:
    """The nearest known word, else all of them: there is no other place that names them."""
    from plandiff.suggest import listed, nearest, quoted

    candidates = list(known)
    if near := nearest(word, candidates):
        return f"did you mean {quoted(near[0])}?"
    if not candidates:
        return f"there are no {_PLURALS[noun]} here"
    return f"known {_PLURALS[noun]}: {listed(candidates, _MOST_WORDS)}"
