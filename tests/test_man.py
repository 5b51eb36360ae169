"""The manual page: it says what the commands are, and both readers of manual pages take it without a warning."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

TOP = Path(__file__).parents[1]
PAGE = TOP / "man" / "plandiff.1"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_man", TOP / "man" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = generator()


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == GENERATE.page(), "run: make man"


def test_every_command_and_option_is_in_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from plandiff.cli import main; sys.exit(main(['--help']))"],
        env={"PYTHONPATH": str(TOP / "src"), "COLUMNS": "100"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    commands = re.findall(r"^  ([a-z]+) ", done.stdout.split("Commands:")[1], re.M)
    page = PAGE.read_text("utf-8")
    assert len(commands) > 10
    for command in set(commands) - {"git"}:
        assert f'\n.SS "{command}"\n' in page
    for option in ("--fail-on", "--no-pager", "--plans", "--global", "--output"):
        assert rf"\fB{option.replace('-', chr(92) + '-')}\fR" in page
    assert "external" not in page


def test_it_goes_where_man_finds_it() -> None:
    built = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert built["wheel"]["shared-data"] == {"man/plandiff.1": "share/man/man1/plandiff.1"}
    assert "man" in built["sdist"]["include"]


@pytest.mark.parametrize(
    "reader",
    [
        ["mandoc", "-T", "lint", "-W", "warning"],
        ["groff", "-man", "-ww", "-z", "-T", "utf8"],
        ["man", "--warnings", "-E", "UTF-8", "-l"],
    ],
    ids=lambda words: words[0],
)
def test_readers_take_it_without_a_warning(reader: list[str]) -> None:
    if shutil.which(reader[0]) is None:
        pytest.skip(f"{reader[0]} is not installed")
    done = subprocess.run([*reader, str(PAGE)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert reader[0] == "man" or done.stdout == ""
    if reader[0] == "man":
        shown = re.sub(".\b", "", done.stdout)
        assert "plandiff compare 28pt 19pt --only dropped,softened --tag nato" in shown
        assert "PLANDIFF_PAGER" in shown


@given(st.text(max_size=200))
def test_no_words_become_a_command(words: str) -> None:
    for line in GENERATE.text(words, whole=True):
        assert line.isascii()
        assert not line.startswith((".", "'"))
        assert not re.search(r"\\(?![e&\[-]|\(aq|\(ga|\(ha|\(ti|\(dq)", line)
