"""Loading: what is written is what is read, and each thing that is wrong has its line, its column and what to do."""

from __future__ import annotations

import json
import os
import re
import stat
import textwrap
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff import files, plan_written, yaml_nodes
from plandiff.built import module
from plandiff.errors import PlanFileError
from plandiff.findings import MOST, Findings
from plandiff.library import bundled
from plandiff.load import findings, is_plan_id, load_plan, parse_plan, read_plan
from plandiff.model import Attested, Coverage, Kind, Plan, Provision
from plandiff.trees import packed, unpacked
from plandiff.yaml_nodes import ListNode, MapNode, Node, Scalar, compose
from strategies import LINES, plan_yaml, plans, without_places

SMALL = "id: x\ntitle: T\nprovisions:\n- {number: '1', text: One.}\n"
RECORD = sorted((bundled() or Path()).glob("*.yaml"))


def found(text: str | bytes) -> list[str]:
    """All findings as ``line:column: problem``."""
    return [f"{f.line}:{f.column}: {f.problem}" for f in read_plan(text, "p").findings]


def body(text: str) -> str:
    """A plan whose first two lines are right, and what follows."""
    return "id: x\ntitle: T\n" + textwrap.dedent(text).lstrip("\n")


# Laws


@given(plans())
def test_a_plan_written_and_read_is_the_same_plan(plan: Plan) -> None:
    read = parse_plan(plan_yaml(plan), "p")
    assert without_places(read) == plan


@given(plans())
def test_a_plan_that_the_build_wrote_down_is_the_plan_of_the_file(plan: Plan) -> None:
    found: dict[str, Any] = {}
    exec(module(plan_written.packed(plan)), found)
    assert plan_written.unpacked(found["VALUE"], plan.path) == plan


def test_a_file_of_the_record_is_not_read_anew_unless_it_has_another_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(plan_yaml(Plan("a", "A", (Provision("1", "Karvia withdraws."),))), "utf-8")
    made = plan_written.packed(Plan("a", "B", (Provision("2", "Norland withdraws."),)))
    monkeypatch.setattr(plan_written.built, "value", lambda text, sort: made if sort == plan_written.SORT else None)
    assert load_plan(path).title == "B"
    assert load_plan(path, expect_id="a").path == str(path)
    with pytest.raises(PlanFileError, match="not the name of the file"):
        load_plan(path, expect_id="b")


@given(plans(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_the_encoding_changes_nothing(plan: Plan, encoding: str) -> None:
    text = plan_yaml(plan)
    assert parse_plan(text.encode(encoding), "p") == parse_plan(text, "p")


@given(plans())
def test_lines_and_columns_point_at_the_provision(plan: Plan) -> None:
    text = plan_yaml(plan)
    lines = re.split(files._LINE_BREAK, text)
    for provision in parse_plan(text, "p").provisions:
        assert lines[provision.line - 1][provision.column - 1 :].startswith("number:")


@given(plans())
def test_the_schema_takes_every_plan_that_loads(plan: Plan) -> None:
    validator().validate(yaml.load(plan_yaml(plan), Loader=yaml.BaseLoader))


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
def test_any_input_is_a_plan_or_findings(text: str | bytes) -> None:
    assert_answered(text)


@settings(max_examples=300)
@given(st.data())
def test_a_plan_file_with_a_few_characters_changed_is_a_plan_or_findings(data: st.DataObject) -> None:
    text = plan_yaml(data.draw(plans(3)))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 3))
        text = (
            text[:at]
            + data.draw(st.text("\t\n -:?[]{},#&*!|>'\"%@`\\a\x00\x1b\ufeff\ud800", max_size=3))
            + text[at + cut :]
        )
    assert_answered(text)


def assert_answered(text: str | bytes) -> None:
    file = read_plan(text, "p")
    assert file.plan is not None or file.findings
    places = [(f.line, f.column) for f in file.findings]
    assert places == sorted(places)
    for finding in file.findings:
        assert finding.line >= 1
        assert finding.column >= 1
        assert str(finding).isprintable()
        assert ";" in finding.problem, "a finding says what to do"
    if file.findings:
        with pytest.raises(PlanFileError) as caught:
            parse_plan(text, "p")
        assert str(caught.value) == str(file.findings[0])


@given(LINES, plans(2))
def test_the_name_of_the_file_comes_first_and_never_acts(name: str, plan: Plan) -> None:
    for finding in read_plan(plan_yaml(plan) + "\nunknown: x\n", name + "\x1b[31m").findings:
        assert str(finding).isprintable()


# What is read


def test_scalars_stay_what_they_are() -> None:
    plan = parse_plan(
        body("""
            date: 2025
            provisions:
            - {number: 1.10, text: no, tags: [yes, 12:30, 0x1F, 1_000, ~]}
            - {number: 08, text: 12:30}
            - {number: 1.1, text: 2025-11-20}
        """),
        "p",
    )
    assert [p.number for p in plan.provisions] == ["1.10", "08", "1.1"]
    assert [p.text for p in plan.provisions] == ["no", "12:30", "2025-11-20"]
    assert plan.provisions[0].tags == ("yes", "12:30", "0x1F", "1_000", "~")
    assert plan.date == "2025"


def test_only_id_title_number_and_text_are_required() -> None:
    plan = parse_plan(SMALL, "p.yaml")
    assert (plan.kind, plan.coverage, plan.provisions[0].attested) == (Kind.PROPOSAL, Coverage.FULL, Attested.TEXT)
    assert (plan.path, plan.provisions[0].line, plan.provisions[0].column) == ("p.yaml", 4, 3)
    assert parse_plan("id: x\ntitle: T\nprovisions: []\n", "p").provisions == ()


def test_blanks_around_a_text_are_no_part_of_it() -> None:
    plan = parse_plan(
        body("provisions:\n- number: 1\n  text: |\n    One.\n    Two.\n\n- {number: 2, text: ' x '}\n"), "p"
    )
    assert [p.text for p in plan.provisions] == ["One.\nTwo.", "x"]


def test_an_alias_stands_for_what_it_names() -> None:
    plan = parse_plan(
        body("""
            provisions:
            - {number: '1', text: &t Same., tags: &tags [nato, eu]}
            - {number: '2', text: *t, tags: *tags}
        """),
        "p",
    )
    first, second = plan.provisions
    assert (first.text, first.tags) == (second.text, second.tags) == ("Same.", ("nato", "eu"))


def test_a_removal_names_plan_and_number() -> None:
    plan = parse_plan(body("provisions: []\nremoved:\n- {provision: 28pt/3.1, note: Gone.}\n- provision: a/b/c\n"), "p")
    assert [(r.plan, r.number, r.line) for r in plan.removed] == [("28pt", "3.1", 5), ("a", "b/c", 6)]


def test_the_library_for_yaml_is_read_only_where_a_file_is() -> None:
    import subprocess
    import sys

    code = "import plandiff.load, plandiff.library, plandiff.reviews, sys; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={**os.environ}).returncode == 0


# What is refused: one row for each message

KEYS = "id, title, date, issuer, kind, coverage, based_on, note, sources, provisions, removed"
PROBLEMS = {
    "no id": ("title: T\nprovisions: []\n", ["1:1: the plan has no id; add id (a short name such as 28pt)"]),
    "no title": ("id: x\nprovisions: []\n", ["1:1: the plan has no title; add title (what the document is called)"]),
    "no provisions": (
        body(""),
        ["1:1: the plan has no provisions; add provisions (a list: '- number:' and 'text:' for each)"],
    ),
    "no number": (
        body("provisions:\n- text: One.\n"),
        ["4:3: a provision has no number; add number (the label as printed, in quotes: \"6\")"],
    ),
    "no text": (
        body("provisions:\n- number: '1'\n"),
        ["4:3: provision '1' has no text; add text (what the provision says)"],
    ),
    "empty text": (
        body("provisions:\n- {number: '1', text: ' '}\n- {number: '2', text: }\n"),
        [
            "4:23: text is empty; write text (what the provision says)",
            "5:23: text is empty; write text (what the provision says)",
        ],
    ),
    "empty optional": (
        body("provisions: []\nnote:\n"),
        ["4:6: note is empty; write note (what a reader must know about the document), or leave the key out"],
    ),
    "duplicate key": (
        body("provisions: []\ntitle: U\n"),
        ["4:1: the key 'title' stands here for the second time (first on line 2); keep one of the two"],
    ),
    "duplicate key below": (
        body("provisions:\n- number: '1'\n  text: One.\n  text: Two.\n"),
        ["6:3: the key 'text' stands here for the second time (first on line 5); keep one of the two"],
    ),
    "duplicate number": (
        body("provisions:\n- {number: '1', text: One.}\n- {number: 1, text: Two.}\n"),
        ["5:3: there are two provisions '1' (the first on line 4); renumber one of them"],
    ),
    "duplicate source": (
        body("provisions: []\nsources:\n  a: {publisher: A}\n  a: {publisher: B}\n"),
        ["6:3: the key 'a' stands here for the second time (first on line 5); keep one of the two"],
    ),
    "unknown key": (
        body("provisons: []\nprovisions: []\n"),
        ["3:1: unknown key 'provisons' in the plan; did you mean 'provisions'?"],
    ),
    "unknown key, nothing near": (body("provisions: []\nx: 1\n"), [f"4:1: unknown key 'x' in the plan; known keys: {KEYS}"]),
    "unknown key in a provision": (
        body("provisions:\n- {number: '1', text: One., tag: [nato]}\n"),
        ["4:29: unknown key 'tag' in a provision; did you mean 'tags'?"],
    ),
    "unknown key in a source": (
        body("provisions: []\nsources:\n  a: {link: b}\n"),
        ["5:7: unknown key 'link' in source 'a'; known keys: publisher, title, date, url, relays, note"],
    ),
    "merge key": (
        body("provisions:\n- &p {number: '1', text: One.}\n- {<<: *p, number: '2', text: Two.}\n"),
        ["5:4: unknown key '<<' in a provision; merge keys are not supported: write the values out"],
    ),
    "text is a list": (
        body("provisions:\n- {number: '1', text: [One.]}\n"),
        ["4:23: text must be text, not a list; write text (what the provision says), in quotes if need be"],
    ),
    "title is a mapping": (
        "id: x\ntitle: {a: b}\nprovisions: []\n",
        ["2:8: title must be text, not a mapping; write title (what the document is called), in quotes if need be"],
    ),
    "title on two lines": ("id: x\ntitle: |\n  a\n  b\nprovisions: []\n", ["2:8: title must be on one line; join its lines"]),
    "title too long": (
        f"id: x\ntitle: {'a' * 1001}\nprovisions: []\n",
        ["2:8: title is longer than 1000 characters; shorten it"],
    ),
    "number too long": (
        body(f"provisions:\n- {{number: '{'1' * 41}', text: One.}}\n"),
        ["4:12: number is longer than 40 characters; shorten it"],
    ),
    "a whole document for a text": (
        body(f"provisions:\n- {{number: '1', text: {'a' * 50_001}}}\n"),
        ["4:23: text is longer than 50,000 characters; split it into its points"],
    ),
    "one word for a list": (
        body("provisions:\n- {number: '1', text: One., tags: armed-forces}\n"),
        ["4:35: tags must be a list, not a single value; write tags: [armed-forces]"],
    ),
    "something else for a list": (
        body("provisions: []\nissuer: {us: x}\nbased_on: ', :'\n"),
        [
            "4:9: issuer must be a list, not a mapping; write issuer: [us]",
            "5:11: based_on must be a list, not a single value; write based_on: [28pt]",
        ],
    ),
    "a list in a list": (
        body("provisions: []\nissuer: [[us], ' ', us, us]\n"),
        [
            "4:10: issuer must hold words, not a list; write issuer: [us]",
            "4:16: issuer holds a word that is empty or longer than a line; write issuer: [us]",
            "4:25: 'us' stands twice in issuer; remove one of the two",
        ],
    ),
    "provisions as a mapping": (
        body("provisions: {1: One.}\n"),
        ["3:13: provisions must be a list, not a mapping; write provisions (a list: '- number:' and 'text:' for each)"],
    ),
    "provisions empty": (
        body("provisions:\n"),
        ["3:12: provisions must be a list, not empty; write provisions (a list: '- number:' and 'text:' for each)"],
    ),
    "a provision as text": (
        body("provisions:\n- One.\n"),
        [
            "4:3: a provision must be a mapping, not a single value; "
            "write its keys (number, text, tags, binds, sources, attested, note), each with a value"
        ],
    ),
    "sources as a list": (
        body("provisions: []\nsources: [a]\n"),
        [
            "4:10: sources must be a mapping, not a list; "
            "write sources (a mapping: a key for each source, and under it publisher, title, date and url)"
        ],
    ),
    "a source as text": (
        body("provisions: []\nsources: {a: https://example.org}\n"),
        [
            "4:11: source 'a' must be a mapping, not a single value; "
            "write its keys (publisher, title, date, url, relays, note) under it"
        ],
    ),
    "unknown source": (
        body("sources: {axios: {publisher: A}}\nprovisions:\n- {number: '1', text: One., sources: [axois]}\n"),
        ["5:39: this plan has no source 'axois'; did you mean 'axios'?"],
    ),
    "unknown source, none near": (
        body("sources: {}\nprovisions:\n- {number: '1', text: One., sources: [b]}\n"),
        ["5:39: this plan has no source 'b'; there are no sources here"],
    ),
    "unknown source of a removal": (
        body("sources: {a: {}}\nprovisions: []\nremoved:\n- {provision: y/1, sources: [b]}\n"),
        ["6:30: this plan has no source 'b'; known sources: a"],
    ),
    "a web address of another kind": (
        body("provisions: []\nsources: {a: {url: 'javascript:alert(1)'}, b: {url: https://a b}}\n"),
        [
            "4:20: url 'javascript:alert(1)' is no web address; write it from https:// on, without blanks",
            "4:53: url 'https://a b' is no web address; write it from https:// on, without blanks",
        ],
    ),
    "kind": (body("provisions: []\nkind: propsal\n"), ["4:7: kind cannot be 'propsal'; did you mean 'proposal'?"]),
    "coverage": (
        body("provisions: []\ncoverage: some\n"),
        ["4:11: coverage cannot be 'some'; known values: full, partial"],
    ),
    "attested": (
        body("provisions:\n- {number: '1', text: One., attested: reportd}\n"),
        ["4:39: attested cannot be 'reportd'; did you mean 'reported'?"],
    ),
    "removal without slash": (
        body("provisions: []\nremoved:\n- {provision: 28pt}\n- {provision: ../x/1}\n"),
        [
            "5:15: '28pt' names no provision of a plan; write plan and number, such as 28pt/26",
            "6:15: '../x/1' names no provision of a plan; write plan and number, such as 28pt/26",
        ],
    ),
    "removal from itself": (
        body("provisions: []\nremoved:\n- {provision: x/1}\n"),
        ["5:15: a plan cannot remove its own provision; name the earlier plan before the slash"],
    ),
    "based on itself": (
        body("provisions: []\nbased_on: [y, x]\n"),
        ["4:15: a plan cannot be based on itself; remove its own id from based_on"],
    ),
    "based on a path": (
        body("provisions: []\nbased_on: [../y]\n"),
        ["4:12: '../y' is no id of a plan; write based_on: [28pt]"],
    ),
    "text cut by a comment": (
        body("provisions:\n- number: '1'\n  text: The plan #1 is void.\n  note: a # fine\n"),
        ["5:9: the text stops where ' #' starts a comment; put it in quotes, or the comment on its own line"],
    ),
    "no mapping": ("- id: x\n", ["1:1: the file holds no mapping of keys to values; a plan starts with id: , title: and provisions:"]),
    "plain text": (
        "All of it.\n",
        ["1:1: the file holds plain text and no keys with values; a plan starts with id: , title: and provisions:"],
    ),
    "misspelt list": (
        "id: x\ntitle: X\nprovision: []\n",
        [
            "3:1: unknown key 'provision' in the plan; did you mean 'provisions'?",
            "3:1: the plan has no provisions; add provisions (a list: '- number:' and 'text:' for each)",
        ],
    ),
    "empty": ("# nothing\n", ["1:1: the file is empty; a plan starts with id: , title: and provisions:"]),
    "several documents": (SMALL + "---\nid: y\n", ["5:1: a second document starts here; keep one plan in a file"]),
    "tag": (
        body("provisions: []\nnote: !!python/object/apply:os.system ['true']\n"),
        [
            "4:7: YAML reads '!!python/object/apply:os.system' as a tag, and tags do nothing here; "
            "put the value in quotes if it is part of the text, else remove it",
            "4:7: note must be text, not a list; "
            "write note (what a reader must know about the document), in quotes if need be",
        ],
    ),
    "anchor that nothing uses": (
        body("provisions: []\nnote: &quot is lost\n"),
        [
            "4:7: YAML reads '&quot' as an anchor, and nothing refers to it; "
            "put the value in quotes if it is part of the text, else remove it"
        ],
    ),
    "alias to nothing": (
        body("provisions: []\nnote: *bold\n"),
        ["4:7: YAML reads '*bold' as a reference, and there is no '&bold' before it; put the value in quotes"],
    ),
    "control character in an escape": (
        body('provisions:\n- {number: "1", text: "a\\x1b[31m"}\n'),
        ["4:23: the value holds the control character U+001B; remove it"],
    ),
    "control character": (body("note: a\x1bb\n"), ["3:8: character U+001B is not allowed in a plan file; remove it"]),
    "NUL": (body("note: a\x00b\n"), ["3:8: character U+0000 is not allowed in a plan file; save the file as UTF-8 text"]),
    "no UTF-8": ("id: x\ntitle: é\n".encode("latin-1"), ["2:8: byte 0xe9 is not UTF-8; save the file as UTF-8"]),
    "UTF-16 without mark": (
        "id: x\n".encode("utf-16-le"),
        ["1:2: character U+0000 is not allowed in a plan file; save the file as UTF-8 text"],
    ),
    "broken UTF-16": ("id: x".encode("utf-16") + b"\x00", ["1:6: byte 0x00 is not UTF-16-LE; save the file as UTF-8"]),
    "a key that is a list": (
        body("[a]: b\n"),
        ["3:1: a key must be a word, not a list or a mapping; put a value that starts with [ or { in quotes"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_what_is_wrong_is_said_where_and_what_to_do(text: str | bytes, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "date", ["2025-13", "2025-02-30", "20251120", "25-11-20", "2025-1-1", "soon", "0000", "2025-11-20T00:00"]
)
def test_a_date_is_in_the_calendar(date: str) -> None:
    expected = f"3:7: date '{date}' is no date of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY"
    assert found(body(f"date: {date}\nprovisions: []\n")) == [expected]


@pytest.mark.parametrize(
    "ident", ["../x", "a/b", "a\\b", "..", ".x", "-x", "a b", "a..b", "x.", "x.yaml", "X.YML", "a:b", "x" * 101, "план"]
)
def test_an_id_cannot_be_mistaken_for_a_path(ident: str) -> None:
    [finding] = found(f"id: '{ident}'\ntitle: T\nprovisions: []\n")
    assert finding.startswith("1:5: the id '")
    assert not is_plan_id(ident)


SYNTAX = {
    "colon in a value": ("note: foo: bar\n", "3:10: a colon followed by a blank is not allowed inside a value"),
    "key indented wrongly": ("note: a\n kind: b\n", "4:6: a colon followed by a blank is not allowed inside a value"),
    "list in a value": ("note: - a\n", "3:7: a value cannot start with '- '"),
    "quotation mark open": ("note: \"a\nkind: b\n", "3:7: the quotation mark that opens here is never closed"),
    "unknown escape": ('note: "a\\qb"\n', "in double quotes a backslash starts an escape such as"),
    "escape beyond Unicode": ('note: "\\U00110000"\n', "in double quotes a backslash starts an escape such as"),
    "list open": ("issuer: [us\nkind: b\n", "3:9: the list that opens with [ here is not closed"),
    "mapping open": ("sources: {a: {}\n", "3:10: the mapping that opens with { here is not closed"),
    "line without colon": ("note: a\nb\nkind: c\n", "4:1: this line is neither 'key: value' nor a part of the value above"),
    "alias without name": ("note: * a\n", "3:8: a value cannot start with * or &"),
    "anchor without name": ("note: & a\n", "3:8: a value cannot start with * or &"),
    "tag without handle": ("note: !a!b c\n", "3:7: a value cannot start with !"),
    "block scalar with text": ("note: |a\n", "3:8: after | or > the text starts on the next line, indented"),
    "stray bracket": ("note: ]\n", "3:7: a value cannot start with this character"),
    "text after a quotation": ("note: \"a\" b\n", "3:11: this does not fit what stands before it"),
    "dash among keys": ("note: a\n- b\n", "4:1: this does not fit what stands before it"),
    "tab": ("sources:\n\ta: {}\n", "4:1: YAML allows no tabs for indentation"),
    "at sign": ("note: @a\n", "3:7: a value cannot start with '@'"),
    "backtick": ("note: `a`\n", "3:7: a value cannot start with '`'"),
    "per cent": ("note: %a\n", "3:7: a value cannot start with '%'"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SYNTAX.values(), ids=SYNTAX)
@pytest.mark.parametrize("loader", ["fast", "slow"])
def test_broken_yaml_is_explained(text: str, expected: str, loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if loader == "slow":
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    [finding] = found("id: x\ntitle: T\n" + text)
    if not (loader == "slow" and "U00110000" in text):
        assert expected in finding


@pytest.mark.parametrize("text", ["%YAML 9.0\n---\na: b\n", "a: b\n...\nc: d\n", "{a: b}}\n"])
def test_broken_documents_are_explained(text: str) -> None:
    [finding] = found(text)
    assert "remove it" in finding or "the document has ended before this" in finding


@given(plans(2))
@settings(max_examples=20)
def test_both_parsers_read_the_same(plan: Plan) -> None:
    text = plan_yaml(plan)
    with pytest.MonkeyPatch.context() as patch:
        fast = parse_plan(text, "p")
        patch.delattr(yaml, "CBaseLoader", raising=False)
        assert parse_plan(text, "p") == fast


def test_all_findings_come_at_once_and_loading_raises_the_first() -> None:
    text = "id: x y\ntitle: [T]\ndate: soon\nprovisions:\n- {number: '1'}\n"
    lines = [line.split(":")[0] for line in found(text)]
    assert lines == ["1", "2", "3", "5"]
    with pytest.raises(PlanFileError, match=r"^p:1:5: the id 'x y'"):
        parse_plan(text, "p")


def test_a_plan_found_by_its_id_holds_that_id() -> None:
    [finding] = read_plan(SMALL, "y.yaml", expect_id="y").findings
    assert str(finding) == "y.yaml:1:5: the id 'x' is not the name of the file; call the file x.yaml, or the plan y"


# Hostile input: refused in bounded time and memory


def test_aliases_that_explode_are_refused() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for n in range(1, 12):
        bomb += f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n"
    [finding] = found(bomb)
    assert "the file unfolds to more than 1,000,000 values" in finding


@pytest.mark.parametrize("text", ["a: &a [*a]\n", "a: &a {b: [c, *a]}\n", "&a [*a]\n", "a: &a {*a : b}\n"])
def test_a_value_that_contains_itself_is_refused(text: str) -> None:
    [finding] = found(text)
    assert "the value '*a' contains itself; write it out" in finding


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "".join(f"{' ' * n}a:\n" for n in range(2_000))]
)
def test_deep_nesting_is_refused_before_it_is_built(text: str) -> None:
    [finding] = found(text)
    assert "values are nested more than 32 deep" in finding


def test_depth_by_way_of_aliases_does_no_harm() -> None:
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 900))
    assert len(found(text)) == MOST + 1


def test_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "MAX_NODES", 50)
    assert "the file unfolds to more than 50 values" in found(f"a: [{'x, ' * 60}]\n")[0]


def test_a_mistake_on_every_line_is_told_so_often_and_no_more() -> None:
    lines = found("".join(f"key{n}: x\n" for n in range(5_000)))
    assert len(lines) == MOST + 1
    assert lines[-1].endswith("there are more findings after these; mend these first")


def test_a_huge_word_is_cut_in_the_message() -> None:
    [_, finding] = found(f"id: x\n{'k' * 900}: y\ntitle: T\nprovisions: []\nkind: {'é' * 900}\n")
    assert len(finding) < 200


def test_a_huge_text_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 2_000_000)
    path = tmp_path / "x.yaml"
    path.write_text(SMALL + "#" * 2_000_000, "utf-8")
    expected = "the file is larger than 2 MB; a plan file holds one document: split it"
    assert [f.problem for f in findings(path)] == [expected]
    assert [f.problem for f in read_plan(path.read_text("utf-8"), "p").findings] == [expected]


# Files


def test_a_file_is_named_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.yaml").write_text(SMALL + "y: z\n", "utf-8")
    assert str(findings("x.yaml")[0]).startswith("x.yaml:5:1: ")
    assert str(findings("x.yaml", name="HEAD:x.yaml")[0]).startswith("HEAD:x.yaml:5:1: ")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="no such file; check the name"):
        load_plan(tmp_path / "x.yaml")
    with pytest.raises(PlanFileError, match="the file cannot be read"):
        load_plan("a\x00b.yaml")
    with pytest.raises(PlanFileError, match=r"the file cannot be read \(File name too long\)"):
        load_plan("a" * 5_000 + ".yaml")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="is a folder; name a plan file in it"):
        load_plan(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_or_device_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.yaml")
    for path in (tmp_path / "p.yaml", Path("/dev/zero")):
        with pytest.raises(PlanFileError, match="is a pipe or a device"):
            load_plan(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SMALL, "utf-8")
    path.chmod(0)
    with pytest.raises(PlanFileError, match="the file may not be read; check its permissions"):
        load_plan(path)


def test_a_refusal_by_the_system_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SMALL, "utf-8")

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PlanFileError, match="the file may not be read; check its permissions"):
        load_plan(path)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SMALL, "utf-8")
    true_fstat = os.fstat
    seen: list[os.stat_result] = []

    def fstat(number: int) -> os.stat_result:
        seen.append(true_fstat(number))
        if stat.S_ISREG(seen[-1].st_mode) and len(seen) == 1:
            with path.open("a", encoding="utf-8") as other:
                other.write("note: more\n")
        return seen[-1]

    monkeypatch.setattr(files.os, "fstat", fstat)
    with pytest.raises(PlanFileError, match="the file changed while it was read; run the command again"):
        load_plan(path)


# The schema for editors


def validator() -> Any:
    schema = json.loads((package_files("plandiff") / "schema" / "plan.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_and_the_nouns_name_the_same_things() -> None:
    schema = validator().schema
    assert schema["properties"]["kind"]["enum"] == list(Kind)
    assert schema["properties"]["coverage"]["enum"] == list(Coverage)
    assert schema["$defs"]["provision"]["properties"]["attested"]["enum"] == list(Attested)


@pytest.mark.parametrize("path", RECORD, ids=lambda p: p.stem)
def test_the_record_loads_and_meets_the_schema(path: Path) -> None:
    assert [str(f) for f in findings(path)] == []
    text = path.read_text("utf-8")
    validator().validate(yaml.load(text, Loader=yaml.BaseLoader))
    assert text.startswith("# yaml-language-server: $schema=../src/plandiff/schema/plan.json\n")


BY_THE_LOADER_ONLY = {
    "duplicate", "list twice", "unknown source", "removal from", "based on itself", "based on a path", "cut by", "several", "tag",
    "anchor", "alias", "control", "NUL", "UTF", "title on two", "merge", "escape", "a key that", "empty text",
}  # fmt: skip


@pytest.mark.parametrize("name", [n for n in PROBLEMS if not any(part in n for part in BY_THE_LOADER_ONLY)])
def test_the_schema_refuses_what_the_loader_refuses(name: str) -> None:
    document = yaml.load(PROBLEMS[name][0], Loader=yaml.BaseLoader)
    assert not validator().is_valid(document)


@pytest.mark.parametrize(
    "raw", [b"\x7fELF\x02\x01\x01", b"\x89PNG\r\n", b"%PDF-1.7\n%abc\n", bytes(range(200)), b"\x00\x01\x02\x03ab"]
)
def test_a_file_that_is_no_text_is_called_so(raw: bytes) -> None:
    with pytest.raises(PlanFileError, match="1:1: this is no text file; name a plan file"):
        parse_plan(raw, "plan.yaml")


@pytest.mark.parametrize("path", sorted((bundled() or Path()).rglob("*.yaml")), ids=lambda p: p.name)
def test_a_tree_made_when_the_wheel_was_built_is_the_one_that_yaml_gives(path: Path) -> None:
    findings = Findings(path.name)
    root = compose(path.read_text("utf-8"), findings)
    made: dict[str, Any] = {}
    exec(module(packed(root)), made)
    assert shape(unpacked(made["VALUE"])) == shape(root)
    assert not findings.sorted()


def shape(node: Node) -> object:
    """All that a tree says."""
    place = (node.line, node.column)
    if isinstance(node, Scalar):
        return node.value, node.cut, place
    if isinstance(node, ListNode):
        return [shape(item) for item in node.items], place
    assert isinstance(node, MapNode)
    return [(name, shape(key), shape(value)) for name, (key, value) in node.entries.items()], place
