"""The trees of the YAML files that come with the package, as plain tuples: what the build of a wheel writes down (``built``).

What a file means is still checked at every start, and findings have their lines.
"""

from __future__ import annotations

from typing import Any

from plandiff import built
from plandiff.yaml_nodes import ListNode, MapNode, Node, Scalar

SORT = "tree"


def tree(text: str) -> Node | None:
    """The tree of a text that came with the package; None of any other."""
    made = built.value(text, SORT)
    if made is None:
        return None
    built.opened(text)
    return unpacked(made)


def packed(node: Node) -> tuple[Any, ...]:
    """A tree as tuples."""
    if isinstance(node, Scalar):
        return node.value, node.line, node.column, node.cut
    if isinstance(node, ListNode):
        return node.line, node.column, tuple(packed(item) for item in node.items)
    return node.line, node.column, *((packed(key), packed(value)) for key, value in node.entries.values()), None


def unpacked(made: tuple[Any, ...]) -> Node:
    """A value, a list of three parts, or a mapping that ends in None."""
    if isinstance(made[0], str):
        return Scalar(*made)
    if made[-1] is not None:
        return ListNode(made[0], made[1], [unpacked(item) for item in made[2]])
    node = MapNode(made[0], made[1])
    for (value, line, column, cut), content in made[2:-1]:
        node.entries[value] = Scalar(value, line, column, cut), unpacked(content)
    return node
