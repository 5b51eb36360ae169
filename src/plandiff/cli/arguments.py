"""What the words of a command line mean: lists written with commas, verdicts, the folder of plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from plandiff.errors import PlandiffError
from plandiff.model import Verdict


def plans_folder(context: typer.Context, own: Path | None) -> Path | None:
    """The folder given to the command, or else to plandiff itself."""
    return own or (context.obj if isinstance(context.obj, Path) else None)


def words(values: Iterable[str] | None) -> list[str]:
    """Values of an option that can be repeated and can hold several, parted by commas; each once."""
    found = (word.strip() for value in values or () for word in value.split(","))
    return list(dict.fromkeys(word for word in found if word))


def choice(option: str, value: str, known: Sequence[str]) -> str:
    """``value`` if it is one of the ``known``; else an error that names the nearest."""
    if value in known:
        return value
    from plandiff.suggest import advice, quoted

    raise PlandiffError(f"{option} {quoted(value)} is not known; {advice(value, known, 'values')}")


def verdicts(option: str, values: Iterable[str] | None) -> list[Verdict]:
    """The verdicts that an option names."""
    return [Verdict(choice(option, word, tuple(Verdict))) for word in words(values)]
