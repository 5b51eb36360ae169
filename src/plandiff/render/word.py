"""A comparison as a Word document with real tracked changes, written with python-docx.

Accepting all changes leaves the provisions of the new plan, rejecting them those of the old one; headings and remarks stay. The same
comparison gives the same bytes: nothing in the file is of today.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any

from plandiff.model import Change, Comparison, Verdict
from plandiff.render import grounds, phrases
from plandiff.render.options import Options
from plandiff.render.safe import one_line, visible
from plandiff.render.tracked import DELETE, INSERT, KEEP, Paragraph, paragraphs

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR = "plandiff"
PROVISION, REMARK = "Plandiff Provision", "Plandiff Remark"
"""Styles: what is a plan's own text, and what is ours."""
_TAGS = {DELETE: "w:del", INSERT: "w:ins"}
_PARTS = re.compile(r"([\t\n])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest that an archive can say of its parts."""


def render(comparison: Comparison, options: Options) -> bytes:
    """The document; every change that passes the reader's filter is in it, also what other formats fold away."""
    import docx

    document = docx.Document()
    _styles(document)
    _properties(document, comparison)
    for line in _head(comparison):
        document.add_paragraph(line)
    revisions = _Revisions(comparison)
    for change in _ordered(comparison, options):
        document.add_heading(_heading(change), 2)
        for paragraph in paragraphs(change):
            revisions.write(document.add_paragraph(style=PROVISION), paragraph)
        for label, text in _remarks(comparison, change, options):
            said = document.add_paragraph(style=REMARK)
            said.add_run(f"{label}  ").bold = True
            said.add_run(text)
    for line in (*phrases.closing(comparison, comparison.shown), phrases.accounting(comparison, _WHOLE)):
        document.add_paragraph(line)
    return _same_bytes(document)


_WHOLE = Options(show_all=True)


class _Revisions:
    """Writes tracked paragraphs, each revision with a number of its own."""

    def __init__(self, comparison: Comparison) -> None:
        self._ids = count(1)
        self._date = f"{comparison.new.date}T00:00:00Z" if _DAY.fullmatch(comparison.new.date) else ""

    def write(self, target: Any, paragraph: Paragraph) -> None:
        """Put the runs into an empty paragraph, and mark its end where it came or went."""
        from docx.oxml import OxmlElement

        if paragraph.end != KEEP:
            mark = OxmlElement("w:rPr")
            mark.append(self._revision(paragraph.end))
            target._p.get_or_add_pPr().append(mark)
        for run in paragraph.runs:
            if run.op == KEEP:
                target._p.append(_run(run.text, "w:t"))
            else:
                revision = self._revision(run.op)
                revision.append(_run(run.text, "w:delText" if run.op == DELETE else "w:t"))
                target._p.append(revision)

    def _revision(self, op: str) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        element = OxmlElement(_TAGS[op])
        element.set(qn("w:id"), str(next(self._ids)))
        element.set(qn("w:author"), AUTHOR)
        if self._date:
            element.set(qn("w:date"), self._date)
        return element


def _run(text: str, tag: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = OxmlElement("w:r")
    for part in _PARTS.split(text):
        if part in ("\t", "\n"):
            run.append(OxmlElement("w:tab" if part == "\t" else "w:br"))
        elif part:
            words = OxmlElement(tag)
            words.text = part
            words.set(qn("xml:space"), "preserve")
            run.append(words)
    return run


def _styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    for name, indent, size in ((PROVISION, 0, 11), (REMARK, 18, 9)):
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Pt(indent)
        style.paragraph_format.space_after = Pt(3)
        style.font.size = Pt(size)


def _properties(document: Document, comparison: Comparison) -> None:
    title = f"{one_line(comparison.old.id)} > {one_line(comparison.new.id)}: what changed"
    document.core_properties.title = title[:255]
    document.core_properties.author = AUTHOR
    document.core_properties.comments = ""
    document.add_heading(title, 1)


def _head(comparison: Comparison) -> Iterator[str]:
    for side, plan in (("old", comparison.old), ("new", comparison.new)):
        facts = [phrases.day(plan.date), phrases.published(plan), phrases.size(plan)]
        yield f"{side}  {one_line(plan.id)}  {one_line(plan.title)}: {', '.join(f for f in facts if f)}"
    summary = comparison.summary
    counts = "   ".join(f"{phrases.symbol(v)} {summary[v]} {v}" for v in phrases.WEIGHT if summary[v])
    yield counts or "No provisions to compare."
    if said := phrases.selection(comparison):
        yield said
    yield (
        f"Accept all changes for the provisions of {one_line(comparison.new.id)}, reject them for those of {one_line(comparison.old.id)}. "
        "What is unreported is marked as if it were gone, or new, though that is not known."
    )


def _ordered(comparison: Comparison, options: Options) -> list[Change]:
    shown = list(comparison.shown)
    return shown if options.order == "document" else sorted(shown, key=lambda c: phrases.WEIGHT.index(c.verdict))


def _heading(change: Change) -> str:
    where = f"{phrases.numbers(change.old)} > {phrases.numbers(change.new)}"
    facts = [f"{phrases.symbol(change.verdict)} {change.verdict}  {where}", *map(one_line, change.tags)]
    if change.binds:
        facts.append(f"binds {', '.join(map(phrases.party, change.binds))}")
    facts += [*phrases.marks(change), *(["reviewed by hand"] if phrases.reviewed(change) else [])]
    return " · ".join(facts)


def _remarks(comparison: Comparison, change: Change, options: Options) -> Iterator[tuple[str, str]]:
    """Label and text of all that is said below a change."""
    for reason in change.reasons:
        rule = f" [{reason.rule}]" if options.explain and reason.rule else ""
        yield str(reason.direction), visible(phrases.reason_line(change, reason) + rule)
    if change.verdict is Verdict.UNREPORTED:
        yield "unknown", "whether it stands in the other text is not known; the mark says only where it does stand"
    yield from phrases.remarks(comparison, change, options)
    old, new = phrases.sources(comparison, change, brief=not options.explain)
    if old or new:
        yield "sources", f"{old or phrases.NONE} > {new or phrases.NONE}" if change.old and change.new else old or new
    if options.explain:
        yield from grounds.folded(change)
        yield from grounds.explained(change)


def _same_bytes(document: Document) -> bytes:
    """The file, with nothing in it that says when it was written."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for part in made.infolist():
            kept = zipfile.ZipInfo(part.filename, _EPOCH)
            kept.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(kept, made.read(part))
    return out.getvalue()
