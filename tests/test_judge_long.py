"""Long provisions: several edits at once, and much harmless redrafting beside them."""

from __future__ import annotations

import pytest

from judged import said
from plandiff.commitments import read
from plandiff.judge import judge
from plandiff.judge.edits import edits
from plandiff.judge.renamings import Meaning, renamings
from plandiff.judge.synonyms import related

_MILL = "Each owner of a mill on the Ardo shall keep its weir in repair, shall let the fish pass from March to June"
_FERRY = (
    "The ferry company shall carry mail, livestock and farm produce across the lake at the rates of the tariff board"
)
_WARDENS = "The wardens shall open the gate, ring the bell in the tower, call the roll, sweep the stairs and feed"


@pytest.mark.parametrize(
    ("old", "new", "verdict", "reason"),
    [
        (
            f"{_MILL}, and shall tell the water office of any flood damage.",
            f"{_MILL.replace('owner', 'keeper')}, and shall tell the water office of any flood or frost damage.",
            "hardened",
            " > or frost: also covered [edits/item]",
        ),
        (
            f"{_FERRY}, and its captains may refuse passengers who are drunk on the quay.",
            f"{_FERRY.replace('company', 'line')}, and its captains may refuse passengers who are drunk or armed on the quay.",
            "softened",
            " > or armed: also covered [edits/item]",
        ),
        (
            f"{_FERRY} and shall not take on explosives, acids or live game in the summer months.",
            f"{_FERRY.replace('farm', 'garden')} and shall not take on explosives, petrol, acids or live game in the summer months.",
            "hardened",
            " > petrol: also covered [edits/item]",
        ),
        (
            f"{_WARDENS} the oxen and the mules with the stablehands in the yard.",
            f"{_WARDENS} the oxen and the goats and the mules with the grooms in the yard.",
            "hardened",
            " > and the goats: also covered [edits/item]",
        ),
        (
            f"{_MILL}.",
            f"{_MILL.replace('weir', 'dam')}. Fish traps shall be let in at neither end.",
            "hardened",
            " > Fish traps shall be let in at neither end: a clause comes in [edits/clause]",
        ),
        (
            f"{_FERRY}.",
            f"{_FERRY.replace('farm', 'garden')}. However, the captain may leave livestock behind in a storm.",
            "softened",
            " > However, the captain may leave livestock behind in a storm: an exception comes in [edits/exception]",
        ),
    ],
)
def test_an_edit_counts_beside_others(old: str, new: str, verdict: str, reason: str) -> None:
    assert judge(old, new).verdict == verdict
    assert reason in said(old, new)
    assert judge(new, old).verdict == {"hardened": "softened", "softened": "hardened"}[verdict]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (  # words of the same meaning, each in the place of another
            "The harbour master shall keep a list of the boats that berth at the pier, deems a boat that pays no dues "
            "for a year to be given up, and shall then sell it to whoever bids the most at the yearly auction.",
            "The harbour master shall keep a register of the boats that berth at the pier, considers a boat that pays no dues "
            "for a year to be given up, and shall then sell it to whoever bids the most at the yearly auction.",
        ),
        (  # a number before "may" is no date
            "A claim for losses under section 8 shall be lodged with the registry, and a claim under section 9 may be "
            "lodged with the registry or with the court of the place where the damage was done.",
            "Claims for losses under section 8 shall be lodged with the registry, and claims under section 9 may be "
            "lodged with the registry or with the court of the place where the damage was done.",
        ),
        (  # a permission in passing, by another verb
            "The Board shall inspect the wells in all parishes in which it is entitled to levy the water rate, and shall "
            "send to each parish an account of what it found there.",
            "The Board shall inspect the wells in all parishes in which it may levy the water rate, and shall "
            "send to each parish an account of what it found there.",
        ),
    ],
)
def test_a_redraft_is_no_change(old: str, new: str) -> None:
    assert judge(old, new).verdict == "reworded"
    assert judge(new, old).verdict == "reworded"


def test_edits_are_exchanged_with_the_sides() -> None:
    old = f"{_MILL}, and shall tell the water office of any flood damage."
    new = f"{_MILL.replace('owner', 'keeper')}, and shall tell the office at once of any flood or frost damage."
    there, back = edits(read(old), read(new)), edits(read(new), read(old))
    assert [(e.new, e.old) for e in there] == list(back)
    assert len(there) == 3


def test_a_short_text_or_another_text_has_no_edits() -> None:
    assert edits(read("Norland shall leave."), read("Norland shall go.")) == ()
    assert edits(read(_MILL), read(_FERRY)) == ()


def test_a_term_of_two_words_is_renamed_by_its_first() -> None:
    places = (
        "The Lake Zone is",
        "Ships shall leave the Lake Zone",
        "In the Lake Zone the Lake is",
        "A gate to the Lake Zone shall be",
    )
    pairs = [(f"{p} closed.", f"{p.replace('Lake Zone', 'Inner Zone')} closed.") for p in places]
    assert frozenset({"lake", "inner"}) in renamings(pairs)
    assert renamings([(new, old) for old, new in pairs]) == renamings(pairs)
    assert judge(*pairs[1], Meaning(related, renamings(pairs))).verdict == "reworded"
