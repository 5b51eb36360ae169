"""The number at the beginning of a passage, in the ways that documents write one: 1., (a), Article 5, iv), 2.1, 10(b), a bullet.

The ugly cases look like numbers and are none: "24 November", "1.5 million", "A. Smith", "Article 5 of the Treaty applies".
Some are only told apart by what came before; these are called weak here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

RANKS = {
    "annex": 0, "appendix": 0, "part": 1, "title": 2, "chapter": 3, "phase": 3, "stage": 3, "section": 4,
    "розділ": 3, "раздел": 3, "глава": 3, "стаття": 5, "статья": 5, "article": 5, "art": 5, "clause": 6, "point": 6, "step": 6,
    "principle": 6, "item": 6, "rule": 6, "пункт": 6, "paragraph": 7, "para": 7,
}  # fmt: skip
"""Words that lead a number, and how high they stand: the lower the rank, the more it holds."""
CONTAINERS = 4
"""Up to this rank a word names a part that holds numbered provisions and is no provision itself."""

TITLED = "# Title"
"""The shape of a number in front of a title, with nothing between: it is one in a heading only."""

_CORE = r"\d{1,3}(?:[a-z]|bis|ter)?|[ivxl]{1,7}|[IVXL]{1,7}|(?P<twin>[a-z])(?P=twin)?|[A-Z]|[а-яіїєґА-ЯІЇЄҐ]"
_WHOLE = r"\d{1,3}(?:\.\d{1,3})*(?:\.?[a-z](?![a-z]))?(?:\((?:\d{1,3}|[a-z]{1,4})\))*"
_KEYWORD = re.compile(
    rf"(?P<word>{'|'.join(RANKS)})\.?\s+(?:№\s*)?(?P<core>{_WHOLE}|[ivxl]{{1,7}}|[a-z])(?![\w(])(?P<end>\s*[.:)]|\s+[–—-](?=\s)|)\s*",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"(?P<word>[§№])\s*(?P<core>{_WHOLE})(?![\w(])(?P<end>[.:)]?)\s*")
_ENCLOSED = re.compile(rf"(?P<open>[(\[])\s?(?P<core>{_CORE})\s?(?P<end>[)\]]\.?)\s*")
_SEVERAL = re.compile(
    r"(?P<core>\d{1,3}(?:\.\d{1,3})+(?:\.?[a-z](?![a-z]))?|\d{1,3}\.[a-z](?:\.\d{1,3})*|\d{1,3}(?:\((?:\d{1,3}|[a-z]{1,4})\))+)"
    r"(?P<end>[.):]?)(?=\s|$)\s*"
)
_SINGLE = re.compile(rf"(?P<core>{_CORE})(?P<end>[.):])(?=\s|$)\s*")
_DASHED = re.compile(r"(?P<core>\d{1,3})\s?(?P<end>[–—-])\s+")
_TITLED = re.compile(r"(?P<core>\d{1,3})(?P<end>)[ \t]+(?=[^\W\d_])")
_BARE = re.compile(r"(?P<core>\d{1,3}(?:\.\d{1,3})*)(?P<end>)$")
_BULLET = re.compile(r"(?P<core>[•◦▪▫‣⁃·●○■□➢✓*–—-])\s+")
_PARTS = re.compile(r"\d+(?:bis|ter|[a-z](?![a-z]))?|[^\W\d_]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = {"ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "russian": "абвгдежзиклмнопрстуфхцчшщэюя"}


@dataclass(frozen=True, slots=True)
class Label:
    """A number as a document writes it."""

    printed: str
    """As it stands there: ``Article 5.``, ``(a)``."""
    parts: tuple[str, ...]
    """What it counts with, outermost first: ``5``; ``10``, ``b``; empty for a bullet."""
    shape: str
    """What is written around the count: items of one list have one shape."""
    rest: str
    """The text behind it."""
    word: str = ""
    """The word that leads it, in lower case: ``article``."""
    weak: bool = False
    """Whether only a number before it can tell that it is one."""

    @property
    def rank(self) -> int | None:
        """How high the word stands that leads it; None where none does."""
        return RANKS.get(self.word)

    @property
    def counts(self) -> tuple[tuple[str, float], ...]:
        """The ways to count in which its last part can be read, each with how far it has counted: *i* is 1 or 9."""
        return readings(self.parts[-1]) if self.parts else ()


def label_of(text: str) -> Label | None:
    """The number that ``text`` begins with, or None."""
    if found := _KEYWORD.match(text) or _SIGN.match(text):
        rest = text[found.end() :]
        word = found["word"].lower()
        if found["end"].strip() or not rest:
            return _label(text, found, word)
        return _label(text, found, word, weak=True) if rest[:1].isupper() else None
    if found := _ENCLOSED.match(text):
        return _label(text, found)
    if found := _SEVERAL.match(text):
        return _label(text, found, weak=not found["end"] and "(" not in found["core"])
    if found := _SINGLE.match(text):
        letter = len(found["core"]) == 1 and not found["core"].isdigit()
        return _label(text, found, weak=letter and found["end"] != ")") if readings(found["core"]) else None
    if found := _DASHED.match(text) or _BARE.match(text):
        return _label(text, found, weak=True)
    if found := _TITLED.match(text):
        made = _label(text, found, weak=True)
        return replace(made, shape=TITLED) if made is not None and made.rest[:1].isupper() else None
    if found := _BULLET.match(text):
        return Label(found["core"], (), f"bullet {found['core']}", text[found.end() :])
    return None


def shown(label: str) -> Label:
    """A number that the document shows without writing it: always one, whatever it looks like."""
    found = label_of(label)
    if found is not None and not found.rest and found.parts:
        return found
    parts = tuple(_PARTS.findall(label))
    return Label(label, parts, "shown" if parts else f"bullet {label}", "")


def readings(part: str) -> tuple[tuple[str, float], ...]:
    """The ways to count in which ``part`` can be read, with its value in each."""
    if digits := re.match(r"\d+", part):
        suffix = part[digits.end() :]
        return (("decimal", int(digits[0]) + (0.01 * (1 + "abcdefghijklmnopqrstuvwxyz".find(suffix[:1])) if suffix else 0)),)
    case = "upper" if part.isupper() else "lower"
    low, found = part.lower(), []
    if set(low) <= set(_ROMAN) and (value := _roman(low)):
        found.append((f"roman {case}", float(value)))
    for name, letters in (("latin", _LATIN), *_CYRILLIC.items()):
        if low and set(low) == {low[0]} and low[0] in letters and len(low) <= 2:
            found.append((f"{name} {case}", float(letters.index(low[0]) + 1 + len(letters) * (len(low) - 1))))
    return tuple(found)


def _label(text: str, found: re.Match[str], word: str = "", *, weak: bool = False) -> Label | None:
    parts = tuple(_PARTS.findall(found["core"]))
    if not all(readings(part) for part in parts):
        return None
    opened = found.groupdict().get("open") or ""
    shape = word or f"{opened}#{found['end'].strip()}"
    return Label(text[: found.end()].strip(), parts, shape, text[found.end() :], word, weak)


def _roman(text: str) -> int:
    """The value of a numeral in lower case; 0 where it is not written as one is."""
    values = [_ROMAN[c] for c in text]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return total if 0 < total < 60 and to_roman(total) == text else 0


def to_roman(number: int) -> str:
    """``number`` as a Roman numeral in lower case."""
    signs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
             (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
    written = ""
    for value, sign in signs:
        written += sign * (number // value)
        number %= value
    return written
