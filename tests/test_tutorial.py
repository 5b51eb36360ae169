"""The tutorial runs as printed: its files are written, its commands are run in their order, and every line comes out as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from plandiff.cli import main

PAGE = Path(__file__).parents[1] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(yaml (?P<file>\S+)|console)\n(?P<text>.*?)^```$", re.S | re.M)
FAILING = ("--fail-on",)


def test_the_tutorial_runs_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PLANDIFF_PLANS", "COLUMNS", "FORCE_COLOR", "PAGER", "PLANDIFF_PAGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("plandiff.cli.output.PIPED_WIDTH", 100)
    monkeypatch.setattr("plandiff.cli.output.os.get_terminal_size", _no_terminal)

    def played(block: re.Match[str]) -> str:
        if block["file"]:
            target = tmp_path / block["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["text"], "utf-8")
            return block[0]
        commands = [line for line in block["text"].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(_run(command, capsys) for command in commands) + "```"

    text = PAGE.read_text("utf-8")
    found = BLOCK.sub(played, text)
    if request.config.getoption("--update-goldens"):
        PAGE.write_text(found, encoding="utf-8", newline="")
    assert found == PAGE.read_text("utf-8")
    assert text.count("```console") >= 8


def _run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """A command with all that it prints; it fails where it says that it may, and nowhere else."""
    program, *words = shlex.split(command.removeprefix("$ "))
    assert program == "plandiff"
    code = main(words)
    out, err = capsys.readouterr()
    assert code == (1 if set(FAILING) & set(words) else 0), err
    return f"{command}\n{out}{err}"


def _no_terminal(*_: object) -> None:
    raise OSError("no terminal")
