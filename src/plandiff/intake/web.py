"""An HTML page as passages, read by lxml: what a reader of the page sees, and apart from it what is around or hidden.

The ugly cases: numbers that only the browser shows, items and cells that are never closed, scripts, text that is not displayed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from plandiff.errors import PlandiffError
from plandiff.intake.blocks import Block, Document, cell_label, tidy, worded
from plandiff.intake.counting import counted

if TYPE_CHECKING:
    from lxml.etree import _Element

_APART = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr legend li main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that end the passage before them and the one in them."""
_SILENT = frozenset("script style template head iframe object svg canvas audio video".split())
_AROUND = {"nav": "page navigation", "footer": "foot of the page", "aside": "beside the text", "noscript": "for readers without scripts",
           "select": "a form", "button": "a form", "textarea": "a form"}  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NO_MARKER = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_LOOKED_AT = 4_096


def read(raw: bytes, name: str, *, accepted: bool = True) -> Document:
    """The passages of a page.

    Args:
        name: what the user calls the file.
        accepted: whether words marked as inserted are read and those marked as deleted are left out, or the reverse.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=False)
    try:
        root = etree.fromstring(_decoded(raw, name).encode("utf-8"), parser)
    except etree.LxmlError as error:
        raise PlandiffError(f"{name}: the HTML cannot be read ({tidy(str(error))[:100]})") from None
    if root is None:
        raise PlandiffError(f"{name}: there is no text in the page; name another file")
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise PlandiffError(f"{name}: the HTML breaks off or is nested too deep; save it as plain text, and import that")
    walk = _Walk(accepted)
    blocks = tuple(walk.blocks(root))
    title = root.find(".//head/title")
    return Document(blocks, tidy(title.text or "") if title is not None else "", tuple(_notes(walk)))


def _notes(walk: _Walk) -> Iterator[str]:
    if walk.changes:
        kept, left = ("insertions", "deletions") if walk.accepted else ("deletions", "insertions")
        yield f"the page has marked changes ({walk.changes}): {kept} were read, {left} left out"


def _decoded(raw: bytes, name: str) -> str:
    """The text of a page: by its mark, by what it says of itself, else UTF-8."""
    encoding = "utf-8-sig"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif said := _CHARSET.search(raw, 0, _LOOKED_AT):
        encoding = said[1].decode("ascii")
    try:
        return raw.decode(encoding)
    except LookupError:
        problem = f"the page says that its encoding is {encoding}, which is not known"
    except UnicodeDecodeError as error:
        problem = f"byte 0x{raw[error.start]:02x} is not {encoding.removesuffix('-sig')}"
    raise PlandiffError(f"{name}: {problem}; save the page as UTF-8")


@dataclass(slots=True)
class _List:
    """A list that is open."""

    ident: str
    way: str
    next: int
    step: int


@dataclass(slots=True)
class _Walk:
    """What is open while the page is gone through."""

    accepted: bool
    changes: int = 0
    _text: list[str] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _heading: int = 0
    _around: list[str] = field(default_factory=list)
    _label: str = ""
    _first_cell: bool = False
    _exact: int = 0
    _count: int = 0

    def blocks(self, root: _Element) -> Iterator[Block]:
        """The passages, in their order."""
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start":
                if self._left_out(element):
                    walker.skip_subtree()
                    continue
                yield from self._start(element)
                self._say(element.text)
            elif event == "end" and not self._left_out(element):
                yield from self._end(element)
                self._say(element.tail)
            elif element is not root:
                self._say(element.tail)
        yield from self._flush()

    def _left_out(self, element: _Element) -> bool:
        tag = str(element.tag)
        return tag in _SILENT or tag == ("del" if self.accepted else "ins")

    def _say(self, text: str | None) -> None:
        if text:
            self._text.append(text if self._exact else re.sub(r"\s+", " ", text))

    def _start(self, element: _Element) -> Iterator[Block]:
        tag = str(element.tag)
        if tag == "br":
            self._text.append("\n")
        self.changes += tag in ("ins", "del")
        if tag in _APART or self._aside_of(element):
            yield from self._flush()
        if said := self._aside_of(element):
            self._around.append(said)
        if tag in ("ol", "ul", "menu"):
            yield from self._announce()
            self._lists.append(self._list(element))
        elif tag == "li":
            self._label = self._marker(element)
        elif tag in ("td", "th"):
            before = element.getprevious()
            self._first_cell = before is None
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading = int(tag[1])
        elif tag == "pre":
            self._exact += 1
        elif tag == "img":
            self._say(element.get("alt"))

    def _end(self, element: _Element) -> Iterator[Block]:
        tag = str(element.tag)
        if tag in _APART or self._aside_of(element):
            yield from self._flush()
        if self._aside_of(element):
            self._around.pop()
        if tag in ("ol", "ul", "menu"):
            self._lists.pop()
        elif tag == "li":
            self._label = ""
        elif tag == "tr" and self._label:
            yield from self._announce()
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._heading = 0
        elif tag == "pre":
            self._exact -= 1

    def _aside_of(self, element: _Element) -> str:
        """Why what is in the element is no part of the running text; empty where it is."""
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            return "hidden text"
        return _AROUND.get(str(element.tag), "")

    def _announce(self) -> Iterator[Block]:
        """A number that another number follows at once."""
        if self._label and self._label != "•":
            yield self._made("")
        self._label = ""

    def _flush(self) -> Iterator[Block]:
        text = "".join(self._text)
        self._text.clear()
        if not worded(text):
            return
        if self._first_cell and not self._label and (label := cell_label(text)):
            self._label, self._first_cell = label, False
            return
        yield self._made(text)

    def _made(self, text: str) -> Block:
        label, self._label = self._label, ""
        self._count += 1
        aside = self._around[0] if self._around else ""
        made = Block(text, f"passage {self._count}", label, depth=len(self._lists), nested=True, heading=self._heading, aside=aside)
        return replace(made, list_id=self._lists[-1].ident) if label and self._lists else made

    def _list(self, element: _Element) -> _List:
        self._count += 1
        way = _TYPES.get(element.get("type") or "", "decimal") if element.tag == "ol" else "bullet"
        if _NO_MARKER.search(element.get("style") or ""):
            way = "none"
        backwards = element.get("reversed") is not None
        items = sum(1 for child in element if child.tag == "li")
        start = _number(element.get("start"))
        return _List(f"list {self._count}", way, start if start is not None else (items if backwards else 1), -1 if backwards else 1)

    def _marker(self, element: _Element) -> str:
        """What the browser shows in front of an item."""
        if not self._lists:
            return ""
        here = self._lists[-1]
        if here.way in ("bullet", "none"):
            return "•" if here.way == "bullet" else ""
        own = _number(element.get("value"))
        number = here.next if own is None else own
        here.next = number + here.step
        return f"{counted(number, here.way)}."


def _number(text: str | None) -> int | None:
    found = re.match(r"\s*([+-]?\d{1,9})", text or "")
    return int(found[1]) if found else None
