"""A policy file: what must never be dropped or softened, what must stay, and what is accepted for a while all the same.

The ugly case is the red line that guards nothing because of a slip: an unknown key, an exception without an end, or a file
without a single rule. Each is an error at its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plandiff.errors import PlanFileError
from plandiff.files import decoded, read_text
from plandiff.findings import Findings, TooManyFindings
from plandiff.model import Verdict
from plandiff.suggest import printable
from plandiff.table import Table
from plandiff.yaml_nodes import ListNode, MapNode, Scalar, compose, place_of

_POLICY_KEYS = {
    "note": "what a reader must know about the policy",
    "never": "a mapping: drop: [tags] and soften: [tags] under it",
    "keep": "[phrases that must stay]",
    "accept": "a list: change, verdict, reason and expires for each",
}
_NEVER_KEYS = {"drop": "[prisoners]", "soften": "[security-guarantees]"}
_ACCEPT_KEYS = {
    "change": 'the id of a change, or its old numbers: ["6"]',
    "verdict": ", ".join(Verdict),
    "reason": "why, in one or two sentences",
    "expires": "such as 2026-12-31, 2026-12 or 2026",
}


@dataclass(frozen=True, slots=True)
class RedLine:
    """A tag or a phrase that a rule protects, and where the file says so."""

    word: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """A change that may break the rules until a day."""

    change: tuple[str, ...]
    """The id of the change, or the numbers of its old provisions."""
    verdict: Verdict
    reason: str
    expires: str
    """The last day, month or year on which it holds, ISO 8601."""
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one file."""

    path: str
    """The file as the user named it, fit to be printed."""
    never_drop: tuple[RedLine, ...] = ()
    never_soften: tuple[RedLine, ...] = ()
    keep: tuple[RedLine, ...] = ()
    accept: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """What came out of a policy file: the policy where it could be made out, and all findings."""

    policy: Policy | None
    findings: list[PlanFileError]


def load_policy(path: Path | str) -> Policy:
    """The policy in the file; raises the first finding, in the order of the lines."""
    shown = printable(str(path))
    file = parse_policy(read_text(Path(path), shown), shown)
    if file.findings:
        raise file.findings[0]
    assert file.policy is not None
    return file.policy


def parse_policy(text: str | bytes, name: str) -> PolicyFile:
    """The policy in the text together with all findings; ``name`` is what errors call it."""
    found = Findings(printable(name))
    policy: Policy | None = None
    try:
        node = compose(decoded(text, found.name) if isinstance(text, bytes) else text, found)
        if isinstance(node, MapNode):
            policy = _policy(Table(node, "the policy", _POLICY_KEYS, found), found)
        else:
            found.add(node or Scalar("", 1, 1), "this is no policy; a policy has never: , keep: or both")
    except PlanFileError as error:
        found = Findings(found.name)
        found.include(error)
    except TooManyFindings:
        pass
    return PolicyFile(policy, found.sorted())


def _policy(table: Table, found: Findings) -> Policy:
    table.prose("note")
    drop, soften = _never(table, found)
    keep = _red_lines(table, "keep")
    accept = tuple(_accepted(row) for row in table.rows("accept", "an accepted change", _ACCEPT_KEYS))
    if not (drop or soften or keep) and not {"never", "keep"} & set(table.node.entries):
        table.report(None, "the policy has no rule; add never: or keep:")
    return Policy(found.name, drop, soften, keep, accept)


def _never(table: Table, found: Findings) -> tuple[tuple[RedLine, ...], tuple[RedLine, ...]]:
    node = table.node.get("never")
    if node is None:
        return (), ()
    if not isinstance(node, MapNode) or not node.entries:
        table.report("never", "never must be a mapping; write drop: [tags] or soften: [tags] under it")
        return (), ()
    rules = Table(node, "never", _NEVER_KEYS, found)
    return _red_lines(rules, "drop"), _red_lines(rules, "soften")


def _red_lines(table: Table, key: str) -> tuple[RedLine, ...]:
    words = table.words(key)
    if table.node.get(key) is not None and not words:
        table.report(key, f"{key} names nothing and so guards nothing; name something, or leave the key out")
    places = [(word, place_of(table.node, key, word)) for word in words]
    return tuple(RedLine(word, at.line, at.column) for word, at in places)


def _accepted(row: Table) -> Accepted:
    several = isinstance(row.node.get("change"), ListNode)
    change = row.words("change", required=True) if several else (row.line("change", required=True),)
    if several and not change:
        row.report("change", f"change names nothing; write {_ACCEPT_KEYS['change']}")
    verdict = row.choice("verdict", Verdict, required=True)
    reason = row.prose("reason", required=True)
    expires = row.date("expires")
    if row.node.get("expires") is None:
        row.report(None, "what is accepted needs an end; add expires (such as 2026-12-31)")
    return Accepted(change, verdict or Verdict.UNCHANGED, reason, expires, row.node.line, row.node.column)
