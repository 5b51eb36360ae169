"""Markdown that must fit: it never exceeds its limit, cuts whole changes only, and says what it left out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff.cli import main
from plandiff.errors import PlandiffError
from plandiff.ledger import ledger
from plandiff.model import Change, Comparison, Plan, Provision, Verdict
from plandiff.render import Options, render
from plandiff.render.budget import Cut, fitted
from plandiff.render.phrases import FOLDED, WEIGHT
from sample import COMPARISON, EMPTY, change


def crowd(count: int = 24, words: int = 12) -> Comparison:
    """Many changes of every verdict; no two have the same length."""
    one = tuple(Provision(f"{n}", f"Provision {n} " + "says something – é " * (words + n % 7)) for n in range(count))
    two = tuple(replace(p, number=f"{p.number}b", text=p.text + "now.") for p in one)
    old, new = Plan("first", "First", one), Plan("second", "Second", two)
    verdicts = [v for v in Verdict if v not in (Verdict.ADDED, Verdict.DROPPED)]
    pairs = [verdicts[n % len(verdicts)] for n in range(count)]
    changes = [change(v, (o.number,), (n.number,), plans=(old, new)) for v, o, n in zip(pairs, one, two, strict=True)]
    return Comparison(old, new, tuple(changes))


CROWD = crowd()
FULL = len(render(CROWD, "markdown").encode())


def markdown(comparison: Comparison, most: int | None, **more: object) -> str:
    return render(comparison, "markdown", options=Options(max_size=most, **more))  # type: ignore[arg-type]


def shown(report: str, comparison: Comparison = CROWD) -> list[Change]:
    heads = set(re.findall(r"(?m)^\*\*\S \w+ (\S+ > \S+)\*\*", report))
    return [c for c in comparison.changes if f"{c.old[0].number} > {c.new[0].number}" in heads]


def test_what_fits_is_not_touched() -> None:
    assert markdown(CROWD, FULL) == markdown(CROWD, None)
    assert markdown(EMPTY, 10_000) == markdown(EMPTY, None)
    assert "Left out" not in markdown(CROWD, FULL)
    assert "Left out" in markdown(CROWD, FULL - 1)


@settings(max_examples=40)
@given(st.integers(1_500, FULL), st.sampled_from(["weight", "document"]), st.booleans())
def test_a_report_never_exceeds_its_limit_and_accounts_for_what_it_lacks(most: int, order: str, show_all: bool) -> None:
    report = markdown(CROWD, most, order=order, show_all=show_all)
    assert len(report.encode()) <= most
    there = shown(report)
    listed = [c for c in CROWD.changes if show_all or c.verdict not in FOLDED]
    said = re.search(r"Left out for want of room: (\d+) changes? of (\d+)", report)
    left = int(said[1]) if said else 0
    assert len(there) + left == len(listed)
    assert "24 of 24 old and 24 of 24 new provisions accounted for." in report


@settings(max_examples=40)
@given(st.integers(1_500, FULL))
def test_what_is_left_out_weighs_no_more_than_what_is_shown(most: int) -> None:
    there = shown(markdown(CROWD, most))
    out = [c for c in CROWD.changes if c not in there and c.verdict not in FOLDED]
    if there and out:
        assert max(WEIGHT.index(c.verdict) for c in there) <= min(WEIGHT.index(c.verdict) for c in out)


@settings(max_examples=40)
@given(st.integers(1_500, FULL))
def test_no_change_is_there_in_half(most: int) -> None:
    report = markdown(CROWD, most)
    blocks = set(markdown(CROWD, None).split("\n\n"))
    for block in report.split("\n\n"):
        if block.startswith(("> ", "**\u25bc", "**\u25b2", "**\u25c6", "**\u2248")):
            assert block in blocks
    assert len(re.findall(r"(?m)^> ", report)) == len(shown(report))


@settings(max_examples=40)
@given(st.integers(1_500, FULL - 1))
def test_more_room_never_shows_less(most: int) -> None:
    assert len(shown(markdown(CROWD, most))) <= len(shown(markdown(CROWD, most + 1)))


def test_those_left_out_are_named_where_there_is_room() -> None:
    report = markdown(CROWD, FULL // 2)
    names = re.findall(r"(\S+ > \d+b)", report)
    assert {f"{c.old[0].number} > {c.new[0].number}" for c in CROWD.changes if c.verdict not in FOLDED} <= set(names)


def test_a_limit_below_what_must_be_said_is_an_error_that_names_it() -> None:
    with pytest.raises(PlandiffError, match="without any change") as caught:
        markdown(CROWD, 100)
    least = int(re.findall(r"[\d,]+(?= bytes)", str(caught.value))[0].replace(",", ""))
    assert len(markdown(CROWD, least).encode()) <= least
    with pytest.raises(PlandiffError):
        markdown(CROWD, least - 1)


def test_a_table_of_counts_is_whole_or_an_error() -> None:
    book = ledger(COMPARISON, "tag")
    whole = render(COMPARISON, "markdown", ledger=book)
    assert render(COMPARISON, "markdown", ledger=book, options=Options(max_size=len(whole.encode()))) == whole
    with pytest.raises(PlandiffError):
        render(COMPARISON, "markdown", ledger=book, options=Options(max_size=len(whole.encode()) - 1))


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(0, 60))
def test_as_much_is_shown_as_fits(sizes: list[int], most: int) -> None:
    listed = [replace(CROWD.changes[0], id=str(i)) for i in range(len(sizes))]

    def lay_out(cut: Cut) -> str:
        return "x" * (5 + sum(sizes[i] for i in cut.whole))

    if most < 5:
        with pytest.raises(PlandiffError):
            fitted(listed, most, lay_out)
        return
    report = fitted(listed, most, lay_out)
    best = max(5 + sum(sizes[:k]) for k in range(len(sizes) + 1) if 5 + sum(sizes[:k]) <= most)
    assert len(report) == best


def test_the_option_is_for_markdown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, provision in (("a", "x"), ("b", "y")):
        (tmp_path / f"{name}.yaml").write_text(
            f'id: {name}\ntitle: T\nprovisions:\n  - number: "1"\n    text: {provision}\n', "utf-8"
        )
    both = [str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")]
    assert main(["compare", *both, "--max-size", "9999"]) == 2
    assert "--max-size is for --format markdown" in capsys.readouterr().err
    assert main(["compare", *both, "--max-size", "9999", "-f", "markdown"]) == 0
    assert main(["compare", *both, "--max-size", "10", "-f", "markdown"]) == 2
    assert "bytes without any change" in capsys.readouterr().err
    assert main(["compare", *both, "--max-size", "0", "-f", "markdown"]) == 2
