"""Edges of how numbers and times are read: each was a small fault that no other test noticed (docs/mutants.md)."""

from __future__ import annotations

import pytest

from judged import MIRRORED, said
from plandiff.commitments import read
from plandiff.judge import judge

_LONG = (
    "The guards shall ring the bell at the gate of the town, tell the mayor what they have seen, and leave the harbour with all of their"
    " boats and nets"
)


@pytest.mark.parametrize(
    ("old", "new", "verdict", "reason"),
    [
        (
            "Karvia shall report on the second day.",
            "Karvia shall report on the sixth day.",
            "softened",
            "second day > sixth day: a later time [time/deadline]",
        ),
        (
            "Karvia shall leave by the first of May",
            "Karvia shall leave by the third of June",
            "softened",
            "by the first of May > by the third of June: a later time [time/deadline]",
        ),
        (
            "Karvia shall leave by the end of June.",
            "Karvia shall leave by 30 May.",
            "hardened",
            "by the end of June > by 30 May: an earlier time [time/deadline]",
        ),
        (
            "Karvia shall leave by the start of 2027.",
            "Karvia shall leave by 15 January 2027.",
            "softened",
            "by the start of 2027 > by 15 January 2027: a later time [time/deadline]",
        ),
        (
            f"{_LONG} by 1 May.",
            f"{_LONG} by 3 June.",
            "softened",
            "by 1 May > by 3 June: a later time [time/deadline]",
        ),
        (
            "Karvia has 30 days to answer.",
            "Karvia shall answer within 20 days.",
            "hardened",
            "30 days > within 20 days: an earlier time [time/deadline]",
        ),
        (
            "Karvia shall tell Drestan thirty days before the vote.",
            "Karvia shall tell Drestan ten days before the vote.",
            "softened",
            "thirty days > ten days: a shorter notice [time/notice]",
        ),
        (
            "Karvia shall report every other week.",
            "Karvia shall report every week.",
            "hardened",
            "every other week > every week: it falls due more often [time/frequency]",
        ),
        (
            "Karvia shall report thrice a year.",
            "Karvia shall report twice a year.",
            "softened",
            "thrice a year > twice a year: it falls due less often [time/frequency]",
        ),
        (
            "Karvia shall let through 40 lorries in a day.",
            "Karvia shall let through 40 lorries in a week.",
            "softened",
            "in a day > in a week: it falls due less often [time/frequency]",
        ),
        (
            "The lease shall last ten years.",
            "The lease shall last five years.",
            "softened",
            "last ten years > last five years: it lasts less long [time/duration]",
        ),
        (
            "Karvia shall leave. It shall pay for ten years.",
            "Karvia shall leave. It shall pay.",
            "hardened",
            "for ten years > : it no longer ends after a time [time/duration]",
        ),
        (
            "Karvia shall within two days open the gate and ring the bell.",
            "Karvia shall within two days open the gate. Within five days it shall ring the bell.",
            "softened",
            "within two days > Within five days: a later time [time/deadline]",
        ),
        (
            "Karvia shall report thrice monthly.",
            "Karvia shall report monthly.",
            "softened",
            "thrice monthly > monthly: it falls due less often [time/frequency]",
        ),
        (
            "Karvia shall let through 40 lorries a day.",
            "Karvia shall let through 40 lorries a week.",
            "softened",
            "a day > a week: it falls due less often [time/frequency]",
        ),
        (
            "Karvia shall leave the camps by 1 May.",
            "Karvia shall leave the camps in the north by 3 June, those in the south by 5 July.",
            "softened",
            "by 1 May > by 3 June: a later time [time/deadline]",
        ),
    ],
)
def test_when_it_is_due(old: str, new: str, verdict: str, reason: str) -> None:
    assert judge(old, new).verdict == verdict
    assert said(old, new) == [reason]
    assert judge(new, old).verdict == MIRRORED.get(verdict, verdict)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The board meets in March and October.", "The board meets each March and October."),
        ("The plans are due before 2031.", "The plans are due by 31 December 2030."),
        ("Every other ship is searched.", "Every other vessel is searched."),
    ],
)
def test_the_same_time_put_otherwise(old: str, new: str) -> None:
    assert judge(old, new).verdict == "reworded"
    assert judge(new, old).verdict == "reworded"


@pytest.mark.parametrize(
    ("old", "new", "verdict", "reason"),
    [
        (
            "Karvia keeps 1.000.000 tonnes of salt.",
            "Karvia keeps 900,000 tonnes of salt.",
            "softened",
            "1.000.000 tonnes > 900,000 tonnes: less is owed [quantity/amount]",
        ),
        (
            "Karvia keeps 1.000.25 tonnes of salt.",
            "Karvia keeps 2,000 tonnes of salt.",
            "hardened",
            "1.000.25 tonnes > 2,000 tonnes: more is owed [quantity/amount]",
        ),
        (
            "Karvia gives Norland T-72 tanks.",
            "Karvia gives Norland 40 T-72 tanks.",
            "hardened",
            " > 40: an amount comes in [quantity/amount]",
        ),
        (
            "The toll holds for ships of 500 tonnes or more.",
            "The toll holds for ships.",
            "hardened",
            "500 tonnes > : the threshold goes: more cases are covered [quantity/of so much or more]",
        ),
        (
            "No gun stands in a 30-kilometre zone.",
            "No gun stands in a 50-kilometre zone.",
            "hardened",
            "30-kilometre > 50-kilometre: more is owed [quantity/zone of a ban]",
        ),
        (
            "Towns where it snows should have at least five judges.",
            "Towns where it snows should have at least three judges.",
            "softened",
            "five > three: less is owed [quantity/at least]",
        ),
        (
            "Of the catch 60 per cent goes to Karvia and 40 per cent to Drestan.",
            "They split the catch in equal shares.",
            "altered",
            "60 per cent, 40 per cent > equal: divided anew [quantity/divided]",
        ),
        (
            "The bank shall pay the costs of Karvia.",
            "The bank shall pay up to 5 million dollars of the costs of Karvia.",
            "softened",
            " > 5 million dollars: no more than that much is owed [quantity/up to]",
        ),
        (
            "Karvia shall pay the cost of the dam.",
            "Karvia shall pay half of the cost of the dam.",
            "softened",
            " > half: only a share of it [quantity/share]",
        ),
        (
            "Karvia keeps guns at Holm.",
            "Karvia keeps at most 40 guns at Holm.",
            "hardened",
            " > 40: a ceiling comes in [quantity/at most]",
        ),
        (
            "A council of nine shall be formed, three from each of the towns. It shall decide by consensus.",
            "A council is formed in which each of the towns has three of nine seats and which decides by a majority of seven.",
            "altered",
            "by consensus > : another rule for decisions [conditions/by consensus]",
        ),
    ],
)
def test_how_much_of_it(old: str, new: str, verdict: str, reason: str) -> None:
    assert judge(old, new).verdict == verdict
    assert said(old, new) == [reason]
    assert judge(new, old).verdict == MIRRORED.get(verdict, verdict)


def test_where_a_threshold_picks_out_cases_more_of_them_are_covered_when_it_falls() -> None:
    old, new = (f"The rule shall hold in towns where at least {many} judges live." for many in ("five", "three"))
    assert said(old, new) == ["five > three: the threshold falls: more cases are covered [quantity/where at least]"]


def test_a_number_in_the_symbol_of_a_document_is_no_figure() -> None:
    assert read("The programme set up by decision 9/CMA.3 goes on.").quantities == ()
