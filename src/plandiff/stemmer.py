"""The English stemmer of snowballstemmer, without the stemmers for thirty other languages that its package imports.

Those take as long to import as a comparison takes to judge. The stems of words that the record and the lexicons use stand in
stems.txt: looking them up takes a thirtieth of finding them. The class is named outright: the package's own factory would take
a C library where one is installed, and answer otherwise where it is of another release.
"""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

_PACKAGE = "snowballstemmer"
_MODULE = f"{_PACKAGE}.english_stemmer"


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one lower-case English word (Porter's second English stemmer, by the Snowball project)."""
    return _known().get(word) or str(_english().stemWord(word))


@cache
def _known() -> dict[str, str]:
    """The stem of each word in stems.txt, as the stemmer would find it."""
    parts = Path(__file__).with_name("stems.txt").read_text("utf-8").split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


@cache
def _english() -> Any:
    return _module().EnglishStemmer()


def _module() -> ModuleType:
    """The module of that one stemmer, imported under a package whose own code has not run.

    The package is taken out again at once, so that whoever else imports it gets all of it.
    """
    spec = find_spec(_PACKAGE)
    if _PACKAGE in sys.modules or spec is None:
        return import_module(_MODULE)
    sys.modules[_PACKAGE] = module_from_spec(spec)
    try:
        return import_module(_MODULE)
    finally:
        del sys.modules[_PACKAGE]
