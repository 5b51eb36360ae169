"""A folder of files written whole or not at all: what stood there stays until everything new is on the disk.

The ugly case is a folder that holds something else. Only one that this program wrote, and to which nobody has added anything
since, is replaced; what its marker does not name is nobody's to delete.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from plandiff.errors import PlandiffError
from plandiff.suggest import printable, quoted

MARKER = ".plandiff-report"
"""Names all files of a folder that this program wrote; so it knows what it may replace."""
_HEAD = "Written by plandiff report, which replaces the files named here and no others.\n"


def require_own(target: Path) -> None:
    """Nothing, where a folder can be written to ``target``.

    Raises:
        PlandiffError: if something stands there that this program did not write.
    """
    shown = printable(str(target))
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise PlandiffError(f"{shown} is no folder; name another with --output")
    found = set(os.listdir(target))
    own = _own(target)
    if not found or (MARKER in found and found <= own):
        return
    foreign = min(found - own)
    raise PlandiffError(
        f"{shown} holds {quoted(foreign)}, which this command did not write; it replaces only folders of its own: "
        "name another with --output"
    )


def write_folder(files: Mapping[str, str], target: Path) -> None:
    """Write a folder with these files, in place of one that was written so before."""
    require_own(target)
    shown = printable(str(target))
    fresh = ""
    try:
        place = Path(os.path.realpath(target))
        fresh = mkdtemp(dir=place.parent, prefix=f".{place.name}.")
        for name, text in (*files.items(), (MARKER, _HEAD + "".join(f"{name}\n" for name in sorted(files)))):
            Path(fresh, name).write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        os.chmod(fresh, 0o777 & ~_mask())
        _put(fresh, place)
    except (OSError, RuntimeError, ValueError) as error:
        raise PlandiffError(f"cannot write {shown}: {getattr(error, 'strerror', None) or error}") from error
    finally:  # an interrupt leaves nothing behind either
        if fresh:
            shutil.rmtree(fresh, ignore_errors=True)


def _put(fresh: str, place: Path) -> None:
    """Move the new folder to its place; where that fails, what was there comes back."""
    old = f"{fresh}.old"  # a name that is free: not every system moves a folder onto another
    try:
        if place.is_dir():
            os.replace(place, old)
        os.replace(fresh, place)
    except BaseException:
        if os.path.isdir(old):
            with suppress(OSError):
                os.replace(old, place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _own(target: Path) -> set[str]:
    """The files that the marker names, and the marker."""
    try:
        head, *names = (target / MARKER).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return set()
    return {MARKER, *names} if f"{head}\n" == _HEAD else set()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
