"""Text of a plan as YAML, in values and in comments: it reads back as exactly what it was, and nothing in it acts."""

from __future__ import annotations

import re
from textwrap import wrap

from plandiff.render.safe import ACTIVE

_WIDTH = 100
_UNSAFE = re.compile(f"{ACTIVE}|[\n\ufffe\uffff]")
"""What acts, ends a line, or may not stand in a YAML file."""


def quoted_scalar(value: str) -> str:
    """``value`` as a YAML scalar in double quotes on one line, which reads back as exactly ``value``."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{_UNSAFE.sub(_escape, escaped)}"'


def folded(value: str, indent: str) -> list[str]:
    """``value`` as a YAML scalar for people to edit, its first line to stand behind the key: long text is broken into lines.

    It reads back as exactly ``value``; where folding could not promise that, it stays in quotation marks.
    """
    parts = value.split("\n")
    short = len(parts) == 1 and len(value) < _WIDTH - len(indent)
    untidy = any(not p or p != " ".join(p.split()) for p in parts)
    if short or untidy or _UNSAFE.search(value.replace("\n", "")):
        return [quoted_scalar(value)]
    lines = [">-"]
    for n, part in enumerate(parts):
        wrapped = wrap(part, _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
        lines += [*([""] if n else []), *(indent + line for line in wrapped)]
    return lines


def comment(text: str) -> str:
    """``text`` on one line behind a number sign, for the eye alone."""
    return f"# {_UNSAFE.sub(_escape, ' '.join(text.split()))}"


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code == 0x0A:
        return "\\n"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
