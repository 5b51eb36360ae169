"""Writes ``plandiff.1`` anew out of the commands and their help: ``make man``.

The generators that exist read click's own classes, which typer has copies of; what is needed of roff is little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from plandiff import __version__
from plandiff.cli.app import application

PAGE = Path(__file__).with_name("plandiff.1")
DATE = "2026-11-24"
"""On which the page was last revised as a whole; mandoc asks for a day."""
_SPECIAL = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq"}
ENVIRONMENT = {
    "PLANDIFF_PLANS": "Folders to look for plans in, before ./plans and the record that ships with plandiff.",
    "PLANDIFF_PAGER": "What shows reports that are longer than the screen; cat for none. Else PAGER, else less.",
    "COLUMNS": "How wide reports are, where --width does not say.",
    "NO_COLOR": "If set and not empty, nothing is coloured unless --color always is given.",
    "PLANDIFF_TRACEBACK": "If set, an internal error shows where it arose; for a report of the fault.",
}
STATUS = {
    "0": "Done.",
    "1": "Differences, under --exit-code, --fail-on or --policy.",
    "2": "Bad usage or bad input, in one line on stderr; nothing was printed or written.",
    "70": "An internal error.",
    "130": "Interrupted (SIGINT).",
    "143": "Told to end (SIGTERM), with --pairs, which ends its workers first.",
}


def page() -> str:
    """The manual page as it ought to be."""
    root = get_command(application())
    lines = [
        f'.TH PLANDIFF 1 {DATE} "plandiff {__version__}" "User Commands"',
        ".SH NAME",
        r"plandiff \- show how a negotiated text changed from one version to the next",
        ".SH SYNOPSIS",
        ".B plandiff",
        r"[\fIoptions\fR] \fIcommand\fR [\fIarguments\fR]",
        ".SH DESCRIPTION",
        *prose(root.help or ""),
        ".SH OPTIONS",
        *parameters(root),
        ".SH COMMANDS",
    ]
    for name, command in listed(root):
        lines += section(name, command)
    for heading, entries in (("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", STATUS)):
        lines.append(f".SH {heading}" if " " not in heading else f'.SH "{heading}"')
        for term, said in entries.items():
            lines += [".TP", rf"\fB{escaped(term)}\fR", *text(said)]
    return "\n".join(lines) + "\n"


def listed(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """The commands with their whole names, those of a group behind it."""
    for name, command in group.commands.items():
        if command.hidden:
            continue
        whole = f"{above}{name}"
        if getattr(command, "commands", None):
            yield from listed(command, f"{whole} ")
        else:
            yield whole, command


def section(name: str, command: Any) -> list[str]:
    """What there is to say about one command."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    words = " ".join(rf"\fI{escaped(p.metavar or p.name.upper())}\fR" for p in arguments)
    synopsis = rf"\fBplandiff {escaped(name)}\fR [\fIoptions\fR] {words}".rstrip()
    return [
        f'.SS "{escaped(name)}"', synopsis, ".PP",
        *prose(command.help or ""), *parameters(command), *prose(command.epilog or ""),
    ]  # fmt: skip


def parameters(command: Any) -> list[str]:
    """Arguments and options, each with its help."""
    lines = []
    for parameter in command.params:
        if getattr(parameter, "hidden", False):
            continue
        if parameter.param_type_name == "argument":
            term = rf"\fI{escaped(parameter.metavar or parameter.name.upper())}\fR"
        else:
            value = "" if parameter.is_flag else rf" \fI{escaped(parameter.metavar or 'VALUE')}\fR"
            names = [*parameter.opts, *parameter.secondary_opts]
            term = ", ".join(rf"\fB{escaped(name)}\fR" for name in sorted(names, key=len)) + value
        lines += [".TP", term, *text(parameter.help or "")]
    lines += [".TP", r"\fB\-h\fR, \fB\-\-help\fR", "Show the usage and stop."]
    return lines


def prose(help: str) -> list[str]:
    """Paragraphs; one that starts with a backspace is set as it stands, as typer has it."""
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", help.strip("\n")):
        if paragraph.lstrip().startswith("\b"):
            rows = [row for row in paragraph.replace("\b", "").split("\n") if row.strip()]
            lines += [".PP", ".nf", *(line for row in rows for line in text(row.rstrip(), whole=True)), ".fi"]
        else:
            lines += [".PP", *text(" ".join(paragraph.split()))]
    while lines[:1] == [".PP"]:
        lines.pop(0)
    return lines


def text(words: str, whole: bool = False) -> list[str]:
    """Words as lines of roff, a sentence each; a point or quotation mark at the start of a line would be a command."""
    parts = [words] if whole else re.split(r"(?<=[.;:]) (?=[A-Z])", words.strip())
    return [re.sub(r"^(\s*)([.'])", r"\1\\&\2", escaped(part)) for part in parts]


def escaped(words: str) -> str:
    """Words in which nothing is a command of roff, in ASCII."""
    shown = "".join(_SPECIAL.get(character, character) for character in words)
    return "".join(c if c.isascii() else rf"\[u{ord(c):04X}]" for c in shown)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
