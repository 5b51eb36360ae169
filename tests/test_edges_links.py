"""Edges of what the aligner links, and of what it says about a link: each was a small fault that no other test noticed."""

from __future__ import annotations

from importlib import import_module

import pytest

from plandiff.align import align
from plandiff.model import Provision


def test_what_two_provisions_both_speak_of_is_listed() -> None:
    old = [Provision("1", "The ferry between Holm and Ostra shall carry food and medicine without charge.")]
    new = [Provision("4", "The ferry from Holm to Ostra takes food and medicine at no charge.")]
    (link,) = align(old, new)
    assert link.why == "both speak of charge, ferry, food, medicine, holm"


def test_what_a_neighbour_that_stayed_crowds_out_is_linked_at_second_sight() -> None:
    gate = "Karvia shall open the gate at Holm"
    old = [Provision("1", f"{gate}."), Provision("2", f"{gate} in winter.")]
    new = [Provision("1", f"{gate}."), Provision("2", "Karvia will open the gate at Holm in spring.")]
    assert [(link.old, link.new) for link in align(old, new)] == [((0,), (0,)), ((1,), (1,))]


def test_progress_is_told_in_rising_shares_up_to_the_whole() -> None:
    told: list[float] = []
    align(
        [Provision("1", "Karvia shall open the gate.")], [Provision("1", "The gate stays shut.")], progress=told.append
    )
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] == 1


def test_one_figure_stands_for_another_where_provisions_are_linked() -> None:
    (link,) = align([Provision("1", "Karvia keeps 600 guns.")], [Provision("1", "Karvia has 800 cannon.")])
    assert link.why == "both speak of karvia, gun/cannon, 600/800"


def test_the_runner_up_is_named_by_its_first_words_and_the_lead_over_it() -> None:
    ferry = "The ferry from Holm to Ostra takes food and medicine at no charge."
    other = "The ferry from Holm to Velm carries grain and furs for a small charge in every season of the year."
    old = [Provision("1", "The ferry between Holm and Ostra shall carry food and medicine without charge.")]
    link = next(link for link in align(old, [Provision("1", ferry), Provision("2", other)]) if link.old)
    assert link.new == (0,)
    assert link.runner_up.startswith('next best: "The ferry from Holm to Velm carries grain ..." (margin 0.')


def test_a_provision_that_stayed_does_not_hide_that_its_neighbour_was_cut() -> None:
    cod, hunters, mines = "Cod shall be shared.", "Walrus hunters shall leave the bay.", "Zinc mines shall be closed."
    old = [Provision("1", cod), Provision("2", f"{hunters} {mines}")]
    new = [Provision(str(k), text) for k, text in enumerate(("Apples shall be free of duty.", cod, hunters, mines))]
    (cut,) = [link for link in align(old, new) if link.old == (1,)]
    assert cut.new == (2, 3)
    assert cut.why == "the same words, cut or joined"


def test_likely_pairs_that_are_looked_up_give_the_links_of_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    old = [Provision(str(k), f"{place} shall open its {thing}.") for k, (place, thing) in enumerate(PLACES)]
    new = [
        Provision(str(k), f"The {thing} of {place} must be opened.")
        for k, (place, thing) in enumerate(reversed(PLACES))
    ]
    compared = align(old, new)
    monkeypatch.setattr(import_module("plandiff.align.scores"), "_ALL_PAIRS", 0)
    assert align(old, new) == compared
    assert {(link.old, link.new) for link in compared} == {((k,), (len(PLACES) - 1 - k,)) for k in range(len(PLACES))}


def plan(*texts: str) -> list[Provision]:
    return [Provision(str(k), text) for k, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Karvia keeps twenty-five guns.", "Karvia has 25 cannon.", "both speak of karvia, gun/cannon, 25"),
        (
            "The mission keeps a footprint in Holm.",
            "A foothold in Holm stays with the mission.",
            "both speak of mission, holm, footprint/foothold, keep/stay",
        ),
        (
            "Karvia lends a ship to the town of Holm.",
            "Karvia lends a vessel and a boat to Holm.",
            "both speak of lend, holm, karvia, ship/boat",
        ),
        (
            "The pact comes into force in Holm.",
            "In Holm the pact takes effect.",
            "both speak of pact, holm, come into force/takes effect",
        ),
    ],
)
def test_words_that_stand_for_each_other_are_named_once(old: str, new: str, why: str) -> None:
    (link,) = align(plan(old), plan(new))
    assert link.why == why


def test_a_near_provision_without_a_link_does_not_keep_a_part_from_its_whole() -> None:
    old = plan("Pilots are named by the harbour of Holm.", "Ferries shall take a pilot.")
    new = plan(
        "The harbour of Holm is shut at night.",
        "The islands in the Sound stay as they are.",
        "Every ferry of more than 900 tons takes a pilot, whom the harbour of Holm names.",
        "The bank lends gold to the towns.",
        "Grain crosses the valley free of duty.",
    )
    assert [(link.old, link.new) for link in align(old, new) if link.old] == [((0, 1), (2,))]


PLACES = [
    ("Karvia", "harbour"),
    ("Drestan", "airfield"),
    ("Norland", "bridge"),
    ("Ostra", "market"),
    ("Velm", "quarry"),
]
