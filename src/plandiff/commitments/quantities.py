"""Reads the numbers of a text that are no times: how much of what, and in which role.

The role says which way is softer: a ceiling that rises allows more, a floor or a payment that rises asks for more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from plandiff.commitments.labels import is_label, ratio
from plandiff.commitments.lexicon import phrases
from plandiff.commitments.numerals import FRACTIONS, SMALL, TIMES_OVER, numeral
from plandiff.commitments.ratifications import ratification
from plandiff.commitments.reading import RATIFICATION, Clause, Force, Quantity, Role, Span, Time
from plandiff.commitments.stems import FUNCTION_WORDS, GIVING, stem
from plandiff.commitments.times import around
from plandiff.commitments.tokens import Token, number_of

_MEASURES = frozenset("distance width length depth height radius minimum breadth range sum amount total fine".split())
_CURRENCY = {
    "usd": "usd", "$": "usd", "eur": "eur", "€": "eur", "gbp": "gbp", "£": "gbp", "dollars": "usd", "dollar": "usd", "euros":
    "eur", "euro": "eur", "roubles": "rub",
}  # fmt: skip
_UNITS = {
    "km": ("metre", 1000.0), "kilometre": ("metre", 1000.0), "kilometer": ("metre", 1000.0), "metre":
    ("metre", 1.0), "meter": ("metre", 1.0), "m": ("metre", 1.0), "mm": ("calibre", 1.0), "mile": ("mile",
    1.0), "nautical": ("mile", 1.0), "tonne": ("gram", 1e6), "ton": ("gram", 1e6), "kg": ("gram", 1000.0),
    "kilogram": ("gram", 1000.0), "kilogramme": ("gram", 1000.0), "gram": ("gram", 1.0), "gramme": ("gram", 1.0), "g": ("gram", 1.0),
    "kilo": ("gram", 1000.0), "litre": ("litre", 1.0), "liter": ("litre", 1.0), "barrel": ("barrel", 1.0), "hectare": ("hectare", 1.0),
    "cm": ("metre", 0.01), "centimetre": ("metre", 0.01), "centimeter": ("metre", 0.01), "mw": ("watt", 1e6), "gw": ("watt", 1e9),
    "percentage": ("percent", 1.0),
}  # fmt: skip
_SPEEDS = {"mph": 1.609, "kph": 1.0, "kmh": 1.0, "knot": 1.852}
_CEILING = phrases("ceiling")
_FLOOR = phrases("floor")
_TIGHT = frozenset({"above", "over", "more than"})
"""Words that make a floor only right before the number ("over the next two winters")."""
_MONEY = frozenset(_CURRENCY.values())
_ALL = 100.0
_CUT_BACK = 8
"""How many tokens before a figure the verb may stand that brings something down to it."""
_PARTICLE_OF = frozenset(
    """hand hands handed handing take takes taken took turn turns turned give gives given make makes made pay pays paid sign signs
    signed""".split()
)
"""Verbs that take "over" with them."""
_BOUNDS = (["at", "least"], ["more", "than"], ["less", "than"], ["at", "most"])
_LARGER = frozenset("longer larger bigger older heavier taller wider deeper higher greater stronger faster".split())
_MORE_THAN = tuple(f"{how} than" for how in sorted(_LARGER))
_SAYS_HOW = frozenset("no not never be is are was were been any nor".split())
"""Before "longer than 24 metres" they say how long something is or may be; else it says which are meant."""
_SUMS = frozenset({"add", "adds", "adding"})
_CASE = 8
"""How far back the *when* may stand, in tokens."""
_PASSES = (
    "exceed", "exceeds", "exceeded", "pass", "passes", "passed", "stronger than", "higher than", "greater than", "faster than", "above",
    "over", "more than",
)  # fmt: skip
"""What leads to a figure from which on a case is meant."""
_BRING = frozenset({"bring", "brings", "brought", "go", "come"})
_CUTS = ("reduc", "cut", "lower", "decreas", "shrink", "scaled", "trimm", "slash")
_FALLS = (*_CUTS, "fall", "drop", "declin")
_APPROXIMATE = frozenset({"about", "around", "approximately", "roughly", "some", "nearly", "almost"})


def quantities(
    text: str, tokens: Sequence[Token], clauses: Sequence[Clause], clause_of: Sequence[int], times: Sequence[Time]
) -> tuple[Quantity, ...]:
    """All quantities in order; what the reader of times has claimed is left out."""
    claimed = [(t.span.start, t.span.end) for t in times]
    giving = [i for i, token in enumerate(tokens) if token.word in GIVING]
    made: list[Quantity] = []
    at = 0
    while at < len(tokens):
        found = _number(tokens, at)
        if found is None or any(s <= tokens[at].start < e for s, e in claimed) or is_label(tokens, at):
            at += 1
            continue
        value, unit, start, end = found
        clause = clauses[clause_of[at]]
        if unit == "percent" and _leaves(tokens, start, end):
            value = 100.0 - value
        role, rule = _role(tokens, at, start, end, clause, unit)
        span = Span(tokens[start].start, tokens[end - 1].end, text[tokens[start].start : tokens[end - 1].end])
        given = bisect_left(giving, clause.first)
        by_verb = given < len(giving) and giving[given] < start
        approximate = any(
            t.word in _APPROXIMATE for t in tokens[max(0, at - 3) : at] if t.sentence == tokens[at].sentence
        )
        made.append(
            Quantity(
                value,
                unit,
                role,
                approximate,
                span,
                clause_of[at],
                around(tokens, start, end, 5),
                by_verb or unit in _MONEY,
                by_verb,
                rule,
            )
        )
        at = end
    return tuple(made)


def _picks_out(tokens: Sequence[Token], start: int) -> bool:
    """Whether the number stands in a clause that says which cases are meant ("where at least a tenth speak it")."""
    near = tokens[max(0, start - 7) : start]
    words = [t.word for t in near]
    if words[-4:-2] in (["is", "no"], ["is", "not"]) and words[-2:] in (["less", "than"], ["fewer", "than"]):
        return False  # "a belt that is no less than 20 kilometres deep"
    for before, token in zip(reversed([None, *near[:-1]]), reversed(near), strict=False):
        if token.word == "that" and before is not None and before.word in {"so", "such"}:
            return False
        if token.word in {"shall", "will", "must", "may", "should", ",", ";"}:
            return False
        if token.word in {"where", "who", "whose", "that", "which"}:
            return not (token.word == "which" and before is not None and before.word in {"of", "on", "for", "with"})
    return False


def _leaves(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the share is what is left ("reduced to a quarter"): then the cut is the rest."""
    lead = [t.word for t in tokens[max(0, start - 3) : start]]
    if tokens[start].is_number and tokens[min(end, len(tokens) - 1)].word != "of":
        return False  # a rate, not a share of what there was
    return "to" in lead and any(t.word.startswith(_FALLS) for t in tokens[max(0, start - 5) : start])


def _number(tokens: Sequence[Token], at: int) -> tuple[float, str, int, int] | None:
    """Value, unit, first and one past last token of the quantity whose number stands at ``at``."""
    token = tokens[at]
    word = token.word
    nxt = tokens[at + 1].word if at + 1 < len(tokens) else ""
    joined = ratification(tokens, at)
    if joined is not None:
        return joined
    many = numeral(tokens, at)
    if word in FRACTIONS and many is None and (unit := _unit_behind(tokens, at)) is not None:
        return FRACTIONS[word] / _ALL * unit[0], unit[1], at, unit[2]
    if (
        word in FRACTIONS
        and many is None
        and (nxt in {"of", "the", "to"} or _measured(tokens, at) or (at and tokens[at - 1].word in {"a", "one", "two", "three", "-"}))
    ):
        if at > 1 and tokens[at - 1].word == "-" and tokens[at - 2].word in SMALL:
            return FRACTIONS[word] * SMALL[tokens[at - 2].word], "percent", at - 2, at + 1
        return FRACTIONS[word], "percent", at, at + 1
    if word in {"equally", "evenly"} or (word == "equal" and nxt in {"parts", "shares", "halves"}):
        return 50.0, "percent", at, at + 1
    if word in TIMES_OVER and (word != "twice" or nxt in {"as", "what", "the", "that"}):
        return TIMES_OVER[word], "percent", at, at + 1
    share = _out_of(tokens, at, many)
    if share is not None:
        return share
    if word == "one" and nxt == "in" and at + 3 < len(tokens) and tokens[at + 2].word == "every" and tokens[at + 3].word in SMALL:
        return _ALL / SMALL[tokens[at + 3].word], "percent", at, at + 4
    if word == "one" and nxt == "in" and at + 2 < len(tokens):
        among = SMALL.get(tokens[at + 2].word) or (number_of(tokens[at + 2]) if tokens[at + 2].is_number else 0)
        return (_ALL / among, "percent", at, at + 3) if among else None
    if token.is_number:
        value = number_of(token)
        if nxt == ":" and ratio(tokens, at):
            return value, "percent", at, at + 3
        if nxt == "-" and at + 2 < len(tokens) and tokens[at + 2].word == word and value == 50:
            return 50.0, "percent", at, at + 3
    elif word in SMALL and nxt in FRACTIONS and (nxt.endswith("s") or word == "one"):
        return FRACTIONS[nxt] * SMALL[word], "percent", at, at + 2
    elif many is None or _anybody(tokens, at, many[1]) or (word in SMALL and _partitive(tokens, many[1])):
        return None
    return _with_unit(tokens, at, *many) if many else None


def _measured(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bound stands before a share that nothing follows ("of which at least half")."""
    return _bounded(tokens, at) or tokens[at - 1].word == "by"


def _anybody(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "one" stands for somebody or something, and counts nothing."""
    alone = tokens[at].word == "one" and end == at + 1 and [t.word for t in tokens[end : end + 1]] != ["and"]
    return alone and not _bounded(tokens, at)


def _bounded(tokens: Sequence[Token], at: int) -> bool:
    """Whether words of a bound stand right before a number: "at most one" counts, where "one" alone may be anybody."""
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return [t.word for t in tokens[max(0, at - 2) : at]] in _BOUNDS and not behind.endswith("th")


def _out_of(tokens: Sequence[Token], at: int, many: tuple[float, int] | None) -> tuple[float, str, int, int] | None:
    """ "Two out of three", "one out of every two": a share."""
    if many is None or [t.word for t in tokens[many[1] : many[1] + 2]] not in (["out", "of"], ["of", "the"]):
        return None
    behind = many[1] + 2
    if behind < len(tokens) and tokens[behind].word == "every":
        behind += 1
    whole = numeral(tokens, behind) if behind < len(tokens) else None
    return (_ALL * many[0] / whole[0], "percent", at, whole[1]) if whole and whole[0] else None


def _partitive(tokens: Sequence[Token], end: int) -> bool:
    """Whether what follows makes a number part of something else ("two of them", "two-way", but not "two-kilometre")."""
    behind = [t.word for t in tokens[end : end + 2]]
    measured = behind[:1] == ["-"] and bool(_CURRENCY.keys() & set(behind[1:]) or _UNITS.keys() & set(behind[1:]))
    return behind[:1] in (["of"], ["another"]) or (behind[:1] == ["-"] and not measured)


def _unit_behind(tokens: Sequence[Token], at: int) -> tuple[float, str, int] | None:
    """The unit of which a fraction is told ("half a tonne", "a quarter of a kilogram"): size, unit, one past its token."""
    behind = [t.word for t in tokens[at + 1 : at + 4]]
    skip = 2 if behind[:2] == ["of", "a"] else 1
    if "a" not in behind[:skip] or len(behind) <= skip:
        return None
    unit = _UNITS.get(behind[skip])
    return (unit[1], unit[0], at + skip + 2) if unit else None


def _with_unit(tokens: Sequence[Token], at: int, value: float, end: int) -> tuple[float, str, int, int]:
    start = at
    currency = _CURRENCY.get(tokens[at - 1].word) if at else None
    if currency:
        if end < len(tokens) and tokens[end].word == "m":
            return value * 1e6, currency, at - 1, end + 1
        return value, currency, at - 1, end
    money = end + 1 if end < len(tokens) and tokens[end].word == "-" else end
    if money < len(tokens) and tokens[money].word in _CURRENCY:
        return value, _CURRENCY[tokens[money].word], start, money + 1
    if [t.word for t in tokens[end : end + 3]] == ["and", "a", "half"]:
        value, end = value + 0.5, end + 3
    after = [t.word for t in tokens[end : end + 3]]
    if after[:1] == ["times"] and value < _ALL:
        return _ALL * value, "percent", start, end + 1
    if after[:1] == ["%"] or after[:1] == ["percent"] or after[:2] == ["per", "cent"]:
        return value, "percent", start, end + (2 if after[:2] == ["per", "cent"] else 1)
    speed = _speed([t.word for t in tokens[end : end + 4]])
    if speed:
        return value * speed[0], "km/h", start, end + speed[1]
    gap = 1 if after[:1] == ["-"] else 0
    unit_word = after[gap] if len(after) > gap else ""
    unit = _UNITS.get(unit_word) or _UNITS.get(unit_word.removesuffix("s"))
    if unit:
        width = len(after[gap : gap + 2]) if unit_word == "nautical" else 1
        return value * unit[1], unit[0], start, end + gap + width
    return value, f"count:{_counted(tokens, end)}", start, end


def _speed(after: list[str]) -> tuple[float, int] | None:
    """Kilometres an hour in one unit of a speed that stands there, and its tokens ("km/h", "miles an hour", "knots")."""
    if after[:1] and after[0].removesuffix("s") in _SPEEDS:
        return _SPEEDS[after[0].removesuffix("s")], 1
    each = after[1:3] in (["/", "h"], ["per", "hour"], ["an", "hour"])
    miles = after[0].startswith("mile") if each else False
    kilometres = after[0].startswith(("km", "kilomet")) if each else False
    return (_SPEEDS["mph"] if miles else 1.0, 3) if miles or kilometres else None


def _counted(tokens: Sequence[Token], at: int) -> str:
    """Stem of the noun that is counted: the last of up to three words before the next function word."""
    noun = ""
    for token in tokens[at : at + 3]:
        if not token.is_word or token.word in FUNCTION_WORDS:
            break
        noun = stem(token.word)
    return noun


def _in_case(tokens: Sequence[Token], start: int) -> bool:
    """Whether *when* or *if* opens the clause that ends in the figure: it tells in which cases."""
    for token in reversed(tokens[max(0, start - _CASE) : start]):
        if not token.is_word or token.sentence != tokens[start].sentence:
            return False
        if token.word in {"when", "whenever", "while", "if", "where", "wherever"}:
            return True
    return False


def _brought_down(tokens: Sequence[Token], start: int) -> bool:
    """Whether something is reduced to the figure: then it is the most that may be left."""
    near = [t.word for t in tokens[max(0, start - _CUT_BACK) : start]]
    return near[-1:] == ["to"] and any(w.startswith(_CUTS) or (w in _BRING and "down" in near) for w in near)


def _sized(lead: str, clause: Clause) -> tuple[Role, str] | None:
    """The role of a figure behind "longer than": which are meant ("ships longer than"), or how long none may be."""
    if not _SAYS_HOW.intersection(lead.split()[-3:-2]):
        return Role.TRIGGER, "quantity/longer than"
    return (Role.CEILING, "quantity/no more than") if clause.force is Force.BAN else None


def _role(tokens: Sequence[Token], at: int, start: int, end: int, clause: Clause, unit: str) -> tuple[Role, str]:
    lead = " ".join(t.word for t in tokens[max(0, start - 5) : start] if t.sentence == tokens[at].sentence)
    whole = " ".join(t.word for t in tokens[max(clause.first, start - 14) : start])
    if unit == RATIFICATION:
        return Role.TRIGGER, "quantity/ratifications"
    if unit == "percent" and _leaves(tokens, start, end):
        return Role.EXACT, "quantity/what is left"
    zone = clause.force is Force.BAN and unit in {"metre", "mile"}
    if zone and lead.endswith(("less than", "closer than", "nearer than")):
        return Role.FLOOR, "quantity/zone of a ban"
    if _picks_out(tokens, start) and any(lead.endswith(cue) or f"{cue} " in f"{lead[-22:]} " for cue in _FLOOR):
        return Role.TRIGGER, "quantity/where at least"
    if _in_case(tokens, start) and lead.endswith(_PASSES):
        return Role.TRIGGER, "quantity/where it passes"
    if clause.force is Force.BAN and lead.endswith(("less than", "fewer than", "under", "below", "lower than")):
        return Role.FLOOR, "quantity/no less than"
    behind = " ".join(t.word for t in tokens[end : end + 3])
    if unit == "percent" and "majority" in behind:
        return Role.EXACT, "quantity/majority"
    if (
        behind.startswith(("or more", "and more", "or over"))
        and tokens[start - 1].word == "of"
        and tokens[start - 2].word not in _MEASURES
    ):
        return Role.TRIGGER, "quantity/of so much or more"
    if behind.startswith(("at most", "at the most", "or less", "or fewer")) or behind.endswith(" at most"):
        return Role.CEILING, "quantity/at most"
    if behind.startswith(("or more", "at least", "at the least")):
        return Role.FLOOR, "quantity/or more"
    if lead.endswith(_MORE_THAN) and (sized := _sized(lead, clause)) is not None:
        return sized
    for cue in _FLOOR:
        if cue == "over" and _PARTICLE_OF & set(lead.split()[-3:]):
            continue  # "hand over 20,000 hectares"
        if lead.endswith(cue) or (cue not in _TIGHT and f"{cue} " in f"{lead[-22:]} "):
            if cue not in {"above", "over", "more than"}:
                return Role.FLOOR, f"quantity/{cue}"
            negated = any(n in whole.split()[-7:] for n in ("not", "no", "never"))
            return (Role.CEILING, f"quantity/not {cue}") if negated else (Role.TRIGGER, f"quantity/{cue}")
    for cue in _CEILING:
        if cue == "up to" and _SUMS & set(lead.split()):
            continue  # "add up to"
        if lead.endswith(cue) or f"{cue} " in f"{lead[-26:]} ":
            return Role.CEILING, f"quantity/{cue}"
    if _brought_down(tokens, start):
        return Role.CEILING, "quantity/reduced to"
    if any(w in whole.split() for w in ("limited", "capped", "ceiling", "cap", "restricted", "exceed", "maximum")):
        return Role.CEILING, "quantity/limited"
    if clause.force is Force.BAN and unit in {"metre", "mile"}:
        return Role.FLOOR, "quantity/zone of a ban"
    shared = tokens[at].word in FRACTIONS or (tokens[at].word == "one" and tokens[end - 1].word in FRACTIONS)
    if unit == "percent" and shared and tokens[min(end, len(tokens) - 1)].word == "of":
        return Role.EXACT, "quantity/share"
    return Role.EXACT, "quantity/amount"
