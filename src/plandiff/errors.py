"""What can go wrong, as exceptions that a command can print in one line.

Every message says what is wrong and what to do; where a file is to blame, it starts with ``file:line:column``.
"""

from __future__ import annotations


class PlandiffError(Exception):
    """Base of every error that is the input's or the caller's fault: printed as one line, exit code 2."""


class PlanFileError(PlandiffError):
    """A plan file that cannot be read as a plan.

    Attributes:
        path: the file as the user named it.
        line, column: counted from 1.
        problem: what is wrong and what to do, one line, no trailing full stop needed.
    """

    def __init__(self, path: str, line: int, column: int, problem: str) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.problem = problem
        super().__init__(f"{path}:{line}:{column}: {problem}")


class UnknownPlanError(PlandiffError):
    """A plan name that no folder holds; the message suggests the nearest ids."""


class InternalError(Exception):
    """A promise of the tool was broken (a law does not hold): no report is better than a wrong one."""


class Ended(BaseException):
    """The process was told to end (SIGTERM) while it had workers: it ends them first."""
