"""Policies: a red line that is crossed is told with its place, one that guards nothing is told too, and no slip is read over."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandiff.breaches import Outcome, check
from plandiff.cli import main
from plandiff.errors import PlanFileError
from plandiff.model import Comparison, Coverage, Direction, Element, Plan, Provision, Reason, Verdict
from plandiff.policy import Policy, load_policy, parse_policy
from sample import CHANGES, COMPARISON, NEW, change

TODAY = datetime.date(2026, 6, 15)
FULL = """\
note: What the talks must not lose.
never:
  drop: [justice]
  soften: [armed-forces, security-guarantees]
keep:
  - the line of contact
  - full amnesty
accept:
  - change: ["10a"]
    verdict: softened
    reason: Agreed by both sides.
    expires: 2026-12-31
"""


def policy(text: str) -> Policy:
    file = parse_policy(text, "p.yaml")
    assert [str(f) for f in file.findings] == []
    assert file.policy is not None
    return file.policy


def held(text: str, comparison: Comparison = COMPARISON, today: datetime.date = TODAY) -> Outcome:
    return check(comparison, policy(text), today)


def broken(text: str, comparison: Comparison = COMPARISON, today: datetime.date = TODAY) -> list[str]:
    return [b.said for b in held(text, comparison, today).breaches]


# --- reading --------------------------------------------------------------------------------------------------------


def test_a_policy_is_read_with_the_place_of_each_rule() -> None:
    found = policy(FULL)
    assert [(r.word, r.line, r.column) for r in found.never_drop] == [("justice", 3, 10)]
    assert [(r.word, r.line, r.column) for r in found.never_soften] == [
        ("armed-forces", 4, 12), ("security-guarantees", 4, 26),
    ]  # fmt: skip
    assert [(r.word, r.line) for r in found.keep] == [("the line of contact", 6), ("full amnesty", 7)]
    (entry,) = found.accept
    assert (entry.change, entry.verdict, entry.reason, entry.expires, entry.line) == (
        ("10a",), Verdict.SOFTENED, "Agreed by both sides.", "2026-12-31", 9,
    )  # fmt: skip


ACCEPT = "keep: [a]\naccept:\n  - {change: c, verdict: dropped, reason: r, expires: 2026}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: this is no policy"),
        ("- a\n", "1:1: this is no policy"),
        ("note: nothing\n", "1:1: the policy has no rule"),
        ("neve: {drop: [a]}\n", "1:1: unknown key 'neve' in the policy; did you mean 'never'?"),
        ("never: {drops: [a]}\n", "1:9: unknown key 'drops' in never; did you mean 'drop'?"),
        ("never: [a]\n", "1:8: never must be a mapping"),
        ("never: {}\n", "1:8: never must be a mapping"),
        ("never: {drop: a}\n", "1:15: drop must be a list, not a single value; write drop: [a]"),
        ("never: {drop: []}\n", "1:15: drop names nothing and so guards nothing"),
        ("keep: []\n", "1:7: keep names nothing"),
        ("keep: [a, a]\n", "1:11: 'a' stands twice in keep"),
        ("keep: [a]\nkeep: [b]\n", "2:1: the key 'keep' stands here for the second time"),
        (ACCEPT.replace("change: c, ", ""), "3:5: an accepted change has no change"),
        (ACCEPT.replace("reason: r, ", ""), "3:5: an accepted change has no reason"),
        (ACCEPT.replace(", expires: 2026", ""), "3:5: what is accepted needs an end"),
        (ACCEPT.replace("2026", "soon"), "'soon' is no date of the calendar"),
        (ACCEPT.replace("2026", "2026-02-30"), "no date of the calendar"),
        (ACCEPT.replace("dropped", "droped"), "verdict cannot be 'droped'; did you mean 'dropped'?"),
        (ACCEPT.replace("change: c", "change: []"), "change names nothing"),
        (ACCEPT.replace("change: c", "change: {a: b}"), "change must be text"),
        ("keep: [a\n", "1:7: the list that opens with [ here is not closed"),
        ("keep: [\x07]\n", "1:8: character U+0007 is not allowed"),
    ],
)
def test_a_slip_is_an_error_at_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(PlanFileError, match=r"p\.yaml:\d+:\d+: ") as caught:
        load_policy(path)
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@given(st.text(max_size=80))
def test_any_text_is_a_policy_or_has_findings(text: str) -> None:
    file = parse_policy(text, "p.yaml")
    assert bool(file.findings) != (file.policy is not None and not file.findings)


# --- never ----------------------------------------------------------------------------------------------------------


def test_a_tag_that_must_not_be_dropped_or_softened() -> None:
    assert broken("never: {drop: [justice]}") == [
        "p.yaml:1:16: dropped 26 > nothing: what has the tag 'justice' must never be dropped (change 26_)"
    ]
    assert broken("never: {soften: [armed-forces]}") == [
        "p.yaml:1:18: softened 6 > 3: what has the tag 'armed-forces' must never be softened (change 6_3)"
    ]


def test_what_is_merely_another_verdict_breaks_no_rule() -> None:
    assert broken("never: {drop: [armed-forces, territory], soften: [justice, sanctions, humanitarian]}") == [
        "p.yaml:1:60: softened 10a > 7, 8: what has the tag 'sanctions' must never be softened (change 10a_7+8)"
    ]


def test_a_hardening_beside_it_does_not_hide_a_softening() -> None:
    reasons = tuple(Reason(Element.SCOPE, d, "a", "b", "r") for d in (Direction.HARDER, Direction.SOFTER))
    mixed = change(Verdict.ALTERED, ("6",), ("3",), reasons=reasons)
    other = replace(mixed, reasons=reasons[:1])
    assert len(broken("never: {soften: [armed-forces]}", replace(COMPARISON, changes=(mixed,)))) == 1
    assert broken("never: {soften: [armed-forces]}", replace(COMPARISON, changes=(other,))) == []


def test_a_filter_of_the_view_hides_no_breach() -> None:
    assert broken("never: {drop: [justice]}", replace(COMPARISON, selected=frozenset())) != []


def test_a_tag_that_nothing_has_is_told() -> None:
    outcome = held("never: {drop: [justise]}")
    assert (outcome.breaches, outcome.notes) == (
        (), ("p.yaml:1:16: no provision has the tag 'justise'; did you mean 'justice'?",),
    )  # fmt: skip


# --- keep -----------------------------------------------------------------------------------------------------------


def texts(old: str, new: str, verdict: Verdict = Verdict.ALTERED, coverage: Coverage = Coverage.FULL) -> Comparison:
    before = Plan("a", "A", (Provision("1", old),))
    after = Plan("b", "B", (Provision("1", new),), coverage=coverage)
    return Comparison(before, after, (change(verdict, ("1",), ("1",), plans=(before, after)),))


@pytest.mark.parametrize(
    ("phrase", "old", "new", "stays"),
    [
        ("full sovereignty", "Its full sovereignty stands.", "FULL\n  Sovereignty is confirmed.", True),
        ("full sovereignty", "Its full sovereignty stands.", "Its sovereignty in full.", False),
        ("ten days", "within ten days", "often days", False),
        ("Arland's", "Arland's fleet", "Arland\u2019s ships", True),
        ("a.b (c)", "a.b (c)", "axb c", False),
        ("100%", "all, 100%, of it", "all, 100% of it", True),
    ],
)
def test_words_that_must_stay(phrase: str, old: str, new: str, stays: bool) -> None:
    said = broken(f'keep: ["{phrase}"]', texts(old, new))
    assert said == [] if stays else said[0].startswith("p.yaml:1:8: altered 1 > 1: the words ")


@pytest.mark.parametrize("verdict", [v for v in Verdict if v not in (Verdict.UNREPORTED, Verdict.ADDED)])
def test_words_that_go_are_a_breach_whatever_the_verdict(verdict: Verdict) -> None:
    assert len(broken("keep: [vital]", texts("a vital word", "a word", verdict))) == 1


def test_words_that_moved_to_another_provision_stay() -> None:
    assert broken("keep: [the rebuilding]") == []


def test_silence_is_not_removal() -> None:
    outcome = held("keep: [the line of contact]")  # 21 is unreported
    assert outcome.breaches == ()
    assert outcome.notes == (
        "p.yaml:1:8: whether the words 'the line of contact' stay is not known: the text of second is partial",
    )


def test_words_that_stand_in_neither_text_are_told() -> None:
    assert "stand in neither text" in held("keep: [the line of contract]").notes[0]


# --- accept ---------------------------------------------------------------------------------------------------------


def excused(change: str, verdict: str = "softened", expires: str = "2026-12-31") -> str:
    entry = f"{{change: {change}, verdict: {verdict}, reason: Agreed., expires: {expires}}}"
    return f"never: {{soften: [armed-forces]}}\naccept:\n  - {entry}\n"


@pytest.mark.parametrize("name", ["6_3", "'6'", "['6']"])
def test_what_is_accepted_is_no_breach(name: str) -> None:
    assert (broken(excused(name)), held(excused(name)).notes) == ([], ())


@pytest.mark.parametrize("text", [excused("'7'"), excused("['6', '7']"), excused("'6'", "dropped"), excused("'3'")])
def test_an_entry_for_another_change_or_verdict_excuses_nothing_and_is_told(text: str) -> None:
    outcome = held(text)
    assert len(outcome.breaches) == 1
    if "'7'" not in text or "'6'" in text:
        assert outcome.notes[0].startswith("p.yaml:3:5: no change is the one that is accepted here")


@pytest.mark.parametrize(
    ("expires", "last"),
    [("2026-06-15", (2026, 6, 15)), ("2026-06", (2026, 6, 30)), ("2026", (2026, 12, 31)), ("2024-02", (2024, 2, 29))],
)
def test_what_is_accepted_holds_to_the_end_of_its_last_day(expires: str, last: tuple[int, int, int]) -> None:
    day = datetime.date(*last)
    text = excused("'6'", expires=expires)
    assert broken(text, today=day) == []
    (said,) = broken(text, today=day + datetime.timedelta(days=1))
    assert said.endswith(f"(change 6_3); it was accepted until {expires}, which is past")


def test_every_breach_is_of_a_change_that_is_there() -> None:
    outcome = held(FULL)
    assert [b.change.id for b in outcome.breaches] == ["26_", "6_3", "26_"]
    assert {b.change for b in outcome.breaches} <= set(CHANGES)


@given(st.lists(st.sampled_from(sorted({t for c in CHANGES for t in c.tags})), min_size=1, unique=True))
def test_a_plan_against_itself_crosses_no_red_line(tags: list[str]) -> None:
    same = tuple(change(Verdict.UNCHANGED, (p.number,), (p.number,), plans=(NEW, NEW)) for p in NEW.provisions)
    comparison = Comparison(NEW, NEW, same)
    words = "[a joint commission, the members]"
    text = f"never: {{drop: [{', '.join(tags)}], soften: [{', '.join(tags)}]}}\nkeep: {words}"
    assert broken(text, comparison) == []


# --- the command ----------------------------------------------------------------------------------------------------

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs compare on two plans in the current folder, under the policy ``p.yaml`` with the text given."""
    monkeypatch.chdir(tmp_path)
    for name, number in (("a", 40), ("b", 60)):
        Path(f"{name}.yaml").write_text(
            f'id: {name}\ntitle: T\nprovisions:\n  - number: "1"\n    tags: [fleet]\n'
            f"    text: The fleet is limited to {number} vessels.\n",
            "utf-8",
        )

    def run(text: str, *more: str) -> tuple[int, str, str]:
        Path("p.yaml").write_text(text, "utf-8")
        code = main(["compare", "a.yaml", "b.yaml", "--policy", "p.yaml", *more])
        return code, *capsys.readouterr()

    return run


def test_a_breach_is_exit_code_1_and_a_line_on_stderr(run: Run) -> None:
    code, out, err = run("never: {soften: [fleet]}\nkeep: [40 vessels]\n")
    assert code == 1
    assert "accounted for" in out
    lines = err.splitlines()
    assert [line[: line.index("(")] for line in lines] == [
        "breach: p.yaml:1:18: softened 1 > 1: what has the tag 'fleet' must never be softened ",
        "breach: p.yaml:2:8: softened 1 > 1: the words '40 vessels' must stay ",
    ]
    ident = lines[0].split("(change ")[1][:12]
    accepted = f"accept: [{{change: {ident}, verdict: softened, reason: Agreed., expires: 9999-12-31}}]\n"
    assert run("never: {soften: [fleet]}\nkeep: [40 vessels]\n" + accepted)[::2] == (0, "")


def test_a_policy_that_is_kept_is_exit_code_0(run: Run) -> None:
    assert run("never: {drop: [fleet]}\nkeep: [The fleet]\n")[::2] == (0, "")
    assert run("never: {drop: [fleet]}\n", "--fail-on", "softened")[0] == 1


def test_a_view_hides_no_breach(run: Run) -> None:
    assert run("never: {soften: [fleet]}\n", "--only", "dropped")[0] == 1


def test_a_bad_policy_is_one_line_and_no_report(run: Run) -> None:
    code, out, err = run("never: {softn: [fleet]}\n")
    assert (code, out) == (2, "")
    assert err == "plandiff: p.yaml:1:9: unknown key 'softn' in never; did you mean 'soften'?\n"
    code, out, err = run("keep: [a]\n", "--policy", "nowhere.yaml")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_nothing_in_a_policy_steers_the_terminal(run: Run) -> None:
    code, _, err = run('keep: ["\\e[31m vessels\\u202e"]\n')
    assert code in (0, 2)
    assert "\x1b" not in err
    assert "\u202e" not in err
