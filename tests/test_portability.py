"""Any machine, any shell: the same report where the locale is C, the terminal dumb, no home is set and nothing can be written.

``test_cli.py`` has the environment's wishes (colour, width); here is what must change nothing, or only the character set.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

ROOT = Path(__file__).parents[1]
REPORTS = (
    "list",
    "show 7pt --sources",
    "compare 28pt 19pt --explain --all",
    "matrix 28pt 19pt 20pt --text",
    "trace 28pt 6 --all",
    "uptake 28pt e3 20pt",
    "position 28pt moscow-2025",
    "--help",
    "compare --help",
)
MACHINES = (
    "list --format json",
    "show 7pt --format markdown",
    "compare 28pt 19pt --format json",
    "compare 28pt 19pt --format html",
    "matrix 28pt 19pt --format csv",
    "review 28pt 19pt",
    "patch 28pt 19pt",
    "schema patch",
    "validate plans",
)
_PROGRAM = """
import sys
from plandiff.cli import main
for line in sys.argv[1:]:
    code = main(line.split())
    print(f"\\n<< {line}: {code} >>", flush=True)
"""
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")


@cache
def outputs(cwd: str, *settings: str, commands: tuple[str, ...] = (*REPORTS, *MACHINES)) -> dict[str, bytes]:
    """What each command prints in this environment and no other; each ends well and says nothing on stderr."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PLANDIFF_PLANS": str(ROOT / "plans"),
    }
    environment |= dict(setting.split("=", 1) for setting in settings)  # type: ignore[misc]
    commands = tuple(line.replace("validate plans", f"validate {ROOT / 'plans' / '7pt.yaml'}") for line in commands)
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *commands], cwd=cwd, env=environment, capture_output=True, check=True
    )
    noted = sum(line.startswith("validate") for line in commands)
    assert done.stderr.decode().splitlines() == ["note: 1 file, 0 findings"] * noted
    found, rest = {}, done.stdout
    for line in commands:
        found[line], _, rest = rest.partition(f"\n<< {line}: 0 >>\n".encode())
    assert not rest.strip(), "a command ended with another code than 0"
    return found


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The reports as they are on a machine where all is well."""
    return outputs(
        str(tmp_path_factory.mktemp("here")), "COLUMNS=80", "LC_ALL=C.UTF-8", "HOME=/", "TERM=xterm-256color"
    )


def test_optimised_and_with_every_warning_an_error_no_byte_differs(reference: dict[str, bytes], tmp_path: Path) -> None:
    found = outputs(str(tmp_path), "COLUMNS=80", "PYTHONUTF8=1", "PYTHONOPTIMIZE=2", "PYTHONWARNINGS=error")
    # Without docstrings a shorter text says what a command does.
    assert b"How one plan became another" in found["compare --help"]
    assert found | {"compare --help": b""} == reference | {"compare --help": b""}


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="needs a folder in which nobody can write")
def test_a_dumb_terminal_no_home_and_nothing_to_write_to_change_no_byte(reference: dict[str, bytes]) -> None:
    odd = ("TERM=dumb", "LINES=1", "PYTHONHASHSEED=7", "TZ=Asia/Kathmandu", "LANGUAGE=ar")
    assert outputs("/proc", "COLUMNS=80", "LC_ALL=C.UTF-8", *odd) == reference


def test_a_locale_without_unicode_costs_nothing_but_signs(reference: dict[str, bytes], tmp_path: Path) -> None:
    found = outputs(str(tmp_path), "COLUMNS=80", "LC_ALL=C", "PYTHONUTF8=0", "PYTHONCOERCECLOCALE=0")
    for line, report in found.items():
        if line in REPORTS:
            assert report.isascii()
            assert len(report.split()) >= 0.95 * len(reference[line].split())
        else:
            assert report == reference[line], "what machines read is UTF-8 everywhere"


def test_twenty_columns_are_enough(tmp_path: Path) -> None:
    found = outputs(str(tmp_path), "COLUMNS=20", "PYTHONUTF8=1", commands=REPORTS[:7])
    for line, report in found.items():
        wide = {text for text in report.decode().splitlines() if cell_len(text) > 20}
        assert not {text for text in wide if "://" not in text}, line  # an address is one word
