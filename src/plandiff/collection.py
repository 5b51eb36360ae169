"""What became of a whole folder of plans: a comparison for each file that changed, came or went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from plandiff.folders import Folders
from plandiff.ledger import Ledger
from plandiff.model import Comparison, Plan, Verdict


@dataclass(frozen=True, slots=True)
class FileChange:
    """What became of one file. Where it came or went, the comparison is with a plan without provisions."""

    file: str
    fate: str
    """``changed``, ``added`` or ``deleted``."""
    comparison: Comparison
    ledger: Ledger | None = None
    """Counts to be shown in place of the changes."""

    @property
    def plan(self) -> Plan:
        """The plan in the file, as it is now or as it was last."""
        return self.comparison.old if self.fate == "deleted" else self.comparison.new


@dataclass(frozen=True, slots=True)
class Collection:
    """Two folders and all that differs between their plans."""

    old: str
    """The folder as the user named it."""
    new: str
    files: tuple[FileChange, ...]
    unchanged: int
    """How many files are the same, byte for byte."""

    @property
    def summary(self) -> dict[Verdict, int]:
        """How many changes have each verdict, over all files; what came or went with its file counts too."""
        counts = sum((Counter(f.comparison.summary) for f in self.files), Counter[Verdict]())
        return {verdict: counts[verdict] for verdict in Verdict}

    @property
    def fates(self) -> str:
        """How many files changed, came and went, in words."""
        counts = Counter(f.fate for f in self.files)
        parts = [f"{counts[fate]} {fate}" for fate in ("changed", "added", "deleted") if counts[fate]]
        return f"Plan files: {', '.join([*parts, f'{self.unchanged} unchanged'])}."

    def each(self, step: Callable[[Comparison], Comparison]) -> Collection:
        """The same with another comparison for each file."""
        return replace(self, files=tuple(replace(f, comparison=step(f.comparison)) for f in self.files))


def collected(old: str, new: str, found: Folders, compare: Callable[[Plan, Plan], Comparison]) -> Collection:
    """The comparison of all that was found in two folders of these names."""
    files = tuple(FileChange(p.file, p.fate, compare(p.old, p.new)) for p in found.pairs)
    return Collection(old, new, files, found.unchanged)
