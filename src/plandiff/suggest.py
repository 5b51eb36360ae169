"""What an error message says beside the problem: the user's own word made safe to print, and the nearest right one.

The ugly case is the word that is no word: an escape sequence, a megabyte on one line, a name full of blanks.
"""

from __future__ import annotations

from collections.abc import Iterable

_SHOWN = 60
"""Characters of a user's value that a message repeats: enough to find it by."""
_CANDIDATES = 2_000
"""Above this many candidates no suggestion is looked for: the error must come at once."""


def printable(value: str) -> str:
    """``value`` as it may stand in a one-line message: what could act on a terminal is written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in value)


def quoted(value: str) -> str:
    """``value`` between quotation marks, printable and cut to a length that a line can carry."""
    cut = value if len(value) <= _SHOWN else value[:_SHOWN] + "..."
    return f"'{printable(cut)}'"


def nearest(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """The known words most like ``word``, best first, at most ``count``; none where nothing comes near."""
    from difflib import get_close_matches  # late: most runs have nothing to suggest

    candidates = list(known)
    if len(candidates) > _CANDIDATES or len(word) > _SHOWN:
        return []
    by_lower = {c.lower(): c for c in candidates}
    return [by_lower[m] for m in get_close_matches(word.lower(), by_lower, count, 0.6)]


def listed(known: Iterable[str], most: int = 12) -> str:
    """The known words as one comma-separated line, cut where there are many."""
    words = list(known)
    line = ", ".join(printable(w) for w in words[:most])
    return f"{line} and {len(words) - most} more" if len(words) > most else line


def advice(word: str, known: Iterable[str], noun: str) -> str:
    """What to do about an unknown word: the nearest one, else the list of known ones."""
    candidates = list(known)
    if near := nearest(word, candidates):
        return f"did you mean {quoted(near[0])}?"
    return f"known {noun}: {listed(candidates)}" if candidates else f"there are no {noun} here"
