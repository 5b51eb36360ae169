"""What ``plandiff git install`` writes: settings of a diff driver and attributes that give plan files to it; and how it is undone.

The ugly cases: a setting or an attribute that somebody else wrote, which is never touched; and a plandiff that is gone by the
time git looks for it, which must not break ``git log``.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plandiff import git
from plandiff.errors import PlandiffError
from plandiff.suggest import printable, quoted
from plandiff.writing import write_whole

PATTERN = "plans/*.yaml"
_BEGIN = "# plandiff: `plandiff git install` wrote from here, and `plandiff git uninstall` removes it again"
_END = "# plandiff: to here"
_OURS = "-P -m plandiff"
"""What stands in every command that is set."""
_MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom the settings hold for: this repository, or all of the user's."""

    flag: str
    """As ``git config`` has it."""
    name: str
    attributes: Path


def scope(everywhere: bool) -> Scope:
    """Where to write.

    Raises:
        PlandiffError: if there is no repository, or no home folder.
    """
    if everywhere:
        return Scope("--global", "all your repositories", _own_attributes())
    answered = git.answer("rev-parse", "--git-path", "info/attributes")
    if answered is None:
        raise PlandiffError("the current folder is in no git repository; go to one, or use --global")
    return Scope("--local", "this repository", Path(os.fsdecode(answered.rstrip(b"\n"))))


def install(where: Scope, patterns: Sequence[str]) -> list[str]:
    """Sets up the driver for files of these patterns, besides those that already are; returns what was written, a line each.

    Raises:
        PlandiffError: if a setting is there already that somebody else wrote; then nothing is written.
    """
    wanted = settings()
    for name, value in _set(where).items():
        if _OURS not in value:
            raise PlandiffError(
                f"{name} is already set to {quoted(value)} for {where.name}; nothing was written. "
                f"If you can do without: git config {where.flag} --unset-all {name}"
            )
    before, ours, after = _parts(where.attributes)
    lines = list(dict.fromkeys([*ours, *(f"{_as_pattern(p)} diff=plandiff" for p in patterns)]))
    for name, value in wanted.items():
        if git.answer("config", where.flag, "--replace-all", name, value) is None:
            raise PlandiffError(f"git could not set {name} for {where.name}; see whether its settings can be written")
    _write(where.attributes, before, lines, after)
    said = [f"set {name} for {where.name}" for name in wanted]
    return [*said, *(f"wrote {line} to {where.attributes}" for line in lines)]


def uninstall(where: Scope) -> list[str]:
    """Takes back what ``install`` wrote and nothing else; returns what was done, a line each."""
    said = []
    before, ours, after = _parts(where.attributes)
    if ours or before != _content(where.attributes):
        _write(where.attributes, before, [], after)
        said += [f"removed {line} from {where.attributes}" for line in ours]
    for name, value in _set(where).items():
        if _OURS not in value:
            said.append(f"left {name} as it is: it was set by somebody else")
        elif git.answer("config", where.flag, "--unset-all", name) is None:
            raise PlandiffError(f"git could not unset {name} for {where.name}; see whether its settings can be written")
        else:
            said.append(f"unset {name} for {where.name}")
    return said or [f"nothing is set up for {where.name}"]


def status(where: Scope) -> list[str]:
    """What of all this is in force, a line each."""
    found, wanted = _set(where), settings()
    lines = []
    for name in wanted:
        lines.append(f"{name}: {_state(found.get(name), wanted[name])} for {where.name}")
    _, ours, _ = _parts(where.attributes)
    lines += [f"{line}: in {where.attributes}" for line in ours] or [f"no patterns in {where.attributes}"]
    if (count := _covered()) is not None:
        lines.append(f"files of this repository that git gives to plandiff: {count}")
    return lines


def _state(value: str | None, wanted: str) -> str:
    if value is None:
        return "not set"
    if value == wanted:
        return "set"
    return "set, to another plandiff," if _OURS in value else "set by others"


def settings() -> dict[str, str]:
    """Names and values of the settings of git.

    Each command runs the interpreter that runs now, which does not look for modules in the current folder (``-P``). Where that
    is gone, or fails, the shell shows the text as it is: no text and no update may break ``git log``.
    """
    program = f"{shlex.quote(sys.executable)} {_OURS}"
    raw = "git --no-pager diff --no-ext-diff --no-textconv --no-index --"
    return {
        "diff.plandiff.textconv": f'f() {{ {program}.textconv "$1" 2>/dev/null || cat "$1"; }}; f',
        "diff.plandiff.command": f'f() {{ {program} git external-diff -- "$@" || {raw} "$2" "$5" || :; }}; f',
        "difftool.plandiff.cmd": (
            f'{program} git external-diff --paged -- "$MERGED" "$LOCAL" . . "$REMOTE" . . || {raw} "$LOCAL" "$REMOTE" || :'
        ),
    }


def _set(where: Scope) -> dict[str, str]:
    """Those of our settings that have a value; of several values one that is not ours, if there is one."""
    found = {}
    for name in settings():
        answered = git.answer("config", where.flag, "-z", "--get-all", name)
        values = os.fsdecode(answered).split("\0")[:-1] if answered else []
        if values:
            found[name] = next((v for v in values if _OURS not in v), values[-1])
    return found


def _own_attributes() -> Path:
    """The attributes file that holds for all repositories of the user."""
    named = git.answer("config", "--global", "--type=path", "--get", "core.attributesFile")
    if named and named.strip():
        return Path(os.fsdecode(named.rstrip(b"\n")))
    folder = os.environ.get("XDG_CONFIG_HOME")
    try:
        return (Path(folder) if folder else Path.home() / ".config") / "git" / "attributes"
    except RuntimeError:
        raise PlandiffError("there is no home folder for --global; set HOME, or leave --global out") from None


def _as_pattern(pattern: str) -> str:
    """The pattern as a line of attributes begins with it."""
    if not pattern.strip() or pattern.startswith("!") or "\n" in pattern or not pattern.isprintable():
        raise PlandiffError(f"{quoted(pattern)} is no pattern for attributes of git; write one like {PATTERN}")
    if re.search(r'[\s"\\]', pattern) or pattern.startswith(("#", "[attr]")):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return pattern


def _parts(path: Path) -> tuple[bytes, list[str], bytes]:
    """What stands in the file before our part, the lines of that, and what stands after it."""
    content = _content(path)
    begin, end = f"{_BEGIN}\n".encode(), f"{_END}\n".encode()
    before, opened, rest = content.partition(begin)
    if not opened:
        return content, [], b""
    ours, closed, after = rest.partition(end)
    if not closed or begin in after:
        line = before.count(b"\n") + 1
        raise PlandiffError(
            f"{printable(str(path))}:{line}:1: the part that plandiff wrote has no clear end; mend the file by hand"
        )
    return before, ours.decode("utf-8", "surrogateescape").splitlines(), after


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise PlandiffError(f"cannot read {printable(str(path))}: {error.strerror}") from error
    if len(content) > _MOST_BYTES:
        raise PlandiffError(f"{printable(str(path))} is too large for a file of attributes; see what it is")
    return content


def _write(path: Path, before: bytes, lines: Sequence[str], after: bytes) -> None:
    """Put the lines between what is there. A file with nothing in it goes."""
    part = "".join(f"{line}\n" for line in (_BEGIN, *lines, _END)) if lines else ""
    if part and before and not before.endswith(b"\n"):
        before += b"\n"
    content = before + part.encode("utf-8", "surrogateescape") + after
    try:
        if content:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(content, path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise PlandiffError(f"cannot write {printable(str(path))}: {error.strerror}") from error


def _covered() -> int | None:
    """How many files that git knows here go through the driver; None outside a repository."""
    names = git.answer("ls-files", "-z", "--full-name", ":/")
    if names is None:
        return None
    answered = git.answer("-C", _top(), "check-attr", "-z", "--stdin", "diff", given=names)
    return (answered or b"").split(b"\0")[2::3].count(b"plandiff")


def _top() -> str:
    return os.fsdecode((git.answer("rev-parse", "--show-toplevel") or b".").rstrip(b"\n"))
