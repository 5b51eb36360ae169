"""What building a wheel adds: the record, the thesaurus and the lexicons as read, so that no start has to (plandiff.built)."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "plandiff/record"


class RecordHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes modules for each file of the record that has no findings: its tree, its plan, what its provisions say.

    And one for the thesaurus, and for each lexicon.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the modules to the wheel; an editable install reads the files themselves, which change."""
        if version == "editable":
            return
        top = Path(self.root)
        sys.path.insert(0, str(top / "src"))
        from plandiff import built, plan_written, trees
        from plandiff.align import thesaurus
        from plandiff.commitments import lexicon
        from plandiff.files import read_text
        from plandiff.findings import Findings
        from plandiff.load import read_plan
        from plandiff.passages import passages
        from plandiff.yaml_nodes import compose

        place = Path(mkdtemp())
        (place / "__init__.py").write_text('"""What the build of this wheel made of the package\'s own files."""\n', "utf-8")

        def write(text: str, sort: str, made: Any) -> None:
            (place / f"{built.name(text, sort)}.py").write_text(built.module(made), "utf-8")

        for path in sorted(top.glob("plans/**/*.yaml")):
            text, findings = read_text(path, path.name), Findings(path.name)
            root = compose(text, findings)
            if root is not None and not findings.sorted():
                write(text, trees.SORT, trees.packed(root))
                plan, _, wrong = read_plan(text, path.name)
                if plan is not None and not wrong:
                    write(text, plan_written.SORT, plan_written.packed(plan))
                    write(text + built.rules(), built.PASSAGES, passages(p.text for p in plan.provisions))
        write(thesaurus.source(), thesaurus.SORT, tuple(thesaurus.parsed(thesaurus.source())))
        for name in lexicon.NAMES:
            write(lexicon.source(name), name, lexicon.packed(name))
        build_data["force_include"][str(place)] = PLACE
