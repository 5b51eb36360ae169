"""``plandiff matrix DIR --pairs``: which engine compares, where the lines go, and how far the work has come."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer

from plandiff.cli import output
from plandiff.errors import PlandiffError

if TYPE_CHECKING:
    from plandiff.engines import Run
    from plandiff.pairs import Corpus, Pair

ONLY_PAIRS = {"full": "--full", "jobs": "--jobs", "dask": "--dask"}
NOT_PAIRS = {
    "tag": "--tag",
    "text": "--text",
    "format": "--format",
    "show_all": "--all",
    "explain": "--explain",
    "width": "--width",
    "color": "--color",
}
"""Options of the matrix that change nothing in lines for machines."""


def require_options(context: typer.Context, *, asked: bool) -> None:
    """Refuse options that would do nothing: those of ``--pairs`` without it, and those of a table with it."""
    for name, flag in (NOT_PAIRS if asked else ONLY_PAIRS).items():
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            why = "is for a matrix, not for --pairs: every pair is one line of JSON" if asked else "is for --pairs"
            raise PlandiffError(f"{flag} {why}; leave it off{'' if asked else ' or add --pairs'}")


def pairs(
    names: list[str],
    plans_dir: Path | None,
    *,
    reviewed: bool,
    full: bool,
    jobs: int | None,
    dask: str | None,
    path: Path | None,
) -> None:
    """Compare every pair of the plans in a folder, one line of JSON each."""
    from plandiff.pairs import gathered

    if len(names) != 1:
        raise PlandiffError(f"--pairs takes one folder of plans, not {len(names)} names; name the folder that they are in")
    if jobs is not None and dask is not None:
        raise PlandiffError("--jobs is for this machine and --dask for a cluster; use one of them")
    corpus = gathered(Path(names[0]), plans_dir, reviewed=reviewed, full=full)
    if path is None or _keeps_nothing(path):
        _stream(corpus, jobs, dask, path)
    else:
        _keep(corpus, jobs, dask, path)


def _keeps_nothing(path: Path) -> bool:
    """Whether it is a device or a pipe. A place that may not be looked at is none: that is told where it is opened."""
    return os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path))


def _stream(corpus: Corpus, jobs: int | None, dask: str | None, path: Path | None) -> None:
    """Print the lines in order, each as soon as all before it are out."""
    todo = corpus.pairs
    early: dict[Pair, str] = {}
    out = 0
    with _engine(corpus, todo, jobs, dask) as run, _bar(0, len(todo)) as advance, _sink(path) as put:
        for pair, line in run(todo):
            early[pair] = line
            ready = []
            while out < len(todo) and todo[out] in early:
                ready.append(early.pop(todo[out]))
                out += 1
            if ready:
                put("".join(ready))
            advance()


@contextmanager
def _sink(path: Path | None) -> Iterator[Callable[[str], None]]:
    """Where lines are streamed to: stdout, or a device or a pipe, which is opened once: whoever reads it ends when it is closed."""
    if path is None:
        yield lambda lines: output.emit(lines, paged=False)
        return
    try:
        with open(path, "wb") as file:
            yield lambda lines: _put(file, lines)
    except BrokenPipeError:
        raise output.ClosedPipe from None
    except OSError as error:
        raise PlandiffError(f"cannot write {path}: {error.strerror or error}") from error


def _put(file: IO[bytes], lines: str) -> None:
    file.write(lines.encode("utf-8"))
    file.flush()


def _keep(corpus: Corpus, jobs: int | None, dask: str | None, path: Path) -> None:
    """Write the lines to a file; what an earlier run has done there is not done again."""
    from plandiff.pairs_file import opened
    from plandiff.render.phrases import count

    with opened(path, corpus) as store:
        todo, total = store.missing, len(corpus.pairs)
        if len(todo) < total:
            output.note(f"{total - len(todo)} of {count(total, 'pair')} were done before")
        if store.stale:
            output.note(
                f"{count(store.stale, 'line')} of before {'does' if store.stale == 1 else 'do'} not hold any more: a text, a review, "
                "an option or plandiff itself has changed since"
            )
        if todo:
            with _engine(corpus, todo, jobs, dask) as run, _bar(total - len(todo), total) as advance:
                for pair, line in run(todo):
                    store.write(pair, line)
                    advance()
        store.finish()


def _engine(
    corpus: Corpus, todo: list[Pair], jobs: int | None, dask: str | None
) -> AbstractContextManager[Run]:
    from plandiff import engines

    if dask is not None:
        return engines.cluster(corpus, dask)
    workers = min(jobs or _cores(), len(todo))
    return engines.local(corpus, workers) if workers > 1 else engines.here(corpus)


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _bar(done: int, total: int) -> Iterator[Callable[[], None]]:
    """Something to call after each pair; where somebody is watching, a bar on stderr."""
    if not output.watched():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("comparing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, completed=done)
        yield lambda: bar.advance(task)
