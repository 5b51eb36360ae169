"""A plan as a commit of a git repository has it: ``HEAD~3:plans/28pt.yaml``, or ``:plans/28pt.yaml`` as it is staged.

The ugly cases: a name that git would take for an option, a filter or hook that the repository would have run, a folder where
a file is due, and a path that counts from the top of the repository although the user stands below it.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace

from plandiff import git
from plandiff.errors import PlandiffError, PlanFileError
from plandiff.files import MAX_BYTES
from plandiff.load import parse_plan
from plandiff.model import Plan
from plandiff.suggest import printable, quoted

_NAME = r"(?s)((?:[^:{]|\{[^}]*\}|\{)*+:)(.+)"
"""The first colon that stands in no braces parts revision and path, as git has it: ``HEAD^{/a: b}:c``."""


def is_revision(name: str) -> bool:
    """Whether ``name`` means a file in a commit: it has a colon, is no existing path, and starts with no drive letter."""
    parts = re.fullmatch(_NAME, name) if ":" in name else None
    drive = len(name) > 1 and name[0].isalpha() and name[1] == ":"
    return parts is not None and not drive and not _exists(name)


def _exists(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:  # a NUL
        return False


def load_revision(name: str) -> Plan:
    """The plan that ``name`` (``REV:PATH``) stands for; errors and reports call it by that name."""
    plan = parse_plan(content(name), name)
    return replace(plan, revision=_parts(name)[0])


def is_folder(name: str) -> bool:
    """Whether ``name`` (``REV:PATH``) stands for a folder."""
    return not name.startswith("-") and git.answer("cat-file", "-t", "--", name) == b"tree\n"


def listing(name: str) -> dict[str, str]:
    """The files in a folder of a commit, without folders and links, and the hash of the content of each."""
    rows = (git.answer("ls-tree", "-z", name) or b"").split(b"\0")[:-1]
    found = {}
    for row in rows:
        facts, _, file = row.partition(b"\t")
        mode, _, sha = facts.split()
        if mode.startswith(b"100"):
            found[os.fsdecode(file)] = sha.decode("ascii")
    return found


def within(folder: str, file: str) -> str:
    """The name of a file in a folder of a commit."""
    return f"{folder}{file}" if folder.endswith("/") else f"{folder}/{file}"


def _parts(name: str) -> tuple[str, str]:
    """The revision with its colon, and the path."""
    parts = re.fullmatch(_NAME, name) if ":" in name else None
    return (parts[1], parts[2]) if parts else (name, "")


def content(name: str) -> bytes:
    """The bytes of the file in a commit, unchanged by any filter of the repository."""
    if name.startswith("-"):
        raise PlandiffError(f"{quoted(name)} is no revision; git has none that starts with a dash")
    size = git.answer("cat-file", "-s", "--", name)
    if size is None:
        raise PlandiffError(_why_not(name))
    if int(size) > MAX_BYTES:
        raise PlanFileError(printable(name), 1, 1, f"the file is larger than {MAX_BYTES // 1_000_000} MB; split it")
    content = git.answer("cat-file", "blob", "--", name)
    if content is None:
        raise PlandiffError(f"{quoted(name)} is no file in that commit; name a plan file, not a folder")
    return content


def _why_not(name: str) -> str:
    """What git did not find: the repository, the revision in it, or the path in that."""
    prefix, path = _parts(name)
    revision = prefix.removesuffix(":")
    if git.answer("rev-parse", "--git-dir") is None:
        return (
            f"{quoted(name)}: the current folder is in no git repository that git would open; "
            "go to one, or name an existing file"
        )
    if revision and git.answer("rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}") is None:
        return (
            f"there is no revision {quoted(revision)} in this git repository; `git log --oneline` shows those there are"
        )
    if git.answer("rev-parse", "--verify", "--quiet", name) is not None:
        return (
            f"git knows {quoted(name)} but does not have its content here: the clone is partial, and plandiff opens no "
            f"connection; fetch it with `git cat-file blob {printable(name)}`"
        )
    where = f"revision {quoted(revision)}" if revision else "the index"
    return (
        f"there is no file {quoted(path)} in {where}; a path counts from the top of the repository, "
        "unless it starts with ./"
    )
