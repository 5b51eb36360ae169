"""The page on import: its example, run as it is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from plandiff.cli import main

PAGE = (Path(__file__).parents[1] / "docs" / "import.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", PAGE, re.S)


def without_suggestions(text: str) -> str:
    """Tags change with the record, and the page need not."""
    return re.sub(r"^ *(?:# check: tags, .*|tags: .*)\n", "", text, flags=re.M)


def test_the_example_runs_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    document, notes = (text for kind, text in BLOCKS if kind == "text")
    Path("harbour.txt").write_text(document, "utf-8")
    commands = [line for kind, text in BLOCKS if not kind for line in text.splitlines() if line.startswith("plandiff ")]
    assert [main(shlex.split(command)[1:]) for command in commands] == [0] * len(commands)
    assert notes in capsys.readouterr().err
    (draft,) = (text for kind, text in BLOCKS if kind == "yaml")
    assert without_suggestions(Path("harbour.yaml").read_text("utf-8")) == without_suggestions(draft)
