"""Reads cardinal numbers as they are written: 600,000; six hundred thousand; half a million; twenty-five; two dozen."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.commitments.tokens import Token, number_of, word_at

SMALL = {
    word: value
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
            "nineteen"
        ).split()
    )
} | {word: 10 * (2 + i) for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
"""Cardinal numbers of one word below a hundred."""
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "score": 20.0,
}
_SCALES |= {"millions": 1e6, "billions": 1e9, "thousands": 1e3}
_PARTS = {"half": 0.5, "quarter": 0.25}
FRACTIONS = {
    "half": 50.0, "halves": 50.0, "third": 33.33, "thirds": 33.33, "quarter": 25.0, "quarters": 25.0,
    "fourths": 25.0, "fifth": 20.0, "fifths": 20.0, "sixth": 16.67, "sixths": 16.67, "eighth": 12.5, "eighths": 12.5, "tenths": 10.0,
    "tenth": 10.0, "twentieth": 5.0, "twentieths": 5.0, "hundredth": 1.0,
}  # fmt: skip
"""Shares by the word for one of so many parts, in per cent."""
_TENS = 20
ORDINALS = {
    "a": 1, "an": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "fourteenth": 14, "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "ninetieth": 90, "hundredth": 100, "hundred": 100,
}  # fmt: skip
"""Ordinals, and what counts one without saying so."""
LABELLED = frozenset(
    """point points decision decisions article articles annex annexes paragraph paragraphs chapter chapters resolution code no number step
    phase day section sections clause clauses subsection subparagraph exhibit schedule appendix rule rules regulation
    directive item items protocol part title""".split()
)
"""Words before a number that names a thing."""
TIMES_OVER = {
    "halve": 50.0, "halves": 50.0, "halved": 50.0, "halving": 50.0, "double": 200.0, "doubles": 200.0, "doubled": 200.0, "twice": 200.0,
    "triple": 300.0, "tripled": 300.0, "treble": 300.0, "trebled": 300.0, "quadruple": 400.0, "quadrupled": 400.0,
}  # fmt: skip
"""Verbs and adverbs that say how many times over, in per cent; a half is what is lost."""


def numeral(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """The number that begins at ``at``, and one past its last token; None where no number begins there."""
    part = _part(tokens, at)
    if part is not None:
        return part
    word = word_at(tokens, at)
    if tokens[at].is_number:
        value, end = number_of(tokens[at]), at + 1
    elif word in SMALL:
        value, end = _below_hundred(tokens, at)
    elif word == "single" and word_at(tokens, at - 1) == "a":
        return 1.0, at + 1
    elif word == "a" and word_at(tokens, at + 1) in _SCALES:
        value, end = 1.0, at + 1
    else:
        return None
    return _scaled(tokens, value, end)


def counted(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """A cardinal or ordinal number at ``at`` and where it ends."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.is_number:
        end = at + 1
        if word_at(tokens, end) in {"st", "nd", "rd", "th"}:
            end += 1
        return number_of(token), end
    written = numeral(tokens, at)
    if written is not None:
        return written
    value = ORDINALS.get(token.word)
    if value is None:
        return None
    return float(value), at + 1


def _part(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "half a million", "a quarter of a million"."""
    first = at + 1 if word_at(tokens, at) == "a" else at
    share = _PARTS.get(word_at(tokens, first))
    if share is None:
        return None
    after = first + 2 if word_at(tokens, first + 1) == "of" else first + 1
    scale = _SCALES.get(word_at(tokens, after + 1)) if word_at(tokens, after) == "a" else None
    return (share * scale, after + 2) if scale else None


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    value, end = float(SMALL[tokens[at].word]), at + 1
    if value >= _TENS:
        unit = end + 1 if word_at(tokens, end) == "-" else end
        if 0 < SMALL.get(word_at(tokens, unit), 0) < 10:
            return value + SMALL[word_at(tokens, unit)], unit + 1
    return value, end


def _scaled(tokens: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """The value with the scales behind it: "two hundred and fifty thousand", "one and a half million"."""
    total = 0.0
    while True:
        if [word_at(tokens, end + i) for i in range(3)] == ["and", "a", "half"] and (
            word_at(tokens, end + 3) in _SCALES or word_at(tokens, end + 3) == "times"
        ):
            value, end = value + 0.5, end + 3
        if word_at(tokens, end) == "-" and word_at(tokens, end + 1) in _SCALES:
            end += 1  # "a two-billion-dollar fund"
        scale = _SCALES.get(word_at(tokens, end))
        if scale is None:
            return total + value, end
        value, end = value * scale, end + 1
        more = end + 1 if word_at(tokens, end) == "and" else end
        below = SMALL.get(word_at(tokens, more))
        if scale == _SCALES["hundred"] and below:
            rest, end = _below_hundred(tokens, more)
            value += rest
        elif below and scale == _SCALES["thousand"] and word_at(tokens, end) != "and":
            rest, end = _scaled(tokens, *_below_hundred(tokens, more))
            return total + value + rest, end
