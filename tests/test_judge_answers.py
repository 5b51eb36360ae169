"""The judge on who watches, what answers a breach and what is left open: readable cases, each in both directions."""

from __future__ import annotations

import pytest

from plandiff.judge import judge


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        # who watches, in one word or another
        (
            "Neutral observers will watch the count.",
            "The count takes place under the eyes of neutral observers.",
            "reworded",
        ),
        ("The board keeps a close watch on the mine.", "The board oversees the mine.", "reworded"),
        ("The guns are melted down.", "The guns are melted down in the presence of neutral witnesses.", "hardened"),
        # what answers a breach
        ("The court imposes fines on the owner.", "The court may recommend fines for the owner.", "softened"),
        (
            "After a raid all sanctions are reinstated.",
            "After a raid all sanctions are reinstated.\nThe guarantors respond with armed force.",
            "hardened",
        ),
        ("The guild accepts the toll.", "The guild accepts the toll and shall abide by the rulings.", "hardened"),
        (
            "Poaching shall be a criminal offence.",
            "Poaching shall be made punishable under the law.",
            "reworded",
        ),
        ("An amnesty covers the rebels.", "The rebels shall be immune from prosecution.", "reworded"),
        # what is left open
        ("The river is the border.", "The river is the starting point for talks on the border.", "softened"),
        (
            "Ferries cross the lake freely.",
            "Agreement is to be reached on free passage for ferries across the lake.",
            "softened",
        ),
        (
            "Those members which have accepted the rules are bound by them.",
            "A member which has not accepted the rules is not bound by them.",
            "reworded",
        ),
        # what has to be first
        (
            "Aid is paid in two steps.",
            "Aid is paid in two steps, each of which presupposes that the monitors have certified the harvest.",
            "softened",
        ),
        # a permission by an adjective
        ("Withdrawal shall be permissible.", "No withdrawal is permitted.", "hardened"),
    ],
)
def test_checks_answers_and_open_matters(old: str, new: str, verdict: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert str(there.verdict) == verdict, there
    assert back.verdict is there.verdict.mirror


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (
            "The two towns get half of the toll each.",
            "Of the toll, three quarters are for Ostrel and one quarter for Sarvia.",
            "altered",
        ),
        (
            "Grain: 60 per cent to the coast, 40 per cent to the hills.",
            "The coast receives 55 per cent of the grain and the hills 45 per cent.",
            "altered",
        ),
        (
            "Clerks receive the minimum wage for two years.",
            "For 24 months clerks receive the minimum wage.",
            "reworded",
        ),
        ("The lease runs for a minimum of two years.", "The lease runs for two years.", "softened"),
    ],
)
def test_figures_that_look_like_others(old: str, new: str, verdict: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert str(there.verdict) == verdict, there
    assert back.verdict is there.verdict.mirror


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        # what limits a power to check binds the one who is checked less
        ("Observers may enter any mill or barn.", "The observers may enter any barn.", "softened"),
        ("Inspectors may search the docks.", "Inspectors may search the docks if they ask a day before.", "softened"),
        ("Traders may enter the docks.", "Traders may enter the docks if they ask a day before.", "hardened"),
        # what follows where a duty is not kept
        (
            "The guild pays the toll.",
            "The guild pays the toll; if it fails to, the reeve shall close the gate.",
            "hardened",
        ),
        # until a withdrawal has effect its author stays bound
        (
            "A member may withdraw by letter. The withdrawal takes effect three months after receipt.",
            "A member may withdraw by letter. The withdrawal takes effect two months after receipt.",
            "softened",
        ),
        # where somebody goes, and where something holds
        ("Grain goes to the poorest towns.", "Grain goes to wherever the towns are poorest.", "reworded"),
        ("Hunting is banned wherever deer are scarce.", "Hunting is banned.", "hardened"),
        ("The guild has once again renounced the toll.", "The guild has renounced the toll.", "reworded"),
        # a year that has a name
        ("During the interim year no boats are built.", "For ten years no boats are built.", "hardened"),
        ("They pay twice what they paid before.", "They pay one and a half times what they paid before.", "softened"),
    ],
)
def test_powers_breaches_and_withdrawals(old: str, new: str, verdict: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert str(there.verdict) == verdict, there
    assert back.verdict is there.verdict.mirror


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        # a clause that comes in beside something else that moved
        (
            "The mill shall grind at most 30 tonnes a day.",
            "The mill shall grind at most 40 tonnes a day, and nobody may fish in the pond.",
            "altered",
        ),
        (
            "The mill shall grind at most 30 tonnes a day.",
            "The mill shall grind at most 20 tonnes a day, and nobody may fish.",
            "hardened",
        ),
        # what a permission behind a semicolon adds
        (
            "No guns may be kept in the town.",
            "No guns may be permanently kept in the town; drills and parades are permitted.",
            "softened",
        ),
    ],
)
def test_a_clause_beside_what_moved(old: str, new: str, verdict: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert str(there.verdict) == verdict, there
    assert back.verdict is there.verdict.mirror


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # a word with a prefix on one side, a clause on the other
        ("Before the reopening of the mill the guards leave.", "When the mill opens again, the guards are gone."),
        ("The envoys have unconditional access.", "The envoys have access that is subject to no condition."),
        # what something asks for is no appeal
        (
            "The towns shall pass the laws that this accord needs.",
            "Such laws as this accord calls for shall be passed by the towns.",
        ),
    ],
)
def test_another_way_of_putting_a_condition(old: str, new: str) -> None:
    assert judge(old, new).verdict == "reworded", judge(old, new)
    assert judge(new, old).verdict == "reworded"
