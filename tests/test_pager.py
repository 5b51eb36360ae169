"""The pager: on a real terminal, for what does not fit; never in a pipe; and never at the cost of the report."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from plandiff.cli import main

pytestmark = pytest.mark.skipif(find_spec("termios") is None, reason="no terminals of that kind here")
SOURCE = str(Path(__file__).parents[1] / "src")
MARKED = "sed 's/^/| /'"
"""A pager that leaves its mark on every line."""
PLAN = "id: long\ntitle: Long\nprovisions:\n" + "".join(
    f'  - number: "{n}"\n    text: Each Party shall close {n} mines.\n' for n in range(1, 41)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "long.yaml").write_text(PLAN, "utf-8")
    return tmp_path


def on_a_terminal(folder: Path, *arguments: str, rows: int = 24, **variables: str) -> tuple[int, str]:
    """Exit code and all that a terminal of so many rows shows of the command."""
    import fcntl
    import pty
    import termios

    kept = {k: v for k, v in os.environ.items() if k not in ("PAGER", "PLANDIFF_PAGER", "LESS", "COLUMNS", "NO_COLOR")}
    environment = kept | {"PYTHONPATH": SOURCE, "PYTHONDONTWRITEBYTECODE": "1", "TERM": "xterm"} | variables
    main_end, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "plandiff", *arguments],
        cwd=folder, env=environment, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    shown = bytearray()
    try:
        while piece := os.read(main_end, 65_536):
            shown += piece
    except OSError:  # nobody has the terminal open any more
        pass
    finally:
        os.close(main_end)
    return process.wait(timeout=60), shown.decode().replace("\r\n", "\n")


def test_what_does_not_fit_the_screen_goes_to_the_pager(folder: Path) -> None:
    code, shown = on_a_terminal(folder, "show", "long.yaml", PLANDIFF_PAGER=MARKED, PAGER="false")
    assert code == 0
    assert len(shown.splitlines()) > 80
    assert all(line.startswith("| ") for line in shown.splitlines())


def test_what_fits_does_not(folder: Path) -> None:
    assert "| " not in on_a_terminal(folder, "show", "long.yaml", rows=200, PLANDIFF_PAGER=MARKED)[1]


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        (["--no-pager"], {"PLANDIFF_PAGER": MARKED}),
        ([], {"PLANDIFF_PAGER": "", "PAGER": MARKED}),
        ([], {"PLANDIFF_PAGER": "cat", "PAGER": MARKED}),
        ([], {"PAGER": MARKED, "TERM": "dumb"}),
    ],
)
def test_who_wants_none_gets_none(folder: Path, arguments: list[str], variables: dict[str, str]) -> None:
    code, shown = on_a_terminal(folder, *arguments, "show", "long.yaml", **variables)
    assert (code, "| " in shown) == (0, False)
    assert "close 40 mines" in shown


def test_pager_is_the_second_choice(folder: Path) -> None:
    assert "| " in on_a_terminal(folder, "show", "long.yaml", PAGER=MARKED)[1]


def test_colours_are_kept_and_less_is_told_to_keep_them(folder: Path) -> None:
    _, shown = on_a_terminal(folder, "show", "long.yaml", PLANDIFF_PAGER='echo "<$LESS>"; cat')
    assert shown.startswith("<FRX>\n")
    assert "\x1b[1m" in shown
    assert on_a_terminal(folder, "show", "long.yaml", PLANDIFF_PAGER='echo "<$LESS>"', LESS="S")[1] == "<S>\n"


def test_to_leave_the_pager_early_is_no_error(folder: Path) -> None:
    big = folder / "big.yaml"
    big.write_text(PLAN.replace("mines", "mines " + "and as many wells " * 500), "utf-8")
    code, shown = on_a_terminal(folder, "--no-pager", "show", "big.yaml")
    assert (code, len(shown) > 300_000) == (0, True), "more than a pipe holds"
    for pager, lines in (("head -1", 1), ("true", 0)):
        code, shown = on_a_terminal(folder, "show", "big.yaml", PLANDIFF_PAGER=pager)
        assert (code, shown.count("\n")) == (0, lines)


def test_the_exit_code_is_that_of_the_command_and_not_of_the_pager(folder: Path) -> None:
    (folder / "other.yaml").write_text(
        PLAN.replace("id: long", "id: other").replace("shall close", "may close"), "utf-8"
    )
    compare = ("compare", "long.yaml", "other.yaml")
    assert on_a_terminal(folder, *compare, PLANDIFF_PAGER="head -1; exit 3")[0] == 0
    assert on_a_terminal(folder, *compare, "--fail-on", "softened", PLANDIFF_PAGER="head -1")[0] == 1


def test_without_a_pager_the_report_is_there_all_the_same(folder: Path) -> None:
    code, shown = on_a_terminal(folder, "show", "long.yaml", PLANDIFF_PAGER="no-such-pager")
    assert code == 0
    assert "note: the pager 'no-such-pager' cannot be started" in shown
    assert "close 40 mines" in shown


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_less_is_the_default(folder: Path) -> None:
    code, shown = on_a_terminal(folder, "show", "long.yaml", LESS="RXE+G")  # to the end, and out
    assert code == 0
    assert "close 40 mines" in shown


def test_in_a_pipe_there_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANDIFF_PAGER", MARKED)
    assert main(["show", str(folder / "long.yaml")]) == 0
    assert "| " not in capsys.readouterr().out
