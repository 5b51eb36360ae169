"""Word runs: they spell both texts, mirror under exchange, and read well."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff import words
from plandiff.model import Run
from plandiff.words import word_runs

VOCABULARY = "Ukraine will not may the the of of and a 600,000 800,000 100 km non-aggression Kyiv's troops , . ; ( )"
WORDS = st.sampled_from([*VOCABULARY.split(), "in\n", "\n", ""])
SENTENCES = st.lists(WORDS, max_size=30).map(" ".join)
TEXTS = st.one_of(SENTENCES, st.text(max_size=40))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text and the same text after a few words were cut, put in or exchanged."""
    before = draw(st.lists(WORDS, min_size=3, max_size=40))
    after = list(before)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(after)))
        after[at : at + draw(st.integers(0, 3))] = draw(st.lists(WORDS, max_size=3))
    return " ".join(before), " ".join(after)


PAIRS = st.one_of(edited(), st.tuples(TEXTS, TEXTS))


def spell(runs: tuple[Run, ...], op: str) -> str:
    return "".join(r.text for r in runs if r.op in ("keep", op))


def marked(old: str, new: str) -> str:
    marks = {"keep": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    return "".join(marks[r.op].format(r.text) for r in word_runs(old, new))


@given(PAIRS)
@settings(max_examples=200)
def test_runs_spell_both_texts(pair: tuple[str, str]) -> None:
    runs = word_runs(*pair)
    assert spell(runs, "delete") == pair[0]
    assert spell(runs, "insert") == pair[1]


@given(PAIRS)
@settings(max_examples=200)
def test_exchanging_the_texts_mirrors_the_runs(pair: tuple[str, str]) -> None:
    assert exchanged(word_runs(*pair)) == word_runs(pair[1], pair[0])


def exchanged(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of the same change seen from the other side, what went still before what came."""
    other = {"delete": "insert", "insert": "delete", "keep": "keep"}
    swapped = [Run(other[r.op], r.text) for r in runs]
    for n in range(len(swapped) - 1):
        if (swapped[n].op, swapped[n + 1].op) == ("insert", "delete"):
            swapped[n : n + 2] = swapped[n + 1], swapped[n]
    return tuple(swapped)


@pytest.mark.parametrize("cells", [1, 20, 200])
@given(PAIRS)
def test_the_laws_hold_where_long_texts_are_anchored(cells: int, pair: tuple[str, str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_CELLS", cells)
        runs = word_runs(*pair)
        assert (spell(runs, "delete"), spell(runs, "insert")) == pair
        assert exchanged(runs) == word_runs(pair[1], pair[0])


@given(PAIRS)
def test_runs_are_not_empty_and_alternate(pair: tuple[str, str]) -> None:
    runs = word_runs(*pair)
    assert all(r.text for r in runs)
    order = {("keep", "keep"), ("delete", "delete"), ("insert", "insert"), ("insert", "delete")}
    assert not {(a.op, b.op) for a, b in pairwise(runs)} & order


@given(TEXTS)
def test_equal_texts_are_kept_whole(text: str) -> None:
    assert word_runs(text, text) == ((Run("keep", text),) if text else ())


@given(st.text(min_size=1, max_size=30))
def test_an_empty_side_is_one_run(text: str) -> None:
    assert word_runs("", text) == (Run("insert", text),)
    assert word_runs(text, "") == (Run("delete", text),)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "The armed forces of Ukraine are limited to 600,000 personnel.",
            "The armed forces of Ukraine are limited to 800,000 personnel in peacetime.",
            "The armed forces of Ukraine are limited to [-600,000-]{+800,000+} personnel{+ in peacetime+}.",
            id="a number is one word, and punctuation another",
        ),
        pytest.param(
            "Ukraine will receive 600 000 tonnes.",
            "Ukraine will receive 700 000 tonnes.",
            "Ukraine will receive [-600 000-]{+700 000+} tonnes.",
            id="a number written with blanks is one word",
        ),
        pytest.param(
            "A long-term pact is signed.",
            "A short-term pact is signed.",
            "A [-long-term-]{+short-term+} pact is signed.",
            id="a hyphenated word is one word",
        ),
        pytest.param(
            "Moscow withdraws the artillery and Kyiv keeps its positions.",
            "Moscow removes the howitzers and Kyiv keeps its positions.",
            "Moscow [-withdraws the artillery-]{+removes the howitzers+} and Kyiv keeps its positions.",
            id="a lone article between two replacements is no island",
        ),
        pytest.param(
            "Ukraine agrees not to station any troops there.",
            "Ukraine agrees to station no troops there.",
            "Ukraine agrees [-not -]to station [-any-]{+no+} troops there.",
            id="words that carry the content stay even between changes",
        ),
        pytest.param(
            "NATO stops growing. Borders stay.",
            "NATO stops growing. Trade opens. Borders stay.",
            "NATO stops growing. {+Trade opens. +}Borders stay.",
            id="an inserted sentence is marked from its first word to its full stop",
        ),
        pytest.param(
            "Both sides withdraw. Both sides report.",
            "Both sides withdraw. Both sides disarm. Both sides report.",
            "Both sides withdraw. {+Both sides disarm. +}Both sides report.",
            id="where the words around repeat, the mark moves to the sentence",
        ),
        pytest.param(
            "Arland may join the union.",
            "Arland may join the union or leave the union.",
            "Arland may join the union{+ or leave the union+}.",
            id="a mark does not end on a word that needs the next",
        ),
        pytest.param(
            "The bodies of the dead are returned.",
            "The bodies of the dead and of the missing are returned.",
            "The bodies of the dead {+and of the missing +}are returned.",
            id="an inserted phrase starts where the phrase starts",
        ),
        pytest.param(
            "Ukraine will not join NATO.",
            "Accession remains open under the treaty.",
            "[-Ukraine will not join NATO.-]{+Accession remains open under the treaty.+}",
            id="a paraphrase is shown whole, old then new",
        ),
        pytest.param(
            "Trade resumes. Ports reopen.",
            "Trade resumes.\nPorts reopen.",
            "Trade resumes.[- -]{+\n+}Ports reopen.",
            id="a split without other changes moves only the blank",
        ),
    ],
)
def test_it_reads_well(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_ten_thousand_words_are_matched_without_losing_an_edit() -> None:
    chooser = random.Random(7)
    vocabulary = ["the", "of", "and", "to"] * 40 + [f"word{n}" for n in range(600)]
    old = [chooser.choice(vocabulary) for _ in range(10_000)]
    new = list(old)
    for n in range(0, 10_000, 250):
        old[n + 1 : n + 3] = new[n + 1 : n + 3] = f"left{n}", f"right{n}"
        new[n], new[n + 3] = f"changed{n}", f"also{n}"
    runs = word_runs(" ".join(old), " ".join(new))
    expected = [word for n in range(0, 10_000, 250) for word in (f"changed{n}", f"also{n}")]
    assert [r.text for r in runs if r.op == "insert"] == expected
