"""How the documentation is built: Sphinx, from the Markdown in this folder and the docstrings; nothing is fetched."""

from typing import Any

from sphinx.ext.napoleon import Config, GoogleDocstring

from plandiff import __version__

project = "plandiff"
author = "The plandiff contributors"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]

myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["wide.css"]
html_title = f"plandiff {__version__}"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False


def setup(app: Any) -> None:
    """Let the sections of docstrings (Args, Raises) be read as such."""
    app.connect("autodoc-process-docstring", _sections)


def _sections(app: Any, what: str, name: str, found: Any, options: Any, lines: list[str]) -> None:
    # Not of a field: there a colon is a colon, and what stands before it is no type.
    if what != "attribute":
        lines[:] = str(GoogleDocstring(lines, Config(), app, what, name, found, options)).splitlines()
