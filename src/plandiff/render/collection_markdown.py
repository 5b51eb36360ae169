"""Two folders of plans as Markdown: a row for each file that came or went, then the report on each that changed."""

from __future__ import annotations

from plandiff.collection import Collection
from plandiff.render import markdown, phrases
from plandiff.render.markdown import escaped
from plandiff.render.options import Options


def render(collection: Collection, options: Options) -> str:
    """The report as text."""
    blocks = [
        f"# {escaped(collection.old)} > {escaped(collection.new)}: what changed",
        f"{collection.fates} {phrases.totals(collection.summary)}",
    ]
    rows = [
        f"- {file.fate} **{escaped(file.file)}** {escaped(file.plan.title)} ({phrases.size(file.plan)})"
        for file in collection.files
        if file.fate != "changed"
    ]
    blocks += ["\n".join(rows)] if rows else []
    for file in collection.files:
        if file.fate == "changed":
            report = markdown.render(file.comparison, options, file.ledger)
            blocks.append(f"**{escaped(file.file)}**\n\n{report.rstrip()}")
    return "\n\n".join(blocks) + "\n"
