"""Base forms of English words, found by asking a known vocabulary: *ratifications* is *ratify* because *ratify* is known.

Stripping endings blindly takes *nation* for *nate* and *united* for *unit*; asking first does not. What the vocabulary does
not know is left to the stemmer.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am",
        "begin": "began begun",
        "bear": "bore borne",
        "bind": "bound",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "choose": "chose chosen",
        "come": "came",
        "deal": "dealt",
        "dig": "dug",
        "draw": "drew drawn",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feed": "fed",
        "fight": "fought",
        "find": "found",
        "flee": "fled",
        "fly": "flew flown flies",
        "forbid": "forbade forbidden",
        "freeze": "froze frozen",
        "give": "gave given",
        "go": "went gone goes",
        "grow": "grew grown",
        "hear": "heard",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "lay": "laid",
        "lead": "led",
        "leave": "left",
        "lend": "lent",
        "lose": "lost",
        "make": "made",
        "man": "men",
        "meet": "met",
        "pay": "paid",
        "rise": "rose risen",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shoot": "shot",
        "show": "showed shown",
        "speak": "spoke spoken",
        "spend": "spent",
        "strike": "struck",
        "swear": "swore sworn",
        "steal": "stole stolen",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "understand": "understood",
        "undertake": "undertook undertaken",
        "uphold": "upheld",
        "withdraw": "withdrew withdrawn",
        "withhold": "withheld",
        "write": "wrote written",
        "woman": "women",
        "person": "persons people",
        "child": "children",
        "foot": "feet",
        "life": "lives",
        "criterion": "criteria",
        "basis": "bases",
        "crisis": "crises",
        "datum": "data",
        "curriculum": "curricula",
    }.items()
    for form in forms.split()
}

_INFLECTION = (  # ending, what takes its place
    ("'s", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("ves", "f"),
    ("s", ""),
    ("es", ""),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
)
_DERIVATION = (
    ("isation", "ise"),
    ("ification", "ify"),
    ("ication", "y"),
    ("ation", "ate"),
    ("ation", "e"),
    ("ation", ""),
    ("ition", "e"),
    ("ition", ""),
    ("ption", "be"),
    ("ction", "ct"),
    ("sion", "d"),
    ("sion", "de"),
    ("ssion", "t"),
    ("ion", ""),
    ("ion", "e"),
    ("ment", ""),
    ("ance", ""),
    ("ance", "e"),
    ("ence", ""),
    ("ence", "e"),
    ("ance", "ate"),
    ("al", ""),
    ("al", "e"),
    ("ical", "y"),
    ("ally", "al"),
    ("ly", ""),
    ("ily", "y"),
    ("ably", "able"),
    ("able", ""),
    ("able", "e"),
    ("ability", "able"),
    ("er", ""),
    ("er", "e"),
    ("or", ""),
    ("or", "e"),
    ("ness", ""),
    ("ity", ""),
    ("ity", "e"),
    ("ive", ""),
    ("ive", "e"),
    ("ative", "ate"),
    ("ative", ""),
    ("ship", ""),
    ("ful", ""),
    ("less", ""),
    ("ous", ""),
    ("ary", ""),
    ("ist", "y"),
    ("ian", "y"),
)
_Rules = Mapping[str, Sequence[tuple[str, str]]]


def _by_last_letter(rules: Iterable[tuple[str, str]]) -> _Rules:
    """The rules that can apply to a word, by its last letter: most of seventy never can."""
    found: dict[str, list[tuple[str, str]]] = {}
    for ending, instead in rules:
        found.setdefault(ending[-1], []).append((ending, instead))
    return found


_INFLECTED, _DERIVED = _by_last_letter(_INFLECTION), _by_last_letter(_DERIVATION)


def _replaced(word: str, rules: _Rules) -> Iterator[str]:
    """Yield *word* with each ending that it has replaced, and with a doubled last letter made single."""
    for ending, instead in rules.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            base = word[: len(word) - len(ending)] + instead
            yield base
            if not instead and len(base) > 3 and base[-1] == base[-2]:
                yield base[:-1]


def inflected(word: str) -> Iterator[str]:
    """Yield what *word* may be an inflected form of, likeliest first, itself included."""
    yield word
    if word in _IRREGULAR:
        yield _IRREGULAR[word]
    yield from _replaced(word, _INFLECTED)


def derived(word: str) -> Iterator[str]:
    """Yield what *word* may be derived from: a verb from its noun, an adjective from its adverb."""
    for form in inflected(word):
        for base in _replaced(form, _DERIVED):
            yield base
            yield from _replaced(base, _DERIVED)


def base_form(word: str, known: Container[str]) -> str:
    """The form of *word* that *known* contains; the empty string where it contains none."""
    for form in inflected(word):
        if form in known:
            return form
    if len(word) > 5:
        for form in derived(word):
            if len(form) > 3 and form in known:
                return form
    return ""


_ENDINGS = tuple(
    sorted(
        "ation ition ification ional ion ment ance ence ance ive ative al ial ical ic ity ness ism ist ian an i ese ish er or "
        "ers ary ory ous able ible ful ly ed ing s es e y ies en ise isation ship hood age ate ure ant ent acy cy".split(),
        key=lambda ending: (-len(ending), ending),
    )
)


_LAST = _by_last_letter((ending, "") for ending in _ENDINGS)


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """What is left of *word* when endings that only change its class are gone: *nuclear*, *nuclei* do not meet, *Karvia*, *Karvian* do."""
    for _ in range(2):
        for ending, _instead in _LAST.get(word[-1:], ()):
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                word = word[: -len(ending)]
                break
        else:
            break
    return word


def akin(one: str, other: str) -> bool:
    """Whether two words are of one family: their roots are the same, or one begins with the other."""
    a, b = sorted((root(one), root(other)), key=len)
    return len(a) >= 4 and (a == b or (len(a) >= 5 and b.startswith(a) and len(b) - len(a) <= 3))
