"""A page of HTML as nodes, for the tests of every page: what is closed out of turn or said twice is an error."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser


class Node:
    """An element, or the whole page: what stands in it, and its text."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag, self.attributes = tag, attributes
        self.children: list[Node] = []
        self.said: list[str] = []

    def all(self, tag: str, css: str = "") -> Iterator[Node]:
        """Every element with this name, and this class where one is given, in the order of the page."""
        for child in self.children:
            if child.tag == tag and (not css or css in (child.attributes.get("class") or "").split()):
                yield child
            yield from child.all(tag, css)

    @property
    def text(self) -> str:
        return "".join(self.said)


class Tree(HTMLParser):
    """A page as nodes; an element that is closed out of turn is an error."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]
        self.feed(page)
        self.close()
        assert self.open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        assert len(node.attributes) == len(attrs), f"an attribute twice in {tag}"
        self.open[-1].children.append(node)
        if tag not in ("meta", "br"):
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for node in self.open:
            node.said.append(data)


def walk(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from walk(child)
