"""The page of one plan on a site: what it says, provision by provision, with sources and notes, and where it leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from plandiff.model import Attested, Plan, Provision, Removal
from plandiff.render import phrases
from plandiff.render.page_change import source_link
from plandiff.render.page_frame import document, lines_of, text_of
from plandiff.render.site_names import Names, anchors, audit_key, described, pair_key, pair_of, plan_key, tag_key
from plandiff.render.site_style import STYLE
from plandiff.survey import Survey

_STANDING = {
    Attested.TEXT: "whose wording is public",
    Attested.REPORTED: "reported, without their wording",
    Attested.DISPUTED: "in dispute",
}


def render(plan: Plan, survey: Survey, names: Names) -> str:
    """The page."""
    ident = text_of(plan.id)
    main = [
        f'<p class="kicker">{ident}</p>',
        f"<h1>{text_of(plan.title)}</h1>",
        f'<p class="described">{described(plan)}</p>',
        *([f'<p class="note">{lines_of(plan.note)}</p>'] if plan.note else []),
        *_ties(plan, survey, names),
        f'<h2 class="changes">What it says</h2>\n<p class="quiet">{_standing(plan)}</p>',
    ]
    at = anchors(plan)
    main += [_provision(plan, p, at[p.number], names) for p in plan.provisions]
    main += _removed(plan, names)
    main += _sources(plan)
    foot = [f"<p><strong>{text_of(phrases.size(plan))}.</strong></p>"]
    return document(f"{ident}: {text_of(plan.title)}", main, foot, STYLE)


def _standing(plan: Plan) -> str:
    counts = Counter(p.attested for p in plan.provisions)
    said = "; ".join(f"{counts[a]} {words}" for a, words in _STANDING.items() if counts[a])
    return f"Provisions: {said}." if said else "No provision of it is known."


def _ties(plan: Plan, survey: Survey, names: Names) -> list[str]:
    """Where a reader can go from here: what it was drafted from, what was drafted from it, and all comparisons."""
    known = {p.id: p for p in survey.plans}
    later = [p.id for p in survey.plans if plan.id in p.based_on]
    compared = [c for c in survey.comparisons if plan.id in (c.old.id, c.new.id)]
    audits = [a for a in survey.audits if plan.id in (a.plan.id, a.position.id)]
    rows = [
        ("drafted from", [names.link(plan_key(b), text_of(b)) for b in plan.based_on]),
        ("drafted from it", [names.link(plan_key(b), text_of(known[b].id)) for b in later]),
        ("compared", [names.link(pair_key(c), pair_of(c)) for c in compared]),
        ("demands", [names.link(audit_key(a), f"{text_of(a.position.id)} in {text_of(a.plan.id)}") for a in audits]),
    ]
    said = [f"<dt>{label}</dt><dd>{', '.join(links)}</dd>" for label, links in rows if links]
    return ['<dl class="ties">', *said, "</dl>"] if said else []


def _provision(plan: Plan, provision: Provision, anchor: str, names: Names) -> str:
    facts = [", ".join(names.link(tag_key(tag), text_of(tag)) for tag in provision.tags)] if provision.tags else []
    if provision.binds:
        facts.append(f"binds {', '.join(text_of(phrases.party(name)) for name in provision.binds)}")
    if provision.attested is not Attested.TEXT:
        facts.insert(0, f'<strong class="mark">{provision.attested}</strong>')
    details = [("note", lines_of(provision.note))] if provision.note else []
    if provision.sources:
        details.append(("source", "; ".join(map(source_link, phrases.found(plan, provision.sources)))))
    return "\n".join(
        [
            f'<article id="{anchor}">',
            f'<h3><a href="#{anchor}">{text_of(provision.number)}</a></h3>',
            *([f'<ul class="facts">{"".join(f"<li>{fact}</li>" for fact in facts)}</ul>'] if facts else []),
            f'<p class="text">{lines_of(provision.text)}</p>',
            *_list(details),
            "</article>",
        ]
    )


def _list(rows: Iterable[tuple[str, str]]) -> list[str]:
    said = [f"<dt>{label}</dt><dd>{text}</dd>" for label, text in rows]
    return ["<dl>", *said, "</dl>"] if said else []


def _removed(plan: Plan, names: Names) -> list[str]:
    if not plan.removed:
        return []
    rows = (f"<li>{_removal(plan, removal, names)}</li>" for removal in plan.removed)
    return ['<h2 class="changes">Taken out, as sources say</h2>', '<ul class="plain">', *rows, "</ul>"]


def _removal(plan: Plan, removal: Removal, names: Names) -> str:
    where = names.link(plan_key(removal.plan), f"{text_of(removal.plan)} {text_of(removal.number)}")
    cited = "; ".join(map(source_link, phrases.found(plan, removal.sources)))
    return f"<b>{where}</b> {lines_of(removal.note)}{f' ({cited})' if cited else ''}"


def _sources(plan: Plan) -> list[str]:
    if not plan.sources:
        return []
    rows = (f"<li>{source_link(source, text_of(phrases.citation(source)))}</li>" for source in plan.sources)
    return ['<h2 class="changes">Sources</h2>', '<ul class="plain sources">', *rows, "</ul>"]
