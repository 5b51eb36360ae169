"""The documented lists of tags and parties that a collection of plans keeps to, where it has them.

They lie in the folder ``vocabulary`` next to the plans: ``tags.yaml`` and ``parties.yaml``, each a mapping of words to
their definitions (``znpp: {definition: ...}``; whatever else stands under a word is for people). Plans elsewhere may use
any words: people compare other texts too.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from plandiff.errors import PlanFileError
from plandiff.files import read_text
from plandiff.findings import Findings, TooManyFindings
from plandiff.suggest import printable, quoted
from plandiff.yaml_nodes import MapNode, Scalar, compose

VOCABULARY = "vocabulary"
"""The folder of the lists, next to the plans."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that plans of one folder may use, with their definitions; None where there is no list."""

    tags: dict[str, str] | None = None
    parties: dict[str, str] | None = None
    findings: list[PlanFileError] = field(default_factory=list)
    """What is wrong with the lists themselves."""
    files: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """What texts call the parties, where the list says so."""


def vocabulary_of(folder: Path) -> Vocabulary:
    """The lists that hold for the plans in ``folder``."""
    findings: list[PlanFileError] = []
    files: list[str] = []
    lists: list[dict[str, str] | None] = []
    names: dict[str, str] = {}
    for name in ("tags.yaml", "parties.yaml"):
        path = folder / VOCABULARY / name
        if os.path.exists(path):
            files.append(printable(str(path)))
            lists.append(_definitions(path, findings, names))
        else:
            lists.append(None)
    return Vocabulary(lists[0], lists[1], findings, files, {word: names[word] for word in lists[1] or () if word in names})


def _definitions(path: Path, findings: list[PlanFileError], names: dict[str, str]) -> dict[str, str] | None:
    found = Findings(printable(str(path)))
    words: dict[str, str] | None = None
    try:
        root = compose(read_text(path, found.name), found)
        if isinstance(root, MapNode):
            words = {}
            for word, (at, node) in root.entries.items():
                definition = node.get("definition") if isinstance(node, MapNode) else None
                if isinstance(node, MapNode) and isinstance(name := node.get("name"), Scalar):
                    names[word] = name.value.strip()
                words[word] = definition.value.strip() if isinstance(definition, Scalar) else ""
                if not words[word]:
                    found.add(at, f"{quoted(word)} has no definition; add definition: and what the word covers")
        else:
            found.add(root or Scalar("", 1, 1), "this is no list of words; write each as 'word: {definition: ...}'")
    except PlanFileError as error:
        found.include(error)
    except TooManyFindings:
        pass
    findings += found.sorted()
    return words
