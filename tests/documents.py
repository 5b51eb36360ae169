"""Documents as people have them: one tree of numbered points, written as plain text, Markdown, HTML and Word."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import strategies as st

WORDS = "harbour vessels shall licence inspectors within ninety days return Each Party quota 1,200 tonnes not except fuel 5% reefs".split()
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
NUMBERING = """<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{first}"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>"""


@dataclass(frozen=True)
class Point:
    """A numbered point, and the points below it."""

    text: str
    below: tuple[Point, ...] = ()


def tree(seed: int, size: int) -> tuple[Point, ...]:
    """A tree of at most ``size`` points, three deep; the same for the same seed."""
    chance = random.Random(seed)

    def some(depth: int, most: int) -> tuple[Point, ...]:
        points = []
        for _ in range(chance.randint(1, most)):
            text = f"Boats {' '.join(chance.choices(WORDS, k=chance.randint(1, 8)))}."
            points.append(Point(text, some(depth + 1, 4) if depth < 2 and chance.random() < 0.3 else ()))
        return tuple(points)

    return some(0, size)


TREES = st.builds(tree, st.integers(0, 9999), st.integers(1, 12))


def labels(depth: int, n: int) -> str:
    """What counts the n-th point (from 0) at this depth: 1, a, i."""
    return (str(n + 1), "abcdefghijklmnopqrstuvwxyz"[n], ROMAN[n])[depth] if depth or n < 99 else ""


def expected(points: tuple[Point, ...], prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Number and text of each provision, in order."""
    for n, point in enumerate(points):
        own = (*prefix, labels(len(prefix), n))
        yield ".".join(own), point.text
        yield from expected(point.below, own)


def lines(points: tuple[Point, ...], depth: int = 0) -> Iterator[tuple[int, str, str]]:
    """Depth, count and text of each point, in order."""
    for n, point in enumerate(points):
        yield depth, labels(depth, n), point.text
        yield from lines(point.below, depth + 1)


def plain(points: tuple[Point, ...], first: str = "{}.", gap: str = "\n") -> str:
    """One line a point."""
    shapes = (first, "({})", "{})")
    return gap.join(f"{'    ' * depth}{shapes[depth].format(own)} {text}" for depth, own, text in lines(points))


def markdown(points: tuple[Point, ...]) -> str:
    """Numbers as CommonMark has them at the top; letters as lines of their own below."""
    shapes = ("{}. {}", "   ({}) {}", "   {}) {}")
    return "\n\n".join(shapes[depth].format(own, text) for depth, own, text in lines(points))


def page(points: tuple[Point, ...], depth: int = 0) -> str:
    """Lists whose numbers only the browser shows; items are not closed."""
    items = "".join(f"<li>{escape(p.text)}{page(p.below, depth + 1) if p.below else ''}" for p in points)
    return f"<ol type={'1ai'[depth]}>{items}</ol>"


def word(points: tuple[Point, ...], first: str = "%1.") -> bytes:
    """Lists whose numbers only the word processor shows."""
    document = docx.Document()
    numbering: Any = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"), first=first)))
    num_id = numbering.add_num(77).numId
    for depth, _, text in lines(points):
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = depth
        properties.get_or_add_numId().val = num_id
    return saved(document)


def saved(document: Any) -> bytes:
    """The document as a file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


WRITERS: dict[str, Callable[[tuple[Point, ...]], bytes]] = {
    "text": lambda points: plain(points).encode(),
    "text with empty lines": lambda points: plain(points, gap="\n\n").encode(),
    "articles": lambda points: plain(points, "Article {}.").encode(),
    "points": lambda points: plain(points, "Point {}:", "\n\n").encode(),
    "markdown": lambda points: markdown(points).encode(),
    "html": lambda points: f"<html><body>{page(points)}</body></html>".encode(),
    "docx": word,
    "docx of articles": lambda points: word(points, "Article %1."),
}
