"""The public face: three functions and the nouns, whatever was imported before."""

from __future__ import annotations

import subprocess
import sys

import plandiff


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_everything_public_is_there() -> None:
    for name in plandiff.__all__:
        assert getattr(plandiff, name) is not None
    assert set(plandiff.__all__) <= set(dir(plandiff))


def test_functions_stay_functions_when_their_modules_are_imported() -> None:
    code = (
        "import plandiff.compare, plandiff.load, plandiff.render\n"
        "from plandiff.compare import select\n"
        "from plandiff import compare, load, render\n"
        "print(callable(compare), callable(load), callable(render))"
    )
    assert run(code) == "True True True"


def test_import_is_light() -> None:
    heavy = "yaml", "rich", "typer", "deepdiff", "plandiff.judge", "plandiff.align"
    assert run(f"import plandiff, sys; print([m for m in {heavy!r} if m in sys.modules])") == "[]"


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(plandiff, "no_such_name")
