"""What differs between two records: everything about a provision or a plan that is not its text.

It compares what it is given and never aligns. Words in a list have no order: the same tags in another order are no
change. The ugly case is the import: deepdiff alone takes as long as the rest of a comparison, so flat fields are
compared by equality, and deepdiff is asked only where records within records differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from plandiff.model import FieldChange, Plan, Provision, Source

Values = tuple[str, ...]

PROVISION_FIELDS = ("tags", "binds", "attested", "sources", "note")
"""Compared in this order."""
PLAN_FIELDS = ("title", "date", "issuer", "kind", "coverage", "based_on", "note")


def changed_fields(old: Sequence[Provision], new: Sequence[Provision]) -> tuple[FieldChange, ...]:
    """The fields in which the records of two linked groups of provisions differ; none where a side is empty."""
    if not old or not new:
        return ()
    return tuple(
        change
        for field in PROVISION_FIELDS
        for change in _changed(field, _values(getattr(p, field) for p in old), _values(getattr(p, field) for p in new))
    )


def changed_plan_fields(old: Plan, new: Plan) -> tuple[FieldChange, ...]:
    """The fields in which the records of two plans differ, then their sources: which are on one side only, and for
    those on both each part that differs, as ``sources.KEY.PART``."""
    flat = [
        change
        for field in PLAN_FIELDS
        for change in _changed(field, _values([getattr(old, field)]), _values([getattr(new, field)]))
    ]
    before, after = ({s.key: s for s in plan.sources} for plan in (old, new))
    one_sided = _changed(
        "sources", tuple(k for k in before if k not in after), tuple(k for k in after if k not in before)
    )
    shared = [k for k in before if k in after and before[k] != after[k]]
    return (*flat, *one_sided, *_changed_sources({k: before[k] for k in shared}, {k: after[k] for k in shared}))


def _values(fields: Iterable[str | Values]) -> Values:
    """All values of a field over a group, each once, in order of first mention."""
    flat = (value for field in fields for value in ((field,) if isinstance(field, str) else field))
    return tuple(dict.fromkeys(str(value) for value in flat if value))


def _changed(field: str, old: Values, new: Values) -> Iterator[FieldChange]:
    if set(old) != set(new):
        yield FieldChange(field, old, new)


def _changed_sources(old: dict[str, Source], new: dict[str, Source]) -> Iterator[FieldChange]:
    if old == new:
        return
    from deepdiff.diff import DeepDiff  # late: 0.2 s

    before, after = ({key: asdict(source) for key, source in side.items()} for side in (old, new))
    parts = DeepDiff(before, after, view="tree").get("values_changed", ())
    found = {tuple(part.path(output_format="list")): part for part in parts}
    for path in sorted(found):
        old_value, new_value = found[path].t1, found[path].t2
        yield FieldChange(
            ".".join(("sources", *path)), (old_value,) if old_value else (), (new_value,) if new_value else ()
        )
