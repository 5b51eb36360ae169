"""A plan as plain data, in the shape of a plan file, and back: what it says, without where it stood in a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from plandiff.digests import fingerprint
from plandiff.errors import PlandiffError
from plandiff.model import Attested, Coverage, Kind, Plan, Provision, Removal, Source
from plandiff.suggest import advice, quoted

Record = dict[str, str | list[str]]
"""The fields of one thing of a plan: text, or a list of words."""

HEAD = ("id", "title", "date", "issuer", "kind", "coverage", "based_on", "note")
"""The fields of a plan itself."""
_ELSEWHERE = ("line", "column")
_SHORT, _LONG = 16, 64


def head(plan: Plan) -> Record:
    """The fields of the plan itself."""
    return {name: _plain(getattr(plan, name)) for name in HEAD}


def record(thing: Provision | Source | Removal) -> Record:
    """The fields of a provision, a source or a removal."""
    return {f.name: _plain(getattr(thing, f.name)) for f in fields(thing) if f.name not in _ELSEWHERE}


def plan_of(
    head: Mapping[str, Any], sources: Iterable[Record], provisions: Iterable[Record], removed: Iterable[Record]
) -> Plan:
    """The plan that has these fields and things; it comes from no file.

    Raises:
        PlandiffError: if a field that takes one of a few values has another.
    """
    own: dict[str, Any] = {name: _frozen(value) for name, value in head.items()}
    own |= {"kind": _one_of(Kind, own["kind"]), "coverage": _one_of(Coverage, own["coverage"])}
    parts: dict[str, Any] = {
        "sources": tuple(Source(**row) for row in map(_values, sources)),
        "provisions": tuple(_provision(**row) for row in map(_values, provisions)),
        "removed": tuple(Removal(**row) for row in map(_values, removed)),
    }
    return Plan(**own, **parts)


def digest(value: object, length: int = _SHORT) -> str:
    """A fingerprint of plain data: the same for the same content, whatever file it came from."""
    data = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return fingerprint(data.encode("ascii"))[:length]


def plan_digest(plan: Plan) -> str:
    """A fingerprint of all that a plan says."""
    parts = [[record(thing) for thing in part] for part in (plan.sources, plan.provisions, plan.removed)]
    return digest([head(plan), *parts], _LONG)


def _provision(attested: object, **rest: Any) -> Provision:
    return Provision(attested=_one_of(Attested, attested), **rest)


def _one_of(kind: Any, value: object) -> Any:
    known = [str(member) for member in kind]
    if value not in known:
        raise PlandiffError(
            f"{kind.__name__.lower()} cannot be {quoted(str(value))}; {advice(str(value), known, 'values')}"
        )
    return kind(value)


def _values(row: Record) -> dict[str, Any]:
    return {name: _frozen(value) for name, value in row.items()}


def _frozen(value: str | list[str]) -> str | tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else value


def _plain(value: Any) -> str | list[str]:
    return list(value) if isinstance(value, tuple) else str(value)
