"""Finds the explanations, examples and reasons in a text: what they say commits nobody."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from plandiff.commitments.lexicon import phrases
from plandiff.commitments.phrases import Matcher
from plandiff.commitments.tokens import Token

_ENDS = frozenset({";", ":", ".", ")"})
_COMMA_TOO = _ENDS | {","}
"""What opens a sentence ("In accordance with the Charter, ...") ends at its comma."""
_CITING = frozenset({"as", "in"})
"""What opens a citation ("as the annex prescribes"), which ends at its comma wherever it stands."""
_ATTITUDES = frozenset(
    "recalling noting mindful conscious aware convinced guided inspired encouraged alarmed saddened moved having".split()
)
"""What opens an insertion on the mood of those who speak; between two commas it ends at the second."""
_FEELS = frozenset("deplore deplores regret regrets lament laments mourn mourns express expresses".split())
"""What the authors feel commits nobody; what they add to it with "and" may."""
_FINITE = frozenset({"shall", "will", "must", "may", "should", "can", "is", "are", "has", "have"})
_CAUSES = frozenset({"its", "it", "they", "this", "there", "their", "that", "these"})


class _Cue(NamedTuple):
    phrase: str


@cache
def _cues() -> Matcher[_Cue]:
    return Matcher(_Cue(phrase) for phrase in phrases("asides"))


def asides(tokens: Sequence[Token]) -> frozenset[int]:
    """Places of the tokens inside an aside, from its opening words to the end of its clause."""
    inside: set[int] = set()
    openings = [
        hit.start
        for hit in _cues().find(tokens)
        if not (_late_while(tokens, hit.start) or _names_all(tokens, hit.end) or _names_actor(tokens, hit.end))
    ]
    openings += [i for i in range(1, len(tokens) - 1) if _gives_cause(tokens, i)]
    for start in openings:
        opens = start == 0 or tokens[start - 1].sentence != tokens[start].sentence
        if tokens[start].word in _ATTITUDES and not opens and tokens[start - 1].word != ",":
            continue
        inserted = start > 0 and tokens[start - 1].word == "," and tokens[start].word in _ATTITUDES
        ends = _COMMA_TOO if opens or inserted or tokens[start].word in _CITING else _ENDS
        end = start
        while end < len(tokens) and tokens[end].word not in ends and tokens[end].sentence == tokens[start].sentence:
            if tokens[end].word == "and" and tokens[start].word in _FEELS:
                break
            if tokens[end].word == "," and end + 1 < len(tokens) and tokens[end + 1].word in _FINITE:
                break  # the sentence goes on with its verb
            end += 1
        inside.update(range(start, end))
    return frozenset(inside)


def _names_all(tokens: Sequence[Token], at: int) -> bool:
    """Whether "among them all women" names a class that must be there, not an example."""
    return at < len(tokens) and tokens[at].word in {"all", "every", "each"} and tokens[at - 1].word == "them"


def _names_actor(tokens: Sequence[Token], at: int) -> bool:
    """Whether "including by Norland" says who acts besides."""
    if tokens[at - 1].word != "including" or at + 2 >= len(tokens) or tokens[at].word != "by":
        return False
    return tokens[at + (2 if tokens[at + 1].word == "the" else 1)].capital


def _late_while(tokens: Sequence[Token], at: int) -> bool:
    """Whether *while* follows what it limits ("banned while talks last"): then it is a condition and no aside."""
    return tokens[at].word in {"while", "whilst"} and at > 0 and tokens[at - 1].sentence == tokens[at].sentence


def _gives_cause(tokens: Sequence[Token], at: int) -> bool:
    """Whether ", for its water is poisoned" gives a cause."""
    return tokens[at].word == "for" and tokens[at - 1].word == "," and tokens[at + 1].word in _CAUSES
