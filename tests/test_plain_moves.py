"""Each element moved in a sentence that has nothing else, as anybody would expect it to be judged (plain_moves.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from plandiff.judge import judge
from plandiff.model import Verdict

MIRROR = {Verdict.SOFTENED: Verdict.HARDENED, Verdict.HARDENED: Verdict.SOFTENED}


def moves() -> list[tuple[str, str, str]]:
    lines = Path(__file__).with_name("plain_moves.txt").read_text("utf-8").splitlines()
    cut = (line.split(": ", 1) for line in lines if line and not line.startswith("#"))
    return [(verdict, *pair.split(" > ")) for verdict, pair in cut]  # type: ignore[misc]


@pytest.mark.parametrize(("verdict", "old", "new"), moves())
def test_a_plain_move_is_judged_as_anybody_would(verdict: str, old: str, new: str) -> None:
    there, back = judge(old, new), judge(new, old)
    assert there.verdict == verdict, there
    assert back.verdict == MIRROR.get(there.verdict, there.verdict), back


def test_the_file_is_read_as_a_whole() -> None:
    assert len(moves()) > 200
