"""A provision's text as the aligner sees it: words in one spelling, quantities in one form.

*600 000*, *600,000* and *six hundred thousand* are one number; *a fortnight*, *two weeks* and *14 days* are one span of time;
*50-50* is *equally*. What only says how firmly something is meant (*shall*, *may*) is left out: it is what negotiators change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from plandiff import built

# Compiled where a text is cut, which no start does on provisions that the build has read.
_TOKEN = r"\d{1,3}(?:[ ,]\d{3})+(?!\d)|\d+(?:\.\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|%"
_THOUSANDS = r"(?<=\d)[ ,](?=\d{3})"
_ABBREVIATION = r"\b(?:[A-Z]\.){2,}"
_US = r"\bUS\b"  # the pronoun is no country: told apart before case is gone
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})

_AMERICAN = (
    ("iz", r"(?<=[a-z]{3})iz(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)", "is"),
    ("yz", r"(?<=[a-z]{2})yz(?=(?:e|es|ed|ing)$)", "ys"),
    (
        "or",
        r"^(lab|harb|neighb|arm|hon|fav|col|behavi|endeav|rum|hum|vap)or(?=$|s$|ed$|ing$|able$|s?hood$|ed$)",
        r"\1our",
    ),
    ("se", r"^(defen|offen|licen|preten)se(?=$|s$)", r"\1ce"),
    ("er", r"^(cent|met|kilomet|lit|theat|fib|calib)er(?=$|s$)", r"\1re"),
    ("program", r"^program(?=$|s$)", "programme"),
    ("fulfill", r"^fulfill(?=$|s$|ment$)", "fulfil"),
    ("judgement", r"^judgement", "judgment"),
    ("aluminum", r"^aluminum$", "aluminium"),
    ("maneuver", r"^maneuver", "manoeuvre"),
)
"""Letters without which a pattern cannot match, the pattern, and what takes its place: most words need none of the patterns."""
_compiled = lru_cache(maxsize=None)(re.compile)
_NOT_AMERICAN = frozenset(
    ("size", "sizes", "sized", "seize", "seizes", "seized", "seizing", "prize", "prizes", "capsize")
)

_POINTS_BACK = (
    r"\b(it|its|they|them|their|he|she|his|her|this|these|those|such|so|then|afterwards|also|likewise|otherwise|in addition"
    r"|there(of|after|by|from)|the (latter|former|same|remaining|others?))\b"
    r"|^(\w+ )?that (?!(is|are|the|an?)\b)|\bthere$"
)

_UNITS = {
    word: value
    for value, words in enumerate(
        "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
        "nineteen".split("|")
    )
    for word in (words,)
}
_TENS = {w: 10 * (k + 2) for k, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_ORDINALS = {
    **dict(
        zip(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
            range(1, 13),
            strict=True,
        )
    ),
    **{
        w: 10 * (k + 2)
        for k, w in enumerate("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split())
    },
    "hundredth": 100,
}
_MONTHS = frozenset("january february march april june july august september october november december".split())
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9}
_DAYS = {
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.0,
    "quarter": 90.0,
    "year": 360.0,
    "decade": 3600.0,
    "hour": 1 / 24,
}
_DAYS |= {word + "s": days for word, days in _DAYS.items()} | {w + "'s": d for w, d in _DAYS.items()}

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those such said same it its itself they them their theirs he she his her him we our us you your i
    who whom whose which what when where whether why how there here then than thus hence therefore
    and or nor but if unless while although though because since as so yet also too both either neither each every any all some no not
    of in on at by for from to into onto upon with within without about against among amongst between through throughout during before
    after until till under over above below out off up down per via toward towards along across around behind beyond near inside outside
    be is are was were been being am do does did done doing have has had having shall should will would may might must can could cannot
    ought let make makes made take takes took taken give gives given get put
    more most less least much many few several other others another one ones own only just even very further rather quite well
    not never none nothing nobody now again once ever still already
    including include includes included concerning regarding respect respective respectively accordance according relation connection
    order view case way kind thereof thereto therein hereby herein hereto hereafter thereafter whatever whichever whoever
    hold holds held holding etc eg ie st nd rd th non pre de co re fewer soon longer thing things latter former hereunder thereupon
    aforementioned solely whereas otherwise however moreover furthermore
    """.split()
)
"""Words that say nothing of what a provision is about; terms of several words may still contain them."""


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The words and numbers of *text*, lower-cased, in British spelling, numbers without separators."""
    made = built.passage(text)
    if made is not None:
        return cast(tuple[str, ...], made[0])
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    folded = re.sub(_ABBREVIATION, lambda found: found[0].replace(".", ""), folded)
    folded = re.sub(_US, "usa", folded).casefold()
    found = []
    for token in re.findall(_TOKEN, folded):
        if token[0].isdigit():
            found.append(re.sub(_THOUSANDS, "", token))
        else:
            found.append(british(token.removesuffix("'s")))
    return tuple(found)


@lru_cache(maxsize=65536)
def british(word: str) -> str:
    """*word* in British spelling."""
    if word not in _NOT_AMERICAN:
        for letters, pattern, instead in _AMERICAN:
            if letters in word:
                word = _compiled(pattern).sub(instead, word)
    return word


@lru_cache(maxsize=65536)
def points_back(text: str) -> bool:
    """Whether the text refers to something by a word that does not name it: what it means may stand in another provision."""
    made = built.passage(text)
    return re.search(_POINTS_BACK, " ".join(words(text))) is not None if made is None else cast(bool, made[3])


def canonical(text: str) -> str:
    """The text without case, punctuation and spacing: two provisions with the same one say the same in the same words."""
    return " ".join(words(text))


def value_at(tokens: Sequence[str], at: int) -> tuple[float, int] | None:
    """The number that begins at *at* and how many tokens it takes, or None: *25*, *twenty five*, *1.5 million*, *ninetieth*."""
    token = tokens[at]
    if token[0].isdigit():
        try:
            value, used = float(token), 1
        except ValueError:
            return None
    elif token in _TENS:
        value, used = float(_TENS[token]), 1
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if 0 < _UNITS.get(following, _ORDINALS.get(following, 0)) < 10:
            value, used = value + _UNITS.get(following, _ORDINALS.get(following, 0)), 2
    elif token in _UNITS or token in _ORDINALS:
        value, used = float(_UNITS.get(token, _ORDINALS.get(token, 0))), 1
    else:
        return None
    while at + used < len(tokens) and tokens[at + used] in _SCALES:
        value, used = value * _SCALES[tokens[at + used]], used + 1
    return value, used


def quantity_at(tokens: Sequence[str], at: int) -> tuple[str, int] | None:
    """The quantity that begins at *at*, in canonical form, and how many tokens it takes, or None.

    A span of time is told in days: ``~14d`` for *two weeks*; another number is ``#14``.
    """
    if tokens[at] in _MONTHS:
        return f"#{tokens[at]}", 1
    if tokens[at] in ("fortnight", "decade"):
        return f"~{_DAYS[tokens[at]]:g}d", 1
    number = value_at(tokens, at)
    if number is None:
        return None
    value, used = number
    unit = tokens[at + used] if at + used < len(tokens) else ""
    if unit in _DAYS:
        return f"~{value * _DAYS[unit]:g}d", used + 1
    return f"#{value:g}", used
