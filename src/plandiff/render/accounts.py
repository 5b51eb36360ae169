"""The sentences of an account of uptake: what an analyst could quote, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence

from plandiff.model import Attested, Change, Coverage, Direction, Reason, Verdict
from plandiff.render import many, phrases
from plandiff.render.safe import one_line
from plandiff.uptake import Fate, Finding, Own, Share, Uptake

FATES = (Fate.TAKEN, Fate.PART, Fate.OVERTAKEN, Fate.IGNORED, Fate.UNKNOWN)
"""The order of the account."""
_LIKENESS = {
    Verdict.UNCHANGED: "in the same words",
    Verdict.REWORDED: "in other words",
    Verdict.HARDENED: "and binds more",
    Verdict.SOFTENED: "and binds less",
    Verdict.ALTERED: "altered",
}


def names(account: Uptake) -> tuple[str, str, str]:
    """The ids of the three texts."""
    return one_line(account.base.id), one_line(account.counter.id), one_line(account.result.id)


def title(account: Uptake) -> str:
    """What the account is of."""
    base, counter, result = names(account)
    return f"What {result} has of the changes that {counter} made to {base}"


def opening(account: Uptake) -> list[str]:
    """The account in three sentences."""
    base, counter, result = names(account)
    counts = account.counts
    known = len(account.findings) - counts[Fate.UNKNOWN]
    parts = [
        f"{counts[fate]} {'are' if counts[fate] != 1 else 'is'} {word}"
        for fate, word in (
            (Fate.TAKEN, "taken over"),
            (Fate.PART, "taken over in part"),
            (Fate.OVERTAKEN, "overtaken by something else"),
            (Fate.IGNORED, "ignored"),
        )
        if counts[fate]
    ]
    lines = [f"{counter} makes {phrases.count(len(account.findings), 'change')} of substance to {base}."]
    if known:
        lines[0] += f" Of the {known} that can be followed into {result}, {_and(parts)}."
    if unknown := counts[Fate.UNKNOWN]:
        lines.append(f"Of {unknown} it is not known whether they are in {result}, which is known only in part.")
    if account.reworded:
        lines.append(f"In {phrases.count(len(account.reworded), 'place')} more {counter} only puts in other words what {base} has.")
    if account.unreported:
        lines.append(f"For {phrases.count(len(account.unreported), 'provision')} it is not known what {counter} made of them.")
    return [*lines, _of_its_own(account)]


def _of_its_own(account: Uptake) -> str:
    """What the result has that is not from the counter-draft's changes, in one sentence."""
    base, counter, result = names(account)
    without = [
        f"what is known of {one_line(plan.id)}" if plan.coverage is Coverage.PARTIAL else one_line(plan.id)
        for plan in (account.base, account.counter)
    ]
    new = sum(not o.change.old for o in account.own)
    changed = len(account.own) - new
    only = sum(o.change.verdict is Verdict.REWORDED for o in account.own)
    parts = [f"{phrases.count(new, 'provision')} that neither {' nor '.join(without)} has"] if new else []
    if changed:
        wording = f" ({only} of them in words only)" if only else ""
        parts.append(f"{phrases.count(changed, 'change')} to {base} where {counter} made none{wording}")
    if not parts:
        return f"Of its own, {result} has nothing new and changes nothing in {base}."
    return f"Of its own, {result} has {', and '.join(parts)}."


def _and(parts: Sequence[str]) -> str:
    """An enumeration."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def where(account: Uptake, finding: Finding) -> str:
    """The provisions in all three texts."""
    return " > ".join(places(account, finding))


def places(account: Uptake, finding: Finding) -> list[str]:
    """The provisions in each of the three texts."""
    sides = zip(names(account), (finding.change.old, finding.change.new, finding.result), strict=True)
    return [f"{name} {phrases.numbers(provisions)}" for name, provisions in sides]


def verdict(account: Uptake, finding: Finding) -> str:
    """What became of the change, in one sentence."""
    base, counter, result = names(account)
    if finding.fate is Fate.UNKNOWN:
        return f"{_did(account, finding.change)}; {_of_unknown(account, finding)}."
    if not finding.change.old:
        return f"New in {counter}; {_of_added(finding, base, result)}."
    if not finding.change.new:
        return f"Dropped in {counter}; {_of_dropped(account, finding)}."
    return f"{_did(account, finding.change)}; {_of_edited(account, finding)}."


def _of_unknown(account: Uptake, finding: Finding) -> str:
    """What is not known, and what is all the same."""
    base, counter, result = names(account)
    if not finding.ended:
        return f"{result}, known only in part, reports nothing of it"
    gone = {p.number for p in finding.change.old} & {p.number for p in finding.ended.old}
    from_base = bool(gone) and finding.ended in account.comparisons[2].changes
    one, other = (base, counter) if from_base else (counter, base)
    if not (finding.change.old and finding.change.new):
        return f"part of it is not in {result}{_by(account, finding.ended)}; of the rest nothing is known"
    return f"what {one} has is not in {result}{_by(account, finding.ended)}; whether what {other} has stands there is not known"


def _by(account: Uptake, ended: Change) -> str:
    """The sources of a removal, in brackets; empty where there are none."""
    by = phrases.cited(account.result, ended.removal.sources) if ended.removal else ""
    return f" ({by})" if by else ""


def _did(account: Uptake, change: Change) -> str:
    counter = names(account)[1]
    if not change.old:
        return f"New in {counter}"
    return f"{change.verdict.capitalize()} in {counter}"


def _of_added(finding: Finding, base: str, result: str) -> str:
    if not finding.result:
        return f"{result} does not have it"
    if finding.fate is Fate.IGNORED:
        return f"{result} has only what {base} had"
    return f"{result} has it, {_LIKENESS[finding.against]}" if finding.against in _LIKENESS else f"{result} has it"


def _of_dropped(account: Uptake, finding: Finding) -> str:
    base, _, result = names(account)
    if finding.result:
        form = f"has it in another form: {phrases.numbers(finding.result)}, {finding.since} against {base}"
        return f"{result} {form if finding.fate is Fate.OVERTAKEN else 'keeps it'}"
    return f"{result} does not have it either" + (_by(account, finding.ended) if finding.ended else "")


def _of_edited(account: Uptake, finding: Finding) -> str:
    base, _, result = names(account)
    if not finding.result:
        return f"{result} has neither the one nor the other"
    if finding.fate is Fate.TAKEN:
        same = finding.against in (Verdict.UNCHANGED, Verdict.REWORDED)
        said = _LIKENESS[finding.against] if same and finding.against else "and goes on from there"
        return f"{result} takes it over, {said}"
    if finding.fate is Fate.PART:
        return f"{result} takes over part of it"
    if finding.fate is Fate.IGNORED:
        return f"{result} stays with {base}" + (", word for word" if finding.since is Verdict.UNCHANGED else "")
    return f"{result} goes a way of its own"


def share(account: Uptake, found: Share) -> str:
    """The words of one element in all three texts, those that agree put together."""
    base, counter, result = names(account)
    words = [one_line(text) for text in (found.base, found.counter, found.result)]
    if found.fate is Fate.TAKEN:
        groups = [(words[0], base), (words[1], f"{counter} and {result}")]
    elif found.fate is Fate.IGNORED:
        groups = [(words[0], f"{base} and {result}"), (words[1], counter)]
    else:
        groups = list(zip(words, (base, counter, result), strict=True))
    there = [f"{said} in {where}" for said, where in groups if said]
    without = [where for said, where in groups if not said]
    if len(there) == 1 and without:
        said, where = next(group for group in groups if group[0])
        return f"{said}: in {where}, not in {' or '.join(without).replace(' and ', ' or ')}"
    return "; ".join([*there, *(f"none in {where}" for where in without)])


def beside(account: Uptake, reason: Reason) -> str:
    """What the result changes beyond the counter-draft's change."""
    moved = phrases.moved(reason)
    way = "other than in" if reason.direction is Direction.SIDEWAYS else f"{reason.direction} than in"
    return f"{way} {names(account)[1]}: {reason.element}{f': {moved}' if moved else ''}"


def repeats(finding: Finding) -> bool:
    """Whether the result's text is one that is shown already."""
    return Verdict.UNCHANGED in (finding.against, finding.since)


def own(account: Uptake, found: Own) -> str:
    """What stands beside something of the result's own."""
    base, counter, _ = names(account)
    if found.sure:
        return "" if found.change.old else f"in neither {base} nor {counter}"
    unsure = counter if found.change.old or found.change.verdict is Verdict.ADDED else f"{base} or {counter}"
    return f"whether {unsure} had it is not known"


def own_where(account: Uptake, change: Change) -> str:
    """The provisions of the base and the result."""
    base, _, result = names(account)
    sides = [f"{base} {phrases.numbers(change.old)}"] if change.old else []
    sides += [f"{result} {phrases.numbers(change.new)}"] if change.new or not sides else [f"{result} {phrases.NONE}"]
    return " > ".join(sides)


def marks(finding: Finding) -> list[str]:
    """What the reader must know about the standing of a finding."""
    found = [] if finding.attested is Attested.TEXT else [str(finding.attested)]
    return [*found, phrases.CHECK] if finding.thin else found


def half_known(account: Uptake) -> list[str]:
    """The changes whose fate is unknown although something is known of it, a line each."""
    found = [f for f in account.findings if f.fate is Fate.UNKNOWN and f.ended]
    return [f"{where(account, finding)}: {verdict(account, finding)}" for finding in found]


def unknown(account: Uptake) -> str:
    """The changes of which nothing is known, in one line; empty where there are none."""
    base, counter, _ = names(account)
    found = [f.change for f in account.findings if f.fate is Fate.UNKNOWN and not f.ended]
    gone = [phrases.numbers(c.old) for c in found if c.old]
    new = [phrases.numbers(c.new) for c in found if not c.old]
    parts = [f"{base} {', '.join(gone)}"] if gone else []
    parts += [f"{counter} {', '.join(new)}"] if new else []
    return "; ".join(parts)


def reworded_heading(account: Uptake) -> str:
    """Over what the counter-draft puts otherwise."""
    _, counter, _ = names(account)
    return f"Only put in other words in {counter}, no change of substance ({len(account.reworded)})"


def reworded(account: Uptake) -> str:
    """What the counter-draft puts otherwise, in one line; empty where there is nothing."""
    base, counter, _ = names(account)
    pairs = (f"{base} {phrases.numbers(c.old)} > {counter} {phrases.numbers(c.new)}" for c in account.reworded)
    return "; ".join(pairs)


def closing(account: Uptake, show_all: bool) -> list[str]:
    """The sentences at the end."""
    folded = account.counts[Fate.UNKNOWN] and not show_all
    hidden = "Folded: the texts of changes whose fate is unknown (--all shows them)." if folded else ""
    changes: Sequence[Verdict | None] = [o.change.verdict for o in account.own] + [f.against for f in account.findings]
    lines = [
        "Taken over means that the result has what the counter-draft changed, not who brought that about.",
        many.read_from((account.base, account.counter, account.result)),
        many.known_in_part((account.base, account.counter, account.result)),
        many.softer_means(changes),
        " ".join(part for part in (_common(account), hidden) if part),
    ]
    return [line for line in lines if line]


def _common(account: Uptake) -> str:
    """What is left of the result once all that happened is told."""
    base, counter, result = names(account)
    if account.common == 1:
        return f"The other provision of {result} is as {base} or {counter} has it."
    if account.common:
        return f"The other {account.common} provisions of {result} are as {base} or {counter} have them."
    return f"Every provision of {result} is accounted for above."
