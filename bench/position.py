"""How right `plandiff position` is by machine alone, against the reviews of positions: `python bench/position.py [--misses] [PLANS]`.

A review says how a demand stands and which provisions of the plan bear on it. The machine pronounces only where words leave no other
reading, and else points to up to three provisions: counted is whether what it pronounces is right, and whether it points to what the
review names.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from plandiff.library import load
from plandiff.model import Kind
from plandiff.position import Answer, Standing, audit
from plandiff.reviews import find_review

PLANS = Path(__file__).parents[1] / "plans"
SAID = (Standing.MET, Standing.CONTRADICTED)


def reviewed(plans: Path) -> list[tuple[str, str]]:
    """Position and plan of every review of a position."""
    names = [path.stem.split("--") for path in sorted((plans / "reviews").glob("*--*.yaml"))]
    kinds = {name: load(name, plans).kind for pair in names for name in pair}
    return [(a, b) for a, b in names if kinds[a] is Kind.POSITION and kinds[b] is not Kind.POSITION]


def counted(position: str, plan: str, plans: Path, misses: bool) -> Counter[str]:
    """What the machine alone says of the demands that the review decides."""
    demands, text = load(position, plans), load(plan, plans)
    review = find_review(demands, text, plans)
    people = {a.demand.number: a for a in audit(text, demands, review).answers if a.review}
    machine = {a.demand.number: a for a in audit(text, demands).answers}
    tally: Counter[str] = Counter()
    for number, person in people.items():
        tally["demands"] += 1
        answer = machine.get(number)
        if answer is None:
            tally["taken for no demand"] += 1
            continue
        if answer.standing in SAID:
            tally["pronounced"] += 1
            tally["pronounced rightly"] += answer.standing is person.standing
        tally += pointed(person, answer)
        wanted = {p.number for p in person.provisions}
        if misses and wanted and not wanted & places(answer)[0]:
            named = ", ".join(places(answer)[1]) or "nothing"
            print(f"  {position} {number} in {plan}: review {', '.join(sorted(wanted))}; machine {named}")
    return tally


def places(answer: Answer) -> tuple[set[str], list[str]]:
    """The provisions that the machine names, as a set and nearest first."""
    named = [p.number for p in answer.provisions or answer.near]
    return set(named), named


def pointed(person: Answer, answer: Answer) -> Counter[str]:
    """Whether the machine names what the review names."""
    wanted, (named, order) = {p.number for p in person.provisions}, places(answer)
    if not wanted:
        return Counter({"without a place": 1, "without a place, and some named": bool(named)})
    return Counter(
        {
            "with a place": 1,
            "one of them named": bool(wanted & named),
            "all of them named": wanted <= named,
            "one of them first": order[:1] != [] and order[0] in wanted,
        }
    )


def main() -> None:
    """Print a line for each review and one over all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plans", nargs="?", type=Path, default=PLANS)
    parser.add_argument("--misses", action="store_true", help="print where nothing that the review names is named")
    asked = parser.parse_args()
    total: Counter[str] = Counter()
    for position, plan in reviewed(asked.plans):
        tally = counted(position, plan, asked.plans, asked.misses)
        total += tally
        print(line(f"{position} in {plan}", tally))
    print(line("all", total))


def line(name: str, tally: Counter[str]) -> str:
    """The counts in one line."""
    return (
        f"{name:20} {tally['demands']:3} demands: pronounced {tally['pronounced']}, of these right {tally['pronounced rightly']}; "
        f"{tally['with a place']} bear on a place: one named {tally['one of them named']}, first {tally['one of them first']}, "
        f"all {tally['all of them named']}; {tally['without a place']} on none: some named all the same "
        f"{tally['without a place, and some named']}; taken for no demand {tally['taken for no demand']}"
    )


if __name__ == "__main__":
    main()
