"""How lists write their numbers: 4 as 4, 04, d, D, iv, IV or 4th."""

from __future__ import annotations

from plandiff.intake.labels import to_roman

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_MOST_ROMAN = 3_999


def counted(number: int, way: str) -> str:
    """``number`` in the way of a word processor's list; a way that is not known counts in digits."""
    low = way[:1].lower() + way[1:]
    if way in ("upperLetter", "upperRoman", "russianUpper"):
        return counted(number, {"upperLetter": "lowerLetter", "upperRoman": "lowerRoman", "russianUpper": "russianLower"}[way]).upper()
    if low == "decimalZero":
        return f"{number:02d}"
    if number < 1 or way == "decimal":
        return str(number)
    if way == "lowerRoman" and number <= _MOST_ROMAN:
        return to_roman(number)
    if way in ("lowerLetter", "russianLower"):
        letters = _LETTERS if way == "lowerLetter" else _RUSSIAN
        turns, place = divmod(number - 1, len(letters))
        return letters[place] * min(turns + 1, 30)
    if way == "ordinal":
        last = 0 if 10 < number % 100 < 14 else number % 10
        return f"{number}{('th', 'st', 'nd', 'rd')[last] if last < 4 else 'th'}"
    return str(number)


KNOWN = frozenset(
    "decimal decimalZero lowerLetter upperLetter lowerRoman upperRoman russianLower russianUpper ordinal bullet none".split()
)
"""The ways that are written as the document shows them."""
