"""The same two versions given to general diff tools: what each of them sees, and how long it takes.

Usage: python bench/others.py [--size N]      (needs the tools: pip install --group bench; and git)

None of them was made for this; the table says what for a reader of negotiated texts is then still left to do. Each answer is
found by looking at what the tool prints about three small pairs, not by reading its manual.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from texts import versions

ROUNDS = 3
_DUTY, _CHOICE = "The Mission shall report on bridges each month.", "The Mission may report on bridges each month."
_OTHERS = [
    "The Parties shall withdraw all heavy weapons from the line within 40 days.",
    "Each Party will rebuild the schools and hospitals of the coast.",
    "Prisons near the river remain under the police of the port.",
]
_PROBES = {
    "one provision, moved and renumbered": ([_DUTY, *_OTHERS], [*_OTHERS, _DUTY], (_DUTY, _DUTY)),
    "... and reworded as well": ([_DUTY, *_OTHERS], [*_OTHERS, _CHOICE], (_DUTY, _CHOICE)),
}
_WAYS = ("soften", "harden", "bound less", "weaker", "stronger")

DEEPDIFF = """
import json, sys
from deepdiff import DeepDiff
old, new = (json.load(open(path)) for path in sys.argv[1:])
print(DeepDiff(old, new, ignore_order=True, verbose_level=2, view="text").to_json(ensure_ascii=False))
"""
REDLINES = """
import sys
from redlines import Redlines
old, new = (open(path).read() for path in sys.argv[1:])
print(Redlines(old, new, markdown_style="none").output_markdown)
"""


class Tool(NamedTuple):
    """How a tool is called on two files, named without their endings, and how its report shows that it saw one provision as one."""

    command: Callable[[Path, Path], list[str]]
    sees: Callable[[str, str, str], bool]
    """Takes the report and the two texts of the provision."""


def _numbers(report: str, old: str, new: str) -> bool:
    return re.search(r"\b1 > 4\b", report) is not None


def _values(report: str, old: str, new: str) -> bool:
    changed = json.loads(report).get("values_changed", {}).values()
    told = [(str(c["old_value"]), str(c["new_value"])) for c in changed]
    return any(old in a and new in b for a, b in told) or (old == new and old not in report)


def _outside(marks: str) -> Callable[[str, str, str], bool]:
    """Sees it as one if the subject of the provision is not marked as gone or as new."""

    def sees(report: str, old: str, new: str) -> bool:
        marked = " ".join("".join(found.groups(default="")) for found in re.finditer(marks, report, re.DOTALL))
        return "Mission" not in marked

    return sees


PYTHON = sys.executable
TOOLS = {
    "plandiff": Tool(
        lambda old, new: [PYTHON, "-m", "plandiff", "compare", f"{old}.yaml", f"{new}.yaml", "--all"], _numbers
    ),
    "deepdiff, order ignored": Tool(lambda old, new: [PYTHON, "-c", DEEPDIFF, f"{old}.json", f"{new}.json"], _values),
    "deepdiff, order ignored, numbers left out": Tool(
        lambda old, new: [PYTHON, "-c", DEEPDIFF, f"{old}.texts.json", f"{new}.texts.json"], _values
    ),
    "graphtage": Tool(
        lambda old, new: [PYTHON, "-m", "graphtage", "--no-status", "--no-color", f"{old}.json", f"{new}.json"],
        _outside(r"~~(.*?)~~|\+\+(.*?)\+\+"),
    ),
    "redlines": Tool(
        lambda old, new: [PYTHON, "-c", REDLINES, f"{old}.txt", f"{new}.txt"],
        _outside(r"<del>(.*?)</del>|<ins>(.*?)</ins>"),
    ),
    "git diff --word-diff": Tool(
        lambda old, new: ["git", "diff", "--no-index", "--word-diff", f"{old}.txt", f"{new}.txt"],
        _outside(r"\[-(.*?)-\]|\{\+(.*?)\+\}"),
    ),
}


def write(path: Path, texts: Sequence[str]) -> None:
    """The plan as each tool reads it: YAML for plandiff, JSON, and plain text with a provision a line."""
    rows = [{"number": str(i), "text": text} for i, text in enumerate(texts, 1)]
    plan = {"id": path.name, "title": path.name, "provisions": rows}
    path.with_suffix(".yaml").write_text(json.dumps(plan), "utf-8")  # JSON is YAML
    path.with_suffix(".json").write_text(json.dumps(rows), "utf-8")
    path.with_suffix(".texts.json").write_text(json.dumps(list(texts)), "utf-8")
    path.with_suffix(".txt").write_text("".join(f"{row['number']}. {row['text']}\n" for row in rows), "utf-8")


def run(tool: str, old: Sequence[str], new: Sequence[str]) -> tuple[str, float]:
    """What the tool prints on two versions, and the seconds that the processor gave to it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "old"), Path(folder, "new")
        for path, texts in zip(paths, (old, new), strict=True):
            write(path, texts)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(TOOLS[tool].command(*paths), capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{tool}: {done.stderr.strip()}")
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def says_which_way(tool: str) -> bool:
    """Whether the report on *shall* > *may* has a word for a party being bound less or more."""
    printed = run(tool, [_DUTY], [_CHOICE])[0].lower()
    return any(word in printed for word in _WAYS)


def main() -> None:
    """Print a table: a line a tool."""
    absent = [name for name in ("plandiff", "deepdiff", "graphtage", "redlines") if find_spec(name) is None]
    if absent:
        sys.exit(f"not installed here: {', '.join(absent)}; what is not run sees nothing (pip install . --group bench)")
    size = int(sys.argv[sys.argv.index("--size") + 1]) if "--size" in sys.argv else 30
    made = versions(size)
    print("| tool | " + " | ".join(_PROBES) + f" | says which way | time for {size} provisions a side |")
    print("| --- |" + " --- |" * (len(_PROBES) + 2))
    own = 0.0
    for tool in TOOLS:
        seen = [TOOLS[tool].sees(run(tool, old, new)[0], *pair) for old, new, pair in _PROBES.values()]
        seconds = min(run(tool, made.old, made.new)[1] for _ in range(ROUNDS))
        own = own or seconds
        answers = ["yes" if answer else "no" for answer in (*seen, says_which_way(tool))]
        print(f"| {tool} | {' | '.join(answers)} | {seconds / own:.2g} |", flush=True)


if __name__ == "__main__":
    main()
