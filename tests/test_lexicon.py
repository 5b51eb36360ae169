"""Every entry of every lexicon is found in its example and not in its counter-example."""

from __future__ import annotations

import pytest

from plandiff.commitments import read
from plandiff.commitments.lexicon import NAMES, Entry, entries
from plandiff.commitments.phrases import Matcher
from plandiff.commitments.tokens import tokenize

ALL = [pytest.param(entry, id=entry.id) for name in NAMES for entry in entries(name)]


@pytest.mark.parametrize("entry", ALL)
def test_entry_is_found_in_its_example_only(entry: Entry) -> None:
    matcher = Matcher([entry])
    assert matcher.find(tokenize(entry.yes)), f"not found in: {entry.yes}"
    if entry.id.startswith("conditions/"):  # "once a year" holds the word, and the reader knows that it is no condition
        assert not any(c.rule == entry.id for c in read(entry.no).conditions), f"found in: {entry.no}"
    else:
        assert not matcher.find(tokenize(entry.no)), f"found in: {entry.no}"


@pytest.mark.parametrize("entry", ALL)
def test_entry_says_why(entry: Entry) -> None:
    assert entry.why
    assert entry.yes
    assert entry.no


def test_ids_are_unique() -> None:
    ids = [entry.id for name in NAMES for entry in entries(name)]
    assert len(ids) == len(set(ids))
