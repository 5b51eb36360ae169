"""The words that all formats share: order, symbols, dates, sources, the accounting line.

A format lays these out and decides nothing; nothing here knows a format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from plandiff.model import Attested, Change, Comparison, Coverage, FieldChange, Plan, Provision, Reason, Source, Verdict
from plandiff.render.options import Options
from plandiff.render.safe import one_line

if TYPE_CHECKING:
    from plandiff.ledger import Ledger, Row

WEIGHT = (
    Verdict.DROPPED,
    Verdict.SOFTENED,
    Verdict.ALTERED,
    Verdict.HARDENED,
    Verdict.ADDED,
    Verdict.REWORDED,
    Verdict.UNCHANGED,
    Verdict.UNREPORTED,
)
"""What a reader must see first."""
FOLDED = (Verdict.UNCHANGED, Verdict.UNREPORTED)
"""What is counted and not shown, unless the reader asks."""
SYMBOLS = {
    Verdict.DROPPED: ("\u2212", "-"),
    Verdict.SOFTENED: ("\u25bc", "v"),
    Verdict.ALTERED: ("\u25c6", "#"),
    Verdict.HARDENED: ("\u25b2", "^"),
    Verdict.ADDED: ("+", "+"),
    Verdict.REWORDED: ("\u2248", "~"),
    Verdict.UNCHANGED: ("=", "="),
    Verdict.UNREPORTED: ("?", "?"),
}
"""One sign for each verdict, and its likeness in ASCII."""
CHECK = "check by hand"
"""What is said of a link whose margin is small."""
SOFTER_MEANS = (
    "Softened means that the party that bears a commitment is bound less, hardened that it is bound more; "
    "neither says for whom that is good."
)
NONE = "\u2013"
"""Stands where one side has nothing."""
NEXT_BEST = "next best"
_BRIEF = 2
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INITIALS = frozenset(("us", "usa", "eu", "uk", "un", "nato", "iaea", "osce", "imf", "icc", "icrc", "g7", "g8", "e3"))


def listed(comparison: Comparison, options: Options) -> list[Change]:
    """The changes to print, in the order asked for."""
    shown = [c for c in comparison.shown if options.show_all or c.verdict not in FOLDED]
    if options.order == "document":
        return shown
    return sorted(shown, key=lambda c: WEIGHT.index(c.verdict))


def folded(comparison: Comparison, options: Options) -> list[Change]:
    """The changes that pass the reader's filter and are only counted."""
    return [] if options.show_all else [c for c in comparison.shown if c.verdict in FOLDED]


def symbol(verdict: Verdict, unicode: bool = True) -> str:
    """The sign of a verdict."""
    return SYMBOLS[verdict][0 if unicode else 1]


def totals(summary: Mapping[Verdict, int], unicode: bool = True) -> str:
    """How many changes have which verdict, over many comparisons."""
    counts = [f"{symbol(verdict, unicode)} {summary[verdict]} {verdict}" for verdict in WEIGHT if summary[verdict]]
    return f"Over all: {', '.join(counts)}." if counts else "No plan file differs."


def day(date: str) -> str:
    """An ISO date as a reader writes it: "23 Nov 2025", "Nov 2025", "2025"; anything else as it stands."""
    parts = date.split("-")
    if not all(p.isascii() and p.isdigit() for p in parts) or len(parts) > 3:
        return one_line(date)
    if len(parts) > 1:
        if not 1 <= int(parts[1]) <= 12:
            return one_line(date)
        parts[1] = _MONTHS[int(parts[1]) - 1]
    if len(parts) == 3:
        parts[2] = str(int(parts[2]))
    return " ".join(reversed(parts))


def published(plan: Plan) -> str:
    """How much of a plan's text is public."""
    return "text known in full" if plan.coverage is Coverage.FULL else "text known in part"


def size(plan: Plan) -> str:
    """How many provisions a plan has, or is known to have."""
    known = "" if plan.coverage is Coverage.FULL else " known"
    return f"{count(len(plan.provisions), 'provision')}{known}"


def count(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it must be."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def numbers(provisions: Sequence[Provision]) -> str:
    """The numbers of one side of a change; a dash where it has none."""
    return ", ".join(one_line(p.number) for p in provisions) or NONE


def party(name: str) -> str:
    """A party as a reader writes it: ``us`` is US, ``european-states`` is European states."""
    name = one_line(name)
    if name != name.lower():
        return name
    words = [w.upper() if w in _INITIALS else w for w in name.replace("-", " ").split()]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]]) if words else name


def marks(change: Change) -> list[str]:
    """What the reader must know about the standing of a change."""
    found = [] if change.attested is Attested.TEXT else [change.attested.value]
    return [*found, CHECK] if change.thin else found


def reviewed(change: Change) -> bool:
    """Whether a person decided."""
    return change.decided_by == "review"


def review(change: Change, explain: bool = False) -> str:
    """Why a person decided so, and which verdict the machine alone would have given where that differs.

    That the machine links otherwise says nothing to a reader who does not see the links: only where they are explained, and
    there its own links are shown, if they are known.
    """
    if not reviewed(change):
        return ""
    if explain and change.machine:
        return one_line(change.review)
    machine, alone = change.machine_verdict, ""
    if machine is None:
        alone = "(The machine alone links otherwise.)" if explain else ""
    elif machine is not change.verdict:
        alone = f"(The machine alone says {machine}.)"
    return " ".join(p for p in (one_line(change.review), alone) if p)


def reason_line(change: Change, reason: Reason) -> str:
    """A reason in one line, without its direction."""
    whose = bearer(change, reason)
    words = moved(reason)
    parts = [
        f"{reason.element}{f' for {whose}' if whose else ''}{f': {words}' if words else ''}",
        one_line(reason.reason),
    ]
    return "; ".join(p for p in parts if p)


def moved(reason: Reason) -> str:
    """From which words to which; a dash where one side has none."""
    old, new = one_line(reason.old), one_line(reason.new)
    return old if old == new else f"{old or NONE} > {new or NONE}"


def bearer(change: Change, reason: Reason) -> str:
    """The party of a reason, where the change's own list does not already say it."""
    return party(reason.party) if reason.party and change.binds != (reason.party,) else ""


def cite(source: Source) -> str:
    """A source as short as it can be found again: publisher and date."""
    parts = [one_line(source.publisher or source.title or source.key), day(source.date) if source.date else ""]
    return ", ".join(p for p in parts if p)


def cited(plan: Plan, keys: Iterable[str], brief: bool = True) -> str:
    """The sources with these keys in one line; in brief the first few and the number of the rest."""
    return citations(found(plan, keys), brief)


def citations(sources: Iterable[Source], brief: bool) -> str:
    """These sources in one line; in brief the first few and the number of the rest."""
    lines = list(dict.fromkeys(map(cite, sources)))
    rest = len(lines) - _BRIEF
    if brief and rest > 1:  # "1 more" would save nothing
        lines = [*lines[:_BRIEF], f"{rest} more"]
    return "; ".join(lines)


def found(plan: Plan, keys: Iterable[str]) -> list[Source]:
    """The sources with these keys, each once; a key that the plan does not explain stands for itself."""
    return [plan.source(key) or Source(key) for key in dict.fromkeys(keys)]


def keys(provisions: Iterable[Provision]) -> list[str]:
    """The keys of all sources of these provisions, each once."""
    return list(dict.fromkeys(k for p in provisions for k in p.sources))


def notes(comparison: Comparison, change: Change, every: bool) -> list[tuple[str, str]]:
    """Pairs of label and note; only of disputed provisions, or of every provision that has one."""
    sides = ((comparison.old, change.old), (comparison.new, change.new))
    return [
        (f"{one_line(plan.id)} {one_line(p.number)}", one_line(p.note))
        for plan, provisions in sides
        for p in provisions
        if p.note and (every or p.attested is Attested.DISPUTED)
    ]


def accounting(comparison: Comparison, options: Options) -> str:
    """The line that proves that nothing was lost, and says what was folded away."""
    sides = []
    for side, plan in (("old", comparison.old), ("new", comparison.new)):
        met = sum(len(c.old if side == "old" else c.new) for c in comparison.changes)
        sides.append(f"{met} of {len(plan.provisions)} {side}")
    line = f"{' and '.join(sides)} provisions accounted for."
    hidden = folded(comparison, options)
    if hidden:
        counts = ", ".join(f"{n} {v}" for v in FOLDED if (n := sum(c.verdict is v for c in hidden)))
        line += f" Folded: {counts} (--all shows them)."
    return line


def selection(comparison: Comparison) -> str:
    """Which part of the changes the reader asked for; empty where it is all of them."""
    if comparison.selected is None:
        return ""
    what = f" ({one_line(comparison.selection)})" if comparison.selection else ""
    return f"Shown: {len(comparison.shown)} of {count(len(comparison.changes), 'change')}{what}."


def closing(comparison: Comparison, listed: Sequence[Change]) -> list[str]:
    """The sentences that explain what this report uses, and what the reader must know about it as a whole."""
    moved = any(c.verdict in (Verdict.SOFTENED, Verdict.HARDENED) for c in listed)
    return [*([SOFTER_MEANS] if moved else []), *map(one_line, comparison.notes)]


def sources(comparison: Comparison, change: Change, brief: bool) -> tuple[str, str]:
    """The sources of both sides, each in one line; a side without provisions or sources is empty."""
    return cited(comparison.old, keys(change.old), brief), cited(comparison.new, keys(change.new), brief)


def field_change(field: FieldChange) -> str:
    """A field of the record that differs, in one line."""
    old, new = (", ".join(map(one_line, side)) or NONE for side in (field.old, field.new))
    return f"{one_line(field.field)}: {old} > {new}"


def columns(options: Options) -> list[Verdict]:
    """The verdicts that a ledger counts, in the order of weight."""
    return [v for v in WEIGHT if options.show_all or v not in FOLDED]


def rows(ledger: Ledger, verdicts: Sequence[Verdict]) -> list[Row]:
    """The rows that count anything under these verdicts."""
    return [row for row in ledger.rows if any(row.counts[v] for v in verdicts)]


def row_name(ledger: Ledger, row: Row) -> str:
    """A party or a tag as a reader writes it."""
    if not row.name:
        return "not stated" if ledger.by == "party" else "no tag"
    return party(row.name) if ledger.by == "party" else one_line(row.name)


def ledger_means(ledger: Ledger) -> str:
    """How to read the counts."""
    who = "parties" if ledger.by == "party" else "tags"
    what = "bind the party" if ledger.by == "party" else "bear the tag"
    return f"Each row counts the changes that {what}; a change with two {who} counts in both rows."


def remarks(comparison: Comparison, change: Change, options: Options) -> list[tuple[str, str]]:
    """What qualifies a verdict; the review with those of its sources that are cited nowhere else below the change."""
    own = review_sources(comparison, change)
    named = f" Sources: {citations(own, brief=not options.explain)}." if own else ""
    rows = qualified(comparison, change, options)
    return [(label, text + named if label == "review" else text) for label, text in rows]


def review_sources(comparison: Comparison, change: Change) -> list[Source]:
    """The sources of a review that neither the provisions nor the removal below the change cite."""
    below = {*keys((*change.old, *change.new)), *(change.removal.sources if change.removal else ())}
    known = replace(comparison.new, sources=(*comparison.new.sources, *comparison.old.sources))
    return found(known, (key for key in change.review_sources if key not in below))


def qualified(comparison: Comparison, change: Change, options: Options) -> list[tuple[str, str]]:
    """Label and text of what qualifies a verdict: doubts, what a source says was removed, the review, notes."""
    rows = [("doubt", one_line(doubt)) for doubt in change.doubts]
    if change.removal:
        by = cited(comparison.new, change.removal.sources, brief=not options.explain)
        rows.append(("removed", " ".join(p for p in (one_line(change.removal.note), f"({by})" if by else "") if p)))
    if said := review(change, options.explain):
        rows.append(("review", said))
    return rows + [("note", f"{label}: {note}") for label, note in notes(comparison, change, every=options.explain)]


def next_best(change: Change) -> str:
    """The next best candidate without the label that stands before it in every format; empty where there was none."""
    return change.runner_up.removeprefix(f"{NEXT_BEST}:").lstrip()


def facts(plan: Plan) -> list[str]:
    """What describes a document, in the order in which a reader asks."""
    found = [day(plan.date)] if plan.date else []
    found.append(plan.kind.value + (f" by {', '.join(map(party, plan.issuer))}" if plan.issuer else ""))
    found += [published(plan), size(plan)]
    if plan.based_on:
        found.append(f"based on {' and '.join(map(one_line, plan.based_on))}")
    return found


def citation(source: Source) -> str:
    """A source in full, but for its address."""
    parts = [one_line(source.publisher), f'"{one_line(source.title)}"' if source.title else "", day(source.date)]
    line = ", ".join(p for p in parts if p) or one_line(source.key)
    line += f", relaying {one_line(source.relays)}" if source.relays else ""
    return f"{line}. {one_line(source.note)}".rstrip()
