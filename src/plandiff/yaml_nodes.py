"""YAML text to a tree in which every value is a string and knows its line and column.

The tree is built from the parser's events in one pass and without recursion, so that depth and size are bounded while
reading. The ugly cases: ten lines of aliases that unfold to a billion values, 100,000 nested lists, a value that
contains itself, and words that YAML quietly swallows (``&name``, ``!word``, whatever follows `` #``).
"""

from __future__ import annotations

import re
from typing import Any

from plandiff.errors import PlanFileError
from plandiff.findings import Findings
from plandiff.suggest import quoted

MAX_DEPTH = 32
"""A plan needs five levels."""
TOO_DEEP = f"values are nested more than {MAX_DEPTH} deep; a plan file needs five levels"
MAX_NODES = 1_000_000
"""Values after aliases are unfolded; 10,000 provisions have about 200,000."""

_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
"""Compiled late: only an escape can bring one in."""
_COMMENT = r"[ \t]+#"  # compiled where a file is parsed


def too_many() -> str:
    """What is wrong with a file that holds too many values."""
    return f"the file unfolds to more than {MAX_NODES:,} values; write aliases out, or split the file"


class Scalar:
    """A single value, always text."""

    __slots__ = ("column", "cut", "line", "size", "value")

    def __init__(self, value: str, line: int, column: int, cut: bool = False) -> None:
        """``cut`` says that a comment follows on the same line: perhaps it was meant as part of the text."""
        self.value, self.line, self.column, self.cut, self.size = value, line, column, cut, 1


class ListNode:
    """Values in order."""

    __slots__ = ("column", "items", "line", "size")

    def __init__(self, line: int, column: int, items: list[Node] | None = None) -> None:
        self.line, self.column, self.items, self.size = line, column, items or [], 1


class MapNode:
    """Values by key; of a duplicate key (which is a finding) the first value is kept."""

    __slots__ = ("column", "entries", "line", "size")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column, self.size = line, column, 1
        self.entries: dict[str, tuple[Scalar, Node]] = {}

    def get(self, key: str) -> Node | None:
        """The value of the key, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None

    def key(self, key: str) -> Scalar:
        """The node of the key itself, for its position."""
        return self.entries[key][0]


Node = Scalar | ListNode | MapNode


def compose(text: str, findings: Findings) -> Node | None:
    """The tree of the one document in ``text``, or None where there is none.

    What leaves the tree usable (a duplicate key, a tag) goes to ``findings``; what does not is raised.
    """
    from plandiff.trees import tree

    if (known := tree(text)) is not None:
        return known
    import yaml  # late: the library is only needed where a file is read

    builder = _Builder(text, findings)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        from plandiff.yaml_hints import explained

        raise explained(error, text, findings.name) from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: the slow parser on an escape beyond Unicode
        line, column = builder.last
        problem = f"the YAML cannot be read after this ({str(error).splitlines()[0]}); put the value in single quotes"
        raise PlanFileError(findings.name, line, column, problem) from None
    builder.report_unused_anchors()
    return builder.root


class _Open:
    """A collection whose end has not been read yet."""

    __slots__ = ("anchor", "before", "dropped", "key", "node")

    def __init__(self, node: ListNode | MapNode, anchor: str | None, before: int) -> None:
        """``before`` is how many values had been read."""
        self.node, self.anchor, self.before = node, anchor, before
        self.key: Scalar | None = None
        self.dropped = False
        """True where the value that comes next belongs to a duplicate key."""


class _Builder:
    def __init__(self, text: str, findings: Findings) -> None:
        self.text = text
        self.findings = findings
        self.root: Node | None = None
        self.last = (1, 1)
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._unused: dict[str, Scalar] = {}
        self._nodes = 0
        self._take = {
            "ScalarEvent": self._scalar,
            "SequenceStartEvent": self._start,
            "MappingStartEvent": self._start,
            "SequenceEndEvent": self._end,
            "MappingEndEvent": self._end,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
        }

    def take(self, event: Any) -> None:
        """Put what the parser has just read into the tree."""
        mark = event.start_mark
        self.last = (mark.line + 1, mark.column + 1)
        if handle := self._take.get(type(event).__name__):
            handle(event)

    def report_unused_anchors(self) -> None:
        """An ``&name`` that nothing refers to was probably meant as part of the text."""
        for name, at in self._unused.items():
            self.findings.add(
                at,
                f"YAML reads {quoted('&' + name)} as an anchor, and nothing refers to it; "
                "put the value in quotes if it is part of the text, else remove it",
            )

    def _document(self, event: Any) -> None:
        if self.root is not None:
            raise self._fatal("a second document starts here; keep one plan in a file")

    def _scalar(self, event: Any) -> None:
        value = event.value
        node = Scalar(value, *self.last)
        if not event.style and value:
            node.cut = re.compile(_COMMENT).match(self.text, event.end_mark.index) is not None
        elif event.style == '"' and (found := re.search(_CONTROL, value)):
            self.findings.add(node, f"the value holds the control character U+{ord(found.group()):04X}; remove it")
            node.value = re.sub(_CONTROL, " ", value)
        self._grow(1)
        self._mark(event, node)
        if event.anchor:
            self._anchors[event.anchor] = node
        self._place(node)

    def _start(self, event: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self._fatal(TOO_DEEP)
        kind = MapNode if type(event).__name__ == "MappingStartEvent" else ListNode
        node = kind(*self.last)
        self._mark(event, node)
        if event.anchor:  # until its end is read, an alias to it would put the value into itself
            self._anchors.pop(event.anchor, None)
        self._open.append(_Open(node, event.anchor, self._nodes))
        self._grow(1)

    def _end(self, event: Any) -> None:
        done = self._open.pop()
        done.node.size = self._nodes - done.before
        if done.anchor:
            self._anchors[done.anchor] = done.node
        self._place(done.node)

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if any(o.anchor == name for o in self._open):
            raise self._fatal(f"the value {quoted('*' + name)} contains itself; write it out")
        node = self._anchors.get(name)
        if node is None:
            raise self._fatal(
                f"YAML reads {quoted('*' + name)} as a reference, and there is no {quoted('&' + name)} "
                "before it; put the value in quotes"
            )
        self._unused.pop(name, None)
        self._grow(node.size)
        self._place(node)

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if isinstance(top.node, ListNode):
            top.node.items.append(node)
        elif top.key is None:
            self._place_key(top, node)
        else:
            if not top.dropped:
                assert isinstance(top.node, MapNode)
                top.node.entries[top.key.value] = (top.key, node)
            top.key, top.dropped = None, False

    def _place_key(self, top: _Open, node: Node) -> None:
        assert isinstance(top.node, MapNode)
        if not isinstance(node, Scalar):
            self.last = (node.line, node.column)
            raise self._fatal(
                "a key must be a word, not a list or a mapping; put a value that starts with [ or { in quotes"
            )
        top.key = node
        if earlier := top.node.entries.get(node.value):
            top.dropped = True
            self.findings.add(
                node,
                f"the key {quoted(node.value)} stands here for the second time "
                f"(first on line {earlier[0].line}); keep one of the two",
            )

    def _mark(self, event: Any, node: Node) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.findings.add(
                node,
                f"YAML reads {quoted(tag)} as a tag, and tags do nothing here; "
                "put the value in quotes if it is part of the text, else remove it",
            )
        if event.anchor:
            self._unused[event.anchor] = Scalar("", *self.last)

    def _grow(self, count: int) -> None:
        self._nodes += count
        if self._nodes > MAX_NODES:
            raise self._fatal(too_many())

    def _fatal(self, problem: str) -> PlanFileError:
        return PlanFileError(self.findings.name, *self.last, problem)


def place_of(node: MapNode, key: str, word: str) -> Node:
    """Where a word of the list under a key stands; the nearest thing that has a place if it does not stand there."""
    value = node.get(key)
    items = value.items if isinstance(value, ListNode) else []
    return next((i for i in items if isinstance(i, Scalar) and i.value.strip() == word), value or node)
