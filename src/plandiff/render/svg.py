"""Drawing: a few shapes and lines of text as one SVG file that loads nothing and can be read in black and white.

The ugly case is text that is no XML: what a plan holds is shown, escaped, or replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap

from plandiff.model import Verdict
from plandiff.render.safe import markup, one_line

ROW = 18
"""Units from one line of text to the next."""
_ADVANCE = 6.6
"""Units that a letter of the type used takes, on the large side: text must not run over."""
_NO_XML = re.compile("[\ufffe\uffff]")
STROKES = {
    Verdict.UNCHANGED: ("1", ""),
    Verdict.REWORDED: ("1", "1 4"),
    Verdict.SOFTENED: ("2", "8 4"),
    Verdict.HARDENED: ("2.5", ""),
    Verdict.ALTERED: ("2", "10 3 2 3"),
}
"""Width and dashes of the line of a verdict: each can be told from the others without colour."""


def document(width: float, height: float, title: str, shapes: Iterable[str]) -> str:
    """A whole file of this size."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
            'role="img" font-family="system-ui, sans-serif" font-size="12" fill="#111">',
            f"<title>{escaped(title)}</title>",
            f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>',
            *shapes,
            "</svg>",
            "",
        ]
    )


def escaped(text: str) -> str:
    """Text of a plan on one line, as XML."""
    return markup(_NO_XML.sub("\ufffd", one_line(text)))


def label(x: float, y: float, text: str, *, anchor: str = "start", bold: bool = False, whole: str = "") -> str:
    """A line of text; ``whole`` is what a pointer shows."""
    weight = ' font-weight="bold"' if bold else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    tip = f"<title>{escaped(whole)}</title>" if whole else ""
    return f'<text x="{x:g}" y="{y:g}"{side}{weight}>{tip}{escaped(text)}</text>'


def stroke(x1: float, y1: float, x2: float, y2: float, verdict: Verdict, whole: str = "") -> str:
    """A line in the manner of a verdict."""
    width, dashes = STROKES.get(verdict, ("1", ""))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    tip = f"<title>{escaped(whole)}</title>" if whole else ""
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="#111" stroke-width="{width}"{dashed} fill="none">{tip}</path>'


def cut(text: str, units: float) -> str:
    """As much of ``text`` as fits, with an ellipsis where it is not all."""
    line = one_line(text)
    most = max(int(units / _ADVANCE), 1)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}\u2026"


def paragraphs(texts: Iterable[str], x: float, y: float, units: float) -> tuple[list[str], float]:
    """These texts in lines of at most this width, and where the last of them stands."""
    shapes = []
    for text in texts:
        for line in wrap(one_line(text), max(int(units / _ADVANCE), 8)):
            y += ROW
            shapes.append(label(x, y, line))
    return shapes, y


def width_of(text: str) -> float:
    """Units that a text may take."""
    return len(one_line(text)) * _ADVANCE
