"""A trace as one self-contained page: the way as a table, then each step with the words that changed."""

from __future__ import annotations

from plandiff.model import Attested, Verdict
from plandiff.render import many, page_parts, phrases
from plandiff.render.options import Options
from plandiff.render.page_change import article, sign
from plandiff.render.page_frame import document, lines_of, text_of
from plandiff.render.safe import one_line
from plandiff.trace import Stage, Trace

_STYLE = (
    page_parts.SECTIONS
    + """\
.way { width: 100%; margin: 0 0 1.4rem; }
.way th, .way td { border-bottom: 1px solid var(--line); padding: .35rem .9rem .35rem 0; }
.way thead th { color: var(--quiet); font-size: .8rem; font-weight: 600; }
.way [class] { color: var(--own); font-weight: 600; white-space: nowrap; }
@media (max-width: 40rem) { .way thead { display: none; }
  .way tr { display: block; padding: .35rem 0; border-bottom: 1px solid var(--line); }
  .way th, .way td { border: 0; padding: 0 .6rem 0 0; display: inline; } .way td:last-child { display: block; } }
"""
)


def render(trace: Trace, options: Options) -> str:
    """The page."""
    title = text_of(many.heading(trace))
    plans = trace.history.line.plans
    shown = many.detailed(trace, options.show_all)
    main = [
        f'<p class="kicker">{text_of(" > ".join(plan.id for plan in plans))}</p>',
        f"<h1>{title}</h1>",
        *_outline(trace),
        *([page_parts.section("The steps, earliest first")] if trace.first or shown else []),
        *(_first(trace, plan, number, options) for plan, number in trace.first),
        *(_stage(trace, stage, options) for stage in shown),
    ]
    foot = [f"<p>{text_of(line)}</p>" for line in many.closing(trace, [stage.step.change for stage in shown])]
    return document(title, main, foot, _STYLE)


def _outline(trace: Trace) -> list[str]:
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("provision", "date", "verdict", "what happened"))
    rows = [
        f'<tr><th scope="row">{text_of(label)}</th><td>{text_of(date)}</td>{_verdict(verdict)}<td>{text_of(said)}</td></tr>'
        for label, date, verdict, said in many.outline(trace)
    ]
    return [f'<table class="way">\n<thead><tr>{heads}</tr></thead>', "<tbody>", *rows, "</tbody></table>"]


def _verdict(verdict: Verdict | None) -> str:
    return f'<td class="{verdict}">{sign(verdict)} {verdict}</td>' if verdict else "<td></td>"


def _first(trace: Trace, place: int, number: str, options: Options) -> str:
    version = trace.history.line.plans[place]
    provision = version.provision(number)
    assert provision is not None  # a trace names provisions that are there
    disputed = provision.attested is Attested.DISPUTED
    rows = [("note", provision.note)] if provision.note and disputed else []
    cited = phrases.cited(version, provision.sources, brief=not options.explain)
    rows += [("sources", cited)] if cited else []
    marks = [] if provision.attested is Attested.TEXT else [str(provision.attested)]
    blocks = [
        "<article>",
        f"<h2>first known <b>{text_of(many.place(version, one_line(number)))}</b></h2>",
        page_parts.facts(marks, provision.tags),
        f'<p class="text">{lines_of(provision.text)}</p>',
        page_parts.rows(rows),
        "</article>",
    ]
    return "\n".join(filter(None, blocks))


def _stage(trace: Trace, stage: Stage, options: Options) -> str:
    step = stage.step
    said = [("returns", many.back(trace, found)) for found in stage.returns]
    if passed := many.skipped(trace.history.line, step):
        said.append(("between", passed))
    comparison = trace.history.comparisons[step.old, step.new]
    return article(comparison, many.noted_once(step.change), options, place=many.where(trace, step), said=said)
