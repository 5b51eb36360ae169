"""The JSON Schemas that editors check plan, review and policy files with: they take every file here, and refuse what loading refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from plandiff.errors import PlanFileError
from plandiff.load import parse_plan
from plandiff.model import Element, Verdict
from plandiff.policy import parse_policy
from plandiff.reviews import parse_review
from plandiff.schemas import NAMES, schema

TOP = Path(__file__).parents[1]
PLANS, REVIEWS = sorted((TOP / "plans").glob("*.yaml")), sorted((TOP / "plans" / "reviews").glob("*.yaml"))
POLICIES = sorted((TOP / "examples").glob("policy*.yaml"))
FILES = [*(("plan", p) for p in PLANS), *(("review", p) for p in REVIEWS), *(("policy", p) for p in POLICIES)]
EDITORS = TOP / "docs" / "editors.md"


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schema(name)))


def as_an_editor_reads(text: str) -> Any:
    """The document with YAML's own types, as editors have it: dates are text there, numbers and yes are not."""

    class Loader(yaml.SafeLoader):
        pass

    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.items()
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith("timestamp")] for first, pairs in resolvers
    }
    return yaml.load(text, Loader)


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema(name)))


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda value: getattr(value, "stem", value))
def test_every_file_here_is_taken_and_names_its_schema(name: str, path: Path) -> None:
    text = path.read_text("utf-8")
    for document in (as_an_editor_reads(text), yaml.load(text, yaml.BaseLoader)):
        assert [error.message for error in validator(name).iter_errors(document)] == []
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, "the first line tells an editor where the schema is"
    assert (path.parent / named[1]).resolve() == TOP / "src" / "plandiff" / "schema" / f"{name}.json"


def test_verdicts_and_elements_are_those_of_the_nouns() -> None:
    for name in ("review", "policy"):
        rows = json.loads(schema(name))["$defs"]
        row = rows["decision" if name == "review" else "accepted"]
        assert row["properties"]["verdict"]["enum"] == list(Verdict)
    assert json.loads(schema("review"))["$defs"]["element"]["properties"]["element"]["enum"] == list(Element)


PLAN = 'id: a\ntitle: A\nprovisions:\n  - number: "1"\n    text: Each Party shall report.\n'
REVIEW = 'old: a\nnew: b\ndecisions:\n  - {old: ["1"], new: ["1"], verdict: softened, reason: It may.}\n'
POLICY = "never: {drop: [arms]}\naccept:\n  - {change: [1], verdict: dropped, reason: Agreed., expires: 2026-12}\n"
BAD = [
    ("plan", PLAN, "id: a", "id: a/b"),
    ("plan", PLAN, "id: a\n", ""),
    ("plan", PLAN, "title", "titel"),
    ("plan", PLAN, "text: Each Party shall report.", "text: [x]"),
    ("plan", PLAN, "    text: Each Party shall report.\n", ""),
    ("plan", PLAN, "title: A", "title: A\ncoverage: most"),
    ("plan", PLAN, "title: A", "title: A\nkind: treaty"),
    ("plan", PLAN, "title: A", "title: A\ndate: 20 November 2025"),
    ("plan", PLAN, "title: A", "title: A\nissuer: us"),
    ("plan", PLAN, "title: A", "title: A\nsources: {x: {url: ftp://example.org}}"),
    ("plan", PLAN, "title: A", "title: A\nremoved: [{provision: 28pt}]"),
    ("plan", PLAN, "report.\n", "report.\n    attested: yes\n"),
    ("plan", PLAN, "report.\n", "report.\n    tgas: [x]\n"),
    ("review", REVIEW, "old: a\n", ""),
    ("review", REVIEW, "softened", "weaker"),
    ("review", REVIEW, ", reason: It may.", ""),
    ("review", REVIEW, 'old: ["1"], new: ["1"], ', ""),
    ("review", REVIEW, "reason:", "why: x, reason:"),
    ("review", REVIEW, "may.}", "may., elements: [{element: mood, direction: softer, reason: x}]}"),
    ("review", REVIEW, "may.}", "may., elements: [{element: scope, direction: down, reason: x}]}"),
    ("review", REVIEW, "may.}", "may., elements: [{element: scope, direction: softer}]}"),
    ("policy", POLICY, "drop: [arms]", "drop: []"),
    ("policy", POLICY, "drop", "remove"),
    ("policy", POLICY, "{drop: [arms]}", "{}"),
    ("policy", POLICY, "never: {drop: [arms]}\n", ""),
    ("policy", POLICY, "never: {drop: [arms]}\n", "keep: []\n"),
    ("policy", POLICY, ", expires: 2026-12", ""),
    ("policy", POLICY, "expires: 2026-12", "expires: soon"),
    ("policy", POLICY, ", reason: Agreed.", ""),
    ("policy", POLICY, "change: [1]", "change: []"),
    ("policy", POLICY, "dropped", "gone"),
]  # fmt: skip


def findings(name: str, text: str) -> list[PlanFileError]:
    """What loading says of the text."""
    if name == "plan":
        try:
            parse_plan(text, "x.yaml")
        except PlanFileError as error:
            return [error]
        return []
    if name == "policy":
        return parse_policy(text, "x.yaml").findings
    old, new = (parse_plan(PLAN.replace("id: a", f"id: {ident}"), "x.yaml") for ident in "ab")
    return parse_review(text, "x.yaml", old, new).findings


@pytest.mark.parametrize(("name", "text"), [("plan", PLAN), ("review", REVIEW), ("policy", POLICY)])
def test_what_the_bad_cases_start_from_is_good(name: str, text: str) -> None:
    assert findings(name, text) == []
    validator(name).validate(as_an_editor_reads(text))


@pytest.mark.parametrize(("name", "text", "good", "bad"), BAD)
def test_loading_and_the_schema_refuse_the_same(name: str, text: str, good: str, bad: str) -> None:
    assert good in text
    text = text.replace(good, bad, 1)
    assert findings(name, text)
    assert not validator(name).is_valid(as_an_editor_reads(text))


def test_the_examples_of_a_schema_meet_it() -> None:
    for name in ("plan", "review", "policy"):
        document = json.loads(schema(name))

        def check(node: Any, document: dict[str, Any] = document) -> None:
            if isinstance(node, dict):
                for example in node.get("examples", ()):
                    rule = {"$defs": document["$defs"]} | {k: v for k, v in node.items() if k != "examples"}
                    jsonschema.Draft202012Validator(rule).validate(example)
                for value in node.values():
                    check(value)
            elif isinstance(node, list):
                for value in node:
                    check(value)

        check(document)
