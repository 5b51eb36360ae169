"""Asking git: one program, started without a shell, that is given no chance to ask back or to run what a repository names."""

from __future__ import annotations

import os

from plandiff.errors import PlandiffError
from plandiff.suggest import printable

_GIT = ("git", "-c", "core.fsmonitor=false")  # the one program of its own that reading the index could start
_ALONE = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",  # from git 2.45 on; to fetch is to open a connection, by a program that the repository names
    "GIT_ALLOW_PROTOCOL": "",  # the same before that: none is allowed
}
_ENOUGH = 60
"""Seconds after which git is given up: only a repository on a dead network drive takes so long."""


def answer(*arguments: str, given: bytes = b"", also: tuple[int, ...] = ()) -> bytes | None:
    """What git prints, or None where it refuses.

    Args:
        given: what it can read on its stdin.
        also: exit codes other than 0 that go with an answer: 1 of ``git diff --no-index`` says that something differs.
    """
    import subprocess  # late: most runs name no revision

    environment = os.environ | _ALONE
    try:
        done = subprocess.run(
            [*_GIT, *arguments], env=environment, input=given, capture_output=True, timeout=_ENOUGH, check=False
        )
    except FileNotFoundError:
        raise PlandiffError("git is not installed, or not on the PATH; a name with a colon is a git revision") from None
    except subprocess.TimeoutExpired:
        raise PlandiffError(f"git did not answer within {_ENOUGH} seconds; try again") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL or a lone surrogate in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise PlandiffError(f"git cannot be asked ({printable(reason)}); check the name") from None
    return done.stdout if done.returncode in (0, *also) else None
