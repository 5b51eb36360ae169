"""Completion in the shells: what is asked in their protocol, and in the shells themselves where they are installed."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plandiff.cli import main
from plandiff.model import Verdict
from plandiff.render import FORMATS, WORD
from plandiff.schemas import NAMES

SOURCE = str(Path(__file__).parents[1] / "src")
PLAN = """\
id: {0}
title: "{0}"
provisions:
  - {{number: "1", text: Each Party shall disarm., tags: [arms, "$(touch ran)", "a b"], binds: [north]}}
  - {{number: "1.10", text: Each Party shall report., tags: [reports], binds: [south]}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two plans in ./plans and a broken one, a list of tags, and the command on the path."""
    monkeypatch.delenv("PLANDIFF_PLANS", raising=False)
    (tmp_path / "plans" / "vocabulary").mkdir(parents=True)
    for name in ("first", "fifth"):
        (tmp_path / "plans" / f"{name}.yaml").write_text(PLAN.format(name), "utf-8")
    (tmp_path / "plans" / "broken.yaml").write_text("id: [", "utf-8")
    (tmp_path / "plans" / "vocabulary" / "tags.yaml").write_text("listed: {definition: A word.}\n", "utf-8")
    shim = tmp_path / "bin" / "plandiff"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m plandiff "$@"\n', "utf-8")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shim.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", SOURCE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What bash is told could come where the line ends."""
    words = line.split(" ")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    monkeypatch.setenv("_PLANDIFF_COMPLETE", "complete_bash")
    assert main([]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.split("\n")[:-1] if out.strip() else []


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("plandiff compare fi", ["fifth", "first"]),
        ("plandiff compare first fi", ["fifth"]),
        ("plandiff show bro", ["broken"]),
        ("plandiff show plans/fi", []),
        ("plandiff show zzz", []),
        ("plandiff matrix first fi", ["fifth"]),
        ("plandiff compare first fifth --tag ", ["arms", "reports"]),
        ("plandiff compare first fifth --tag arms,", ["arms,reports"]),
        ("plandiff compare broken fifth --tag re", ["reports"]),
        ("plandiff show broken --tag li", ["listed"]),
        ("plandiff compare first fifth --party s", ["south"]),
        ("plandiff compare first fifth --only softened,dr", ["softened,dropped"]),
        ("plandiff compare first fifth --fail-on ", [str(v) for v in Verdict]),
        ("plandiff compare first fifth --format ", [*FORMATS, WORD]),
        ("plandiff compare first fifth -f m", ["markdown"]),
        ("plandiff trace first 1", ["1", "1.10"]),
        ("plandiff trace first 1 --through fi", ["fifth"]),
        ("plandiff trace first 1 --through broken,fi", ["broken,fifth"]),
        ("plandiff --plans nowhere compare fi", []),
        ("plandiff compare first fifth --by ", ["party", "tag"]),
        ("plandiff schema ", list(NAMES)),
        ("plandiff git u", ["uninstall"]),
        ("plandiff compare --fail", ["--fail-on"]),
        ("plandiff upt", ["uptake"]),
    ],
)
def test_what_could_come_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, offered: list[str]
) -> None:
    assert asked(line, monkeypatch, capsys) == offered


def test_ids_are_offered_without_reading_a_plan(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (folder / "plans").glob("*.yaml"):
        path.write_bytes(b"\xff")
    assert asked("plandiff show fi", monkeypatch, capsys) == ["fifth", "first"]


def test_ids_come_from_the_folder_on_the_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "only-here.yaml").write_text(PLAN.format("only-here"), "utf-8")
    assert asked("plandiff --plans drafts show only", monkeypatch, capsys) == ["only-here"]
    assert asked("plandiff show --plans drafts only", monkeypatch, capsys) == ["only-here"]


@pytest.mark.parametrize("action", ["get-args", "is-args"])
def test_fish_is_told_whether_there_is_anything(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], action: str
) -> None:
    monkeypatch.setenv("_PLANDIFF_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", action)
    for line, some in (("plandiff show fi", True), ("plandiff show ./fi", False)):
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        code = main([])
        out = capsys.readouterr().out.split()
        assert (code, out) == ((0, ["fifth", "first"] if some else []) if action == "get-args" else (int(not some), []))


def test_other_runs_do_not_pay_for_it() -> None:
    code = """
from typer.main import get_command
from plandiff.cli.app import application
print([p.name for p in get_command(application("compare")).commands["compare"].params if p._custom_shell_complete])
"""
    for environment, nothing in ({}, True), ({"_PLANDIFF_COMPLETE": "complete_bash"}, False):
        done = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONPATH": SOURCE} | environment, capture_output=True, check=True
        )
        assert (done.stdout == b"[]\n") is nothing


BASH = """
eval "$(_PLANDIFF_COMPLETE=source_bash plandiff)"
COMP_WORDS=(plandiff compare first fi) COMP_CWORD=3
$(complete -p plandiff | sed 's/.*-F \\([^ ]*\\).*/\\1/') plandiff
echo "${COMPREPLY[@]}"
COMP_WORDS=(plandiff show first --tag "") COMP_CWORD=4
_plandiff_completion plandiff
echo "${COMPREPLY[@]}"
"""
ZSH = """
compdef() { :; }
_arguments() { print -r -- "$@"; }
_files() { print files; }
eval "$(_PLANDIFF_COMPLETE=source_zsh plandiff)"
words=(plandiff compare first fi) CURRENT=4
_plandiff_completion
words=(plandiff show first --tag '') CURRENT=5
_plandiff_completion
"""
FISH = """
_PLANDIFF_COMPLETE=source_fish plandiff | source
complete -C 'plandiff compare first fi'
complete -C 'plandiff show first --tag '
"""


@pytest.mark.parametrize(("shell", "script"), [("bash", BASH), ("zsh", ZSH), ("fish", FISH)])
def test_in_the_shell_itself(folder: Path, shell: str, script: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert done.stderr == ""
    assert "fifth" in done.stdout
    assert "first" not in done.stdout
    assert "arms" in done.stdout
    assert "reports" in done.stdout
    assert "touch" not in done.stdout
    assert not (folder / "ran").exists()


def test_the_way_to_install_it_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "--install-completion" in capsys.readouterr().out
