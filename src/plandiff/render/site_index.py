"""The first page of a site: which plans there are, what was drafted from what, and the ways into everything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from plandiff.model import Attested, Comparison, Plan
from plandiff.position import Audit
from plandiff.render import phrases
from plandiff.render.page_frame import document, text_of
from plandiff.render.site_graph import picture
from plandiff.render.site_names import Names, audit_key, matrix_key, pair_key, pair_of, plan_key, tag_key
from plandiff.render.site_style import STYLE
from plandiff.survey import Survey

_TITLE = "Versions of a negotiated text"
_LEAD = (
    "Every document of this collection, what was drafted from what, and what became of each commitment from one version "
    "to the next: dropped, softened, altered, hardened, added, reworded, or not reported."
)
_FEW = "A dashed box: only part of its text is known."
_FILTERED = "Each number leads to the changes that it counts."


def render(survey: Survey, names: Names) -> str:
    """The page."""
    main = [
        f'<p class="kicker">{_size(survey)}</p>',
        f"<h1>{_TITLE}</h1>",
        f'<p class="lead">{_LEAD}</p>',
        *(f'<p class="note">{text_of(note)}</p>' for note in survey.notes),
        *_graph(survey, names),
        *_plans(survey.plans, names),
        *_pairs(survey.comparisons, names),
        *_matrices(survey, names),
        *_audits(survey.audits, names),
        *_tags(survey, names),
    ]
    foot = [f"<p>{phrases.SOFTER_MEANS}</p>"] if survey.comparisons else []
    foot.append(f"<p><strong>{_size(survey)}.</strong></p>")
    return document(_TITLE, main, foot, STYLE)


def _size(survey: Survey) -> str:
    provisions = sum(len(plan.provisions) for plan in survey.plans)
    parts = ((len(survey.plans), "plan"), (provisions, "provision"), (len(survey.comparisons), "comparison"))
    return ", ".join(phrases.count(number, noun) for number, noun in parts)


def _graph(survey: Survey, names: Names) -> list[str]:
    drawn = picture(survey.plans, names)
    if not drawn:
        return []
    key = f'<p class="quiet">Earlier documents stand on the left. {_FEW}</p>'
    return ['<h2 class="changes" id="drafted">What was drafted from what</h2>', key, *drawn]


def _plans(plans: Iterable[Plan], names: Names) -> list[str]:
    head = "".join(f'<th scope="col">{name}</th>' for name in ("date", "plan", "text known"))
    head += "".join(f'<th scope="col" class="number">{name}</th>' for name in ("provisions", *Attested))
    return [
        '<h2 class="changes" id="plans">The plans</h2>',
        '<p class="quiet">Text: the wording is public; reported: it is not; disputed: accounts disagree.</p>',
        '<div class="wide" role="region" aria-labelledby="plans" tabindex="0">',
        '<table class="plans">',
        f"<thead><tr>{head}</tr></thead>",
        "<tbody>",
        *(_plan(plan, names) for plan in plans),
        "</tbody></table></div>",
    ]


def _plan(plan: Plan, names: Names) -> str:
    counts = Counter(p.attested for p in plan.provisions)
    issuers = ", ".join(map(phrases.party, plan.issuer))
    about = [f"{plan.kind} by {issuers}" if issuers else str(plan.kind)]
    about += [f"drafted from {', '.join(plan.based_on)}"] if plan.based_on else []
    name = names.link(plan_key(plan.id), text_of(plan.id))
    title = f"{name} {text_of(plan.title)}<small>{text_of('; '.join(about))}</small>"
    numbers = [len(plan.provisions), *(counts[a] for a in Attested)]
    cells = "".join(f'<td class="number">{number or ""}</td>' for number in numbers)
    day = f'<td class="day">{text_of(phrases.day(plan.date)) if plan.date else ""}</td>'
    known = "in full" if plan.coverage == "full" else "in part"
    return f'<tr>{day}<th scope="row">{title}</th><td class="day">{known}</td>{cells}</tr>'


def _pairs(comparisons: Iterable[Comparison], names: Names) -> list[str]:
    rows = [_pair(comparison, names) for comparison in comparisons]
    if not rows:
        return []
    heads = "".join(
        f'<th scope="col" class="number"><span class="sign" aria-hidden="true">{phrases.symbol(v)}</span> {v}</th>'
        for v in phrases.WEIGHT
    )
    return [
        '<h2 class="changes" id="comparisons">What changed</h2>',
        f'<p class="quiet">Plans of which one was drafted from the other, or that were compared by hand. {_FILTERED}</p>',
        '<div class="wide" role="region" aria-labelledby="comparisons" tabindex="0">',
        f'<table class="pairs">\n<thead><tr><th scope="col">from → to</th>{heads}</tr></thead>',
        "<tbody>",
        *rows,
        "</tbody></table></div>",
    ]


def _pair(comparison: Comparison, names: Names) -> str:
    key = pair_key(comparison)
    cells = (
        f'<td class="number">{names.link(key, str(n), f"verdict={v}") if (n := comparison.summary[v]) else ""}</td>'
        for v in phrases.WEIGHT
    )
    reviewed = sum(map(phrases.reviewed, comparison.changes))
    small = f"<small>{reviewed} of {len(comparison.changes)} reviewed by hand</small>" if reviewed else ""
    return f'<tr><th scope="row">{names.link(key, pair_of(comparison))}{small}</th>{"".join(cells)}</tr>'


def _matrices(survey: Survey, names: Names) -> list[str]:
    rows = [
        f"<li>{names.link(matrix_key(m.plans), text_of(' → '.join(p.id for p in m.plans)))} "
        f'<span class="quiet">{phrases.count(len(m.rows), "thread")}</span></li>'
        for m in survey.matrices
    ]
    return _listed("Many versions side by side", "matrices", "plain", rows)


def _audits(audits: Iterable[Audit], names: Names) -> list[str]:
    rows = [
        f"<li>{names.link(audit_key(a), f'{text_of(a.position.id)} in {text_of(a.plan.id)}')} "
        f'<span class="quiet">{text_of(a.position.title)}</span></li>'
        for a in audits
    ]
    return _listed("How demands stand, as reviewed by hand", "positions", "plain", rows)


def _tags(survey: Survey, names: Names) -> list[str]:
    counts = Counter(tag for plan in survey.plans for p in plan.provisions for tag in p.tags)
    rows = [
        f'<li>{names.link(tag_key(tag), text_of(tag))} <span class="quiet">{counts[tag]}</span></li>'
        for tag in survey.timelines
    ]
    return _listed("By tag, over time", "tags", "tags", rows)


def _listed(title: str, name: str, style: str, rows: list[str]) -> list[str]:
    return [f'<h2 class="changes" id="{name}">{title}</h2>', f'<ul class="{style}">', *rows, "</ul>"] if rows else []
