"""Tells what only looks like a condition: "once a year", "a district where", "when dealing with", "even if"."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from plandiff.commitments.dates import MONTHS
from plandiff.commitments.lengths import UNIT_DAYS
from plandiff.commitments.lexicon import Entry
from plandiff.commitments.numerals import counted
from plandiff.commitments.phrases import Hit
from plandiff.commitments.reading import Clause, Force, Time
from plandiff.commitments.tokens import Token, word_at

_BURDENS = (
    "prohibit", "sanction", "inspect", "penal", "ban", "restrict", "tax", "tariff", "fine", "embargo", "supervis", "monitor", "control",
    "examination", "search", "quota", "levy", "levies", "dut",
)  # fmt: skip
_PAST = frozenset({"was", "were", "took", "had", "began", "came", "entered", "did"})
_PAST_REACH = 5
_OPINES = frozenset("regard regards regarded consider considers considered deem deems deemed see sees seen".split())
_STAYS = frozenset("stand stands lie lies live lives lived are stay stays".split())
_SHORT = 5
_ABOUT_IT = frozenset({"its", "it", "their", "they", "this", "that", "such", "no", "any", "there", "both", "either"})
"""Behind "where" these tell a case, and no place."""
_NEAR_DATE = 6
"""How many words behind *until* a date may stand that tells when the event is."""
_NIGHTS = frozenset({"dark", "nightfall", "dusk", "sunset", "midnight", "hours"})
_SO = frozenset({"with", "if", "by", "after", "when", "upon", "under", "once", "where"})
_TIME_WORDS = frozenset("end start beginning close middle day date year month week time first last".split())
_TO_A_PLACE = frozenset({"to", "from", "into", "for", "of"})
"""Before "wherever": then it is a place, and no condition."""
_WISHES = frozenset({"wish", "like", "want", "choose", "wishes", "likes", "wants", "chooses"})
_ALLOWS = (
    "allow", "permit", "can", "may", "is", "are", "concern", "requir", "agree", "relat", "appl", "affect", "know", "wish", "will", "deem",
)  # fmt: skip
"""How a verb begins behind "as far as" that makes it a way out."""
_SAVES = frozenset({"to", "will", "shall", "may", "must", "can", "they", "it", "we", "and"})


class _Seen(NamedTuple):
    """A hit with what stands around it."""

    tokens: Sequence[Token]
    hit: Hit[Entry]
    clause: Clause
    times: Sequence[Time]
    before: str
    after: str
    behind: str
    """The word after ``after``."""

    @property
    def opens(self) -> bool:
        """Whether it begins a clause."""
        at = self.hit.start
        begins = at == 0 or self.tokens[at - 1].sentence != self.tokens[at].sentence
        return begins or self.before in {",", ";", "and", "or"}


def no_condition(tokens: Sequence[Token], hit: Hit[Entry], clause: Clause, times: Sequence[Time]) -> bool:
    """Whether a phrase of the lexicon asks for nothing here.

    Args:
        clause: the clause in which the phrase stands.
        times: the times of the text.
    """
    seen = _Seen(
        tokens, hit, clause, times, word_at(tokens, hit.start - 1), word_at(tokens, hit.end), word_at(tokens, hit.end + 1)
    )
    word = tokens[hit.start].word
    if seen.before == "even" or (word == "if" and seen.after in {"so", "not"}):
        return True  # "even if": it holds then, too; "if so": what was asked before
    if hit.entry.kind == "escape" and word == "as" and seen.before in _OPINES:
        return True  # "that it considers as relevant"
    if hit.entry.kind == "escape" and word == "as" and word_at(tokens, hit.start + 1) == "far" and _place(seen):
        return True
    if hit.entry.kind == "only":
        return seen.after not in _SO
    if word == "without":
        return hit.entry.kind != "unconditional" and clause.force is not Force.BAN
    return word in _TESTS and _TESTS[word](seen)


def _place(seen: _Seen) -> bool:
    """Whether "as far as" leads to a place ("as far as Port Sarre", "as far as the ridge"), not to what allows something."""
    end = seen.hit.end
    named = end < len(seen.tokens) and seen.tokens[end].capital
    stretch = [t.word for t in seen.tokens[end : end + _NEAR_DATE]]
    return (named or seen.after in {"the", "a", "an"}) and not any(w.startswith(_ALLOWS) for w in stretch)


def is_timing(tokens: Sequence[Token], hit: Hit[Entry], times: Sequence[Time]) -> bool:
    """Whether "when half a year has passed" only says when."""
    if tokens[hit.start].word not in {"when", "once", "after"}:
        return False
    end = tokens[min(hit.end + 2, len(tokens) - 1)].end
    return any(t.rule == "time/after" and tokens[hit.start].start <= t.span.start < end for t in times)


def _subject(seen: _Seen) -> bool:
    """ "Subject to": to nothing, to ratification, or to something that is borne (a ban, a tax), not waited for."""
    if seen.after in {"no", "ratification"}:
        return True
    return any(t.word.startswith(_BURDENS) for t in seen.tokens[seen.hit.end : seen.hit.end + 4])


def _once(seen: _Seen) -> bool:
    happens = word_at(seen.tokens, seen.hit.end + 2) in {"is", "has", "was"}  # "once a date is set"
    interval = seen.after in {"a", "an", "per", "every", "each"} and _is_unit(seen.behind) and not happens
    return interval or seen.after in {"in", ",", "and", "again", "more"} or seen.before in {"at", "meet", "met"}


def _where(seen: _Seen) -> bool:
    word = seen.tokens[seen.hit.start].word
    if word in {"whenever", "wherever"} and seen.behind in _WISHES:
        return True
    if seen.hit.entry.kind != "condition":
        return False
    if _PAST & {t.word for t in seen.tokens[seen.hit.end : seen.hit.end + _PAST_REACH]}:
        return True  # it tells a time that has gone by
    if len(seen.after) > _SHORT and seen.after.endswith(("ing", "ed")):
        return True  # "when dealing with", "where committed in": how, or of what kind
    if word == "where" and seen.before == "," and seen.tokens[max(0, seen.hit.start - 2)].capital and seen.hit.start > 2:
        return True  # "at Meren, where the reactors stand"
    place = seen.after in {"it", "they"} and seen.behind in _STAYS
    elsewhere = word == "where" or seen.before in _TO_A_PLACE or place
    return not seen.opens and elsewhere and word.startswith("where") and (place or seen.after not in _ABOUT_IT)


def _after(seen: _Seen) -> bool:
    number = seen.hit.end < len(seen.tokens) and seen.tokens[seen.hit.end].is_number
    number |= seen.after in {"those", "these"} and counted(seen.tokens, seen.hit.end + 1) is not None
    return _is_unit(seen.before) or seen.after in {"that", "which", *_NIGHTS} or number or seen.before in {"soon", "and"}


def _until(seen: _Seen) -> bool:
    near = seen.tokens[seen.hit.end : seen.hit.end + _NEAR_DATE]
    if [t.word for t in near[:2]] == ["at", "least"]:
        near = near[2:]
    if (near and near[0].is_number) or seen.after in MONTHS:
        return True
    event = {"has", "have", "is", "are"} & {t.word for t in near[:-1]}
    dated = any(t.absolute and n.start == t.span.start for t in seen.times for n in near)
    return seen.after in {"the", "a"} and not event and (seen.behind in _TIME_WORDS or dated)


def _other(seen: _Seen) -> bool:
    """ "In a country other than its own" says which is meant."""
    return seen.after in {"its", "their", "his", "her"} and seen.behind == "own"


def _the_moment(seen: _Seen) -> bool:
    return seen.before in {"from", "until", "at", "by"}


def _while(seen: _Seen) -> bool:
    return seen.opens


def _save(seen: _Seen) -> bool:
    return seen.before in _SAVES


_TESTS: dict[str, Callable[[_Seen], bool]] = {
    "subject": _subject, "once": _once, "where": _where, "when": _where, "wherever": _where, "whenever": _where, "after": _after,
    "the": _the_moment, "other": _other, "while": _while, "whilst": _while, "until": _until, "save": _save,
}  # fmt: skip


def _is_unit(word: str) -> bool:
    return word in UNIT_DAYS or word.removesuffix("s") in UNIT_DAYS or word in {"later", "or", "date", "day"}
