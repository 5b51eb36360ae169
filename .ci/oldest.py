"""Prints the oldest release of each run-time dependency that pyproject.toml allows, as constraints for pip."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path


def oldest() -> list[str]:
    """Lines such as ``rich==13.9``; where an extra asks for more than another, the most that is asked for."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    bounds: dict[str, tuple[int, ...]] = {}
    for requirement in needed:
        name, bound = re.match(r"([\w.-]+)>=([\d.]+)", requirement).groups()  # type: ignore[union-attr]
        bounds[name] = max(bounds.get(name, ()), tuple(map(int, bound.split("."))))
    return [f"{name}=={'.'.join(map(str, bound))}" for name, bound in sorted(bounds.items())]


if __name__ == "__main__":
    print("\n".join(oldest()))
