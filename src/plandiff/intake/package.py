"""A Word file before it is opened: an archive that is bounded, whole, and holds no definitions of its own.

The ugly cases: a few kilobytes that unfold to gigabytes and say that they are small, XML that defines entities, a file that is
locked with a password.
"""

from __future__ import annotations

import zipfile
from copy import copy
from io import BytesIO

from plandiff.errors import PlandiffError

MAX_UNFOLDED = 200_000_000
"""Bytes of all parts together; a text of 10,000 provisions has about 20 million."""
MAX_PARTS = 5_000
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What the format allows; the others are unfolded a whole piece at a time, whatever is asked for."""
_LOCKED = 0x1
_OLE = b"\xd0\xcf\x11\xe0"


def require_sound(raw: bytes, name: str) -> None:
    """Refuse what is no Word file, or one that is not safe to open."""
    if raw.startswith(_OLE):
        raise PlandiffError(f"{name}: an old Word file (.doc), or one with a password; save it as .docx without a password")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            _require_bounded(archive, name)
            for part in archive.infolist():
                content = _content(archive, part)
                if part.filename.lower().endswith((".xml", ".rels")) and any(mark in content for mark in _DOCTYPE):
                    raise PlandiffError(f"{name}: its XML has a document type, which no Word file has; save it anew in Word")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise PlandiffError(f"{name}: the Word file is broken; open it in a word processor, and save it anew") from None


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """What a part unfolds to, or one byte more than it says: a part that says that it is small is cut only once it is unfolded."""
    asked = copy(part)
    asked.file_size += 1
    with archive.open(asked) as file:
        content = file.read(asked.file_size)
    if len(content) != part.file_size:
        raise zipfile.BadZipFile
    return content


def _require_bounded(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNFOLDED:
        raise PlandiffError(f"{name}: the Word file unfolds to more than {MAX_UNFOLDED // 1_000_000} MB; split it")
    if any(part.compress_type not in _PACKED for part in parts):
        raise PlandiffError(f"{name}: the file is packed as no Word file is; save it anew in Word")
    if any(part.flag_bits & _LOCKED for part in parts):
        raise PlandiffError(f"{name}: the file is locked with a password; save it without one")
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        raise PlandiffError(f"{name}: an archive, and no Word file; name a .docx, .html, .md or .txt file")
