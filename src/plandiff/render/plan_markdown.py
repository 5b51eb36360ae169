"""One plan as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.model import Attested, Plan, Provision
from plandiff.render import phrases
from plandiff.render.markdown import escaped


def render_plan(plan: Plan, provisions: Sequence[Provision], cite: bool) -> str:
    """The plan with these of its provisions; with ``cite`` every source as a reader would cite it."""
    blocks = [f"## {escaped(plan.id)}: {escaped(plan.title)}", escaped(", ".join(phrases.facts(plan)))]
    if plan.note:
        blocks.append(escaped(plan.note))
    blocks += [_provision(plan, p) for p in provisions]
    if plan.removed:
        rows = [
            f"- **{escaped(r.plan)} {escaped(r.number)}** {escaped(phrases.cited(plan, r.sources))}: {escaped(r.note)}"
            for r in plan.removed
        ]
        blocks.append("\n".join(["### Removed from earlier documents, as sources say", "", *rows]))
    if cite:
        used = phrases.keys(provisions)
        rows = [f"- {_citation(s.url, phrases.citation(s))}" for s in plan.sources if s.key in used]
        blocks.append("\n".join(["### Sources", "", *rows]))
    if len(provisions) < len(plan.provisions):
        blocks.append(f"**Shown: {len(provisions)} of {phrases.size(plan)}.**")
    return "\n\n".join(blocks) + "\n"


def _provision(plan: Plan, provision: Provision) -> str:
    facts = [f"**{escaped(provision.number)}**", *map(escaped, provision.tags)]
    if provision.binds:
        facts.append(f"binds {', '.join(escaped(phrases.party(b)) for b in provision.binds)}")
    if provision.attested is not Attested.TEXT:
        facts.append(f"**{provision.attested}**")
    lines = [" · ".join(facts), "", f"> {escaped(provision.text)}"]
    rows = [f"- note: {escaped(provision.note)}"] if provision.note else []
    if provision.sources:
        rows.append(f"- sources: {escaped(phrases.cited(plan, provision.sources))}")
    return "\n".join([*lines, *(["", *rows] if rows else [])])


def _citation(url: str, text: str) -> str:
    return f"{escaped(text)} {escaped(url)}".rstrip()
