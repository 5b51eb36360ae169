"""Styled text is measured, broken and coloured as rich would do it, which a start does not import."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text as RichText

from plandiff.render.text import _CODES, _ONE_COLUMN, Text, breaks

WORD = st.text(alphabet="abcgm.,;>\u2019\u2013\u00fc", min_size=1, max_size=24)
ANY = st.text(alphabet="ab \n\u2019\u56db\u25bc\u0301-", max_size=12)
STYLES = ("", *_CODES, "bold red", "red strike", "green underline", "bold reverse")
PIECES = st.lists(st.tuples(st.one_of(WORD, ANY, st.just(" ")), st.sampled_from(STYLES)), max_size=12)
CONSOLE = Console(file=StringIO(), width=200, legacy_windows=False)


def both(pieces: list[tuple[str, str]]) -> tuple[Text, RichText]:
    """The same pieces as a text of ours and one of rich's."""
    ours, theirs = Text(), RichText()
    for plain, style in pieces:
        ours.append(plain, style)
        theirs.append(plain, style)
    return ours, theirs


def shown(line: RichText) -> str:
    """A line as rich shows it on a terminal."""
    line.rstrip()
    return "".join(
        segment.style.render(segment.text, color_system=ColorSystem.TRUECOLOR) if segment.style else segment.text
        for segment in line.render(CONSOLE, end="")
    )


@given(pieces=PIECES, room=st.integers(1, 60))
@example(pieces=[("one two", "red"), ("\n", ""), ("three four five", "bold")], room=9)
def test_lines_are_set_and_coloured_as_rich_would(pieces: list[tuple[str, str]], room: int) -> None:
    ours, theirs = both(pieces)
    assert ours.cell_len == theirs.cell_len
    whole = theirs.cell_len <= room and "\n" not in theirs.plain
    lines = [theirs] if whole else list(theirs.wrap(CONSOLE, room))
    assert [line.ansi() for line in ours.wrapped(room)] == [shown(line) for line in lines]


@given(pieces=PIECES, start=st.integers(0, 40), length=st.integers(1, 40), room=st.integers(0, 40))
def test_a_stretch_is_what_rich_would_cut_out(
    pieces: list[tuple[str, str]], start: int, length: int, room: int
) -> None:
    ours, theirs = both(pieces)
    end = min(start + length, len(ours.plain))
    if start < end:
        assert (ours[start:end] + ours).stripped().ansi() == shown(theirs[start:end] + theirs)
    theirs.truncate(room)
    assert ours.cut(room).stripped().ansi() == shown(theirs)


@given(words=st.lists(WORD, min_size=1, max_size=40), room=st.integers(1, 60))
def test_plain_words_need_no_rich(words: list[str], room: int) -> None:
    assert breaks(" ".join(words), room) is not None or max(map(len, words)) > room


@pytest.mark.parametrize("text", ["two  blanks between words", "\u56db\u56db \u56db\u56db", " a blank before", "a longish_word"])
def test_lines_that_are_no_plain_words_are_left_to_rich(text: str) -> None:
    assert breaks(text, 8) is None


def test_characters_said_to_take_a_column_take_one() -> None:
    assert {cell_len(character) for character in _ONE_COLUMN} == {1}


def test_the_terminal_view_of_plain_words_imports_no_rich() -> None:
    code = (
        "import sys, plandiff as p; old, new = p.load('28pt'), p.load('19pt'); p.render(p.compare(old, new)); "
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
