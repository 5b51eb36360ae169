"""What is wrong with a file, all at once and in the order of its lines.

The ugly case is a file with a mistake on each of 100,000 lines: the list ends where nobody would read on.
"""

from __future__ import annotations

from typing import Protocol

from plandiff.errors import PlanFileError

MOST = 200
"""So many findings of one file are kept."""


class Positioned(Protocol):
    """Anything that stands at a place in a file."""

    @property
    def line(self) -> int:
        """From 1."""

    @property
    def column(self) -> int:
        """From 1."""


class TooManyFindings(Exception):
    """Raised where a file has more findings than anybody reads; those found are kept."""


class Findings:
    """The findings of one file, under the name by which the user knows it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._found: list[PlanFileError] = []

    def add(self, at: Positioned, problem: str) -> None:
        """Note a problem at the place where ``at`` stands."""
        self.include(PlanFileError(self.name, at.line, at.column, problem))

    def include(self, finding: PlanFileError) -> None:
        """Note a finding that was raised elsewhere."""
        self._found.append(finding)
        if len(self._found) >= MOST:
            last = "there are more findings after these; mend these first"
            self._found.append(PlanFileError(self.name, finding.line, finding.column, last))
            raise TooManyFindings

    def sorted(self) -> list[PlanFileError]:
        """The findings by line and column, each once; at one place in the order in which they were found."""
        unique = {(f.line, f.column, f.problem): f for f in self._found}
        return sorted(unique.values(), key=lambda f: (f.line, f.column))
