"""Plans made of a few families of texts, for long runs of the laws: what is read once is met again, in other company.

A plan is up to six provisions, drawn from the pool of its seed: some texts and their relatives, which differ in one part or one word,
are cut short, or joined. So many plans share few texts, and what two texts say to each other is worked out once; the company they
keep, their order, numbers and tags are always new.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from patchwork import provisions
from plandiff.model import Attested, Coverage, Plan, Provision, Removal
from sentences import PARTS, sentence
from soup import known_words

_SIZES = (10, 8, 4, 2, 1, 1)
"""How often a plan has 1, 2, ... provisions: what goes wrong shows in few of them already, and few are quick."""
_FAMILIES = 4
_NUMBERS = ("1", "2", "3", "1.10", "4(a)", "08", "ix", "no", "№ 3")
_TAGS = ((), (), ("t",), ("u",), ("t", "u"))
_BINDS = ((), ("us",), ("us", "them"))
_ODD = ("[bold]x[/]", "<b>1,000</b>", "\u202eabc\u202c", "—", "e\u0301", "* * *", "'", "%", "10a", "½", "\n", "MUST")


def pairs(seed: int) -> Iterator[tuple[Plan, Plan]]:
    """Pairs of plans without end, none of them twice; the same for the same seed."""
    chance = Random(seed)
    families = [chance.choice((_family, _written))(chance) for _ in range(_FAMILIES)]
    met: set[tuple[Plan, Plan]] = set()
    while True:
        pair = _pair(chance, families)
        if pair not in met:
            met.add(pair)
            yield pair


def _pair(chance: Random, families: list[list[str]]) -> tuple[Plan, Plan]:
    """Two plans of texts of the same families, so that there is something to link; now and then of any."""
    wide = chance.random() < 0.1
    old = [chance.choice(families) for _ in range(_size(chance))]
    new = [chance.choice(families if wide else old) for _ in range(_size(chance))]
    first, second = (_plan(chance, name, [chance.choice(f) for f in of]) for name, of in (("a", old), ("b", new)))
    return first, second


def _size(chance: Random) -> int:
    return chance.choices(range(1, len(_SIZES) + 1), _SIZES)[0]


def _plan(chance: Random, ident: str, texts: list[str]) -> Plan:
    numbers = chance.sample(_NUMBERS, len(texts))
    rarely = chance.random() < 0.1
    provisions = tuple(
        Provision(
            number,
            text,
            chance.choice(_TAGS),
            chance.choice(_BINDS),
            attested=chance.choice([*Attested]) if rarely else Attested.TEXT,
        )
        for number, text in zip(numbers, texts, strict=True)
    )
    return Plan(
        ident,
        ident,
        provisions,
        coverage=chance.choice([*Coverage]) if rarely else Coverage.FULL,
        removed=(Removal("a", chance.choice(_NUMBERS)),) if ident == "b" and rarely else (),
    )


def _family(chance: Random) -> list[str]:
    """A text of one or two sentences and its relatives."""
    parts = [_parts(chance) for _ in range(chance.choice((1, 1, 1, 2)))]
    head = _spelt(parts)
    family = [head]
    for _ in range(3):
        at, which = chance.randrange(len(parts)), chance.randrange(len(PARTS))
        changed = list(parts[at])
        changed[which] = chance.choice(PARTS[which])
        family.append(_spelt([*parts[:at], tuple(changed), *parts[at + 1 :]]))
    words = head.split(" ")
    cut = chance.randrange(1, len(words))
    family += [" ".join(words[:cut]), " ".join(words[cut:])]
    for pool in (known_words(), known_words(), _ODD):
        family.append(" ".join(_put_in(chance, words, chance.choice(pool))))
    family.append(f"{head} {sentence(*_parts(chance))}")
    return family


def _written(chance: Random) -> list[str]:
    """A provision that somebody wrote and its relatives: cut short, cut in two, with some words of another, or beside another."""
    head, other = (chance.choice(provisions()) for _ in range(2))
    words, theirs = head.split(" "), other.split(" ")
    family = [head, f"{head} {other}"]
    for _ in range(2):
        start, end = sorted(chance.randrange(len(words) + 1) for _ in range(2))
        there = chance.randrange(len(theirs))
        family += [
            " ".join([*words[:start], *words[end:]]) or head,
            " ".join([*words[:start], *theirs[there : there + 4], *words[start:]]),
            " ".join(words[:end]) or head,
        ]
    return family


def _parts(chance: Random) -> tuple[str, ...]:
    return tuple(chance.choice(part) for part in PARTS)


def _spelt(parts: list[tuple[str, ...]]) -> str:
    return " ".join(sentence(*part) for part in parts)


def _put_in(chance: Random, words: list[str], word: str) -> list[str]:
    at = chance.randrange(len(words))
    return [*words[:at], word, *words[at + chance.randrange(2) :]]
