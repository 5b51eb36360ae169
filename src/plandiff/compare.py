"""Old plan and new plan in, comparison out: align, judge, and account for every provision.

Silence is not removal: what a text that is public only in part does not show is *unreported*, unless a source says that it
was taken out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from plandiff.align import align
from plandiff.digests import fingerprint
from plandiff.errors import InternalError
from plandiff.fields import changed_fields
from plandiff.judge import Judgement, judge
from plandiff.judge.renamings import Meaning, renamings, spelt
from plandiff.judge.synonyms import related
from plandiff.judge.whom import names_in, whom
from plandiff.model import (
    Attested,
    Change,
    Comparison,
    Coverage,
    Link,
    Plan,
    Provision,
    Reason,
    Relation,
    Removal,
    Run,
    Verdict,
)
from plandiff.pins import pinned
from plandiff.reviews import Review
from plandiff.words import word_runs

_WEAKNESS = (Attested.TEXT, Attested.REPORTED, Attested.DISPUTED)
_TRUST = {Attested.TEXT: 1.0, Attested.REPORTED: 0.9, Attested.DISPUTED: 0.7}
"""How far a verdict can be relied on where what it rests on is only reported, or disputed."""


def compare(
    old: Plan, new: Plan, *, review: Review | None = None, progress: Callable[[float], None] | None = None
) -> Comparison:
    """All changes from ``old`` to ``new``; every provision of both is in exactly one of them.

    Args:
        review: links and verdicts that a person has fixed for this pair; they take the place of the machine's.
        progress: called now and then with the share of the work done, 0 to 1.

    Raises:
        InternalError: if a provision were lost or counted twice, or the words of a change did not spell its texts.
    """
    links = _links(old, new, progress)
    renamed = _renamed(old, new, links)
    names = names_in(p.text for plan in (old, new) for p in plan.provisions)

    def changed(link: Link) -> Change:
        return _change(old, new, link, renamed, names)

    changes = list(map(changed, links))
    if review is not None:
        changes = pinned(changes, old, new, review, changed)
    ordered = _with_moves(sorted(changes, key=_place(old, new)), old, new)
    _account(ordered, old, new)
    return Comparison(old, new, tuple(ordered), notes=(*_notes(old, new), *_renaming_notes(old, new, renamed)))


def select(
    comparison: Comparison, tags: Sequence[str] = (), verdicts: Sequence[Verdict] = (), parties: Sequence[str] = ()
) -> Comparison:
    """The same comparison with only the changes selected that have one of the tags, verdicts and parties asked for.

    The counts stay over all changes. An empty sequence asks for nothing.
    """
    if not (tags or verdicts or parties):
        return comparison
    ids = frozenset(
        c.id
        for c in comparison.changes
        if (not tags or set(tags) & set(c.tags))
        and (not verdicts or c.verdict in verdicts)
        and (not parties or set(parties) & set(c.binds))
    )
    asked = [
        f"{name} {', '.join(values)}"
        for name, values in (("tag", tags), ("verdict", verdicts), ("party", parties))
        if values
    ]
    return replace(comparison, selected=ids, selection="; ".join(asked))


def _links(old: Plan, new: Plan, progress: Callable[[float], None] | None) -> list[Link]:
    """The machine's links. What a source says was removed is kept out: it has no counterpart, whatever resembles it."""
    gone_old = frozenset(r.number for r in new.removed if r.plan == old.id)
    gone_new = frozenset(r.number for r in old.removed if r.plan == new.id)
    keep_old = [i for i, p in enumerate(old.provisions) if p.number not in gone_old]
    keep_new = [i for i, p in enumerate(new.provisions) if p.number not in gone_new]
    found = align([old.provisions[i] for i in keep_old], [new.provisions[i] for i in keep_new], progress=progress)
    links = [
        link._replace(old=tuple(keep_old[i] for i in link.old), new=tuple(keep_new[i] for i in link.new))
        for link in found
    ]
    links += [Link((i,), ()) for i, p in enumerate(old.provisions) if p.number in gone_old]
    links += [Link((), (i,)) for i, p in enumerate(new.provisions) if p.number in gone_new]
    return links


def _renamed(old: Plan, new: Plan, links: Iterable[Link]) -> frozenset[frozenset[str]]:
    """The terms that the new plan calls by another name throughout."""
    return renamings(
        (_together(old.provisions[i] for i in link.old), _together(new.provisions[i] for i in link.new))
        for link in links
        if link.old and link.new
    )


def _renaming_notes(old: Plan, new: Plan, renamed: frozenset[frozenset[str]]) -> list[str]:
    """A line for every term that was renamed: the verdicts take it for the same, and a reader may see it otherwise."""
    if not renamed:
        return []
    texts = [_together(plan.provisions) for plan in (old, new)]
    said = sorted(tuple(spelt(pair, text) for text in texts) for pair in renamed)
    return [f'"{a}" is called "{b}" throughout; this is taken for no change' for a, b in said if a and b]


def _together(provisions: Iterable[Provision]) -> str:
    return "\n".join(p.text for p in provisions)


def _change(old: Plan, new: Plan, link: Link, renamed: frozenset[frozenset[str]], names: frozenset[str]) -> Change:
    olds = tuple(old.provisions[i] for i in link.old)
    news = tuple(new.provisions[i] for i in link.new)
    attested = max((p.attested for p in (*olds, *news)), key=_WEAKNESS.index, default=Attested.TEXT)
    base = Change(
        _id(old, new, olds, news), Verdict.UNREPORTED, link.relation, olds, news, similarity=round(link.similarity, 2),
        attested=attested, thin=link.thin, link_why=link.why, link_confidence=round(link.confidence, 2), runner_up=link.runner_up,
        margin=link.margin,
    )  # fmt: skip
    if link.relation in (Relation.ONLY_OLD, Relation.ONLY_NEW):
        verdict, removal = _unlinked(old, new, olds, news)
        return replace(
            base,
            verdict=verdict,
            removal=removal,
            words=word_runs(base.old_text, base.new_text),
            confidence=round(link.confidence * _TRUST[attested], 2),
            thin=link.thin and verdict is not Verdict.UNREPORTED,
        )
    judgement, words = _judged(base.old_text, base.new_text, renamed)
    return replace(
        base,
        verdict=judgement.verdict,
        reasons=_named(judgement, base, names),
        doubts=judgement.doubts,
        words=words,
        fields=changed_fields(olds, news),
        confidence=round(link.confidence * judgement.confidence * _TRUST[attested], 2),
    )


@lru_cache(maxsize=4096)
def _judged(old: str, new: str, renamed: frozenset[frozenset[str]]) -> tuple[Judgement, tuple[Run, ...]]:
    """What two linked texts alone decide; asked again where a person reviewed the link, and by comparisons of many versions."""
    return judge(old, new, Meaning(related, renamed)), word_runs(old, new)


def _named(judgement: Judgement, base: Change, names: frozenset[str]) -> tuple[Reason, ...]:
    """The reasons, each with the party whose hands are tied less or more: the one that the record names, else as the texts say."""
    return tuple(r if r.party else replace(r, party=_party(r, base, names)) for r in judgement.reasons)


def _party(reason: Reason, base: Change, names: frozenset[str]) -> str:
    if len(base.binds) == 1:
        return base.binds[0]
    said = whom(reason, base.old_text, base.new_text, names)
    if not base.binds:
        return said
    name = said.casefold().removeprefix("the ")
    return next((party for party in base.binds if party.casefold().replace("-", " ") == name), "")


def _unlinked(
    old: Plan, new: Plan, olds: Sequence[Provision], news: Sequence[Provision]
) -> tuple[Verdict, Removal | None]:
    """Added, dropped or unreported, and the removal that a source reports."""
    here, there, provision = (old, new, olds[0]) if olds else (new, old, news[0])
    removal = next((r for r in there.removed if r.plan == here.id and r.number == provision.number), None)
    known = removal is not None or there.coverage is Coverage.FULL
    if not known:
        return Verdict.UNREPORTED, None
    return (Verdict.DROPPED if olds else Verdict.ADDED), removal


def _id(old: Plan, new: Plan, olds: Iterable[Provision], news: Iterable[Provision]) -> str:
    parts = [old.id, new.id, *(f"-{p.number}" for p in olds), *(f"+{p.number}" for p in news)]
    return fingerprint("\x1f".join(parts).encode("utf-8", "surrogatepass"))[:12]


def _place(old: Plan, new: Plan) -> Callable[[Change], tuple[float, int, int]]:
    """Document order: by place in the new plan; what is only in the old one comes where it stood there."""
    old_at = {p.number: i for i, p in enumerate(old.provisions)}
    new_at = {p.number: i for i, p in enumerate(new.provisions)}

    def place(change: Change) -> tuple[float, int, int]:
        first_old = min((old_at[p.number] for p in change.old), default=-1)
        if change.new:
            return (min(new_at[p.number] for p in change.new), 0, first_old)
        share = first_old / max(1, len(old.provisions))
        return (share * len(new.provisions), 1, first_old)

    return place


def _with_moves(changes: list[Change], old: Plan, new: Plan) -> list[Change]:
    """Each linked change with ``moved`` set: its number changed, or its place relative to the others."""
    old_at = {p.number: i for i, p in enumerate(old.provisions)}
    linked = [c for c in changes if c.old and c.new]
    first = [min(old_at[p.number] for p in c.old) for c in linked]
    place = {value: i for i, value in enumerate(sorted(first))}

    def shift(i: int) -> tuple[int, int, list[tuple[str, ...]]]:
        """How far a change went; the same from both sides, so that exchanging the plans moves the same ones."""
        sides = [tuple(p.number for p in side) for side in (linked[i].old, linked[i].new)]
        return abs(i - place[first[i]]), i + place[first[i]], sorted(sides)

    stays = {linked[i].id for i in _longest_rise(first, shift)}

    def moved(change: Change) -> bool:
        renumbered = [p.number for p in change.old] != [p.number for p in change.new]
        return bool(change.old and change.new) and (renumbered or change.id not in stays)

    return [replace(c, moved=True) if moved(c) else c for c in changes]


def _longest_rise(values: Sequence[int], cost: Callable[[int], tuple[int, int, list[tuple[str, ...]]]]) -> list[int]:
    """Positions of a longest increasing subsequence (patience sorting, Fredman 1975); where several are as long, at each
    place from the end the one that costs least."""
    tails: list[int] = []
    piles: list[list[int]] = []
    for i, value in enumerate(values):
        k = bisect_left(tails, value)
        tails[k : k + 1] = [value]
        if k == len(piles):
            piles.append([])
        piles[k].append(i)
    chain: list[int] = []
    for pile in reversed(piles):
        chain.append(min((i for i in pile if not chain or (i < chain[-1] and values[i] < values[chain[-1]])), key=cost))
    return chain[::-1]


def _account(changes: Sequence[Change], old: Plan, new: Plan) -> None:
    """Hold the promises that a report rests on: no report is better than a wrong one."""
    pair = f"{old.id} > {new.id}"
    for side, plan in (("old", old), ("new", new)):
        seen = sorted(p.number for c in changes for p in (c.old if side == "old" else c.new))
        if seen != sorted(p.number for p in plan.provisions):
            raise InternalError(f"the {side} provisions of {pair} do not add up")
    if len({c.id for c in changes}) != len(changes):
        raise InternalError(f"two changes of {pair} share an id")
    for change in changes:
        one_sided = change.relation in (Relation.ONLY_OLD, Relation.ONLY_NEW)
        if one_sided != (change.verdict in (Verdict.ADDED, Verdict.DROPPED, Verdict.UNREPORTED)):
            raise InternalError(f"a change of {pair} that is {change.relation} cannot be {change.verdict}")
        for op, text in (("delete", change.old_text), ("insert", change.new_text)):
            if "".join(run.text for run in change.words if run.op in ("keep", op)) != text:
                raise InternalError(f"the words of a change of {pair} do not spell its texts")


def _notes(old: Plan, new: Plan) -> list[str]:
    notes = [f"{p.id} is read from {p.path}." for p in (old, new) if p.revision]
    names = {"old": old.id, "new": new.id}
    if old.id == new.id:  # two versions of one file: then only the side tells them apart
        names = {side: f"the {side} {ident}" for side, ident in names.items()}
    for side, other, plan, verdict in (("new", "old", new, "dropped"), ("old", "new", old, "added")):
        if plan.coverage is Coverage.PARTIAL:
            notes.append(
                f"The text of {names[side]} is known only in part: a provision of {names[other]} without a counterpart "
                f"there is unreported, not {verdict}, unless a source says so."
            )
    return notes
