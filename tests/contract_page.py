"""The JSON Schemas as tables that a person can read: what docs/json.md holds between its marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from plandiff import schemas

WHOLE = ("comparison", "plan")
"""Told with all their parts; of the others, what stands at the top."""
START, END = "<!-- from the schemas: start -->", "<!-- from the schemas: end -->"


def tables() -> str:
    """All of it, in the order of the schemas."""
    return "\n\n".join(part for name in schemas.NAMES for part in _schema(name))


def _schema(name: str) -> Iterator[str]:
    schema = json.loads(schemas.schema(name))
    yield f"## {name}"
    yield f"{schema['title']}. {schema.get('description', '')}".strip()
    yield _table(schema)
    if name in WHOLE:
        for part, found in schema["$defs"].items():
            yield f"### {part} ({name})"
            if "description" in found:
                yield found["description"]
            yield _table(found)


def _table(schema: dict[str, Any]) -> str:
    required = schema.get("required", ())
    rows = [
        f"| `{key}`{'' if key in required else ' (optional)'} | {_type(value)} | {_cell(value.get('description', ''))} |"
        for key, value in schema.get("properties", {}).items()
    ]
    return "\n".join(["| key | type | meaning |", "| --- | --- | --- |", *rows]) if rows else f"Type: {_type(schema)}."


def _type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return value["$ref"].rpartition("/")[2]
    if "const" in value:
        return f"`{json.dumps(value['const'])}`"
    if "enum" in value:
        return ", ".join(f"`{json.dumps(word, ensure_ascii=False)}`" for word in value["enum"])
    for key in ("anyOf", "oneOf"):
        if key in value:
            return " or ".join(map(_type, value[key]))
    kind = value.get("type", "any")
    if kind == "array":
        return f"list of {_type(value['items'])}" if isinstance(value.get("items"), dict) else "list"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
