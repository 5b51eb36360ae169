"""The house keeps its floors: imports go downward only, files and functions stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SOURCE = Path(__file__).parents[1] / "src" / "plandiff"
FLOORS = {
    "errors": 0, "noun": 0, "model": 0,
    "words": 1, "fields": 1, "load": 1, "library": 1, "vocabulary": 1, "validate": 1, "reviews": 1, "files": 1, "findings": 1, "suggest": 1,
    "table": 1, "yaml_hints": 1, "yaml_nodes": 1, "strict": 1, "revision": 1, "policy": 1, "records": 1, "schemas": 1,
    "git": 1, "folders": 1, "git_setup": 1, "writing": 1, "stemmer": 1, "trees": 1, "plan_written": 1, "built": 1, "digests": 0,
    "align": 2, "commitments": 2,
    "judge": 3, "passages": 3,
    "compare": 4, "pins": 4,
    "ledger": 5, "patch": 5, "patch_file": 5, "render": 5, "scaffold": 5,
    "history": 5, "trace": 5, "matrix": 5, "uptake": 5, "position": 5, "breaches": 5, "collection": 5,
    "explain": 5, "survey": 5, "intake": 5, "pairs": 5, "pairs_file": 5, "engines": 5,
    "cli": 6, "textconv": 6, "__init__": 6, "__main__": 6,
}  # fmt: skip
NOUNS = {"ledger", "history", "trace", "matrix", "uptake", "position", "records", "collection", "survey"}
"""Rooms that what is laid out comes from."""
LONGEST_FUNCTION = 55
LONGEST_FILE = 400


def test_no_test_fails_by_the_clock() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None
    assert HealthCheck.too_slow in settings.default.suppress_health_check


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Rooms of the house that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "plandiff":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("plandiff.")}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_downward(path: Path) -> None:
    here = room(path)
    for other in imported(path) - {here, "__version__"}:
        assert FLOORS[other] <= FLOORS[here], f"{here} (floor {FLOORS[here]}) imports {other} (floor {FLOORS[other]})"


def test_readers_do_not_know_the_judge_or_each_others_side() -> None:
    for path in modules():
        if room(path) == "commitments":
            assert imported(path) <= {"built", "commitments", "stemmer"}, path


def test_renderers_know_the_nouns_only() -> None:
    for path in modules():
        if room(path) == "render":
            assert imported(path) <= {"render", "model", "noun", "errors", "__version__"} | NOUNS, path


def test_a_start_compiles_no_annotations() -> None:
    """The fields of a NamedTuple whose annotations are strings are compiled one by one: a fiftieth of a short run."""
    for path in modules():
        text = path.read_text("utf-8")
        assert "(NamedTuple" not in text or "from __future__ import annotations" not in text, path


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_rooms_are_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < LONGEST_FUNCTION, f"{path.name}:{node.name}"
