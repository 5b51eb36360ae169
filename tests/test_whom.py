"""Whose hands a reason ties, where the record does not say: the name in the text, or nobody."""

from __future__ import annotations

import pytest
from hypothesis import given

from plandiff.compare import compare
from plandiff.judge import judge
from plandiff.judge.whom import names_in, whom
from plandiff.model import Plan, Provision
from plandiff.render import render
from soup import soup

NAMED = [
    ("Arland shall withdraw within {} days.", "Arland"),
    ("Each Party shall pay {} crowns.", "each Party"),
    ("Neither Party shall keep more than {} ships.", "each Party"),
    ("The United States and Arland shall pay {} crowns.", "the United States and Arland"),
    ("Arland, Drestan, and Norland shall pay {} crowns.", "Arland, Drestan, and Norland"),
    ("If Drestan attacks, Arland may use {} ships.", "Arland"),
    ("In the north, Arland shall keep {} guards.", "Arland"),
    ("Ukraine shall withdraw within {} days from Kherson. No army may follow that of Ukraine.", "Ukraine"),
]
NOBODY = [
    "Ukraine shall receive {} tanks.",  # promised by others
    "The allies of Arland shall pay {} crowns.",
    "Arland's allies, Drestan and Norland shall pay {} crowns.",
    "Its allies and Arland shall pay {} crowns.",
    "Arland's army shall pay {} crowns.",
    "Trade will resume within {} days.",  # a capital that says nothing
    "Anyone may take {} fish.",
    "The Treaty shall apply for {} years.",
    "Prisoners of Arland shall be exchanged within {} days.",
    "Arland shall not be prevented from keeping {} ships.",  # somebody else's duty
    "The ceiling is {} ships.",
]


def bearers(old: str, new: str) -> set[str]:
    """Whom the reasons name."""
    return {whom(r, old, new, names_in((old, new))) for r in judge(old, new).reasons}


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_who_stands_before_the_modal_is_bound(text: str, name: str) -> None:
    assert bearers(text.format(5), text.format(7)) == {name}


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_better_than_the_wrong_one(text: str) -> None:
    assert bearers(text.format(5), text.format(7)) == {""}


def test_where_the_texts_name_others_nobody_is_named() -> None:
    assert "" in bearers("Arland shall pay 5 crowns to Drestan.", "Drestan shall pay 7 crowns to Arland.")


@given(soup, soup)
def test_it_is_the_same_from_both_sides(old: str, new: str) -> None:
    names = names_in((old, new))
    there = {(r.element, r.direction, r.old, r.new, whom(r, old, new, names)) for r in judge(old, new).reasons}
    back = {(r.element, r.direction.mirror, r.new, r.old, whom(r, new, old, names)) for r in judge(new, old).reasons}
    assert there == back


@pytest.mark.parametrize(
    ("binds", "party"),
    [((), "Arland"), (("us",), "us"), (("us", "arland"), "arland"), (("us", "drestan"), "")],
)
def test_the_record_goes_before_the_text(binds: tuple[str, ...], party: str) -> None:
    old, new = (
        Plan(ident, "x", (Provision("1", f"Arland shall withdraw within {days} days.", binds=binds),))
        for ident, days in (("a", 30), ("b", 60))
    )
    found = compare(old, new)
    assert [r.party for c in found.changes for r in c.reasons] == [party]
    assert ("deadline for Arland" in render(found)) == (party.lower() == "arland")
