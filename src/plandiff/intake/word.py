"""A Word document as passages, opened by python-docx: its paragraphs with the numbers that Word shows, its tables, and whatever
stands beside the text.

The ugly cases: words that are marked as inserted or deleted, boxes inside a paragraph, footnotes, and content that lies in controls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from plandiff.errors import PlandiffError
from plandiff.intake.blocks import Block, Document, row, tidy, worded
from plandiff.intake.package import require_sound
from plandiff.intake.word_numbers import Numbers, W

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element

PROVISION = "Plandiff Provision"
"""The style of the paragraphs of a comparison that are a plan's own text: number, tab, text."""
_INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_SILENT = frozenset(f"{W}{n}" for n in ("pPr", "rPr", "instrText", "delInstrText", "fldData", "sectPr", "tblPr", "tcPr", "trPr", "sdtPr"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_BESIDE = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment", "header": "page header", "footer": "page footer"}
_WRAPPERS = frozenset(f"{W}{n}" for n in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom"))


def read(raw: bytes, name: str, *, accepted: bool = True) -> Document:
    """The passages of a document.

    Args:
        name: what the user calls the file.
        accepted: whether tracked changes are read as accepted, or as rejected.
    """
    require_sound(raw, name)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(BytesIO(raw))
        walk = _Walk(accepted, _numbers(document.part))
        blocks = [*walk.blocks(document.element.body), *walk.end()]
        blocks += _beside(document.part, walk)
        title = tidy(document.core_properties.title or "")
    except PlandiffError:
        raise
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, IndexError, TypeError, RecursionError) as error:
        said = tidy(str(error))[:100]  # the library trusts what it reads: a part that is missing shows as any of these
        raise PlandiffError(f"{name}: this is no sound Word document ({said}); save it anew as .docx") from None
    return Document(tuple(blocks), title, tuple(walk.notes()))


def _numbers(part: Part) -> Numbers:
    """The counter of the document's lists."""
    related = {rel.reltype.rsplit("/", 1)[-1]: rel.target_part for rel in part.rels.values() if not rel.is_external}
    parsed = {kind: _parsed(related[kind]) for kind in ("numbering", "styles") if kind in related}
    return Numbers(parsed.get("numbering"), parsed["styles"] if "styles" in parsed else _parsed(part))


def _parsed(part: Part) -> _Element:
    from docx.oxml.parser import parse_xml

    return parse_xml(part.blob)


def _beside(part: Part, walk: _Walk) -> Iterator[Block]:
    """Footnotes, comments, headers and footers: the words of each once."""
    seen: set[tuple[str, str]] = set()
    for rel in part.rels.values():
        kind = _BESIDE.get(rel.reltype.rsplit("/", 1)[-1], "")
        if not kind or rel.is_external:
            continue
        root = _parsed(rel.target_part)
        notes = list(root) if kind in ("footnote", "endnote", "comment") else [root]
        for note in notes:
            text = " ".join(tidy(walk.words(p)) for p in note.iter(f"{W}p"))
            if worded(text) and (kind, text) not in seen:
                seen.add((kind, text))
                yield Block(text, "beside the text", aside=kind)


@dataclass(slots=True)
class _Walk:
    """What is known so far while the document is gone through."""

    accepted: bool
    numbers: Numbers
    changes: int = 0
    _count: int = 0
    _boxes: list[_Element] = field(default_factory=list)
    _carried: str = ""
    """The words of a paragraph whose end is marked as deleted: they belong to the next."""

    def notes(self) -> Iterator[str]:
        """What a person must know."""
        if self.changes:
            how = "accepted: insertions were read, deletions" if self.accepted else "rejected: deletions were read, insertions"
            yield f"the document has tracked changes ({self.changes}), read as {how} left out"
        if self.numbers.unknown:
            yield f"numbers of these kinds are written in digits: {', '.join(sorted(self.numbers.unknown))}"

    def blocks(self, holder: _Element) -> Iterator[Block]:
        """The passages of a body, a cell or a box, in their order."""
        for child in holder:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                for line in child.iter(f"{W}tr"):
                    if not self._within(line, child):
                        continue
                    yield from self._row(line)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def end(self) -> Iterator[Block]:
        """What was carried over the end of the last paragraph."""
        if worded(self._carried):
            yield Block(self._carried, f"paragraph {self._count}")
        self._carried = ""

    def words(self, paragraph: _Element) -> str:
        """The words of a paragraph; boxes in it are kept for later."""
        return "".join(self._pieces(paragraph))

    @staticmethod
    def _within(line: _Element, table: _Element) -> bool:
        """Whether a row is the table's own, and not of a table in one of its cells."""
        return next(a for a in line.iterancestors(f"{W}tbl")) is table

    def _row(self, line: _Element) -> Iterator[Block]:
        cells = [[*self.blocks(cell), *self.end()] for cell in line.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is line]
        simple = all(len(cell) <= 1 and not any(b.label or b.heading or b.aside or b.number for b in cell) for cell in cells)
        if simple:
            yield from row([cell[0].text if cell else "" for cell in cells], f"paragraph {self._count}")
        else:
            for cell in cells:
                yield from cell

    def _paragraph(self, paragraph: _Element) -> Iterator[Block]:
        self._count += 1
        label, list_id = self.numbers.number(paragraph)
        text, self._carried = self._carried + self.words(paragraph), ""
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        gone = _DELETED if self.accepted else _INSERTED
        if mark is not None and any(child.tag in gone for child in mark):
            self._carried = text
            return
        at = f"paragraph {self._count}"
        if self._style(paragraph) == PROVISION and "\t" in text:
            number, _, said = text.partition("\t")
            yield Block(said, at, number=number.strip())
        elif worded(text):
            yield Block(text, at, label, list_id, heading=self._rank(paragraph))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            for block in (*self.blocks(box), *self.end()):
                yield Block(f"{block.label} {block.text}", block.at, aside=block.aside or "text box")

    def _style(self, paragraph: _Element) -> str:
        style = next(self.numbers.styles_of(paragraph), None)
        named = style.find(f"{W}name") if style is not None else None
        return (named.get(f"{W}val") or "") if named is not None else ""

    def _rank(self, paragraph: _Element) -> int:
        """The rank of a heading: by its level in the outline, or by its style."""
        properties = (holder.find(f"{W}pPr/{W}outlineLvl") for holder in self.numbers.styles_of(paragraph))
        for level in (paragraph.find(f"{W}pPr/{W}outlineLvl"), *properties):
            if level is not None:
                rank = level.get(f"{W}val") or ""
                return int(rank) + 1 if rank.isdigit() and int(rank) < 9 else 0
        return 1 if self._style(paragraph).lower() in ("title", "subtitle") else 0

    def _pieces(self, paragraph: _Element) -> Iterator[str]:
        """The words in order, without recursion: what is silent or left out is passed over with all that is in it."""
        left_out = _DELETED if self.accepted else _INSERTED
        waiting = list(reversed(paragraph))
        while waiting:
            element = waiting.pop()
            tag = element.tag
            if tag in _INSERTED or tag in _DELETED:
                self.changes += 1
            if tag in left_out or tag in _SILENT or tag == _FALLBACK or not isinstance(tag, str):
                continue
            local = tag.rsplit("}", 1)[-1]
            if local == "txbxContent":
                self._boxes.append(element)
            elif local in ("t", "delText"):
                yield element.text or ""
            elif tag.startswith(W) and local in _SIGNS:
                yield _SIGNS[local]
            else:
                waiting.extend(reversed(element))
