"""Plans out of git: the file as the commit has it, on a real repository, and one clear line for all that goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandiff import files, revision
from plandiff.cli import main
from plandiff.errors import PlandiffError, PlanFileError
from plandiff.library import load
from plandiff.revision import is_revision, load_revision

TEXTS = (
    "The fleet is limited to 40 vessels.",
    "The fleet is limited to 60 vessels.",
    "The fleet is limited to 80 vessels.",
)
ME = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A"}
ME |= {"GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def plan(text: str) -> str:
    return f'id: fish\ntitle: Fisheries\nprovisions:\n  - number: "1"\n    text: {text}\n'


Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository as the current folder: two commits of plans/fish.yaml, a third text staged, a fourth on disk."""
    for name in [n for n in os.environ if n.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in ME.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    path = tmp_path / "plans" / "fish.yaml"
    path.parent.mkdir()
    for text in TEXTS[:2]:
        path.write_text(plan(text), "utf-8")
        git("add", "plans")
        git("commit", "-q", "-m", "next: draft")
    path.write_text(plan(TEXTS[2]), "utf-8")
    git("add", "plans")
    path.write_text(plan("The fleet may grow."), "utf-8")
    return git


def text_of(name: str) -> str:
    return load(name).provisions[0].text


def test_a_commit_a_branch_a_message_and_the_index_can_be_named(git: Git) -> None:
    first = git("rev-parse", "HEAD~1").strip()
    git("branch", "topic/one", "HEAD~1")
    for name in ("HEAD~1", first, first[:10], "topic/one"):
        assert text_of(f"{name}:plans/fish.yaml") == TEXTS[0]
    assert text_of("HEAD:plans/fish.yaml") == text_of("HEAD^{/next: draft}:plans/fish.yaml") == TEXTS[1]
    assert text_of(":plans/fish.yaml") == text_of(":0:plans/fish.yaml") == TEXTS[2]
    assert text_of("plans/fish.yaml") == "The fleet may grow."


def test_a_plan_from_git_is_called_by_its_revision(git: Git) -> None:
    found = load("HEAD~1:plans/fish.yaml")
    assert (found.path, found.revision) == ("HEAD~1:plans/fish.yaml", "HEAD~1:")
    assert load("HEAD^{/next: draft}:plans/fish.yaml").revision == "HEAD^{/next: draft}:"
    assert load("plans/fish.yaml").revision == ""


def test_the_command_compares_a_commit_with_the_file(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "HEAD~1:plans/fish.yaml", "HEAD:plans/fish.yaml", "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [c["verdict"] for c in data["changes"]] == ["softened"]
    assert "fish is read from HEAD~1:plans/fish.yaml." in data["notes"]
    assert main(["compare", "HEAD~1:plans/fish.yaml", "plans/fish.yaml"]) == 0
    assert "may grow" in capsys.readouterr().out


def test_two_partial_versions_of_one_plan_are_told_apart(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    Path("plans/fish.yaml").write_text("coverage: partial\n" + plan(TEXTS[0]), "utf-8")
    git("commit", "-qam", "partial")
    Path("plans/fish.yaml").write_text("coverage: partial\n" + plan(TEXTS[0]).replace("40", "60"), "utf-8")
    assert main(["compare", "HEAD:plans/fish.yaml", "plans/fish.yaml", "-f", "json"]) == 0
    said = [note.split(" without")[0] for note in json.loads(capsys.readouterr().out)["notes"][1:]]
    assert said == [
        "The text of the new fish is known only in part: a provision of the old fish",
        "The text of the old fish is known only in part: a provision of the new fish",
    ]


def test_below_the_top_a_path_starts_with_a_dot(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("plans")
    assert text_of("HEAD:./fish.yaml") == text_of("HEAD:plans/fish.yaml") == TEXTS[1]
    with pytest.raises(PlandiffError, match=r"there is no file 'fish.yaml' in revision 'HEAD'; .* starts with \./"):
        load("HEAD:fish.yaml")


def test_a_file_whose_name_has_a_colon_is_a_file(git: Git) -> None:
    Path("HEAD:plans").mkdir()
    Path("HEAD:plans/fish.yaml").write_text(plan("A file."), "utf-8")
    assert text_of("HEAD:plans/fish.yaml") == "A file."


def test_no_filter_of_the_repository_has_a_hand_in_the_text(git: Git) -> None:
    git("config", "diff.fish.textconv", "echo converted; touch ran; cat")
    git("config", "core.fsmonitor", "touch ran;")
    Path(".gitattributes").write_text("*.yaml diff=fish\n", "utf-8")
    git("-c", "core.fsmonitor=false", "add", ".gitattributes")
    Path("ran").unlink(missing_ok=True)
    assert text_of("HEAD:plans/fish.yaml") == TEXTS[1]
    assert text_of(":plans/fish.yaml") == TEXTS[2]
    assert not Path("ran").exists()


def test_what_a_partial_clone_lacks_is_not_fetched(
    git: Git, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("config", "uploadpack.allowFilter", "true")
    git("clone", "-q", "--filter=blob:none", f"file://{tmp_path}", "partial")
    monkeypatch.chdir("partial")
    git("config", "remote.origin.url", "ssh://nobody@localhost/x")
    git("config", "core.sshCommand", f"touch '{tmp_path}/ran'; false")
    assert main(["compare", "HEAD~1:plans/fish.yaml", "HEAD:plans/fish.yaml"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "the clone is partial, and plandiff opens no connection" in err
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere:plans/fish.yaml", "there is no revision 'nowhere' in this git repository"),
        ("HEAD~9:plans/fish.yaml", "there is no revision 'HEAD~9'"),
        ("HEAD:plans/fisch.yaml", "there is no file 'plans/fisch.yaml' in revision 'HEAD'"),
        (":plans/fisch.yaml", "there is no file 'plans/fisch.yaml' in the index"),
        ("HEAD:plans", "'HEAD:plans' is a folder and 'plans/fish.yaml' is none"),
        ("--output=x:plans/fish.yaml", "is no revision; git has none that starts with a dash"),
        ("--textconv:plans/fish.yaml", "is no revision"),
        ("HEAD\x00:plans/fish.yaml", "git cannot be asked"),
        ("\ud800:plans/fish.yaml", "git cannot be asked"),
        ("HEAD:plans/fish.yaml\n", "there is no file 'plans/fish.yaml\\n'"),
        ("\x1b[31mred:plans/fish.yaml", "there is no revision '\\x1b[31mred'"),
        ("$(touch ran):`touch ran`", "there is no revision '$(touch ran)'"),
    ],
)
def test_what_git_does_not_have_is_one_line(git: Git, capsys: pytest.CaptureFixture[str], name: str, said: str) -> None:
    assert main(["compare", "--", name, "plans/fish.yaml"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("plandiff: ")
    assert said in err
    assert sorted(p.name for p in Path().iterdir()) == [".git", "plans"]


def test_a_bad_plan_is_named_with_revision_and_line(git: Git) -> None:
    Path("plans/fish.yaml").write_text(plan("x") + "    tgas: [a]\n", "utf-8")
    git("commit", "-qam", "bad")
    with pytest.raises(PlanFileError, match=r"^HEAD:plans/fish\.yaml:6:5: unknown key 'tgas'"):
        load("HEAD:plans/fish.yaml")


def test_a_plan_in_a_commit_is_checked_by_itself(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    Path("plans/fish.yaml").write_text(plan("x") + "    tgas: [a]\n    tags: [a, a]\nbased_on: [nowhere]\n", "utf-8")
    Path("plans/reviews").mkdir()
    Path("plans/reviews/fish--fish.yaml").write_text("broken: [", "utf-8")
    git("add", "plans")
    git("commit", "-qm", "bad")
    assert main(["validate", "HEAD:plans/fish.yaml", "HEAD~1:plans/fish.yaml"]) == 2
    out, err = capsys.readouterr()
    assert [line.split(": ")[0] for line in out.splitlines()] == [
        f"HEAD:plans/fish.yaml:{at}" for at in ("6:5", "7:15")
    ]
    assert err == "note: 2 files, 2 findings\n"
    for folder in ("HEAD:plans", "HEAD:plans/"):
        assert main(["validate", folder]) == 2
        assert capsys.readouterr() == (out, "note: 1 file, 2 findings\n")
    assert main(["validate", "--strict", "HEAD~1:plans"]) == 2, "a sound record needs sources"
    assert "HEAD~1:plans/fish.yaml:4:5" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("HEAD:plans/fisch.yaml", "there is no file 'plans/fisch.yaml' in revision 'HEAD'"),
        ("HEAD:plans/reviews/a--b.yaml", "is no plan; reviews and lists of words are checked in a folder on disk"),
        ("nowhere:plans", "there is no revision 'nowhere'"),
    ],
)
def test_what_cannot_be_checked_is_said(git: Git, capsys: pytest.CaptureFixture[str], name: str, said: str) -> None:
    assert main(["validate", name]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


def test_show_review_and_patch_take_a_revision_too(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    pair = ("HEAD~1:plans/fish.yaml", "HEAD:plans/fish.yaml")
    assert main(["show", pair[0]]) == 0
    assert TEXTS[0] in capsys.readouterr().out
    assert main(["patch", *pair, "--output", "patch.json"]) == 0
    assert main(["apply", "patch.json", pair[0]]) == 0
    assert TEXTS[1] in capsys.readouterr().out
    assert main(["review", *pair]) == 0
    assert "softened" in capsys.readouterr().out


def test_a_file_that_is_too_large_is_not_read(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision, "MAX_BYTES", 50)
    assert files.MAX_BYTES > 50
    with pytest.raises(PlanFileError, match="larger than"):
        load("HEAD:plans/fish.yaml")


def test_outside_a_repository_that_is_said(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".git").rename("elsewhere")
    with pytest.raises(PlandiffError, match="in no git repository"):
        load("HEAD:plans/fish.yaml")


def test_without_git_that_is_said(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path("plans").absolute()))
    with pytest.raises(PlandiffError, match="git is not installed"):
        load("HEAD:plans/fish.yaml")


@pytest.mark.parametrize(
    "name", ["C:\\plans\\a.yaml", "c:/plans/a.yaml", "{a}" * 500 + "{", "28pt", "plans/28pt.yaml", "a:", "./a.yaml"]
)
def test_what_is_no_revision_is_left_alone(name: str) -> None:
    assert not is_revision(name)


@given(st.text(), st.text(min_size=1))
def test_any_name_is_looked_up_or_refused_in_one_line(before: str, path: str) -> None:
    name = f"-{before}:{path}"
    if is_revision(name):
        with pytest.raises(PlandiffError) as caught:
            load_revision(name)
        assert len(str(caught.value).splitlines()) == 1
