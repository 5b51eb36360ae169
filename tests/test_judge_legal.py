"""The style of treaties and terms of use: entry into force, references, who answers, what is only measured by the year."""

from __future__ import annotations

import pytest

from plandiff.judge import judge

_MIRROR = {"hardened": "softened", "softened": "hardened", "altered": "altered", "reworded": "reworded"}


@pytest.mark.parametrize(
    ("old", "new", "verdict", "rule"),
    [
        (  # more must join before anybody is bound
            "This Pact shall enter into force on the sixtieth day after the deposit of the eighth instrument of accession.",
            "This Pact shall enter into force on the sixtieth day after the deposit of the twelfth instrument of accession.",
            "softened",
            "quantity/ratifications",
        ),
        (
            "The Charter takes effect once seven States have ratified it.",
            "The Charter takes effect once five States have ratified it.",
            "hardened",
            "quantity/ratifications",
        ),
        (  # observers who may go to fewer places check less
            "The observers may visit any quarry or sawmill of the valley.",
            "The observers may visit any quarry of the valley.",
            "softened",
            "residue/scope",
        ),
        (  # tenants who may do less are bound more
            "The tenants may use any well or pump of the valley.",
            "The tenants may use any well of the valley.",
            "hardened",
            "residue/scope",
        ),
        (
            "The company repairs the pipes. Customers may read the meters.",
            "The company repairs the pipes. Customers are responsible for reading the meters.",
            "hardened",
            "modality/is responsible for",
        ),
    ],
)
def test_what_legal_style_says(old: str, new: str, verdict: str, rule: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert (there.verdict, back.verdict) == (verdict, _MIRROR[verdict])
    assert {r.rule for r in there.reasons} == {rule}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (  # many ways to say how many must join
            "The Pact enters into force when the tenth instrument of ratification is deposited.",
            "The Pact comes into force once ten States have deposited their instruments of ratification.",
        ),
        (  # the year by which something is measured
            "A mill's annual output shall not exceed 900 sacks.",
            "A mill's output shall not exceed 900 sacks.",
        ),
        (  # a reason
            "The ferry shall sail at dawn, since every hour counts.",
            "The ferry shall sail at dawn.",
        ),
        (  # the not of a ban
            "No guard shall fire at a school.",
            "Under no circumstances may a guard fire at a school.",
        ),
        (  # where the text is cited
            "In granting leave under sub-paragraphs (a) and (b) above, the warden shall note the hour.",
            "In granting leave, the warden shall note the hour.",
        ),
        (  # who may change a text
            "This statute may be amended by two thirds of the wardens.",
            "Amendments to this statute need two thirds of the wardens.",
        ),
        (  # a time named again
            "The landlord shall give 30 days' notice. The rent rises after those 30 days.",
            "The landlord shall give 30 days' notice. The rent rises after that.",
        ),
    ],
)
def test_what_only_sounds_like_a_change(old: str, new: str) -> None:
    assert judge(old, new).verdict == "reworded"
    assert judge(new, old).verdict == "reworded"
