"""Every option and argument of the command line, with the help that ``--help`` prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plandiff.cli import completion

_OFFERED: list[tuple[typer.models.ParameterInfo, completion.Completer | None]] = []
"""Each option and argument, and what offers words for it in a shell."""
_LIST = "Repeatable, or with commas."


def _option(
    flag: str, metavar: str, help: str, complete: completion.Completer | None = None
) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(*flag.split("/"), metavar=metavar, help=help, show_default=False)
    _OFFERED.append((option, complete))
    return option


def _argument(metavar: str, help: str, complete: completion.Completer | None = None) -> typer.models.ArgumentInfo:
    argument: typer.models.ArgumentInfo = typer.Argument(metavar=metavar, help=help, show_default=False)
    _OFFERED.append((argument, complete))
    return argument


def offer() -> None:
    """Have options and arguments offer what they can be; left out of other runs, since it adds half to what building a command takes."""
    for parameter, complete in _OFFERED:
        parameter.autocompletion = complete


def _flag(flag: str, help: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(flag, help=help, show_default=False)
    return option


OldArgument = Annotated[
    str,
    _argument("OLD", "The earlier plan: an id, a path, or REV:PATH in git; or a folder of plans.", completion.plans),
]
NewArgument = Annotated[str, _argument("NEW", "The later plan, named in the same ways.", completion.plans)]
PlanArgument = Annotated[str, _argument("PLAN", "A plan: an id, a path, or REV:PATH in git.", completion.plans)]
PlansArgument = Annotated[
    list[str] | None,
    _argument(
        "[PLAN]...",
        "Plans or reviews to check: ids, paths, folders, or plans as REV:PATH in git; all if none.",
        completion.plans,
    ),
]
PatchArgument = Annotated[str, _argument("PATCH", "A file that `plandiff patch` wrote; - for stdin.")]
PatchBaseArgument = Annotated[
    str,
    _argument("BASE", "The plan that the patch starts from: an id or a path.", completion.plans),
]
SchemaArgument = Annotated[
    str,
    _argument(
        "NAME",
        "plan, review, policy, comparison, trace, matrix, uptake, position, pair, patch or folders.",
        completion.one_of(
            "plan",
            "review",
            "policy",
            "comparison",
            "trace",
            "matrix",
            "uptake",
            "position",
            "pair",
            "patch",
            "folders",
        ),
    ),
]

Plans = Annotated[Path | None, _option("--plans", "DIR", "Folder to look for plans in first.")]
NoPager = Annotated[bool, _flag("--no-pager", "Print long reports as they are, without a pager.")]
Output = Annotated[
    Path | None, _option("--output/-o", "FILE", "Write to FILE, whole or not at all, and not to stdout.")
]
OutputFolder = Annotated[
    Path, _option("--output/-o", "DIR", "The folder to write, whole or not at all; plandiff-report if none is named.")
]
Format = Annotated[
    str,
    _option(
        "--format/-f",
        "FORMAT",
        "terminal (default), markdown, json, html, svg, github, sarif, junit or docx.",
        completion.one_of("terminal", "markdown", "json", "html", "svg", "github", "sarif", "junit", "docx"),
    ),
]
ShowFormat = Annotated[
    str,
    _option(
        "--format/-f",
        "FORMAT",
        "terminal (default), markdown or json.",
        completion.one_of("terminal", "markdown", "json"),
    ),
]
AccountFormat = Annotated[
    str,
    _option(
        "--format/-f",
        "FORMAT",
        "terminal (default), markdown, json or html.",
        completion.one_of("terminal", "markdown", "json", "html"),
    ),
]
ListFormat = Annotated[
    str, _option("--format/-f", "FORMAT", "terminal (default) or json.", completion.one_of("terminal", "json"))
]
Tag = Annotated[
    list[str] | None, _option("--tag/-t", "TAG", f"Only provisions with this tag. {_LIST}", completion.tags)
]
Party = Annotated[
    list[str] | None, _option("--party", "PARTY", f"Only provisions that bind this party. {_LIST}", completion.parties)
]
Only = Annotated[
    list[str] | None, _option("--only", "VERDICT", f"Only changes with this verdict. {_LIST}", completion.verdicts)
]
All = Annotated[bool, _flag("--all", "Also show what is folded away: unchanged and unreported provisions.")]
Explain = Annotated[bool, _flag("--explain", "Show both readings of each change, the rules, and why not another verdict.")]
Reasons = Annotated[bool, _flag("--explain", "Show what each link and verdict rests on.")]
Order = Annotated[
    str | None,
    _option(
        "--order",
        "ORDER",
        "weight (default): dropped, softened, altered, hardened, added, reworded; document (default of docx): as the texts run.",
        completion.one_of("weight", "document"),
    ),
]
By = Annotated[
    str | None,
    _option(
        "--by", "KEY", "party or tag: counts for each, in place of the changes.", completion.one_of("party", "tag")
    ),
]
FailOn = Annotated[
    list[str] | None,
    _option("--fail-on", "VERDICT", f"Exit with 1 if a change has this verdict. {_LIST}", completion.verdicts),
]
MaxSize = Annotated[
    int | None,
    typer.Option(
        "--max-size",
        metavar="BYTES",
        min=1,
        help="At most so many bytes of Markdown: whole changes are left out, least weighty first.",
        show_default=False,
    ),
]
Policy = Annotated[
    Path | None, _option("--policy", "FILE", "Exit with 1 if a change crosses a red line of this policy file.")
]
ExitCode = Annotated[bool, _flag("--exit-code", "Exit with 1 if anything differs.")]
NoReviews = Annotated[bool, _flag("--no-reviews", "The machine's verdicts alone.")]
Width = Annotated[
    int | None,
    typer.Option(
        "--width", metavar="N", min=20, help="Columns; else COLUMNS, the terminal's, or 100.", show_default=False
    ),
]
Color = Annotated[
    str, _option("--color", "WHEN", "auto (default), always or never.", completion.one_of("auto", "always", "never"))
]
Sources = Annotated[bool, _flag("--sources", "Cite every source in full.")]
Strict = Annotated[bool, _flag("--strict", "Also what a sound record needs: sources, tags from the list, parties.")]

NumberArgument = Annotated[str, _argument("NUMBER", "A provision of it, by its number.", completion.numbers)]
Through = Annotated[
    list[str] | None,
    _option(
        "--through",
        "PLAN",
        f"The other versions, in place of those that based_on names. {_LIST}",
        completion.plan_lists,
    ),
]
AllSteps = Annotated[bool, _flag("--all", "Also show the texts of steps without a change or without a counterpart.")]
VersionsArgument = Annotated[
    list[str], _argument("PLAN...", "Versions: ids or paths, in any order; with --pairs a folder.", completion.plans)
]
MatrixFormat = Annotated[
    str,
    _option(
        "--format/-f",
        "FORMAT",
        "terminal (default), markdown, csv, json, html or svg.",
        completion.one_of("terminal", "markdown", "csv", "json", "html", "svg"),
    ),
]
AllThreads = Annotated[bool, _flag("--all", "Also show threads in which nothing is known to have changed.")]
Text = Annotated[bool, _flag("--text", "Show the texts in the cells.")]
Pairs = Annotated[
    bool, _flag("--pairs", "Compare every pair of plans in a folder: one line of JSON each, in order of date.")
]
Full = Annotated[bool, _flag("--full", "With --pairs: each line with all texts, words and reasons.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", metavar="N", min=1, help="With --pairs: so many processes; else one a core.", show_default=False
    ),
]
Dask = Annotated[
    str | None, _option("--dask", "ADDRESS", "With --pairs: compare on the Dask cluster whose scheduler is there.")
]
BaseArgument = Annotated[str, _argument("BASE", "The draft that was answered: an id or a path.", completion.plans)]
CounterArgument = Annotated[str, _argument("COUNTER", "The counter-draft: an id or a path.", completion.plans)]
ResultArgument = Annotated[str, _argument("RESULT", "What came of it: an id or a path.", completion.plans)]
AllUnknown = Annotated[bool, _flag("--all", "Also show the texts of changes of which nothing is known.")]
PositionArgument = Annotated[str, _argument("POSITION", "A position paper: an id or a path.", completion.plans)]
Reverse = Annotated[bool, _flag("--reverse", "Go back: BASE is the new plan, and the old one comes out.")]
PatternsArgument = Annotated[
    list[str] | None,
    _argument("[PATTERN]...", "Plan files, as in .gitattributes; plans/*.yaml if none."),
]
Global = Annotated[
    bool,
    typer.Option("--global/--local", help="For all your repositories, or for this one (default).", show_default=False),
]
DocumentArgument = Annotated[str, _argument("FILE", "A .txt, .md, .html or .docx file; - for stdin.")]
Id = Annotated[str, _option("--id", "ID", "The id of the plan; the file should be called ID.yaml.")]
Title = Annotated[str | None, _option("--title", "TEXT", "What the document is called; else as it says itself.")]
Date = Annotated[str | None, _option("--date", "DATE", "YYYY-MM-DD, YYYY-MM or YYYY.")]
Issuer = Annotated[list[str] | None, _option("--issuer", "PARTY", f"Who issued it. {_LIST}")]
KindOf = Annotated[
    str,
    _option(
        "--kind",
        "KIND",
        "proposal (default), position, statement or agreement.",
        completion.one_of("proposal", "position", "statement", "agreement"),
    ),
]
CoverageOf = Annotated[
    str | None,
    _option(
        "--coverage", "COVERAGE", "full or partial: whether this is the whole text.", completion.one_of("full", "partial")
    ),
]
SourceOf = Annotated[
    str | None, _option("--source", "SOURCE", "An address or a publisher, as the source of all provisions.")
]
From = Annotated[
    str | None,
    _option(
        "--from",
        "FORMAT",
        "text, markdown, html or docx; else as the file looks.",
        completion.one_of("text", "markdown", "html", "docx"),
    ),
]
Changes = Annotated[
    str,
    _option(
        "--changes",
        "HOW",
        "Read tracked changes as accepted (default) or rejected.",
        completion.one_of("accepted", "rejected"),
    ),
]
Force = Annotated[bool, _flag("--force", "Overwrite the file named by --output.")]
