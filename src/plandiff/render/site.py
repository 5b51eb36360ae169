"""A survey as a static site: pages that link to each other by relative names, load nothing and need no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plandiff.model import Plan
from plandiff.render import matrix_html, page, position_html, site_index, site_plan, site_tag
from plandiff.render.options import Options
from plandiff.render.page_frame import text_of, with_navigation
from plandiff.render.site_names import INDEX, Names, audit_key, matrix_key, navigation, pair_key, plan_key, tag_key
from plandiff.survey import Survey


def render(survey: Survey, options: Options) -> dict[str, str]:
    """The text of every page, by its name; the first is the index."""
    names = Names(survey)
    return {INDEX: site_index.render(survey, names)} | dict(_pages(survey, names, options))


def _pages(survey: Survey, names: Names, options: Options) -> Iterator[tuple[str, str]]:
    for plan in survey.plans:
        yield names.files[plan_key(plan.id)], _framed(site_plan.render(plan, survey, names), names)
    for comparison in survey.comparisons:
        made = page.render(comparison, options, None)
        yield names.files[pair_key(comparison)], _framed(made, names, comparison.old, comparison.new)
    for audit in survey.audits:
        yield (
            names.files[audit_key(audit)],
            _framed(position_html.render(audit, options), names, audit.position, audit.plan),
        )
    for matrix in survey.matrices:
        yield (
            names.files[matrix_key(matrix.plans)],
            _framed(matrix_html.render(matrix, replace(options, show_all=True)), names, *matrix.plans),
        )
    for tag in survey.timelines:
        yield names.files[tag_key(tag)], _framed(site_tag.render(tag, survey, names), names)


def _framed(made: str, names: Names, *plans: Plan) -> str:
    return with_navigation(made, navigation(names.link(plan_key(plan.id), text_of(plan.id)) for plan in plans))
