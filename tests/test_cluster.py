"""Every pair on a Dask cluster: a scheduler and two workers on the loopback, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from test_pairs import ROOT, many, put
from test_streams import shell

pytest.importorskip("distributed", reason="the engine for clusters is an extra")
COMMON = ("--host", "127.0.0.1", "--no-dashboard")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "src"), "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "critical"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    """A cluster with two workers, at a port that the system chose."""
    told = place / "scheduler.json"

    def started(module: str, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *COMMON, "--scheduler-file", str(told), *more]
        return subprocess.Popen(
            command, cwd=place, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    with ExitStack() as stack:
        for command in (("dask_scheduler", "--port", "0"), *[("dask_worker", "--nthreads", "1", "--no-nanny")] * 2):
            process = stack.enter_context(started(*command))
            stack.callback(process.terminate)
            while not told.exists() or not told.read_text("utf-8").endswith("}"):
                assert process.poll() is None
                time.sleep(0.05)
        yield json.loads(told.read_text("utf-8"))["address"]


def test_a_cluster_gives_the_lines_of_one_process(place: Path, address: str) -> None:
    put(place / "texts", *many(8))
    alone = shell("PLANDIFF matrix texts --pairs --jobs 1", place)
    assert alone[0] == 0
    assert alone[1].count("\n") == 28
    assert shell(f"PLANDIFF matrix texts --pairs --dask {address}", place) == alone
    assert shell(f"PLANDIFF matrix texts --pairs --dask {address} --output out.jsonl", place) == (0, "", "")
    assert (place / "out.jsonl").read_text("utf-8") == alone[1]


def test_what_one_machine_began_a_cluster_ends(place: Path, address: str) -> None:
    put(place / "texts", *many(8))
    whole = shell("PLANDIFF matrix texts --pairs --jobs 2", place)[1]
    (place / "half.jsonl.part").write_text(whole[: len(whole) // 2], "utf-8")
    code, out, err = shell(f"PLANDIFF matrix texts --pairs --dask {address} -o half.jsonl", place)
    assert (code, out, err.count("\n")) == (0, "", 1)
    assert "of 28 pairs were done before" in err
    assert (place / "half.jsonl").read_text("utf-8") == whole
