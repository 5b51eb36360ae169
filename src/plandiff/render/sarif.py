r"""SARIF 2.1.0: the log that code scanning and editors read; a rule for each verdict, a result for each change.

The ugly case is a text that reads as a link or a placeholder there: brackets that
could be a link stand behind a backslash, braces are doubled.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from plandiff.ledger import Ledger
from plandiff.model import Change, Comparison, Verdict
from plandiff.render import notices, phrases
from plandiff.render.contract import written
from plandiff.render.notices import Place
from plandiff.render.options import Options

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RULES = {
    Verdict.DROPPED: "The provision has no counterpart in the new text.",
    Verdict.SOFTENED: "The party that bears the commitment is bound less.",
    Verdict.ALTERED: "Bound less in one respect and more in another, or changed in a way that has no order.",
    Verdict.HARDENED: "The party that bears the commitment is bound more.",
    Verdict.ADDED: "The provision has no counterpart in the old text.",
    Verdict.REWORDED: "Other words, the same commitment.",
    Verdict.UNCHANGED: "The same words.",
    Verdict.UNREPORTED: "The other text is known only in part and does not show the provision.",
}
_ORDER = list(_RULES)
_KINDS = {Verdict.UNCHANGED: "pass", Verdict.UNREPORTED: "open"}
_MARKUP = re.compile(r"[\\\[\]]")


def render(comparison: Comparison, options: Options, ledger: Ledger | None) -> str:
    """The log, with one run and one result for each change that is listed."""
    run = {
        "tool": {"driver": _driver()},
        "automationDetails": {"id": f"plandiff/{quote(notices.pair(comparison), safe='')}/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(comparison, c, options) for c in phrases.listed(comparison, options)],
        "properties": {"comparison": notices.whole(comparison, options)},
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver() -> dict[str, Any]:
    from plandiff import __version__

    rules = [
        {
            "id": str(verdict),
            "name": verdict.capitalize(),
            "shortDescription": {"text": text},
            "defaultConfiguration": {"level": _level(verdict)},
        }
        for verdict, text in _RULES.items()
    ]
    return {"name": "plandiff", "version": __version__, "rules": rules}


def _level(verdict: Verdict) -> str:
    if verdict in _KINDS:
        return "none"
    return "warning" if verdict in notices.COMMITTING else "note"


def _result(comparison: Comparison, change: Change, options: Options) -> dict[str, Any]:
    place = notices.place(comparison, change)
    result = {
        "ruleId": str(change.verdict),
        "ruleIndex": _ORDER.index(change.verdict),
        "kind": _KINDS.get(change.verdict, "fail"),
        "level": _level(change.verdict),
        "message": {"text": _escaped("\n".join(notices.lines(comparison, change, options)))},
        "locations": [_location(place)] if place.path else [],
        "partialFingerprints": {"plandiffChange/v1": change.id},
    }
    if change.old and comparison.old.path:
        result["relatedLocations"] = [_location(notices.place_of(comparison.old, p)) for p in change.old]
    return result


def _location(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.path)}, "region": region}}


def _uri(path: str) -> str:
    """A path as a reference: relative to the repository where it is relative."""
    written = quote(path, safe="/", errors="surrogatepass")
    if path.startswith("/"):
        return f"file://{written}"
    return f"file:///{path[:2]}{quote(path[2:], errors='surrogatepass')}" if path[1:3] == ":/" else written


def _escaped(text: str) -> str:
    if "](" in text:  # else brackets are no link, and a reader need not meet backslashes
        text = _MARKUP.sub(r"\\\g<0>", text)
    return text.replace("{", "{{").replace("}", "}}")
