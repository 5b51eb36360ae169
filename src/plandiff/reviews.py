"""A person has the last word: a review file pins links and verdicts for a pair of plans, each with a reason.

The ugly cases: a pin whose provision is gone since, two pins that claim the same provision, and a verdict that its
own shape rules out (an addition with an old number). Each is an error at its line; nothing is ignored.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from plandiff.errors import PlanFileError
from plandiff.files import decoded, read_text
from plandiff.findings import Findings, TooManyFindings
from plandiff.library import folders
from plandiff.load import is_plan_id, load_plan
from plandiff.model import Coverage, Direction, Element, Plan, Reason, Verdict
from plandiff.suggest import advice, printable, quoted
from plandiff.table import Table, is_url
from plandiff.yaml_nodes import MapNode, Scalar, compose

_REVIEW_KEYS = {
    "old": "the id of the old plan",
    "new": "the id of the new plan",
    "note": "what a reader must know about the review",
    "decisions": "a list: old, new, verdict and reason for each",
}
_DECISION_KEYS = {
    "old": '["6"]',
    "new": '["3"]',
    "verdict": ", ".join(Verdict),
    "reason": "why, in one or two sentences",
    "sources": "[axios]",
    "elements": "a list: element, direction, old, new and reason for each",
}
_ELEMENT_KEYS = {
    "element": ", ".join(Element),
    "direction": ", ".join(Direction),
    "old": "the words on the old side",
    "new": "the words on the new side",
    "reason": "one plain line for the reader",
}

REVIEWS = "reviews"
"""The folder of review files, next to the plans."""

Numbers = tuple[str, ...]

_DIRECTIONS: dict[Verdict, frozenset[Direction]] = {
    Verdict.SOFTENED: frozenset({Direction.SOFTER}),
    Verdict.HARDENED: frozenset({Direction.HARDER}),
    Verdict.ALTERED: frozenset(Direction),
}
"""Which way the elements of a verdict may move; other verdicts have none."""


class Decision(NamedTuple):
    """What a person decided about one link, or about one provision that has no counterpart."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    verdict: Verdict
    reason: str
    sources: tuple[str, ...] = ()
    """Keys of sources of either plan, or full addresses."""
    reasons: tuple[Reason, ...] = ()
    """The elements that moved; empty where the reviewer names none."""
    line: int = 0
    column: int = 0


class Review(NamedTuple):
    """The decisions on one pair of plans; each provision is in at most one of them."""

    old: str
    new: str
    decisions: tuple[Decision, ...]
    note: str = ""
    path: str = ""
    """The file it was read from, as the user would name it."""

    @property
    def mirror(self) -> "Review":
        """The same decisions on the pair the other way round; prose says that it was written for the other way."""
        decisions = tuple(_mirrored(d, f"({self.old} > {self.new}) ") for d in self.decisions)
        return self._replace( old=self.new, new=self.old, decisions=decisions)


def find_review(old: Plan, new: Plan, plans_dir: Path | str | None = None) -> Review | None:
    """The review of this pair, or of the pair the other way round; None where nobody reviewed it.

    Searched in the folder ``reviews`` next to either plan, then in the folders where plans are found. A review counts
    only for the plans that it was made for: not for another text that happens to have the same id.
    """
    if not (is_plan_id(old.id) and is_plan_id(new.id)):
        return None
    beside = [Path(plan.path).parent for plan in (old, new) if plan.path]
    places = list(dict.fromkeys([*beside, *folders(plans_dir)]))
    for first, second in ((old, new), (new, old)):
        for folder in places:
            path = folder / REVIEWS / review_name(first.id, second.id)
            if os.path.isfile(path) and all(_speaks_of(folder, plan) for plan in (old, new)):
                review = load_review(path, first, second)
                return review if first is old else review.mirror
    return None


def review_name(old: str, new: str) -> str:
    """What the review file of a pair is called."""
    return f"{old}--{new}.yaml"


def _speaks_of(folder: Path, plan: Plan) -> bool:
    """Whether the reviews in ``folder`` were made for this plan: it is the folder's own, or says the same, or the
    folder has none of that id."""
    own = folder / f"{plan.id}.yaml"
    if not os.path.isfile(own) or (plan.path and os.path.realpath(plan.path) == os.path.realpath(own)):
        return True
    try:
        known = load_plan(own)
    except PlanFileError:
        return False
    return [(p.number, p.text) for p in known.provisions] == [(p.number, p.text) for p in plan.provisions]


class ReviewFile(NamedTuple):
    """What came out of a review file: the review where it could be made out, and all findings."""

    review: Review | None
    findings: list[PlanFileError]


def load_review(path: Path | str, old: Plan, new: Plan) -> Review:
    """The review in the file, checked against the two plans; raises the first finding."""
    file = read_review(path, old, new)
    if file.findings:
        raise file.findings[0]
    assert file.review is not None
    return file.review


def read_review(path: Path | str, old: Plan, new: Plan) -> ReviewFile:
    """The review in the file together with all findings; raises nothing that is the file's fault."""
    shown = printable(str(path))
    try:
        text = read_text(Path(path), shown)
    except PlanFileError as error:
        return ReviewFile(None, [error])
    return parse_review(text, str(path), old, new)


def parse_review(text: str | bytes, name: str, old: Plan, new: Plan) -> ReviewFile:
    """The review in the text together with all findings; ``name`` is what errors call it."""
    found = Findings(printable(name))
    review: Review | None = None
    try:
        node = compose(decoded(text, found.name) if isinstance(text, bytes) else text, found)
        if isinstance(node, MapNode):
            review = _review(Table(node, "the review", _REVIEW_KEYS, found), name, old, new, found)
        else:
            found.add(node or Scalar("", 1, 1), "this is no review; a review starts with old: , new: and decisions:")
    except PlanFileError as error:
        found = Findings(found.name)
        found.include(error)
    except TooManyFindings:
        pass
    return ReviewFile(review, found.sorted())


def _review(table: Table, name: str, old: Plan, new: Plan, found: Findings) -> Review:
    for side, plan in (("old", old), ("new", new)):
        ident = table.line(side, required=True)
        if ident and ident != plan.id:
            table.report(side, f"{side} is {quoted(ident)}, but the file is for {quoted(plan.id)}; mend one of the two")
    note = table.prose("note")
    rows = table.rows("decisions", "a decision", _DECISION_KEYS, required=True)
    decisions = tuple(decision for row in rows for decision in _decisions(row, old, new, found))
    _no_contradictions(decisions, found)
    return Review(old.id, new.id, decisions, note, path=name)


def _decisions(row: Table, old: Plan, new: Plan, found: Findings) -> Iterator[Decision]:
    """The decision of a row; one on several provisions without counterpart is a decision on each."""
    olds, news = _numbers(row, "old", old), _numbers(row, "new", new)
    verdict = row.choice("verdict", Verdict, required=True)
    problem = _impossible(verdict, olds, news, old, new)
    if problem:
        row.report("verdict" if olds or news else None, problem)
    reason = row.prose("reason", required=True)
    sources = _cited(row, old, new)
    elements = row.rows("elements", "an element", _ELEMENT_KEYS)
    reasons = tuple(_reason(element, verdict) for element in elements)
    verdict = verdict or Verdict.UNCHANGED  # it is a finding already
    place = (row.node.line, row.node.column)
    if olds and news:
        yield Decision(olds, news, verdict, reason, sources, reasons, *place)
    else:
        for number in olds:
            yield Decision((number,), (), verdict, reason, sources, reasons, *place)
        for number in news:
            yield Decision((), (number,), verdict, reason, sources, reasons, *place)


def _numbers(row: Table, side: str, plan: Plan) -> tuple[str, ...]:
    """The numbers on one side that the decision names; one that the plan has not is a finding."""
    known = dict.fromkeys(p.number for p in plan.provisions)
    numbers = row.words(side)
    for number in numbers:
        if number not in known:
            what = f"{plan.id} has no provision {quoted(number)}; {advice(number, known, 'numbers')}"
            row.report_word(side, number, what)
    return numbers


def _impossible(verdict: Verdict | None, olds: Numbers, news: Numbers, old: Plan, new: Plan) -> str:
    """Why the verdict cannot be for the sides that the decision names, and what to do; empty where it can."""
    if not olds and not news:
        return 'a decision names no provision; give its numbers as old: ["6"] and new: ["3"]'
    if olds and news:
        if verdict in (Verdict.ADDED, Verdict.DROPPED, Verdict.UNREPORTED):
            return (
                f"what is linked cannot be {verdict}; name one side only, "
                "or say unchanged, reworded, softened, hardened or altered"
            )
        return ""
    side, missing, other, single = ("old", "new", new, "dropped") if olds else ("new", "old", old, "added")
    if verdict is Verdict.UNREPORTED and other.coverage is Coverage.FULL:
        return f"nothing is unreported in {other.id}, which is public in full; say {single}"
    if verdict not in (None, Verdict.UNREPORTED, Verdict(single)):
        return (
            f"a provision on the {side} side alone cannot be {verdict}; "
            f"name its {missing} counterpart, or say {single} or unreported"
        )
    return ""


def _cited(row: Table, old: Plan, new: Plan) -> tuple[str, ...]:
    keys = dict.fromkeys(s.key for plan in (old, new) for s in plan.sources)
    cited = row.words("sources")
    for source in cited:
        if source not in keys and not is_url(source):
            what = f"neither plan has a source {quoted(source)}, and it is no full address; {advice(source, keys, 'sources')}"
            row.report_word("sources", source, what)
    return cited


def _reason(row: Table, verdict: Verdict | None) -> Reason:
    element = row.choice("element", Element, required=True) or Element.SCOPE
    direction = row.choice("direction", Direction, required=True)
    allowed = _DIRECTIONS.get(verdict, frozenset()) if verdict else frozenset(Direction)
    if direction and direction not in allowed:
        ways = " or ".join(d for d in Direction if d in allowed) or "no way at all"
        row.report(
            "direction", f"where the verdict is {verdict}, elements move {ways}; change the verdict or the element"
        )
    return Reason(
        element,
        direction or Direction.SIDEWAYS,
        row.line("old", blank=True),
        row.line("new", blank=True),
        row.line("reason", required=True),
        rule="review",
    )


def _no_contradictions(decisions: tuple[Decision, ...], found: Findings) -> None:
    first: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        for side, numbers in (("old", decision.old), ("new", decision.new)):
            for number in numbers:
                earlier = first.setdefault((side, number), decision)
                if earlier is not decision:
                    found.add(
                        decision,
                        f"the {side} provision {quoted(number)} is in another decision too (on line {earlier.line}); "
                        "keep one of the two",
                    )


def _mirrored(decision: Decision, prefix: str) -> Decision:
    reasons = tuple(
        replace(r, direction=r.direction.mirror, old=r.new, new=r.old, reason=prefix + r.reason)
        for r in decision.reasons
    )
    return decision._replace(
        old=decision.new,
        new=decision.old,
        verdict=decision.verdict.mirror,
        reason=prefix + decision.reason,
        reasons=reasons,
    )
