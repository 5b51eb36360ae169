"""All that is wrong with plan files at once: each by itself, then with the files around it.

The ugly cases lie between files: a plan based on one that is not there, a removal from a provision that was renumbered,
a review whose plan was renamed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from plandiff import revision
from plandiff.errors import PlandiffError, PlanFileError
from plandiff.findings import Findings, Positioned, TooManyFindings
from plandiff.library import available, folders, in_folder, is_plan_file, locate
from plandiff.load import PlanFile, is_plan_id, read_file, read_plan
from plandiff.model import Plan
from plandiff.reviews import REVIEWS, read_review
from plandiff.strict import check_owed, check_words
from plandiff.suggest import advice, printable, quoted
from plandiff.vocabulary import VOCABULARY, Vocabulary, vocabulary_of
from plandiff.yaml_nodes import MapNode, place_of


@dataclass(frozen=True, slots=True)
class Validation:
    """The files that were read, and all findings: by file in that order, then by line."""

    files: tuple[str, ...]
    findings: tuple[PlanFileError, ...]


def validate(names: Sequence[str] = (), plans_dir: Path | str | None = None, *, strict: bool = False) -> Validation:
    """What is wrong with the plans named (ids, paths, folders, or these in a git revision), or with all that can be found.

    Where a whole folder is read, its reviews and its lists of words are read too; they can be named by path as well. A plan
    in a revision is looked at by itself: what lies beside it on disk may be of another time.

    Raises:
        PlandiffError: if a name stands for nothing, or for what is no plan in a revision.
    """
    check = _Check(plans_dir, strict)
    whole = [Path(n) for n in names if os.path.isdir(n)] if names else folders(plans_dir)
    for name in names:
        if os.path.isdir(name):
            for entry in in_folder(Path(name)):
                check.plan(entry.path, entry.id)
        elif revision.is_revision(name):
            check.in_revision(name)
        elif Path(name).parent.name == REVIEWS:
            check.review(Path(name), Path(name).parent.parent)
        elif Path(name).parent.name == VOCABULARY:
            check.lists(Path(name).parent.parent)
        else:
            check.plan(*locate(name, plans_dir))
    for entry in available(plans_dir) if not names else ():
        check.plan(entry.path, entry.id)
    for folder in whole:
        check.lists(folder)
        for path in _review_files(folder):
            check.review(path, folder)
    return Validation(tuple(check.files), tuple(check.findings))


@dataclass(slots=True)
class _Check:
    """One run over many files; each is read once."""

    plans_dir: Path | str | None
    strict: bool
    files: list[str] = field(default_factory=list)
    findings: list[PlanFileError] = field(default_factory=list)
    _read: dict[str, PlanFile] = field(default_factory=dict)
    _lists: dict[str, Vocabulary] = field(default_factory=dict)
    _ids: dict[tuple[str, str], Path] = field(default_factory=dict)

    def plan(self, path: Path, expect_id: str | None) -> None:
        """Read a plan file, and look at what it says about others."""
        if self.strict and expect_id is None and is_plan_id(path.stem):
            expect_id = path.stem
        file = read_file(path, expect_id=expect_id)
        found = Findings(printable(str(path)))
        try:
            for finding in file.findings:
                found.include(finding)
            if file.plan is not None and file.root is not None:
                self._around(file.plan, file.root, path, found)
                check_words(file, self._vocabulary(path.parent), found)
                if self.strict:
                    check_owed(file, found)
        except TooManyFindings:
            pass
        self._note(str(path), found.sorted())

    def in_revision(self, name: str) -> None:
        """Read a plan in a commit, or all plans of a folder there."""
        if revision.is_folder(name):
            for inside in filter(is_plan_file, sorted(revision.listing(name))):
                self.in_revision(revision.within(name, inside))
            return
        path = Path(name)
        if path.parent.name in (REVIEWS, VOCABULARY):
            raise PlandiffError(
                f"{quoted(name)} is no plan; reviews and lists of words are checked in a folder on disk"
            )
        stem = path.stem.rpartition(":")[2]
        file = read_plan(revision.content(name), name, expect_id=stem if self.strict and is_plan_id(stem) else None)
        found = Findings(printable(name))
        with suppress(TooManyFindings):
            for finding in file.findings:
                found.include(finding)
            if self.strict and file.plan is not None and file.root is not None:
                check_owed(file, found)
        self._note(name, found.sorted())

    def lists(self, folder: Path) -> None:
        """Read the lists of words that hold in a folder."""
        vocabulary = self._vocabulary(folder)
        self.files += vocabulary.files
        self.findings += vocabulary.findings

    def review(self, path: Path, folder: Path) -> None:
        """Read a review file against the two plans that its name says it is for."""
        pair = next(self._pairs(path.stem, folder), None)
        findings: list[PlanFileError] = []
        if pair is None:
            what = "no two plans here have the ids that the name gives; call the file OLD--NEW.yaml"
            findings = [PlanFileError(printable(str(path)), 1, 1, what)]
        elif pair[0].plan is not None and pair[1].plan is not None:  # else the plan itself is what to mend
            findings = read_review(path, pair[0].plan, pair[1].plan).findings
        self._note(str(path), findings)

    def _note(self, name: str, findings: list[PlanFileError]) -> None:
        self.files.append(printable(name))
        self.findings += findings

    def _around(self, plan: Plan, root: MapNode, path: Path, found: Findings) -> None:
        first = self._ids.setdefault((os.path.realpath(path.parent), plan.id), path)
        if plan.id and os.path.realpath(first) != os.path.realpath(path):
            what = f"the id {quoted(plan.id)} is that of {printable(str(first))} too; give one of the two another id"
            found.add(root.get("id") or root, what)
        for ident in plan.based_on:
            if ident != plan.id and is_plan_id(ident) and self._other(ident, path.parent) is None:
                self._missing(ident, path.parent, place_of(root, "based_on", ident), found)
        for removal in plan.removed:
            if not is_plan_id(removal.plan) or removal.plan == plan.id:
                continue  # a finding already
            other = self._other(removal.plan, path.parent)
            if other is None:
                self._missing(removal.plan, path.parent, removal, found)
            elif other.plan is not None and other.plan.provision(removal.number) is None:
                known = [p.number for p in other.plan.provisions]
                hint = advice(removal.number, known, "numbers")
                found.add(removal, f"{removal.plan} has no provision {quoted(removal.number)}; {hint}")

    def _missing(self, ident: str, folder: Path, at: Positioned, found: Findings) -> None:
        known = [e.id for place in (folder, *folders(self.plans_dir)) for e in in_folder(place)]
        found.add(at, f"there is no plan {quoted(ident)} in this folder or the record; {advice(ident, known, 'plans')}")

    def _other(self, ident: str, folder: Path) -> PlanFile | None:
        """The file of the plan with this id in the folder, else in the folders that are searched."""
        for place in (folder, *folders(self.plans_dir)):
            path = place / f"{ident}.yaml"
            if os.path.isfile(path):
                key = os.path.realpath(path)
                if key not in self._read:
                    self._read[key] = read_file(path)
                return self._read[key]
        return None

    def _pairs(self, stem: str, folder: Path) -> Iterator[tuple[PlanFile, PlanFile]]:
        parts = stem.split("--")
        for cut in range(1, len(parts)):
            old, new = "--".join(parts[:cut]), "--".join(parts[cut:])
            pair = [self._other(ident, folder) for ident in (old, new) if is_plan_id(ident)]
            if len(pair) == 2 and pair[0] is not None and pair[1] is not None:
                yield pair[0], pair[1]

    def _vocabulary(self, folder: Path) -> Vocabulary:
        key = os.path.realpath(folder)
        if key not in self._lists:
            self._lists[key] = vocabulary_of(folder)
        return self._lists[key]


def _review_files(folder: Path) -> list[Path]:
    reviews = folder / REVIEWS
    if not os.path.isdir(reviews):
        return []
    return [reviews / name for name in sorted(os.listdir(reviews)) if name.endswith(".yaml")]
