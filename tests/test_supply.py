"""What comes with plandiff: every dependency has both bounds, a reason and a licence that lets anybody use it."""

from __future__ import annotations

import re
import runpy
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
TEXT = (TOP / "pyproject.toml").read_text("utf-8")
PROJECT = tomllib.loads(TEXT)["project"]
NEEDED = PROJECT["dependencies"]
EXTRAS = sorted({needed for extra in PROJECT["optional-dependencies"].values() for needed in extra})
FREE = re.compile(r"\b(MIT|BSD|Apache|ISC|Python Software Foundation|PSF)\b", re.IGNORECASE)


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def installed() -> list[str]:
    """What a plain install brings, by way of others too."""
    found: dict[str, None] = {}
    todo = [name_of(needed) for needed in NEEDED]
    while todo:
        name = todo.pop()
        if name in found:
            continue
        found[name] = None
        todo += [name_of(n) for n in metadata.requires(name) or () if ";" not in n]
    return sorted(found)


@pytest.mark.parametrize("requirement", [*NEEDED, *EXTRAS])
def test_every_dependency_has_both_bounds(requirement: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]+>=[0-9.]+,<[0-9.]+", requirement)


@pytest.mark.parametrize("requirement", NEEDED)
def test_every_dependency_has_a_reason(requirement: str) -> None:
    line = next(line for line in TEXT.splitlines() if f'"{requirement}"' in line)
    assert re.search(r"# \w.{10}", line)


@pytest.mark.parametrize("name", installed())
def test_every_licence_lets_anybody_use_it(name: str) -> None:
    about = metadata.metadata(name)
    said = [about.get("License-Expression"), about.get("License"), *about.get_all("Classifier", [])]
    assert any(FREE.search(text) for text in said if text and (text in said[:2] or text.startswith("License ::"))), said


def test_the_oldest_releases_are_those_of_the_lower_bounds() -> None:
    oldest = runpy.run_path(str(TOP / ".ci" / "oldest.py"))["oldest"]()
    assert {name_of(line) for line in oldest} == {name_of(needed) for needed in (*NEEDED, *EXTRAS)}
    bounds = {tuple(re.split(r">=|,", needed)[:2]) for needed in (*NEEDED, *EXTRAS)}
    assert {tuple(line.split("==")) for line in oldest} <= bounds


def test_the_source_archive_has_what_a_reader_looks_for() -> None:
    included = tomllib.loads(TEXT)["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    pages = {path.name for path in TOP.glob("*.md")} | {"LICENSE", "Makefile", "src", "plans", "tests", "docs"}
    assert pages <= set(included)
