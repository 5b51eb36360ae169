"""A Markdown text as passages, read by markdown-it-py (CommonMark with tables and struck-out words).

The ugly cases: words in HTML between the Markdown, and a footnote that CommonMark takes for the address of a link.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from plandiff.errors import PlandiffError
from plandiff.intake import plain
from plandiff.intake.blocks import Block, Document, row, worded

if TYPE_CHECKING:
    from markdown_it.token import Token

_COMMENT_OR_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
MOST_BRACKETS = 100_000
MOST_LINES = 2_000_000


def read(text: str, name: str) -> Document:
    """The passages of a Markdown text.

    Args:
        name: what the user calls it.

    Raises:
        PlandiffError: if it would take minutes to read.
    """
    from markdown_it import MarkdownIt

    _require_bounded(text, name)
    seen: dict[str, dict[str, dict[str, str]]] = {}
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text, seen)
    walk = _Walk()
    blocks = _exported(tokens) or list(walk.blocks(tokens))
    for name, reference in seen.get("references", {}).items():
        said = f"[{name}]: {reference['href']} {reference.get('title', '')}"
        blocks.append(Block(said, "the end", aside="definition of a link"))
    return Document(tuple(blocks), notes=tuple(_notes(walk.addresses)))


def _require_bounded(text: str, name: str) -> None:
    """Refuse what costs the parser minutes and no document has."""
    for mark, most, what in (("[", MOST_BRACKETS, "square brackets"), ("\n", MOST_LINES, "lines")):
        if text.count(mark) > most:
            raise PlandiffError(f"{name}: it has more than {most:,} {what}, too many for Markdown; import it with --from text")


def _notes(addresses: int) -> Iterator[str]:
    if addresses:
        yield f"the addresses of {addresses} links were left out" if addresses > 1 else "the address of a link was left out"


@dataclass(slots=True)
class _Walk:
    """What is open while the tokens are gone through."""

    lists: list[str] = field(default_factory=list)
    label: str = ""
    """The number of the item that has shown no words yet."""
    count: int = 0
    heading: int = 0
    cells: list[str] | None = None
    addresses: int = 0

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """The passages, in their order."""
        for token in tokens:
            at = f"line {token.map[0] + 1}" if token.map else ""
            if token.type == "inline":
                text = self._words(token.children or ())
                if self.cells is None:
                    yield self._block(text, at)
                else:
                    self.cells.append(text)
            elif token.type in ("fence", "code_block"):
                yield from self._code(token)
            elif token.type == "html_block":
                words = html.unescape(_untagged(token.content))
                if worded(words):
                    yield Block(words, at, aside="HTML in the text")
            else:
                yield from self._structure(token, at)

    def _structure(self, token: Token, at: str) -> Iterator[Block]:
        match token.type:
            case "ordered_list_open" | "bullet_list_open":
                if self.label:
                    yield self._block("", at)
                self.count += 1
                self.lists.append(f"list {self.count}")
            case "ordered_list_close" | "bullet_list_close":
                self.lists.pop()
            case "list_item_open":
                self.label = f"{token.info}{token.markup}" if token.info else "•"
            case "list_item_close":
                if self.label and self.label != "•":
                    yield self._block("", at)
                self.label = ""
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "tr_open":
                self.cells = []
            case "tr_close":
                yield from row(self.cells or (), at)
                self.cells = None

    def _block(self, text: str, at: str) -> Block:
        label, self.label = self.label, ""
        made = Block(text, at, label, depth=len(self.lists), nested=True, heading=self.heading)
        return replace(made, list_id=self.lists[-1]) if label else made

    def _code(self, token: Token) -> Iterator[Block]:
        start = (token.map[0] if token.map else 0) + (2 if token.type == "fence" else 1)
        for n, block in enumerate(plain.read(token.content, start).blocks):
            yield self._block(block.text, block.at) if not n else block

    def _words(self, tokens: Sequence[Token]) -> str:
        parts = []
        for token in tokens:
            if token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and _BREAK.match(token.content)):
                parts.append("\n")
            elif token.type == "image":
                self.addresses += 1
                parts.append(self._words(token.children or ()))
            elif token.type != "html_inline":
                parts.append(token.content)
            self.addresses += token.type == "link_open" and token.info != "auto"
        return "".join(parts)


def _untagged(text: str) -> str:
    """The words between tags and comments; what is never closed is neither.

    Nothing is looked for behind the last place where it may close, else each of many that never do is read to the end.
    """
    comments, tags = text.rfind("-->") + 3, text.rfind(">") + 1
    comments = comments if comments > 2 else 0
    return _COMMENT_OR_TAG.sub(" ", text[:comments]) + _TAG.sub(" ", text[comments:tags]) + text[tags:]


def _exported(tokens: Sequence[Token]) -> list[Block]:
    """The passages of what ``plandiff show --format markdown`` wrote; none where it did not.

    There a provision is a paragraph that begins with its number in bold, and a quotation below it that is its text.
    """
    walk = _Walk()
    found: list[Block] = []
    number, quoted = "", False
    for token in tokens:
        if token.type == "blockquote_open":
            quoted = True
        elif token.type == "blockquote_close":
            number, quoted = "", False
        elif token.type == "inline":
            text, at = " ".join(walk._words(token.children or ()).split()), f"line {token.map[0] + 1}" if token.map else ""
            if quoted and number:
                found.append(Block(text, at, number=number))
                number = ""
                continue
            number = _bold(token)
            found.append(Block(text, at))
        elif token.type not in _EXPORTED:
            return []
    return found if any(block.number for block in found) else []


_EXPORTED = frozenset(
    "heading_open heading_close paragraph_open paragraph_close bullet_list_open bullet_list_close list_item_open list_item_close".split()
)
"""What such an export is made of, beside quotations and words."""


def _bold(token: Token) -> str:
    """The number of the provision that a line in an export leads, else nothing."""
    children = token.children or []
    kinds = [child.type for child in children]
    if "strong_open" not in kinds[:2] or "strong_close" not in kinds:
        return ""
    end = kinds.index("strong_close")
    rest = "".join(child.content for child in children[end + 1 :] if child.type in ("text", "strong_open"))
    number = "".join(child.content for child in children[:end] if child.type == "text")
    return number.strip() if not rest.strip() or rest.startswith(" · ") else ""
