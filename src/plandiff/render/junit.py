"""JUnit XML: a test case for each change, which fails where a commitment came, went or changed.

The ugly case is XML 1.0, which has no way to write some characters: they are shown by their numbers, as elsewhere.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from plandiff.ledger import Ledger
from plandiff.model import Change, Comparison, Verdict
from plandiff.render import notices, phrases
from plandiff.render.options import Options
from plandiff.render.safe import visible

_FORBIDDEN = re.compile("[\ufffe\uffff]")


def render(comparison: Comparison, options: Options, ledger: Ledger | None) -> str:
    """One suite with every change that passes the filter: what is unchanged passes, what is unreported is skipped."""
    changes = sorted(comparison.shown, key=lambda c: phrases.WEIGHT.index(c.verdict))
    counts = {
        "tests": str(len(changes)),
        "failures": str(sum(c.verdict in notices.COMMITTING for c in changes)),
        "errors": "0",
    }
    root = ElementTree.Element("testsuites", {"name": "plandiff", **counts})
    skipped = sum(c.verdict is Verdict.UNREPORTED for c in changes)
    about = {"name": _safe(notices.pair(comparison)), **counts, "skipped": str(skipped)}
    suite = ElementTree.SubElement(root, "testsuite", about)
    for change in changes:
        _case(suite, comparison, change, options)
    said = notices.whole(comparison, options)
    ElementTree.SubElement(suite, "system-out").text = _safe("\n".join(said))
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}\n'


def _case(suite: ElementTree.Element, comparison: Comparison, change: Change, options: Options) -> None:
    about = {"name": _safe(notices.title(change)), "classname": suite.get("name", "")}
    case = ElementTree.SubElement(suite, "testcase", about)
    lines = [_safe(line) for line in notices.lines(comparison, change, options)]
    place = notices.place(comparison, change)
    if place.path:  # in words: strict readers know no attribute for it
        lines.append(_safe(f"at {place.path}:{place.line}:{place.column}"))
    if change.verdict in notices.COMMITTING:
        failure = ElementTree.SubElement(case, "failure", type=str(change.verdict), message=lines[0])
        failure.text = "\n".join(lines)
    elif change.verdict is Verdict.UNREPORTED:
        ElementTree.SubElement(case, "skipped", message=lines[0])
    else:
        ElementTree.SubElement(case, "system-out").text = "\n".join(lines)


def _safe(text: str) -> str:
    """Text with nothing in it that XML forbids or that acts on an eye."""
    return _FORBIDDEN.sub(lambda m: f"<U+{ord(m.group()):04X}>", visible(text))
