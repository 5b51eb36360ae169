"""A plan file's text, read whole or refused: bounded, never blocking, and never half of two versions.

The ugly cases: a pipe that never ends, a device, 100 MB, a file that changes under the reader, UTF-16 without a mark.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from plandiff.errors import PlanFileError
from plandiff.suggest import printable

MAX_BYTES = 20_000_000
"""No plan comes near: 10,000 provisions with sources and notes take about 6 MB."""

_LINE_BREAK = "\r\n|[\n\r\x85\u2028\u2029]"
"""What YAML counts as the end of a line."""
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
"""Characters that YAML does not allow in a file, none of them printable: the pattern is compiled where a text is not."""
_CONTROLS = bytes((*range(9), 11, *range(14, 32), 127))
_BINARY = (b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
"""How programs, pictures, documents and archives begin."""
_LOOKED_AT = 4_096
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_text(path: Path, name: str) -> str:
    """The text of the file, decoded and free of forbidden characters; ``name`` is what errors call it."""
    return decoded(read_bytes(path, name), name)


def decoded(raw: bytes, name: str) -> str:
    """``raw`` as text: UTF-8, or UTF-16 with a byte order mark."""
    mark, encoding = next(((m, e) for m, e in _MARKS if raw.startswith(m)), (b"", "utf-8"))
    body = raw[len(mark) :]
    if _is_binary(raw if encoding == "utf-8" else b""):
        raise PlanFileError(name, 1, 1, "this is no text file; name a plan file, which is YAML text saved as UTF-8")
    try:
        return allowed(body.decode(encoding), name)
    except UnicodeDecodeError as error:
        line, column = position(body[: error.start].decode(encoding, "replace"))
        what = f"byte 0x{body[error.start]:02x} is not {encoding.upper()}; save the file as UTF-8"
        raise PlanFileError(name, line, column, what) from None


def _is_binary(raw: bytes) -> bool:
    """Whether ``raw`` is no text: it starts like a program, a picture, a document or an archive, or is full of control bytes.

    A text with a control character or two, or saved as UTF-16, is still a text: its author is told what to mend.
    """
    start = raw[:_LOOKED_AT]
    if start.startswith(_BINARY):
        return True
    controls = len(start) - len(start.translate(None, _CONTROLS))
    zeros = max(start[::2].count(0), start[1::2].count(0))
    return controls > len(start) // 20 + 1 and not (zeros > len(start) // 4 and controls - start.count(0) < 2)


def allowed(text: str, name: str) -> str:
    """``text`` itself, unless it is too long or holds a character that no YAML file may hold."""
    if len(text) > MAX_BYTES:
        raise PlanFileError(name, 1, 1, too_large())
    if not text.replace("\n", "").isprintable() and (found := re.search(_FORBIDDEN, text)):
        line, column = position(text[: found.start()])
        code = ord(found.group())
        todo = "save the file as UTF-8 text" if code == 0 else "remove it"
        raise PlanFileError(name, line, column, f"character U+{code:04X} is not allowed in a plan file; {todo}")
    return text


def position(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows ``before`` in its file."""
    ends = [found.end() for found in re.finditer(_LINE_BREAK, before)]
    return len(ends) + 1, len(before) - (ends[-1] if ends else 0) + 1


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of the file; ``name`` is what errors call it."""
    try:
        status = os.stat(path)  # before opening: to open some devices is to act on them
        _require_file(status.st_mode, name)
        return _slurp(path, name)
    except FileNotFoundError:
        problem = "no such file; check the name, or use `plandiff list` for the ids of known plans"
    except PermissionError:
        problem = "the file may not be read; check its permissions"
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        problem = f"the file cannot be read ({printable(reason)}); check the name"
    raise PlanFileError(name, 1, 1, problem)


def _slurp(path: Path, name: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as file:
        before = os.fstat(file.fileno())
        _require_file(before.st_mode, name)  # again: it may have been exchanged since
        raw = file.read(MAX_BYTES + 1)
        after = os.fstat(file.fileno())
    if len(raw) > MAX_BYTES:
        raise PlanFileError(name, 1, 1, too_large())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise PlanFileError(name, 1, 1, "the file changed while it was read; run the command again")
    return raw


def _require_file(mode: int, name: str) -> None:
    if stat.S_ISDIR(mode):
        raise PlanFileError(name, 1, 1, "is a folder; name a plan file in it, or give the folder with --plans")
    if not stat.S_ISREG(mode):
        raise PlanFileError(name, 1, 1, "is a pipe or a device; save the text in a file and name that")


def too_large() -> str:
    """What is wrong with a file that is too long."""
    return f"the file is larger than {MAX_BYTES // 1_000_000} MB; a plan file holds one document: split it"
