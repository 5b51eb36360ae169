"""Input that nobody would write, at random: bounded here, as long as one likes under ``make fuzz COUNT=... SEED=...``.

What was found stands below as a case.
"""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hostile import CONTROLS, TEXTS, acting, without_colours
from patchwork import pairs, patchwork
from plandiff.commitments import read
from plandiff.commitments.tokens import number_of, tokenize
from plandiff.compare import compare, select
from plandiff.judge import judge
from plandiff.ledger import ledger
from plandiff.load import read_plan
from plandiff.model import Plan, Verdict
from plandiff.render import FORMATS, Options, plan_json, plan_markdown, plan_terminal, render
from plandiff.scaffold import scaffold
from plandiff.words import word_runs
from soup import soup
from strategies import plan_yaml, plans

COUNT = int(os.environ.get("FUZZ_COUNT", "12"))


def fuzz(times: int) -> settings:
    """So many examples for each one asked for; no shrinking: a plan of soup takes minutes to shrink, and says no more for it."""
    return settings(
        max_examples=COUNT * times,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )


ACTS = st.sampled_from([*TEXTS.values(), *CONTROLS.values()])
ANYTHING = st.one_of(soup, ACTS, st.builds(lambda a, b: a + b, ACTS, soup), st.text(max_size=40))


@st.composite
def any_plan(draw: st.DrawFn) -> Plan:
    """A plan as a program may build one: any text in any field, but for what makes its provisions distinct."""
    plan = draw(plans(4))
    number = st.one_of(st.just(""), ANYTHING)
    provisions = tuple(
        replace(
            p,
            number=p.number + draw(number),
            text=draw(ANYTHING),
            tags=(draw(ANYTHING),),
            binds=(draw(ANYTHING),),
            note=draw(ANYTHING),
        )
        for p in plan.provisions
    )
    sources = tuple(replace(s, publisher=draw(ANYTHING), url=draw(ANYTHING), note=draw(ANYTHING)) for s in plan.sources)
    distinct = {p.number: p for p in provisions}
    return replace(
        plan, id=draw(ANYTHING), title=draw(ANYTHING), note=draw(ANYTHING), date=draw(ANYTHING), issuer=(draw(ANYTHING),),
        provisions=tuple(distinct.values()), sources=sources,
    )  # fmt: skip


_YAML = b"&a |*a|!!python/object/apply:os.system [x]|<<: |%YAML 9|---\n|...\n|\t|? |{|[|\"|'".split(b"|")


@st.composite
def broken_files(draw: st.DrawFn) -> bytes:
    """A plan file with pieces cut out, put in, repeated or written over."""
    data = plan_yaml(draw(plans(3))).encode()
    for _ in range(draw(st.integers(0, 4))):
        at, cut = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        piece = draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(_YAML),
                st.just(data[at : at + cut]),
                ANYTHING.map(lambda text: text.encode("utf-8", "surrogatepass")),
            )
        )
        data = data[:at] + piece + data[at + draw(st.sampled_from([0, cut])) :]
    return data


@fuzz(5)
@given(broken_files())
def test_any_file_is_a_plan_or_findings_that_can_be_printed(data: bytes) -> None:
    file = read_plan(data, "p")
    assert file.findings or file.plan is not None
    for finding in file.findings:
        assert str(finding).isprintable()
        assert len(str(finding)) < 1_000
    if not file.findings:
        assert file.plan is not None
        assert_safe(file.plan)


@fuzz(25)
@given(soup | patchwork)
def test_any_text_is_read_and_every_reading_points_to_its_words(text: str) -> None:
    found = read.__wrapped__(text)
    graded = (*found.form, *found.status, *found.scope, *found.enforcement, *found.strength)
    for item in (*found.clauses, *found.quantities, *found.times, *found.conditions, *graded, *found.content):
        assert text[item.span.start : item.span.end] == item.span.words


@fuzz(40)
@given(st.tuples(soup, soup) | pairs)
def test_any_two_texts_are_judged_the_same_from_both_sides(texts: tuple[str, str]) -> None:
    assert judge(*texts) == judge(*texts)
    assert judge(texts[0], texts[0]).verdict is Verdict.UNCHANGED
    assert_same_from_both_sides(*texts)


def assert_same_from_both_sides(old: str, new: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert (back.verdict, back.confidence) == (there.verdict.mirror, there.confidence)
    assert {(r.element, r.direction, r.old, r.new) for r in there.reasons} == {
        (r.element, r.direction.mirror, r.new, r.old) for r in back.reasons
    }


@fuzz(5)
@given(st.one_of(soup, st.text()), st.one_of(soup, st.text()))
def test_any_two_texts_are_spelt_by_their_runs(old: str, new: str) -> None:
    runs = word_runs(old, new)
    assert "".join(r.text for r in runs if r.op != "insert") == old
    assert "".join(r.text for r in runs if r.op != "delete") == new


@fuzz(1)
@given(any_plan(), any_plan())
def test_any_two_plans_are_compared_and_nothing_in_them_acts(old: Plan, new: Plan) -> None:
    found = compare(old, new)
    tags = [t for c in found.changes[:1] for t in c.tags]
    for part in (found, select(found, tags, [Verdict.REWORDED], tags)):
        for format in FORMATS:
            for by in (None, "party", "tag"):
                book = ledger(part, by) if by else None
                options = Options(width=30 if by else 90, explain=True, show_all=by is None)
                assert acting(render(part, format, options=options, ledger=book), format) == []
    assert acting(without_colours(render(found, options=Options(color=True))), "terminal") == []
    assert acting(scaffold(found), "yaml") == []


@fuzz(2)
@given(any_plan())
def test_any_plan_is_shown_and_nothing_in_it_acts(plan: Plan) -> None:
    assert_safe(plan)


def assert_safe(plan: Plan) -> None:
    for sources in (False, True):
        assert acting(plan_terminal.render_plan(plan, plan.provisions, Options(), sources), "terminal") == []
        assert acting(plan_markdown.render_plan(plan, plan.provisions, sources), "markdown") == []
    assert acting(plan_json.render_plan(plan, plan.provisions), "json") == []
    assert acting(plan_json.render_list([plan]), "json") == []
    assert acting(plan_terminal.render_list([plan, plan], Options(width=40)), "terminal") == []


# What was found


@pytest.mark.parametrize("text", ["Karvia frees one prisoner each", "They report every", "each"])
def test_a_text_may_stop_where_an_interval_is_expected(text: str) -> None:
    assert read(text).times == ()


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        ("600,000", 600_000),
        ("600 000", 600_000),
        ("3.67", 3.67),
        ("1,000.50", 1000.5),
        ("1.000.000", 1_000_000),
        ("1.101.10", 1101.1),
    ],
)
def test_points_may_group_digits(figure: str, number: float) -> None:
    assert [number_of(token) for token in tokenize(figure)] == [number]


def test_one_party_in_the_place_of_all_is_the_same_from_both_sides() -> None:
    old, new = "On the line Karvia shall hold fire.", "On the line the Parties shall hold fire. The guarantor"
    assert judge(new, old).verdict is judge(old, new).verdict.mirror


@pytest.mark.parametrize("text", ["AA AO", "Norland alone", "The AA and AO"])
def test_a_name_near_the_start_has_nothing_to_reach_back_to(text: str) -> None:
    assert judge("0", text).verdict is judge(text, "0").verdict.mirror


@pytest.mark.parametrize(
    "text",
    ["Leaded petrol shall be taken off the market by the end of the", "Warships stay back at least 25 nautical"],
)
def test_a_text_may_stop_within_a_date_or_a_measure(text: str) -> None:
    assert judge(text, f"{text} x").verdict is judge(f"{text} x", text).verdict.mirror


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (  # several acts are somebody else's: the first of them is shown, whichever text is old
            "'The Guarantors undertake to station troops in Velm. The Guarantors shall consider whether to station troops.",
            "IV Observers shall consider whether to provide aid. Words Cause Drestan undertake to submit disputes.",
        ),
        (  # a limit in a ban, against one that is in none
            "In the interim year Tamarra test-flies no missile with a range of more than 1,000 km.",
            "Its work shall start on the basis of the maps attached more than 500 metres apart.",
        ),
        (  # one gives what the other gets
            "Orphans shall benefit from the sale of the scrap.",
            "The office of Administrator is held by a Quorran; from then on it falls to a Halvanian.",
        ),
    ],
)
def test_where_two_texts_differ_throughout_neither_comes_first(old: str, new: str) -> None:
    assert_same_from_both_sides(old, new)


@pytest.mark.parametrize("words", ["1, ", "within 30 days ", "12-", "unless the parties agree if until "])
def test_thousands_of_figures_in_one_text_are_judged(words: str) -> None:
    assert judge(words * 1_000, words * 999).verdict in Verdict
