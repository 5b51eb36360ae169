"""The judge on who is bound or decides, and on what else comes or goes: readable cases, each in both directions."""

from __future__ import annotations

import pytest

from plandiff.judge import judge
from plandiff.model import Verdict

LISTS = [
    # an item joins a list that is put in other words throughout
    (
        "Ships that carry letters may not be searched.",
        "No vessel with letters or parcels on board shall be inspected.",
        "hardened",
        "prohibition",
    ),
    (
        "The militias give back their rifles.",
        "The armed groups return rifles and grenades.",
        "hardened",
        "scope",
    ),
    (
        "Both fleets shall refrain from shelling the port.",
        "The two fleets will neither shell nor mine the port.",
        "hardened",
        "prohibition",
    ),
    (
        "Ostrel undertakes to dump no ash in the lake.",
        "Neither Sarvia nor Ostrel shall dump ash in the lake.",
        "hardened",
        "actor",
    ),
    # what is added stands first, and is several words long
    (
        "The cantons will commit themselves to free trade with the coast.",
        "The young cantons will commit themselves to repairing the old road and to free trade with the coast.",
        "hardened",
        "scope",
    ),
]


@pytest.mark.parametrize(("old", "new", "verdict", "element"), LISTS)
def test_an_item_of_a_list_comes_or_goes(old: str, new: str, verdict: str, element: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert str(there.verdict) == verdict, there
    assert back.verdict is there.verdict.mirror
    assert {str(r.element) for r in there.reasons} == {element}, there


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # the ends of a stretch are no list
        ("Dogs shall not run free between dusk and dawn.", "No dog may be let loose from nightfall to dawn."),
        # a pronoun takes in whatever the other text lists
        ("Those detained over the strike shall be freed.", "Prisoners and detainees of the strike shall be freed."),
        # what has been done is no item
        (
            "After ten years the two towns will meet to review the lease.",
            "The two towns come together when ten years have passed and examine the lease.",
        ),
    ],
)
def test_what_only_looks_like_a_list(old: str, new: str) -> None:
    assert judge(old, new).verdict is Verdict.REWORDED, judge(old, new)
    assert judge(new, old).verdict is Verdict.REWORDED
