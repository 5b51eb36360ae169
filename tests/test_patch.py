"""Patches: they make exactly the other plan, both ways, out of nothing but the right base."""

from __future__ import annotations

import copy
import io
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts import drafts
from hostile import CONTROLS, TEXTS, acting
from plandiff import library
from plandiff.cli import main
from plandiff.compare import compare
from plandiff.errors import PlandiffError
from plandiff.load import parse_plan
from plandiff.model import Attested, Plan, Provision, Removal, Source
from plandiff.patch import Patch, PatchError, apply, patch
from plandiff.patch_file import _SHAPE, parse_patch, render
from plandiff.records import HEAD
from plandiff.render.plan_yaml import render_plan
from plandiff.schemas import schema
from strategies import plans, without_places

RECORD = Path(__file__).parents[1] / "plans"
SCHEMA = json.loads(schema("patch"))
OLD = Plan(
    "a", "Draft A",
    (
        Provision("1", "Each Party shall disarm.", ("arms",), ("parties",), ("s",)),
        Provision("2", "The bridge is opened."),
        Provision("3", "Prisoners go home.", note="As reported."),
    ),
    "2025-11-20", ("us",), sources=(Source("s", "Gazette"), Source("t", "Courier")),
)  # fmt: skip
NEW = Plan(
    "b", "Draft B",
    (
        Provision("1", "Prisoners go home.", note="As reported.", attested=Attested.REPORTED),
        Provision("2", "The bridge is opened."),
        Provision("4", "Each Party may disarm.", ("arms",), ("parties",), ("s",)),
    ),
    "2025-11-23", ("us", "eu"), based_on=("a",), sources=(Source("s", "Gazette", "Later"),), removed=(Removal("a", "9"),),
)  # fmt: skip


@cache
def made() -> Patch:
    return patch(compare(OLD, NEW))


def pairs() -> st.SearchStrategy[tuple[Plan, Plan]]:
    return st.one_of(st.tuples(plans(), plans()), drafts())


# Laws


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_a_patch_makes_the_new_plan_out_of_the_old_one_and_back(pair: tuple[Plan, Plan]) -> None:
    found = patch(compare(*pair))
    assert apply(found, pair[0]) == pair[1]
    assert apply(found, pair[1], reverse=True) == pair[0]
    assert found.reverse.reverse == found


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_a_patch_is_the_same_after_writing_and_reading(pair: tuple[Plan, Plan]) -> None:
    found = patch(compare(*pair))
    text = render(found)
    assert parse_patch(text, "p") == found == parse_patch(text.encode(), "p")
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert acting(text, "json") == []


@settings(max_examples=60, deadline=None)
@given(plans())
def test_a_plan_written_as_a_file_loads_as_the_same_plan(plan: Plan) -> None:
    text = render_plan(plan)
    assert without_places(parse_plan(text, "p")) == plan
    assert acting(text, "yaml") == []


def edits(plan: Plan) -> st.SearchStrategy[Plan]:
    """The plan with one thing in it changed."""
    head = st.sampled_from(["title", "note", "id"]).map(lambda name: replace(plan, **{name: getattr(plan, name) + "x"}))
    longer = st.just(replace(plan, provisions=(*plan.provisions, Provision("99 new", "More."))))
    sourced = st.just(replace(plan, sources=(*plan.sources, Source("another"))))
    kinds = [head, longer, sourced]
    if plan.provisions:
        at = st.integers(0, len(plan.provisions) - 1)
        kinds += [at.map(lambda n: _with(plan, n, None)), at.map(lambda n: _with(plan, n, "text"))]
        kinds += [at.map(lambda n: _with(plan, n, "note")), at.map(lambda n: _with(plan, n, "number"))]
    return st.one_of(kinds)


def _with(plan: Plan, at: int, field: str | None) -> Plan:
    rows = list(plan.provisions)
    rows[at : at + 1] = [replace(rows[at], **{field: getattr(rows[at], field) + "~"})] if field else []
    return replace(plan, provisions=tuple(rows))


@settings(max_examples=60, deadline=None)
@given(pairs(), st.data())
def test_no_other_base_is_taken_and_the_reason_is_said(pair: tuple[Plan, Plan], data: st.DataObject) -> None:
    found = patch(compare(*pair))
    for base, reverse in ((pair[0], False), (pair[1], True)):
        other = data.draw(edits(base))
        with pytest.raises(PatchError) as caught:
            apply(found, other, reverse=reverse)
        assert caught.value.reasons
        assert str(caught.value).isprintable()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_patch_that_was_changed_is_refused_or_makes_the_same_plan(data: st.DataObject) -> None:
    document = json.loads(render(made()))
    node, key = document, data.draw(st.sampled_from(sorted(document)))
    while data.draw(st.booleans()) and isinstance(node[key], dict | list) and node[key]:
        node = node[key]
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
    what = data.draw(st.sampled_from([None, 0, -1, 10**30, "x", "", [], {}, True, 1.5, ["x"], {"old": []}, "delete"]))
    if what == "delete":
        del node[key]
    else:
        node[key] = what
    with suppress(PlandiffError):
        assert apply(parse_patch(json.dumps(document), "p"), OLD) == NEW


# What it says


def test_what_is_kept_is_named_and_what_differs_stands_there_whole() -> None:
    data = json.loads(render(made()))
    assert data["head"]["title"] == {"old": "Draft A", "new": "Draft B"}
    assert [(k["name"], k["old"], k["new"]) for k in data["provisions"]["kept"]] == [("2", 2, 2)]
    steps = {s["verdict"]: s for s in data["provisions"]["steps"]}
    assert steps["softened"]["old"][0]["record"]["text"] == "Each Party shall disarm."
    assert steps["softened"]["new"][0] == {
        "place": 3,
        "record": {
            "number": "4", "text": "Each Party may disarm.", "tags": ["arms"], "binds": ["parties"], "sources": ["s"],
            "attested": "text", "note": "",
        },
    }  # fmt: skip
    assert steps["unchanged"]["new"][0]["record"]["attested"] == "reported"
    assert data["sources"]["kept"] == []
    assert {s["old"][0]["record"]["key"] if s["old"] else "" for s in data["sources"]["steps"]} == {"s", "t"}
    assert data["removed"]["steps"][0]["new"][0]["record"]["plan"] == "a"


def test_the_patch_of_a_plan_against_itself_changes_nothing() -> None:
    found = patch(compare(OLD, OLD))
    assert all(not series.steps for series in found.series.values())
    assert apply(found, OLD) == OLD


@pytest.mark.parametrize(
    ("base", "reasons"),
    [
        (NEW, ["it is what the patch makes already"]),
        (replace(OLD, title="Draft Z"), ["its title is 'Draft Z', not 'Draft A'"]),
        (replace(OLD, issuer=("us", "uk")), ["its issuer is 'us, uk', not 'us'"]),
        (_with(OLD, 1, "text"), ["its provision '2' says something else"]),
        (_with(OLD, 0, "note"), ["its provision '1' says something else"]),
        (_with(OLD, 2, None), ["its provision '3' is missing"]),
        (_with(OLD, 1, "number"), ["its provision '2' is missing", "it has a provision '2~' that the patch does not know"]),
        (replace(OLD, provisions=OLD.provisions[::-1]), ["its provisions stand in another order"]),
        (replace(OLD, sources=OLD.sources[:1]), ["its source 't' is missing"]),
        (replace(OLD, removed=(Removal("x", "1"),)), ["it has a removal 'x/1' that the patch does not know"]),
    ],
)  # fmt: skip
def test_the_reason_names_what_differs(base: Plan, reasons: list[str]) -> None:
    with pytest.raises(PatchError) as caught:
        apply(made(), base)
    assert list(caught.value.reasons) == reasons
    assert str(caught.value).startswith(f"{base.id} is not a as the patch knows it: ")


def test_many_reasons_are_counted() -> None:
    with pytest.raises(PatchError, match=r"; and \d+ more; nothing was applied$"):
        apply(made(), replace(OLD, id="z", title="Z", date="", issuer=(), note="x", provisions=(), sources=()))


Edit = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda d: d.update(format="other"), "this is no patch of a format that this version"),
        (lambda d: d.update(format_version="2.0"), "this is no patch of a format that this version"),
        (lambda d: d.pop("sources"), "the patch lacks sources"),
        (lambda d: d.update(more=1), "a patch has no 'more'"),
        (lambda d: d["provisions"]["steps"][0].update(old={}), "provisions.steps[0].old must be a list"),
        (lambda d: d["provisions"]["kept"][0].update(old="2"), "provisions.kept[0].old must be a whole number"),
        (lambda d: d["provisions"]["kept"][0].update(old=True), "provisions.kept[0].old must be a whole number"),
        (lambda d: d["provisions"]["kept"][0].update(old=9), "the old places of provisions do not run from 1 to 3"),
        (lambda d: d["head"]["issuer"].update(new=[1]), "head.issuer.new[0] must be text"),
    ],
)
def test_a_document_of_another_shape_is_refused_with_the_place(edit: Edit, said: str) -> None:
    document = copy.deepcopy(json.loads(render(made())))
    edit(document)
    with pytest.raises(PlandiffError) as caught:
        parse_patch(json.dumps(document), "p.json")
    assert str(caught.value).startswith(f"p.json: {said}")
    assert "plandiff patch OLD NEW" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "p:1:1: this is no JSON"),
        ('{"format": }', "p:1:12: this is no JSON"),
        ('{"a": 1, "a": 2}', "p: the key 'a' stands twice"),
        ("[" * 200_000, "p: nested too deep"),
        ('{"a": NaN}', "p: NaN is no number"),
        (f'{{"a": {"9" * 5_000}}}', "p: "),
        ("[]", "p: a patch must be an object"),
        (b"\xff\xfe\xff", "p:1:1: byte 0xff is not UTF-16-LE"),
    ],
)
def test_what_is_no_patch_is_refused_in_one_line(text: str | bytes, said: str) -> None:
    with pytest.raises(PlandiffError) as caught:
        parse_patch(text, "p")
    assert str(caught.value).startswith(said)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d["provisions"]["steps"][0]["new"][0]["record"].update(text="Forged."),
        lambda d: d["head"]["note"].update(new="Forged."),
        lambda d: d["new"].update(digest="0" * 64),
    ],
)
def test_a_forged_patch_makes_nothing(edit: Edit) -> None:
    document = json.loads(render(made()))
    edit(document)
    with pytest.raises(PlandiffError, match="it was changed after it was made"):
        apply(parse_patch(json.dumps(document), "p"), OLD)


def test_the_schema_and_the_reader_name_the_same_keys() -> None:
    def keys(shape: object) -> object:
        if isinstance(shape, dict):
            return {key: keys(value) for key, value in shape.items()}
        return [keys(shape[0])] if isinstance(shape, list) else None

    def described(node: dict[str, Any]) -> object:
        if "$ref" in node:
            return described(SCHEMA["$defs"][node["$ref"].removeprefix("#/$defs/")])
        if "properties" in node:
            assert sorted(node["required"]) == sorted(node["properties"])
            return {key: described(value) for key, value in node["properties"].items()}
        return [described(node["items"])] if "items" in node else None

    assert described(SCHEMA) == keys(_SHAPE)
    assert tuple(SCHEMA["properties"]["head"]["properties"]) == HEAD


# The command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for plan in (OLD, NEW):
        (tmp_path / f"{plan.id}.yaml").write_text(render_plan(plan), "utf-8")
    return tmp_path


def test_there_and_back_by_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["patch", "a.yaml", "b.yaml", "--output", "p.json"]) == 0
    assert main(["apply", "p.json", "a.yaml"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ((folder / "b.yaml").read_text("utf-8"), "")
    assert main(["apply", "p.json", "b.yaml", "--reverse", "-o", "back.yaml"]) == 0
    assert (folder / "back.yaml").read_text("utf-8") == (folder / "a.yaml").read_text("utf-8")


def test_a_patch_comes_through_a_pipe(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(render(made()).encode())))
    assert main(["apply", "-", "a.yaml"]) == 0
    assert parse_plan(capsys.readouterr().out, "p").id == "b"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["apply", "p.json", "b.yaml"], "b is not a as the patch knows it: it is what the patch makes already"),
        (["apply", "p.json", "a.yaml", "--reverse"], "a is not b as the patch knows it: it is what the patch makes"),
        (["apply", "a.yaml", "b.yaml"], "a.yaml:1:1: this is no JSON"),
        (["apply", "missing.json", "a.yaml"], "missing.json:1:1: no such file"),
        (["apply", "unsound.json", "a.yaml"], "the patch makes no sound plan: the id 'no id!' cannot be used"),
        (["patch", "a.yaml"], "Missing argument 'NEW'"),
    ],
)
def test_what_cannot_be_applied_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (folder / "p.json").write_text(render(made()), "utf-8")
    (folder / "unsound.json").write_text(render(patch(compare(OLD, replace(NEW, id="no id!")))), "utf-8")
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


def test_the_whole_record_can_be_walked_by_patches() -> None:
    found = [library.load(str(entry.path)) for entry in library.in_folder(RECORD)]
    for old, new in pairwise(found):
        step = parse_patch(render(patch(compare(old, new))), "p")
        assert apply(step, old) == without_places(new)
        assert apply(step, new, reverse=True) == without_places(old)
        assert without_places(parse_plan(render_plan(apply(step, old)), "p")) == without_places(new)


@pytest.mark.parametrize("name", [*TEXTS, *CONTROLS])
def test_no_text_acts_in_a_patch_or_in_a_refusal(name: str) -> None:
    text = (TEXTS | CONTROLS)[name]
    bad = replace(OLD, id=text, title=text, provisions=(Provision(text, text, (text,)),), sources=(Source(text, text),))
    found = patch(compare(OLD, bad))
    assert acting(render(found), "json") == []
    assert acting(render_plan(bad), "yaml") == []
    assert apply(parse_patch(render(found), "p"), OLD) == bad
    with pytest.raises(PatchError) as caught:
        apply(found, bad)
    assert acting(str(caught.value), "terminal") == []
