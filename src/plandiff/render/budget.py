"""A report that must fit: whole changes are cut, the least weighty first, and never half of one.

The ugly case is a limit below what the report needs without any change: that is an error, for a report that says nothing
would look like good news.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plandiff.errors import PlandiffError
from plandiff.model import Change, Verdict
from plandiff.render import phrases


class Cut(NamedTuple):
    """What a report shows of the changes that it lists."""

    whole: frozenset[int]
    """Places, in the list, of the changes that are shown."""
    named: bool = True
    """Whether those left out are named by their numbers."""
    folded: bool = True
    """Whether the texts of what is folded away are there to unfold."""


def everything(listed: Sequence[Change]) -> Cut:
    """Nothing is cut."""
    return Cut(frozenset(range(len(listed))))


def fitted(listed: Sequence[Change], most: int, lay_out: Callable[[Cut], str]) -> str:
    """The report that shows the most within ``most`` bytes.

    First the folded texts go, then whole changes, which are named by their numbers as long as there is room for that.

    Raises:
        PlandiffError: if the report is longer even without any change.
    """
    whole = everything(listed)
    for cut in (whole, Cut(whole.whole, folded=False)):
        if _size(report := lay_out(cut)) <= most:
            return report
    ranked = sorted(range(len(listed)), key=lambda i: (phrases.WEIGHT.index(listed[i].verdict), i))
    for named in (True, False):

        def shown(count: int, named: bool = named) -> str:
            return lay_out(Cut(frozenset(ranked[:count]), named, folded=False))

        fits = bisect_right(range(len(ranked)), most, key=lambda count: _size(shown(count))) - 1
        while fits >= 0:  # sizes rise but for a word or two, so that one step back is the most there is
            if _size(report := shown(fits)) <= most:
                return report
            fits -= 1
    least = _size(lay_out(Cut(frozenset(), named=False, folded=False)))
    raise PlandiffError(
        f"the report has {least:,} bytes without any change; give --max-size at least that, or a filter"
    )


def left_out(listed: Sequence[Change], cut: Cut) -> list[tuple[Verdict, list[Change]]]:
    """The changes that are not shown, by verdict, in the order of weight."""
    out = [change for place, change in enumerate(listed) if place not in cut.whole]
    return [(v, changes) for v in phrases.WEIGHT if (changes := [c for c in out if c.verdict is v])]


def _size(report: str) -> int:
    return len(report.encode("utf-8", "backslashreplace"))
