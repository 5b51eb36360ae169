"""What git runs on each version of a plan file for ``git log -p``: the plan with a line for each thing that it says.

Started once for each version in a history, so it imports no command line. The ugly case is a version that holds no plan: half-written
YAML, conflict markers, a picture. Git stops where this fails, so what is no plan is shown as the text that it is.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from pathlib import Path

from plandiff.errors import PlanFileError
from plandiff.load import parse_plan
from plandiff.render.plan_yaml import render_plan
from plandiff.render.safe import inert

_LOOKED_AT = 8_000
"""Where git itself finds a NUL among so many bytes, it calls a file binary."""


def converted(raw: bytes, name: str) -> str:
    """The plan as ``plandiff apply`` writes it; what is no plan as it is."""
    try:
        return render_plan(parse_plan(raw, name))
    except PlanFileError:
        return plain(raw)


def plain(raw: bytes) -> str:
    """A file that is no plan as text in which nothing acts; of one that is no text, what tells it from others."""
    if b"\0" in raw[:_LOOKED_AT]:
        return f"binary file, {len(raw)} bytes, sha256 {hashlib.sha256(raw).hexdigest()}\n"
    return inert(raw.decode("utf-8", "backslashreplace"))


def main(arguments: list[str]) -> int:
    """Print the file that is named; returns the exit code, which tells the shell to show the file itself."""
    if len(arguments) != 1:
        return 2
    try:
        raw = Path(arguments[0]).read_bytes()
    except OSError:
        return 2
    with suppress(BrokenPipeError):
        sys.stdout.buffer.write(converted(raw, arguments[0]).encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
