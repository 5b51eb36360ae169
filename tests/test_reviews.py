"""Reviews: what a person decided is read as it stands, and what cannot be meant is an error at its line."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plandiff.errors import PlanFileError
from plandiff.files import decoded
from plandiff.library import bundled, load
from plandiff.load import load_plan
from plandiff.model import (
    Change,
    Comparison,
    Coverage,
    Direction,
    Element,
    Plan,
    Provision,
    Reason,
    Relation,
    Source,
    Verdict,
)
from plandiff.reviews import Decision, Review, find_review, load_review, parse_review
from plandiff.scaffold import quoted_scalar, scaffold
from sample import COMPARISON, NEW, OLD
from strategies import LINES, PROSE, plan_yaml, plans

FIRST = Plan(
    "a",
    "A",
    tuple(Provision(n, f"Text {n}.") for n in ("1", "2", "3", "4")),
    coverage=Coverage.FULL,
    sources=(Source("axios"),),
)
SECOND = Plan(
    "b",
    "B",
    tuple(Provision(n, f"Word {n}.") for n in ("1", "2", "3")),
    coverage=Coverage.PARTIAL,
    sources=(Source("dw"),),
)

HEAD = "old: a\nnew: b\ndecisions:\n"
RECORD = sorted(((bundled() or Path()) / "reviews").glob("*.yaml"))


def found(text: str) -> list[str]:
    return [f"{f.line}:{f.column}: {f.problem}" for f in parse_review(text, "r", FIRST, SECOND).findings]


def read(text: str) -> Review:
    file = parse_review(text, "r", FIRST, SECOND)
    assert [str(f) for f in file.findings] == []
    assert file.review is not None
    return file.review


# What is read


def test_a_decision_is_read_as_it_stands() -> None:
    review = read(
        HEAD.replace("decisions", "note: By hand.\ndecisions")
        + """
- old: [1, "2"]
  new: ["3"]
  verdict: altered
  reason: One rises, one falls.
  sources: [axios, dw, "https://example.org/page"]
  elements:
  - {element: ceiling, direction: softer, old: "600,000", new: 800,000, reason: more is allowed}
  - {element: condition, direction: sideways, old: "", reason: elsewhere}
""".replace("800,000", '"800,000"')
    )
    assert (review.old, review.new, review.note, review.path) == ("a", "b", "By hand.", "r")
    assert review.decisions == (
        Decision(
            ("1", "2"),
            ("3",),
            Verdict.ALTERED,
            "One rises, one falls.",
            ("axios", "dw", "https://example.org/page"),
            (
                Reason(Element.CEILING, Direction.SOFTER, "600,000", "800,000", "more is allowed", "review"),
                Reason(Element.CONDITION, Direction.SIDEWAYS, "", "", "elsewhere", "review"),
            ),
            6,
            3,
        ),
    )


def test_one_decision_may_drop_several_provisions() -> None:
    review = read(
        HEAD
        + "- {old: ['1', '3'], verdict: dropped, reason: Said so.}\n- {old: [], new: ['2'], verdict: added, reason: New.}\n"
    )
    assert [(d.old, d.new, d.line) for d in review.decisions] == [(("1",), (), 4), (("3",), (), 4), ((), ("2",), 5)]


def test_a_review_without_decisions_decides_nothing() -> None:
    assert read("old: a\nnew: b\ndecisions: []\n").decisions == ()


# What is refused: one row for each message

DECISION_KEYS = "old, new, verdict, reason, sources, elements"
PROBLEMS = {
    "a pin whose provision is gone": (
        "- {old: ['9'], new: ['1'], verdict: reworded, reason: x}",
        ["4:10: a has no provision '9'; known numbers: 1, 2, 3, 4"],
    ),
    "a number of the other side": (
        "- {old: ['1'], new: ['4'], verdict: reworded, reason: x}",
        ["4:22: b has no provision '4'; known numbers: 1, 2, 3"],
    ),
    "two pins on one provision": (
        "- {old: ['1'], new: ['1'], verdict: reworded, reason: x}\n- {old: ['1'], new: ['2'], verdict: altered, reason: x}",
        ["5:3: the old provision '1' is in another decision too (on line 4); keep one of the two"],
    ),
    "two pins on one new provision": (
        "- {old: ['1'], new: ['2'], verdict: reworded, reason: x}\n- {new: ['2'], verdict: added, reason: x}",
        ["5:3: the new provision '2' is in another decision too (on line 4); keep one of the two"],
    ),
    "a link cannot be added": (
        "- {old: ['1'], new: ['1'], verdict: added, reason: x}",
        ["4:37: what is linked cannot be added; name one side only, or say unchanged, reworded, softened, hardened or altered"],
    ),
    "a link cannot be unreported": (
        "- {old: ['1'], new: ['1'], verdict: unreported, reason: x}",
        [
            "4:37: what is linked cannot be unreported; name one side only, "
            "or say unchanged, reworded, softened, hardened or altered"
        ],
    ),
    "an old one alone cannot be added": (
        "- {old: ['1'], verdict: added, reason: x}",
        ["4:25: a provision on the old side alone cannot be added; name its new counterpart, or say dropped or unreported"],
    ),
    "a new one alone cannot be dropped": (
        "- {new: ['1'], verdict: dropped, reason: x}",
        ["4:25: a provision on the new side alone cannot be dropped; name its old counterpart, or say added or unreported"],
    ),
    "one alone cannot be softened": (
        "- {old: ['1'], new: [], verdict: softened, reason: x}",
        ["4:34: a provision on the old side alone cannot be softened; name its new counterpart, or say dropped or unreported"],
    ),
    "nothing is unreported in a full text": (
        "- {new: ['1'], verdict: unreported, reason: x}",
        ["4:25: nothing is unreported in a, which is public in full; say added"],
    ),
    "no provision": (
        "- {old: [], new: [], verdict: added, reason: x}",
        ['4:3: a decision names no provision; give its numbers as old: ["6"] and new: ["3"]'],
    ),
    "no verdict": (
        "- {old: ['1'], reason: x}",
        [f"4:3: a decision has no verdict; add verdict ({', '.join(Verdict)})"],
    ),
    "unknown verdict": (
        "- {old: ['1'], new: ['1'], verdict: softend, reason: x}",
        ["4:37: verdict cannot be 'softend'; did you mean 'softened'?"],
    ),
    "no reason": (
        "- {old: ['1'], new: ['1'], verdict: reworded}",
        ["4:3: a decision has no reason; add reason (why, in one or two sentences)"],
    ),
    "reason not filled in": (
        "- {old: ['1'], new: ['1'], verdict: reworded, reason: ''}",
        ["4:55: reason is empty; write reason (why, in one or two sentences)"],
    ),
    "numbers as one word": (
        "- {old: 1, new: ['1'], verdict: reworded, reason: x}",
        [
            "4:9: old must be a list, not a single value; write old: [1]",
            "4:33: a provision on the new side alone cannot be reworded; name its old counterpart, or say added or unreported",
        ],
    ),
    "unknown source": (
        "- {old: ['1'], new: ['1'], verdict: reworded, reason: x, sources: [axois, 'ftp://example.org']}",
        [
            "4:68: neither plan has a source 'axois', and it is no full address; did you mean 'axios'?",
            "4:75: neither plan has a source 'ftp://example.org', and it is no full address; known sources: axios, dw",
        ],
    ),
    "an element that contradicts the verdict": (
        "- {old: ['1'], new: ['1'], verdict: softened, reason: x,\n"
        "   elements: [{element: floor, direction: harder, reason: y}]}",
        ["5:43: where the verdict is softened, elements move softer; change the verdict or the element"],
    ),
    "an element where nothing moved": (
        "- {old: ['1'], new: ['1'], verdict: reworded, reason: x,\n"
        "   elements: [{element: floor, direction: softer, reason: y}]}",
        ["5:43: where the verdict is reworded, elements move no way at all; change the verdict or the element"],
    ),
    "an element without kind": (
        "- {old: ['1'], new: ['1'], verdict: altered, reason: x, elements: [{direction: softer, reason: y}]}",
        [f"4:68: an element has no element; add element ({', '.join(Element)})"],
    ),
    "an element of no kind": (
        "- {old: ['1'], new: ['1'], verdict: altered, reason: x, elements: [{element: flor, direction: up, reason: y}]}",
        [
            "4:78: element cannot be 'flor'; did you mean 'floor'?",
            "4:95: direction cannot be 'up'; known values: softer, harder, sideways",
        ],
    ),
    "unknown key": (
        "- {old: ['1'], new: ['1'], verdict: altered, reason: x, why: y}",
        [f"4:57: unknown key 'why' in a decision; known keys: {DECISION_KEYS}"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_is_wrong_is_said_where_and_what_to_do(rows: str, expected: list[str]) -> None:
    assert found(HEAD + rows + "\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("old: b\nnew: b\ndecisions: []\n", ["1:6: old is 'b', but the file is for 'a'; mend one of the two"]),
        (
            "decisions: []\n",
            [
                "1:1: the review has no old; add old (the id of the old plan)",
                "1:1: the review has no new; add new (the id of the new plan)",
            ],
        ),
        ("old: a\nnew: b\n", ["1:1: the review has no decisions; add decisions (a list: old, new, verdict and reason for each)"]),
        ("", ["1:1: this is no review; a review starts with old: , new: and decisions:"]),
        ("- a\n", ["1:1: this is no review; a review starts with old: , new: and decisions:"]),
        ("old: a: b\n", ["1:7: a colon followed by a blank is not allowed inside a value, and a key must be indented like its "
                         "neighbours; put the whole value in quotes, or mend the indentation"]),
    ],
)  # fmt: skip
def test_a_file_that_is_no_review_is_refused(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.one_of(st.text(max_size=100), st.binary(max_size=100)))
def test_any_input_is_a_review_or_findings(text: str | bytes) -> None:
    file = parse_review(text, "r", FIRST, SECOND)
    assert file.findings or file.review
    assert all(str(f).isprintable() for f in file.findings)


def test_a_missing_review_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="no such file"):
        load_review(tmp_path / "a--b.yaml", FIRST, SECOND)


# The other way round


def decisions() -> st.SearchStrategy[Decision]:
    ways = {
        Verdict.SOFTENED: [Direction.SOFTER],
        Verdict.HARDENED: [Direction.HARDER],
        Verdict.ALTERED: list(Direction),
    }
    return st.sampled_from(list(Verdict)).flatmap(
        lambda verdict: st.builds(
            Decision,
            st.just(() if verdict is Verdict.ADDED else ("1",)),
            st.just(() if verdict in (Verdict.DROPPED, Verdict.UNREPORTED) else ("2",)),
            st.just(verdict),
            st.just("Because."),
            reasons=st.lists(
                st.builds(
                    Reason, st.sampled_from(Element), st.sampled_from(ways[verdict]), LINES, LINES, st.just("why")
                ),
                max_size=2,
            ).map(tuple)
            if verdict in ways
            else st.just(()),
        )
    )


@given(decisions())
def test_a_review_seen_the_other_way_round_mirrors_its_verdicts(decision: Decision) -> None:
    review = Review("a", "b", (decision,))
    [mirrored] = review.mirror.decisions
    assert (review.mirror.old, review.mirror.new) == ("b", "a")
    assert (mirrored.old, mirrored.new) == (decision.new, decision.old)
    assert mirrored.verdict is decision.verdict.mirror
    assert [(r.element, r.direction, r.old, r.new) for r in mirrored.reasons] == [
        (r.element, r.direction.mirror, r.new, r.old) for r in decision.reasons
    ]
    assert mirrored.reason == "(a > b) Because."


# Where reviews are found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.delenv("PLANDIFF_PLANS", raising=False)
    return place


def stored(folder: Path, plan: Plan) -> Plan:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{plan.id}.yaml"
    path.write_text(plan_yaml(plan), "utf-8")
    return load_plan(path)


def reviewed(folder: Path, old: str = "a", new: str = "b", reason: str = "Same.") -> Path:
    path = folder / "reviews" / f"{old}--{new}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = f"- {{old: ['1'], new: ['1'], verdict: hardened, reason: {reason}}}\n"
    path.write_text(f"old: {old}\nnew: {new}\ndecisions:\n{rows}", "utf-8")
    return path


def test_a_review_lies_next_to_either_plan(here: Path, tmp_path: Path) -> None:
    old, new = stored(tmp_path / "x", FIRST), stored(tmp_path / "y", SECOND)
    assert find_review(old, new) is None
    reviewed(tmp_path / "y", reason="By the new one.")
    review = find_review(old, new)
    assert review is not None
    assert review.decisions[0].reason == "By the new one."
    reviewed(tmp_path / "x", reason="By the old one.")
    review = find_review(old, new)
    assert review is not None
    assert review.decisions[0].reason == "By the old one."


def test_a_review_lies_in_a_folder_that_is_searched(here: Path, tmp_path: Path) -> None:
    old, new = stored(tmp_path / "x", FIRST), stored(tmp_path / "x", SECOND)
    reviewed(tmp_path / "z")
    assert find_review(old, new) is None
    assert find_review(old, new, tmp_path / "z") is not None
    reviewed(here / "plans", reason="In plans.")
    assert find_review(old, new) is not None


def test_a_review_of_the_other_direction_counts_mirrored(here: Path, tmp_path: Path) -> None:
    old, new = stored(tmp_path / "x", FIRST), stored(tmp_path / "x", SECOND)
    reviewed(tmp_path / "x")
    review = find_review(new, old)
    assert review is not None
    assert (review.old, review.new, review.decisions[0].verdict) == ("b", "a", Verdict.SOFTENED)


def test_a_review_does_not_count_for_another_text_of_the_same_id(here: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    old, new = stored(record, FIRST), stored(record, SECOND)
    reviewed(record)
    copy = stored(tmp_path / "copy", FIRST)
    other = stored(tmp_path / "other", replace(FIRST, provisions=FIRST.provisions[:1]))
    assert find_review(old, new, record) is not None
    assert find_review(copy, new, record) is not None, "a copy says the same"
    assert find_review(other, new, record) is None
    assert find_review(replace(FIRST, path=""), new, record) is not None, "built in memory, it says the same"


def test_a_review_that_is_wrong_is_an_error_not_ignored(here: Path, tmp_path: Path) -> None:
    old, new = stored(tmp_path, FIRST), stored(tmp_path, SECOND)
    path = reviewed(tmp_path)
    path.write_text(path.read_text("utf-8").replace("['1'], new", "['9'], new"), "utf-8")
    with pytest.raises(PlanFileError, match=r"a--b.yaml:4:10: a has no provision '9'"):
        find_review(old, new)


def test_ids_of_plans_in_memory_do_not_reach_outside(here: Path) -> None:
    assert find_review(replace(FIRST, id="../../a"), SECOND) is None


# The scaffold


def filled(text: str) -> str:
    return text.replace('reason: ""\n', "reason: Thought about.\n")


def test_the_scaffold_holds_the_machines_answer_and_wants_reasons() -> None:
    text = scaffold(COMPARISON)
    assert all("reason is empty" in f.problem for f in parse_review(text, "r", OLD, NEW).findings)
    review = parse_review(filled(text), "r", OLD, NEW).review
    assert review is not None
    assert [(d.old, d.new, d.verdict) for d in review.decisions] == [
        (tuple(p.number for p in c.old), tuple(p.number for p in c.new), c.verdict) for c in COMPARISON.changes
    ]
    assert [len(d.reasons) for d in review.decisions] == [len(c.reasons) for c in COMPARISON.changes]
    assert "  # second 3: The armed forces of Arland are limited to 800,000 personnel in peacetime.\n" in text


@given(plans(4, "a"), plans(4, "b"), st.data())
def test_every_scaffold_loads_once_the_reasons_are_there(old: Plan, new: Plan, data: st.DataObject) -> None:
    pairs = list(zip(old.provisions, new.provisions, strict=False))
    changes = [
        Change(
            "x",
            Verdict.ALTERED,
            Relation.ONE_TO_ONE,
            (before,),
            (after,),
            reasons=(Reason(Element.SCOPE, Direction.SIDEWAYS, before.text[:20], data.draw(PROSE), "why"),),
        )
        for before, after in pairs
    ]
    file = parse_review(filled(scaffold(Comparison(old, new, tuple(changes)))), "r", old, new)
    assert [str(f) for f in file.findings] == []
    assert file.review is not None
    assert [d.reasons[0].new for d in file.review.decisions] == [" ".join(c.reasons[0].new.split()) for c in changes]


@given(PROSE)
def test_a_quoted_scalar_reads_back(value: str) -> None:
    text = quoted_scalar(value)
    assert len(text.splitlines()) == 1
    assert yaml.load(decoded(text.encode(), "p"), Loader=yaml.BaseLoader) == value


# The schema for editors, and the record


def validator() -> Any:
    schema = json.loads((package_files("plandiff") / "schema" / "review.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_takes_what_loads() -> None:
    validator().validate(yaml.load(filled(scaffold(COMPARISON)), Loader=yaml.BaseLoader))


@pytest.mark.parametrize(
    "part",
    ["no verdict", "no reason", "unknown verdict", "no provision", "of no kind", "without kind", "one word", "key"],
)
def test_the_schema_refuses_what_the_loader_refuses(part: str) -> None:
    [name] = [n for n in PROBLEMS if part in n]
    assert not validator().is_valid(yaml.load(HEAD + PROBLEMS[name][0], Loader=yaml.BaseLoader))


def test_the_schema_and_the_nouns_name_the_same_things() -> None:
    defs = validator().schema["$defs"]
    assert defs["decision"]["properties"]["verdict"]["enum"] == list(Verdict)
    assert defs["element"]["properties"]["element"]["enum"] == list(Element)
    assert defs["element"]["properties"]["direction"]["enum"] == list(Direction)


def test_the_reviews_of_the_record_load_and_meet_the_schema() -> None:
    for path in RECORD:
        old, new = path.stem.split("--")
        review = load_review(path, load(old), load(new))
        assert review.decisions, path
        validator().validate(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))
