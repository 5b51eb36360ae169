"""A mapping of a plan file or review file, read key by key: each value has the right type, or there is a finding.

The ugly case is the value that is nearly right (one word where a list is due, a list where a sentence is due): the
finding says how to write it. A value that is missing or wrong reads as empty, so that all findings of a file come at once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from plandiff.findings import Findings
from plandiff.suggest import advice, listed, nearest, quoted
from plandiff.yaml_nodes import ListNode, MapNode, Node, Scalar, place_of

_Choice = TypeVar("_Choice", bound=StrEnum)
# Compiled where they are asked for, which no start does on files that the build has read.
_DATE = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_BARE = r"[\w][\w .-]{0,40}"
_URL = r"(?i:https?)://[^\s<>\"'\\`{}|^]+"


class Table:
    """A mapping whose keys are known; ``noun`` is what messages call it ("a provision")."""

    def __init__(self, node: MapNode, noun: str, keys: Mapping[str, str], findings: Findings) -> None:
        """Check the keys: ``keys`` gives for each what to write there, with an example."""
        self.node = node
        self.noun = noun
        self._keys = keys
        self._findings = findings
        for key, (at, _) in node.entries.items():
            if key not in keys:
                self._findings.add(at, f"unknown key {quoted(key)} in {noun}; {_unknown_key(key, keys)}")

    def report(self, key: str | None, problem: str) -> None:
        """Note a problem with the value of a key, or with the mapping as a whole."""
        value = self.node.get(key) if key else None
        self._findings.add(value or self.node, problem)

    def report_word(self, key: str, word: str, problem: str) -> None:
        """Note a problem with one word of a list."""
        self._findings.add(place_of(self.node, key, word), problem)

    def prose(self, key: str, *, required: bool = False, blank: bool = False, most: int = 0) -> str:
        """Text of any length (or at most ``most``), blanks around it cut off; empty where there is none, or ``blank`` is
        allowed."""
        node = self._value(key, required)
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.report(key, f"{key} must be text, not {_kind(node)}; write {self._how(key)}, in quotes if need be")
            return ""
        value = node.value.strip()
        if not value and not blank:
            self.report(key, f"{key} is empty; write {self._how(key)}{'' if required else ', or leave the key out'}")
        if most and len(value) > most:
            self.report(key, f"{key} is longer than {most:,} characters; split it into its points")
            return ""
        return value

    def line(self, key: str, *, required: bool = False, blank: bool = False, most: int = 1_000) -> str:
        """Text on one line."""
        value = self.prose(key, required=required, blank=blank)
        if len(value.splitlines()) > 1:
            self.report(key, f"{key} must be on one line; join its lines")
            return ""
        if len(value) > most:
            self.report(key, f"{key} is longer than {most} characters; shorten it")
            return ""
        return value

    def words(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of words; each stands there once."""
        node = self._value(key, required)
        if node is None:
            return ()
        if not isinstance(node, ListNode):
            word = node.value.strip() if isinstance(node, Scalar) else ""
            how = f"{key}: [{word}]" if re.fullmatch(_BARE, word) else self._how(key)
            self.report(key, f"{key} must be a list, not {_kind(node)}; write {how}")
            return ()
        return tuple(self._distinct(key, node))

    def choice(self, key: str, kind: type[_Choice], *, required: bool = False) -> _Choice | None:
        """One of the values of an enumeration; None where there is none or a wrong one."""
        value = self.line(key, required=required)
        known = [str(c) for c in kind]
        if value in known:
            return kind(value)
        if value:
            self.report(key, f"{key} cannot be {quoted(value)}; {advice(value, known, 'values')}")
        return None

    def date(self, key: str) -> str:
        """A day, month or year that is in the calendar, as it stands there."""
        value = self.line(key)
        if value and not is_date(value):
            self.report(key, f"{key} {quoted(value)} is no date of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY")
            return ""
        return value

    def url(self, key: str) -> str:
        """A web address: no other scheme may become a link in a report."""
        value = self.line(key, most=4_000)
        if value and not is_url(value):
            self.report(key, f"{key} {quoted(value)} is no web address; write it from https:// on, without blanks")
            return ""
        return value

    def rows(self, key: str, noun: str, keys: Mapping[str, str], *, required: bool = False) -> Iterator[Table]:
        """The mappings of a list, as tables."""
        node = self._value(key, required)
        if node is not None and not isinstance(node, ListNode):
            self.report(key, f"{key} must be a list, not {_kind(node)}; write {self._how(key)}")
        for item in node.items if isinstance(node, ListNode) else ():
            if isinstance(item, MapNode):
                yield Table(item, noun, keys, self._findings)
            else:
                what = (
                    f"{noun} must be a mapping, not {_kind(item)}; write its keys ({listed(keys)}), each with a value"
                )
                self._findings.add(item, what)

    def named(self, key: str, noun: str, keys: Mapping[str, str]) -> Iterator[tuple[str, Table]]:
        """The mappings of a mapping, with the names they stand under."""
        node = self._value(key, False)
        if node is not None and not isinstance(node, MapNode):
            self.report(key, f"{key} must be a mapping, not {_kind(node)}; write {self._how(key)}")
        for name, (at, value) in node.entries.items() if isinstance(node, MapNode) else ():
            if isinstance(value, MapNode):
                yield name, Table(value, f"{noun} {quoted(name)}", keys, self._findings)
            else:
                what = f"{noun} {quoted(name)} must be a mapping, not {_kind(value)}; write its keys ({listed(keys)}) under it"
                self._findings.add(at, what)

    def _value(self, key: str, required: bool) -> Node | None:
        node = self.node.get(key)
        if node is None and required:  # right behind the misspelt key, if that is the cause: it must come first
            self._findings.add(self._misspelt(key) or self.node, f"{self.noun} has no {key}; add {self._how(key)}")
        return node

    def _misspelt(self, key: str) -> Scalar | None:
        """The unknown key that was probably meant to be ``key``."""
        unknown = (word for word in self.node.entries if word not in self._keys)
        return next((self.node.key(word) for word in unknown if nearest(word, self._keys) == [key]), None)

    def _how(self, key: str) -> str:
        hint = self._keys[key]
        return f"{key}: {hint}" if hint.startswith("[") else f"{key} ({hint})"

    def _distinct(self, key: str, node: ListNode) -> Iterator[str]:
        seen: set[str] = set()
        for item in node.items:
            if not isinstance(item, Scalar):
                self._findings.add(item, f"{key} must hold words, not {_kind(item)}; write {self._how(key)}")
                continue
            word = item.value.strip()
            if not word or len(word.splitlines()) > 1:
                self._findings.add(
                    item, f"{key} holds a word that is empty or longer than a line; write {self._how(key)}"
                )
            elif word in seen:
                self._findings.add(item, f"{quoted(word)} stands twice in {key}; remove one of the two")
            else:
                seen.add(word)
                yield word


def is_date(value: str) -> bool:
    """Whether ``value`` is YYYY, YYYY-MM or YYYY-MM-DD and in the calendar."""
    found = re.fullmatch(_DATE, value)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def is_url(value: str) -> bool:
    """Whether ``value`` is an http or https address."""
    return re.fullmatch(_URL, value) is not None


def _kind(node: Node) -> str:
    if isinstance(node, ListNode):
        return "a list"
    if isinstance(node, MapNode):
        return "a mapping"
    return "a single value" if node.value.strip() else "empty"


def _unknown_key(key: str, keys: Mapping[str, str]) -> str:
    if key == "<<":
        return "merge keys are not supported: write the values out"
    return advice(key, keys, "keys")
