"""Where pairs are compared: in this process, in others on this machine, or on a Dask cluster. Every engine gives the same lines.

A worker gets the whole corpus once and is then sent places in it, so that no plan travels or is read twice. The ugly cases:
a parent that is killed, whose workers must not live on; a worker that has other rules than the one who asks.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread, current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING

from plandiff.errors import Ended, PlandiffError
from plandiff.pairs import Corpus, Pair, made_by

if TYPE_CHECKING:
    from distributed import Client

Line = tuple[Pair, str]
Run = Callable[[Sequence[Pair]], Iterator[Line]]
"""Gives the line of each pair, as they are done."""
_AHEAD = 16
"""So many tasks a worker are begun ahead of the oldest that is not done: enough to keep all busy, few enough to remember."""
_TOGETHER = 8
"""So many pairs are one task of a cluster, where every task has its price; what is under way at a kill is done again."""
_PATIENCE = 15
"""Seconds to wait for a cluster to answer, and for its first worker."""
_AGAIN = "run the same command again: with --output, what was done is kept"

_mine: Corpus | None = None
"""In a worker on this machine: what its pairs are places in."""


@contextmanager
def here(corpus: Corpus) -> Iterator[Run]:
    """Compares in this process, one pair after the other."""
    yield lambda pairs: ((pair, corpus.line(pair)) for pair in pairs)


@contextmanager
def local(corpus: Corpus, jobs: int) -> Iterator[Run]:
    """Compares in so many processes on this machine."""
    # Spawned, not forked: a bar on the terminal has a thread of its own, which a fork would cut in two.
    with _ended_in_order():
        pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (corpus,))
        try:
            yield lambda pairs: _as_done(pairs, 1, lambda block: _begun(pool, block), jobs * _AHEAD)
        except BrokenProcessPool:
            raise PlandiffError(f"a worker was ended from outside, perhaps for want of memory; {_AGAIN}") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Raises ``Ended`` where this process is told to end: at once, it would leave semaphores behind, of which Python complains."""
    if current_thread() is not main_thread() or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGTERM) is _end:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # told twice, as timeout(1) does, it would end at once after all
    raise Ended


def _begun(pool: ProcessPoolExecutor, block: Sequence[Pair]) -> Future[list[Line]]:
    """The task, begun. A worker that starts with it is deaf to Ctrl-C from its first moment, and this process hears it afterwards.

    Nor is it told to end while it hands a new worker what there is to know: cut short, that one would complain.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(_compare, block)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        return pool.submit(_compare, block)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def cluster(corpus: Corpus, address: str) -> Iterator[Run]:
    """Compares on the Dask cluster whose scheduler listens at ``address``."""
    try:
        from distributed import Client
        from distributed.comm import CommClosedError, resolve_address
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise PlandiffError("--dask needs Dask's distributed; install plandiff[dask]") from None
    for name in ("distributed", "distributed.client", "tornado.application"):  # what goes wrong is told in one line below
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        resolve_address(address)  # a client of an address that is none does not close well
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise PlandiffError(f"no Dask scheduler answers at {address}; check the address ({error})") from None
    try:
        _require_workers(client, address)
        shared = client.scatter(corpus, broadcast=True, hash=False)
        pool = client.get_executor()
        ahead = max(1, sum(client.nthreads().values())) * _AHEAD
        yield lambda pairs: _as_done(pairs, _TOGETHER, lambda block: pool.submit(_compare_shared, shared, block), ahead)
    except (CancelledError, CommClosedError, KilledWorker):
        raise PlandiffError(f"the cluster lost its workers or its scheduler; {_AGAIN}") from None
    finally:
        client.close(timeout=_PATIENCE)


def _require_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise PlandiffError(f"the cluster at {address} has no worker; start one with `dask worker {address}`") from None


def _as_done(
    pairs: Sequence[Pair], together: int, submit: Callable[[Sequence[Pair]], Future[list[Line]]], ahead: int
) -> Iterator[Line]:
    """The lines as they come; no task is begun that stands more than ``ahead`` behind the oldest that is not done.

    Args:
        together: how many pairs are one task.
    """
    tasks = [pairs[k : k + together] for k in range(0, len(pairs), together)]
    running: dict[Future[list[Line]], int] = {}
    begun = 0
    while begun < len(tasks) or running:
        while begun < min(len(tasks), min(running.values(), default=begun) + ahead):
            running[submit(tasks[begun])] = begun
            begun += 1
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=running.__getitem__):
            del running[future]
            yield from future.result()


# --- in a worker on this machine ------------------------------------------------------------------------------------


def _begin(corpus: Corpus) -> None:
    global _mine
    _mine = corpus
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asked is told, and ends us
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # which was shut out while it started
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _compare(pairs: Sequence[Pair]) -> list[Line]:
    assert _mine is not None
    return [(pair, _mine.line(pair)) for pair in pairs]


# --- in a worker of a cluster ---------------------------------------------------------------------------------------


def _compare_shared(corpus: Corpus, pairs: Sequence[Pair]) -> list[Line]:
    if made_by() != corpus.made_by:
        raise PlandiffError(f"a worker of the cluster has {made_by()}, and not {corpus.made_by}; install the same there")
    return [(pair, corpus.line(pair)) for pair in pairs]
