"""Provisions cut or joined without a change of words: found by the words alone, before any likeness is measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def pieces(wholes: Sequence[str], parts: Sequence[str]) -> list[tuple[int, list[int]]]:
    """Which of the ``wholes`` consist of two or more of the ``parts``, one after the other; each part is used once.

    Both are given as canonical words; empty texts are left alone.
    """
    index = _Parts(parts)
    found = []
    for at, whole in enumerate(wholes):
        chain = index.chain(whole.split(" ")) if whole else []
        if len(chain) > 1:
            index.take(chain)
            found.append((at, chain))
    return found


class _Parts:
    """Parts by their words; each can be taken once."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._parts = parts
        self._free: dict[str, list[int]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for k in reversed(range(len(parts))):
            if parts[k]:
                words = parts[k].split(" ")
                self._free[parts[k]].append(k)
                self._lengths[words[0]].add(len(words))

    def take(self, chain: Sequence[int]) -> None:
        """Parts that are no longer there for others."""
        for k in chain:
            self._free[self._parts[k]].remove(k)

    def chain(self, words: Sequence[str]) -> list[int]:
        """Parts that make up the words, the longest that fits first at each place; none where they cannot."""
        stack: list[tuple[int, list[int]]] = [(0, [])]
        tried: set[int] = set()
        while stack:
            at, chain = stack.pop()
            if at == len(words):
                return chain
            if at in tried:
                continue
            tried.add(at)
            for length in sorted(self._lengths.get(words[at], ())):
                free = [k for k in self._free.get(" ".join(words[at : at + length]), ()) if k not in chain]
                if free and at + length <= len(words):
                    stack.append((at + length, [*chain, free[-1]]))
        return []
