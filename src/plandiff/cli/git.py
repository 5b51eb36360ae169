"""``plandiff git``: sets up git so that it shows what changed in plan files, and what git then calls.

The ugly case is a revision that holds no plan. Git stops where a program that it calls fails, so then the lines that differ are
shown, and why no more is said. What ``git log -p`` calls is in ``textconv.py``.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plandiff.cli import options, output
from plandiff.errors import PlandiffError

if TYPE_CHECKING:
    from plandiff.model import Plan

INSTALL_EXAMPLES = """Examples:

\b
  plandiff git install                       plans/*.yaml in this repository
  plandiff git install 'drafts/*.yaml' treaty.yaml
  plandiff git install --global

Then `git diff` shows verdicts, `git log -p` and `git show` what changed in each provision, and
`git difftool -t plandiff` the report of plandiff compare.
"""
_HELP = "Set up git diff, git log -p and git difftool for plan files."

app = typer.Typer(name="git", rich_markup_mode=None)


def install(
    patterns: options.PatternsArgument = None,
    everywhere: options.Global = False,
) -> None:
    """Set up git for plan files: a diff driver, and attributes that give it the files of these patterns."""
    from plandiff import git_setup

    found = git_setup.install(git_setup.scope(everywhere), patterns or [git_setup.PATTERN])
    _say(found)


def uninstall(everywhere: options.Global = False) -> None:
    """Take back what plandiff git install wrote, and nothing else."""
    from plandiff import git_setup

    _say(git_setup.uninstall(git_setup.scope(everywhere)))


def status(everywhere: options.Global = False) -> None:
    """Say what is set up, and how many files of this repository it holds for."""
    from plandiff import git_setup

    _say(git_setup.status(git_setup.scope(everywhere)))


def external_diff(
    parts: Annotated[list[str], typer.Argument(metavar="PATH OLD HEX MODE NEW HEX MODE")],
    paged: Annotated[bool, typer.Option("--paged", help="Long reports go to a pager.")] = False,
) -> None:
    """Called by git for git diff: the report on the two plans; else the lines that differ, and why no more is said."""
    if len(parts) == 1:
        report = f"{_shown(parts[0])}: not merged yet\n"
    elif len(parts) in (7, 9):
        path, old, _, _, new = parts[:5]
        report = _reported(path, parts[7] if len(parts) == 9 else path, Path(old), Path(new))
    else:
        raise PlandiffError("this is for git to call, with the seven or nine words that it gives to an external diff")
    output.emit(report, locale=True, paged=paged)


def _reported(path: str, new_path: str, old: Path, new: Path) -> str:
    name = _shown(path) if path == new_path else f"{_shown(path)} > {_shown(new_path)}"
    why = "new file" if _is_nothing(old) else "deleted" if _is_nothing(new) else ""
    try:
        if not why:
            return f"{name}\n\n{_compared(_plan(old, path), _plan(new, new_path))}\n"
    except PlandiffError as error:
        why = f"not compared as plans ({error})"
    from plandiff.render.safe import one_line

    return f"{name}: {one_line(why)}\n{_lines(path, new_path, old, new)}\n"


def _plan(file: Path, path: str) -> Plan:
    from plandiff.load import parse_plan

    return replace(parse_plan(_bytes(file), path), path=path)


def _compared(old: Plan, new: Plan) -> str:
    from plandiff.compare import compare
    from plandiff.render import render

    settings = replace(output.settings(None, "auto"), color=_colored())
    return render(compare(old, new), "terminal", options=settings)


def _lines(path: str, new_path: str, old: Path, new: Path) -> str:
    """The lines that differ, as git has them, under the names that the files have in the repository."""
    from plandiff import git
    from plandiff.render.safe import inert

    raw = ("--no-ext-diff", "--no-textconv", "--no-color", "--no-index")
    diff = git.answer("diff", *raw, "--", str(old), str(new), also=(1,))
    _, at, hunks = (b"\n" + (diff or b"")).partition(b"\n@@")
    sides = [
        "/dev/null" if _is_nothing(file) else f"{letter}/{_shown(name)}"
        for letter, name, file in (("a", path, old), ("b", new_path, new))
    ]
    if not at:
        return f"Binary files {sides[0]} and {sides[1]} differ\n" if b"\nBinary files" in (diff or b"") else ""
    text = inert((at + hunks)[1:].decode("utf-8", "backslashreplace"))
    lines = [f"--- {sides[0]}", f"+++ {sides[1]}", *text.rstrip("\n").split("\n")]
    return "".join(f"{_tinted(line) if _colored() else line}\n" for line in lines)


def _tinted(line: str) -> str:
    code = {"+": "32", "-": "31", "@": "36"}.get(line[:1])
    return f"\x1b[{code}m{line}\x1b[m" if code else line


def _colored() -> bool:
    """Whether git colours what it prints here; ``color.diff`` says, and git knows whether its pager shows colours."""
    from plandiff import git

    if os.environ.get("NO_COLOR"):
        return False
    seen = "true" if sys.stdout.isatty() or os.environ.get("GIT_PAGER_IN_USE") else "false"
    return git.answer("config", "--get-colorbool", "color.diff", seen, also=(1,)) == b"true\n"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PlandiffError(f"cannot read {path}: {error.strerror}") from error


def _is_nothing(path: Path) -> bool:
    """Whether git says with this name that there is no file."""
    return str(path) in (os.devnull, "/dev/null")


def _shown(path: str) -> str:
    from plandiff.render.safe import one_line

    return one_line(path)


def _say(lines: list[str]) -> None:
    output.emit("".join(f"{_shown(line)}\n" for line in lines), locale=True)


@app.callback(invoke_without_command=True, help=_HELP)
def _all(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


# Under python -OO there are no docstrings; then the short text has to do.
app.command(help=install.__doc__ or "Set up git.", short_help="Set git up.", epilog=INSTALL_EXAMPLES)(install)
app.command(help=uninstall.__doc__ or "Take it back.", short_help="Take it back.")(uninstall)
app.command(help=status.__doc__ or "What is set up.", short_help="What is set up.")(status)
app.command("external-diff", hidden=True)(external_diff)
