"""``plandiff import``: what it writes, where it says what, and what it refuses in one line."""

from __future__ import annotations

import io
import re
import struct
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import WRITERS, saved, tree
from plandiff import load
from plandiff.cli import main
from plandiff.errors import PlandiffError
from plandiff.intake import formats, package
from plandiff.intake.assemble import Head, draft

TEXT = "HARBOUR PLAN\n\n1. Ukraine shall not join NATO.\n2. The United States will lift all sanctions on Russia within 30 days.\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, "utf-8")
    return path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line on stderr of a run that fails."""
    assert main(["import", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1, shown.err
    return shown.err


def test_a_draft_is_valid_and_can_be_compared_straight_away(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "harbour.yaml"
    options = ["--date", "2025-11-20", "--issuer", "us,russia", "--kind", "statement", "--coverage", "partial"]
    assert (
        main(
            [
                "import",
                str(text),
                "--id",
                "harbour",
                *options,
                "--source",
                "https://example.org/a",
                "--output",
                str(out),
            ]
        )
        == 0
    )
    assert main(["validate", str(out)]) == 0
    assert main(["compare", str(out), str(out)]) == 0
    plan = load(str(out))
    assert (plan.id, plan.title, plan.date, plan.issuer) == ("harbour", "HARBOUR PLAN", "2025-11-20", ("us", "russia"))
    assert (plan.kind, plan.coverage) == ("statement", "partial")
    assert [s.url for s in plan.sources] == ["https://example.org/a"]
    assert all(p.sources == ("source",) for p in plan.provisions)
    capsys.readouterr()


def test_tags_come_from_the_record_and_parties_from_the_reading(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(text), "--id", "harbour"]) == 0
    shown = capsys.readouterr()
    assert re.search(r"check: tags, suggested by .*\n.*binds.*\n.*number: \"1\"\n.*\n    tags: \[nato", shown.out)
    assert 'binds: ["us"]' in shown.out
    assert "not placed: line 1, before the first number: HARBOUR PLAN" in shown.err
    assert "# not placed (before the first number, line 1): HARBOUR PLAN" in shown.out


def test_stdin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"3. Vessels\n4. pay.\n")))
    assert main(["import", "-", "--id", "x", "--from", "markdown", "--title", "Fees"]) == 0
    assert "title: Fees" in capsys.readouterr().out


def test_an_existing_file_survives_without_force(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "kept.yaml"
    out.write_text("mine", "utf-8")
    assert "--force" in refused(capsys, str(text), "--id", "x", "--output", str(out))
    assert out.read_text("utf-8") == "mine"
    assert main(["import", str(text), "--id", "x", "--output", str(out), "--force"]) == 0
    assert load(str(out)).id == "x"


@pytest.mark.parametrize(
    ("option", "value"),
    [("--id", "../x"), ("--date", "2025-13"), ("--kind", "plan"), ("--coverage", "half"), ("--source", "a\x1b[31m"), ("--title", " "),
     ("--from", "pdf"), ("--changes", "both")],
)  # fmt: skip
def test_an_option_that_cannot_be_is_refused(
    option: str, value: str, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--id", "x"] if option != "--id" else []
    assert option in refused(capsys, str(text), *given, option, value)


PARTS = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"]
SOUND = WRITERS["docx"](tree(1, 3))


def archive(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types]") + ".xml", content)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A sound Word file in which one part is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part, content if part.filename == name else old.read(part))
    return out.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
BROKEN = {
    "empty.txt": (b"", "no text"),
    "rules.txt": (b"----\n====\n", "no text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "no text file"),
    "latin.txt": ("1. Élan".encode("latin-1"), "not UTF-8"),
    "paper.pdf": (b"%PDF-1.7 x", "PDF"),
    "paper.rtf": (b"{\\rtf1 x}", "RTF"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as .docx"),
    "half.docx": (WRITERS["docx"](tree(1, 3))[:3000], "broken"),
    "no.docx": (b"just words", "broken"),
    "other.docx": (archive(mimetype="odt"), "no Word file"),
    "bare.docx": (archive(TYPES="<x/>"), "no sound Word document"),
    "entities.docx": (with_part("word/document.xml", ENTITIES), "document type"),
    "entities16.docx": (with_part("word/styles.xml", ENTITIES.decode().encode("utf-16")), "document type"),
    "cut.docx": (with_part("word/document.xml", b"<w:document"), "no sound Word document"),
    "charset.html": (b'<html><meta charset="klingon"><p>1. x', "klingon"),
    "wrong.html": (b"<html><p>\xff\xfe\xfa", "not utf-8"),
    "empty.html": (b"<html><script>1. words</script></html>", "no text"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_refused_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, said = BROKEN[name]
    path = tmp_path / name
    path.write_bytes(raw)
    given = ["--from", "docx"] if name == "no.docx" else []
    line = refused(capsys, str(path), "--id", "x", *given)
    assert name in line
    assert said in line


@settings(max_examples=80)
@given(st.sampled_from(PARTS), st.data())
def test_a_word_file_that_was_tampered_with_is_read_or_refused(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        content = archive.read(name)
    at = data.draw(st.integers(0, len(content)))
    put = data.draw(st.sampled_from([b"", b"x", b"<", b'"', b"\xff", b"99999999999", b"-1"]))
    cut = data.draw(st.integers(0, 40))
    with suppress(PlandiffError):
        made = draft(
            formats.read(with_part(name, content[:at] + put + content[at + cut :]), "x.docx"), "x.docx", Head("x")
        )
        assert made.plan.provisions


def test_an_archive_that_unfolds_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bomb = with_part("word/document.xml", b" " * 3_000_000)
    monkeypatch.setattr(package, "MAX_UNFOLDED", 2_000_000)
    (tmp_path / "bomb.docx").write_bytes(bomb)
    assert "unfolds" in refused(capsys, str(tmp_path / "bomb.docx"), "--id", "x")


def test_a_part_that_unfolds_to_more_than_it_says_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bomb = with_part("word/document.xml", b" " * 3_000_000)
    lying = bomb.replace(struct.pack("<L", 3_000_000), struct.pack("<L", 100))
    assert lying != bomb
    (tmp_path / "lying.docx").write_bytes(lying)
    assert "broken" in refused(capsys, str(tmp_path / "lying.docx"), "--id", "x")


def test_a_part_that_is_packed_as_word_never_does_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part))
    (tmp_path / "odd.docx").write_bytes(out.getvalue())
    assert "packed as no Word file is" in refused(capsys, str(tmp_path / "odd.docx"), "--id", "x")


@pytest.mark.parametrize(("where", "most"), [("files.MAX_BYTES", 900), ("yaml_nodes.MAX_NODES", 30)])
def test_what_makes_more_than_a_plan_file_may_hold_is_refused(
    where: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "long.txt").write_text("".join(f"{n}. Karvia pays.\n" for n in range(1, 31)), "utf-8")
    monkeypatch.setattr(f"plandiff.{where}", most)
    assert "import it in parts" in refused(capsys, str(tmp_path / "long.txt"), "--id", "x")


def test_many_comments_that_no_page_follows_are_looked_at_once() -> None:
    assert formats.read(b"<!-- a -->" * 400 + b"1. x", "page").blocks


@pytest.mark.parametrize(
    ("name", "raw"), [("x.docx", WRITERS["docx"](tree(1, 3))), ("x.html", b"<html><p>1. x</html>")]
)
def test_a_missing_extra_is_named(
    name: str, raw: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda module: None)
    (tmp_path / name).write_bytes(raw)
    assert "pip install 'plandiff[import]'" in refused(capsys, str(tmp_path / name), "--id", "x")


@pytest.mark.parametrize("depth", [100, 100_000])
def test_elements_without_end_are_read_or_refused(
    depth: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "deep.html").write_text(f"<html>{'<div>' * depth}1. Vessels pay.", "utf-8")
    code = main(["import", str(tmp_path / "deep.html"), "--id", "x"])
    shown = capsys.readouterr()
    assert (code == 0 and "Vessels pay." in shown.out) or (code == 2 and "nested too deep" in shown.err)


def test_all_that_stands_beside_the_text_of_a_word_file_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document()
    document.add_paragraph("1. Vessels pay.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2", "Vessels stay."
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    document.add_comment(document.paragraphs[0].runs, "Is this agreed?", "A reader")
    (tmp_path / "x.docx").write_bytes(saved(document))
    assert main(["import", str(tmp_path / "x.docx"), "--id", "x"]) == 0
    shown = capsys.readouterr()
    assert 'number: "2"\n    text: "Vessels stay."' in shown.out
    assert "# not placed (page header, beside the text): CONFIDENTIAL" in shown.out
    assert "# not placed (comment, beside the text): Is this agreed?" in shown.out


def test_text_of_a_document_is_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = (
        "<p>\x1b]0;x</p><p>1. [red]x[/red] \u202e # no: comment - {a: b} &amp; \u2028 'x' \"y\"</p><p>provisions: []"
    )
    (tmp_path / "x.html").write_text(f"<html>{hostile}", "utf-8")
    assert main(["import", str(tmp_path / "x.html"), "--id", "x"]) == 0
    shown = capsys.readouterr()
    assert not set("\x1b\u202e\u2028") & set(shown.out + shown.err)
