"""An account of uptake as one self-contained page: the sum first, then each change with the words of all three texts."""

from __future__ import annotations

from plandiff.model import Plan
from plandiff.render import accounts, page_parts, phrases
from plandiff.render.options import Options
from plandiff.render.page_change import sign, texts
from plandiff.render.page_frame import document, text_of
from plandiff.uptake import Fate, Finding, Own, Uptake

_STYLE = page_parts.SECTIONS + """\
article .said { margin: 0; max-width: 44rem; font-weight: 600; }
h3 b { display: inline-block; }
"""


def render(account: Uptake, options: Options) -> str:
    """The page."""
    title = text_of(accounts.title(account))
    base, counter, result = accounts.names(account)
    main = [
        f'<p class="kicker">{text_of(f"{base} > {counter} > {result}")}</p>',
        f"<h1>{title}</h1>",
        *page_parts.documents((role, getattr(account, role)) for role in ("base", "counter", "result")),
        f'<p class="note">{"<br>".join(map(text_of, accounts.opening(account)))}</p>',
    ]
    for fate in accounts.FATES:
        if found := [f for f in account.findings if f.fate is fate]:
            main.append(page_parts.section(f"{fate.capitalize()} ({len(found)})"))
            if fate is Fate.UNKNOWN and not options.show_all:
                lines = (accounts.unknown(account), *accounts.half_known(account))
                main += [f"<p>{text_of(line)}</p>" for line in lines if line]
            else:
                main += [_finding(account, finding) for finding in found]
    if account.own:
        main.append(page_parts.section(f"In {result}, and not from the changes of {counter} ({len(account.own)})"))
        main += [_own(account, own) for own in account.own]
    if said := accounts.reworded(account):
        main += [page_parts.section(accounts.reworded_heading(account)), f"<p>{text_of(said)}</p>"]
    return document(title, main, page_parts.foot(accounts.closing(account, options.show_all)), _STYLE)


def _finding(account: Uptake, finding: Finding) -> str:
    change = finding.change
    rows = [(share.element, accounts.share(account, share)) for share in finding.shares]
    rows += [("besides", accounts.beside(account, reason)) for reason in finding.besides]
    plan: Plan = account.counter if change.new else account.base
    one_sided = [page_parts.words(plan.id, p.text) for p in change.new or change.old]
    given = () if accounts.repeats(finding) else finding.result
    blocks = [
        "<article>",
        f"<h3>{' &gt; '.join(f'<b>{text_of(place)}</b>' for place in accounts.places(account, finding))}</h3>",
        page_parts.facts(accounts.marks(finding), [*change.tags, *_reviewed(phrases.reviewed(change))]),
        f'<p class="said">{text_of(accounts.verdict(account, finding))}</p>',
        *([texts(change)] if change.old and change.new else one_sided),
        *(page_parts.words(account.result.id, p.text, "given") for p in given),
        page_parts.rows(rows),
        "</article>",
    ]
    return "\n".join(filter(None, blocks))


def _own(account: Uptake, own: Own) -> str:
    change = own.change
    said = [*change.tags, *_reviewed(phrases.reviewed(change)), accounts.own(account, own)]
    blocks = [
        f'<article class="{change.verdict}">',
        f"<h3>{text_of(accounts.own_where(account, change))} {sign(change.verdict)} {change.verdict}</h3>",
        page_parts.facts(phrases.marks(change), said),
        texts(change),
        page_parts.rows((str(reason.direction), phrases.reason_line(change, reason)) for reason in change.reasons),
        "</article>",
    ]
    return "\n".join(filter(None, blocks))


def _reviewed(by_hand: bool) -> list[str]:
    return ["reviewed by hand"] if by_hand else []
