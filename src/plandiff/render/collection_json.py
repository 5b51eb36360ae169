"""Two folders of plans as JSON, described by ``schema/folders.json``: each comparison is as that of two plans."""

from __future__ import annotations

from plandiff.collection import Collection
from plandiff.render.contract import FORMAT_VERSION, as_data, written
from plandiff.render.options import Options


def render(collection: Collection, options: Options) -> str:
    """The document as text."""
    return written(
        {
            "format_version": FORMAT_VERSION,
            "old": collection.old,
            "new": collection.new,
            "unchanged": collection.unchanged,
            "summary": {str(verdict): number for verdict, number in collection.summary.items()},
            "files": [
                {"file": f.file, "fate": f.fate, "comparison": as_data(f.comparison, f.ledger)}
                for f in collection.files
            ],
        }
    )
