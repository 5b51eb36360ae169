"""The numbers that Word shows in front of paragraphs and does not write: counted from the definitions of its lists.

The ugly cases: two lists that share one count, a list that begins anew in the middle, a number that comes with a style, and
``%1.%2`` where the first is counted in Roman numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plandiff.intake.counting import KNOWN, counted

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


class Numbers:
    """Counts as it goes: every paragraph must be shown to it, in the order of the document."""

    def __init__(self, numbering: _Element | None, styles: _Element) -> None:
        self._abstract: dict[str, _Element] = {}
        self._lists: dict[str, _Element] = {}
        if numbering is not None:
            self._abstract = {_get(e, "abstractNumId"): e for e in numbering.iterfind(f"{W}abstractNum")}
            self._lists = {_get(e, "numId"): e for e in numbering.iterfind(f"{W}num")}
        self._styles = {_get(e, "styleId"): e for e in styles.iterfind(f"{W}style")}
        paragraphs = {i: e for i, e in self._styles.items() if _get(e, "type") == "paragraph"}
        self._default = next((i for i, e in paragraphs.items() if _get(e, "default") in ("1", "true")), "")
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        """Ways of counting that were written in digits."""

    def number(self, paragraph: _Element) -> tuple[str, str]:
        """What is shown in front of the paragraph, and the name of its list; both empty where nothing is."""
        found = self._list_of(paragraph)
        if found is None:
            return "", ""
        num_id, level = found
        entry = self._lists.get(num_id)
        abstract = self._abstract_of(num_id)
        if entry is None or abstract is None:
            return "", ""
        key = _get(abstract, "abstractNumId")
        self._count(key, num_id, level)
        way = _val(self._definition(num_id, level), "numFmt") or "decimal"
        if way == "none":
            return "", ""
        shown = "•" if way == "bullet" else self._written(key, num_id, level)
        return shown, f"{key}/{level}" if shown else ""

    def styles_of(self, paragraph: _Element) -> Iterator[_Element]:
        """The style of a paragraph and those that it is based on, the nearest first."""
        properties = paragraph.find(f"{W}pPr")
        ident = _val(properties, "pStyle") or self._default
        seen: set[str] = set()
        while ident and ident not in seen and ident in self._styles:
            seen.add(ident)
            style = self._styles[ident]
            yield style
            ident = _val(style, "basedOn")

    def _list_of(self, paragraph: _Element) -> tuple[str, int] | None:
        """The list and the level that the paragraph is an item of: by itself, or by its style."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        num_id, level = _val(own, "numId"), _val(own, "ilvl")
        for style in self.styles_of(paragraph):
            given = style.find(f"{W}pPr/{W}numPr")
            if not num_id and (num_id := _val(given, "numId")):
                level = level or _val(given, "ilvl") or self._level_of_style(num_id, _get(style, "styleId"))
        if not num_id or num_id == "0":
            return None
        return num_id, min(int(level), _LEVELS - 1) if level.isdigit() else 0

    def _level_of_style(self, num_id: str, style: str) -> str:
        abstract = self._abstract_of(num_id)
        levels = abstract.iterfind(f"{W}lvl") if abstract is not None else ()
        return next((_get(lvl, "ilvl") for lvl in levels if _val(lvl, "pStyle") == style), "0")

    def _abstract_of(self, num_id: str) -> _Element | None:
        """The definition behind a list; it may lie behind a style of lists."""
        seen: set[str] = set()
        while num_id in self._lists and num_id not in seen:
            seen.add(num_id)
            abstract = self._abstract.get(_val(self._lists[num_id], "abstractNumId"))
            link = _val(abstract, "numStyleLink")
            if not link or link not in self._styles:
                return abstract
            num_id = _val(self._styles[link].find(f"{W}pPr/{W}numPr"), "numId")
        return None

    def _definition(self, num_id: str, level: int) -> _Element | None:
        for holder in (self._override(num_id, level), self._abstract_of(num_id)):
            for lvl in holder.iterfind(f"{W}lvl") if holder is not None else ():
                if _get(lvl, "ilvl") == str(level):
                    return lvl
        return None

    def _override(self, num_id: str, level: int) -> _Element | None:
        overrides = self._lists[num_id].iterfind(f"{W}lvlOverride")
        return next((o for o in overrides if _get(o, "ilvl") == str(level)), None)

    def _start(self, num_id: str, level: int) -> int:
        start = _val(self._definition(num_id, level), "start")
        return int(start) if start.isdigit() else 1

    def _count(self, key: str, num_id: str, level: int) -> None:
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        for n in range(level + 1):
            anew = _val(self._override(num_id, n), "startOverride")
            if anew.isdigit() and (num_id, n) not in self._begun:
                counts[n] = int(anew) - 1 if n == level else int(anew)
            self._begun.add((num_id, n))
        before = counts[level]
        counts[level] = self._start(num_id, level) if before is None else before + 1
        for n in range(level):
            if counts[n] is None:
                counts[n] = self._start(num_id, n)
        for n in range(level + 1, _LEVELS):
            restart = _val(self._definition(num_id, n), "lvlRestart")
            if not restart.isdigit() or level < int(restart):
                counts[n] = None

    def _written(self, key: str, num_id: str, level: int) -> str:
        definition = self._definition(num_id, level)
        digits = definition is not None and (legal := definition.find(f"{W}isLgl")) is not None and _get(legal, "val") not in ("0", "false")

        def fill(found: re.Match[str]) -> str:
            n = int(found[1]) - 1
            number = self._counts[key][n]
            way = _val(self._definition(num_id, n), "numFmt") or "decimal"
            if way not in KNOWN:
                self.unknown.add(way)
            if way in ("none", "bullet"):
                return ""
            return counted(self._start(num_id, n) if number is None else number, "decimal" if digits and n < level else way)

        return _PLACE.sub(fill, _val(definition, "lvlText")).strip()


def _get(element: _Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def _val(parent: _Element | None, name: str) -> str:
    """The value of a child; empty where there is none."""
    child = parent.find(f"{W}{name}") if parent is not None else None
    return _get(child, "val") if child is not None else ""
