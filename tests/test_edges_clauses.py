"""Edges of how clauses, conditions and lists are read: each was a small fault that no other test noticed (docs/mutants.md)."""

from __future__ import annotations

import pytest

from judged import MIRRORED, said
from plandiff.judge import judge


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Fishers may land wherever they like.", "Fishers may land."),
        ("Fishers may land whenever they wish.", "Fishers may land at any time."),
        ("The fund pays such dues as the towns may set.", "The fund pays the dues that the towns set."),
        (
            "The zone in which boats may fish is marked by Karvia.",
            "Karvia shall mark the zone in which boats may fish.",
        ),
        ("Nobody may enter except doctors and nurses.", "Nobody may enter except doctors and nurses alike."),
        ("Boats shall leave the bay.", "Ships shall leave the bay."),
        ("Volunteers must leave the bay.", "Those who have enlisted voluntarily must leave the bay."),
        ("Boats may use the canal up to Port Holm.", "Boats may use the canal as far as Port Holm."),
        ("It is for the mayor to set the toll.", "The mayor sets the toll."),
        ("Those jailed in the war walk free.", "Convicts and detainees of the war walk free."),
        (
            "Karvia feeds the widows and orphans of the war.",
            "All who lost a husband and orphans of the war are fed by Karvia.",
        ),
    ],
)
def test_another_way_of_putting_it(old: str, new: str) -> None:
    assert judge(old, new).verdict == "reworded"
    assert judge(new, old).verdict == "reworded"


@pytest.mark.parametrize(
    ("old", "new", "verdict", "reason"),
    [
        (
            "Guests are allowed to bring dogs.",
            "Guests are allowed to bring no more than two dogs.",
            "hardened",
            " > two: a ceiling comes in [quantity/not more than]",
        ),
        (
            "The gate opens if guards, envoys, the old judges and clerks agree.",
            "The gate opens.",
            "hardened",
            "if guards, envoys, the old judges and clerks agree > : a condition goes [conditions/if]",
        ),
        (
            "The pact takes effect once both towns have approved it.",
            "The pact takes effect once both towns have approved it, and the court has sworn in its judges.",
            "softened",
            " > court has sworn in its judges: asks for more first [residue/condition]",
        ),
        (
            "Boats may land once the warden has agreed.",
            "Boats may land once the warden has agreed, a judge witnessing.",
            "hardened",
            " > judge witnessing: asks for more first [residue/condition]",
        ),
        (
            "The towns keep the bridge open and if it floods, the guards may close the road.",
            "The towns keep the bridge open and if it floods, the guards may close the road and the mill.",
            "softened",
            " > mill: also covered [residue/scope]",
        ),
        (
            "If it floods, the guards close the road.",
            "If it floods, the guards close the road and the mill.",
            "hardened",
            " > mill: also covered [residue/scope]",
        ),
        (  # "to .. court" has a gap of four words, not of five
            "The convoy drives to the mill.",
            "The convoy drives to the square behind the old stone court.",
            "altered",
            "mill > square behind the old stone court: something else stands in its place [slots/replaced]",
        ),
        (
            "The guards ring the bell. They shall bar the cellar.",
            "The guards ring the bell.",
            "softened",
            "They shall bar the cellar > : a clause goes [residue/clause]",
        ),
        (
            "No goods shall enter the harbour.",
            "No goods shall enter the harbour. However, Norland may open it.",
            "softened",
            " > However, Norland may open it: an exception comes in [edits/exception]",
        ),
        (
            "No gun stands at Holm.",
            "No loaded gun stands at Holm.",
            "softened",
            " > loaded: limited to part of what was covered [residue/limit]",
        ),
        (
            "Karvia searches ships.",
            "Karvia searches vessels and rafts.",
            "hardened",
            " > rafts: also covered [slots/listed]",
        ),
        (
            "Karvia shall build and pay for the bridge.",
            "Drestan shall pay for the bridge.",
            "altered",
            "Karvia > Drestan: somebody else bears the cost [payers/cost]",
        ),
        (
            "A search may take two hours at most.",
            "A search may take an hour at most.",
            "hardened",
            "two hours > an hour: it may last less long [time/period]",
        ),
        (
            "Disputes shall be decided by an arbitrator.",
            "Disputes shall be settled through consultations.",
            "softened",
            "decided by an arbitrator > through consultations: checked or answered less strictly [enforcement/decided by a arbitrator]",
        ),
        (
            "Karvia shares data as far as the law of Drestan permits.",
            "Karvia shares data.",
            "hardened",
            "as far as the law of Drestan permits > : a way out goes [conditions/as far as]",
        ),
    ],
)
def test_which_way_it_moved_and_in_which_words(old: str, new: str, verdict: str, reason: str) -> None:
    assert judge(old, new).verdict == verdict
    assert said(old, new) == [reason]
    assert judge(new, old).verdict == MIRRORED.get(verdict, verdict)


@pytest.mark.parametrize(
    ("old", "new", "element"),
    [
        ("Karvia shall phase out the tax.", "Karvia shall reduce the tax.", "scope"),
        ("Karvia shall lift the tax.", "Karvia shall suspend the tax.", "duration"),
    ],
)
def test_what_is_only_paused_ends_for_a_time_and_what_is_reduced_ends_in_part(old: str, new: str, element: str) -> None:
    (reason,) = judge(old, new).reasons
    assert (reason.element, reason.direction) == (element, "softer")
