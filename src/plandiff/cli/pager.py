"""A pager, where the report is longer than the screen and a person looks at it; as git does it.

The ugly cases: a pager that is not there (the report must still appear), one that is left in the middle of a long report, and
Ctrl-C, which is meant for the pager.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

VARIABLE = "PLANDIFF_PAGER"
_LESS = "FRX"
"""Leave at once what fits the screen, keep colours, leave the text on the screen: what git gives less, too."""
_NOT_STARTED = (126, 127)
allowed: ContextVar[bool] = ContextVar("allowed", default=True)
"""Whether this run may page; ``--no-pager`` says no."""


def command(lines: int) -> str:
    """The pager for a report of so many lines, as a command for the shell; empty where there is to be none."""
    if not (allowed.get() and sys.stdout.isatty()) or lines < _height():
        return ""
    dumb = os.environ.get("TERM", "dumb") == "dumb"
    default = "" if dumb else os.environ.get("PAGER", "less" if shutil.which("less") else "")
    asked = os.environ.get(VARIABLE, default).strip()
    return "" if asked == "cat" else asked


def page(data: bytes, asked: str) -> bool:
    """Show ``data`` in the pager and wait until it is left; False where the shell could not start it."""
    import subprocess

    environment = {"LESS": _LESS, "LV": "-c"} | os.environ
    sys.stdout.flush()
    try:
        shown = subprocess.Popen(asked, shell=True, stdin=subprocess.PIPE, env=environment)
    except (OSError, ValueError):
        return False
    with _interrupts_are_for_the_pager():
        with suppress(BrokenPipeError):  # left before the end: the reader has seen enough
            shown.communicate(data)
        return shown.wait() not in _NOT_STARTED


def _height() -> int:
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stdout.fileno()).lines or 24
    return 24


@contextmanager
def _interrupts_are_for_the_pager() -> Iterator[None]:
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread, where signals do not arrive
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
