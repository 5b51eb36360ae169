"""``python -m plandiff``."""

from __future__ import annotations

import sys

from plandiff.cli import program

if __name__ == "__main__":
    sys.exit(program())
