"""The commands and what belongs to all of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, get_type_hints

import typer

from plandiff.cli import options, pager

_HELP = """Show how a negotiated text changed from one version to the next: what was added, dropped, softened or
hardened, and the words each verdict rests on.

\b
  plandiff list                          which plans there are
  plandiff show 28pt --tag nato          what a plan says
  plandiff compare 28pt 19pt             how one became the other
  plandiff compare old.yaml new.yaml     two files of your own
"""

_COMMANDS = {  # name: where it lives, what it does in a few words
    "compare": ("compare", "How one plan became another, with verdicts."),
    "trace": ("many", "What became of one provision over all versions."),
    "matrix": ("many", "Many versions side by side."),
    "uptake": ("many", "What a result has of the changes of a counter-draft."),
    "position": ("many", "How the demands of a position stand in a plan."),
    "report": ("report", "A site on all plans of a folder."),
    "show": ("plans", "What a plan says."),
    "list": ("plans", "Which plans there are."),
    "validate": ("plans", "Check plan and review files."),
    "review": ("compare", "Write a review file to correct by hand."),
    "patch": ("patch", "A patch that makes one plan out of another."),
    "apply": ("patch", "Make a plan out of another and a patch."),
    "import": ("intake", "Draft a plan file from a document of your own."),
    "schema": ("plans", "Print a JSON Schema."),
}


def _version(asked: bool) -> None:
    if asked:
        from plandiff import __version__

        typer.echo(f"plandiff {__version__}")
        raise typer.Exit


def _all(
    context: typer.Context,
    plans_: options.Plans = None,
    no_pager: options.NoPager = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    context.obj = plans_
    pager.allowed.set(not no_pager)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _typed(call: Callable[..., Any]) -> Callable[..., Any]:
    """The function with types in place of the texts that say them: typer would look each of them up several times."""
    call.__annotations__ = get_type_hints(call, include_extras=True)
    return call


def application(asked: str = "") -> typer.Typer:
    """The command line with all its commands; with only the one asked for, if there is one of that name.

    Building them all takes a tenth of a start, and whoever names one needs no other.
    """
    if "_PLANDIFF_COMPLETE" in os.environ:
        options.offer()
    app = typer.Typer(
        name="plandiff",
        help=_HELP,
        add_completion=asked not in _COMMANDS,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback(invoke_without_command=True)(_typed(_all))
    for name, (room, short) in _COMMANDS.items():
        if asked in _COMMANDS and name != asked:
            continue
        module = import_module(f"plandiff.cli.{room}")
        call = getattr(module, f"{name}_" if name in ("list", "import") else name)
        examples = getattr(module, f"{name.upper()}_EXAMPLES")
        # Under python -OO there are no docstrings; then the short text has to do.
        app.command(name, help=call.__doc__ or short, short_help=short, epilog=examples)(_typed(call))
    if asked not in _COMMANDS:
        from plandiff.cli import git

        app.add_typer(git.app)
    return app
