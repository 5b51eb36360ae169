"""What every page stands in: a whole document that loads nothing, and text of a plan made harmless for it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from plandiff.render.page_style import STYLE
from plandiff.render.safe import markup, one_line, visible


def document(title: str, main: Iterable[str], foot: Iterable[str], style: str = "", script: str = "") -> str:
    """A whole page around these blocks; ``title`` is HTML, ``style`` more rules, ``script`` what a reader can do."""
    style = f"\n{STYLE}{style}"
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            f"<style>{style}</style>",
            *([f"<script>{script}</script>"] if script else []),
            "</head>",
            "<body>",
            "<main>",
            *main,
            "</main>",
            "<footer>",
            *foot,
            "</footer>",
            "</body>",
            "</html>",
            "",
        ]
    )


def with_navigation(page: str, navigation: str) -> str:
    """A whole page as one of several: with these links, as HTML, before all that it holds."""
    return page.replace("\n<body>\n", f"\n<body>\n{navigation}\n", 1)


def text_of(text: str) -> str:
    """Text of a plan on one line, as HTML."""
    return markup(one_line(text))


def lines_of(text: str) -> str:
    """Text of a plan as HTML, line breaks kept."""
    return "<br>".join(markup(" ".join(line.split())) for line in visible(text).split("\n"))


def _policy(style: str, script: str) -> str:
    """What the page may do: its own style and script, known by their hashes, and nothing else.

    Even if something of a plan slipped through, it could neither run nor load anything.
    """
    allowed = ["default-src 'none'", f"style-src {_hash(style)}", "base-uri 'none'", "form-action 'none'"]
    return "; ".join(allowed + ([f"script-src {_hash(script)}"] if script else []))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
