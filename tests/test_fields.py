"""What differs between two records: which fields, and nothing where only the order of words does."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plandiff.fields import PROVISION_FIELDS, changed_fields, changed_plan_fields
from plandiff.model import Attested, Coverage, FieldChange, Kind, Plan, Provision, Source
from strategies import plans, provisions

GROUPS = st.lists(provisions(sources=("a", "b", "c")), min_size=1, max_size=3)


@given(GROUPS, GROUPS)
def test_exchanging_the_sides_exchanges_old_and_new(old: list[Provision], new: list[Provision]) -> None:
    mirrored = [FieldChange(c.field, c.new, c.old) for c in changed_fields(new, old)]
    assert list(changed_fields(old, new)) == mirrored


@given(GROUPS)
def test_order_is_no_change(group: list[Provision]) -> None:
    assert changed_fields(group, group) == ()
    turned = [replace(p, tags=p.tags[::-1], binds=p.binds[::-1], sources=p.sources[::-1]) for p in reversed(group)]
    assert changed_fields(group, turned) == ()


@given(GROUPS, GROUPS)
def test_every_change_is_one_and_comes_in_the_order_of_the_fields(old: list[Provision], new: list[Provision]) -> None:
    changes = changed_fields(old, new)
    assert [c.field for c in changes] == [f for f in PROVISION_FIELDS if f in {c.field for c in changes}]
    for change in changes:
        assert set(change.old) != set(change.new)
        assert len(set(change.old)) == len(change.old)


@given(plans(3), plans(3))
def test_plans_mirror_too(old: Plan, new: Plan) -> None:
    mirrored = [FieldChange(c.field, c.new, c.old) for c in changed_plan_fields(new, old)]
    assert sorted(changed_plan_fields(old, new), key=str) == sorted(mirrored, key=str)
    assert changed_plan_fields(old, old) == ()


def test_the_fields_of_linked_provisions() -> None:
    old = Provision("1", "A.", ("nato", "eu"), ("us",), ("axios",))
    new = Provision("2", "B.", ("eu",), ("us",), ("axios",), Attested.DISPUTED, "Who knows.")
    assert changed_fields([old], [new]) == (
        FieldChange("tags", ("nato", "eu"), ("eu",)),
        FieldChange("attested", ("text",), ("disputed",)),
        FieldChange("note", (), ("Who knows.",)),
    )


def test_a_split_is_compared_as_a_group() -> None:
    whole = Provision("1", "A and B.", ("nato", "eu"))
    parts = [Provision("1", "A.", ("nato",)), Provision("2", "B.", ("eu", "nato"))]
    assert changed_fields([whole], parts) == ()
    assert changed_fields(parts, [replace(whole, tags=("eu",))]) == (FieldChange("tags", ("nato", "eu"), ("eu",)),)


def test_what_has_no_counterpart_has_no_changed_fields() -> None:
    provision = Provision("1", "A.", ("nato",))
    assert changed_fields([provision], []) == changed_fields([], [provision]) == ()


def test_the_fields_of_plans() -> None:
    axios = Source("axios", "Axios", "The draft", "2025-11-20")
    old = Plan("x", "Old", (), "2025-11-20", ("us",), sources=(axios, Source("ap", "AP")))
    new = Plan(
        "x", "New", (), "2025-11-23", ("us", "ukraine"), Kind.AGREEMENT, Coverage.PARTIAL,
        sources=(replace(axios, date="2025-11-21", title=""), Source("dw", "DW")),
    )  # fmt: skip
    assert changed_plan_fields(old, new) == (
        FieldChange("title", ("Old",), ("New",)),
        FieldChange("date", ("2025-11-20",), ("2025-11-23",)),
        FieldChange("issuer", ("us",), ("us", "ukraine")),
        FieldChange("kind", ("proposal",), ("agreement",)),
        FieldChange("coverage", ("full",), ("partial",)),
        FieldChange("sources", ("ap",), ("dw",)),
        FieldChange("sources.axios.date", ("2025-11-20",), ("2025-11-21",)),
        FieldChange("sources.axios.title", ("The draft",), ()),
    )


def test_deepdiff_is_imported_only_where_records_within_records_differ() -> None:
    code = """
import sys
from plandiff.fields import changed_fields, changed_plan_fields
from plandiff.model import Plan, Provision, Source
changed_fields([Provision("1", "A.", ("a",))], [Provision("1", "A.", ("b",))])
old = Plan("x", "Old", (), sources=(Source("a", "A"),))
changed_plan_fields(old, Plan("y", "New", (), sources=(Source("a", "A"), Source("b", "B"))))
print("deepdiff" in sys.modules)
changed_plan_fields(old, Plan("x", "Old", (), sources=(Source("a", "B"),)))
print("deepdiff" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
