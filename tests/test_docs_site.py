"""The documentation as a site: it builds without a warning, loads nothing from elsewhere, and leaves nothing public out."""

from __future__ import annotations

import importlib.util
import inspect
import os
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

import pytest

import plandiff
from contract_page import END, START, tables

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MISSING = [name for name in ("sphinx", "furo", "myst_parser") if importlib.util.find_spec(name) is None]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if MISSING:
        pytest.skip(f"needs the group docs (no {', '.join(MISSING)})")
    target = tmp_path_factory.mktemp("docs")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        "-d",
        f"{target}/cache",
        str(DOCS),
        f"{target}/html",
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT / "src")}
    )
    assert (done.returncode, done.stderr) == (0, "")
    return target / "html"


def test_the_index_lists_every_page() -> None:
    lists = re.findall(r"```\{toctree\}\n(.*?)```", (DOCS / "index.md").read_text("utf-8"), re.S)
    listed = {line for found in lists for line in found.splitlines() if line and not line.startswith(":")}
    assert listed | {"index"} == {str(path.relative_to(DOCS).with_suffix("").as_posix()) for path in DOCS.rglob("*.md")}


def test_it_builds_without_a_warning_and_every_page_is_in_it(built: Path) -> None:
    pages = {path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")}
    assert {path for path in pages if not (built / path).exists()} == set()


def test_no_page_loads_anything_from_elsewhere(built: Path) -> None:
    for page in built.rglob("*.html"):
        text = page.read_text("utf-8")
        loaded = re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=[\"']([^\"']+)|<link[^>]*\shref=[\"']([^\"']+)", text)
        assert [a or b for a, b in loaded if re.match(r"(?:https?:)?//", a or b)] == []
    for style in built.rglob("*.css"):
        assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", style.read_text("utf-8")) == []


def test_every_public_name_is_on_the_page_of_the_library(built: Path) -> None:
    text = (built / "api.html").read_text("utf-8")
    assert [name for name in plandiff.__all__ if f'id="plandiff.{name}"' not in text] == []


@pytest.mark.parametrize("name", plandiff.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert re.search(rf"\.\. auto\w+:: plandiff\.{name}\n", (DOCS / "api.md").read_text("utf-8"))
    found = getattr(plandiff, name)
    assert inspect.getdoc(found)
    assert not (inspect.getdoc(found) or "").startswith(f"{name}(")  # what a dataclass says of itself where nobody did
    if isinstance(found, type) and not issubclass(found, Exception) and not issubclass(found, Enum):
        own = {f.name for f in fields(found)} if is_dataclass(found) else set()
        for member in vars(found).keys() - own:
            assert member.startswith("_") or inspect.getdoc(getattr(found, member)), f"{name}.{member}"


def test_the_contract_says_what_the_schemas_say(request: pytest.FixtureRequest) -> None:
    page = DOCS / "json.md"
    text = page.read_text("utf-8")
    head, tail = text[: text.index(START)], text[text.index(END) :]
    wanted = f"{head}{START}\n\n{tables()}\n\n{tail}"
    if request.config.getoption("--update-goldens"):
        page.write_text(wanted, encoding="utf-8", newline="")
    assert page.read_text("utf-8") == wanted, "run make goldens, and read what changed"
