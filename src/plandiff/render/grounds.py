"""What a link and a verdict rest on, for every format: the readings side by side, the rules, and what kept it from another."""

from __future__ import annotations

from plandiff.model import Beside, Change
from plandiff.render import phrases
from plandiff.render.safe import one_line

HEAD = ("element", "old", "new", "moved")
Row = tuple[str, str, str, str]


def cells(change: Change) -> list[Row]:
    """A row for each element: its name, both sides, and what moved; a dash where a side has none."""
    if change.explanation is None:
        return []
    shown = (Beside(*(one_line(cell) or phrases.NONE for cell in row)) for row in change.explanation.readings)
    return [(row.element, row.old, row.new, row.moved) for row in shown]


def folded(change: Change) -> list[tuple[str, str]]:
    """The same rows as lines, for what has no room for a table."""
    return [("reading", f"{name}: {old if old == new else f'{old} > {new}'} ({moved})") for name, old, new, moved in cells(change)]


def explained(change: Change) -> list[tuple[str, str]]:
    """Label and text of the rules, of what kept the verdict from another, and of what the link rests on."""
    rows = []
    if change.explanation is not None:
        for rule in change.explanation.rules:
            why = f": {one_line(rule.why)}" if rule.why else ""
            rows.append(("rule", f"{one_line(rule.rule)}{why} ({one_line(rule.source)})"))
        rows += [("why not", one_line(line)) for line in change.explanation.kept]
    return [*rows, *(("machine", alone(c, change)) for c in change.machine), *_link(change)]


def alone(machine: Change, change: Change) -> str:
    """What the machine alone made of provisions that a person decided on."""
    numbers = [(c.old, c.new, c.verdict) for c in (machine, change)]
    if numbers[0] == numbers[1]:
        return "alone it links and judges the same" if machine.old and machine.new else "alone it says the same"
    only = phrases.numbers(machine.old or machine.new)
    where = f"{phrases.numbers(machine.old)} > {phrases.numbers(machine.new)}"
    linked = f"alone it links {where} and says" if machine.old and machine.new else f"alone it finds no counterpart for {only}:"
    if numbers[0][:2] == numbers[1][:2]:
        linked = "alone it links the same and says" if machine.old and machine.new else "alone it says"
    said = (f"{r.direction} {phrases.reason_line(machine, r)} [{one_line(r.rule)}]" for r in machine.reasons)
    return f"{linked} {machine.verdict}" + "".join(f"; {line}" for line in said)


def _link(change: Change) -> list[tuple[str, str]]:
    facts = [one_line(change.link_why)] if change.link_why else []
    if change.old and change.new:
        facts += ["moved"] if change.moved else []
        facts.append(f"likeness {change.similarity:.2f}")
    sure = f"confidence {change.link_confidence:.2f}"
    both = f" (with the verdict {change.confidence:.2f})" if change.old and change.new else ""
    rows = [("link", "; ".join([*facts, sure + both]))]
    if change.runner_up:
        rows.append((phrases.NEXT_BEST, one_line(phrases.next_best(change))))
    return rows + [("record", phrases.field_change(f)) for f in change.fields]
