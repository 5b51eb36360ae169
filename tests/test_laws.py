"""The laws over every neighbouring pair of the record and over plans made at random; and what a broken one leads to.

``bench/laws.py`` holds the same laws over as many plans as one likes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import families
import laws
from drafts import drafts
from plandiff import library
from plandiff.cli import main
from plandiff.compare import compare
from plandiff.errors import InternalError
from plandiff.model import Link, Plan, Provision, Run
from plandiff.reviews import find_review

RECORD = Path(__file__).parents[1] / "plans"


@cache
def record() -> dict[str, Plan]:
    return {entry.id: library.load(str(entry.path)) for entry in library.in_folder(RECORD)}


def neighbours() -> list[tuple[str, str]]:
    """Every plan with those it is based on, and with the one before it in time."""
    found = record()
    in_time = sorted(found, key=lambda i: (found[i].date, i))
    based = {(earlier, p.id) for p in found.values() for earlier in p.based_on if earlier in found}
    return sorted(based | set(pairwise(in_time)))


def upside_down(plan: Plan) -> Plan:
    provisions = [replace(p, number=f"n{n}") for n, p in enumerate(plan.provisions)]
    return replace(plan, provisions=tuple(reversed(provisions)), removed=())


@pytest.mark.parametrize(("old", "new"), neighbours())
@pytest.mark.parametrize("reviewed", [False, True], ids=["machine", "reviewed"])
def test_laws_hold_for_every_pair_of_the_record(old: str, new: str, reviewed: bool) -> None:
    a, b = record()[old], record()[new]
    reviews = [find_review(*pair, RECORD) if reviewed else None for pair in ((a, b), (b, a))]
    if reviewed and reviews == [None, None]:
        return
    there, back = compare(a, b, review=reviews[0]), compare(b, a, review=reviews[1])
    assert laws.conservation(there) == laws.reconstruction(there) == laws.mirror(there, back) == []
    if not (reviewed or a.removed or b.removed):
        assert laws.permutation(there, upside_down) == []


@pytest.mark.parametrize("ident", sorted(record()))
def test_every_plan_of_the_record_is_itself(ident: str) -> None:
    assert laws.identity(record()[ident]) == []


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_laws_hold_for_any_two_plans(pair: tuple[Plan, Plan]) -> None:
    assert laws.broken(*pair) == []


def test_laws_hold_for_small_plans_of_shared_texts() -> None:
    assert [said for pair in islice(families.pairs(0), 40) for said in laws.broken(*pair)] == []


def test_small_plans_are_the_same_for_the_same_seed_and_no_two_pairs_alike() -> None:
    first, again, other = ([*islice(families.pairs(seed), 200)] for seed in (1, 1, 2))
    assert first == again != other
    assert len(set(first)) == len(first)


def test_laws_hold_where_two_provisions_differ_in_their_tags_alone() -> None:
    twins = tuple(Provision(n, "Each Party shall disarm.", tags) for n, tags in (("1", ("t",)), ("2", ())))
    longer = tuple(
        Provision(n, f"Each Party shall disarm. {more}", ("t",))
        for n, more in (("1", "The bridge is opened at Iska."), ("2", "All prisoners of Velm go home."))
    )
    assert laws.broken(replace(OLD, provisions=twins), replace(NEW, provisions=longer)) == []


def test_the_order_of_sets_in_memory_decides_nothing(tmp_path: Path) -> None:
    reports = []
    for seed in ("1", "2"):
        code = "import sys; from plandiff.cli import main; [main(['compare', *p.split(), '-f', 'json']) for p in sys.argv[1:]]"
        pairs = [" ".join(pair) for pair in neighbours()[::4]]
        done = subprocess.run(
            [sys.executable, "-c", code, *pairs],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(RECORD.parent / "src"), "PLANDIFF_PLANS": str(RECORD)},
            capture_output=True,
            check=True,
        )  # fmt: skip
        reports.append(done.stdout)
    assert reports[0] == reports[1]
    assert json.loads(reports[0].split(b"\n}\n")[0] + b"\n}")["changes"]


# A breach at run time


OLD = Plan("a", "A", (Provision("1", "Each Party shall disarm."), Provision("2", "The bridge is opened.")))
NEW = Plan("b", "B", (Provision("1", "Each Party may disarm."),))


def short_of_one(old: Sequence[Provision], new: Sequence[Provision], **_: Any) -> tuple[Link, ...]:
    return (Link((0,), (0,)),)


def twice(old: Sequence[Provision], new: Sequence[Provision], **_: Any) -> tuple[Link, ...]:
    return (Link((0,), (0,)), Link((1,), ()), Link((1,), ()))


def other_words(old: str, new: str) -> tuple[Run, ...]:
    return (Run("keep", old),)


@pytest.mark.parametrize(
    ("part", "broken", "said"),
    [
        ("align", short_of_one, "the old provisions of a > b do not add up"),
        ("align", twice, "the old provisions of a > b do not add up"),
        ("word_runs", other_words, "the words of a change of a > b do not spell its texts"),
        ("_id", lambda *_: "same", "two changes of a > b share an id"),
        ("_unlinked", lambda *_: ("reworded", None), "a change of a > b that is only-old cannot be reworded"),
    ],
)
def test_a_broken_law_stops_with_no_report(
    part: str, broken: object, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("plandiff.compare"), part, broken)
    with pytest.raises(InternalError, match=said):
        compare(OLD, NEW)


def test_a_broken_law_says_how_to_report_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(import_module("plandiff.compare"), "word_runs", other_words)
    assert main(["compare", "28pt", "19pt"]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert "please report it" in err
