"""Word out, and back: all changes accepted give the new plan, rejected the old one; to our own reader, and to LibreOffice."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from lxml import etree

import office
from documents import saved, tree, word
from drafts import drafts
from hostile import CONTROLS, TEXTS
from plandiff import compare, library, load, render
from plandiff.cli import main
from plandiff.intake import formats
from plandiff.intake.assemble import Head, draft
from plandiff.intake.blocks import tidy
from plandiff.model import Comparison, Plan, Provision
from plandiff.render import Options, render_word
from plandiff.render.plan_markdown import render_plan
from plandiff.render.safe import one_line, visible

OLD = Plan(
    "a", "Draft A",
    (
        Provision("1", "Each vessel pays a fee, and leaves the harbour within ninety days of the notice.", ("fees",), ("parties",)),
        Provision("2", "The pilots are trained by the harbour office.\nThe reefs are marked with lights."),
        Provision("3", "Inspectors may board any vessel."),
        Provision("4", "The old lighthouse is kept."),
        Provision("5", "Fishing with nets is banned near the reefs."),
        Provision("6", "Nets are counted each spring by the wardens."),
    ),
)  # fmt: skip
NEW = Plan(
    "b", "Draft B",
    (
        Provision("1", "Each vessel pays a fee."),
        Provision("2.a", "Each vessel leaves the harbour within thirty days of the notice."),
        Provision("2", "The pilots are trained by the harbour office."),
        Provision("7", "The reefs are marked with lights."),
        Provision("3", "Inspectors board any vessel & report <at once>."),
        Provision("9", "A ferry runs daily."),
        Provision("5", "Fishing with nets is banned near the reefs. Nets are counted each spring by the wardens."),
    ),
    "2025-11-23",
)  # fmt: skip


def said(plan: Plan) -> list[tuple[str, str]]:
    """Numbers and texts as a document can show them."""
    return [(tidy(one_line(p.number)), shown(visible(p.text))) for p in plan.provisions]


def shown(text: str) -> str:
    return "\n".join(filter(None, map(tidy, text.split("\n"))))


def read(raw: bytes, accepted: bool) -> list[tuple[str, str]]:
    blocks = formats.read(raw, "x.docx", accepted=accepted).blocks
    return [(tidy(b.number), shown(b.text)) for b in blocks if b.number]


@settings(max_examples=60)
@given(drafts())
def test_accepting_gives_the_new_provisions_and_rejecting_the_old_ones(pair: tuple[Plan, Plan]) -> None:
    comparison = compare(*pair)
    raw = render_word(comparison, Options(order="document"))
    accepted = read(raw, True)
    assert sorted(accepted) == sorted(said(pair[1]))
    assert sorted(read(raw, False)) == sorted(said(pair[0]))
    if together(comparison):
        assert accepted == said(pair[1])


def together(comparison: Comparison) -> bool:
    """Whether the parts of every split are neighbours in the new plan: a document shows each change as one."""
    place = {p.number: i for i, p in enumerate(comparison.new.provisions)}
    spans = [sorted(place[p.number] for p in change.new) for change in comparison.changes if change.new]
    return all(span[-1] - span[0] == len(span) - 1 for span in spans)


def test_splits_and_merges_keep_what_stayed() -> None:
    raw = render_word(compare(OLD, NEW), Options(order="document"))
    assert read(raw, True) == said(NEW)
    assert sorted(read(raw, False)) == said(OLD)  # what moved stands where it is now
    body = part(raw, "word/document.xml")
    assert b">Each vessel pays a fee" in body  # it stayed, and is not marked as gone and come again


def part(raw: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return archive.read(name)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    first, second = (render_word(compare(OLD, NEW)) for _ in range(2))
    assert first == second
    body = part(first, "word/document.xml")
    assert b'w:author="plandiff" w:date="2025-11-23T00:00:00Z"' in body
    assert b"w:date" not in part(render_word(compare(NEW, OLD)), "word/document.xml")


@pytest.mark.parametrize("text", [*TEXTS.values(), *CONTROLS.values()], ids=[*TEXTS, *CONTROLS])
def test_no_text_acts_in_a_document(text: str) -> None:
    def elements(words: str) -> set[tuple[str, str]]:
        plan = Plan("a", words, (Provision(words, words, (words,), (words,), note=words),))
        made = render_word(Comparison(plan, plan, compare(plan, OLD).changes), Options(explain=True))
        root = etree.fromstring(part(made, "word/document.xml"))
        assert not [t for t in root.itertext() if any(c in t for c in "\x1b\u202e\u200b")]
        return {(str(e.tag), str(name)) for e in root.iter() for name in ("", *e.keys())}

    assert elements(text) <= elements("harmless words")


@pytest.mark.parametrize("plan", [e.id for e in library.available()])
def test_a_plan_exported_as_markdown_comes_back(plan: str) -> None:
    whole = load(plan)
    document = formats.read(render_plan(whole, whole.provisions, True).encode(), "x.md")
    made = draft(document, "x.md", Head("x")).plan
    assert [(p.number, p.text) for p in made.provisions] == [
        (p.number, " ".join(p.text.split())) for p in whole.provisions
    ]


def test_the_report_in_markdown_is_no_export_of_a_plan() -> None:
    document = formats.read(render(compare(OLD, NEW), "markdown").encode(), "x.md")
    assert not any(block.number for block in document.blocks)


# The command


def test_compare_writes_a_document_and_import_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, again = tmp_path / "x.docx", tmp_path / "x.yaml"
    assert main(["compare", "28pt", "19pt", "--format", "docx", "--output", str(out), "--fail-on", "dropped"]) == 1
    for how, plan in (("accepted", "19pt"), ("rejected", "28pt")):
        assert main(["import", str(out), "--id", "x", "--changes", how, "--output", str(again), "--force"]) == 0
        assert sorted(said(load(str(again)))) == sorted(said(load(plan)))
    assert "tracked changes" in capsys.readouterr().err


@pytest.mark.parametrize(("options", "said"), [([], "--output"), (["--output", "x.docx", "--by", "tag"], "--by")])
def test_what_a_document_cannot_be(options: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "28pt", "19pt", "--format", "docx", *options]) == 2
    assert said in capsys.readouterr().err


def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda module: None)
    assert main(["compare", "28pt", "19pt", "--format", "docx", "--output", str(tmp_path / "x.docx")]) == 2
    assert "pip install 'plandiff[word]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# LibreOffice has the last word

judged = pytest.mark.skipif(bool(office.missing()), reason=office.missing() or "-")


@judged
@pytest.mark.parametrize(
    ("command", "plan"), [(office.ACCEPT, NEW), (office.REJECT, OLD)], ids=["accepted", "rejected"]
)
def test_libreoffice_makes_the_right_plan_of_it(command: str, plan: Plan, tmp_path: Path) -> None:
    raw = render_word(compare(OLD, NEW), Options(order="document"))
    rows = office.paragraphs(raw, tmp_path, command)
    found = [tuple(text.split("\t", 1)) for style, _, text in rows if style == "Plandiff Provision"]
    assert (found if plan is NEW else sorted(found)) == said(plan)


LISTS = """<w:numbering {ns}>
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Part %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/>{legal}<w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>"""
ITEMS = [
    (1, 0),
    (1, 1),
    (1, 1),
    (1, 2),
    (2, 0),
    (1, 2),
    (2, 0),
    (1, 0),
    (1, 1),
    (3, 0),
    (3, 0),
    (1, 2),
    (2, 0),
    (None, 0),
    (1, 2),
]
SHOWN = ["Part I.", "I.3", "I.4", "(a)", "1)", "(b)", "2)", "Part II.", "II.3", "7)", "8)", "(a)", "9)", "", "(b)"]


def lists(legal: str = "") -> bytes:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for child in list(parse_xml(LISTS.format(ns=nsdecls("w"), legal=legal))):
        numbering.append(child)
    for list_id, level in ITEMS:
        paragraph = document.add_paragraph("Vessels pay.")
        if list_id is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = level, list_id
    return saved(document)


def test_numbers_that_only_a_word_processor_shows() -> None:
    assert [block.label for block in formats.read(lists(), "x.docx").blocks] == SHOWN
    legal = [
        block.label for block in formats.read(lists("<w:isLgl/>"), "x.docx").blocks
    ]  # which LibreOffice 7 does not know
    assert legal == [label.replace("II.3", "2.3").replace("I.", "1.") if label[:1] == "I" else label for label in SHOWN]


@judged
@pytest.mark.parametrize("raw", [lists(), word(tree(5, 12), "Article %1.")], ids=["lists", "articles"])
def test_libreoffice_shows_the_same_numbers(raw: bytes, tmp_path: Path) -> None:
    labels = [label for _, label, _ in office.paragraphs(raw, tmp_path)]
    assert labels == [block.label for block in formats.read(raw, "x.docx").blocks]
