"""The JSON Schemas that ship with the package, each complete in itself."""

from __future__ import annotations

import json
from pathlib import Path

NAMES = ("plan", "review", "policy", "comparison", "trace", "matrix", "uptake", "position", "pair", "patch", "folders")
_FOLDER = Path(__file__).parent / "schema"
_REFERENCE = "#/$defs/"


def schema(name: str) -> str:
    """The schema of this name as text; what it takes over from that of a comparison is put into it."""
    text = (_FOLDER / f"{name}.json").read_text(encoding="utf-8")
    if not _missing(document := json.loads(text)):
        return text
    comparison = json.loads((_FOLDER / "comparison.json").read_text(encoding="utf-8"))
    whole = {key: value for key, value in comparison.items() if not key.startswith("$")}
    known = {"comparison": whole, **comparison["$defs"]}
    while missing := _missing(document):
        document["$defs"] |= {wanted: known[wanted] for wanted in missing}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _missing(document: dict[str, object]) -> list[str]:
    """Definitions that a schema refers to and does not have."""
    defined = document.get("$defs")
    have = defined if isinstance(defined, dict) else {}
    return sorted(_referred(document) - set(have))


def _referred(node: object) -> set[str]:
    if isinstance(node, dict):
        reference = node.get("$ref")
        own = {reference.removeprefix(_REFERENCE)} if isinstance(reference, str) and reference.startswith(_REFERENCE) else set()
        return own.union(*(_referred(value) for value in node.values()))
    return set().union(*(_referred(value) for value in node)) if isinstance(node, list) else set()
