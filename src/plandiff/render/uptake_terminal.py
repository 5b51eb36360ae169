"""An account of uptake for a terminal: the sum first, then each change with the words of all three texts."""

from __future__ import annotations

from rich.text import Text

from plandiff.model import Change, Provision
from plandiff.render import accounts, phrases, terminal, terminal_documents
from plandiff.render.options import Options
from plandiff.render.safe import one_line, visible
from plandiff.render.sheet import Page, verdict_style
from plandiff.uptake import Fate, Finding, Own, Uptake


def render(account: Uptake, options: Options) -> str:
    """The account as text."""
    page = Page(options)
    page.prose(page.styled(accounts.title(account), "bold"))
    page.blank()
    documents = (account.base, account.counter, account.result)
    terminal_documents.lay_out(page, documents, ("base", "counter", "result"))
    page.blank()
    for line in accounts.opening(account):
        page.prose(page.styled(line))
    for fate in accounts.FATES:
        _section(page, account, fate)
    _own(page, account)
    _reworded(page, account)
    page.blank()
    terminal.key(page, _marked(account))
    *lines, last = accounts.closing(account, options.show_all)
    for line in lines:
        page.prose(page.styled(line))
    page.prose(page.styled(last, "bold"))
    return page.text()


def _section(page: Page, account: Uptake, fate: Fate) -> None:
    found = [f for f in account.findings if f.fate is fate]
    if not found:
        return
    page.blank()
    page.prose(page.styled(f"{fate.capitalize()} ({len(found)})", "bold underline"))
    if fate is Fate.UNKNOWN and not page.options.show_all:
        for line in (accounts.unknown(account), *accounts.half_known(account)):
            page.prose(page.styled(line), indent=2)
        return
    for finding in found:
        page.blank()
        _finding(page, account, finding)


def _finding(page: Page, account: Uptake, finding: Finding) -> None:
    indent = 2 if page.narrow else 4
    star = " *" if phrases.reviewed(finding.change) else ""
    items = [page.styled(accounts.where(account, finding) + star, "bold")]
    items += [page.styled(one_line(tag)) for tag in finding.change.tags]
    items += [page.styled(mark, "bold") for mark in accounts.marks(finding)]
    page.flow(items, indent=2)
    page.prose(page.styled(accounts.verdict(account, finding)), indent=indent)
    base, counter, result = accounts.names(account)
    column = max(len(name) for name in (base, counter, result)) + 2
    if finding.change.old and finding.change.new:
        terminal.texts(page, finding.change, indent)
    else:
        name, provisions = (counter, finding.change.new) if finding.change.new else (base, finding.change.old)
        _said(page, name, provisions, indent, column)
    if finding.result and not accounts.repeats(finding):
        _said(page, result, finding.result, indent, column)
    for share in finding.shares:
        page.labelled(page.styled(share.element), page.styled(accounts.share(account, share)), indent, 13)
    for reason in finding.besides:
        page.labelled(Text("besides"), page.styled(accounts.beside(account, reason)), indent, 13)


def _said(page: Page, name: str, provisions: tuple[Provision, ...], indent: int, column: int) -> None:
    for provision in provisions:
        page.labelled(page.styled(name), page.styled(visible(provision.text)), indent, column)


def _own(page: Page, account: Uptake) -> None:
    if not account.own:
        return
    page.blank()
    heading = f"In {accounts.names(account)[2]}, and not from the changes of {accounts.names(account)[1]} ({len(account.own)})"
    page.prose(page.styled(heading, "bold underline"))
    for own in account.own:
        page.blank()
        _one_own(page, account, own)


def _one_own(page: Page, account: Uptake, own: Own) -> None:
    change = own.change
    indent = 2 if page.narrow else 4
    star = " *" if phrases.reviewed(change) else ""
    sign = page.sign(change.verdict) + page.styled(f" {change.verdict}{star}", verdict_style(change.verdict))
    items = [page.styled(accounts.own_where(account, change), "bold"), sign]
    items += [page.styled(one_line(tag)) for tag in change.tags]
    if said := accounts.own(account, own):
        items.append(page.styled(said))
    page.flow(items + [page.styled(mark, "bold") for mark in phrases.marks(change)], indent=2)
    terminal.texts(page, change, indent)
    for reason in change.reasons:
        page.labelled(page.styled(str(reason.direction), "bold"), page.styled(phrases.reason_line(change, reason)), indent, 10)


def _reworded(page: Page, account: Uptake) -> None:
    if said := accounts.reworded(account):
        page.blank()
        page.prose(page.styled(accounts.reworded_heading(account), "bold underline"))
        page.prose(page.styled(said), indent=2)


def _marked(account: Uptake) -> list[Change]:
    """The changes whose words are shown with marks."""
    return [f.change for f in account.findings if f.fate is not Fate.UNKNOWN] + [o.change for o in account.own]
