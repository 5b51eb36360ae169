"""Word runs made ready for the eye: blanks stand outside the marks, and one text that replaces another stays whole.

What is shown is the new text with the old words beside it; exact blanks are in the JSON.
"""

from __future__ import annotations

import re

from plandiff.model import Change, Run
from plandiff.render.safe import visible

_BLANKS = re.compile(r"[^\S\n]+")


def replaced(change: Change) -> bool:
    """Whether the two texts have no word in common that is worth keeping: then each is shown whole."""
    return not any(r.op == "keep" and any(c.isalnum() for c in r.text) for r in change.words)


def pieces(runs: tuple[Run, ...]) -> list[Run]:
    """The runs as they are shown: safe text, blanks tidied and moved out of the marks, none of them empty."""
    shown: list[Run] = []
    for run in runs:
        text = _BLANKS.sub(" ", visible(run.text))
        core = text.strip()
        if run.op == "keep":
            _add(shown, "keep", text)
        elif core:
            lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            if run.op == "delete":  # a line break that went must not break the line of the words that stayed
                lead, core, trail = lead.replace("\n", " "), " ".join(core.split()), trail.replace("\n", " ")
            elif shown and shown[-1].op == "delete" and not lead:
                lead = " "
            _add(shown, "keep", lead)
            _add(shown, run.op, core)
            _add(shown, "keep", trail)
        elif run.op == "insert":
            _add(shown, "keep", text)
    return shown


def _add(shown: list[Run], op: str, text: str) -> None:
    """Append, joined to what is of the same kind; a blank next to a blank is one blank."""
    last = shown[-1] if shown else None
    if last and last.op == op == "keep":
        joined = _BLANKS.sub(" ", last.text + text)
        shown[-1] = Run("keep", re.sub(r" ?\n ?", "\n", joined) if "\n" in joined else joined)
    elif text:
        shown.append(Run(op, text))
