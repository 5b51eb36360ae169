"""A trace for a terminal: the way at a glance, then each step with the words that changed."""

from __future__ import annotations

from rich.text import Text

from plandiff.model import Attested
from plandiff.render import many, phrases, terminal
from plandiff.render.options import Options
from plandiff.render.safe import one_line, visible
from plandiff.render.sheet import Page, verdict_style
from plandiff.trace import Stage, Trace

_LEAST = 20
"""Columns that remarks need beside the table; else they stand below."""


def render(trace: Trace, options: Options) -> str:
    """The trace as text."""
    page = Page(options)
    page.prose(page.styled(many.heading(trace), "bold"))
    page.blank()
    _outline(page, trace)
    for plan, number in trace.first:
        page.blank()
        _first(page, trace, plan, number)
    shown = many.detailed(trace, options.show_all)
    for stage in shown:
        page.blank()
        _stage(page, trace, stage)
    page.blank()
    changes = [stage.step.change for stage in shown]
    terminal.key(page, changes)
    for line in many.closing(trace, changes):
        page.prose(page.styled(line))
    return page.text()


def _outline(page: Page, trace: Trace) -> None:
    rows = many.outline(trace)
    places = max((page.styled(label).cell_len for label, *_ in rows), default=0) + 2
    dates = max((page.styled(date).cell_len for _, date, *_ in rows), default=0) + 2
    left = 2 + places + dates
    beside = page.measure - left - 14 >= _LEAST
    for label, date, verdict, said in rows:
        name = page.styled(label, "bold")
        line = Text("  ") + name + Text(" " * (places - name.cell_len))
        line += page.styled(date.ljust(dates))
        sign = page.sign(verdict) + page.styled(f" {verdict}", verdict_style(verdict)) if verdict else Text()
        if beside:
            line += sign + Text(" " * (14 - sign.cell_len))
            start = len(page.lines)
            page.prose(page.styled(said), indent=left + 14)
            page.lines[start] = line + page.lines[start][left + 14 :]
        else:
            page.flow([Text("  ") + name, page.styled(date), *([sign] if verdict else [])], indent=4)
            page.prose(page.styled(said), indent=6)


def _first(page: Page, trace: Trace, plan: int, number: str) -> None:
    version = trace.history.line.plans[plan]
    provision = version.provision(number)
    if provision is None:
        return
    indent = 2 if page.narrow else 4
    items = [page.styled("first known  "), page.styled(many.place(version, one_line(number)), "bold")]
    items += [page.styled(one_line(tag)) for tag in provision.tags]
    if provision.attested is not Attested.TEXT:
        items.append(page.styled(provision.attested, "bold"))
    page.flow(items, indent=2)
    page.prose(page.styled(visible(provision.text)), indent=indent)
    if provision.note and provision.attested is Attested.DISPUTED:
        page.labelled(Text("note"), page.styled(one_line(provision.note)), indent, 10)
    if cited := phrases.cited(version, provision.sources, brief=not page.options.explain):
        page.labelled(Text("sources"), page.styled(cited), indent, 10)


def _stage(page: Page, trace: Trace, stage: Stage) -> None:
    step, change = stage.step, stage.step.change
    indent = 2 if page.narrow else 4
    star = " *" if phrases.reviewed(change) else ""
    verdict = page.sign(change.verdict) + page.styled(f" {change.verdict}{star}", verdict_style(change.verdict))
    items = [verdict + Text(" " * max(13 - verdict.cell_len, 0)), page.styled(many.where(trace, step), "bold")]
    page.flow(items + [page.styled(mark, "bold") for mark in phrases.marks(change)], indent=2)
    for said in stage.returns:
        page.labelled(Text("returns", "bold"), page.styled(many.back(trace, said)), indent, 10)
    if passed := many.skipped(trace.history.line, step):
        page.labelled(Text("between"), page.styled(passed), indent, 10)
    terminal.body(page, trace.history.comparisons[step.old, step.new], many.noted_once(change))
