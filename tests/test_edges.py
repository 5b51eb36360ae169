"""Edges of what the judge tells apart: each was a small fault that no other test noticed (docs/mutants.md)."""

from __future__ import annotations

import pytest

from judged import MIRRORED, said
from plandiff.judge import judge


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Karvia shall not later than 1 May 2027 withdraw its guns.", "Karvia shall withdraw its guns by 1 May 2027."),
        ("Karvia will not only open the gate but guard it.", "Karvia will open the gate and guard it."),
        ("The lease shall last for three quarters of a century.", "The lease shall last for 75 years."),
        ("The guards shall answer within a quarter of an hour.", "The guards shall answer within fifteen minutes."),
        ("Karvia shall leave the temporarily controlled areas.", "Karvia shall leave the controlled areas."),
        ("The guards shall answer within half an hour.", "The guards shall answer within 30 minutes."),
        ("Karvia shall give notice a fortnight in advance.", "Karvia shall give notice two weeks in advance."),
        ("The Mission shall not inspect the depots.", "The depots are closed."),
        (
            "Karvia shall be let in by the guards of Drestan.",
            "The guards of Drestan shall let Karvia in.",
        ),
        ("Karvia shall guard the mines under the Treaty.", "Karvia shall guard the mines."),
        ("Karvia shall report twice every year.", "Karvia shall report every six months."),
        ("Karvia shall report half-yearly.", "Karvia shall report every six months."),
        (
            "Karvia shall leave the camp; after that it shall free the guards.",
            "Karvia shall leave the camp; it shall free the guards.",
        ),
        ("Karvia shall let the last one in", "Karvia will let the last one in"),
        (
            "In the towns by the sea the fund helps widows.",
            "The widows of sailors find help with the fund in each seaside town.",
        ),
        ("Karvia shall remove its IR-1.", "Its IR-1 shall be removed by Karvia."),
        ("The article is returned.", "Some article is returned."),
        (
            "In each town the fund shall pay for bread, milk and salt.",
            "The fund has to give out bread and fish in every town.",
        ),
        (
            "The fighting ends the moment the presidents have signed.",
            "Once the presidents have signed, the fighting ends at once.",
        ),
        (
            "A belt of ten kilometres shall stay clear of guns until the border is settled.",
            "As long as the border remains open, a belt of ten kilometres shall stay clear of guns.",
        ),
        (
            "Those who would rather not return will be paid out of a fund of two billion dollars.",
            "Those who do not wish to return will be paid out of a two-billion-dollar fund.",
        ),
        (
            "The schools shall close at the harbour before the year is out.",
            "The schools at the harbour shall close by the end of the year.",
        ),
        (
            "Families expelled from the valley will be able to go home.",
            "Home is where families expelled from the valley will be able to go.",
        ),
        ("Karvia shall suspend interest payments.", "Interest payments shall be held over by Karvia."),
        (
            "The crossing shall be kept open 24 hours a day.",
            "The crossing shall be kept open day and night.",
        ),
        (
            "Families return when they wish, and no permit is needed.",
            "Families return at will, and need no permit.",
        ),
        (
            "The board shall choose the judge before the year is out.",
            "The judge shall be chosen by the board by the end of the year.",
        ),
        (
            "Whoever took part in torture shall be permanently barred from any public office.",
            "No one who took part in torture shall again hold any public office.",
        ),
        (
            "The agreement shall enter into force thirty days after the second ratification.",
            "The agreement shall take effect thirty days after the second ratification.",
        ),
        (
            "The plant at Meren restarts, and its output is shared equally by both countries.",
            "Each of both countries takes half of the output of Meren, where the plant restarts.",
        ),
        (
            "The presidents meet every six months in a third country.",
            "Twice a year the presidents meet in a country other than their own.",
        ),
        ("Boats get access to the banks for five more years.", "Boats get access to the banks for another half decade."),
        (
            "Holders of mines shall declare their stocks within 180 days after the treaty takes effect for them.",
            "From the moment the treaty is in force for a holder of mines it has 180 days in which it shall declare its stocks.",
        ),
        (
            "The council shall carry on the programme set up by decision 9/CMA.2.",
            "The programme that decision 9/CMA.2 set up shall be carried on by the council.",
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
            "The Parties are invited to report, and are requested to meet.",
            "The Parties are invited to report, and shall meet.",
            "hardened",
            "are requested to > shall: a recommendation becomes a firm commitment: it binds more firmly [modality/shall]",
        ),
        (
            "Karvia shall report its losses.",
            "Karvia shall report its losses monthly.",
            "hardened",
            " > monthly: it falls due at set intervals [time/frequency]",
        ),
        (
            "Karvia shall report its losses by 1 May 2028.",
            "Karvia shall report its losses by 1 May 2027.",
            "hardened",
            "by 1 May 2028 > by 1 May 2027: an earlier time [time/deadline]",
        ),
        (
            "Karvia shall free the guards who served before 2020.",
            "Karvia shall free the guards.",
            "hardened",
            "before 2020 > : the limit goes: more is covered [time/deadline]",
        ),
        (
            "Karvia shall answer within two full days.",
            "Karvia shall answer within three full days.",
            "softened",
            "within two full days > within three full days: a later time [time/deadline]",
        ),
        (
            "Karvia shall guard the bridge until 1 May 2030.",
            "Karvia shall guard the bridge until 1 May 2035.",
            "hardened",
            "until 1 May 2030 > until 1 May 2035: it lasts longer [time/duration]",
        ),
        (
            "Karvia may fly drones. Inspectors shall verify each flight.",
            "Karvia may fly drones if Drestan agrees. Inspectors shall verify each flight.",
            "hardened",
            " > if Drestan agrees: a condition comes in [conditions/if]",
        ),
        (
            "The keys of the old depot in the hills shall be handed over to the Council by noon.",
            "Keys to hill depots must be delivered to the Mission by noon.",
            "altered",
            "Council > Mission: somebody else gets it [doers/to]",
        ),
        (
            "Karvia shall guard the bridge until the harvest.",
            "Karvia shall guard the bridge until the winter.",
            "altered",
            "until the harvest > until the winter: something else is asked for first [conditions/until]",
        ),
        (
            "Karvia shall open the road before the vote.",
            "Karvia shall open the road after the vote.",
            "softened",
            "before > after: after it, not before [time/event]",
        ),
        (
            "Karvia may use the depot.",
            "Karvia may use the depot whenever it wishes.",
            "softened",
            " > whenever it wishes: every case is covered [scope/anytime]",
        ),
        (
            "The army shall clear the mines from the fields.",
            "The police must clear mines from fields.",
            "altered",
            "army > police: somebody else is bound [residue/actor]",
        ),
        (
            "Each Party shall open the gate, and each Party shall guard it.",
            "Karvia shall open the gate and guard it.",
            "softened",
            " > Karvia: one party alone is bound, not every party [residue/everybody]",
        ),
        (
            "Guests may enter, Karvia shall pay.",
            "Guests may enter, Karvia may pay.",
            "softened",
            "shall > may: a firm commitment becomes a permission: it binds less firmly [modality/may]",
        ),
        (
            "Karvia shall announce each flight two days in advance.",
            "Karvia shall announce each flight one day in advance.",
            "softened",
            "two days > one day: a shorter notice [time/notice]",
        ),
        (
            "Karvia shall post guards at the bridge.",
            "Karvia shall post at least 40 guards at the bridge.",
            "hardened",
            " > 40: a least amount comes in [quantity/at least]",
        ),
        (
            "Karvia shall have 60 percent of the catch and Drestan 40 percent.",
            "Karvia shall have 50 percent of the catch and Drestan 50 percent.",
            "altered",
            "60 percent, 40 percent > 50 percent: divided anew [quantity/divided]",
        ),
        (
            "Karvia may fly drones with the approval of the Council.",
            "Karvia may fly drones after informing the Council.",
            "softened",
            "with the approval of the Council > after informing the Council: "
            "asks for less before it is allowed [conditions/after telling]",
        ),
        (
            "Karvia shall reduce its guns under a binding resolution.",
            "Karvia shall reduce its guns under a joint declaration.",
            "softened",
            "binding resolution > joint declaration: a lower legal form [form/political declaration]",
        ),
        (
            "Karvia shall report monthly.",
            "Karvia shall report every two weeks.",
            "hardened",
            "monthly > every two weeks: it falls due more often [time/frequency]",
        ),
        (
            "Karvia shall cut its army to a third.",
            "Karvia shall cut its army to a half.",
            "softened",
            "third > half: less is owed [quantity/what is left]",
        ),
        (
            "Karvia shall cut its army by a third.",
            "Karvia shall cut its army by a half.",
            "hardened",
            "third > half: more is owed [quantity/amount]",
        ),
        (
            "Karvia shall have 60 percent of the catch and Drestan 40 percent.",
            "Karvia and Drestan shall have the catch in equal parts.",
            "altered",
            "60 percent, 40 percent > equal: divided anew [quantity/divided]",
        ),
        (
            "Karvia and Drestan shall divide the catch 60:40.",
            "Karvia and Drestan shall divide the catch 70:30.",
            "altered",
            "60:40 > 70:30: divided anew [quantity/divided]",
        ),
        (
            "Before the vote, Karvia shall open the road.",
            "After the vote, Karvia shall open the road.",
            "softened",
            "Before > After: after it, not before [time/event]",
        ),
        (
            "Karvia shall guard the bridge.",
            "In winter Karvia shall guard the bridge.",
            "softened",
            " > winter: limited to part of what was covered [residue/limit]",
        ),
        (
            "Karvia shall prevent dumping.",
            "Karvia shall prevent or, where practicable, undo dumping.",
            "hardened",
            " > undo: also covered [residue/scope]",
        ),
        (
            "Karvia shall guard the bridge.",
            "Karvia shall not guard the bridge.",
            "altered",
            "shall > shall: the same act is owed on one side and ruled out on the other [modality/denied]",
        ),
        (
            "Neither Party refuses inspection.",
            "Either Party may refuse inspection.",
            "softened",
            " > may: a firm commitment becomes a permission: it binds less firmly [modality/may]",
        ),
        (
            "The Council shall hear the farmers of the valley twice.",
            "The Council shall hear the bakers, weavers, potters and smiths of the valley twice.",
            "altered",
            "farmers > bakers, weavers, potters and smiths: something else stands in its place [slots/replaced]",
        ),
        (
            "Karvia shall post 40 guards at the bridge.",
            "Karvia shall post at least 40 observers at the bridge.",
            "altered",
            "guards > observers: something else stands in its place [residue/replaced]",
        ),
        (
            "Karvia shall withdraw its tanks and guns.",
            "Karvia shall withdraw its tanks and guns from both the valleys.",
            "softened",
            " > valleys: limited to part of what was covered [residue/limit]",
        ),
        (
            "Each vessel shall carry a light by night, and Karvia pays for it.",
            "By night each vessel and ship carries a light, which Karvia has to pay.",
            "hardened",
            " > ship: also covered [slots/listed]",
        ),
        (
            "It is for the Council to recommend a plan.",
            "The Council recommends a plan.",
            "softened",
            " > recommends: a firm commitment becomes a recommendation: it binds less firmly [modality/recommend]",
        ),
        (
            "Should Drestan attack, Karvia shall close the bridge.",
            "Karvia shall close the bridge.",
            "hardened",
            "Should Drestan attack > : a condition goes [conditions/should]",
        ),
        (
            "Karvia shall report by the close of June.",
            "Karvia shall report by the close of May.",
            "hardened",
            "by the close of June > by the close of May: an earlier time [time/deadline]",
        ),
        (
            "Karvia shall report in June.",
            "Karvia shall report in May.",
            "hardened",
            "June > May: an earlier time [time/date]",
        ),
        (
            "They discuss the possible adoption of rules.",
            "They discuss rules.",
            "hardened",
            "possible adoption of rules > : settled in the text [status/possible elaboration of]",
        ),
        (
            "Karvia shall keep two-thirds of the catch.",
            "Karvia shall keep one-third of the catch.",
            "softened",
            "two-thirds > one-third: less is owed [quantity/share]",
        ),
        (
            "The list is adopted by a two-thirds majority.",
            "The list is adopted by a three-quarters majority.",
            "altered",
            "two-thirds > three-quarters: another majority decides [quantity/majority]",
        ),
        (
            "Karvia shall keep about 40 guards.",
            "Karvia shall keep 40 guards.",
            "hardened",
            "40 > 40: no longer only an approximate figure [quantity/amount]",
        ),
        (
            "Karvia pays. Where Drestan pays, Karvia opens the gate.",
            "Karvia pays. Karvia opens the gate.",
            "hardened",
            "Where Drestan pays > : a condition goes [conditions/when]",
        ),
        (
            "Karvia shall not impose restrictions.",
            "Karvia may impose restrictions.",
            "softened",
            "shall > may: what was banned is permitted [modality/shall]",
        ),
        (
            "Karvia shall not hold guards.",
            "Karvia shall not hold guards for longer than ten days.",
            "softened",
            " > ten days: banned beyond that time only [time/period]",
        ),
        (
            "Karvia shall pay Drestan.",
            "Drestan shall pay Karvia.",
            "altered",
            "Karvia … Drestan > Drestan … Karvia: the two have changed places [residue/swapped]",
        ),
        (
            "Karvia shall pay $ 500 to each town.",
            "Karvia shall pay $ 700 to each town.",
            "hardened",
            "$ 500 > $ 700: more is owed [quantity/amount]",
        ),
        (
            "Karvia shall return the ships.",
            "Karvia shall return some ships.",
            "softened",
            " > some: limited to part of what was covered [scope/certain]",
        ),
        (
            "Karvia shall not be prevented from fishing in the bay.",
            "Karvia seeks to fish in the bay.",
            "softened",
            "shall > seeks to: a right becomes an intention or consideration: it binds less firmly [modality/aim to]",
        ),
        (
            "Karvia shall report half-yearly.",
            "Karvia shall report yearly.",
            "softened",
            "half-yearly > yearly: it falls due less often [time/frequency]",
        ),
        (
            "The size of the fund is to be agreed",
            "The size of the fund is agreed",
            "hardened",
            "to be agreed > : settled in the text [status/to be agreed]",
        ),
        (
            "Should Drestan attack, Karvia shall close the bridge if the Council agrees.",
            "Should Drestan attack, Karvia shall close the bridge.",
            "hardened",
            "if the Council agrees > : a condition goes [conditions/if]",
        ),
        (
            "Disputes shall be settled by mutual consultation.",
            "Disputes shall be settled.",
            "softened",
            "by mutual consultation > : checking or an answer to a breach goes [enforcement/by consultation]",
        ),
        (
            "Karvia shall report the loss of ships of more than 300 tonnes.",
            "Karvia shall report the loss of ships.",
            "hardened",
            "300 tonnes > : the threshold goes: more cases are covered [quantity/more than]",
        ),
        (
            "Karvia shall pay two and a half times the price.",
            "Karvia shall pay three times the price.",
            "hardened",
            "two and a half times > three times: more is owed [quantity/amount]",
        ),
        (
            "The old bridge is guarded by Karvia and Drestan in summer.",
            "The new bridge is guarded by Karvia, Drestan and Norland in summer.",
            "hardened",
            " > Norland: joins those named [residue/joined]",
        ),
        (
            "Karvia shall report within two days and shall pay within ten days.",
            "Karvia shall report within two days and shall pay.",
            "softened",
            "within ten days > : the time goes [time/deadline]",
        ),
        (
            "The drivers shall feed the oxen.",
            "Farmhands have to give the oxen their feed.",
            "altered",
            "drivers > Farmhands: somebody else is bound [bearers/subject]",
        ),
        (
            "Karvia may fish in the bay.",
            "Karvia shall not fish in the bay.",
            "hardened",
            "may > shall: what was permitted is banned [modality/shall]",
        ),
        (
            "The wrecks are raised at the Port Authority's expense.",
            "The wrecks are raised at the expense of the United Nations.",
            "altered",
            "Port Authority > United Nations: somebody else bears the cost [payers/cost]",
        ),
        (
            "Guards may be posted, and drivers shall slow down, when the wind exceeds 60 km/h.",
            "Guards may be posted, and drivers shall slow down, when the wind exceeds 75 km/h.",
            "softened",
            "60 km/h > 75 km/h: the threshold rises: fewer cases are covered [quantity/where it passes]",
        ),
        (
            "Raw hides may not be sold before 2028.",
            "Raw hides may not be sold before 2031.",
            "hardened",
            "before 2028 > before 2031: it lasts longer [time/not until]",
        ),
        (
            "After a flood with damage above 5 per cent of output Karvia may suspend its payments.",
            "After a flood with damage above 8 per cent of output Karvia may suspend its payments.",
            "hardened",
            "5 per cent > 8 per cent: the threshold rises: fewer cases are covered [quantity/above]",
        ),
        (
            "Troops stay on both banks of the river, and shall use all necessary means to guard civilians who are at risk.",
            "There shall be troops on both banks of the river. They shall use all necessary means to guard pumps, pipelines and cables.",
            "altered",
            "civilians who are at risk > pumps, pipelines and cables: something else stands there [edits/place]",
        ),
        (
            "Ballots are printed under the supervision of the Supreme Court.",
            "Ballots are printed under the supervision of the provincial governors.",
            "altered",
            "Supreme Court > provincial governors: somebody else acts [doers/other]",
        ),
        (
            "Crane drivers shall not work without a break.",
            "Emergencies apart, crane drivers shall not work without a break.",
            "softened",
            " > Emergencies apart,: an exception comes in [conditions/apart ,]",
        ),
        (
            "Karvia repays what is left of the loan over eighteen years.",
            "Karvia repays what is left of the loan over fifteen years.",
            "hardened",
            "over eighteen years > over fifteen years: an earlier time [time/deadline]",
        ),
        (
            "Karvia shall not borrow abroad without first consulting the Fund.",
            "Karvia shall not borrow abroad.",
            "hardened",
            "without first consulting the Fund > : an exception goes [conditions/without consulting]",
        ),
        (
            "Prisoners who are wounded, ill or under age shall be released first.",
            "Prisoners who are wounded or under age shall be released first.",
            "softened",
            "ill > : no longer covered [residue/scope]",
        ),
        (
            "The board may order a recount if the margin is below 1 per cent.",
            "The board shall order a recount if the margin is below 1 per cent.",
            "hardened",
            "may > shall: a permission becomes a firm commitment: it binds more firmly [modality/shall]",
        ),
        (
            "The Parties intend to refrain from testing such weapons.",
            "The Parties shall refrain from testing such weapons.",
            "hardened",
            "intend to > shall: an intention or consideration becomes a firm ban: it binds more firmly [modality/shall]",
        ),
        (
            "A Party may leave the pact by giving three months' notice.",
            "A Party may leave the pact by giving three months' notice and stating the events that compel it.",
            "hardened",
            " > stating … compel: asks for more first [residue/condition]",
        ),
        (
            "Operators must release the water from April to September.",
            "Operators must release the water from May to August.",
            "softened",
            "from April to September > from May to August: it lasts less long [time/season]",
        ),
        (
            "From October to March grazing is allowed in the strip.",
            "From April to September grazing is allowed in the strip.",
            "altered",
            "From October to March > From April to September: another part of the year [time/season]",
        ),
        (
            "The board shall order the return of the sum.",
            "The board shall recommend the return of the sum.",
            "softened",
            "order > recommend: a weaker act [strength/recommend]",
        ),
        (
            "Karvia pays within 30 days, the arrears of towns excepted.",
            "Karvia pays within 30 days, the arrears of towns, hospitals and schools excepted.",
            "softened",
            "the arrears of towns excepted > the arrears of towns, hospitals and schools excepted: the exception takes in more "
            "[conditions/excepted]",
        ),
        (
            "The pit is not extended without the written consent of the Assembly.",
            "The pit is not extended unless the Assembly has consented in writing and by two thirds.",
            "hardened",
            "without the written consent of the Assembly > unless the Assembly has consented in writing and by two thirds: asks for more "
            "before it is allowed [conditions/unless]",
        ),
        (
            "The Company accepts responsibility for the failure of the dam.",
            "The Company expresses its regret at the failure of the dam.",
            "softened",
            "accepts responsibility > expresses its regret: a weaker act [strength/express regret]",
        ),
        (
            "The valley is to be run by a civilian council until the vote.",
            "A governor is to administer the valley until the vote.",
            "altered",
            "civilian council > governor: somebody else acts [doers/other]",
        ),
        (
            "The Authorities shall pay each worker a sum of 900 crowns.",
            "The Authorities shall pay each worker who is back by 10 May 2032 a sum of 900 crowns.",
            "softened",
            " > by 10 May 2032: limited to part of what was covered [time/deadline]",
        ),
        (
            "The mine shall repeal the statute of 2029 on leases.",
            "Before the year is out the mine shall repeal the statute of 2029 on leases.",
            "hardened",
            " > Before the year is out: a time comes in [time/deadline]",
        ),
        (
            "All prisoners shall be freed.",
            "All wounded prisoners shall be freed.",
            "softened",
            " > wounded: limited to part of what was covered [residue/limit]",
        ),
        (
            "Norland may fly over the strip if it has told the mission ahead.",
            "Norland may fly over the strip and need not tell the mission ahead.",
            "softened",
            "if it has told the mission ahead > : a condition goes [conditions/if]",
        ),
        (
            "The airport reopens as soon as the mission has declared the runway safe and a customs team is in place.",
            "The airport reopens once the mission has declared the runway safe.",
            "hardened",
            "as soon as the mission has declared the runway safe and a customs team is in place > once the mission has declared the runway "
            "safe: asks for less first [conditions/once]",
        ),
        (
            "Tanks are kept at least 30 kilometres from the border.",
            "A belt along the border that is no less than 20 kilometres deep stays closed to tanks.",
            "softened",
            "30 kilometres > 20 kilometres: less is owed [quantity/no less than]",
        ),
        (
            "Norland may catch up to 40 tonnes in a year.",
            "Norland may catch up to 40 tonnes in a month.",
            "softened",
            "in a year > in a month: so much in a shorter time: more is allowed [time/frequency]",
        ),
        (
            "In June, the gate is open.",
            "In July, the gate is open.",
            "altered",
            "June > July: something else stands in its place [residue/replaced]",
        ),
    ],
)
def test_which_way_it_moved_and_in_which_words(old: str, new: str, verdict: str, reason: str) -> None:
    assert judge(old, new).verdict == verdict
    assert said(old, new) == [reason]
    assert judge(new, old).verdict == MIRRORED.get(verdict, verdict)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Drestan may keep guards at the bridge, provided that the truce holds.",
            "Provided that the truce and the peace holds.\nDrestan may keep guards at the bridge.",
        ),
        (
            "Karvia shall not sell guns, except to Drestan.",
            "Karvia shall not sell guns.\nExcept to Drestan and Norland.",
        ),
    ],
)
def test_a_condition_that_is_cut_from_its_rule_moves_the_other_way_from_the_other_side(old: str, new: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert there.verdict.mirror is back.verdict
    assert {(r.element, r.direction.mirror) for r in there.reasons} == {(r.element, r.direction) for r in back.reasons}
    assert there.reasons


def test_a_doubt_says_on_which_side_the_words_are() -> None:
    old, new = "Karvia shall guard the bridge.", "Karvia may guard the bridge in winter storms of the north."
    assert judge(old, new).doubts == ("also new: winter storms of the north",)
    assert judge(new, old).doubts == ("no longer said: winter storms of the north",)


def test_an_interval_is_no_counterpart_of_a_time_by_which() -> None:
    assert said("Karvia shall report within 30 days.", "Karvia shall report every month.") == [
        " > every month: it falls due at set intervals [time/frequency]",
        "within 30 days > : the time goes [time/deadline]",
    ]


def test_the_threshold_of_a_ban_says_how_wide_the_ban_is() -> None:
    old, new = (f"No State shall sell missiles with a range of more than {far} km." for far in (300, 500))
    (reason,) = judge(old, new).reasons
    assert (reason.element, reason.direction) == ("prohibition", "softer")


def test_a_condition_ends_before_what_is_left_to_others() -> None:
    with_one = "If a mine is found the clearing is left to the Council."
    assert judge(with_one, "The clearing is left to the Council.").verdict == "hardened"


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("Karvia shall guard the bridge.", "Karvia shall guard the bridge until the harvest.", "softened"),
        ("A report is due once a date is set.", "A report is due.", "hardened"),
        ("Karvia may use the depot.", "Karvia may use the depot on five days' notice.", "hardened"),
        (
            "Karvia may fly drones with the prior consent of the Council.",
            "Karvia may fly drones in consultation with the Council.",
            "softened",
        ),
        (
            "Karvia shall name the judges.",
            "Karvia shall name the judges in consultation with the Council.",
            "hardened",
        ),
        ("Karvia shall open the gate and guard it.", "All Parties shall open the gate and shall guard it.", "hardened"),
        (
            "Karvia shall report within two days.",
            "Karvia shall report within two days and shall pay within ten days.",
            "hardened",
        ),
        (
            "The ferry shall not sail unless the harbour master agrees.",
            "The ferry cannot sail without the agreement of the harbour master.",
            "reworded",
        ),
        ("The ferry may not sail.", "The ferry cannot sail without the agreement of the harbour master.", "softened"),
        ("The fund pays for repairs.", "The fund pays for repairs, including by Norland.", "hardened"),
        (
            "Quotas shall follow the accord of March 2031.",
            "Quotas shall follow the accord of 4 March 2031.",
            "reworded",
        ),
        (
            "The guns will stay at Holm.",
            "According to the proposal of the mission, the guns will stay at Holm.",
            "softened",
        ),
        (
            "Karvia may fly drones after informing Drestan.",
            "Karvia may fly drones after the approval of Drestan.",
            "hardened",
        ),
        ("Guards shall open the gate unless it snows.", "Guards shall open the gate even if it snows.", "hardened"),
        (
            "Karvia shall pay, provided that its treasury can.",
            "Karvia shall pay, whatever its treasury holds.",
            "hardened",
        ),
        ("Boats may land if the warden consents.", "Boats may land and need no consent of the warden.", "softened"),
        (
            "The line may not be moved unless both agree.",
            "Neither may move the line without the other's consent.",
            "reworded",
        ),
        (
            "The two mayors have agreed that the ferry shall sail.",
            "The two mayors agree that the ferry shall sail.",
            "reworded",
        ),
        (
            "The town runs everything except the mint and the harbour.",
            "The town governs its affairs, with the exception of the harbour, the mint, roads and schools.",
            "softened",
        ),
        (
            "Up to 40 tonnes of cod may be caught in a year.",
            "The yearly catch of cod is limited to 30 tonnes.",
            "hardened",
        ),
        ("They meet twice a month.", "They meet twice monthly.", "reworded"),
        (
            "Aid is paid, of which at least half is a grant.",
            "Aid is paid, of which at least a third is a grant.",
            "softened",
        ),
        ("Both shall reduce their guns to 40.", "Both shall bring their guns down to 60.", "softened"),
        ("The gate is open in war as in peace.", "The gate is open in peacetime and in wartime.", "reworded"),
        ("The board shall have the power to call witnesses.", "The board may call witnesses.", "reworded"),
        ("Karvia shall not move the guns.", "Karvia shall try not to move the guns.", "softened"),
        ("A shipper who cheats shall lose its registration.", "A shipper who cheats shall get a warning.", "softened"),
        ("The line is the frontier.", "Without prejudice to the final frontier, the line is kept.", "softened"),
        (
            "Of the catch 60 per cent goes to Karvia and 40 per cent to Drestan.",
            "They share the catch equally.",
            "altered",
        ),
        ("Karvia shall tell the mission or the board.", "Karvia shall tell the mission and the board.", "hardened"),
        ("Wardens are immune from arrest and search.", "Wardens are immune from arrest or search.", "reworded"),
        ("Leave is given to both fleets to land.", "Both fleets may land.", "reworded"),
        ("It is the duty of the towns to pay.", "An appeal goes to the towns to pay.", "softened"),
        ("The towns have the option of paying.", "It is incumbent upon the towns to pay.", "hardened"),
        ("No ship shall be searched.", "No ship shall be searched without a warrant.", "softened"),
        (
            "Gas flows absent a strike at the plant.",
            "Gas flows whether or not there is a strike at the plant.",
            "hardened",
        ),
        ("The files are released upon payment of a fee.", "The files are released.", "hardened"),
        ("They shall teach music and drawing.", "They shall teach music or drawing, as they choose.", "softened"),
        ("It remains for the leaders to settle the date.", "The date has yet to be agreed by the leaders.", "reworded"),
        ("The paper has no binding force.", "Neither side is bound in law by the paper.", "reworded"),
        ("The army shall be halved.", "The army shall be cut by a quarter.", "softened"),
        ("Its staff shall be doubled.", "Its staff shall grow by 100 per cent.", "reworded"),
        ("They leave by the end of the year.", "They leave by the end of next year.", "softened"),
        ("They leave by the end of June.", "They leave before July.", "reworded"),
        ("Digging shall start no later than 1 May.", "Digging shall start no sooner than 1 May.", "altered"),
        ("The tomb shall stand on the hill.", "[The tomb shall stand on the hill.]", "softened"),
        ("Claims shall be decided by a court.", "A court shall decide on claims.", "reworded"),
        ("The bank shall bear the cost of the bridge.", "The bridge is built at the expense of the town.", "altered"),
        ("Karvia pays for the wall.", "The wall is built at Karvia's expense.", "reworded"),
        ("The mission shall have its seat in Holm.", "The town of Ostra shall be the seat of the mission.", "altered"),
        (
            "Guns stay where they stood when this pact took effect.",
            "Guns stay where they stood at this pact's entry into force.",
            "reworded",
        ),
        ("Both armies have once again sworn off mines.", "Both armies have sworn off mines.", "reworded"),
        (
            "The guards shall leave, after which only the town holds arms.",
            "The guards shall leave, and then only the town holds arms.",
            "reworded",
        ),
        ("At least ten flights a week shall land.", "No fewer than four weekly flights shall land.", "softened"),
        (
            "Strikes on plants, such as dams and mills, shall be halted.",
            "Strikes on plants, such as dams and mills, should be halted.",
            "softened",
        ),
        ("The town shall repair the dam.", "The town will, on a voluntary basis, repair the dam.", "softened"),
        (
            "Guards may use force only in self-defence.",
            "No force may be used by guards except in self-defence.",
            "reworded",
        ),
        ("3. No band shall recruit minors.", "7 (b) No band shall recruit minors.", "unchanged"),
        ("Charitable organisations may enter.", "Charitable organizations may enter.", "unchanged"),
        ("The ban holds in the port.", "The ban holds anywhere in the port.", "hardened"),
        ("In the interim year no ore is sold.", "For twelve years no ore is sold.", "hardened"),
        (
            "The treaty obliges them to pay 3 million a year.",
            "Under the memorandum they pay 4 million a year.",
            "altered",
        ),
        ("Karvia shall hand over 20 hectares.", "Karvia shall hand over 35 hectares.", "hardened"),
        (
            "Funds that were frozen shall remain frozen until May.",
            "Until May no funds that were frozen shall be released.",
            "reworded",
        ),
        ("The ban ends for good a year later.", "The ban ends for good three years later.", "softened"),
        ("The envoys deplore the loss and will open the road.", "The envoys will open the road.", "reworded"),
        ("Upon payment of a toll, ships may pass.", "Ships may pass without any toll being paid.", "softened"),
        ("No rally is held.", "No rally is held in the week before the vote.", "softened"),
        ("The move is made under the eyes of the mission.", "The move is observed by the mission.", "reworded"),
        (
            "Other than guns hidden before the truce, all arms are burnt.",
            "All arms, guns hidden before the truce included, are burnt.",
            "hardened",
        ),
        (
            "The convoy shall leave by the end of the harvest.",
            "The convoy shall leave by the start of the harvest.",
            "hardened",
        ),
        (
            "The observers may visit the depot at any hour.",
            "The observers may visit the depot on two days' notice.",
            "softened",
        ),
        (
            "The board may inspect any site on ten days' notice.",
            "The board may inspect any site on two days' notice.",
            "hardened",
        ),
        ("A mission of 40 people shall guard the dam.", "The dam shall be guarded by 60 civilian staff.", "hardened"),
        (
            "60 per cent goes to Holm and the rest to Ostra.",
            "40 per cent goes to Holm and the rest to Ostra.",
            "altered",
        ),
        ("No permanent base is built.", "No base, permanent or temporary, is built.", "hardened"),
        ("Dues shall end within two years of the vote.", "Dues shall end within five years of the vote.", "softened"),
        (
            "They may use their tongue when dealing with the town.",
            "They may use their tongue in dealings with the town.",
            "reworded",
        ),
        ("The guard shall be set up by the Council.", "The guard is to be set up by the Council.", "reworded"),
        ("The towns are invited to pay.", "The towns are encouraged by the Council to pay.", "reworded"),
        ("The ban starts after a period of six months.", "The ban starts after a period of three months.", "hardened"),
        ("The truce shall last six weeks.", "The truce shall last four weeks.", "softened"),
        ("The plans are due by the end of 2031.", "The plans are due before 2031 is out.", "reworded"),
        ("By 2030, from Holm, the guns shall go.", "By 2030, from Velm, the guns shall go.", "altered"),
        ("Karvia shall scrap its MiG-29 jets.", "Karvia shall scrap its MiG-31 jets.", "altered"),
        (
            "The list shall be shut two days after the vote.",
            "The list shall be shut two days after the harvest.",
            "altered",
        ),
        ("The dues follow from Article 5.", "The dues follow from Article 6.", "reworded"),
    ],
)
def test_what_was_once_judged_wrong(old: str, new: str, verdict: str) -> None:
    assert judge(old, new).verdict == verdict
    assert judge(new, old).verdict == MIRRORED.get(verdict, verdict)


@pytest.mark.xfail(reason="the day is read as a time, the date as a word")
def test_what_is_still_judged_wrong() -> None:
    old, new = "The list shall close on the date after the vote.", "The list shall close on the day after the vote."
    assert judge(old, new).verdict == "reworded"
