"""The words that the layouts of many versions share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plandiff.history import Line, Step
from plandiff.matrix import Entry, Matrix, Row
from plandiff.model import Change, Coverage, Plan, Verdict
from plandiff.render import phrases
from plandiff.render.options import Options
from plandiff.render.safe import one_line
from plandiff.trace import Return, Stage, Trace


def place(plan: Plan, numbers: str) -> str:
    """Provisions as a reader would cite them: "28pt 6"."""
    return f"{one_line(plan.id)} {numbers}"


def known_in_part(plans: Iterable[Plan]) -> str:
    """The sentence on the versions of which only part is known; empty where there is none."""
    partial = [one_line(p.id) for p in plans if p.coverage is Coverage.PARTIAL]
    if not partial:
        return ""
    return (
        f"Known only in part: {', '.join(partial)}. What is missing there is unreported, neither dropped nor added, "
        "unless a source says so."
    )


def read_from(plans: Iterable[Plan]) -> str:
    """Which versions come from a git revision, and from where."""
    return " ".join(f"{one_line(p.id)} is read from {one_line(p.path)}." for p in plans if p.revision)


def softer_means(verdicts: Iterable[Verdict | None]) -> str:
    """The sentence on what softened and hardened mean, where either occurs."""
    return phrases.SOFTER_MEANS if {Verdict.SOFTENED, Verdict.HARDENED} & set(verdicts) else ""


def skipped(line: Line, step: Step) -> str:
    """Which versions a step passes over."""
    between = [one_line(p.id) for p in line.between(step.old, step.new)] if step.distant else []
    return f"{' and '.join(between)}, where no counterpart is known" if between else ""


# --- traces ---------------------------------------------------------------------------------------------------------


def heading(trace: Trace) -> str:
    """What is traced, and through how much."""
    plans = trace.history.line.plans
    return f"{place(trace.plan, one_line(trace.start[1]))} through {phrases.count(len(plans), 'version')}"


def where(trace: Trace, step: Step) -> str:
    """From which provisions to which."""
    plans, change = trace.history.line.plans, step.change
    old, new = phrases.numbers(change.old), phrases.numbers(change.new)
    return f"{place(plans[step.old], old)} > {place(plans[step.new], new)}"


def outline(trace: Trace) -> list[tuple[str, str, Verdict | None, str]]:
    """A row for each place on the way: provision, date, verdict, and what must be said beside it."""
    plans = trace.history.line.plans
    rows: list[tuple[int, str, str, Verdict | None, str]] = []
    for i, number in trace.first:
        beginning = [s.step for s in trace.stages if (i, number) in s.step.targets and not s.step.change.old]
        rows.append((i, place(plans[i], one_line(number)), phrases.day(plans[i].date), None, _began(trace, beginning)))
    for stage in trace.stages:
        step, plan = stage.step, plans[stage.step.new]
        if not step.change.old:
            continue
        said = f"from {place(plans[step.old], phrases.numbers(step.change.old))}"
        said += "".join(f"; {back(trace, r)}" for r in stage.returns)
        label = place(plan, phrases.numbers(step.change.new))
        rows.append((step.new, label, phrases.day(plan.date), step.change.verdict, said))
    return [(label, date, verdict, said) for _, label, date, verdict, said in sorted(rows, key=lambda r: r[0])]


def _began(trace: Trace, steps: Sequence[Step]) -> str:
    plans = trace.history.line.plans
    new = [one_line(plans[s.old].id) for s in steps if s.change.verdict is Verdict.ADDED]
    if new:
        return f"first known here; added since {' and '.join(new)}"
    unsure = [one_line(plans[s.old].id) for s in steps]
    return "first known here" + (f"; whether {' or '.join(unsure)} had it is not known" if unsure else "")


def back(trace: Trace, found: Return) -> str:
    """What came back, and from where."""
    source = place(trace.history.line.plans[found.plan], one_line(found.number))
    if not found.element:
        return f"returned to the wording of {source}"
    return f"{found.element} again {one_line(found.words)}, as {source} had it"


def detailed(trace: Trace, show_all: bool) -> list[Stage]:
    """The stages that are shown with their words: those in which words changed, and where it ended."""
    return [
        s for s in trace.stages if s.step.change.old and (show_all or s.step.change.verdict not in phrases.FOLDED)
    ]


def noted_once(change: Change) -> Change:
    """The change without the notes on its old provisions: a trace has shown them where it met those."""
    return replace(change, old=tuple(replace(p, note="") for p in change.old))


def closing(trace: Trace, shown: Sequence[Change]) -> list[str]:
    """The sentences at the end of a trace."""
    line = trace.history.line
    silent = [one_line(p.id) for p in trace.silent]
    folded = sum(1 for s in trace.stages if s.step.change.old) - len(shown)
    lines = [
        one_line(line.note),
        read_from(line.plans),
        f"Nothing of it is known in {' or '.join(silent)}." if silent else "",
        known_in_part(line.plans),
        softer_means(c.verdict for c in shown),
        f"Folded: {phrases.count(folded, 'step')} without a change of words or without a counterpart (--all shows them)."
        if folded
        else "",
    ]
    return [text for text in lines if text]


# --- matrices -------------------------------------------------------------------------------------------------------


def rows(matrix: Matrix, options: Options) -> list[Row]:
    """The threads to print: all, or those in which more happened than that nothing is known or nothing changed."""
    return [row for row in matrix.rows if options.show_all or not row.verdicts or row.verdicts - set(phrases.FOLDED)]


def row_id(matrix: Matrix, row: Row) -> str:
    """What a thread can be called: the first version that has it, and its first number there."""
    return f"{one_line(matrix.plans[row.first].id)}/{one_line(row.cells[row.first].provisions[0].number)}"


def entry(shown: Entry, options: Options, in_words: bool = True) -> str:
    """One change in a cell: number, sign and word, and the version that it is against where the head names another."""
    if shown.verdict is None:
        return phrases.numbers(shown.provisions)
    parts = [phrases.numbers(shown.provisions)] if shown.provisions else []
    times = [str(shown.times)] if shown.times > 1 else []
    sign = phrases.symbol(shown.verdict, options.unicode)
    if not in_words:
        return " ".join([*parts, f"{sign}{'*' if shown.afar else ''}{'!' if shown.thin else ''}", *times])
    return " ".join([*parts, sign, *times, shown.verdict, *beside(shown)])


def beside(shown: Entry) -> list[str]:
    """From what, where one provision came of several; the version, where the head of the column names another; and the doubt."""
    merged = [f"(from {phrases.numbers(shown.merged)})"] if shown.merged else []
    against = [f"since {one_line(shown.against.id)}"] if shown.afar and shown.against else []
    return [*merged, *against, *([f"({phrases.CHECK})"] if shown.thin else [])]


def sign_marks(shown: Sequence[Row]) -> list[str]:
    """What the marks beside the signs of these threads mean, where there are any."""
    entries = [e for row in shown for cell in row.cells for e in cell.entries]
    afar = ["* against another version than the head names"] if any(e.afar for e in entries) else []
    return [*afar, *([f"! {phrases.CHECK}"] if any(e.thin for e in entries) else [])]


def against(matrix: Matrix, k: int) -> str:
    """The version that a column is set against; empty for the first."""
    base = matrix.bases[k]
    return f"against {one_line(base.id)}" if base else ""


def matrix_closing(matrix: Matrix, shown: Sequence[Row], options: Options, in_words: bool = True) -> list[str]:
    """The sentences at the end of a matrix."""
    plans = matrix.plans
    lines = [one_line(matrix.history.line.note), read_from(plans), known_in_part(plans)]
    lines.append(softer_means(v for row in shown for v in row.verdicts))
    if heads := [f"{one_line(plan.id)} {against(matrix, k)}" for k, plan in enumerate(plans) if matrix.bases[k]]:
        drafted = "Each column is compared with the version it was drafted from, where that is shown, or with the nearest before"
        lines.append(f"{drafted}: {', '.join(heads)}.")
    if in_words and any(e.afar for row in shown for cell in row.cells for e in cell.entries):
        lines.append("Since X: against X, because no counterpart is known in the version that the head of the column names.")
    if links := matrix.history.unused:
        lines.append(
            f"{phrases.count(len(links), 'link')} between versions that are no neighbours "
            f"{'is' if len(links) == 1 else 'are'} not used, because nearer versions say otherwise"
            + (f": {'; '.join(unused(matrix, step) for step in links)}." if options.explain else " (--explain).")
        )
    folded = len(matrix.rows) - len(shown)
    counted = phrases.count(matrix.threads, "thread")
    picked = f"{len(matrix.rows)} of {counted} ({one_line(matrix.selection)})" if matrix.selection else counted
    hidden = f" Folded: {folded} in which nothing is known to have changed (--all shows them)." if folded else ""
    return [*(line for line in lines if line), f"{picked} in {phrases.count(len(plans), 'version')}.{hidden}"]


def unused(matrix: Matrix, step: Step) -> str:
    """A link that was not used."""
    old, new = matrix.plans[step.old], matrix.plans[step.new]
    return f"{place(old, phrases.numbers(step.change.old))} > {place(new, phrases.numbers(step.change.new))}"
