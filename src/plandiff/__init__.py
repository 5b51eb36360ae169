"""plandiff shows how a negotiated text changed from one version to the next.

The public face: ``load`` a plan by id or path, ``compare`` two, ``render`` the comparison; and the nouns that they speak of.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plandiff.compare import compare, select
    from plandiff.errors import PlandiffError, PlanFileError, UnknownPlanError
    from plandiff.explain import explain
    from plandiff.library import load
    from plandiff.model import (
        Attested,
        Beside,
        Change,
        Comparison,
        Coverage,
        Direction,
        Element,
        Explanation,
        Kind,
        Plan,
        Provision,
        Reason,
        Relation,
        Removal,
        Run,
        Source,
        Verdict,
        Why,
    )
    from plandiff.render import Options, render

__version__ = "0.1.0"

_HOME = {"compare": "compare", "select": "compare", "explain": "explain", "load": "library", "render": "render", "Options": "render"}
_HOME |= dict.fromkeys(("PlandiffError", "PlanFileError", "UnknownPlanError"), "errors")
_NOUNS = (
    "Attested Beside Change Comparison Coverage Direction Element Explanation Kind Plan Provision Reason Relation Removal Run Source"
    " Verdict Why"
)
_HOME |= dict.fromkeys(_NOUNS.split(), "model")

__all__ = [
    "Attested",
    "Beside",
    "Change",
    "Comparison",
    "Coverage",
    "Direction",
    "Element",
    "Explanation",
    "Kind",
    "Options",
    "Plan",
    "PlanFileError",
    "PlandiffError",
    "Provision",
    "Reason",
    "Relation",
    "Removal",
    "Run",
    "Source",
    "UnknownPlanError",
    "Verdict",
    "Why",
    "compare",
    "explain",
    "load",
    "render",
    "select",
]


class _Face(ModuleType):
    """Public names are looked up when first asked for, so that ``plandiff --help`` need not import what compares.

    ``load``, ``compare`` and ``render`` are functions here although modules of those names exist: importing such a module
    would put it in the function's place, so that one assignment is refused.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module 'plandiff' has no attribute {name!r}")
        value = getattr(import_module(f"plandiff.{_HOME[name]}"), name)
        super().__setattr__(name, value)
        return value

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *_HOME})


sys.modules[__name__].__class__ = _Face
