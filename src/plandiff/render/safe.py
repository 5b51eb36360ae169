"""Text of a plan is data: here it loses the power to steer whatever prints it.

The ugly cases: escape sequences that recolour or rewrite a terminal, and bidirectional controls that make a reader see
another sentence than the one that is there. They are shown, not dropped: a hidden character is worth knowing about.
"""

from __future__ import annotations

import re

ACTIVE = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, ESC and CSI among them; tab and line feed are layout
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # invisible, bidirectional, separators
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"  # annotations, lone surrogates, tag characters
)
"""What can act on a terminal or on a reader's eye, as a regular expression."""
_ASCII = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "--",
        "\u2026": "...",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
_MARKUP = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "{": "&#123;", "}": "&#125;"}
)


def visible(text: str) -> str:
    """``text`` with every character that could act on a terminal or a reader's eye written as ``<U+001B>``."""
    return inert(text.replace("\t", " "))


def inert(text: str) -> str:
    """``visible`` text whose tabs are kept: the text of a file that a person is to mend."""
    if _harmless(text):
        return text
    return re.sub(ACTIVE, lambda m: f"<U+{ord(m.group()):04X}>", text.replace("\r\n", "\n"))


def _harmless(text: str) -> bool:
    """Whether nothing in a text can act, told without the pattern: up to U+FFFF none of its characters is printable."""
    if not text.replace("\n", "").isprintable():
        return False
    return text.isascii() or len(text.encode("utf-16")) == 2 * (1 + len(text))  # a mark, then two bytes each up to U+FFFF


def one_line(text: str) -> str:
    """``visible`` text on one line, for headlines, numbers, tags and the like."""
    return " ".join(visible(text).split())


def ascii_only(text: str) -> str:
    """``text`` for an output that knows no more than ASCII: typographic marks by their likes, the rest as escapes."""
    return text.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii")


def markup(text: str) -> str:
    """``text`` for HTML or XML: it opens nothing there, and holds nothing that a template engine on the way would fill in."""
    return text.translate(_MARKUP)


def json_escaped(document: str) -> str:
    r"""A JSON document with the same characters written as ``\uXXXX``: it says the same, and nothing in it acts."""
    if _harmless(document):
        return document
    return re.sub(ACTIVE, lambda m: "".join(f"\\u{unit:04x}" for unit in _utf16(m.group())), document)


def _utf16(character: str) -> list[int]:
    raw = character.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2)]
