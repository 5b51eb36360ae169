"""Every pair of a folder of plans: which there are, in which order, and the line that each comes to.

All that a line depends on is read before the first pair is compared, and is named in the line: a file that changes meanwhile
changes nothing, and a line can be told from one that other texts, another review or other rules gave.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from plandiff import __version__
from plandiff.compare import compare
from plandiff.errors import PlandiffError, PlanFileError
from plandiff.history import in_order
from plandiff.library import folders
from plandiff.load import load_plan
from plandiff.model import Plan
from plandiff.records import digest, plan_digest
from plandiff.render import pair_json
from plandiff.reviews import REVIEWS, Review, find_review, review_name
from plandiff.suggest import printable, quoted

Pair = tuple[int, int]
"""The places of two plans in their corpus; the old one is before the new one."""

RULES = (
    "align", "commitments", "judge", "compare.py", "fields.py", "model.py", "passages.py", "pins.py", "words.py",
    "render/contract.py", "render/pair_json.py",
)  # fmt: skip
"""The parts of the package that say what a line holds."""
_WRITTEN = (".py", ".toml", ".txt")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Plans in order, and all else that comparing them rests on; it can be sent to another process or machine."""

    plans: tuple[Plan, ...]
    marks: tuple[str, ...]
    """The fingerprint of each plan."""
    reviews: Mapping[Pair, Review]
    full: bool
    """Whether a line holds the whole comparison."""
    made_by: str

    @property
    def pairs(self) -> list[Pair]:
        """All pairs, in the order of their lines: by the old plan, then by the new one."""
        return list(combinations(range(len(self.plans)), 2))

    def head(self, pair: Pair) -> dict[str, Any]:
        """What the line of a pair says of where it comes from: with the same head it is the same line."""
        review = self.reviews.get(pair)
        old, new = ({"id": self.plans[k].id, "fingerprint": self.marks[k]} for k in pair)
        return pair_json.head(self.made_by, old, new, digest(_content(review)) if review else None, self.full)

    def line(self, pair: Pair) -> str:
        """The comparison of a pair as one line of JSON, with its line feed."""
        old, new = (self.plans[k] for k in pair)
        return pair_json.line(self.head(pair), compare(old, new, review=self.reviews.get(pair)))


def gathered(folder: Path, plans_dir: Path | None = None, *, reviewed: bool = True, full: bool = False) -> Corpus:
    """The plans in a folder, in order of date, with the reviews of their pairs.

    Raises:
        PlandiffError: if a file cannot be read as a plan, two plans have one id, or there is no pair.
    """
    found = sorted(_read(_files(folder)), key=lambda plan: plan.id)
    if len(found) < 2:
        raise PlandiffError(f"{_shown(folder)} holds {'one plan' if found else 'no plans'}; a pair needs two")
    plans = tuple(in_order(found))
    reviews = _reviews(plans, plans_dir) if reviewed else {}
    return Corpus(plans, tuple(map(plan_digest, plans)), reviews, full, made_by())


@cache
def made_by() -> str:
    """The version of plandiff with a fingerprint of its rules: the same plans have the same verdicts under the same one."""
    package = Path(__file__).parent
    parts = (path for rule in RULES for path in (package / rule, *(package / rule).rglob("*")))
    state = hashlib.sha256()
    for path in sorted(p for p in parts if p.suffix in _WRITTEN):
        state.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return f"plandiff {__version__} {state.hexdigest()[:12]}"


def _files(folder: Path) -> list[Path]:
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        raise PlandiffError(f"there is no folder {quoted(str(folder))}; check the name") from None
    except NotADirectoryError:
        raise PlandiffError(f"{_shown(folder)} is no folder; --pairs takes a folder of plans") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise PlandiffError(f"{_shown(folder)}: the folder cannot be read; check its name and permissions") from error
    paths = (folder / name for name in names if name.endswith((".yaml", ".yml")) and not name.startswith("."))
    return [path for path in paths if not os.path.isdir(path)]


def _read(paths: list[Path]) -> list[Plan]:
    """The plans in these files; the first that cannot be read is the error, with the number of the others."""
    found: list[Plan] = []
    wrong: list[PlanFileError] = []
    places: dict[str, Path] = {}
    for path in paths:
        try:
            plan = load_plan(path)
        except PlanFileError as error:
            wrong.append(error)
            continue
        if plan.id in places:
            raise PlandiffError(
                f"{_shown(path)} and {_shown(places[plan.id])} both have the id {quoted(plan.id)}; give one of them another"
            )
        places[plan.id] = path
        found.append(plan)
    if len(wrong) > 1:
        first, rest = wrong[0], len(wrong) - 1
        raise PlandiffError(f"{first} (and {rest} more {'files' if rest > 1 else 'file'} cannot be read as a plan)")
    if wrong:
        raise wrong[0]
    return found


def _reviews(plans: tuple[Plan, ...], plans_dir: Path | None) -> dict[Pair, Review]:
    """The review of each pair that has one. Most have none: only the names that are there are looked into."""
    beside = {Path(plan.path).parent for plan in plans}
    there = {name for place in (*beside, *folders(plans_dir)) for name in _names(place / REVIEWS)}
    found: dict[Pair, Review] = {}
    for pair in combinations(range(len(plans)), 2):
        old, new = (plans[k] for k in pair)
        if there & {review_name(old.id, new.id), review_name(new.id, old.id)}:
            review = find_review(old, new, plans_dir)
            if review is not None:
                found[pair] = review
    return found


def _names(folder: Path) -> Iterator[str]:
    try:
        yield from os.listdir(folder)
    except OSError:  # there are no reviews
        return


def _content(review: Review) -> str:
    """What a review decides, without where it stood in a file."""
    return repr(review._replace(path="", decisions=tuple(d._replace(line=0, column=0) for d in review.decisions)))


def _shown(path: Path) -> str:
    return printable(str(path))
