"""The formats for machines that watch a repository: every change is a notice at its line, and no text becomes a command."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandiff.model import Comparison, Plan, Provision, Removal, Verdict
from plandiff.render import Options, render
from plandiff.render.notices import COMMITTING
from sample import CHANGES, COMPARISON, EMPTY, NEW, OLD, change

COMMAND = re.compile(r"^::(warning|notice) ((?:\w+=[^,:]*)(?:,\w+=[^,:]*)*)::(.*)$")
ANY = st.text(st.characters(), max_size=60)


def at_lines(plan: Plan, path: str, revision: str = "") -> Plan:
    """The plan as if read from a file: provision n stands on line 10 * n."""
    provisions = tuple(replace(p, line=10 * n, column=5) for n, p in enumerate(plan.provisions, 1))
    removed = tuple(replace(r, line=7, column=3) for r in plan.removed)
    return replace(plan, provisions=provisions, removed=removed, path=path, revision=revision)


def filed(old: str = "plans/first.yaml", new: str = "plans/second.yaml", revision: str = "") -> Comparison:
    before, after = at_lines(OLD, revision + old, revision), at_lines(NEW, new)
    changes = tuple(
        replace(
            c,
            old=tuple(p for p in before.provisions if p.number in {q.number for q in c.old}),
            new=tuple(p for p in after.provisions if p.number in {q.number for q in c.new}),
            removal=after.removed[0] if c.removal else None,
        )
        for c in CHANGES
    )
    return replace(COMPARISON, old=before, new=after, changes=changes)


def told(text: str) -> Comparison:
    """A comparison with ``text`` in every place that these formats print, the numbers and file names too."""
    one, other = (
        Provision(f"1{text}", f"{text} a", (text,), (text,), note=text),
        Provision(f"2{text}", f"{text} b", (text,)),
    )
    old = Plan(f"old{text}", text, (one,), path=f"plans/{text}")
    new = Plan(f"new{text}", text, (other,), path=f"plans/{text}", removed=(Removal("x", "1"),))
    item = replace(CHANGES[2], old=(one,), new=(other,), doubts=(text,), review=text, decided_by="review")
    return Comparison(old, new, (item, replace(item, verdict=Verdict.UNREPORTED, new=())), notes=(text,))


# --- GitHub ---------------------------------------------------------------------------------------------------------


def commands(report: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands as GitHub reads them."""
    found = []
    for line in report.removesuffix("\n").split("\n"):
        match = COMMAND.match(line)
        assert match, line
        level, written, message = match.groups()
        pairs = (pair.partition("=") for pair in written.split(","))
        properties = {name: value.replace("%3A", ":").replace("%2C", ",") for name, _, value in pairs}
        found.append((level, {k: plain(v) for k, v in properties.items()}, plain(message)))
    return found


def plain(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_each_change_is_told_at_its_line_in_the_new_file() -> None:
    *found, whole = commands(render(filed(), "github"))
    by_title = {properties["title"]: (level, properties, message) for level, properties, message in found}
    level, properties, message = by_title["softened 6 > 3"]
    assert level == "warning"
    assert properties == {"file": "plans/second.yaml", "line": "20", "col": "5", "title": "softened 6 > 3"}
    assert "softer: ceiling for Arland: 600,000 > 800,000; more is allowed" not in message  # it binds one party only
    assert "softer: ceiling: 600,000 > 800,000; more is allowed" in message
    assert by_title["softened 10a > 7, 8"][1]["line"] == "50"
    assert by_title["dropped 26 > –"][1]["line"] == "7"  # where the removal is recorded
    assert by_title["reworded 13 > 14"][0] == "notice"
    assert [p["title"].split()[0] for _, p, _ in found][:2] == ["dropped", "softened"]
    assert len(found) == len([c for c in CHANGES if c.verdict not in (Verdict.UNCHANGED, Verdict.UNREPORTED)])
    assert whole[2].startswith("first > second: 1 dropped, 2 softened")


def test_what_has_no_line_stands_on_top_of_the_new_file() -> None:
    gone = replace(filed(), changes=(change(Verdict.DROPPED, ("26",)),))
    assert commands(render(gone, "github"))[0][1] | {"title": ""} == {
        "file": "plans/second.yaml", "line": "1", "col": "1", "title": "",
    }  # fmt: skip


def test_a_plan_from_no_file_has_no_place() -> None:
    assert all("file" not in properties for _, properties, _ in commands(render(COMPARISON, "github")))


def test_a_plan_from_git_stands_at_its_path_in_the_repository() -> None:
    comparison = filed(old="plans/first.yaml", revision="HEAD~3:")
    swapped = replace(comparison, new=replace(comparison.new, path="HEAD:./plans/second.yaml", revision="HEAD:"))
    assert commands(render(swapped, "github"))[0][1]["file"] == "plans/second.yaml"
    related = json.loads(render(comparison, "sarif"))["runs"][0]["results"][0]["relatedLocations"]
    assert related[0]["physicalLocation"]["artifactLocation"]["uri"] == "plans/first.yaml"


@given(ANY)
def test_no_text_becomes_a_command_or_a_property_of_one(text: str) -> None:
    found = commands(render(told(text), "github", options=Options(show_all=True)))
    assert [level for level, _, _ in found] == ["warning", "notice", "notice"]
    assert all(set(properties) <= {"file", "line", "col", "title"} for _, properties, _ in found)


@pytest.mark.parametrize(
    "text", ["a\n::error::b", "a,file=b", "a::b", "50% %0A", "##[error]x", "::stop-commands::t", "\r\n::add-mask::x"]
)
def test_a_message_says_what_the_text_says(text: str) -> None:
    for _, _, message in commands(render(told(text), "github"))[:1]:
        assert " ".join(text.split()) in message


# --- SARIF ----------------------------------------------------------------------------------------------------------

LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri"],
                    "properties": {
                        "uri": {"type": "string", "pattern": r"^(file:///)?([A-Za-z0-9_.~/-]|%[0-9A-F]{2})+$"}
                    },
                },
                "region": {
                    "type": "object",
                    "required": ["startLine"],
                    "properties": {
                        "startLine": {"type": "integer", "minimum": 1},
                        "startColumn": {"type": "integer", "minimum": 1},
                    },
                },
            },
        }
    },
}
MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": MESSAGE,
                                                "defaultConfiguration": {"properties": {"level": LEVEL}},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "properties": {
                                "message": MESSAGE,
                                "level": LEVEL,
                                "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
                                "locations": {"type": "array", "items": LOCATION},
                                "relatedLocations": {"type": "array", "items": LOCATION},
                                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What the published schema requires of the parts that are written here."""


def sarif(comparison: Comparison, options: Options | None = None) -> Any:
    """The one run of the log, checked against what the standard requires."""
    log = json.loads(render(comparison, "sarif", options=options))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    run = log["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert (result["level"] == "none") == (result["kind"] != "fail")  # the standard ties the two
    return run


@pytest.mark.parametrize("comparison", [filed(), COMPARISON, EMPTY], ids=["filed", "in memory", "empty"])
def test_sarif_has_what_the_standard_requires(comparison: Comparison) -> None:
    results = sarif(comparison, Options(show_all=True))["results"]
    assert sorted(r["ruleId"] for r in results) == sorted(str(c.verdict) for c in comparison.changes)
    assert len({r["partialFingerprints"]["plandiffChange/v1"] for r in results}) == len(results)


def test_sarif_names_the_new_place_and_the_old() -> None:
    result = next(r for r in sarif(filed())["results"] if r["ruleId"] == "hardened")
    place, related = result["locations"][0], result["relatedLocations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "plans/second.yaml"}, "region": {"startLine": 40, "startColumn": 5},
    }  # fmt: skip
    assert related["physicalLocation"]["region"]["startLine"] == 40
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "plans/first.yaml"


def test_paths_become_references() -> None:
    def uri(path: str) -> str:
        result = sarif(filed(new=path))["results"][0]
        return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])

    assert uri("a b/c#1:2?.yaml") == "a%20b/c%231%3A2%3F.yaml"
    assert uri("/srv/plans/a.yaml") == "file:///srv/plans/a.yaml"


LINKS = st.lists(st.sampled_from(["[", "]", "(", ")", "\\", "](", "{0}", "x", "javascript:x"])).map("".join)


@given(st.one_of(ANY, LINKS))
def test_sarif_takes_no_text_for_a_link_or_a_placeholder(text: str) -> None:
    for result in sarif(told(text))["results"]:
        message = result["message"]["text"]
        assert not re.search(r"(?<!\\)(?:\\\\)*\]\(", message)
        assert "{" not in message.replace("{{", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a [sic] b", "a [sic] b"), ("[a](b)", r"\[a\](b)"), (r"[a\](b)", r"\[a\\\](b)"), ("{0}", "{{0}}")],
)
def test_sarif_says_what_the_text_says(text: str, shown: str) -> None:
    assert f": {shown} a\n" in sarif(told(text))["results"][0]["message"]["text"]


# --- JUnit ----------------------------------------------------------------------------------------------------------


def test_junit_has_a_case_for_each_change_and_adds_up() -> None:
    root = ElementTree.fromstring(render(filed(), "junit").encode())
    suite = root.find("testsuite")
    assert suite is not None
    assert (root.tag, suite.get("name")) == ("testsuites", "first > second")
    cases = suite.findall("testcase")
    for tag, count in (("testcase", "tests"), ("testcase/failure", "failures"), ("testcase/skipped", "skipped")):
        assert len(suite.findall(tag)) == int(suite.get(count) or "x")
    assert root.get("tests") == suite.get("tests") == str(len(CHANGES))
    assert {c.get("name", "").split()[0] for c in cases if c.find("failure") is not None} == {*map(str, COMMITTING)}
    softened = next(c for c in cases if c.get("name") == "softened 6 > 3")
    assert (softened.findtext("failure") or "").endswith("\nat plans/second.yaml:20:5")
    assert all(c.get("name") and c.get("classname") for c in cases)


def test_junit_failures_say_why() -> None:
    root = ElementTree.fromstring(render(filed(), "junit").encode())
    failure = next(f for f in root.iter("failure") if f.get("type") == "hardened")
    assert (failure.get("message") or "").startswith("hardened 8 > 5: humanitarian; binds Arland, Drestan")
    assert "harder: deadline: within 30 days > within 20 days; due earlier" in (failure.text or "").splitlines()


@given(ANY)
def test_junit_is_xml_whatever_a_text_holds(text: str) -> None:
    root = ElementTree.fromstring(render(told(text), "junit").encode())
    assert [e.tag for e in root.iter()] == [
        "testsuites", "testsuite", "testcase", "failure", "testcase", "skipped", "system-out",
    ]  # fmt: skip
