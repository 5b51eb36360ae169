"""Two folders of plan files, on disk or in a commit: which files differ, and the plans in them.

A file on disk and one in a commit are told apart as git does it, by the hash of the content, so that what did not change is
never parsed.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from plandiff import revision
from plandiff.files import read_bytes
from plandiff.library import in_folder, is_plan_file, load
from plandiff.load import parse_plan
from plandiff.model import Coverage, Plan
from plandiff.suggest import printable


class Pair(NamedTuple):
    """What became of one file: the plan on each side, and a plan without provisions where there is no file."""

    file: str
    fate: str
    """``changed``, ``added`` or ``deleted``."""
    old: Plan
    new: Plan


class Folders(NamedTuple):
    """The files that differ, sorted by name, and how many do not."""

    pairs: tuple[Pair, ...]
    unchanged: int


class _Side(NamedTuple):
    hashes: dict[str, str]
    """What tells the content of each plan file from another's."""
    plan: Callable[[str], Plan]


def differing(old: str, new: str) -> Folders:
    """The plan files that differ between two folders, each read; folders below these are not looked into.

    Raises:
        PlandiffError: if one that differs cannot be read as a plan.
    """
    before, after = _side(old), _side(new)
    names = sorted({*before.hashes, *after.hashes})
    changed = [name for name in names if before.hashes.get(name) != after.hashes.get(name)]
    return Folders(tuple(_pairs(before, after, changed)), len(names) - len(changed))


def _pairs(before: _Side, after: _Side, changed: list[str]) -> Iterator[Pair]:
    for name in changed:
        old = before.plan(name) if name in before.hashes else None
        new = after.plan(name) if name in after.hashes else None
        if old and new:
            yield Pair(name, "changed", old, new)
        elif new:
            yield Pair(name, "added", _empty(new), new)
        elif old:
            yield Pair(name, "deleted", old, _empty(old))


def _empty(plan: Plan) -> Plan:
    return replace(plan, provisions=(), removed=(), coverage=Coverage.FULL, path="", revision="")


def _side(name: str) -> _Side:
    if revision.is_revision(name):
        hashes = {file: sha for file, sha in revision.listing(name).items() if is_plan_file(file)}
        return _Side(hashes, lambda file: load(revision.within(name, file)))
    paths = {entry.path.name: entry.path for entry in in_folder(Path(name))}
    contents = {file: read_bytes(path, printable(str(path))) for file, path in paths.items()}
    return _Side(
        {file: _hash(content) for file, content in contents.items()},
        lambda file: parse_plan(contents[file], str(paths[file])),
    )


def _hash(content: bytes) -> str:
    """As git names a content, where it does so by SHA-1; elsewhere a file that is the same counts as one to compare."""
    import hashlib  # late: two plans are no folders, and it loads all of OpenSSL

    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
