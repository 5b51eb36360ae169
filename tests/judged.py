"""What the judge says of two texts, as lines that a case can name."""

from __future__ import annotations

from plandiff.judge import judge
from plandiff.model import Element

MIRRORED = {"softened": "hardened", "hardened": "softened"}
"""The verdict on the same two texts from the other side, where it is another."""


def said(old: str, new: str) -> list[str]:
    """A line for each reason: what was, what is, what that means, and the rule that says so."""
    reasons = judge(old, new).reasons
    assert all(isinstance(reason.element, Element) for reason in reasons)
    return [f"{r.old} > {r.new}: {r.reason} [{r.rule}]" for r in reasons]
