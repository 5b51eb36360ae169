"""A file is written whole or not at all: what was there survives a failure, a full disk and an interrupt."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from plandiff.errors import PlandiffError


def followed(path: Path) -> Path:
    """Where a path leads, through all links.

    Raises:
        OSError, RuntimeError: if that is a link that leads to itself, which since Python 3.13 is no error to the library.
    """
    target = path.resolve()
    if target.is_symlink():
        raise OSError(40, "the link leads to itself")
    return target


def write_whole(data: bytes, path: Path) -> None:
    """Put ``data`` in the place of the file, with the permissions that it had.

    Raises:
        PlandiffError: if that cannot be done; then the file is as it was.
    """
    from tempfile import NamedTemporaryFile

    temporary = ""
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced, only written to
            path.write_bytes(data)
            return
        target = followed(path)
        with NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
        temporary = ""
    except (OSError, RuntimeError, ValueError) as error:  # a link that leads to itself; a NUL or a lone surrogate
        raise PlandiffError(f"cannot write {path}: {getattr(error, 'strerror', None) or error}") from error
    finally:  # an interrupt leaves nothing behind either
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
