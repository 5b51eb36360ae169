"""What a YAML parser's complaint means to somebody who wrote a plan, and where the cause is.

A parser names the place where it gave up; the cause is often earlier: the quotation mark that was never closed, the
line that lacks its colon. Each row says which of the two places to show. Both parsers' wordings are covered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plandiff.errors import PlanFileError
from plandiff.yaml_nodes import TOO_DEEP

if TYPE_CHECKING:
    import yaml


@dataclass(frozen=True, slots=True)
class _Hint:
    problem: str
    """Expression over the parser's context and problem."""
    advice: str
    """What is wrong and what to do."""
    at_start: bool = False
    """Show where the broken construct began, not where the parser gave up."""


_QUOTE = "put the whole value in quotes"
_HINTS = (
    _Hint(r"maximum nesting depth", TOO_DEEP),  # the fast parser has a bound of its own, and looks ahead
    _Hint(
        r"mapping values are not allowed",
        "a colon followed by a blank is not allowed inside a value, and a key must be indented like its neighbours; "
        f"{_QUOTE}, or mend the indentation",
    ),
    _Hint(
        r"sequence entries are not allowed",
        f"a value cannot start with '- '; {_QUOTE}, or start the list on a new line",
    ),
    _Hint(
        r"quoted scalar.*(unexpected end of stream|document separator|document indicator)",
        "the quotation mark that opens here is never closed; close it, or use the other kind of quotation mark outside",
        at_start=True,
    ),
    _Hint(
        r"escape",
        r"in double quotes a backslash starts an escape such as \n or \u20ac; use single quotes, or write \\",
    ),
    _Hint(
        r"flow sequence",
        f"the list that opens with [ here is not closed; close it with ], or {_QUOTE} if [ is part of the text",
        at_start=True,
    ),
    _Hint(
        r"flow mapping",
        f"the mapping that opens with {{ here is not closed; close it with }}, or {_QUOTE} if {{ is part of the text",
        at_start=True,
    ),
    _Hint(
        r"could not find expected ':'",
        "this line is neither 'key: value' nor a part of the value above; indent it further than the key above, "
        "or add the colon",
        at_start=True,
    ),
    _Hint(r"scanning an (alias|anchor)|anchor|alias", f"a value cannot start with * or &; {_QUOTE}"),
    _Hint(r"\btag\b", f"a value cannot start with !; {_QUOTE}"),
    _Hint(
        r"block scalar", "after | or > the text starts on the next line, indented; move it there, or put it in quotes"
    ),
    _Hint(r"directive|incompatible YAML", "a line that starts with % is a YAML directive; remove it"),
    _Hint(
        r"expected '?<document start>", "the document has ended before this; check the brackets and '...' lines above"
    ),
    _Hint(r"expected (the )?node content", f"a value cannot start with this character; {_QUOTE}"),
    _Hint(
        r"block mapping|block collection|block sequence",
        "this does not fit what stands before it; give it the same indentation as its neighbours, "
        "and put a value that has text after a closing quotation mark or bracket in quotes as a whole",
    ),
)


def explained(error: yaml.MarkedYAMLError, text: str, name: str) -> PlanFileError:
    """The parser's complaint as a finding: what is wrong, what to do, and where."""
    complaint = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark or error.context_mark
    advice = _character(complaint, text, mark.index if mark else len(text))
    if not advice:
        hint = next((h for h in _HINTS if re.search(h.problem, complaint)), None)
        advice = hint.advice if hint else f"this is no YAML ({complaint}); {_QUOTE}"
        if hint and hint.at_start and error.context_mark:
            mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return PlanFileError(name, line, column, advice)


def _character(complaint: str, text: str, index: int) -> str:
    """Advice on a character with which no value may start; empty where the complaint is about something else."""
    if "cannot start any token" not in complaint:
        return ""
    if text[index : index + 1] == "\t":
        return "YAML allows no tabs for indentation; use blanks"
    return f"a value cannot start with '{text[index : index + 1]}'; {_QUOTE}"
