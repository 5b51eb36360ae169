"""Every pair of a folder: one line each, the same whoever compares, and nothing lost or done twice when the work is stopped."""

from __future__ import annotations

import functools
import inspect
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandiff import engines, pairs, pairs_file
from plandiff.cli import main, output
from plandiff.cli.many import matrix
from plandiff.cli.pairs import NOT_PAIRS, ONLY_PAIRS
from plandiff.compare import compare
from plandiff.errors import PlandiffError
from plandiff.model import Plan
from plandiff.pairs import Corpus, gathered
from plandiff.render.contract import as_data
from plandiff.schemas import schema
from strategies import plan_yaml
from test_cli import one_line
from test_house import FLOORS
from test_many import DIGEST, FIRST, LAST, SECOND
from test_streams import full, shell
from versions import version

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[1]
TEXTS = (FIRST, SECOND, DIGEST, LAST)
REVIEW = (
    'old: first\nnew: second\ndecisions:\n  - {old: ["1"], new: ["1"], verdict: altered, reason: Other forces count.}\n'
)
LINES = st.lists(st.sampled_from([p.text for plan in TEXTS for p in plan.provisions]), max_size=3)


def put(folder: Path, *plans: Plan) -> Path:
    """A folder with these plans."""
    folder.mkdir(exist_ok=True)
    for plan in plans:
        (folder / f"{plan.id}.yaml").write_text(plan_yaml(plan), "utf-8")
    return folder


def many(count: int) -> list[Plan]:
    """Texts enough to be stopped among."""
    chance = random.Random(1)
    words = "weapons ports prisons archives mines ferries bridges roads courts wells ships camps".split()
    return [
        version(
            f"text-{n:02}", f"20{n + 10}", *(f"Each Party shall open {chance.randint(2, 99)} {word}." for word in words)
        )
        for n in range(count)
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("PLANDIFF_PLANS", "COLUMNS", "PLANDIFF_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return put(tmp_path / "texts", *TEXTS)


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*more: str, names: tuple[str, ...] = ("texts",)) -> tuple[int, str, str]:
        code = main(["matrix", *names, "--pairs", *(() if {"--jobs", "--dask"} & {*more} else ("--jobs", "1")), *more])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The pairs that are compared from here on, in this process."""
    met: list[tuple[str, str]] = []

    def counted(old: Plan, new: Plan, **rest: object) -> object:
        met.append((old.id, new.id))
        return compare(old, new, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pairs, "compare", counted)
    return met


def ids(out: str) -> list[tuple[str, str]]:
    """Which pairs the lines are about."""
    return [(row["old"]["id"], row["new"]["id"]) for row in map(json.loads, out.splitlines())]


# --- what a line holds ----------------------------------------------------------------------------------------------


def test_each_pair_has_one_line_in_order_of_date(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert ids(out) == list(combinations(("first", "second", "digest", "last"), 2))


@pytest.mark.parametrize("more", [(), ("--full",), ("--no-reviews",)])
def test_a_line_says_what_compare_says_and_the_schema_describes_it(
    run: Run, folder: Path, more: tuple[str, ...]
) -> None:
    (folder / "reviews").mkdir()
    (folder / "reviews" / "first--second.yaml").write_text(REVIEW, "utf-8")
    validator = jsonschema.Draft202012Validator(json.loads(schema("pair")))
    for line in run(*more)[1].splitlines():
        row = json.loads(line)
        validator.validate(row)
        asked = [
            "compare",
            *(f"texts/{row[side]['id']}.yaml" for side in ("old", "new")),
            "-f",
            "json",
            "-o",
            "one.json",
        ]
        assert main([*asked, *(m for m in more if m == "--no-reviews")]) == 0
        whole = json.loads(Path("one.json").read_text("utf-8"))
        assert (row["summary"], row["notes"]) == (whole["summary"], whole["notes"])
        assert len(row["changes"]) == len(whole["changes"])
        for mine, theirs in zip(row["changes"], whole["changes"], strict=True):
            assert mine == {key: theirs[key] for key in mine}
            assert (mine == theirs) is ("--full" in more)
        reviewed = any(c["decided_by"] == "review" for c in row["changes"])
        assert (
            (row["review"] is not None)
            == reviewed
            == (ids(line) == [("first", "second")] and "--no-reviews" not in more)
        )


@settings(max_examples=25)
@given(st.lists(LINES, min_size=2, max_size=4), st.permutations(range(4)), st.data())
def test_neither_names_nor_numbers_of_files_decide_the_order(
    texts: list[list[str]], order: list[int], data: st.DataObject
) -> None:
    plans = [version(f"id{n}", f"2025-0{n + 1}", *lines) for n, lines in enumerate(texts)]
    with TemporaryDirectory() as place:
        for n, plan in zip(order, plans, strict=False):
            Path(place, f"file {n}.yml").write_text(plan_yaml(plan), "utf-8")
        found = gathered(Path(place))
    assert [plan.id for plan in found.plans] == [plan.id for plan in plans]
    for i, j in found.pairs:
        row = json.loads(found.line((i, j)))
        assert row["changes"] == [
            {k: c[k] for k in row["changes"][0]} for c in as_data(compare(plans[i], plans[j]))["changes"]
        ]


def test_every_part_of_the_house_that_gives_verdicts_is_in_the_fingerprint() -> None:
    rooms = {name.removesuffix(".py") for name in pairs.RULES}
    assert {room for room, floor in FLOORS.items() if floor in (2, 3, 4)} <= rooms
    assert all((ROOT / "src" / "plandiff" / name).exists() for name in pairs.RULES)


# --- who compares ---------------------------------------------------------------------------------------------------


def test_one_process_and_several_write_the_same(run: Run) -> None:
    alone = run()
    assert run("--jobs", "3") == alone
    for jobs in ("1", "2"):
        assert run("--jobs", jobs, "--output", f"{jobs}.jsonl") == (0, "", "")
        assert Path(f"{jobs}.jsonl").read_text("utf-8") == alone[1]
    assert sorted(os.listdir()) == ["1.jsonl", "2.jsonl", "texts"]


@pytest.mark.parametrize("seed", range(4))
def test_lines_come_out_in_order_though_they_are_done_in_any(
    run: Run, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    alone = run()

    @contextmanager
    def shuffled(corpus: Corpus) -> Iterator[engines.Run]:
        yield lambda todo: iter([(p, corpus.line(p)) for p in random.Random(seed).sample(todo, len(todo))])

    monkeypatch.setattr(engines, "here", shuffled)
    assert run() == alone
    assert run("--output", "kept.jsonl") == (0, "", "")
    assert Path("kept.jsonl").read_text("utf-8") == alone[1]


def test_no_pair_is_begun_far_ahead_of_the_oldest_that_is_not_done() -> None:
    go, begun = Event(), []
    todo = [(0, n) for n in range(1, 40)]

    def work(pairs: Sequence[pairs.Pair]) -> list[engines.Line]:
        begun.extend(pairs)
        if todo[0] in pairs:
            go.wait(30)
        return [(pair, "") for pair in pairs]

    with ThreadPoolExecutor(2) as pool:
        found = engines._as_done(todo, 2, lambda block: pool.submit(work, block), 4)
        early = [next(found)[0] for _ in range(6)]
        assert (sorted(begun), sorted(early)) == (todo[:8], todo[2:8])
        go.set()
        assert sorted([*early, *(pair for pair, _ in found)]) == todo


def test_a_closed_pipe_ends_the_work_without_a_word(folder: Path) -> None:
    put(folder, *many(8))
    done = shell("PLANDIFF matrix texts --pairs --jobs 2 | head -1 | wc -l; exit ${PIPESTATUS[0]}", folder.parent)
    assert done == (0, "1\n", "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_gets_all_lines(folder: Path) -> None:
    os.mkfifo("pipe")
    assert shell("cat pipe | wc -l & PLANDIFF matrix texts --pairs --jobs 1 -o pipe; wait", folder.parent) == (
        0,
        "6\n",
        "",
    )


@full
def test_a_full_disk_is_told_once_and_what_was_done_is_kept(folder: Path) -> None:
    code, out, err = shell("PLANDIFF matrix texts --pairs > /dev/full", folder.parent)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "No space left on device" in err


def test_a_bar_goes_to_the_terminal_and_only_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run()
    monkeypatch.setattr(output, "watched", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")  # what makes the library take stderr for a terminal
    code, out, err = run()
    assert (code, out) == alone[:2]
    assert "6/6" in err


# --- work that was stopped ------------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.data())
def test_cut_anywhere_it_goes_on_and_does_each_missing_pair_once(data: st.DataObject) -> None:
    with TemporaryDirectory() as place:
        corpus = gathered(put(Path(place), *TEXTS))
        lines = [corpus.line(pair).encode() for pair in data.draw(st.permutations(corpus.pairs))]
        whole = b"".join(lines)
        cut = data.draw(st.integers(0, len(whole)))
        target = Path(place, "out.jsonl")
        Path(place, "out.jsonl.part").write_bytes(whole[:cut])
        with pairs_file.opened(target, corpus) as store:
            kept = sum(1 for n in range(1, len(lines) + 1) if len(b"".join(lines[:n])) <= cut)
            assert len(store.missing) == len(lines) - kept
            for pair in store.missing:
                store.write(pair, corpus.line(pair))
            store.finish()
        assert target.read_text("utf-8") == "".join(map(corpus.line, corpus.pairs))
        assert not os.path.exists(f"{target}.part")


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="looks for processes in /proc")
@pytest.mark.parametrize(("stop", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_it_leaves_no_worker_behind_and_goes_on_where_it_was(
    folder: Path, run: Run, done: list[tuple[str, str]], stop: signal.Signals, code: int
) -> None:
    put(folder, *many(36))  # so many that a busy machine does not finish before it is told to stop
    total = len(gathered(folder).pairs)
    command = [sys.executable, "-m", "plandiff", "matrix", "texts", "--pairs", "--jobs", "2", "--output", "out.jsonl"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    part = Path("out.jsonl.part")
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background job starts deaf to it
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=heed) as process:
        while process.poll() is None and (not part.exists() or part.read_bytes().count(b"\n") < 3):
            time.sleep(0.01)
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        process.send_signal(stop)
        time.sleep(0.05)
        if stop is signal.SIGTERM:
            process.send_signal(stop)  # as timeout(1) does
        said = process.communicate()[1]
    assert process.returncode == code
    assert stop is signal.SIGKILL or said == ""  # after a kill, Python's own keeper of semaphores may speak
    assert len(workers) >= 2
    while any(os.path.exists(f"/proc/{worker}") for worker in workers):
        time.sleep(0.01)
    assert not os.path.exists("out.jsonl")
    kept = ids("".join(part.read_text("utf-8").splitlines(keepends=True)[:-1]))
    status, out, err = run("--output", "out.jsonl")
    assert (status, out) == (0, "")
    assert len(kept) <= total - len(done) <= len(kept) + 1
    assert err == f"note: {total - len(done)} of {total} pairs were done before\n"
    assert not set(done) & set(kept)
    corpus = gathered(folder)
    assert Path("out.jsonl").read_text("utf-8") == "".join(map(corpus.line, corpus.pairs))


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="looks for processes in /proc")
def test_a_worker_is_deaf_to_an_interrupt_from_its_first_moment(folder: Path) -> None:
    command = [sys.executable, "-m", "plandiff", "matrix", "texts", "--pairs", "--jobs", "2", "--output", "out.jsonl"]
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=heed, start_new_session=True
    ) as process:
        worker = None
        while process.poll() is None and worker is None:
            for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    worker = Path(f"/proc/{child}/status").read_text()
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate()[1]
    assert worker is not None
    unheard = [int(line.split()[1], 16) for line in worker.splitlines() if line.startswith(("SigBlk", "SigIgn"))]
    assert any(mask & 1 << signal.SIGINT - 1 for mask in unheard)
    assert (process.returncode, said) == (130, "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits the size of files")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_where_a_line_cannot_be_written_the_file_is_named(folder: Path, jobs: str) -> None:
    import resource

    part = folder.parent / "out.jsonl.part"
    command = [sys.executable, "-m", "plandiff", "matrix", "texts", "--pairs", "--jobs", jobs, "--output", "out.jsonl"]
    small = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (700, 700))
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, preexec_fn=small)
    assert (done.returncode, done.stderr) == (2, f"plandiff: cannot write {part}: File too large\n")
    assert not os.path.exists("out.jsonl")


def test_run_again_it_does_nothing_twice(run: Run, done: list[tuple[str, str]]) -> None:
    assert run("-o", "out.jsonl") == (0, "", "")
    before = Path("out.jsonl").read_bytes()
    done.clear()
    assert run("-o", "out.jsonl") == (0, "", "note: 6 of 6 pairs were done before\n")
    assert (done, Path("out.jsonl").read_bytes()) == ([], before)


CHANGED = "do not hold any more: a text, a review, an option or plandiff itself has changed since\n"


@pytest.mark.parametrize(
    ("change", "more", "redone", "said"),
    [
        ("text", (), 3, f"note: 3 of 6 pairs were done before\nnote: 3 lines of before {CHANGED}"),
        ("note", (), 3, f"note: 3 of 6 pairs were done before\nnote: 3 lines of before {CHANGED}"),
        ("new", (), 4, "note: 6 of 10 pairs were done before\n"),
        ("gone", (), 0, f"note: 3 of 3 pairs were done before\nnote: 3 lines of before {CHANGED}"),
        ("order", (), 3, f"note: 3 of 6 pairs were done before\nnote: 3 lines of before {CHANGED}"),
        ("rules", (), 6, f"note: 6 lines of before {CHANGED}"),
        ("", ("--full",), 6, f"note: 6 lines of before {CHANGED}"),
        ("moved in the file", (), 0, "note: 6 of 6 pairs were done before\n"),
    ],
)
def test_what_changed_since_is_done_anew_and_nothing_else(
    run: Run, folder: Path, done: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch,
    change: str, more: tuple[str, ...], redone: int, said: str,
) -> None:  # fmt: skip
    run("-o", "out.jsonl")
    done.clear()
    if change == "text":
        put(folder, replace(SECOND, provisions=SECOND.provisions[1:]))
    elif change == "note":
        put(folder, replace(SECOND, note="Another note."))
    elif change == "new":
        put(folder, version("later", "2025-09-01", "A joint commission will watch."))
    elif change == "gone":
        (folder / "second.yaml").unlink()
    elif change == "order":
        put(folder, replace(FIRST, date="2026"), *(replace(p, based_on=()) for p in TEXTS[1:]))
    elif change == "rules":
        monkeypatch.setattr(pairs, "made_by", lambda: "plandiff 9.9.9 other")
    elif change:
        (folder / "first.yaml").rename(folder / "renamed.yaml")
        (folder / "renamed.yaml").write_text("\n\n" + (folder / "renamed.yaml").read_text("utf-8"), "utf-8")
    code, out, err = run("-o", "out.jsonl", *more)
    assert (code, out) == (0, "")
    if change != "order":
        assert (len(done), err) == (redone, said)
    assert Path("out.jsonl").read_text("utf-8") == run(*more)[1]


def test_a_review_that_came_since_is_heeded(run: Run, folder: Path, done: list[tuple[str, str]]) -> None:
    run("-o", "out.jsonl")
    done.clear()
    (folder / "reviews").mkdir()
    (folder / "reviews" / "first--second.yaml").write_text(REVIEW, "utf-8")
    assert run("-o", "out.jsonl")[0] == 0
    assert done == [("first", "second")]
    assert '"decided_by":"review"' in Path("out.jsonl").read_text("utf-8")


HALF = b'{"format_version":"1.0","old":{"id":"first"}}\n'


@pytest.mark.parametrize("damage", [b"", b"\0" * 40 + b"\n", b"{}\n", HALF, b"[" * 9000 + b"\n"])
def test_a_damaged_line_is_done_anew(run: Run, done: list[tuple[str, str]], damage: bytes) -> None:
    run("-o", "out.jsonl")
    whole = Path("out.jsonl").read_bytes()
    lines = whole.splitlines(keepends=True)
    Path("out.jsonl").unlink()
    Path("out.jsonl.part").write_bytes(b"".join([lines[0], damage, *lines[2:]]))
    done.clear()
    assert run("-o", "out.jsonl")[0] == 0
    assert done == [("first", "digest")]
    assert Path("out.jsonl").read_bytes() == whole


# --- bad input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"broken.yaml": "id: ["}, "texts/broken.yaml:2:1: "),
        ({"a.yaml": "id: [", "b.yml": "x"}, "(and 1 more file cannot be read as a plan)"),
        ({"copy.yaml": plan_yaml(FIRST)}, "texts/first.yaml and texts/copy.yaml both have the id 'first'"),
        ({"reviews/first--second.yaml": REVIEW.replace('new: ["1"]', 'new: ["77"]')}, "reviews/first--second.yaml:4:"),
        ({"reviews/second--first.yaml": "old: ["}, "reviews/second--first.yaml:2:1: "),
    ],
)
def test_a_bad_file_is_told_before_any_work(
    run: Run, folder: Path, done: list[tuple[str, str]], files: dict[str, str], said: str
) -> None:
    (folder / "reviews").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    for more in ((), ("--output", "out.jsonl")):
        code, out, err = run(*more)
        assert (code, out, done) == (2, "", [])
        assert one_line(err)
        assert said in err
    assert os.listdir() == ["texts"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere", "--pairs"), "there is no folder 'nowhere'"),
        (("texts/first.yaml", "--pairs"), "is no folder"),
        (("empty", "--pairs"), "empty holds no plans; a pair needs two"),
        (("first", "second", "--pairs"), "--pairs takes one folder"),
        (("texts", "--pairs", "--jobs", "0"), "--jobs"),
        (("texts", "--pairs", "--jobs", "2", "--dask", "x:1"), "use one of them"),
        (("texts", "--pairs", "--dask", "nonsense"), "no Dask scheduler answers at nonsense"),
        (("texts", "--pairs", "--tag", "nato"), "--tag is for a matrix"),
        (("texts", "--pairs", "--format", "csv"), "--format is for a matrix"),
        (("texts", "--pairs", "--width", "70"), "--width is for a matrix"),
        (("texts/first.yaml", "texts/second.yaml", "--jobs", "2"), "--jobs is for --pairs"),
        (("texts/first.yaml", "texts/second.yaml", "--full"), "--full is for --pairs"),
        (("texts", "--pairs", "--output", "texts"), "it is a folder"),
        (("texts", "--pairs", "--output", "no/such/place"), "cannot write"),
        (("texts", "--pairs", "--output", "x" * 300), f"cannot write {'x' * 300}: File name too long"),
    ],
)
def test_bad_usage_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    (folder.parent / "empty").mkdir()
    assert main(["matrix", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert one_line(err)
    assert said in err


def test_every_option_of_a_table_is_refused_and_every_option_of_pairs_asks_for_it() -> None:
    both = {"context", "names", "pairs", "no_reviews", "path", "plans"}
    assert {*inspect.signature(matrix).parameters} == both | {*ONLY_PAIRS} | {*NOT_PAIRS}


def test_what_is_in_the_way_is_not_overwritten(run: Run) -> None:
    Path("out.jsonl.part").write_text("precious", "utf-8")
    code, _, err = run("-o", "out.jsonl")
    assert code == 2
    assert "out.jsonl.part is needed for work in progress and holds something else" in err
    assert Path("out.jsonl.part").read_text("utf-8") == "precious"


@pytest.mark.skipif(find_spec("fcntl") is None, reason="no such locks here")
def test_two_runs_do_not_write_one_file(folder: Path, run: Run) -> None:
    with pairs_file.opened(Path("out.jsonl"), gathered(folder)):
        code, _, err = run("-o", "out.jsonl")
    assert code == 2
    assert "another run is writing" in err
    assert run("-o", "out.jsonl") == (0, "", "")


def test_without_dask_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = run("--dask", "127.0.0.1:1")
    assert (code, err) == (2, "plandiff: --dask needs Dask's distributed; install plandiff[dask]\n")


def test_a_worker_with_other_rules_is_refused(folder: Path) -> None:
    corpus = replace(gathered(folder), made_by="plandiff 9.9.9 other")
    with pytest.raises(PlandiffError, match="install the same there"):
        engines._compare_shared(corpus, [(0, 1)])
