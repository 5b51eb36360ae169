"""Workflow commands: GitHub shows each change at its line in the pull request.

The ugly case is a text that goes on as another command: line ends, and what parts the properties, are written as escapes.
"""

from __future__ import annotations

from plandiff.ledger import Ledger
from plandiff.model import Change, Comparison
from plandiff.render import notices, phrases
from plandiff.render.options import Options
from plandiff.render.safe import visible

_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _MESSAGE | {":": "%3A", ",": "%2C"}


def render(comparison: Comparison, options: Options, ledger: Ledger | None) -> str:
    """One command a line, what matters most first (GitHub shows only the first few), and the counts as the last."""
    commands = [_command(comparison, c, options) for c in phrases.listed(comparison, options)]
    whole = "\n".join(notices.whole(comparison, options))
    commands.append(f"::notice title=plandiff::{_escaped(whole, _MESSAGE)}")
    return "\n".join(commands) + "\n"


def _command(comparison: Comparison, change: Change, options: Options) -> str:
    place = notices.place(comparison, change)
    level = "warning" if change.verdict in notices.COMMITTING else "notice"
    where = {"file": place.path, "line": str(place.line), "col": str(place.column)} if place.path else {}
    properties = where | {"title": notices.title(change)}
    written = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    message = "\n".join(notices.lines(comparison, change, options))
    return f"::{level} {written}::{_escaped(message, _MESSAGE)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(c, c) for c in visible(text))
