"""An account of uptake as Markdown: a section for each fate, then what is the result's own."""

from __future__ import annotations

from plandiff.model import Plan, Provision
from plandiff.render import accounts, phrases
from plandiff.render.markdown import document, escaped, texts
from plandiff.render.options import Options
from plandiff.uptake import Fate, Finding, Own, Uptake


def render(account: Uptake, options: Options) -> str:
    """The account as text."""
    rows = [document(role, getattr(account, role)) for role in ("base", "counter", "result")]
    table = "\n".join(("| | document | date | text | size |", "|---|---|---|---|---|", *rows))
    opening = " ".join(escaped(line) for line in accounts.opening(account))
    blocks = [f"## {escaped(accounts.title(account))}", table, opening]
    for fate in accounts.FATES:
        found = [f for f in account.findings if f.fate is fate]
        if found:
            blocks.append(f"### {fate.capitalize()} ({len(found)})")
            folded = fate is Fate.UNKNOWN and not options.show_all
            lines = [line for line in (accounts.unknown(account), *accounts.half_known(account)) if line]
            blocks += [escaped(line) for line in lines] if folded else [_finding(account, f) for f in found]
    if account.own:
        _, counter, result = (escaped(name) for name in accounts.names(account))
        blocks.append(f"### In {result}, and not from the changes of {counter} ({len(account.own)})")
        blocks += [_own(account, own) for own in account.own]
    if said := accounts.reworded(account):
        blocks += [f"### {escaped(accounts.reworded_heading(account))}", escaped(said)]
    *lines, last = accounts.closing(account, options.show_all)
    return "\n\n".join([*blocks, *(escaped(line) for line in lines), f"**{escaped(last)}**"]) + "\n"


def _finding(account: Uptake, finding: Finding) -> str:
    change = finding.change
    facts = [f"**{escaped(accounts.where(account, finding))}**", *(escaped(tag) for tag in change.tags)]
    facts += [f"**{mark}**" for mark in accounts.marks(finding)]
    facts += ["reviewed by hand"] if phrases.reviewed(change) else []
    blocks = [" · ".join(facts), escaped(accounts.verdict(account, finding)), texts(change)]
    if finding.result and not accounts.repeats(finding):
        blocks.append(_said(account.result, finding.result))
    rows = [f"- {share.element}: {escaped(accounts.share(account, share))}" for share in finding.shares]
    rows += [f"- besides: {escaped(accounts.beside(account, reason))}" for reason in finding.besides]
    return "\n\n".join([*blocks, *(["\n".join(rows)] if rows else [])])


def _said(plan: Plan, provisions: tuple[Provision, ...]) -> str:
    return "\n>\n".join(f"> {escaped(plan.id)}: {escaped(p.text)}" for p in provisions)


def _own(account: Uptake, own: Own) -> str:
    change = own.change
    facts = [f"**{escaped(accounts.own_where(account, change))} {phrases.symbol(change.verdict)} {change.verdict}**"]
    facts += [escaped(tag) for tag in change.tags] + [f"**{mark}**" for mark in phrases.marks(change)]
    facts += [escaped(said)] if (said := accounts.own(account, own)) else []
    rows = [f"- **{reason.direction}**: {escaped(phrases.reason_line(change, reason))}" for reason in change.reasons]
    return "\n\n".join([" · ".join(facts), texts(change), *(["\n".join(rows)] if rows else [])])
