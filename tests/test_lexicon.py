"""Every entry of every lexicon is found in its example and not in its counter-example."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import plandiff.commitments
from plandiff import built, stemmer
from plandiff.align import normalise, similarity, thesaurus
from plandiff.commitments import lexicon, read
from plandiff.commitments.joined import parts
from plandiff.commitments.lexicon import NAMES, Entry, entries, phrases, words
from plandiff.commitments.phrases import Matcher, index
from plandiff.commitments.reader import reading_of
from plandiff.commitments.tokens import tokenize
from plandiff.commitments.written import unpacked
from plandiff.library import available, bundled, load
from plandiff.passages import passages

STEMS = Path(__file__).with_name("stems.py")
ALL = [pytest.param(entry, id=entry.id) for name in NAMES for entry in entries(name)]


@pytest.mark.parametrize("entry", ALL)
def test_entry_is_found_in_its_example_only(entry: Entry) -> None:
    matcher = Matcher([entry])
    assert matcher.find(tokenize(entry.yes)), f"not found in: {entry.yes}"
    if entry.id.startswith("conditions/"):  # "once a year" holds the word, and the reader knows that it is no condition
        assert not any(c.rule == entry.id for c in read(entry.no).conditions), f"found in: {entry.no}"
    else:
        assert not matcher.find(tokenize(entry.no)), f"found in: {entry.no}"


@pytest.mark.parametrize("entry", ALL)
def test_entry_says_why(entry: Entry) -> None:
    assert entry.why
    assert entry.yes
    assert entry.no


def test_ids_are_unique() -> None:
    ids = [entry.id for name in NAMES for entry in entries(name)]
    assert len(ids) == len(set(ids))


def as_toml(name: str) -> dict[str, object]:
    return tomllib.loads((Path(plandiff.commitments.__file__).parent / "lexicon" / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_the_quick_reader_of_lexicons_finds_what_toml_says(name: str) -> None:
    table = as_toml(name)
    assert list(table) == ["entry"]
    rows: list[dict[str, str | float]] = table["entry"]  # type: ignore[assignment]
    assert {key for row in rows for key in row} <= {*Entry._fields} - {"id"}
    said = [(r["phrase"], r.get("kind", ""), r.get("level", 0), r["why"], r["yes"], r["no"]) for r in rows]
    assert [entry[1:] for entry in entries(name)] == said


def test_the_quick_reader_of_lists_finds_what_toml_says() -> None:
    for name, text in as_toml("words").items():
        assert isinstance(text, str)
        assert words(name) == frozenset(text.split())
        assert phrases(name) == tuple(filter(None, text.split("\n")))


def test_stems_that_are_written_down_are_those_that_the_stemmer_finds() -> None:
    known = stemmer._known()
    assert len(known) > 1_000
    assert {word: stemmer._english().stemWord(word) for word in known} == known


def test_a_start_from_the_record_finds_every_stem_written_down(pytestconfig: pytest.Config) -> None:
    """Otherwise it would import the stemmer, which takes as long as reading a plan; ``make goldens`` writes the file anew."""
    done = subprocess.run([sys.executable, STEMS], capture_output=True, text=True, encoding="utf-8", check=True)
    asked = done.stdout.split()
    if pytestconfig.getoption("--update-goldens"):
        lines = "".join(f"{word} {stemmer._english().stemWord(word)}\n" for word in asked)
        Path(stemmer.__file__).with_name("stems.txt").write_text(lines, "utf-8")
        stemmer._known.cache_clear()
    assert set(asked) <= stemmer._known().keys()


def written_down(made: object) -> Any:
    """A value as the build of a wheel writes it down, and a start finds it."""
    found: dict[str, Any] = {}
    exec(built.module(made), found)
    return found["VALUE"]


@pytest.mark.parametrize("name", NAMES)
def test_a_lexicon_that_the_build_wrote_down_is_the_one_in_the_file(name: str) -> None:
    found, places = written_down(lexicon.packed(name))
    assert tuple(Entry(*entry) for entry in found) == entries(name) == lexicon.parsed(name)
    assert dict(places) == index(entry.phrase for entry in entries(name))


def test_the_thesaurus_that_the_build_wrote_down_is_the_one_in_the_file() -> None:
    table = thesaurus.parsed(thesaurus.source())
    assert thesaurus.Table(*written_down(tuple(table))) == table
    lines = [line.split("\t") for _, shelf in table.shelves for line in shelf.split("\n") if line]
    assert len(dict(lines)) == len(lines) > 5_000
    terms = thesaurus.Terms(table.shelves)
    assert all(term in terms and terms[term] == said for term, said in lines)
    assert [terms[term] for term in ("", "a", "trea", "zz", "treaty\t")] == [""] * 5
    assert "trea" not in terms


def shape(value: object) -> object:
    """A value and the kind of each of its parts: a tuple alone would equal a noun."""
    if isinstance(value, tuple):
        return type(value), [shape(part) for part in value]
    return type(value), value


RECORD = [pytest.param(entry.path, id=entry.id) for entry in available(bundled())]


@pytest.mark.parametrize("path", RECORD)
def test_provisions_that_the_build_wrote_down_are_read_as_they_would_be(path: Path) -> None:
    texts = [provision.text for provision in load(str(path)).provisions]
    found = dict(written_down(passages(texts)))
    assert list(found) == list(dict.fromkeys(texts))
    for text, (as_words, as_terms, reading, back) in found.items():
        assert back == normalise.points_back(text)
        assert (as_words, as_terms) == (normalise.words(text), similarity.sequence(text))
        assert shape(unpacked(text, reading)) == shape(read(text))


@pytest.mark.parametrize("path", RECORD)
def test_joined_provisions_say_what_each_says(path: Path) -> None:
    texts = [provision.text for provision in load(str(path)).provisions]
    for first, second in pairwise(texts):
        text = f"{first}\n{second}"
        assert parts(text) in ([first, second], [])
        assert shape(read(text)) == shape(reading_of(text))


def test_what_opens_a_joined_provision_is_read_as_where_it_stands_alone() -> None:
    first, second = "The Front leaves the station by 1 May.", "Should Drestan attack, Karvia shall close the bridge."
    together = read(f"{first}\n{second}")
    assert [c.span.words for c in together.conditions] == ["Should Drestan attack"]
    assert len(together.times) == len(read(first).times) == 1
    assert [c.clause for c in together.conditions] == [len(read(first).clauses)]
    nouns = [noun for row in together[2:] for noun in row]
    assert all(together.text[n.span.start : n.span.end] == n.span.words for n in nouns)


@pytest.mark.parametrize("text", ["It may:\nact.", "[It acts.\nIt rests.]", "It acts.\n", "It acts.", ""])
def test_a_text_that_runs_on_over_its_lines_is_read_as_a_whole(text: str) -> None:
    assert parts(text) == []


def test_a_provision_that_was_written_down_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Karvia shall withdraw within 47 days, unless Norland objects."
    as_if = passages(["Norland may stay where it is for 53 days."])[0][1]
    name = built.name("a file" + built.rules(), built.PASSAGES)
    monkeypatch.setitem(sys.modules, f"plandiff.record.{name}", SimpleNamespace(VALUE=((text, as_if),)))
    monkeypatch.setitem(sys.modules, "plandiff.record", ModuleType("plandiff.record"))
    monkeypatch.setattr(built, "_passages", {})
    assert built.passage(text) is None
    built.opened("another file")
    assert built.passage(text) is None
    built.opened("a file")
    assert built.passage(text) == as_if
    assert read(text).clauses[0].force == "permission"


def test_what_the_build_wrote_down_is_found_by_its_text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, f"plandiff.record.{built.name('so', 'sort')}", SimpleNamespace(VALUE=("a",)))
    monkeypatch.setitem(sys.modules, "plandiff.record", ModuleType("plandiff.record"))
    assert built.value("so", "sort") == ("a",)
    assert built.value("os", "sort") is None
    assert built.value("so", "other") is None
