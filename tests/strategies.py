"""Hypothesis strategies for the nouns, and a plan as YAML text: for the laws of every floor."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import yaml
from hypothesis import strategies as st

from plandiff.model import Attested, Coverage, Kind, Plan, Provision, Removal, Source
from sentences import sentences

TAGS = ("territory", "nato", "sanctions", "security-guarantees", "znpp", "armed forces", "no", "1.10", "мова")
PARTIES = ("ukraine", "russia", "us", "parties", "08", "Côte d'Ivoire")
DATES = ("", "2025", "2025-11", "2025-11-20", "2024-02-29", "0044-03-15")
NUMBERS = st.one_of(
    st.from_regex(r"[1-9][0-9]?(\.[0-9]{1,2}|[a-z]|\.[a-z])?", fullmatch=True),
    st.sampled_from(["08", "1.10", "1.1", "12:30", "no", "~", "null", "0x10", "1e3", "Article 5 (a)", "№ 3"]),
)
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}|\.[0-9]{1,3}){0,2}", fullmatch=True)


def _allowed(text: str) -> str:
    """``text`` as a loaded plan would hold it: no blanks at the ends."""
    return text.strip()


_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff")
LINES = st.text(_CHARACTERS, min_size=1, max_size=40).map(_allowed).filter(lambda s: len(s.splitlines()) == 1)
"""One line of anything that a file may hold: markup, bidirectional controls, YAML's own indicators."""
PROSE = st.one_of(
    st.text(st.one_of(_CHARACTERS, st.just("\n"), st.just("\t")), min_size=1, max_size=80).map(_allowed).filter(bool),
    st.sampled_from(
        ["no", "1.10", "12:30", "08", "~", "null", "- x", "a: b", "a #b", "&a", "*a", "!a", "[x", "{x", "'", '"', "\\n"]
    ),
)
"""Text of any length."""
TEXTS = st.one_of(sentences, PROSE)
"""What a provision says: mostly sentences as in treaties, now and then anything else."""


@st.composite
def provisions(draw: st.DrawFn, number: str | None = None, sources: tuple[str, ...] = ()) -> Provision:
    """A provision; its sources are among those given."""
    return Provision(
        number if number is not None else draw(NUMBERS),
        draw(TEXTS),
        tuple(draw(st.lists(st.sampled_from(TAGS), max_size=3, unique=True))),
        tuple(draw(st.lists(st.sampled_from(PARTIES), max_size=2, unique=True))),
        tuple(draw(st.lists(st.sampled_from(sources), max_size=2, unique=True))) if sources else (),
        draw(st.sampled_from(Attested)),
        draw(st.one_of(st.just(""), PROSE)),
    )


@st.composite
def plans(draw: st.DrawFn, max_provisions: int = 6, ident: str | None = None) -> Plan:
    """A plan with distinct numbers, whose provisions cite its own sources; now and then an empty one."""
    own = ident or draw(IDS)
    keys = draw(st.lists(LINES, max_size=3, unique=True))
    sources = tuple(draw(_sources(key)) for key in keys)
    cited = tuple(keys)
    numbers = draw(st.lists(NUMBERS, max_size=max_provisions, unique=True))
    earlier = draw(st.lists(IDS.filter(lambda i: i != own), max_size=2, unique=True))
    removed = tuple(Removal(plan, draw(NUMBERS), cited[:1], draw(st.one_of(st.just(""), PROSE))) for plan in earlier)
    return Plan(
        own,
        draw(LINES),
        tuple(draw(provisions(number, cited)) for number in numbers),
        draw(st.sampled_from(DATES)),
        tuple(draw(st.lists(st.sampled_from(PARTIES), max_size=2, unique=True))),
        draw(st.sampled_from(Kind)),
        draw(st.sampled_from(Coverage)),
        tuple(earlier),
        draw(st.one_of(st.just(""), PROSE)),
        sources,
        removed,
    )


@st.composite
def _sources(draw: st.DrawFn, key: str) -> Source:
    line = st.one_of(st.just(""), LINES)
    url = st.sampled_from(["", "https://example.org/a?b=c#d", "http://example.org/%D1%84"])
    return Source(key, draw(line), draw(line), draw(st.sampled_from(DATES)), draw(url), draw(line), draw(line))


def plan_yaml(plan: Plan) -> str:
    """The plan as the text of a plan file; what is empty is left out."""
    record: dict[str, Any] = {
        "id": plan.id,
        "title": plan.title,
        "date": plan.date,
        "issuer": list(plan.issuer),
        "kind": str(plan.kind),
        "coverage": str(plan.coverage),
        "based_on": list(plan.based_on),
        "note": plan.note,
        "sources": {s.key: _filled(_record(s, "key")) for s in plan.sources},
        "removed": [
            _filled({"provision": f"{r.plan}/{r.number}", "sources": list(r.sources), "note": r.note})
            for r in plan.removed
        ],
    }
    rows = [_filled(_record(p, "line", "column")) for p in plan.provisions]
    return yaml.safe_dump({**_filled(record), "provisions": rows}, allow_unicode=True, sort_keys=False)


def without_places(plan: Plan) -> Plan:
    """The plan without lines, columns and path: what it says, not where it stood."""
    return replace(
        plan,
        path="",
        provisions=tuple(replace(p, line=0, column=0) for p in plan.provisions),
        removed=tuple(replace(r, line=0, column=0) for r in plan.removed),
    )


def _record(thing: Provision | Source, *without: str) -> dict[str, Any]:
    values = {name: getattr(thing, name) for name in type(thing).__dataclass_fields__ if name not in without}
    return {name: list(v) if isinstance(v, tuple) else str(v) for name, v in values.items()}


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value}
