"""What a shell offers at the tab key: ids of plans, their tags, parties and numbers, verdicts, formats.

It is started at every key, so ids come from the names of the files, and no plan is read but those already on the line. The ugly case is
anything that cannot be read: a shell has no place for errors, so then nothing is offered, and the shell falls back to file names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import typer

_PLAIN = r"\w[\w.-]*"
"""Words that no shell reads as anything but a word: what stands in a plan must not become a command."""
_NAMED = ("old", "new", "plan", "position", "base", "counter", "result", "names")
"""Arguments that name plans."""
Completer = Callable[[typer.Context, str], list[str]]


def plans(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of plans that begin so, less those already on the line."""
    from plandiff import library

    with suppress(Exception):
        taken = set(_names(ctx))
        return [e.id for e in library.available(_folder(ctx)) if e.id.startswith(incomplete) and e.id not in taken]
    return []


def plan_lists(ctx: typer.Context, incomplete: str) -> list[str]:
    """The same where several can be named with commas."""
    head = incomplete.rpartition(",")[0]
    return _next(plans(ctx, ""), incomplete) if head else plans(ctx, incomplete)


def tags(ctx: typer.Context, incomplete: str) -> list[str]:
    """The tags of the plans on the line, else those on the lists of the folders that are searched."""
    return _next(_words(ctx, "tags", "tags"), incomplete)


def parties(ctx: typer.Context, incomplete: str) -> list[str]:
    """The parties that the plans on the line bind, else those on the lists of the folders that are searched."""
    return _next(_words(ctx, "binds", "parties"), incomplete)


def numbers(ctx: typer.Context, incomplete: str) -> list[str]:
    """The numbers of the plan on the line."""
    return [n for n in _of_plans(ctx, "number") if n.startswith(incomplete) and re.fullmatch(_PLAIN, n)]


def verdicts(ctx: typer.Context, incomplete: str) -> list[str]:
    """The verdicts."""
    from plandiff.model import Verdict

    return _next(map(str, Verdict), incomplete)


def one_of(*words: str) -> Completer:
    """Offers just these words."""

    def offered(ctx: typer.Context, incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return offered


def _next(words: Iterable[str], incomplete: str) -> list[str]:
    """The words that the last of several with commas can become, behind those before it."""
    head, comma, last = incomplete.rpartition(",")
    taken = head.split(",")
    offered = (word for word in words if word.startswith(last) and word not in taken)
    return [f"{head}{comma}{word}" for word in offered if re.fullmatch(_PLAIN, word)]


def _words(ctx: typer.Context, key: str, listed: str) -> list[str]:
    from plandiff import library
    from plandiff.vocabulary import vocabulary_of

    found = _of_plans(ctx, key)
    if not found:
        with suppress(Exception):
            lists = [getattr(vocabulary_of(folder), listed) for folder in library.folders(_folder(ctx))]
            found = list(dict.fromkeys(word for words in lists for word in words or ()))
    return sorted(found)


def _of_plans(ctx: typer.Context, key: str) -> list[str]:
    """What the provisions of the plans on the line have under this key, each once."""
    from plandiff import library

    found: dict[str, None] = {}
    for name in _names(ctx):
        with suppress(Exception):
            for provision in library.load(name, _folder(ctx)).provisions:
                value = getattr(provision, key)
                found |= dict.fromkeys((value,) if isinstance(value, str) else value)
    return list(found)


def _names(ctx: typer.Context) -> Iterator[str]:
    for key in _NAMED:
        value = ctx.params.get(key)
        yield from value if isinstance(value, list | tuple) else [value] if isinstance(value, str) else []
    yield from ctx.args  # behind an option whose value is still to come, arguments are not told apart yet


def _folder(ctx: typer.Context) -> Path | None:
    """The folder given with --plans, to the command or to plandiff itself; callbacks do not run here."""
    above = ctx.parent.params.get("plans_") if ctx.parent else None
    given = ctx.params.get("plans") or above
    return Path(given) if given else None
