"""Plan files in git diff, git log -p and git difftool, on a real repository whose history holds all that a plan file can become."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandiff import git_setup
from plandiff.cli import main
from plandiff.errors import PlandiffError
from plandiff.textconv import converted

SOURCE = Path(__file__).parents[1] / "src"
FISH = "plans/fish and chips.yaml"
ME = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
Git = Callable[..., str]


def plan(text: str, more: str = "") -> str:
    return f'id: fish\ntitle: Fisheries\nprovisions:\n  - number: "1"\n    text: {text}\n{more}'


FORTY, SIXTY, EIGHTY = (plan(f"The fleet is limited to {n} vessels.") for n in (40, 60, 80))
CONFLICT = FORTY.replace("    text", "<<<<<<< HEAD\n    text", 1) + "=======\n>>>>>>> other\n"
HISTORY: list[tuple[str, bytes | None]] = [
    ("forty", FORTY.encode()),
    ("sixty", SIXTY.encode()),
    ("layout", SIXTY.replace("id: fish\n", "# A comment.\nid:   fish\n").encode()),
    ("no-yaml", b"id: [fish\n\ttab: here\n"),
    ("no-plan", b"- 1\n- 2\n"),
    ("conflict", CONFLICT.encode()),
    ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ("nul", b"id: fish\0\n"),
    ("latin", "title: Fischfänge\n".encode("latin-1")),
    ("empty", b""),
    ("escape", b"title: \x1b[31mred\x1b]8;;https://example.org\x07\n"),
    ("eighty", EIGHTY.encode()),
    ("deleted", None),
    ("again", EIGHTY.encode()),
]
"""What the file became, commit by commit."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the whole history."""
    top = tmp_path_factory.mktemp("built")
    (top / "plans").mkdir()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}

    def git(*arguments: str) -> None:
        environment = kept | ME | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        subprocess.run(["git", *arguments], cwd=top, env=environment, check=True)

    git("init", "-q", "-b", "main")
    for name, content in HISTORY:
        (top / FISH).unlink(missing_ok=True)
        if content is not None:
            (top / FISH).write_bytes(content)
        git("add", "-A")
        git("commit", "-q", "-m", name)
        git("tag", name)
    return top


@pytest.fixture
def git(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A copy of it as the current folder, and a home of its own."""
    for name in [n for n in os.environ if n.startswith(("GIT_", "PLANDIFF", "LESS", "PAGER", "NO_COLOR", "COLUMNS"))]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    settings = ME | {"GIT_CONFIG_NOSYSTEM": "1", "HOME": str(home), "XDG_CONFIG_HOME": str(home / "own settings")}
    settings |= {"PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1", "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    shutil.copytree(built, tmp_path / "a repository")
    monkeypatch.chdir(tmp_path / "a repository")

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], check=False, capture_output=True)
        assert (done.returncode, done.stderr) == (0, b""), (arguments, done.stderr)
        return done.stdout.decode("utf-8", "backslashreplace")

    return git


@pytest.fixture
def installed(git: Git, capsys: pytest.CaptureFixture[str]) -> Git:
    assert main(["git", "install"]) == 0
    capsys.readouterr()
    return git


def shown(installed: Git, tag: str, *more: str) -> str:
    """What ``git log -p`` shows of one commit."""
    return installed("log", "-p", "-1", "--format=", *more, tag)


# --- git log -p -------------------------------------------------------------------------------------------------------


def test_no_revision_breaks_the_log_and_each_shows_something_true(installed: Git) -> None:
    log = installed("log", "-p")
    assert log.count("\ncommit ") == len(HISTORY) - 1
    assert log.count("diff --git") == len(HISTORY) - 1, "the change of the layout alone is none"
    for text in (
        "40 vessels",
        "<<<<<<< HEAD",
        "+\ttab: here",
        "- 2",
        "binary file, 16 bytes, sha256",
        "Fischf\\xe4nge",
    ):
        assert text in log
    assert "\x1b" not in log
    assert "+title: <U+001B>[31mred<U+001B>]8;;https://example.org<U+0007>" in log
    assert "-title: <U+001B>[31mred" in shown(installed, "eighty")


def test_a_diff_is_of_what_the_plan_says(installed: Git) -> None:
    assert shown(installed, "sixty").splitlines()[-4:-1] == [
        '   - number: "1"',
        '-    text: "The fleet is limited to 40 vessels."',
        '+    text: "The fleet is limited to 60 vessels."',
    ]


def test_what_only_looks_otherwise_shows_no_lines(installed: Git) -> None:
    assert "diff --git" not in shown(installed, "layout")
    assert "+# A comment." in shown(installed, "layout", "--no-textconv")


def test_new_deleted_and_renamed_files(installed: Git) -> None:
    assert '+    text: "The fleet is limited to 80 vessels."' in shown(installed, "again")
    assert '-    text: "The fleet is limited to 80 vessels."' in shown(installed, "deleted")
    installed("mv", FISH, "plans/-x.yaml")
    Path("plans/-x.yaml").write_text(FORTY, "utf-8")
    installed("commit", "-qam", "renamed")
    log = installed("show", "-M")
    assert "rename to plans/-x.yaml" in log
    assert '+    text: "The fleet is limited to 40 vessels."' in log


def test_where_plandiff_is_gone_git_shows_the_text(installed: Git) -> None:
    for name in ("diff.plandiff.textconv", "diff.plandiff.command"):
        value = installed("config", name).rstrip("\n").replace(shlex.quote(sys.executable), "/nowhere/python")
        assert "/nowhere/python" in value
        installed("config", name, value)
    assert "+    text: The fleet is limited to 60 vessels." in shown(installed, "sixty")
    assert installed("log", "-p").count("diff --git") == len(HISTORY)  # the layout, too: nobody reads the plans
    done = subprocess.run(["git", "diff", "forty", "sixty"], capture_output=True, text=True, check=True)
    assert "+    text: The fleet is limited to 60 vessels." in done.stdout


def test_no_code_of_the_repository_is_run(installed: Git) -> None:
    for name in ("yaml", "plandiff", "typer", "hashlib", "sitecustomize"):
        Path(f"{name}.py").write_text("open('ran', 'w')\n", "utf-8")
    assert "60 vessels" in shown(installed, "sixty")
    assert "softened" in installed("diff", "forty", "sixty")
    assert not Path("ran").exists()


# --- git diff ---------------------------------------------------------------------------------------------------------


def test_git_diff_shows_verdicts_without_colour_in_a_pipe(installed: Git) -> None:
    report = installed("diff", "forty", "sixty")
    assert report.startswith(f"{FISH}\n\nold  fish  Fisheries")
    assert "limited to [-40-] {+60+} vessels." in report
    assert "softened" in report
    assert "\x1b" not in report
    assert "\x1b[" in installed("-c", "color.diff=always", "diff", "forty", "sixty")


@pytest.mark.parametrize("tag", [name for name, content in HISTORY if content is not None])
def test_from_any_revision_to_any_plan_git_diff_says_something_true(installed: Git, tag: str) -> None:
    for report in (installed("diff", tag, "sixty"), installed("diff", "sixty", tag)):
        assert "\x1b" not in report
        if tag in ("forty", "eighty", "again"):
            assert "[-" in report
        elif tag == "layout":
            assert "1 unchanged" in report
        elif tag != "sixty":
            assert report.startswith(f"{FISH}: not compared as plans ({FISH}:")
            assert report.count("\n--- a/") == 1 or "\nBinary files a/" in report


def test_git_diff_of_new_deleted_and_renamed_files(installed: Git) -> None:
    new = installed("diff", "deleted", "again")
    assert new.startswith(f"{FISH}: new file\n--- /dev/null\n+++ b/{FISH}\n@@ -0,0 +1,5 @@\n+id: fish\n")
    assert installed("diff", "again", "deleted").startswith(f"{FISH}: deleted\n--- a/{FISH}\n+++ /dev/null\n")
    installed("mv", FISH, "plans/chips.yaml")
    Path("plans/chips.yaml").write_text(SIXTY, "utf-8")
    installed("add", "-A")
    assert installed("diff", "-M", "--cached").startswith(f"{FISH} > plans/chips.yaml\n\nold  fish")


def test_git_diff_in_the_midst_of_a_merge(installed: Git) -> None:
    installed("checkout", "-q", "-b", "other", "sixty")
    Path(FISH).write_text(plan("The fleet is limited to 70 vessels."), "utf-8")
    installed("commit", "-qam", "seventy")
    assert subprocess.run(["git", "merge", "-q", "main"], capture_output=True, check=False).returncode == 1
    assert "not merged yet" in installed("diff") or "<<<<<<<" in installed("diff")


def test_patches_that_are_meant_to_be_applied_stay_patches(installed: Git) -> None:
    patch = installed("format-patch", "--stdout", "-1", "sixty")
    assert "\n+    text: The fleet is limited to 60 vessels.\n" in patch
    Path(FISH).write_text(SIXTY, "utf-8")
    done = subprocess.run(["git", "add", "-p"], input="y\n", capture_output=True, text=True, check=True)
    assert "+    text: The fleet is limited to 60 vessels." in done.stdout
    assert "60 vessels" in installed("show", f":{FISH}")
    installed("stash")
    installed("stash", "pop")
    assert "60 vessels" in Path(FISH).read_text("utf-8")


def test_other_files_are_shown_as_ever(installed: Git) -> None:
    Path("notes.yaml").write_text("a: 1\n", "utf-8")
    installed("add", "notes.yaml")
    installed("commit", "-qm", "notes")
    assert installed("diff", "HEAD~1", "HEAD").startswith("diff --git a/notes.yaml b/notes.yaml\nnew file")


# --- git difftool -----------------------------------------------------------------------------------------------------


def test_difftool_shows_the_report(installed: Git) -> None:
    for arguments in (["forty", "sixty"], ["forty", "conflict"], ["deleted", "again"]):
        done = subprocess.run(
            ["git", "difftool", "-y", "-t", "plandiff", *arguments], capture_output=True, text=True, check=True
        )
        assert (done.stdout.splitlines()[0].split(":")[0], done.stderr) == (FISH, "")
    assert "softened" in installed("difftool", "-y", "-t", "plandiff", "forty", "sixty")


# --- install, status, uninstall ---------------------------------------------------------------------------------------


def state() -> dict[str, bytes]:
    """Every file that holds settings or attributes, here and at home."""
    home = Path(os.environ["HOME"])
    places = [Path(".git/config"), Path(".git/info/attributes"), Path(".gitattributes"), *home.rglob("*")]
    return {str(path): path.read_bytes() for path in places if path.is_file()}


@pytest.mark.parametrize("flags", [[], ["--local"], ["--global"]])
@pytest.mark.parametrize("attributes", [None, b"", b"*.png binary\n", b"# no end", b"*.\xff text\r\n"])
def test_to_install_and_uninstall_leaves_all_as_it_was(
    git: Git, capsys: pytest.CaptureFixture[str], flags: list[str], attributes: bytes | None
) -> None:
    where = git_setup.scope("--global" in flags)
    if attributes is not None:
        where.attributes.parent.mkdir(parents=True, exist_ok=True)
        where.attributes.write_bytes(attributes)
    git("config", "--global", "user.name", "Somebody")
    git("config", "diff.other.textconv", "cat")
    Path(".gitattributes").write_text("*.yaml text\n", "utf-8")
    before = state()
    assert main(["git", "install", *flags]) == 0
    said = capsys.readouterr().out
    assert said.count("\n") == 4
    assert f"wrote plans/*.yaml diff=plandiff to {where.attributes}" in said
    assert "softened" in git("diff", "forty", "sixty")
    assert (attributes or b"") in where.attributes.read_bytes()
    once = state()
    assert main(["git", "install", *flags]) == 0
    assert state() == once, "a second time changes nothing"
    assert main(["git", "uninstall", *flags]) == 0
    assert "softened" not in git("diff", "forty", "sixty")
    after = state()
    if attributes == b"# no end":  # an end of line is all that is left
        after[str(where.attributes)] = after[str(where.attributes)].removesuffix(b"\n")
    if attributes == b"":
        before.pop(str(where.attributes))
    assert after == before
    capsys.readouterr()
    assert main(["git", "uninstall", *flags]) == 0
    assert capsys.readouterr().out.startswith("nothing is set up for ")


def test_the_attributes_of_the_user_are_where_git_looks_for_them(git: Git, tmp_path: Path) -> None:
    git("config", "--global", "core.attributesFile", "~/my attributes")
    assert git_setup.scope(True).attributes == tmp_path / "home" / "my attributes"
    assert main(["git", "install", "--global"]) == 0
    assert "softened" in git("diff", "forty", "sixty")


def test_settings_of_others_are_left_alone(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    git("config", "diff.plandiff.textconv", "my own")
    before = state()
    assert main(["git", "install"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "diff.plandiff.textconv is already set to 'my own'" in err
    assert state() == before
    git("config", "--unset", "diff.plandiff.textconv")
    assert main(["git", "install"]) == 0
    git("config", "--add", "diff.plandiff.textconv", "my own")
    with Path(".git/info/attributes").open("a", encoding="utf-8") as file:
        file.write("treaty.yaml diff=plandiff\n")
    capsys.readouterr()
    assert main(["git", "uninstall"]) == 0
    assert "left diff.plandiff.textconv as it is: it was set by somebody else" in capsys.readouterr().out
    assert "my own" in git("config", "--get-all", "diff.plandiff.textconv")
    assert Path(".git/info/attributes").read_text("utf-8") == "treaty.yaml diff=plandiff\n"


def test_patterns_are_added_to_those_there_are(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    odd = ["my plans/*.yaml", 'a"b.yaml', "#x.yaml"]
    assert main(["git", "install", "drafts/*.yaml", "--", *odd]) == 0
    assert main(["git", "install"]) == 0
    for path in ("drafts/a.yaml", "my plans/a.yaml", 'a"b.yaml', "#x.yaml", "plans/a.yaml"):
        assert git("check-attr", "-z", "diff", "--", path).split("\0")[2] == "plandiff", path
    assert "unspecified" in git("check-attr", "diff", "plans/reviews/a--b.yaml")
    capsys.readouterr()
    assert main(["git", "status"]) == 0
    out = capsys.readouterr().out
    assert "diff.plandiff.command: set for this repository" in out
    assert "files of this repository that git gives to plandiff: 1" in out


@pytest.mark.parametrize("pattern", ["", " ", "!plans/*.yaml", "a\nb", "a\x1b"])
def test_what_is_no_pattern_is_refused_before_anything_is_written(
    git: Git, capsys: pytest.CaptureFixture[str], pattern: str
) -> None:
    before = state()
    assert main(["git", "install", "--", pattern]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert state() == before


def test_a_part_without_an_end_is_for_a_person_to_mend(installed: Git, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(".git/info/attributes")
    path.write_bytes(path.read_bytes().replace(b"# plandiff: to here\n", b""))
    for command in ("install", "uninstall", "status"):
        assert main(["git", command]) == 2
        assert "info/attributes:1:1: the part that plandiff wrote has no clear end" in capsys.readouterr().err


def test_below_the_top_and_in_a_second_worktree(installed: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    installed("worktree", "add", "-q", "../second", "sixty")
    monkeypatch.chdir("../second/plans")
    Path("fish and chips.yaml").write_text(EIGHTY, "utf-8")
    assert "softened" in installed("diff")
    assert main(["git", "uninstall"]) == 0
    assert "softened" not in installed("diff")


def test_outside_a_repository_only_global_works(
    git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["git", "install"]) == 2
    assert "is in no git repository; go to one, or use --global" in capsys.readouterr().err
    assert main(["git", "install", "--global"]) == 0
    assert main(["git", "status", "--global"]) == 0


def test_without_a_command_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["git"]) == 0
    out = capsys.readouterr().out
    assert "uninstall" in out
    assert "external" not in out, "what git calls is not for people"


# --- the pieces -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [["external-diff", "a", "b"], ["external-diff"]],
)
def test_called_by_hand_it_says_what_is_missing(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["git", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


@given(st.binary())
def test_any_bytes_can_be_shown_and_nothing_in_them_acts(raw: bytes) -> None:
    text = converted(raw, "x")
    assert not [c for c in text if c < " " and c not in "\t\n"]
    assert raw == b"" or text


@given(st.text(min_size=1))
def test_a_pattern_becomes_one_line_or_is_refused(pattern: str) -> None:
    try:
        line = git_setup._as_pattern(pattern)
    except PlandiffError:
        return
    assert len(line.splitlines()) == 1
    assert not line.startswith(("#", "!"))


def printed(page: str) -> list[list[str]]:
    """The words behind ``plandiff`` on the lines of the code blocks of a page."""
    blocks = re.findall(r"```\n(.*?)```", (SOURCE.parent / "docs" / page).read_text("utf-8"), re.S)
    lines = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [words[1 : words.index(">")] if ">" in words else words[1:] for words in lines if words[:1] == ["plandiff"]]


@pytest.mark.parametrize("words", [*printed("git.md"), *printed("editors.md")], ids=" ".join)
def test_the_commands_of_the_pages_exist(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    command = words[: 2 if words[0] == "git" else 1]
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in words if word.startswith("-"))


def test_the_pages_name_each_setting_and_command_of_git(git: Git) -> None:
    page = (SOURCE.parent / "docs" / "git.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in git_setup.settings())
    main(["git", "install"])
    rows = re.findall(r"^\| `(git [^`]*)`", page, re.M)
    assert len(rows) == 6
    for row in rows:
        more = [] if "log" in row else ["forty", "sixty"]
        assert "vessels" in git(*row.split()[1:], *more)
