"""The judge: laws over generated sentences, then cases a reader can check by eye."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from plandiff.commitments import read
from plandiff.judge import judge, plain
from plandiff.judge.renamings import Meaning, renamings
from plandiff.judge.synonyms import related
from plandiff.model import Direction, Verdict
from sentences import texts


@given(texts)
def test_a_text_against_itself_is_unchanged(text: str) -> None:
    assert judge(text, text).verdict is Verdict.UNCHANGED


@settings(max_examples=300)
@given(texts, texts)
def test_exchanging_the_sides_mirrors_the_verdict_and_every_reason(old: str, new: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert back.verdict is there.verdict.mirror
    assert {(r.element, r.direction, r.old, r.new) for r in there.reasons} == {
        (r.element, r.direction.mirror, r.new, r.old) for r in back.reasons
    }


@given(texts, texts)
def test_every_reason_points_to_words_of_its_side(old: str, new: str) -> None:
    for reason in judge(old, new).reasons:
        for words, text in ((reason.old, old), (reason.new, new)):
            assert all(piece in text for piece in words.split(" … "))


@given(texts, texts)
def test_the_verdict_is_what_the_reasons_add_up_to(old: str, new: str) -> None:
    judgement = judge(old, new)
    ways = {r.direction for r in judgement.reasons}
    if judgement.verdict is Verdict.SOFTENED:
        assert ways == {Direction.SOFTER}
    elif judgement.verdict is Verdict.HARDENED:
        assert ways == {Direction.HARDER}
    elif judgement.verdict is Verdict.ALTERED:
        assert ways
    else:
        assert not ways


CASES = [
    # modality and negation
    ("Each State shall publish its budget.", "Each State should publish its budget.", "softened"),
    ("Each State will publish its budget.", "Each State shall publish its budget.", "reworded"),
    ("The guards shall not enter the market.", "The guards may enter the market.", "softened"),
    ("The guards shall not enter the market.", "The guards may not enter the market.", "reworded"),
    ("The guards may enter the market.", "The guards are barred from the market.", "hardened"),
    ("Traders shall be required to register.", "Traders shall not be required to register.", "softened"),
    ("No State shall fail to admit the convoys.", "Each State shall admit the convoys.", "reworded"),
    ("Fishermen shall not be prevented from selling cod.", "Fishermen may sell cod.", "reworded"),
    ("The Union will open its market.", "The Union will consider opening its market.", "softened"),
    ("The old treaty will be considered void.", "The old treaty will be considered void.", "unchanged"),
    # quantities by role
    ("The garrison is limited to 900 soldiers.", "The garrison is limited to 1,200 soldiers.", "softened"),
    ("The Bank shall pay EUR 20 million.", "The Bank shall pay EUR 15 million.", "softened"),
    ("The Bank shall pay EUR 20 million.", "The Bank shall pay up to EUR 20 million.", "softened"),
    ("The Bank shall pay EUR 20 million.", "The Bank shall pay at least EUR 20 million.", "hardened"),
    ("Guns shall stand at least 12 km from the river.", "Guns shall stand at least 8 km from the river.", "softened"),
    (
        "Towns where more than 30 per cent speak it shall use it.",
        "Towns where more than 15 per cent speak it shall use it.",
        "hardened",
    ),
    # times by role
    ("The road shall be cleared within 30 days.", "The road shall be cleared within ten days.", "hardened"),
    ("The road shall be cleared within a fortnight.", "The road shall be cleared within 14 days.", "reworded"),
    ("The road shall be cleared within 30 days.", "The road shall be cleared as soon as possible.", "softened"),
    ("The embargo lasts for ten years.", "The embargo lasts for six years.", "softened"),
    ("The board meets every month.", "The board meets every three months.", "softened"),
    ("The board meets every six months.", "The board meets twice a year.", "reworded"),
    (
        "A State gives three months' notice before leaving.",
        "A State gives six months' notice before leaving.",
        "hardened",
    ),
    # conditions: what frees the bound and what limits the permitted
    ("The gates shall be opened.", "The gates shall be opened where feasible.", "softened"),
    ("The gates shall be opened, subject to a vote.", "The gates shall be opened.", "hardened"),
    ("Divers may enter the wreck.", "Divers may enter the wreck if the harbour master agrees.", "hardened"),
    (
        "Lorries shall not cross unless the police have been told.",
        "Lorries shall not cross unless the police have agreed.",
        "hardened",
    ),
    ("They begin talks.", "They begin talks without preconditions.", "hardened"),
    # form, status, checking, scope, actors
    ("The area is recognised de jure as theirs.", "The area is recognised de facto as theirs.", "softened"),
    ("The plan is legally binding.", "The plan is not legally binding.", "softened"),
    ("The vote is held in 2027.", "The vote is held at a date to be agreed.", "softened"),
    ("Whether the base closes is left to later talks.", "The base closes.", "hardened"),
    ("Disputes go to binding arbitration.", "Disputes are settled by consultations.", "softened"),
    ("The inspectors report breaches, and penalties follow.", "The inspectors report breaches.", "softened"),
    ("The State shall scrap all submarines.", "The State shall scrap certain submarines.", "softened"),
    ("Norland and Suden shall guard the dam.", "Norland, Suden and Westmark shall guard the dam.", "hardened"),
    ("Norland shall guard the dam.", "Suden shall guard the dam.", "altered"),
    ("The fleet may not anchor in the bay.", "The fleet may not anchor in the bay permanently.", "softened"),
    # what changes nothing
    ("The State shall strictly respect the border.", "The State shall respect the border.", "reworded"),
    ("The State shall repair the dam.", "The State shall repair the dam, so that the valley has water.", "reworded"),
    ("Organisation of the march is theirs.", "Organization of the march is theirs.", "unchanged"),
    # two ways at once
    ("The road shall be cleared within 30 days.", "The road should be cleared within ten days.", "altered"),
]


@pytest.mark.parametrize(("old", "new", "verdict"), CASES)
def test_cases(old: str, new: str, verdict: str) -> None:
    judgement = judge(old, new)
    assert str(judgement.verdict) == verdict, [
        (str(r.element), str(r.direction), r.old, r.new, r.rule) for r in judgement.reasons
    ]


def test_plain_ignores_case_punctuation_spacing_and_spelling() -> None:
    assert plain("The  Defence-Centre,  organised 600,000!") == plain("the defence centre organized 600 000")


def test_term_of_several_words_says_the_same_as_one_word():
    judgement = judge(
        "A commission will be set up to watch how the measures are carried out and to settle issues that come up.",
        "A commission will be established to watch the implementation of the measures and to settle issues that arise.",
    )
    assert judgement.verdict is Verdict.REWORDED


def test_what_lengthens_a_relative_clause_before_the_modal_picks_out_fewer():
    judgement = judge(
        "Fighters who pledge to live in peace will receive an amnesty.",
        "Fighters who pledge to live in peace and to decommission their guns will receive an amnesty.",
    )
    assert judgement.verdict is Verdict.SOFTENED


@pytest.mark.parametrize(
    ("written", "figures"),
    [
        ("The fund pays half a million euros.", "The fund pays 500,000 euros."),
        ("The court has eighteen judges.", "The court has 18 judges."),
        ("The army has at most six hundred and fifty thousand men.", "The army has at most 650,000 men."),
        ("The fund holds one and a half million euros.", "The fund holds 1.5 million euros."),
        ("Each drone above a quarter of a kilogram shall be listed.", "Each drone above 250 g shall be listed."),
        ("Troops leave within a hundred and twenty days.", "Troops leave within 120 days."),
        ("Troops leave within twenty-one days.", "Troops leave within three weeks."),
        ("They pay five million dollars.", "They pay $5m."),
    ],
)
def test_number_in_words_is_the_number_in_figures(written: str, figures: str):
    assert judge(written, figures).verdict is Verdict.REWORDED
    assert judge(
        written, figures.replace("5", "9").replace("18", "21").replace("120", "240").replace("three", "four")
    ).reasons


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (
            "Research on centrifuges shall be prohibited.",
            "Research on centrifuges shall be prohibited, except where it is done without uranium.",
            "softened",
        ),
        (
            "Accidents at the Ilmar plant shall be reported.",
            "Accidents at the Ilmar plant or at any other nuclear site shall be reported.",
            "hardened",
        ),
        (
            "Inspectors shall be given access upon 24 hours' notice.",
            "Inspectors shall be given access upon four hours' notice.",
            "hardened",
        ),
        ("A State may leave upon six months' notice.", "A State may leave upon 12 months' notice.", "hardened"),
        (
            "The camps will be closed by the end of June.",
            "The camps will be closed by the end of September.",
            "softened",
        ),
        (
            "The government will search for mass graves.",
            "The government and the Front will search for mass graves.",
            "hardened",
        ),
        (
            "All fighters get an amnesty, except those who killed civilians.",
            "All fighters get an amnesty, except those who killed or tortured civilians.",
            "softened",
        ),
        (
            "The exchange will take place at the Tellin airfield.",
            "The exchange will take place at the Kadda crossing.",
            "altered",
        ),
        (
            "The bodies will be handed over without conditions.",
            "The bodies will be handed over with nothing asked in return.",
            "reworded",
        ),
    ],
)
def test_small_words_that_turn_a_sentence(old: str, new: str, verdict: str) -> None:
    assert str(judge(old, new).verdict) == verdict


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        # a condition or an exception that asks for more, or for one of two
        (
            "Nobody is tried, except for theft and arson.",
            "Nobody is tried, except for theft, arson and fraud.",
            "softened",
        ),
        ("It begins once the senate has agreed.", "It begins once the senate and the king have agreed.", "softened"),
        (
            "A loan may be given if the town is poor and far.",
            "A loan may be given if the town is poor or far.",
            "softened",
        ),
        ("The bell is rung if a ship strays and fires.", "The bell is rung if a ship strays or fires.", "hardened"),
        ("No boat may land unless it has been searched.", "Only boats that have been searched may land.", "reworded"),
        (
            "Buyers may resell with the consent of the maker.",
            "Buyers may resell without the consent of the maker.",
            "softened",
        ),
        ("Decisions of the board require unanimity.", "The board decides by simple majority.", "altered"),
        ("They cross.", "They cross on an official request by the host.", "softened"),
        # acts and permissions
        ("The programme shall be frozen.", "The programme shall be dismantled.", "hardened"),
        (
            "If rent is unpaid, the owner may terminate the lease.",
            "If rent is unpaid, the owner may suspend the lease.",
            "hardened",
        ),
        (
            "The Union shall restrict the sale of ivory.",
            "The sale of ivory shall be brought to an end by the Union.",
            "hardened",
        ),
        # amounts and times
        (
            "The mill will compensate the farmers.",
            "The mill will pay the farmers up to 900 crowns in compensation.",
            "softened",
        ),
        (
            "Neither side keeps guns within 10 km of the dam.",
            "Neither side keeps guns within 25 km of the dam.",
            "hardened",
        ),
        (
            "No guard shall earn less than 14 crowns an hour.",
            "No guard shall earn less than 16 crowns an hour.",
            "hardened",
        ),
        (
            "The board decides by two thirds of its votes.",
            "The board decides by two out of three of its votes.",
            "reworded",
        ),
        ("The lease runs.", "The lease runs for at least 20 years.", "hardened"),
        ("Boats may not stay longer than 30 minutes.", "Boats may not stay longer than an hour.", "softened"),
        (
            "The works shall be complete within ten days.",
            "Ten days are given for the works to be complete.",
            "reworded",
        ),
        ("The court has ten days to decide.", "The court shall decide within ten days.", "reworded"),
        # something else in the same place
        ("The fund pays for the repair of canals.", "The fund pays for the printing of schoolbooks.", "altered"),
        ("The camps are run by the United Nations.", "The camps are administered by the Gulf League.", "altered"),
        (
            "Widows of those killed are entitled to a pension.",
            "Widows and orphans of those killed shall get a pension.",
            "hardened",
        ),
        (
            "The chief is picked by the interim president.",
            "The chief shall be designated by the Joint Board.",
            "altered",
        ),
        ("The archives shall be delivered to Norland.", "The archives shall be handed to the Authority.", "altered"),
        (
            "The provincial governor appoints the judge.",
            "The judge shall be appointed by the Minister of Justice.",
            "altered",
        ),
        ("Astria and the League vouch for it.", "Norland and the League act as guarantors of it.", "altered"),
        ("The governor appoints the judge.", "The judge shall be appointed by the governor.", "reworded"),
        ("The pact binds.", "The pact binds and must run for at least 20 years.", "hardened"),
        ("The truce lasts at least 60 days.", "The truce lasts 60 days.", "softened"),
        # bans and what they cover
        ("Research shall be banned.", "Research shall be banned, except for medicine.", "softened"),
        ("Traders are subject to inspection.", "Traders are subject to inspection and to a fine.", "hardened"),
        (
            "Neither side may keep guns in the town.",
            "The town is a place in which the sides may not keep guns.",
            "reworded",
        ),
        ("They disarm.", "They disarm, and monitors shall verify that none is hidden.", "hardened"),
        ("Nobody but the guards shall carry arms.", "Nobody, the guards included, shall carry arms.", "hardened"),
        ("It is lifted once the hostages are free.", "It is lifted once the harbour has been demined.", "altered"),
        ("They may visit each other without a visa.", "No visa is needed for them to visit each other.", "reworded"),
        (
            "They provide, among other things, seeds and tools.",
            "They provide seeds, tools and nets, among other things.",
            "reworded",
        ),
        ("Once both have agreed, firing ends.", "As soon as both have agreed, firing ends.", "reworded"),
        ("All fighting ends.", "Fighting of every kind ends.", "reworded"),
        # what a text settles, where the other left it open
        ("The split of the water is left to later talks.", "Each side receives half of the water.", "hardened"),
        # names and numbers of parts are no content and no amount
        (
            "Ships named in Section 2.2 of this Convention leave.",
            "Ships named in Section 3.1 of this Protocol leave.",
            "reworded",
        ),
        ("3. The fleet leaves.", "The fleet leaves.", "unchanged"),
    ],
)
def test_what_a_reader_sees_at_once(old: str, new: str, verdict: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert str(there.verdict) == verdict, [
        (str(r.element), str(r.direction), r.old, r.new, r.rule) for r in there.reasons
    ]
    assert back.verdict is there.verdict.mirror


def test_a_long_text_lowers_confidence() -> None:
    added = " and every ship that carries grain for the towns on the upper river"
    short = judge("The toll is ten crowns.", "The toll is nine crowns.")
    long = judge(
        f"The toll is ten crowns for every boat{added * 3}.", f"The toll is nine crowns for every boat{added * 3}."
    )
    assert short.verdict is long.verdict is Verdict.SOFTENED
    assert long.confidence < short.confidence


RENAMED = [
    ("Each vessel carries a flag.", "Each hovercraft carries a flag."),
    ("No vessel enters the bay.", "No hovercraft enters the bay."),
    ("The master of a vessel keeps a log.", "The master of a hovercraft keeps a log."),
]


def test_what_is_called_by_another_name_throughout_is_the_same() -> None:
    found = renamings(RENAMED)
    assert found == renamings([(new, old) for old, new in RENAMED])
    old, new = RENAMED[1]
    assert judge(old, new).verdict is Verdict.ALTERED
    assert judge(old, new, Meaning(related, found)).verdict is Verdict.REWORDED
    assert not renamings(RENAMED[:2]), "two may be chance"


def test_a_proper_name_has_no_other_name() -> None:
    pairs = [(f"Ardenia shall {act} the dam.", f"Borduria shall {act} the dam.") for act in ("guard", "repair", "sell")]
    assert not renamings(pairs)


@pytest.mark.parametrize("stand", [0, 1, 2, 9])
def test_texts_that_stand_speak_against_a_renaming_as_if_all_were_read(stand: int) -> None:
    again = [("Karvia repairs every vessel.", "Karvia repairs every vessel.")] * stand
    apart = [("The ferry carries mail.", "The ferry carries mail.")] * 5
    everything = [(read(old), read(new)) for old, new in [*RENAMED, *again, *apart]]
    found = renamings([*RENAMED, *again, *apart])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("plandiff.judge.renamings._telling", lambda pairs: everything)
        assert renamings([]) == found
    assert bool(found) == (stand == 0)
