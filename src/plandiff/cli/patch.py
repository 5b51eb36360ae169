"""``plandiff patch`` and ``plandiff apply``: two plans in, a patch out; a patch and a plan in, the other plan out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from plandiff.cli import arguments, options, output
from plandiff.cli.compare import compared
from plandiff.errors import PlandiffError, PlanFileError

if TYPE_CHECKING:
    from plandiff.patch import Patch

PATCH_EXAMPLES = """Examples:

\b
  plandiff patch 28pt 20pt --output 28pt--20pt.patch.json
  plandiff patch old.yaml new.yaml | plandiff apply - old.yaml
"""
APPLY_EXAMPLES = """Examples:

\b
  plandiff apply 28pt--20pt.patch.json 28pt --output 20pt.yaml
  plandiff apply 28pt--20pt.patch.json 20pt.yaml --reverse

Exit code: 0 done; 2 if BASE is not the plan that the patch starts from: nothing is guessed.
"""


def patch(
    context: typer.Context,
    old: options.OldArgument,
    new: options.NewArgument,
    no_reviews: options.NoReviews = False,
    path: options.Output = None,
    plans: options.Plans = None,
) -> None:
    """Write a patch that makes NEW out of OLD, and OLD out of NEW, exactly: what was kept, what changed, with verdicts."""
    from plandiff import patch as patches
    from plandiff.patch_file import render

    found = compared(old, new, arguments.plans_folder(context, plans), reviewed=not no_reviews)
    output.emit(render(patches.patch(found)), path)


def apply(
    context: typer.Context,
    patch: options.PatchArgument,
    base: options.PatchBaseArgument,
    reverse: options.Reverse = False,
    path: options.Output = None,
    plans: options.Plans = None,
) -> None:
    """Make the new plan out of BASE and a patch, as a plan file; with --reverse the old one."""
    from plandiff import library
    from plandiff import patch as patches
    from plandiff.load import parse_plan
    from plandiff.render.plan_yaml import render_plan

    found = _read(patch)
    made = patches.apply(found, library.load(base, arguments.plans_folder(context, plans)), reverse=reverse)
    text = render_plan(made)
    try:
        parse_plan(text, "the result")
    except PlanFileError as error:
        raise PlandiffError(f"the patch makes no sound plan: {error.problem}") from None
    output.emit(text, path)


def _read(name: str) -> Patch:
    from plandiff.files import MAX_BYTES
    from plandiff.patch_file import load_patch, parse_patch

    if name != "-":
        return load_patch(Path(name))
    if sys.stdin is None:
        raise PlandiffError("stdin is closed: there is no patch to read")
    return parse_patch(sys.stdin.buffer.read(MAX_BYTES + 1), "stdin")
