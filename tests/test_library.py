"""Finding plans: by path, by id in the folders that are searched, and never anywhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plandiff
from plandiff import library
from plandiff.errors import PlandiffError, PlanFileError, UnknownPlanError
from plandiff.library import available, bundled, find, folders, in_folder, load

PLAN = "id: {}\ntitle: {}\nprovisions: []\n"


def write(folder: Path, ident: str, title: str = "T", name: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or f"{ident}.yaml")
    path.write_text(PLAN.format(ident, title), "utf-8")
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, with nothing in the environment."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.delenv("PLANDIFF_PLANS", raising=False)
    return place


def test_the_record_is_found_from_anywhere(here: Path) -> None:
    assert load("28pt").id == "28pt"
    assert find("28pt").is_absolute()
    assert "28pt" in [entry.id for entry in available()]


def test_folders_are_searched_in_order(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load("28pt").title != "mine"
    write(here / "plans", "28pt", "mine")
    assert load("28pt").title == "mine"
    write(tmp_path / "a", "28pt", "first named")
    write(tmp_path / "b", "28pt", "second named")
    monkeypatch.setenv("PLANDIFF_PLANS", os.pathsep.join([str(tmp_path / "a"), "", str(tmp_path / "b")]))
    assert load("28pt").title == "first named"
    assert load("28pt", tmp_path / "b").title == "second named"
    assert folders(tmp_path / "b") == [tmp_path / "b", Path("plans"), bundled()]


def test_a_folder_that_is_named_must_be_there(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PlandiffError, match="--plans: there is no folder 'nowhere'; check the name"):
        load("28pt", "nowhere")
    monkeypatch.setenv("PLANDIFF_PLANS", str(tmp_path / "gone"))
    with pytest.raises(PlandiffError, match="PLANDIFF_PLANS: there is no folder"):
        available()
    assert load("28pt", write(tmp_path / "a", "28pt", "x").parent).title == "x", (
        "--plans takes the place of the variable"
    )


@pytest.mark.parametrize("name", ["{}/sub/x.yaml", "./sub/x.yaml", "sub/y.yml", "z.yaml", "plain", "sub/../z.yaml"])
def test_a_path_is_taken_as_it_is(here: Path, name: str) -> None:
    name = name.format(here)
    write(Path(name).parent, "other", name=Path(name).name)
    assert find(name) == Path(name)
    assert load(name).id == "other", "a file named by its path need not be called after its id"


def test_an_id_comes_before_a_file_that_happens_to_have_its_name(here: Path) -> None:
    write(here, "other", name="28pt")
    assert load("28pt").id == "28pt"


def test_a_file_found_by_an_id_must_hold_that_id(here: Path) -> None:
    write(here / "plans", "y", name="x.yaml")
    with pytest.raises(PlanFileError, match=r"plans/x.yaml:1:5: the id 'y' is not the name of the file"):
        load("x")


def test_an_unknown_id_names_the_nearest(here: Path) -> None:
    for ident in ("alpha", "alpine", "beta"):
        write(here / "own", ident)
    with pytest.raises(UnknownPlanError) as caught:
        load("alpna", "own")
    assert str(caught.value).startswith("there is no plan 'alpna'; did you mean alpha or alpine? (searched: own, ")
    with pytest.raises(
        UnknownPlanError, match=r"there is no plan 'zzz'; `plandiff list` shows the plans that there are"
    ):
        load("zzz", "own")


@pytest.mark.parametrize("name", ["", "..", ".", "-x", "a b", "\x00", "\x1b[31m", "x" * 300, "~", "a:b", "план"])
def test_what_is_no_id_is_an_unknown_plan(here: Path, name: str) -> None:
    with pytest.raises(UnknownPlanError) as caught:
        find(name)
    assert str(caught.value).isprintable()


def test_ids_do_not_reach_outside_the_folders(here: Path, tmp_path: Path) -> None:
    write(tmp_path, "secret")
    write(here / "plans", "x")
    for name in ("../../secret", "/secret", str(tmp_path / "secret"), "..\\secret"):
        with pytest.raises(PlandiffError):
            load(name)


@given(st.text(st.sampled_from("ax./\\.:~-\x00 "), max_size=8))
def test_a_name_is_a_path_or_stays_inside(name: str) -> None:
    try:
        path = find(name)
    except UnknownPlanError:
        return
    assert path == Path(name) or path.parent in folders()


def test_a_link_that_leads_out_of_the_folder_is_refused(here: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "secret")
    write(here / "plans", "inside")
    try:
        (here / "plans" / "secret.yaml").symlink_to(outside)
        (here / "plans" / "alias.yaml").symlink_to("inside.yaml")
    except OSError:
        pytest.skip("no permission to make links")
    with pytest.raises(UnknownPlanError, match="'secret' in plans is a link that leads out of that folder"):
        load("secret")
    assert find("alias") == Path("plans/alias.yaml")
    assert load(str(here / "plans" / "secret.yaml")).id == "secret", "by its path the user may read it"


def test_only_the_files_of_the_folder_itself_are_plans(here: Path) -> None:
    plans = here / "plans"
    write(plans, "x")
    write(plans / "vocabulary", "tags")
    write(plans / "reviews", "x--y")
    write(plans, "z", name="z.yml")
    write(plans, "hidden", name=".hidden.yaml")
    write(plans, "no id", name="no id.yaml")
    (plans / "folder.yaml").mkdir()
    assert [(e.id, e.path) for e in in_folder(Path("plans"))] == [("x", Path("plans/x.yaml"))]
    with pytest.raises(UnknownPlanError):
        load("tags")


def test_of_two_plans_with_one_id_the_first_is_listed(here: Path) -> None:
    mine = write(Path("plans"), "28pt")
    entries = available()
    assert [e.path for e in entries if e.id == "28pt"] == [mine]
    assert [e.id for e in entries] == sorted(e.id for e in entries)
    assert len({e.id for e in entries}) == len(entries)


def test_a_folder_that_cannot_be_read_is_an_error(here: Path) -> None:
    with pytest.raises(PlandiffError, match="gone: the folder cannot be read"):
        in_folder(Path("gone"))


def test_the_record_lies_in_the_package_or_beside_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "site" / "plandiff"
    (installed / "plans").mkdir(parents=True)
    monkeypatch.setattr(library, "__file__", str(installed / "library.py"))
    assert bundled() == installed / "plans"
    (installed / "plans").rmdir()
    assert bundled() is None
    source = tmp_path / "src" / "plandiff"
    (tmp_path / "plans").mkdir()
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(library, "__file__", str(source / "library.py"))
    assert bundled() == tmp_path / "plans"


def test_without_any_folder_paths_still_work(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "bundled", lambda: None)
    assert available() == []
    with pytest.raises(UnknownPlanError, match=r"\(searched: no folder\)"):
        find("28pt")
    assert load(str(write(here, "x"))).id == "x"


def test_the_package_can_be_copied_and_still_finds_its_record(tmp_path: Path) -> None:
    target = tmp_path / "site" / "plandiff"
    shutil.copytree(Path(plandiff.__file__).parent, target, ignore=shutil.ignore_patterns("__pycache__"))
    record = bundled()
    assert record is not None
    shutil.copytree(record, target / "plans", dirs_exist_ok=True)
    code = "from plandiff.library import load; print(load('28pt').path)"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == str(target / "plans" / "28pt.yaml"), done.stderr
