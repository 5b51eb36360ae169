"""Texts that want to act, and what would show in a report that they did: shared by the tests of every way out.

A report may hold any words of a plan. It may not hold a character that steers a terminal or misleads an eye, an element or a
link that is not the layout's own, or anything that a platform around it would turn into something else.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from plandiff.ledger import ledger
from plandiff.render import Options, render
from sample import COMPARISON

CONTROLS = {
    "colour": "\x1b[31mred\x1b[0m",
    "hyperlink": "\x1b]8;;http://a.example\x07link\x1b]8;;\x07",
    "title of the window": "\x1b]0;owned\x07",
    "clear the screen": "\x1b[2J\x1b[H",
    "one-byte introducer": "\x9b31mred",
    "bell, backspace, delete": "a\x07b\x08c\x7f",
    "lone surrogate": "a\ud800b",
}
"""What no plan file may hold, raw or escaped: loading refuses it. Plans made in memory may."""
INLINE = {
    "rich markup": "[bold red]x[/bold red] [/] [link=http://a.example]y[/link] :smile: [@click=app.quit]z[/]",
    "bidirectional controls": "abc\u202edef\u202c \u2066x\u2069 \u200fy\u200e \u061cz",
    "invisible characters": "a\u200bb\u2060c\u00add\U000e0041e",
    "elements": "<script>alert(1)</script> <img src=x onerror=alert(1)> </article></main></style><svg/onload=alert(1)>",
    "attributes": "\" onmouseover=\"alert(1)\" x=\" ' onfocus='alert(1)' autofocus='",
    "entities": "&lt;script&gt; &#60;b&#62; &amp; &#x1b;[31m",
    "comments": "--> <!-- x --> ]]> <![CDATA[ <?php echo 1 ?> <% eval %>",
    "addresses": "javascript:alert(1) data:text/html,x https://a.example www.a.example a@b.example mailto:a@b.example",
    "links": "[t](javascript:alert(1)) ![i](http://a.example/i.png) [r]: http://a.example [t][r] <http://a.example>",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ `f` ``g`` ^h^ ==i== $x$ $$y$$ \\*j\\*",
    "mentions": "@user @org/team org/repo#12 #12 GH-3 deadbeefcafe1 0123abc user@0123abcd",
    "emoji": ":smile: :+1: :a:b:",
    "templates": "{{ 7*7 }} {% raw %}{% endraw %} ${{ github.token }} ${x} #{x} <%= x %> {{< x >}} {0} {x!r} %s %(x)s",
    "marks of ours": "[-gone-] {+new+} * reviewed by hand",
    "our own escapes": "<U+001B>[31m \\u001b \\x1b &#27;",
    "formula": '=HYPERLINK("http://a.example")',
}
"""What a plan file may hold, all on one line."""
BLOCKS = {
    "blocks": "# heading",
    "list": "- item",
    "numbered": "1. item",
    "quotation": "> quote",
    "rule": "---",
    "fence": "```",
    "tilde fence": "~~~",
    "setext": "===",
    "table": "| a | b | \\| c |",
    "task": "[ ] todo",
    "alert": "[!WARNING]",
}
"""What acts only where a line begins with it."""
TEXTS = INLINE | BLOCKS

_STEERS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
_COLOURS = re.compile("\x1b\\[(?:[0-9]{1,2}(?:;[0-9]{1,2})*)?m")
_MARKDOWN = {"del", "ins", "br", "details", "summary", "span"}
_PLATFORM = re.compile(
    r"@\w|(?<![&\w])#\d|://|\bwww\.|\b[Gg][Hh]-\d|:[\w+-]+:|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b"
)
_TEMPLATE = re.compile(r"\{\{|\{%|\{[#+<]|\$\{|<%|<\?")


def acting(report: str, format: str, harmless: str = "") -> list[str]:
    """What in the report acts though it should not; nothing in a sound one.

    Args:
        harmless: the same report on plans that want nothing; else that on the sample.
    """
    found = [f"U+{ord(c):04X}" for c in _STEERS.findall(report)]
    if format == "markdown":
        return found + _in_markdown(report)
    if format == "html":
        return found + _in_html(report, harmless or _benign("html"))
    if format in ("svg", "junit"):
        return found + _in_xml(report, harmless or _benign(format))
    if format == "github":
        return found + [line for line in report.splitlines() if not re.match(r"::(warning|notice) \w", line)]
    if format in ("json", "sarif"):
        json.loads(report)
    return found


def without_colours(report: str) -> str:
    """A coloured report as it reads without: only sequences that set a colour are taken out."""
    return _COLOURS.sub("", report)


def shown_by_markdown(report: str) -> str:
    """The text that a reader of the rendered Markdown sees."""
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(report)
    return " ".join(html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", rendered)).split())


def _in_markdown(report: str) -> list[str]:
    found = []
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(report)
    flat = [child for token in tokens for child in (token, *(token.children or ()))]
    for token in flat:
        if token.type in {
            "link_open",
            "image",
            "fence",
            "code_block",
            "code_inline",
            "em_open",
            "s_open",
            "hr",
            "lheading_open",
        }:
            found.append(f"{token.type} {token.content}")
        elif token.type in {"html_inline", "html_block"}:
            parts = _Parts.of(token.content)
            found += [*(parts.elements - {f"<{name}>" for name in _MARKDOWN}), *parts.notes]
    plain = report.replace("<!-- -->", "\0")
    return found + _PLATFORM.findall(plain) + _TEMPLATE.findall(plain)


def _in_html(report: str, harmless: str) -> list[str]:
    own = _Parts.of(harmless)
    here = _Parts.of(report)
    foreign = [*(here.elements - own.elements), *here.notes, *(here.scripts - own.scripts - {""})]
    return [*foreign, *here.addresses, *_TEMPLATE.findall(report[report.index("</head>") :])]


def _in_xml(report: str, harmless: str) -> list[str]:
    own, here = (
        {(e.tag, name) for e in ElementTree.fromstring(xml).iter() for name in ("", *e.keys())}
        for xml in (harmless, report)
    )
    return [f"{tag} {name}" for tag, name in here - own]


@cache
def _benign(format: str) -> str:
    """A report on a plan that wants nothing, with every part that a layout has."""
    return render(COMPARISON, format, options=Options(explain=True, show_all=False)) + (
        render(COMPARISON, format, ledger=ledger(COMPARISON, "tag")) if format == "html" else ""
    )


@dataclass
class _Parts(HTMLParser):
    """The elements of a page with their attributes, its scripts and styles, addresses that lead to no page, and comments."""

    elements: set[str] = field(default_factory=set)
    scripts: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def of(cls, source: str) -> _Parts:
        parts = cls()
        parts.feed(source)
        parts.close()
        return parts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(f"<{tag}>")
        for name, value in attrs:
            self.elements.add(f"<{tag} {name}>")
            if name in ("href", "src", "action") and not (value or "").startswith(("#", "https://", "http://")):
                self.addresses.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem in {"script", "style"}:  # newer parsers read a title so, too: it holds words of a plan
            self.scripts.add(data)

    def handle_comment(self, data: str) -> None:
        if data.strip():
            self.notes.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.notes.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.notes.append(f"<![{data}]>")
