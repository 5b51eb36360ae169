"""A patch as JSON, and back: strict, bounded, and with the place of whatever is wrong.

Described by ``schema/patch.json``. The ugly case is the patch that somebody edited: it is refused, not half understood.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plandiff.errors import PlandiffError
from plandiff.files import decoded, read_text
from plandiff.patch import Kept, Patch, Placed, Series, Stamp, Step
from plandiff.records import HEAD
from plandiff.render.contract import written
from plandiff.suggest import printable, quoted

FORMAT_VERSION = "1.0"
_STAMP = {"id": str, "title": str, "date": str, "digest": str}
_SOURCE = dict.fromkeys(("key", "publisher", "title", "date", "url", "relays", "note"), str)
_WORDS = [str]
_PROVISION = {
    "number": str,
    "text": str,
    "tags": _WORDS,
    "binds": _WORDS,
    "sources": _WORDS,
    "attested": str,
    "note": str,
}
_REMOVAL = {"plan": str, "number": str, "sources": _WORDS, "note": str}
_LISTS = ("issuer", "based_on")
_KEPT = {"name": str, "old": int, "new": int, "digest": str}


def _shape_of(row: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    placed = [{"place": int, "record": row}]
    return {"kept": [_KEPT], "steps": [{**about, "old": placed, "new": placed}]}


_SHAPE = {
    "format": str,
    "format_version": str,
    "old": _STAMP,
    "new": _STAMP,
    "head": {name: {"old": _WORDS, "new": _WORDS} if name in _LISTS else {"old": str, "new": str} for name in HEAD},
    "sources": _shape_of(_SOURCE, {}),
    "provisions": _shape_of(_PROVISION, {"change": str, "verdict": str}),
    "removed": _shape_of(_REMOVAL, {}),
}
"""The keys of a patch, all of them required, and what stands under each."""
_KINDS = {str: "text", int: "a whole number", dict: "an object", list: "a list"}


def render(patch: Patch) -> str:
    """The patch as one JSON document, the same byte for byte for the same two plans."""
    stamps = {side: {key: getattr(getattr(patch, side), key) for key in _STAMP} for side in ("old", "new")}
    return written(
        {
            "format": "plandiff patch",
            "format_version": FORMAT_VERSION,
            **stamps,
            "head": {name: {"old": old, "new": new} for name, (old, new) in patch.head.items()},
            **{name: _series_data(name, series) for name, series in patch.series.items()},
        }
    )


def load_patch(path: Path) -> Patch:
    """The patch in the file; raises what is wrong with it."""
    name = printable(str(path))
    return parse_patch(read_text(path, name), name)


def parse_patch(text: str | bytes, name: str) -> Patch:
    """The patch in the text; ``name`` is what errors call it."""
    try:
        data = json.loads(
            decoded(text, name) if isinstance(text, bytes) else text,
            object_pairs_hook=_distinct,
            parse_constant=_no_constant,
        )
        _check(data, _SHAPE, "")
    except json.JSONDecodeError as error:
        raise PlandiffError(f"{name}:{error.lineno}:{error.colno}: this is no JSON ({error.msg}); {_ANEW}") from None
    except RecursionError:
        raise PlandiffError(f"{name}: nested too deep for a patch; {_ANEW}") from None
    except ValueError as error:
        raise PlandiffError(f"{name}: {error}; {_ANEW}") from None
    if data["format"] != "plandiff patch" or data["format_version"].partition(".")[0] != "1":
        raise PlandiffError(f"{name}: this is no patch of a format that this version of plandiff reads; {_ANEW}")
    return Patch(
        Stamp(**data["old"]),
        Stamp(**data["new"]),
        {field: (sides["old"], sides["new"]) for field, sides in data["head"].items()},
        {part: _series(data[part], part, name) for part in ("sources", "provisions", "removed")},
    )


_ANEW = "write the patch with `plandiff patch OLD NEW`"


def _series_data(name: str, series: Series) -> dict[str, Any]:
    def placed(things: Iterable[Placed]) -> list[dict[str, Any]]:
        return [{"place": thing.place, "record": thing.record} for thing in things]

    def step(it: Step) -> dict[str, Any]:
        about = {"change": it.change, "verdict": it.verdict} if name == "provisions" else {}
        return {**about, "old": placed(it.old), "new": placed(it.new)}

    kept = [{key: getattr(it, key) for key in _KEPT} for it in series.kept]
    return {"kept": kept, "steps": [step(it) for it in series.steps]}


def _series(data: dict[str, Any], part: str, name: str) -> Series:
    kept = tuple(Kept(**row) for row in data["kept"])
    steps = tuple(
        Step(
            tuple(Placed(**row) for row in step["old"]),
            tuple(Placed(**row) for row in step["new"]),
            step.get("change", ""),
            step.get("verdict", ""),
        )
        for step in data["steps"]
    )
    for side in ("old", "new"):
        places = sorted([getattr(k, side) for k in kept] + [p.place for s in steps for p in getattr(s, side)])
        if places != list(range(1, len(places) + 1)):
            raise PlandiffError(f"{name}: the {side} places of {part} do not run from 1 to {len(places)}; {_ANEW}")
    return Series(kept, steps)


def _check(value: object, shape: Any, where: str) -> None:
    """Raise a ValueError where the value has another shape."""
    kind = shape if isinstance(shape, type) else type(shape)
    if type(value) is not kind:
        raise ValueError(f"{where or 'a patch'} must be {_KINDS[kind]}")
    if isinstance(shape, list) and isinstance(value, list):
        for n, item in enumerate(value):
            _check(item, shape[0], f"{where}[{n}]")
    elif isinstance(shape, dict) and isinstance(value, dict):
        for key in value:
            if key not in shape:
                raise ValueError(f"{where or 'a patch'} has no {quoted(key)}")
        for key, inner in shape.items():
            if key not in value:
                raise ValueError(f"{where or 'the patch'} lacks {key}")
            _check(value[key], inner, f"{where}.{key}".removeprefix("."))


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for n, (key, _) in enumerate(pairs) if key in dict(pairs[:n]))
        raise ValueError(f"the key {quoted(twice)} stands twice in one object")
    return found


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is no number")
