"""The report as Markdown to paste into a pull request or a CI summary.

The ugly case is the platform around it: GitHub turns ``@name``, ``#12``, web addresses, ``$..$`` and ``:word:`` of
plain text into mentions, links, formulas and pictures, so those of a plan are taken apart with empty comments and spans.
"""

from __future__ import annotations

import re

from plandiff.ledger import Ledger
from plandiff.model import Change, Comparison, Plan, Provision, Verdict
from plandiff.render import grounds, phrases
from plandiff.render.budget import Cut, everything, fitted, left_out
from plandiff.render.marks import pieces, replaced
from plandiff.render.options import Options
from plandiff.render.safe import visible

_APART = "<!-- -->"
_MARKUP = re.compile(r"[\\`*_\[\]|~^]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", "{": "&lbrace;", "}": "&rbrace;"})
_ACTS = re.compile(
    r"[@#](?=[^\s@#])"  # mentions, issues
    r"|:(?=//|[\w+-]+(?::|$))"  # addresses, emoji: a colon may follow the text
    r"|\b[Gg][Hh]-(?=\d)"
    r"|\b[Ww]{3}(?=\.)"
    r"|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b"  # commits
)
_OPENS_BLOCK = re.compile(r"^(\d*)(?=[-+=#>]|(?<=\d)[.)](?:\s|$))")


def escaped(text: str) -> str:
    """Text of a plan as Markdown that shows exactly it, and in which nothing acts."""
    text = " ".join(visible(text).split())
    text = _MARKUP.sub(r"\\\g<0>", text.translate(_ENTITIES))
    text = _OPENS_BLOCK.sub(r"\1\\", text, count=1)
    text = _ACTS.sub(_apart, text)
    return text.replace("$", "<span>$</span>")


def _apart(match: re.Match[str]) -> str:
    """What would act, cut into pieces too short to act: six letters are no commit."""
    found = match.group()
    parts = [found[n : n + 6] for n in range(0, len(found), 6)]
    return _APART.join(parts) + (_APART if len(parts) == 1 else "")


def render(comparison: Comparison, options: Options, ledger: Ledger | None) -> str:
    """The report; with a ledger, its counts in place of the changes. It has no more bytes than ``options.max_size``."""
    listed = phrases.listed(comparison, options)
    if ledger is not None:
        report = _report(comparison, listed, _table(ledger, options), options)
        return report if options.max_size is None else fitted((), options.max_size, lambda _: report)
    written = {c.id: _change(comparison, c, options) for c in listed}

    def lay_out(cut: Cut) -> str:
        shown = [c for i, c in enumerate(listed) if i in cut.whole]
        body = [
            b for heading, changes in _sections(shown, options) for b in (heading, *(written[c.id] for c in changes))
        ]
        folded = phrases.folded(comparison, options)
        body += _folded(folded) if cut.folded else _left_out(listed, folded, cut)
        return _report(comparison, shown, body, options)

    return lay_out(everything(listed)) if options.max_size is None else fitted(listed, options.max_size, lay_out)


def _report(comparison: Comparison, shown: list[Change], body: list[str], options: Options) -> str:
    blocks = _headline(comparison) + body
    blocks += [escaped(line) for line in phrases.closing(comparison, shown)]
    blocks.append(f"**{escaped(phrases.accounting(comparison, options))}**")
    return "\n\n".join(blocks) + "\n"


def _headline(comparison: Comparison) -> list[str]:
    rows = [document(side, plan) for side, plan in (("old", comparison.old), ("new", comparison.new))]
    summary = comparison.summary
    counts = " · ".join(f"**{phrases.symbol(v)} {summary[v]} {v}**" for v in phrases.WEIGHT if summary[v])
    title = f"## {escaped(comparison.old.id)} > {escaped(comparison.new.id)}: what changed"
    blocks = [title, "\n".join(("| | document | date | text | size |", "|---|---|---|---|---|", *rows))]
    blocks.append(counts or "No provisions to compare.")
    if said := phrases.selection(comparison):
        blocks.append(escaped(said))
    return blocks


def document(side: str, plan: Plan) -> str:
    """The row of one document in the table at the head of a report."""
    name = f"**{escaped(plan.id)}** {escaped(plan.title)}"
    cells = (side, name, escaped(phrases.day(plan.date)), phrases.published(plan), phrases.size(plan))
    return f"| {' | '.join(cells)} |"


def _left_out(listed: list[Change], folded: list[Change], cut: Cut) -> list[str]:
    """What was cut to fit: how many changes of which verdicts, and their numbers where there is room."""
    out = left_out(listed, cut)
    blocks = []
    if out:
        number = phrases.count(sum(len(changes) for _, changes in out), "change")
        counts = ", ".join(f"{len(changes)} {verdict}" for verdict, changes in out)
        blocks.append(f"**Left out for want of room: {number} of {len(listed)} ({counts}).**")
    if out and cut.named:
        rows = (
            f"- {phrases.symbol(verdict)} {verdict}: "
            + "; ".join(f"{escaped(phrases.numbers(c.old))} > {escaped(phrases.numbers(c.new))}" for c in changes)
            for verdict, changes in out
        )
        blocks.append("\n".join(rows))
    if folded:
        blocks.append(f"Left out for want of room: the texts of what is folded ({len(folded)}).")
    return blocks


def _sections(listed: list[Change], options: Options) -> list[tuple[str, list[Change]]]:
    """Headings with their changes: one for each verdict, or one for all in the order of the document."""
    if options.order == "document":
        return [("### Changes in the order of the document", listed)] if listed else []
    sections = []
    for verdict in phrases.WEIGHT:
        if changes := [c for c in listed if c.verdict is verdict]:
            sections.append((f"### {phrases.symbol(verdict)} {verdict.capitalize()} ({len(changes)})", changes))
    return sections


def _change(comparison: Comparison, change: Change, options: Options) -> str:
    where = f"{escaped(phrases.numbers(change.old))} > {escaped(phrases.numbers(change.new))}"
    facts = [f"**{phrases.symbol(change.verdict)} {change.verdict} {where}**", *(escaped(t) for t in change.tags)]
    if change.binds:
        facts.append(f"binds {', '.join(escaped(phrases.party(b)) for b in change.binds)}")
    facts += [f"**{mark}**" for mark in phrases.marks(change)]
    if phrases.reviewed(change):
        facts.append("reviewed by hand")
    said = [f"- {label}: {text}" for label, text in details(comparison, change, options)]
    readings = _readings(change) if options.explain else []
    return "\n\n".join([" · ".join(facts), texts(change), *(["\n".join(said)] if said else []), *readings])


def texts(change: Change) -> str:
    """The words that changed, as a quotation."""
    if not (change.old and change.new):
        return _quoted([_whole(p) for p in (*change.old, *change.new)])
    if replaced(change):
        gone = [f"<del>{_whole(p)}</del>" for p in change.old]
        return _quoted(gone + [f"<ins>{_whole(p)}</ins>" for p in change.new])
    parts = []
    for run in pieces(change.words):
        lines = [_spaced(line) for line in run.text.split("\n")]
        if run.op == "keep":
            parts.append("<br>".join(lines))
        else:
            tag = "del" if run.op == "delete" else "ins"
            parts.append("<br>".join(f"<{tag}>{line}</{tag}>" for line in lines))
    return _quoted(["".join(parts)])


def _whole(provision: Provision) -> str:
    return "<br>".join(escaped(line) for line in provision.text.splitlines())


def _spaced(text: str) -> str:
    """Escaped text that keeps its blanks at both ends."""
    head = " " if text[:1] == " " else ""
    tail = " " if text[-1:] == " " and text.strip() else ""
    return head + escaped(text) + tail


def _quoted(lines: list[str]) -> str:
    return "\n>\n".join(f"> {line}" for line in lines)


def details(comparison: Comparison, change: Change, options: Options) -> list[tuple[str, str]]:
    """Label and escaped text of everything that is said below a change."""
    rows = []
    for reason in change.reasons:
        rule = f" [{reason.rule}]" if options.explain and reason.rule else ""
        rows.append((f"**{reason.direction}**", escaped(phrases.reason_line(change, reason) + rule)))
    rows += [(label, escaped(text)) for label, text in phrases.remarks(comparison, change, options)]
    old, new = phrases.sources(comparison, change, brief=not options.explain)
    if old or new:
        sides = f"{old or phrases.NONE} > {new or phrases.NONE}" if change.old and change.new else old or new
        rows.append(("sources", escaped(sides)))
    if options.explain:
        rows += [(label, escaped(text)) for label, text in grounds.explained(change)]
    return rows


def _readings(change: Change) -> list[str]:
    """Both readings side by side, as a table."""
    rows = [f"| {' | '.join(map(escaped, row))} |" for row in grounds.cells(change)]
    return ["\n".join([f"| {' | '.join(grounds.HEAD)} |", "|---|---|---|---|", *rows])] if rows else []


def _folded(changes: list[Change]) -> list[str]:
    if not changes:
        return []
    counts = [(v, sum(c.verdict is v for c in changes)) for v in phrases.FOLDED]
    said = ", ".join(f"{n} {v}" for v, n in counts if n)
    rows = [
        f"- {phrases.symbol(c.verdict)} {c.verdict} **{escaped(phrases.numbers(c.old))} > "
        f"{escaped(phrases.numbers(c.new))}** {escaped(c.new_text or c.old_text)}"
        for verdict in phrases.FOLDED
        for c in changes
        if c.verdict is verdict
    ]
    return ["\n".join(["<details>", f"<summary>Folded: {said}</summary>", "", *rows, "", "</details>"])]


def _table(ledger: Ledger, options: Options) -> list[str]:
    verdicts: list[Verdict] = phrases.columns(options)
    head = f"| {ledger.by} | {' | '.join(f'{phrases.symbol(v)} {v}' for v in verdicts)} |"
    rule = f"|---|{'---:|' * len(verdicts)}"
    rows = [
        f"| {escaped(phrases.row_name(ledger, row))} | {' | '.join(str(row.counts[v] or '') for v in verdicts)} |"
        for row in phrases.rows(ledger, verdicts)
    ]
    return ["\n".join([head, rule, *rows]), phrases.ledger_means(ledger)]
