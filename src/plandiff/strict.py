"""What a record that is to be trusted owes its readers, beyond being readable: a source and a tag for every provision.

Under ``plandiff validate --strict``. A person's own plan file owes none of this.
"""

from __future__ import annotations

from collections.abc import Iterator

from plandiff.findings import Findings
from plandiff.load import PlanFile
from plandiff.model import Attested, Coverage, Plan, Provision
from plandiff.suggest import advice, quoted
from plandiff.vocabulary import Vocabulary
from plandiff.yaml_nodes import ListNode, MapNode, Node, place_of


def check_owed(file: PlanFile, found: Findings) -> None:
    """Note what the plan lacks: dates, sources, tags, bound parties, and sources that nothing cites."""
    if file.plan is None or file.root is None:
        return
    plan, root = file.plan, file.root
    for key in ("date", "issuer", "sources"):
        if not getattr(plan, key):
            found.add(root.get(key) or root, f"the plan has no {key}; add it")
    for provision in plan.provisions:
        for problem in _owed_by(provision):
            found.add(provision, f"provision {quoted(provision.number)} {problem}")
    for removal in plan.removed:
        if not removal.sources:
            found.add(removal, f"the removal of {removal.plan}/{removal.number} has no source; add sources")
    if plan.removed and plan.coverage is Coverage.FULL:
        found.add(
            root.key("removed"), "removed is for texts that are public in part; leave it out where coverage is full"
        )
    _check_sources(plan, root.get("sources"), found)


def check_words(file: PlanFile, vocabulary: Vocabulary, found: Findings) -> None:
    """Note each tag and party that is not on the lists of the folder; nothing where there are no lists."""
    if file.plan is None or file.root is None:
        return
    _check_list(file.root, "issuer", file.plan.issuer, vocabulary.parties, found)
    rows = file.root.get("provisions")
    nodes = [n for n in rows.items if isinstance(n, MapNode)] if isinstance(rows, ListNode) else []
    for node, provision in zip(nodes, file.plan.provisions, strict=True):
        _check_list(node, "tags", provision.tags, vocabulary.tags, found)
        _check_list(node, "binds", provision.binds, vocabulary.parties, found)


def _owed_by(provision: Provision) -> Iterator[str]:
    if not provision.tags:
        yield "has no tag; add tags"
    if not provision.sources:
        yield "has no source; add sources"
    if not provision.binds and not provision.note:
        yield "binds nobody; add binds, or a note that says why"
    if provision.attested is Attested.DISPUTED and not provision.note:
        yield "is disputed; add a note that says who says what"


def _check_sources(plan: Plan, node: Node | None, found: Findings) -> None:
    if not isinstance(node, MapNode):
        return
    cited = {key for provision in plan.provisions for key in provision.sources}
    cited |= {key for removal in plan.removed for key in removal.sources}
    for source in plan.sources:
        at = node.key(source.key)
        lacking = [part for part in ("publisher", "date", "url") if not getattr(source, part)]
        if not (source.title or source.note):
            lacking.insert(1, "title or note")
        for part in lacking:
            found.add(at, f"source {quoted(source.key)} has no {part}; add it")
        if source.key not in cited:
            found.add(at, f"source {quoted(source.key)} is cited by nothing; cite it or remove it")


def _check_list(node: MapNode, key: str, words: tuple[str, ...], known: dict[str, str] | None, found: Findings) -> None:
    noun = "tags" if key == "tags" else "parties"
    for word in words if known is not None else ():
        if known is not None and word not in known:
            problem = f"{quoted(word)} is not on the list of {noun} ({noun}.yaml); {advice(word, known, noun)}"
            found.add(place_of(node, key, word), problem)
