"""What the pages on many texts share: the texts at the top, sections, and words with the place that they are from."""

from __future__ import annotations

from collections.abc import Iterable

from plandiff.model import Plan
from plandiff.render import phrases
from plandiff.render.page_frame import lines_of, text_of

SECTIONS = """\
.section { font-size: 1.15rem; border-top: 3px solid var(--ink); padding-top: .5rem; margin: 1.8rem 0 .8rem; }
article h3 { font: 600 1.05rem/1.35 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; margin-block: 0; }
.given { border-left: 3px solid var(--line); padding-left: .8rem; }
"""
"""The rules for them."""


def documents(sides: Iterable[tuple[str, Plan]]) -> list[str]:
    """The texts, each with its part in the report and what describes it."""
    return ['<ul class="documents">', *(_document(side, plan) for side, plan in sides), "</ul>"]


def section(heading: str) -> str:
    """The heading of a part of the report."""
    return f'<h2 class="section">{text_of(heading)}</h2>'


def facts(marks: Iterable[str], words: Iterable[str]) -> str:
    """What is said beside a heading: marks that stand out, then words; empty where there is nothing."""
    items = [f'<strong class="mark">{text_of(mark)}</strong>' for mark in marks] + [text_of(word) for word in words if word]
    return f'<ul class="facts">{"".join(f"<li>{item}</li>" for item in items)}</ul>' if items else ""


def words(label: str, text: str, style: str = "") -> str:
    """Words of a plan behind the place that they are from."""
    return f'<p class="text{f" {style}" if style else ""}"><span class="label">{text_of(label)}</span> {lines_of(text)}</p>'


def rows(said: Iterable[tuple[str, str]]) -> str:
    """Labels and what is said under each; empty where there is nothing."""
    found = "".join(f"<dt>{text_of(label)}</dt><dd>{text_of(text)}</dd>" for label, text in said)
    return f"<dl>{found}</dl>" if found else ""


def foot(lines: Iterable[str]) -> list[str]:
    """The sentences at the end, the last of which stands out."""
    *most, last = map(text_of, lines)
    return [*(f"<p>{line}</p>" for line in most), f"<p><strong>{last}</strong></p>"]


def _document(side: str, plan: Plan) -> str:
    said = "".join(f"<span>{text_of(fact)}</span> " for fact in phrases.facts(plan))
    return f'<li><span class="side">{side}</span> <b>{text_of(plan.id)}</b> {text_of(plan.title)}<p>{said}</p></li>'
