"""Many versions: neighbours' links stand, distant ones never contradict them, and a trace loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff.compare import compare
from plandiff.errors import PlandiffError
from plandiff.history import History, Node, family, history, in_sequence, web_of
from plandiff.matrix import Matrix, matrix
from plandiff.model import Comparison, Plan, Verdict
from plandiff.trace import Trace, trace
from versions import at_random, families, made, version

SEEDS = st.integers(0, 1_000)


def nodes(found: History) -> list[Node]:
    return [(i, p.number) for i, plan in enumerate(found.line.plans) for p in plan.provisions]


def numbers(found: Trace) -> list[tuple[str, list[str], str, list[str], str]]:
    """What a reader sees of a trace: from where, to where, with which verdict."""
    plans = found.history.line.plans
    return [
        (plans[s.old].id, [p.number for p in s.change.old], plans[s.new].id, [p.number for p in s.change.new], s.change.verdict)
        for s in (stage.step for stage in found.stages)
    ]  # fmt: skip


# --- laws -----------------------------------------------------------------------------------------------------------


@given(families(), SEEDS)
@settings(deadline=None)
def test_each_column_beside_its_base_is_what_compare_says(plans: list[Plan], seed: int) -> None:
    found = matrix(history(in_sequence(plans), at_random(seed)))
    for k, base in enumerate(found.bases):
        assert (base is None) == (k == 0)
        if base is None:
            continue
        cells = [step.change for row in found.rows for step in row.cells[k].steps]
        said = at_random(seed)(base, found.plans[k]).changes
        assert sorted(c.id for c in cells) == sorted(c.id for c in said)
        assert set(cells) == set(said)


@given(families(), SEEDS)
@settings(deadline=None)
def test_every_provision_stands_in_one_cell_of_its_column(plans: list[Plan], seed: int) -> None:
    found = matrix(history(in_sequence(plans), at_random(seed)))
    for k, plan in enumerate(found.plans):
        held = [p.number for row in found.rows for p in row.cells[k].provisions]
        shown = [p.number for row in found.rows for e in row.cells[k].entries for p in e.provisions]
        assert sorted(held) == sorted(p.number for p in plan.provisions)
        assert set(shown) == set(held)
    assert all(any(cell.provisions for cell in row.cells) for row in found.rows)


@given(families(least=3), SEEDS)
@settings(deadline=None)
def test_a_distant_link_never_contradicts_nearer_ones(plans: list[Plan], seed: int) -> None:
    found = history(in_sequence(plans), at_random(seed))
    web = web_of(found.steps)
    for step in found.steps:
        assert {n for n in web.after(step.sources) if n[0] == step.new} <= set(step.targets)
        assert {n for n in web.before(step.targets) if n[0] == step.old} <= set(step.sources)


@given(families(least=3), SEEDS)
@settings(deadline=None)
def test_every_distant_link_is_used_known_already_or_reported(plans: list[Plan], seed: int) -> None:
    found = history(in_sequence(plans), at_random(seed))
    web = web_of(found.steps)
    unused = {s.change.id for s in found.unused}
    for (i, j), comparison in found.comparisons.items():
        for change in comparison.changes if (i, j) not in found.line.across else ():
            if change.old and change.new and change.id not in unused:
                assert {(j, p.number) for p in change.new} <= web.after((i, p.number) for p in change.old)


@given(families(), SEEDS)
@settings(deadline=None)
def test_what_a_provision_became_came_from_it(plans: list[Plan], seed: int) -> None:
    found = history(family(plans[0], plans), at_random(seed))
    web = web_of(found.steps)
    for node in nodes(found):
        assert all(node in web.before([later]) for later in web.after([node]))


@given(families(), SEEDS, st.data())
@settings(deadline=None)
def test_a_trace_holds_all_that_compare_says_of_its_provision(
    plans: list[Plan], seed: int, data: st.DataObject
) -> None:
    found = history(family(plans[0], plans), at_random(seed))
    if not nodes(found):
        return
    start = data.draw(st.sampled_from(nodes(found)))
    own = trace(found, *start)
    steps = [stage.step for stage in own.stages]
    for i, j in found.line.edges:
        changes = [
            c
            for c in found.comparisons[i, j].changes
            if {(i, p.number) for p in c.old} | {(j, p.number) for p in c.new} >= {start}
        ]
        assert [c for c in changes if (i, j, c.id) not in {(s.old, s.new, s.change.id) for s in steps}] == []
    assert [s.new for s in steps] == sorted(s.new for s in steps)
    assert len({(s.old, s.new, s.change.id) for s in steps}) == len(steps)


@given(families(least=3), SEEDS)
@settings(deadline=None)
def test_branches_are_tied_only_where_nothing_else_is_known(plans: list[Plan], seed: int) -> None:
    found = history(in_sequence(plans), at_random(seed))
    others = web_of(s for s in found.steps if (s.old, s.new) not in found.line.across)
    for step in (s for s in found.steps if (s.old, s.new) in found.line.across):
        assert others.tied(step.sources) == set(step.sources)
        assert not others.before(step.targets)


@given(families())
@settings(deadline=None)
def test_a_version_is_set_against_one_it_is_based_on_where_that_is_shown(plans: list[Plan]) -> None:
    line = in_sequence(plans)
    bases = {k: line.plans[i].id for i, k in line.edges}
    for k, plan in enumerate(line.plans[1:], 1):
        assert bases[k] in (plan.based_on or [line.plans[k - 1].id])


@given(families())
@settings(deadline=None)
def test_a_version_stands_after_those_it_is_based_on(plans: list[Plan]) -> None:
    mixed = [plans[-1], *plans[:-1]]
    ordered = [p.id for p in in_sequence(mixed).plans]
    assert sorted(ordered) == sorted(p.id for p in plans)
    for plan in plans:
        assert all(ordered.index(b) < ordered.index(plan.id) for b in plan.based_on)


# --- cases ----------------------------------------------------------------------------------------------------------

CAP = "The armed forces of Arland will be limited to {} personnel."
PORTS = "The ports of Drestan will be open to all grain ships."
FIRST = version("first", "2025-01-01", CAP.format("600,000"), PORTS)
SECOND = version("second", "2025-02-01", CAP.format("800,000"), PORTS, based_on=("first",))
DIGEST = version("digest", "2025-03-01", PORTS, partial=True, based_on=("second",))
LAST = version("last", "2025-04-01", PORTS, CAP.format("600,000"), based_on=("digest",))


def of(*plans: Plan) -> History:
    return history(in_sequence(plans), compare)


def test_a_wording_that_comes_back_is_said_to() -> None:
    third = version("third", "2025-03-01", CAP.format("600,000"), based_on=("second",))
    stages = trace(of(FIRST, SECOND, third), 2, "1").stages
    assert [s.step.change.verdict for s in stages] == [Verdict.SOFTENED, Verdict.HARDENED]
    assert [[(r.plan, r.number, r.element) for r in s.returns] for s in stages] == [[], [(0, "1", "")]]


def test_an_element_that_comes_back_is_said_to_where_the_wording_does_not() -> None:
    third = version(
        "third", "2025-03-01", CAP.format("600,000").replace(".", " within two years."), based_on=("second",)
    )
    (returned,) = trace(of(FIRST, SECOND, third), 2, "1").stages[-1].returns
    assert (returned.plan, returned.element) == (0, "ceiling")
    assert "600,000" in returned.words


def test_a_text_known_in_part_does_not_break_a_thread() -> None:
    found = of(FIRST, SECOND, DIGEST, LAST)
    assert numbers(trace(found, 0, "1")) == [
        ("first", ["1"], "second", ["1"], "softened"),
        ("second", ["1"], "digest", [], "unreported"),
        ("second", ["1"], "last", ["2"], "hardened"),
    ]
    (row,) = [r for r in matrix(found).rows if r.first == 0 and r.cells[0].provisions[0].number == "1"]
    assert [[(e.verdict, e.afar and e.against and e.against.id) for e in c.entries] for c in row.cells] == [
        [(None, False)], [(Verdict.SOFTENED, False)], [(Verdict.UNREPORTED, False)], [(Verdict.HARDENED, "second")],
    ]  # fmt: skip


def test_what_is_gone_or_new_behind_a_text_known_in_part_is_said_against_the_last_full_one() -> None:
    new = "A joint commission will monitor the ceasefire."
    found = matrix(of(SECOND, DIGEST, version("later", "2025-05-01", PORTS, new)))
    said = {
        row.cells[row.first].provisions[0].text: [
            (e.verdict, e.afar and e.against and e.against.id) for e in row.cells[2].entries
        ]
        for row in found.rows
    }
    assert said == {
        CAP.format("800,000"): [(Verdict.DROPPED, "second")],
        PORTS: [(Verdict.UNCHANGED, False)],
        new: [(Verdict.ADDED, "second")],
    }


def test_the_family_leaves_out_what_only_shares_an_ancestor() -> None:
    side = version("side", "2025-02-02", PORTS, based_on=("first",))
    other = version("other", "2025-02-03", PORTS)
    line = family(LAST, [side, other, DIGEST, SECOND, FIRST, LAST])
    assert [p.id for p in line.plans] == ["first", "second", "digest", "last"]
    assert line.edges == ((0, 1), (1, 2), (2, 3))
    branches = family(FIRST, [side, other, SECOND])
    assert [p.id for p in branches.plans] == ["first", "second", "side"]
    assert branches.edges == ((0, 1), (0, 2))


def test_documents_that_claim_to_rest_on_each_other_are_put_in_order_of_date() -> None:
    one = version("one", "2025-02", PORTS, based_on=("two",))
    two = version("two", "2025-01", PORTS, based_on=("one",))
    line = family(one, [one, two])
    assert ([p.id for p in line.plans], line.edges) == (["two", "one"], ((0, 1),))


def test_undated_versions_keep_the_order_given_and_stand_last() -> None:
    assert [p.id for p in in_sequence([version("b", ""), version("a", ""), SECOND, FIRST]).plans] == [
        "first",
        "second",
        "b",
        "a",
    ]


def test_an_unknown_number_is_an_error_that_names_the_parts() -> None:
    found = history(in_sequence([FIRST]), compare)
    with pytest.raises(PlandiffError, match="first has no provision '9'"):
        trace(found, 0, "9")


def test_rows_stand_where_the_texts_have_them() -> None:
    new = "A joint commission will monitor the ceasefire."
    found = matrix(of(FIRST, version("then", "2025-06-01", CAP.format("600,000"), new, PORTS)))
    assert [row.cells[row.first].provisions[0].text for row in found.rows] == [CAP.format("600,000"), new, PORTS]


def test_a_tag_selects_whole_threads() -> None:
    found = of(FIRST, SECOND)
    assert (len(matrix(found, ["t"]).rows), len(matrix(found, ["other"]).rows), matrix(found, ["other"]).threads) == (
        2,
        0,
        2,
    )


def column(found: Matrix, k: int) -> list[tuple[list[str], Verdict | None]]:
    """The entries of one column, row by row."""
    return [([p.number for p in e.provisions], e.verdict) for row in found.rows for e in row.cells[k].entries]


def test_a_column_is_set_against_the_version_it_was_drafted_from() -> None:
    ban = "{} will not station troops in Arland."
    first = version("first", "2025-01-01", ban.format("The Northern Alliance"))
    revised = version("revised", "2025-02-01", "Whether " + ban.format("the Northern Alliance"), based_on=("first",))
    counter = version("counter", "2025-02-01", ban.format("The Northern Alliance"), based_on=("first",))
    result = version("result", "2025-03-01", "Whether " + ban.format("the Northern Alliance"), based_on=("revised",))
    found = matrix(of(first, revised, counter, result))
    assert [plan and plan.id for plan in found.bases] == [None, "first", "first", "revised"]
    assert column(found, 2) == [(["1"], Verdict.UNCHANGED)]
    assert column(found, 3) == [(["1"], Verdict.UNCHANGED)]


def test_a_column_whose_base_is_not_shown_is_set_against_what_that_rests_on() -> None:
    counter = version("counter", "2025-03-15", PORTS, based_on=("first",))
    line = in_sequence([FIRST, counter, LAST], relatives=[DIGEST, SECOND])
    assert line.edges == ((0, 1), (0, 2))
    assert in_sequence([FIRST, counter, version("free", "2025-05", PORTS)]).edges == ((0, 1), (1, 2))


def test_a_merger_on_another_branch_is_shown_as_one_and_belongs_to_its_own_column() -> None:
    texts = ("Arland will not join the Northern Alliance.", "The Northern Alliance will not admit Arland.")
    first = version("first", "2025-01", *texts)
    revised = version("revised", "2025-02", *texts, based_on=("first",))
    counter = version("counter", "2025-02", "Membership depends on consensus.", based_on=("first",))

    def reviewed(old: Plan, new: Plan) -> Comparison:
        if new is counter:
            return Comparison(old, new, (made(old, new, list(old.provisions), list(new.provisions), Verdict.SOFTENED),))
        return compare(old, new)

    (row,) = matrix(history(in_sequence([first, revised, counter]), reviewed)).rows
    (entry,) = row.cells[2].entries
    assert ([p.number for p in entry.merged], entry.verdict, entry.afar) == (["1", "2"], Verdict.SOFTENED, False)


def test_what_only_another_branch_has_is_shown_beside_it() -> None:
    new = "A joint commission will monitor the ceasefire."
    counter = version("counter", "2025-02-01", PORTS, new, based_on=("first",))
    revised = version("revised", "2025-02-01", PORTS, based_on=("first",), partial=True)
    result = version("result", "2025-03-01", PORTS, new, based_on=("revised",))
    found = matrix(of(version("first", "2025-01-01", PORTS), counter, revised, result))
    (row,) = [row for row in found.rows if row.first == 1]
    (entry,) = row.cells[3].entries
    assert (entry.verdict, entry.afar, entry.against and entry.against.id) == (Verdict.UNCHANGED, True, "counter")
