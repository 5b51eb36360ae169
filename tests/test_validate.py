"""Validation: all findings of all files at once, those that lie between files among them."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from plandiff.errors import UnknownPlanError
from plandiff.findings import MOST
from plandiff.library import available
from plandiff.validate import validate

GOOD = """
    id: {}
    title: T
    date: 2025
    issuer: [us]
    sources:
      axios: {{publisher: Axios, title: The draft, date: 2025, url: "https://example.org"}}
    provisions:
    - {{number: '1', text: One., tags: [nato], binds: [us], sources: [axios]}}
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text).lstrip("\n"), "utf-8")
    return path


def good(path: Path, more: str = "") -> Path:
    return write(path, GOOD.format(path.stem) + textwrap.indent(textwrap.dedent(more).lstrip("\n"), "    "))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANDIFF_PLANS", raising=False)
    return tmp_path


def said(*names: str, strict: bool = False) -> list[str]:
    return [str(f) for f in validate(names, strict=strict).findings]


def test_the_record_is_without_findings() -> None:
    validation = validate(strict=True)
    assert [str(f) for f in validation.findings] == []
    assert len(validation.files) >= len(available())


def test_all_files_are_read_and_all_findings_told(here: Path) -> None:
    good(here / "plans" / "a.yaml")
    write(here / "plans" / "b.yaml", "id: b\ntitle: [T]\nprovisions: []\nx: y\n")
    write(here / "plans" / "c.yaml", "id: c\nnote: a: b\n")
    findings = said("plans")
    assert [f.split(": ")[0] for f in findings] == ["plans/b.yaml:2:8", "plans/b.yaml:4:1", "plans/c.yaml:2:8"]
    assert validate(["plans"]).files == ("plans/a.yaml", "plans/b.yaml", "plans/c.yaml")
    assert said("a") == []
    assert [f.split(": ")[0] for f in said("b", "plans/c.yaml")] == [
        "plans/b.yaml:2:8",
        "plans/b.yaml:4:1",
        "plans/c.yaml:2:8",
    ]


def test_without_names_everything_that_can_be_found_is_read(here: Path) -> None:
    write(here / "plans" / "mine.yaml", "id: mine\ntitle: T\n")
    validation = validate()
    assert "plans/mine.yaml" in validation.files
    assert len(validation.files) > 5
    assert [f.path for f in validation.findings] == ["plans/mine.yaml"]


def test_an_unknown_name_is_an_error(here: Path) -> None:
    with pytest.raises(UnknownPlanError):
        validate(["28ptt"])


def test_a_file_that_is_missing_is_a_finding(here: Path) -> None:
    assert said("nowhere.yaml") == [
        "nowhere.yaml:1:1: no such file; check the name, or use `plandiff list` for the ids of known plans"
    ]


def test_a_plan_is_called_after_its_id(here: Path) -> None:
    good(here / "a.yaml").rename(here / "b.yaml")
    expected = "the id 'a' is not the name of the file; call the file a.yaml, or the plan b"
    assert said("b.yaml") == []
    assert said("b.yaml", strict=True) == [f"b.yaml:1:5: {expected}"]
    assert said(".") == [f"b.yaml:1:5: {expected}"]


def test_two_plans_of_a_folder_have_two_ids(here: Path) -> None:
    good(here / "a.yaml")
    good(here / "b.yaml").write_text((here / "a.yaml").read_text("utf-8"), "utf-8")
    assert said("a.yaml", "b.yaml") == ["b.yaml:1:5: the id 'a' is that of a.yaml too; give one of the two another id"]
    good(here / "other" / "a.yaml")
    assert said("a.yaml", "other/a.yaml") == []


def test_earlier_plans_must_be_there(here: Path) -> None:
    good(here / "first.yaml")
    good(here / "second.yaml", "based_on: [fisrt, 28pt, first]\n")
    [finding] = said("second.yaml")
    assert finding == "second.yaml:9:12: there is no plan 'fisrt' in this folder or the record; did you mean 'first'?"


def test_what_was_removed_must_have_been_there(here: Path) -> None:
    good(here / "first.yaml")
    write(here / "broken.yaml", "id: broken\ntitle: a: b\n")
    good(
        here / "second.yaml",
        """
        coverage: partial
        removed:
        - {provision: first/1, sources: [axios]}
        - {provision: first/2, sources: [axios]}
        - {provision: frist/1, sources: [axios]}
        - {provision: broken/9, sources: [axios]}
        """,
    )
    assert said("second.yaml") == [
        "second.yaml:12:3: first has no provision '2'; known numbers: 1",
        "second.yaml:13:3: there is no plan 'frist' in this folder or the record; did you mean 'first'?",
    ]


STRICT = {
    "no date": ("date: 2025\nissuer", "issuer", ["1:1: the plan has no date; add it"]),
    "no issuer": ("issuer: [us]", "", ["1:1: the plan has no issuer; add it"]),
    "no tag": ("tags: [nato], ", "", ["8:3: provision '1' has no tag; add tags"]),
    "no source": (
        "sources: [axios]",
        "sources: []",
        [
            "6:3: source 'axios' is cited by nothing; cite it or remove it",
            "8:3: provision '1' has no source; add sources",
        ],
    ),
    "nobody bound": (
        "binds: [us]",
        "binds: []",
        ["8:3: provision '1' binds nobody; add binds, or a note that says why"],
    ),
    "nobody bound, with a note": ("binds: [us]", "note: A fact.", []),
    "disputed": (
        "text: One.",
        "text: One., attested: disputed",
        ["8:3: provision '1' is disputed; add a note that says who says what"],
    ),
    "source without publisher": ("publisher: Axios, ", "", ["6:3: source 'axios' has no publisher; add it"]),
    "source without title": ("title: The draft, ", "", ["6:3: source 'axios' has no title or note; add it"]),
    "source with a note": ("title: The draft", "note: A copy", []),
    "source without date": (", date: 2025", "", ["6:3: source 'axios' has no date; add it"]),
    "source without address": (', url: "https://example.org"', "", ["6:3: source 'axios' has no url; add it"]),
}


@pytest.mark.parametrize(("old", "new", "expected"), STRICT.values(), ids=STRICT)
def test_what_a_record_owes_is_asked_for_under_strict_only(here: Path, old: str, new: str, expected: list[str]) -> None:
    path = good(here / "x.yaml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert said("x.yaml") == []
    assert said("x.yaml", strict=True) == [f"x.yaml:{e}" for e in expected]


def test_a_plan_without_sources_or_with_removals_from_a_full_text(here: Path) -> None:
    good(here / "first.yaml")
    write(
        here / "x.yaml",
        "id: x\ntitle: T\ndate: 2025\nissuer: [us]\nprovisions: []\nremoved: [{provision: first/1}]\n",
    )
    assert said("x.yaml") == []
    assert said("x.yaml", strict=True) == [
        "x.yaml:1:1: the plan has no sources; add it",
        "x.yaml:6:1: removed is for texts that are public in part; leave it out where coverage is full",
        "x.yaml:6:11: the removal of first/1 has no source; add sources",
    ]


def test_words_are_checked_against_the_lists_of_the_folder(here: Path) -> None:
    good(here / "x.yaml")
    assert said("x.yaml", strict=True) == [], "without lists any word will do"
    write(here / "vocabulary" / "tags.yaml", "nato: {definition: The alliance., includes: [bases]}\n")
    assert said("x.yaml") == []
    write(here / "vocabulary" / "tags.yaml", "natto: {definition: Food.}\n")
    write(here / "vocabulary" / "parties.yaml", "usa: {definition: A state.}\n")
    assert said("x.yaml") == [
        "x.yaml:4:10: 'us' is not on the list of parties (parties.yaml); did you mean 'usa'?",
        "x.yaml:8:36: 'nato' is not on the list of tags (tags.yaml); did you mean 'natto'?",
        "x.yaml:8:51: 'us' is not on the list of parties (parties.yaml); did you mean 'usa'?",
    ]


def test_the_lists_of_words_are_validated_with_their_folder(here: Path) -> None:
    good(here / "x.yaml")
    write(here / "vocabulary" / "tags.yaml", "nato: The alliance.\nnato: {definition: ' '}\nus: {}\n")
    write(here / "vocabulary" / "parties.yaml", "- us\n")
    assert said(".") == [
        "vocabulary/tags.yaml:1:1: 'nato' has no definition; add definition: and what the word covers",
        "vocabulary/tags.yaml:2:1: the key 'nato' stands here for the second time (first on line 1); keep one of the two",
        "vocabulary/tags.yaml:3:1: 'us' has no definition; add definition: and what the word covers",
        "vocabulary/parties.yaml:1:1: this is no list of words; write each as 'word: {definition: ...}'",
    ]
    assert said("vocabulary/tags.yaml") == said(".")


def test_reviews_are_validated_with_their_folder(here: Path) -> None:
    good(here / "a.yaml")
    good(here / "b--c.yaml")
    decision = 'decisions: [{{old: ["{}"], new: ["1"], verdict: reworded, reason: Same.}}]\n'
    write(here / "reviews" / "a--b--c.yaml", "old: a\nnew: b--c\n" + decision.format("1"))
    assert said(".") == []
    assert validate(["."]).files == ("a.yaml", "b--c.yaml", "reviews/a--b--c.yaml")
    write(here / "reviews" / "a--b--c.yaml", "old: a\nnew: b--c\n" + decision.format("2"))
    write(here / "reviews" / "a--d.yaml", "old: a\nnew: d\n" + decision.format("1"))
    assert said(".") == [
        "reviews/a--b--c.yaml:3:20: a has no provision '2'; known numbers: 1",
        "reviews/a--d.yaml:1:1: no two plans here have the ids that the name gives; call the file OLD--NEW.yaml",
    ]
    assert said("a.yaml") == []
    assert [f.split(":")[0] for f in said("reviews/a--b--c.yaml", "reviews/gone.yaml")] == [
        "reviews/a--b--c.yaml",
        "reviews/gone.yaml",
    ]


def test_a_review_of_a_plan_that_cannot_be_read_waits_for_the_plan(here: Path) -> None:
    good(here / "a.yaml")
    write(here / "b.yaml", "id: b\ntitle: a: b\n")
    write(here / "reviews" / "a--b.yaml", "old: a\nnew: b\ndecisions: [{old: ['9'], verdict: dropped, reason: x}]\n")
    assert [f.split(":")[0] for f in said(".")] == ["b.yaml"]


def test_a_file_full_of_mistakes_does_not_hide_the_next_one(here: Path) -> None:
    write(here / "a.yaml", "id: a\n" + "".join(f"k{n}: x\n" for n in range(1_000)))
    write(here / "b.yaml", "id: b\ntitle: T\n")
    findings = said(".", strict=True)
    assert len([f for f in findings if f.startswith("a.yaml")]) == MOST + 1
    assert findings[-1].startswith("b.yaml")
