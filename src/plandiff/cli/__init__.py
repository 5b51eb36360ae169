"""The command line: arguments, streams and exit codes; no thinking.

Whatever goes wrong is one line on stderr and an exit code: 2 for bad usage or input, 70 for a broken promise of ours.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from plandiff.errors import Ended, InternalError, PlandiffError

OK, BAD_INPUT, INTERNAL, INTERRUPTED, ENDED = 0, 2, 70, 130, 143
_REPORT = "this is a fault in plandiff; please report it with the two plan files and the output of plandiff --version"


def program() -> int:
    """Run the command of this process and of no other; returns the exit code.

    A run makes many objects and hardly a cycle among them. To look for cycles, while it runs and once more when the process
    ends, takes a fifth of a short one; a caller in whose process ``main`` runs keeps its own settings.
    """
    gc.disable()
    try:
        return main()
    finally:
        gc.freeze()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    try:
        return _told(arguments)
    except KeyboardInterrupt:  # also while the first modules are still read
        return INTERRUPTED
    except Ended:
        return ENDED


def _told(arguments: Sequence[str] | None) -> int:
    """Run one command, and say what went wrong; returns the exit code."""
    from plandiff.cli import output

    if sys.stdout is None:
        return _fail("stdout is closed: there is nowhere to print to", BAD_INPUT)
    try:
        return _run(arguments)
    except SystemExit as stopped:  # typer stops so where it answers a shell, or where the pipe closed on its own words
        if "_PLANDIFF_COMPLETE" in os.environ and isinstance(stopped.code, int):
            return stopped.code  # fish asks in this way whether there is anything to offer
        output.silence_stdout()
        return OK
    except (output.ClosedPipe, BrokenPipeError):
        output.silence_stdout()
        return OK
    except PlandiffError as error:
        return _fail(str(error), BAD_INPUT)
    except OSError as error:  # a full disk under --help, a folder that vanished: no fault of ours
        output.silence_stdout()
        return _fail(f"stopped by the system: {error.strerror or error}", BAD_INPUT)
    except InternalError as error:
        return _fail(f"internal error: {error}; {_REPORT}", INTERNAL)
    except Exception as error:
        if os.environ.get("PLANDIFF_TRACEBACK"):
            raise
        return _fail(f"internal error: {type(error).__name__}: {error}; {_REPORT}", INTERNAL)


def _run(arguments: Sequence[str] | None) -> int:
    from typer import Abort
    from typer.main import get_command

    from plandiff.cli.app import application

    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        command = get_command(application(words[0] if words else ""))
        given = None if arguments is None else words  # from the shell: on Windows its patterns are still to be expanded
        code = command.main(args=given, prog_name="plandiff", standalone_mode=False)
    except Abort:
        return INTERRUPTED
    except UnicodeEncodeError as error:
        if not any(error.object in word for word in words):
            raise
        return _fail("an argument holds half a character (a lone surrogate); type it again", BAD_INPUT)
    except Exception as error:
        if not hasattr(error, "format_message"):  # usage errors have no base that all releases of typer make public
            raise
        return _fail(f"{error.format_message()} (plandiff --help shows the usage)", BAD_INPUT)
    sys.stdout.flush()
    return code if isinstance(code, int) else OK


def _fail(message: str, code: int) -> int:
    """Print one line on stderr; returns ``code``."""
    from plandiff.cli import output

    output.note(message, "plandiff")
    return code
