"""Makes provisions of the passages of a document: each gets a number that no other has, and nothing is lost.

What is no provision (a title, a preamble, a footnote) stays beside the provisions, at its place, for a person to look at. The ugly
cases: a document that numbers each of its parts from 1, and one that numbers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from plandiff.intake.blocks import Block, tidy
from plandiff.intake.outline import MOST_TITLE, Level, Passage

MOST_TEXT = 50_000
"""A plan file allows no longer provision."""
_MOST_NUMBER = 40
BEFORE, HEADING, BESIDE = "before the first number", "heading", "beside the provisions"


@dataclass(slots=True)
class Entry:
    """A provision of the draft, or what stands beside the provisions."""

    printed: str
    text: str
    at: str
    path: tuple[Level, ...] = ()
    parts: tuple[str, ...] = ()
    number: str = ""
    """Its number; empty where it is no provision."""
    aside: str = ""
    """What it is where it is no provision."""
    checks: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All that the document has here."""
        return f"{self.printed} {self.text}".strip()


def entries(passages: Sequence[Passage]) -> list[Entry]:
    """The provisions and what stands beside them, in the order of the document."""
    numbered = any(p.starts and not p.aside for p in passages)
    headings = _headings(passages, numbered)
    made: list[Entry] = []
    last: Entry | None = None
    for n, passage in enumerate(passages):
        aside = passage.aside or (HEADING if n in headings else "")
        if not aside and numbered and last is None and not passage.starts and not _begun(passage):
            aside = BEFORE
        if not aside and not numbered:
            last = _ours(passage, last)
            made.append(last)
        elif aside:
            made.append(Entry(passage.printed, passage.text, passage.at, passage.path, aside=aside))
        elif last is not None and not passage.starts and _same(last.path, passage.path) and not _loose(passage):
            _join(last, passage, made)
        else:
            last = _provision(passage)
            made.append(last)
    provisions = [e for e in _cut(made) if not e.aside]
    _number(provisions)
    _lead_ins(provisions)
    return made


def given(blocks: Sequence[Block]) -> list[Entry]:
    """The provisions of a document that plandiff wrote: they have their numbers already."""
    made = []
    for block in blocks:
        text = "\n".join(filter(None, map(tidy, block.text.split("\n"))))
        number = tidy(block.number) if text else ""
        made.append(Entry("", text or tidy(block.number), block.at, number=number, aside="" if number else block.aside or BESIDE))
    taken: dict[str, int] = {}
    for entry in _cut(made):
        if not entry.aside:
            entry.number = _free(entry.number, taken, entry)
    return made


def _headings(passages: Sequence[Passage], numbered: bool) -> set[int]:
    """Which passages are titles of what follows, by place."""
    running = [n for n, p in enumerate(passages) if not p.aside]
    found = set()
    for n, following in zip_longest(running, running[1:]):
        passage = passages[n]
        if not (passage.titled and passage.path):
            continue
        own = passage.path[-1]
        headed = bool(own.heading) or (own.rank is not None and passage.starts)
        holds = following is not None and _same(passages[following].path[: len(passage.path)], passage.path)
        if headed and (holds or (own.container == "" and numbered)):
            found.add(n)
    found |= {n for n, following in pairwise(running) if _introduces(passages[n], passages[following])}
    return found


def _introduces(passage: Passage, following: Passage) -> bool:
    """Whether a short line stands in front of a count that begins again, so that it is the title of what follows."""
    if passage.starts or len(passage.text.split()) > MOST_TITLE or passage.text.endswith((".", ";")):
        return False
    following_parts = following.path[-1].parts if following.starts and following.path else ()
    if len(following_parts) > 1 and passage.text.split()[0].rstrip(".") == following_parts[0]:
        return True  # "2 Economy" in front of 2.1
    known = {level.ident for level in passage.path}
    return any(level.container == "" and not level.heading and level.ident not in known for level in following.path)


def _begun(passage: Passage) -> bool:
    """Whether the passage stands under a number, though it has none itself."""
    return bool(passage.path) and passage.path[-1].container != ""


def _loose(passage: Passage) -> bool:
    """Whether the passage stands under a heading without a number."""
    return bool(passage.path) and passage.path[-1].container == ""


def _same(a: Sequence[Level], b: Sequence[Level]) -> bool:
    return [level.ident for level in a] == [level.ident for level in b]


def _ours(passage: Passage, last: Entry | None) -> Entry:
    """A provision of a document that numbers nothing."""
    number = str(int(last.parts[0]) + 1 if last else 1)
    return Entry(passage.printed, passage.text, passage.at, (), (number,), checks=[*passage.checks])


def _provision(passage: Passage) -> Entry:
    checks = [*passage.checks]
    parts = passage.path[-1].parts if passage.path else ()
    if not passage.starts and (not passage.path or _loose(passage)):
        holder = passage.path[-1] if passage.path else Level(-1)
        holder.ours += 1
        parts = (*parts, str(holder.ours))
        checks.append("this paragraph has no number; its number is ours")
    return Entry(passage.printed, passage.text, passage.at, passage.path, parts, checks=checks)


def _join(last: Entry, passage: Passage, made: list[Entry]) -> None:
    """A further paragraph of a provision; where something stands between the two, order is kept and it is told apart."""
    if made[-1] is last and len(last.text) + len(passage.text) < MOST_TEXT:
        last.text = f"{last.text}\n{passage.text}" if last.text else passage.text
        if (check := "a paragraph without a number was taken as part of it") not in last.checks:
            last.checks.append(check)
        return
    entry = Entry(passage.printed, passage.text, passage.at, passage.path, last.parts, checks=[*passage.checks])
    entry.checks.append("this paragraph has no number and seems to go on from the provision before")
    made.append(entry)


def _cut(made: list[Entry]) -> list[Entry]:
    """The entries; a provision longer than a plan file allows is cut into several."""
    for n, entry in enumerate(made):
        if not entry.aside and len(entry.text) > MOST_TEXT:
            at = max(entry.text.rfind(blank, 0, MOST_TEXT) for blank in " \n")
            at = at if at > 0 else MOST_TEXT
            rest = Entry("", entry.text[at:].strip(), entry.at, entry.path, entry.parts, entry.number)
            entry.text = entry.text[:at].strip()
            rest.checks.append("too long for one provision; it was cut here")
            made.insert(n + 1, rest)
    return made


def _number(provisions: Sequence[Entry]) -> None:
    """Give each provision a number of its own: as printed, with that of the part it stands in where it must be.

    Parts of one sort are treated alike: where two of them count from 1, all get their names in front.
    """
    names = _names(provisions)
    taken: dict[str, int] = {}
    told: set[int] = set()
    for group in _groups(provisions):
        deepest = max(len(names[n]) for n in group)
        for reach in range(deepest + 1):
            wanted = {n: _joined(names[n], provisions[n], max(reach, _least(provisions[n]))) for n in group}
            if reach == deepest or not (taken.keys() & wanted.values() or _clash(wanted, provisions)):
                break
        for n in group:
            entry = provisions[n]
            used = _holders(entry)[-max(reach, _least(entry)) :] if max(reach, _least(entry)) else []
            entry.number = _free(wanted[n], taken, entry)
            for level in used:
                if level.container == "" and level.ident not in told:
                    told.add(level.ident)
                    entry.checks.append("the letter in front of this number and the next ones is ours: here the count is another")


def _groups(provisions: Sequence[Entry]) -> list[list[int]]:
    """The provisions, by place, that stand in parts of one sort; first those that came first."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for n, entry in enumerate(provisions):
        key = tuple((level.rank, level.heading, level.turn) for level in _holders(entry))
        groups.setdefault(key, []).append(n)
    return list(groups.values())


def _clash(wanted: dict[int, str], provisions: Sequence[Entry]) -> bool:
    """Whether two parts of the document would give the same number."""
    first: dict[str, list[int]] = {}
    for n, number in wanted.items():
        holders = [level.ident for level in _holders(provisions[n])]
        if first.setdefault(number, holders) != holders:
            return True
    return False


def _holders(entry: Entry) -> list[Level]:
    """The parts of the document that hold the provision, outermost first."""
    return [level for level in entry.path if level.container is not None]


def _names(provisions: Iterable[Entry]) -> list[tuple[str, ...]]:
    """For each provision the names of the parts that hold it; those without a number get letters, in their order."""
    own = {level.container for e in provisions for level in e.path if level.container}
    letters = (letter for letter in _letters() if letter not in own)
    given: dict[int, str] = {}
    found = []
    for entry in provisions:
        holders = _holders(entry)
        for level in holders:
            if level.ident not in given:
                given[level.ident] = level.container or next(letters)
        found.append(tuple(given[level.ident] for level in holders))
    return found


def _letters() -> Iterator[str]:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    for first in _letters():
        yield from (first + letter for letter in alphabet)


def _least(entry: Entry) -> int:
    """How many parts must be named: the one that a letter stands in, or that has no numbers; the heading of a bullet."""
    holders = _holders(entry)
    if not holders:
        return 0
    lettered = bool(entry.parts) and not entry.parts[0][:1].isdigit() and bool(holders[-1].container)
    return 1 if not entry.parts or lettered or holders[-1].ours else 0


def _joined(names: Sequence[str], entry: Entry, reach: int) -> str:
    return ".".join((*(names[len(names) - reach :] if reach else ()), *entry.parts)) or "1"


def _free(number: str, taken: dict[str, int], entry: Entry) -> str:
    """``number``, or the nearest to it that is free.

    Args:
        taken: how far each number is counted: a document that gives all its passages one number is not counted from 1 each time.
    """
    wanted = number if len(number) <= _MOST_NUMBER else number[: _MOST_NUMBER - 8]
    chosen, n = wanted, taken.get(wanted, 1)
    while chosen in taken:
        n += 1
        chosen = f"{wanted}-{n}"
    if chosen != number:
        entry.checks.append(f"the number {number} stands twice; {chosen} is ours" if wanted == number else f"{chosen} is ours")
    taken[wanted] = n
    taken.setdefault(chosen, 1)
    return chosen


def _lead_ins(provisions: Sequence[Entry]) -> None:
    for entry, following in pairwise(provisions):
        if entry.text.endswith((":", "—", "–")) and len(following.parts) > len(entry.parts):
            entry.checks.append("it only leads in what follows; perhaps its words belong to each of the points below it")
