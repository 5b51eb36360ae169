"""Where plans are found: by path, or by id in the folders that are searched.

Searched in this order: the folder given with ``--plans`` (else those in PLANDIFF_PLANS), ``./plans``, the bundled record.
The ugly case is an id that means to reach elsewhere: an id is a bare word, and a link that leads out of its folder
is refused.
"""

import os
from pathlib import Path
from typing import NamedTuple

from plandiff.errors import PlandiffError, UnknownPlanError
from plandiff.load import is_plan_id, load_plan
from plandiff.model import Plan
from plandiff.revision import is_folder, is_revision, load_revision
from plandiff.suggest import nearest, printable, quoted

ENVIRONMENT = "PLANDIFF_PLANS"
"""Folders of plans, separated as in PATH."""


class Entry(NamedTuple):
    """A plan that can be named by its id."""

    id: str
    path: Path


def find(name: str, plans_dir: Path | str | None = None) -> Path:
    """The file that ``name`` (an id or a path) stands for.

    Raises:
        UnknownPlanError: if there is none; the message suggests the nearest ids.
    """
    return locate(name, plans_dir)[0]


def load(name: str, plans_dir: Path | str | None = None) -> Plan:
    """The plan that ``name`` (an id, a path, or a file in a git revision) stands for."""
    if is_revision(name):
        return load_revision(name)
    path, expect_id = locate(name, plans_dir)
    return load_plan(path, expect_id=expect_id)


def locate(name: str, plans_dir: Path | str | None = None) -> tuple[Path, str | None]:
    """The file that ``name`` stands for, and the id that it must hold: the one it was found by, None for a path."""
    if is_path(name):
        return Path(name), None  # whether it can be read is for loading to say
    searched = folders(plans_dir)
    if is_plan_id(name):
        for folder in searched:
            path = folder / f"{name}.yaml"
            if os.path.isfile(path):
                _require_inside(path, folder, name)
                return path, name
    if os.path.isfile(name):
        return Path(name), None
    raise UnknownPlanError(_unknown(name, searched))


def available(plans_dir: Path | str | None = None) -> list[Entry]:
    """All plans that can be named by id, sorted by id; of two with one id the one that would be found."""
    entries: dict[str, Entry] = {}
    for folder in folders(plans_dir):
        for entry in in_folder(folder):
            entries.setdefault(entry.id, entry)
    return [entries[ident] for ident in sorted(entries)]


def in_folder(folder: Path) -> list[Entry]:
    """The plans in one folder, sorted by id: its own ``*.yaml`` files whose names are ids, not those in folders below."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise PlandiffError(f"{_shown(folder)}: the folder cannot be read; check its permissions") from error
    paths = (folder / name for name in names if is_plan_file(name))
    return [Entry(path.stem, path) for path in paths if not os.path.isdir(path)]


def is_plan_file(name: str) -> bool:
    """Whether a file in a folder of plans is one, by its name: the id of the plan and ``.yaml``."""
    return name.endswith(".yaml") and is_plan_id(name.removesuffix(".yaml"))


def folders(plans_dir: Path | str | None = None) -> list[Path]:
    """The folders that are searched for ids, in order, each once."""
    if plans_dir is not None:
        given = [_required(Path(plans_dir), "--plans")]
    else:
        named = os.environ.get(ENVIRONMENT, "").split(os.pathsep)
        given = [_required(Path(n), ENVIRONMENT) for n in named if n.strip()]
    optional = [folder for folder in (Path("plans"), bundled()) if folder is not None and os.path.isdir(folder)]
    unique: dict[str, Path] = {}
    for folder in (*given, *optional):
        unique.setdefault(os.path.realpath(folder), folder)
    return list(unique.values())


def bundled() -> Path | None:
    """The folder of the record that comes with the package, or None where it was left out.

    In a wheel it lies inside the package; in a source checkout it is the ``plans`` folder at the top.
    """
    package = Path(__file__).parent
    checkout = package.parent.parent
    if os.path.isdir(package / "plans"):
        return package / "plans"
    if (
        package.parent.name == "src"
        and os.path.isfile(checkout / "pyproject.toml")
        and os.path.isdir(checkout / "plans")
    ):
        return checkout / "plans"
    return None


def is_path(name: str) -> bool:
    """Whether ``name`` can only be meant as a path."""
    separators = [s for s in (os.sep, os.altsep, "/") if s]
    return any(s in name for s in separators) or name.lower().endswith((".yaml", ".yml"))


def _require_inside(path: Path, folder: Path, name: str) -> None:
    """An id must not reach outside the folder by way of a link; what the package itself brought may be linked."""
    if folder == bundled():
        return
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise UnknownPlanError(
            f"{quoted(name)} in {_shown(folder)} is a link that leads out of that folder; name the file by its path"
        )


def _unknown(name: str, searched: list[Path]) -> str:
    known = dict.fromkeys(entry.id for folder in searched for entry in in_folder(folder))
    near = nearest(name, known, 3)
    hint = f"did you mean {' or '.join(near)}?" if near else "`plandiff list` shows the plans that there are"
    where = ", ".join(_shown(folder) for folder in searched) or "no folder"
    return f"there is no plan {quoted(name)}; {hint} (searched: {where})"


def _required(folder: Path, origin: str) -> Path:
    if not os.path.isdir(folder):
        raise PlandiffError(f"{origin}: there is no folder {quoted(str(folder))}; check the name")
    return folder


def _shown(folder: Path) -> str:
    return printable(str(folder))


def are_folders(old: str, new: str) -> bool:
    """Whether both names mean folders.

    Raises:
        PlandiffError: if just one of them does.
    """
    found = [_is_folder(name) for name in (old, new)]
    if any(found) and not all(found):
        folder, other = (old, new) if found[0] else (new, old)
        raise PlandiffError(f"{quoted(folder)} is a folder and {quoted(other)} is none; name two plans or two folders")
    return all(found)


def _is_folder(name: str) -> bool:
    if is_revision(name):
        return is_folder(name)
    if not os.path.isdir(name):
        return False
    if is_path(name):
        return True
    try:
        locate(name)
    except UnknownPlanError:
        return True
    return False  # an id of a plan that a folder happens to be called after; ./NAME means the folder
