"""The commands and what belongs to all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from plandiff.cli import compare, git, many, options, pager, patch, plans

_HELP = """Show how a negotiated text changed from one version to the next: what was added, dropped, softened or
hardened, and the words each verdict rests on.

\b
  plandiff list                          which plans there are
  plandiff show 28pt --tag nato          what a plan says
  plandiff compare 28pt 19pt             how one became the other
  plandiff compare old.yaml new.yaml     two files of your own
"""

app = typer.Typer(
    name="plandiff",
    help=_HELP,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        from plandiff import __version__

        typer.echo(f"plandiff {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
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


for _name, _call, _short, _examples in (
    ("compare", compare.compare, "How one plan became another, with verdicts.", compare.COMPARE_EXAMPLES),
    ("trace", many.trace, "What became of one provision over all versions.", many.TRACE_EXAMPLES),
    ("matrix", many.matrix, "Many versions side by side.", many.MATRIX_EXAMPLES),
    ("uptake", many.uptake, "What a result has of the changes of a counter-draft.", many.UPTAKE_EXAMPLES),
    ("position", many.position, "How the demands of a position stand in a plan.", many.POSITION_EXAMPLES),
    ("show", plans.show, "What a plan says.", plans.SHOW_EXAMPLES),
    ("list", plans.list_, "Which plans there are.", plans.LIST_EXAMPLES),
    ("validate", plans.validate, "Check plan and review files.", plans.VALIDATE_EXAMPLES),
    ("review", compare.review, "Write a review file to correct by hand.", compare.REVIEW_EXAMPLES),
    ("patch", patch.patch, "A patch that makes one plan out of another.", patch.PATCH_EXAMPLES),
    ("apply", patch.apply, "Make a plan out of another and a patch.", patch.APPLY_EXAMPLES),
    ("schema", plans.schema, "Print a JSON Schema.", plans.SCHEMA_EXAMPLES),
):
    # Under python -OO there are no docstrings; then the short text has to do.
    app.command(_name, help=_call.__doc__ or _short, short_help=_short, epilog=_examples)(_call)
app.add_typer(git.app)
