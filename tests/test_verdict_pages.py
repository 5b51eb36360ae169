"""The page of every verdict: its examples are compared as they stand there, and come out as it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plandiff import Change, Coverage, Plan, Provision, Relation, Removal, Verdict, compare
from plandiff.render.phrases import moved, numbers

PAGES = Path(__file__).parents[1] / "docs" / "verdicts"
RELATIONS = {Relation.SPLIT: "split", Relation.MERGED: "merged", Relation.MANY_TO_MANY: "many-to-many"}
EXAMPLE = re.compile(r"```text\n(.*?)```", re.S)


@dataclass
class Example:
    """Two texts, and what the page says became of the one in the other."""

    texts: dict[str, list[Provision]] = field(default_factory=lambda: {"old": [], "new": []})
    partial: set[str] = field(default_factory=set)
    removed: list[Removal] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, block: str) -> Example:
        found = cls()
        given, _, result = block.partition("\n\n")
        for line in given.splitlines():
            if match := re.fullmatch(r"(old|new) (\S+)  (.+)", line):
                found.texts[match[1]].append(Provision(match[2], match[3]))
            elif match := re.fullmatch(r"the (old|new) text is known in part", line):
                found.partial.add(match[1])
            elif match := re.fullmatch(r"a source says that (\S+) was taken out", line):
                found.removed.append(Removal("old", match[1], note="Taken out."))
            else:
                raise AssertionError(f"not understood: {line}")
        found.said = [" ".join(line.split()) for line in result.splitlines() if line.strip()]
        return found

    def plan(self, side: str) -> Plan:
        coverage = Coverage.PARTIAL if side in self.partial else Coverage.FULL
        removed = tuple(self.removed) if side == "new" else ()
        return Plan(side, side, tuple(self.texts[side]), coverage=coverage, removed=removed)


def told(change: Change, places: bool) -> list[str]:
    """A change as the pages write it."""
    facts = [str(change.verdict)]
    facts += [RELATIONS[change.relation]] if change.relation in RELATIONS else []
    facts += ["moved"] if places and change.moved and change.relation is Relation.ONE_TO_ONE else []
    head = f"{numbers(change.old)} > {numbers(change.new)} {', '.join(facts)}"
    return [head, *(f"{reason.direction} {reason.element}: {moved(reason)}" for reason in change.reasons)]


def examples() -> list[tuple[str, str]]:
    return [
        (page.stem, block) for page in sorted(PAGES.glob("*.md")) for block in EXAMPLE.findall(page.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("name", "block"), examples(), ids=[f"{name} {n}" for n, (name, _) in enumerate(examples())])
def test_an_example_comes_out_as_its_page_says(name: str, block: str) -> None:
    example = Example.read(block)
    comparison = compare(example.plan("old"), example.plan("new"))
    found = [line for change in comparison.changes for line in told(change, places=name == "moved")]
    assert sorted(found) == sorted(example.said)
    word = {"split": ", split", "merged": ", merged", "moved": ", moved"}.get(name, name)
    assert any(word in line for line in [*example.said, *(["added"] if "old" in example.partial else [])])


@pytest.mark.parametrize("name", [*Verdict, "split", "merged", "moved"])
def test_every_verdict_has_a_page_with_an_example_and_the_overview_leads_there(name: str) -> None:
    assert EXAMPLE.search((PAGES / f"{name}.md").read_text("utf-8"))
    assert f"(verdicts/{name}.md)" in (PAGES.parent / "verdicts.md").read_text("utf-8")
