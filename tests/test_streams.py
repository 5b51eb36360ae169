"""What the command does where it can neither read nor write: one line, the right exit code, and no half of a file."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from plandiff.cli import main, output

PLAN = 'id: first\ntitle: First\nprovisions:\n  - number: "1"\n    text: Each Party shall disarm.\n'
terminals = pytest.mark.skipif(find_spec("termios") is None, reason="no terminals of that kind here")
full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first.yaml").write_text(PLAN, "utf-8")
    return "first.yaml"


def shell(command: str, folder: Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command line in which PLANDIFF stands for the command."""
    program = f"'{sys.executable}' -m plandiff"
    source = str(Path(__file__).parents[1] / "src")
    done = subprocess.run(
        ["bash", "-c", command.replace("PLANDIFF", program)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": source, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@full
@pytest.mark.parametrize("arguments", ["--help", "show --help", "--version", "schema plan", "show first.yaml"])
def test_a_full_disk_is_told_once(plan: str, tmp_path: Path, arguments: str) -> None:
    code, _, said = shell(f"PLANDIFF {arguments} > /dev/full", tmp_path)
    assert (code, said.count("\n")) == (2, 1)
    assert "No space left on device" in said
    assert "internal" not in said


@pytest.mark.parametrize("arguments", ["--help", "schema plan", "show first.yaml"])
def test_a_closed_pipe_is_no_error_and_not_told(plan: str, tmp_path: Path, arguments: str) -> None:
    assert shell(f"PLANDIFF {arguments} | true; exit ${{PIPESTATUS[0]}}", tmp_path) == (0, "", "")


@pytest.mark.parametrize("where", ["2>&-", pytest.param("2>/dev/full", marks=full)])
def test_where_stderr_leads_nowhere_the_exit_code_still_tells(plan: str, tmp_path: Path, where: str) -> None:
    assert shell(f"PLANDIFF validate first.yaml {where}", tmp_path) == (0, "", "")
    assert shell(f"PLANDIFF show secnd {where}", tmp_path) == (2, "", "")


def test_without_a_stdout_there_is_one_line(plan: str, tmp_path: Path) -> None:
    code, _, said = shell("PLANDIFF show first.yaml >&-", tmp_path)
    assert (code, said) == (2, "plandiff: stdout is closed: there is nowhere to print to\n")


def test_nobody_watches_a_stderr_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert not output.watched()


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_file_is_written_whole_or_not_at_all(
    plan: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    (tmp_path / "out").write_text("precious", "utf-8")

    def stopped(*_: object) -> None:
        raise stop

    monkeypatch.setattr(os, "chmod", stopped)
    assert main(["show", plan, "--output", "out"]) == (2 if isinstance(stop, OSError) else 130)
    assert (tmp_path / "out").read_text("utf-8") == "precious"
    assert sorted(os.listdir(tmp_path)) == ["first.yaml", "out"]


def test_a_link_that_leads_to_itself_is_refused(plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert main(["show", plan, "--output", "loop"]) == 2
    assert capsys.readouterr().err.startswith("plandiff: cannot write loop: ")
    assert (tmp_path / "loop").is_symlink()


def test_pairs_are_not_written_in_place_of_a_link_that_leads_to_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    for name in ("a", "b"):
        text = f"id: {name}\ntitle: {name}\nprovisions:\n  - number: '1'\n    text: The gate is open.\n"
        (tmp_path / "texts" / f"{name}.yaml").write_text(text)
    (tmp_path / "loop").symlink_to("loop")
    assert main(["matrix", "texts", "--pairs", "--jobs", "1", "--output", "loop"]) == 2
    assert capsys.readouterr().err.startswith("plandiff: cannot write loop")
    assert (tmp_path / "loop").is_symlink()


def test_a_folder_that_is_gone_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    code, out, said = shell("cd gone; rmdir ../gone; PLANDIFF show 7pt", tmp_path)
    assert (code, said) == (0, "")
    assert out.startswith("7pt ")
    code, out, said = shell("mkdir gone; cd gone; rmdir ../gone; PLANDIFF show 7pt -o x", tmp_path)
    assert (code, out, said.count("\n")) == (2, "", 1)


@terminals
@pytest.mark.parametrize("where", [["stderr"], ["stdin"], ["stdin", "stderr"]])
def test_in_a_pipe_to_a_pager_the_width_is_that_of_the_terminal(plan: str, tmp_path: Path, where: list[str]) -> None:
    import fcntl
    import pty
    import termios

    (tmp_path / "first.yaml").write_text(PLAN.replace("disarm.", "disarm " + "and disarm again " * 20 + "."), "utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "COLUMNS"}
    environment |= {"PYTHONPATH": str(Path(__file__).parents[1] / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "plandiff", "show", "first.yaml"]
    master, slave = pty.openpty()
    try:
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 47, 0, 0))
        streams = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | dict.fromkeys(where, slave)
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, timeout=60, check=True, **streams
        )
    finally:
        os.close(master)
        os.close(slave)
    assert 35 < max(map(len, done.stdout.decode().splitlines())) <= 47
