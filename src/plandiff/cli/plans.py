"""``plandiff list``, ``show``, ``validate`` and ``schema``: what there is, what it says, whether it is sound."""

from __future__ import annotations

import typer

from plandiff.cli import arguments, options, output
from plandiff.render import phrases

LIST_EXAMPLES = """Examples:

\b
  plandiff list
  plandiff --plans drafts list
  plandiff list --format json
"""
SHOW_EXAMPLES = """Examples:

\b
  plandiff show 28pt
  plandiff show 28pt --tag nato,territory --sources
  plandiff show drafts/second.yaml --format markdown
  plandiff show HEAD~3:plans/28pt.yaml
"""
VALIDATE_EXAMPLES = """Examples:

\b
  plandiff validate                     every plan that "plandiff list" names
  plandiff validate drafts/second.yaml
  plandiff validate HEAD~3:plans        as they were three commits ago
  plandiff validate --strict

Exit code: 0 if there is nothing to report, 2 if there is.
"""
SCHEMA_EXAMPLES = """Examples:

\b
  plandiff schema plan > plan.schema.json
  plandiff schema comparison
"""


def list_(
    context: typer.Context,
    format: options.ListFormat = "terminal",
    width: options.Width = None,
    color: options.Color = "auto",
    plans: options.Plans = None,
) -> None:
    """List the plans, earliest first."""
    from plandiff import library

    arguments.choice("--format", format, ("terminal", "json"))
    settings = output.settings(width, color)
    folder = arguments.plans_folder(context, plans)
    found = sorted((library.load(str(e.path)) for e in library.available(folder)), key=lambda p: (p.date, p.id))
    if format == "json":
        from plandiff.render import plan_json

        output.emit(plan_json.render_list(found))
    else:
        from plandiff.render import plan_terminal

        output.emit(plan_terminal.render_list(found, settings), locale=True)


def show(
    context: typer.Context,
    plan: options.PlanArgument,
    tag: options.Tag = None,
    sources: options.Sources = False,
    format: options.ShowFormat = "terminal",
    path: options.Output = None,
    width: options.Width = None,
    color: options.Color = "auto",
    plans: options.Plans = None,
) -> None:
    """Show what a plan says, provision by provision."""
    from plandiff import library

    arguments.choice("--format", format, ("terminal", "markdown", "json"))
    settings = output.settings(width, color, path)
    folder = arguments.plans_folder(context, plans)
    found = library.load(plan, folder)
    own = {t for p in found.provisions for t in p.tags}
    tags = output.named("tag", tag, own, lambda: output.documented("tag", [found], folder))
    provisions = [p for p in found.provisions if not tags or set(tags) & set(p.tags)]
    if format == "json":
        from plandiff.render import plan_json

        report = plan_json.render_plan(found, provisions)
    elif format == "markdown":
        from plandiff.render import plan_markdown

        report = plan_markdown.render_plan(found, provisions, sources)
    else:
        from plandiff.render import plan_terminal

        report = plan_terminal.render_plan(found, provisions, settings, sources)
    output.emit(report, path, locale=format == "terminal")


def validate(
    context: typer.Context,
    names: options.PlansArgument = None,
    strict: options.Strict = False,
    plans: options.Plans = None,
) -> None:
    """Check plans: every finding on a line of its own, file:line:column first."""
    from plandiff.validate import validate as validated

    result = validated(names or (), arguments.plans_folder(context, plans), strict=strict)
    output.emit("".join(f"{finding}\n" for finding in result.findings), locale=True)
    files, found = (phrases.count(len(n), noun) for n, noun in ((result.files, "file"), (result.findings, "finding")))
    output.note(f"{files}, {found}")
    raise typer.Exit(2 if result.findings else 0)


def schema(name: options.SchemaArgument) -> None:
    """Print a JSON Schema: of a plan, review or policy file, or of the JSON that a command prints."""
    from plandiff import schemas

    arguments.choice("schema", name, schemas.NAMES)
    output.emit(schemas.schema(name))
