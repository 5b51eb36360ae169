"""What building a wheel adds: the trees of the YAML files of the record, so that no start has to parse them (plandiff.trees)."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "plandiff/record"


class RecordHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes a module for each file of the record that has no findings."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the modules to the wheel; an editable install reads the files themselves, which change."""
        if version == "editable":
            return
        top = Path(self.root)
        sys.path.insert(0, str(top / "src"))
        from plandiff.files import read_text
        from plandiff.findings import Findings
        from plandiff.trees import module, name
        from plandiff.yaml_nodes import compose

        place = Path(mkdtemp())
        (place / "__init__.py").write_text('"""The trees of the record, made when the wheel was built."""\n', "utf-8")
        for path in sorted(top.glob("plans/**/*.yaml")):
            text, findings = read_text(path, path.name), Findings(path.name)
            root = compose(text, findings)
            if root is not None and not findings.sorted():
                (place / f"{name(text)}.py").write_text(module(root), "utf-8")
        build_data["force_include"][str(place)] = PLACE
