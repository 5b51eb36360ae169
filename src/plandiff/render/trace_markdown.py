"""A trace as Markdown: a table of the way, then each step with the words that changed."""

from __future__ import annotations

from plandiff.render import many, phrases
from plandiff.render.markdown import details, escaped, texts
from plandiff.render.options import Options
from plandiff.trace import Stage, Trace


def render(trace: Trace, options: Options) -> str:
    """The trace as text."""
    shown = many.detailed(trace, options.show_all)
    blocks = [f"## {escaped(many.heading(trace))}", _outline(trace)]
    for plan, number in trace.first:
        version = trace.history.line.plans[plan]
        if provision := version.provision(number):
            blocks += [f"**first known {escaped(many.place(version, number))}**", f"> {escaped(provision.text)}"]
    blocks += [_stage(trace, stage, options) for stage in shown]
    blocks += [escaped(line) for line in many.closing(trace, [s.step.change for s in shown])]
    return "\n\n".join(blocks) + "\n"


def _outline(trace: Trace) -> str:
    rows = ["| provision | date | verdict | |", "|---|---|---|---|"]
    for label, date, verdict, said in many.outline(trace):
        word = f"{phrases.symbol(verdict)} {verdict}" if verdict else ""
        rows.append(f"| **{escaped(label)}** | {escaped(date)} | {word} | {escaped(said)} |")
    return "\n".join(rows)


def _stage(trace: Trace, stage: Stage, options: Options) -> str:
    step, change = stage.step, stage.step.change
    facts = [f"**{phrases.symbol(change.verdict)} {change.verdict} {escaped(many.where(trace, step))}**"]
    facts += [f"**{mark}**" for mark in phrases.marks(change)]
    facts += ["reviewed by hand"] if phrases.reviewed(change) else []
    said = [f"- **returns**: {escaped(many.back(trace, r))}" for r in stage.returns]
    if passed := many.skipped(trace.history.line, step):
        said.append(f"- between: {escaped(passed)}")
    comparison = trace.history.comparisons[step.old, step.new]
    said += [f"- {label}: {text}" for label, text in details(comparison, many.noted_once(change), options)]
    return "\n\n".join([" · ".join(facts), texts(change), *(["\n".join(said)] if said else [])])
