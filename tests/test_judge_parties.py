"""The judge on who is bound or decides, and on what else comes or goes: readable cases, each in both directions."""

from __future__ import annotations

import pytest

from plandiff.judge import judge
from plandiff.judge.renamings import same_name
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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # an office is filled, in whatever words
        (
            "The Council appoints the director of the harbour.",
            "The director of the harbour is chosen by the dock workers.",
        ),
        ("The judges of the Claims Court are named by the King.", "Parliament elects the judges of the Claims Court."),
        ("The chair shall be held by the northern canton.", "The chair shall be held by the governor of the bank."),
        # a dispute is decided
        (
            "Any quarrel over grazing is settled by the village elders.",
            "Such quarrels are brought before the district judge.",
        ),
        (
            "Complaints about the count go to the electoral commission.",
            "The supreme court hears complaints about the count.",
        ),
        # an act that both texts have, told by the active and the passive voice, at some distance
        (
            "Customs officers will search every lorry at the bridge.",
            "Lorries will be searched at the bridge by the gendarmerie.",
        ),
        ("The Mayor convenes the assembly.", "The assembly is convened by a council of elders."),
        # the act is told by a noun, or what is inserted stands before it
        (
            "It is for the captain's council to judge quarrels on board.",
            "Quarrels on board are judged by the harbour court.",
        ),
        ("The prosecutor decides who is to be tried.", "Who is to be tried is a decision for the ombudsman."),
        ("A Trade Board, led by a banker, watches the prices.", "The prices are watched by the Treasury of Norland."),
        # the roles are exchanged though both are named in both texts
        (
            "Ostrel shall hand the lighthouse to Sarvia, and Sarvia shall give the ferry back to Ostrel.",
            "The lighthouse shall be handed to Ostrel by Sarvia. Ostrel shall return the ferry to Sarvia.",
        ),
        ("The board shall be led by a Velmarian judge.", "A Tarnish judge shall lead the board."),
        # the same sort of body, from somewhere else
        (
            "Observers sent by Norland watch the polling.",
            "The voting is monitored by a mission from the Eastern League.",
        ),
    ],
)
def test_somebody_else_does_it(old: str, new: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert there.verdict is back.verdict is Verdict.ALTERED
    assert ("actor", "sideways") in {(str(r.element), str(r.direction)) for r in there.reasons}, there


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Velmar bears the cost of the ferry.", "The cost of the ferry is borne by Velmar and the League of Tarn."),
        (
            "The navy shall keep the log of wrecks.",
            "The log of wrecks shall be kept by the navy and the harbour police.",
        ),
        (
            "Sarvia will stop arming the tribes.",
            "Sarvia and its ally Ostrel will stop supplying the tribes with weapons.",
        ),
    ],
)
def test_somebody_does_it_as_well(old: str, new: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert (there.verdict, back.verdict) == (Verdict.HARDENED, Verdict.SOFTENED), there
    assert {str(r.element) for r in there.reasons} == {"actor"}, there


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "The tolls of the bridge shall go to the municipality.",
            "The former owners shall be the recipients of the bridge tolls.",
        ),
        ("The rent shall be paid to the provincial council.", "The fund for widows receives the rent."),
    ],
)
def test_somebody_else_gets_it(old: str, new: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert there.verdict is back.verdict is Verdict.ALTERED
    assert ("object", "sideways") in {(str(r.element), str(r.direction)) for r in there.reasons}, there


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The keys shall be handed to the owners of the mill.", "The mill's owners shall receive the keys."),
        ("It is for the court to decide claims.", "Claims shall be decided by the court."),
        ("The police of the canton will guard the archive.", "The archive will be guarded by cantonal policemen."),
        (
            "Disputes are submitted to the Court of Arbitration in Tessen.",
            "The Court of Arbitration in Tessen decides any dispute.",
        ),
        (
            "Disagreements over the lease shall go to an arbitral tribunal.",
            "An arbitration panel decides disagreements over the lease.",
        ),
        ("The prisoners will be escorted by soldiers of the Union.", "Union troops will escort the prisoners."),
        ("The UN mission will count the mortars.", "The mortars will be counted by the United Nations mission."),
        ("The Union's observers will monitor the vote.", "The vote will be monitored by EU observers."),
        ("The OTF guards the mine.", "This force guards the mine."),
        (
            "Sarvia shall clear the bay and shall mark the wrecks.",
            "The bay shall be cleared, and its wrecks marked, by Sarvia.",
        ),
        ("The guards of Velmaria watch the bridge.", "The bridge is watched by Velmarian guards."),
    ],
)
def test_the_same_people_do_it(old: str, new: str) -> None:
    assert not any(str(r.element) == "actor" for r in judge(old, new).reasons), judge(old, new)


def test_a_place_and_what_is_of_it_share_a_name() -> None:
    pairs = [("turkey", "turkish"), ("karvia", "karvian"), ("iran", "iranian"), ("sweden", "swedish")]
    assert all(same_name(a, b) and same_name(b, a) for a, b in pairs)
    others = [
        ("iran", "iraq"),
        ("niger", "nigeria"),
        ("austria", "australia"),
        ("slovakia", "slovenia"),
        ("general", "generals"),
    ]
    assert not any(same_name(a, b) or same_name(b, a) for a, b in others)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # two names, and what stands for both
        (
            "Relief may come from groups without ties to Karvia or Drestan.",
            "Groups with no ties to either party may bring relief.",
        ),
        # a verb with what it acts on may be put in many ways
        (
            "The envoy may open letters and enter any cellar, and the mayor shall answer within ten days.",
            "The mayor must reply within ten days. The envoy may have letters opened and go into any cellar.",
        ),
        # a plural that has a sense of its own is still a plural
        (
            "The League is called on to support the clearing of mines with financial means.",
            "A call goes to the League for support, by funds, of the clearing of mines.",
        ),
    ],
)
def test_no_item_came_or_went(old: str, new: str) -> None:
    assert not judge(old, new).reasons, judge(old, new)
    assert not judge(new, old).reasons
