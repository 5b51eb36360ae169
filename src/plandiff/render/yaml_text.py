"""Text of a plan as YAML, in values and in comments: it reads back as exactly what it was, and nothing in it acts."""

from __future__ import annotations

import re

from plandiff.render.safe import ACTIVE

_UNSAFE = re.compile(f"{ACTIVE}|[\n\ufffe\uffff]")
"""What acts, ends a line, or may not stand in a YAML file."""


def quoted_scalar(value: str) -> str:
    """``value`` as a YAML scalar in double quotes on one line, which reads back as exactly ``value``."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{_UNSAFE.sub(_escape, escaped)}"'


def comment(text: str) -> str:
    """``text`` on one line behind a number sign, for the eye alone."""
    return f"# {_UNSAFE.sub(_escape, ' '.join(text.split()))}"


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code == 0x0A:
        return "\\n"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
