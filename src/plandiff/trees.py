"""The trees of the YAML files that come with the package, as the build of a wheel read them: reading YAML takes longer than judging.

A tree is found by the text that it was made from, so that a file that somebody edits is read anew. There is none in a source
checkout, and none of anybody's own files. What a file means is still checked at every start, and findings have their lines.
"""

from __future__ import annotations

import zlib
from importlib import import_module
from typing import Any

from plandiff.yaml_nodes import ListNode, MapNode, Node, Scalar


def tree(text: str) -> Node | None:
    """The tree of a text that came with the package; None of any other."""
    try:
        packed: Any = import_module(f"plandiff.record.{name(text)}").TREE
    except ModuleNotFoundError:
        return None
    return unpacked(packed)


def name(text: str) -> str:
    """What the module with the tree of a text is called: it tells one text from another."""
    raw = text.encode("utf-8", "surrogatepass")
    return f"tree_{len(raw)}_{zlib.crc32(raw)}_{zlib.adler32(raw)}"


def module(root: Node) -> str:
    """The source of a module that holds a tree: Python compiles it once, and no parser is needed for it."""
    return f"TREE = {_packed(root)!r}\n"


def _packed(node: Node) -> tuple[Any, ...]:
    if isinstance(node, Scalar):
        return node.value, node.line, node.column, node.cut
    if isinstance(node, ListNode):
        return node.line, node.column, tuple(_packed(item) for item in node.items)
    return node.line, node.column, *((_packed(key), _packed(value)) for key, value in node.entries.values()), None


def unpacked(packed: tuple[Any, ...]) -> Node:
    """A value, a list of three parts, or a mapping that ends in None."""
    if isinstance(packed[0], str):
        return Scalar(*packed)
    if packed[-1] is not None:
        return ListNode(packed[0], packed[1], [unpacked(item) for item in packed[2]])
    node = MapNode(packed[0], packed[1])
    for (value, line, column, cut), content in packed[2:-1]:
        node.entries[value] = Scalar(value, line, column, cut), unpacked(content)
    return node
