"""Comparisons made by hand, for the tests of what comes after judging: every verdict, relation and mark occurs."""

from __future__ import annotations

from plandiff.model import (
    Attested,
    Beside,
    Change,
    Comparison,
    Coverage,
    Direction,
    Element,
    Explanation,
    FieldChange,
    Plan,
    Provision,
    Reason,
    Relation,
    Removal,
    Source,
    Verdict,
    Why,
)
from plandiff.words import word_runs

OLD = Plan(
    id="first",
    title="First draft",
    date="2025-11-20",
    issuer=("us",),
    sources=(
        Source("gazette", "The Gazette", "The draft in full", "2025-11-20", "https://example.org/draft"),
        Source("relay", "Relay News", "Points of the draft", "2025-11-21", relays="The Gazette"),
        Source("mirror", "Mirror", "A copy", "2025-11"),
        Source("digest", "Digest", "In brief", "2025"),
    ),
    provisions=(
        Provision("1", "The sovereignty of Arland is confirmed.", ("sovereignty",), ("us",), ("gazette",)),
        Provision(
            "6",
            "The armed forces of Arland are limited to 600,000 personnel.",
            ("armed-forces",),
            ("arland",),
            ("gazette", "relay", "mirror", "digest"),
        ),
        Provision("7", "Arland will not join the Northern Alliance.", ("alliance",), ("arland",), ("gazette",)),
        Provision(
            "8", "All prisoners are exchanged within 30 days.", ("humanitarian",), ("arland", "drestan"), ("gazette",)
        ),
        Provision(
            "10a",
            "If Drestan attacks, a coordinated military response follows and all sanctions are restored.",
            ("security-guarantees", "sanctions"),
            ("us",),
            ("relay",),
        ),
        Provision("13", "Sanctions are lifted in stages.", ("sanctions",), ("us", "eu"), ("gazette",)),
        Provision("14.1", "The bank invests $100 billion.", ("economy",), ("bank",), ("gazette",)),
        Provision("14.2", "A fund for the rebuilding is set up.", ("economy",), ("bank",), ("gazette",)),
        Provision("21", "Both sides hold the line of contact.", ("territory",), (), ("gazette",)),
        Provision("26", "All parties receive a full amnesty.", ("justice",), ("arland", "drestan"), ("gazette",)),
    ),
)

NEW = Plan(
    id="second",
    title="Revision agreed in talks",
    date="2025-11-23",
    issuer=("us", "arland"),
    coverage=Coverage.PARTIAL,
    sources=(
        Source("courier", "The Courier", "What the revision says", "2025-11-25", "https://example.org/revision"),
        Source("wire", "Wire", "A general denies it", "2025-11-25"),
    ),
    provisions=(
        Provision("1", "The sovereignty of Arland is confirmed.", ("sovereignty",), ("us",), ("courier",)),
        Provision(
            "3",
            "The armed forces of Arland are limited to 800,000 personnel in peacetime.",
            ("armed-forces",),
            ("arland",),
            ("courier", "wire"),
            Attested.DISPUTED,
            "A general who took part denies that a limit was discussed.",
        ),
        Provision(
            "4",
            "Whether others are admitted depends on a consensus of the members, which does not exist today.",
            ("alliance",),
            ("alliance",),
            ("courier",),
            Attested.REPORTED,
        ),
        Provision("5", "All prisoners are exchanged within 20 days.", ("humanitarian",), ("arland", "drestan")),
        Provision("7", "If Drestan attacks, a military response follows.", ("security-guarantees",), ("us",)),
        Provision("8", "In the same case all sanctions come back.", ("sanctions",), ("us",), ("courier",)),
        Provision("11", "The bank invests $100 billion in a fund for the rebuilding.", ("economy",), ("bank",)),
        Provision("12", "A joint commission monitors the ceasefire.", ("ceasefire",), ("arland", "drestan")),
        Provision("14", "Relief from sanctions proceeds step by step.", ("sanctions",), ("us", "eu"), ("courier",)),
    ),
    removed=(Removal("first", "26", ("courier",), "The amnesty was taken out."),),
)


def change(
    verdict: Verdict,
    old: tuple[str, ...] = (),
    new: tuple[str, ...] = (),
    *,
    plans: tuple[Plan, Plan] = (OLD, NEW),
    **more: object,
) -> Change:
    """A change that joins the provisions with these numbers; all that follows from them is filled in."""
    before = tuple(p for p in plans[0].provisions if p.number in old)
    after = tuple(p for p in plans[1].provisions if p.number in new)
    many = {
        (1, 1): Relation.ONE_TO_ONE,
        (1, 2): Relation.SPLIT,
        (2, 1): Relation.MERGED,
        (1, 0): Relation.ONLY_OLD,
        (0, 1): Relation.ONLY_NEW,
    }
    relation = many[min(len(before), 2), min(len(after), 2)]
    order = (Attested.TEXT, Attested.REPORTED, Attested.DISPUTED)
    weakest = max((p.attested for p in (*before, *after)), key=order.index)
    runs = word_runs("\n".join(p.text for p in before), "\n".join(p.text for p in after))
    ident = f"{'+'.join(old)}_{'+'.join(new)}"
    return Change(ident, verdict, relation, before, after, words=runs, attested=weakest, **more)  # type: ignore[arg-type]


CHANGES = (
    change(Verdict.UNCHANGED, ("1",), ("1",), similarity=1.0),
    change(
        Verdict.SOFTENED,
        ("6",),
        ("3",),
        similarity=0.83,
        confidence=0.9,
        decided_by="review",
        machine_verdict=Verdict.ALTERED,
        review="A higher ceiling that holds only in peacetime binds less.",
        review_sources=("courier",),
        reasons=(
            Reason(
                Element.CEILING, Direction.SOFTER, "600,000", "800,000", "more is allowed", "ceiling.raised", "arland"
            ),
            Reason(
                Element.CONDITION, Direction.SOFTER, "", "in peacetime", "at other times nothing binds", "condition.new"
            ),
        ),
        fields=(FieldChange("sources", ("gazette", "relay"), ("courier", "wire")),),
        link_why="4 of 6 rare words in common",
        runner_up="7: 0.21, margin 0.62",
        explanation=Explanation(
            (
                Beside("subject", "armed forces of Arland", "armed forces of Arland", "same"),
                Beside("ceiling", '"600,000"', '"800,000"', "softer"),
                Beside("condition", "", '"in peacetime"', "softer"),
            ),
            (Why("ceiling.raised", "a higher ceiling allows more", "docs/verdicts.md"),),
            ("Not hardened or altered: nothing binds more.",),
        ),
    ),
    change(
        Verdict.ALTERED,
        ("7",),
        ("4",),
        similarity=0.3,
        confidence=0.6,
        thin=True,
        moved=True,
        reasons=(
            Reason(Element.ACTOR, Direction.SIDEWAYS, "Arland", "the members", "somebody else decides", "actor.other"),
        ),
        doubts=("also new: which does not exist today",),
    ),
    change(
        Verdict.HARDENED,
        ("8",),
        ("5",),
        similarity=0.9,
        reasons=(Reason(Element.DEADLINE, Direction.HARDER, "within 30 days", "within 20 days", "due earlier"),),
    ),
    change(
        Verdict.SOFTENED,
        ("10a",),
        ("7", "8"),
        similarity=0.7,
        reasons=(Reason(Element.SCOPE, Direction.SOFTER, "coordinated", "", "need not be coordinated", party="us"),),
    ),
    change(Verdict.REWORDED, ("13",), ("14",), similarity=0.4),
    change(Verdict.REWORDED, ("14.1", "14.2"), ("11",), similarity=0.6),
    change(Verdict.ADDED, (), ("12",)),
    change(Verdict.UNREPORTED, ("21",)),
    change(Verdict.DROPPED, ("26",), removal=NEW.removed[0]),
)

COMPARISON = Comparison(
    OLD, NEW, CHANGES, notes=("The text of second is public only in part: silence is not removal.",)
)

EMPTY = Comparison(Plan("empty-a", "Nothing", ()), Plan("empty-b", "Nothing again", ()), ())
