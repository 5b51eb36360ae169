"""The page of one tag on a site: what became of it over the versions, as pictures, and every provision that bears it."""

from __future__ import annotations

from plandiff.matrix import Matrix
from plandiff.model import Attested, Plan, Provision
from plandiff.render import many, matrix_svg, phrases
from plandiff.render.options import Options
from plandiff.render.page_frame import document, lines_of, text_of
from plandiff.render.site_names import Names, anchors, matrix_key, plan_key
from plandiff.render.site_style import STYLE
from plandiff.survey import Survey


def render(tag: str, survey: Survey, names: Names) -> str:
    """The page."""
    bearing = [(plan, found) for plan in survey.plans if (found := [p for p in plan.provisions if tag in p.tags])]
    number = phrases.count(sum(len(found) for _, found in bearing), "provision")
    meaning = survey.definitions.get(tag, "")
    main = [
        '<p class="kicker">tag</p>',
        f"<h1>{text_of(tag)}</h1>",
        *([f'<p class="note">{lines_of(meaning)}</p>'] if meaning else []),
        *(_timeline(found, n, names) for n, found in enumerate(_widest_first(survey.timelines[tag]), 1)),
        f'<h2 class="changes">In the words of each plan</h2>\n<p class="quiet">{number} in {phrases.count(len(bearing), "plan")}.</p>',
        *(_plan(plan, found, names) for plan, found in bearing),
    ]
    foot = [f"<p>{phrases.SOFTER_MEANS}</p>"] if survey.timelines[tag] else []
    return document(f"{text_of(tag)} through all plans", main, foot, STYLE)


def _timeline(matrix: Matrix, number: int, names: Names) -> str:
    """The picture of a family, and the way to its matrix, which says the same as a table."""
    options = Options(show_all=True)
    said = [matrix_svg.key(many.rows(matrix, options)) + ".", many.known_in_part(matrix.plans)]
    table = names.link(matrix_key(matrix.plans), "The same as a table, for all tags")
    return "\n".join(
        [
            f'<h2 class="changes" id="timeline-{number}">{_title(matrix)}</h2>',
            f'<div class="wide picture" role="region" aria-labelledby="timeline-{number}" tabindex="0">',
            matrix_svg.picture(matrix, options).strip(),
            "</div>",
            f'<p class="quiet">{text_of(" ".join(said).strip())} {table}.</p>',
        ]
    )


def _widest_first(found: tuple[Matrix, ...]) -> list[Matrix]:
    return sorted(found, key=lambda m: -len(m.plans))


def _title(matrix: Matrix) -> str:
    return f"{text_of(matrix.plans[0].id)} to {text_of(matrix.plans[-1].id)}"


def _plan(plan: Plan, provisions: list[Provision], names: Names) -> str:
    at = anchors(plan)
    rows = (f"<dt>{_number(plan, p, at, names)}</dt><dd>{lines_of(p.text)}{_mark(p)}</dd>" for p in provisions)
    head = f"{names.link(plan_key(plan.id), text_of(plan.id))} {text_of(plan.title)}"
    day = f' <span class="quiet">{text_of(phrases.day(plan.date))}</span>' if plan.date else ""
    return "\n".join([f'<section class="of-plan"><h3>{head}{day}</h3>', "<dl>", *rows, "</dl></section>"])


def _number(plan: Plan, provision: Provision, at: dict[str, str], names: Names) -> str:
    return names.link(plan_key(plan.id), text_of(provision.number), at[provision.number])


def _mark(provision: Provision) -> str:
    known = provision.attested is Attested.TEXT
    return "" if known else f' <strong class="mark">{provision.attested}</strong>'
