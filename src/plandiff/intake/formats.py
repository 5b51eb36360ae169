"""Which reader a file needs, and what to do with a file that none can read.

A file is what its content says; its name only tells Markdown from plain text.
"""

from __future__ import annotations

import os
import re
from importlib.util import find_spec

from plandiff.errors import PlandiffError
from plandiff.files import decoded
from plandiff.intake.blocks import Document

FORMATS = ("text", "markdown", "html", "docx")
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ENDINGS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx"}
_OTHERS = (
    (b"%PDF-", "a PDF, which says nothing of paragraphs; save its text in a .txt file, and import that"),
    (b"{\\rtf", "an RTF file; save it as .docx, and import that"),
)
_NEEDS = {"html": ("lxml", "HTML pages"), "docx": ("docx", "Word files")}


def read(raw: bytes, name: str, given: str = "", *, accepted: bool = True) -> Document:
    """The passages of a file.

    Args:
        name: what the user calls it.
        given: its format, where the user says so.
        accepted: whether changes that it marks are read as accepted, or as rejected.

    Raises:
        PlandiffError: if it cannot be read, or what is needed to read it is not installed.
    """
    for start, what in _OTHERS:
        if raw.startswith(start):
            raise PlandiffError(f"{name}: {what}")
    kind = given or _kind(raw, name)
    if kind in _NEEDS:
        require(*_NEEDS[kind], "import")
    if kind == "docx":
        from plandiff.intake import word

        return word.read(raw, name, accepted=accepted)
    if kind == "html":
        from plandiff.intake import web

        return web.read(raw, name, accepted=accepted)
    text = decoded(raw.replace(b"\x0c", b"\n"), name)  # a form feed ends a page, and no plan file may hold one
    if kind == "markdown":
        from plandiff.intake import markdown

        return markdown.read(text, name)
    from plandiff.intake import plain

    return plain.read(text)


def require(module: str, what: str, extra: str) -> None:
    """Say what to install where a library is missing."""
    if find_spec(module) is None:
        raise PlandiffError(f"{what} need a library that is not installed; install it with: pip install 'plandiff[{extra}]'")


def _kind(raw: bytes, name: str) -> str:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "docx"
    if _HTML.match(raw.removeprefix(b"\xef\xbb\xbf")[:4096]):
        return "html"
    return _ENDINGS.get(os.path.splitext(name)[1].lower(), "text")
