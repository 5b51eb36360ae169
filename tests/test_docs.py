"""The documentation says what the program does: commands exist, the sample is real, every verdict and element is explained."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from plandiff.cli import main, options
from plandiff.commitments.lexicon import NAMES
from plandiff.model import Element, Verdict
from plandiff.render import FORMATS
from plandiff.render.phrases import SYMBOLS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
VERDICTS = (ROOT / "docs" / "verdicts.md").read_text("utf-8")


def commands() -> list[str]:
    """The words behind `plandiff` in the code blocks of the README, without comments and pipes."""
    blocks = re.findall(r"```\n(.*?)```", README, re.S)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line.removeprefix("plandiff ") for line in lines if line.startswith("plandiff ")]


@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_readme_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = command.split()[0]
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    for option in re.findall(r"--[a-z-]+", command):
        assert option in shown, f"{name} has no {option}"


def test_the_sample_of_the_readme_is_real(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "28pt", "19pt", "--width", "100", "--color", "never"]) == 0
    shown = capsys.readouterr().out.splitlines()
    sample = re.search(r"in part .*?```\n(.*?)```", README, re.S)
    assert sample
    missing = [line for line in sample[1].splitlines() if line.strip() and line != "..." and line not in shown]
    assert not missing, missing


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_documented_with_its_signs(verdict: Verdict) -> None:
    sign, in_ascii = SYMBOLS[verdict]
    assert f"| {verdict} | `{sign}` | `{in_ascii}` |" in VERDICTS


@pytest.mark.parametrize("option", re.findall(r"--[a-z-]{2,}", inspect.getsource(options)))
def test_every_option_is_documented(option: str) -> None:
    texts = [README, *(page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*.md")))]
    assert any(re.search(rf"{option}(?![a-z-])", text) for text in texts)


def test_every_format_of_compare_is_in_the_changelog() -> None:
    first = re.search(r"- `plandiff compare.*?\n- ", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.S)
    assert first
    assert [f for f in FORMATS if not re.search(rf"(?i)\b{f}\b", first[0])] == []


@pytest.mark.parametrize("element", [str(e) for e in Element])
def test_every_element_is_documented(element: str) -> None:
    rows = [line.split("|")[1] for line in VERDICTS.splitlines() if line.startswith("|")]
    assert any(element in row for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_every_lexicon_is_documented(name: str) -> None:
    assert f"`{name}`" in VERDICTS


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_link_of_the_readme_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
