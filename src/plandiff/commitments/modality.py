"""Cuts a text into clauses, each with its force and how firmly it binds.

The ugly case this file exists for is negation: "shall not", "no Party shall", "neither may", "nothing keeps X from" (a permission),
"shall not refuse" (a duty), "is not required to" (a release). The algebra follows Ash et al. (2020): a negated constraint is a
permission, a negated duty to omit is a duty, a negated requirement is a release.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from plandiff.commitments.lexicon import words
from plandiff.commitments.modals import NEGATORS, ONLY, Modal, modals
from plandiff.commitments.reading import Clause, Force, Span
from plandiff.commitments.stems import DEONTIC_WORDS, FUNCTION_WORDS, GOVERNS, stem
from plandiff.commitments.tokens import Token

DECLARED = 5.0
"""A statement in the present tense binds like *will*: it says how things shall be."""

_NO_BUT_NOT_A_BAN = frozenset({"later", "more", "less", "fewer", "longer", "doubt", "way"})
_OMISSIONS = frozenset(stem(w) for w in words("omissions"))
"""Acts of keeping something from happening: not doing them lets it happen."""
_RELATIVES = frozenset({"that", "who", "which", "whose", "whether"})
_AFTER_A_THOUGHT = frozenset({"by", "for", "in", "at", "with", "when", "if", "after", "once", "on", "under", "and"})
_NEAR = 4
"""How many tokens may stand between a modal and what it governs."""
_NAME = 6
"""The longest name looked for behind "by", in tokens."""
_SO = frozenset({"with", "if", "by", "after", "when", "under", "upon", "once", "where", "for", "in", "on"})
_EVERY = frozenset({"each", "every", "both", "all", "neither", "no", "either", "any", "the", "of"})
_PARTIES = frozenset({"party", "parties", "side", "sides", "one", "states", "state", "countries"})


def clauses(text: str, tokens: Sequence[Token]) -> tuple[Clause, ...]:
    """The clauses of a text in order; together they cover every token."""
    if not tokens:
        return ()
    triggers = modals(tokens)
    starts = _starts(tokens, triggers)
    made = []
    for first, last in zip(starts, [*starts[1:], len(tokens)], strict=True):
        inside = [t for t in triggers if first <= t.start < last]
        made.append(_clause(text, tokens, first, last, inside))
    return tuple(made)


def _starts(tokens: Sequence[Token], triggers: Sequence[Modal]) -> list[int]:
    """First tokens of the clauses: one a sentence, and one more for each further main modal, from the break before it."""
    starts = {0}
    for i in range(1, len(tokens)):
        if tokens[i].sentence != tokens[i - 1].sentence:
            starts.add(i)
    main = [t for t in triggers if t.entry.kind != "wrap" or _stands_alone(t, triggers)]
    starts |= {start for t in main if (start := _behind_semicolon(tokens, t.start)) is not None}
    for before, trigger in pairwise(main):
        if tokens[before.start].sentence == tokens[trigger.start].sentence and trigger.start - before.end > 1:
            cut = _cut(tokens, before.end, trigger.start)
            if cut is not None:
                starts.add(cut)
    return sorted(starts)


def _behind_semicolon(tokens: Sequence[Token], at: int) -> int | None:
    """Where the part of the sentence begins that a semicolon parts from a plain statement before it."""
    for i in range(at - 1, 0, -1):
        if tokens[i].sentence != tokens[at].sentence:
            return None
        if tokens[i].word == ";":
            return i + 1
    return None


def _stands_alone(wrap: Modal, triggers: Sequence[Modal]) -> bool:
    """Whether a wrapper is itself the finite verb ("are invited to"), with no modal before it to wrap."""
    return wrap.entry.phrase.startswith("is|are|be") and not any(
        t.entry.kind != "wrap" and 0 <= wrap.start - t.end <= _NEAR for t in triggers
    )


def _cut(tokens: Sequence[Token], after: int, before: int) -> int | None:
    """Where a new clause begins between two modals: after the last semicolon, comma or "and"; None where they hang together."""
    semicolon = max((i for i in range(after, before) if tokens[i].word == ";"), default=None)
    if semicolon is not None:
        return semicolon + 1
    for i in range(before - 1, after - 1, -1):
        if tokens[i].word == ":":
            return i + 1
        if tokens[i].word in {"and", "but", "or", ","}:
            return i
    return None


def _clause(text: str, tokens: Sequence[Token], first: int, last: int, inside: Sequence[Modal]) -> Clause:
    words = [t.word for t in tokens[first:last]]
    main = next((t for t in inside if t.entry.kind != "wrap"), None)
    bans = [t for t in inside if t.entry.kind == "ban"]
    level = main.entry.level if main else DECLARED
    wraps = [t for t in inside if t.entry.kind == "wrap" and _wraps(tokens, main, t, first)]
    rule, shown = (main.entry.id, main) if main else ("modality/declared", None)
    for wrap in wraps:
        if wrap.entry.level < level:
            level, rule, shown = wrap.entry.level, wrap.entry.id, wrap
    force = _force(words, main, bool(bans), _released(words, inside), first)
    if force is Force.RELEASE:
        level = 0.0
        releasing = next((t for t in inside if t.entry.kind == "release"), None)
        if releasing is not None:
            rule, shown = releasing.entry.id, releasing
    elif force in (Force.BAN, Force.DUTY) and main and main.entry.kind == "permission" and not wraps:
        level = DECLARED
    span = _span(text, tokens, shown.start, shown.end) if shown else Span(tokens[first].start, tokens[first].start, "")
    subject, everybody = _subject(tokens, first, last, main)
    asks = "whether" in words[:2]
    content = content_stems(tokens[first:last])
    narrowed = force is Force.BAN and _narrowed(words, main)
    return Clause(force, level, span, rule, first, last, content, subject, asks, narrowed, everybody)


def _wraps(tokens: Sequence[Token], main: Modal | None, wrap: Modal, first: int) -> bool:
    """Whether a wrapper stands where it governs the act: right after the modal, or as the finite verb near the start."""
    if wrap.entry.phrase.startswith(("voluntary", "of ?their", "at ?its", "?use|uses")):
        return True
    if wrap.entry.phrase.startswith("be|is|are considered") and not _ends_clause(tokens, wrap.end):
        return False
    if wrap.entry.phrase.startswith("is|are|be") and main is None:
        return True
    if main is None:
        before = [t for t in tokens[first : wrap.start] if t.is_word]
        return len(before) <= 8
    if main.entry.kind == "ban" and wrap.end == main.start:
        return True  # "intend to refrain from"
    return 0 <= wrap.start - main.end <= 4 or wrap.start == main.start


def _ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing that is predicated follows: "will be considered." is a thought, "is considered settled" a settlement."""
    return at >= len(tokens) or not tokens[at].is_word or tokens[at].word in _AFTER_A_THOUGHT


def _force(words: Sequence[str], main: Modal | None, ban: bool, release: bool, first: int) -> Force:
    modal_at = main.start - first if main else len(words)
    if _narrowed(words, main):
        return Force.BAN
    negated = _negated(words, main.end - first if main else 0, modal_at)
    kind = main.entry.kind if main else "duty"
    permission = kind == "permission"
    if release:
        return Force.RELEASE
    reach = _denied(words, modal_at)
    omission = any(
        stem(w) in _OMISSIONS
        and not w.endswith(("ion", "ions", "als", "ures", "ive"))
        and (w != "keep" or "from" in reach)
        for w in reach
    )
    if negated and (ban or omission):
        return (
            Force.DUTY
            if _has(words, "fail", "refuse", "refuses", "refused", "deny", "denied", "withhold", "withheld")
            else Force.PERMISSION
        )
    if negated or ban:
        return Force.BAN
    if kind == "right":
        return Force.PERMISSION if main and main.entry.level >= DECLARED else Force.DUTY
    return Force.PERMISSION if permission else Force.DUTY


def _narrowed(words: Sequence[str], main: Modal | None) -> bool:
    """Whether a permission forbids all but what it names."""
    return main is not None and main.entry.kind == "permission" and (_capped(words) or _only_so(words))


def _capped(words: Sequence[str]) -> bool:
    """Whether "may" is followed by a cap ("no more than"): then what binds is the cap."""
    text = " ".join(words)
    return any(
        cap in text
        for cap in (
            "no more than",
            "not more than",
            "at most",
            "at the most",
            "no fewer than",
            "no longer than",
            "no higher than",
            "not exceed",
        )
    )


def _only_so(words: Sequence[str]) -> bool:
    """Whether "may ... only with a pass" or "only members may" permits: it forbids everything else."""
    return (
        any(a in ONLY and b in _SO for a, b in pairwise(words))
        or bool(ONLY & {*words[:1], *words[-2:]})
        or "alone" in words[-2:]
    )


def _released(words: Sequence[str], inside: Sequence[Modal]) -> bool:
    """Whether a duty is lifted: by a word that says so, or by a requirement that is denied."""
    return any(
        t.entry.kind == "release" or ("obliged" in t.entry.phrase and bool(NEGATORS & set(words))) for t in inside
    )


def _negated(words: Sequence[str], after_modal: int, modal_at: int) -> bool:
    """Whether the clause is denied: a negator before or right after the modal, or "no" before a noun."""
    for i, word in enumerate(words):
        if i >= after_modal > 0 and words[i - 1] in {"that", "whether"}:
            continue  # what is said in a clause of its own is denied there
        near = i < after_modal + 4 and not (
            word == "not" and words[i - 1] not in GOVERNS and _RELATIVES & set(words[max(0, i - 4) : i])
        )
        if (
            word in NEGATORS
            and near
            and not (word == "not" and words[i + 1 : i + 2] in (["later"], ["less"], ["more"], ["only"]))
        ):
            return True
        of_somebody = words[i - 1 : i] == ["with"]  # "groups with no ties" says who is meant
        if word == "no" and not of_somebody and not _compares(words[i + 1 : i + 3]) and i < max(after_modal, modal_at) + 5:
            return True
    return False


def _compares(words: Sequence[str]) -> bool:
    """Whether "no" belongs to a comparison ("no more than", "no longer"), and denies nothing."""
    if not words or words[0] not in _NO_BUT_NOT_A_BAN:
        return False
    return words[0] in {"longer", "doubt", "way"} or words[1:2] == ["than"]


def _denied(words: Sequence[str], modal_at: int) -> Sequence[str]:
    """The words that a negation reaches: behind the modal, or behind the negator where there is no modal."""
    if modal_at < len(words):
        return words[modal_at : modal_at + 7]
    negators = [i for i, word in enumerate(words) if word in NEGATORS or word == "no"]
    return words[negators[0] : negators[0] + 5] if negators else ()


def _has(words: Sequence[str], *wanted: str) -> bool:
    return any(w in words for w in wanted)


def _subject(tokens: Sequence[Token], first: int, last: int, main: Modal | None) -> tuple[frozenset[str], bool]:
    """Stems of the words before the modal, and whether they take in every party."""
    end = main.start if main else min(last, first + 6)
    agent = _agent(tokens, end, last)
    said = [t.word for t in (*tokens[first:end], *agent) if t.is_word]
    everybody = any(a in _EVERY and b in _PARTIES for a, b in pairwise(said)) or bool(
        {"nobody", "everybody", "everyone", "anyone"} & set(said)
    )
    return frozenset(stem(w) for w in said if w not in FUNCTION_WORDS), everybody


def _agent(tokens: Sequence[Token], start: int, last: int) -> Sequence[Token]:
    """The words behind "by" that name somebody: the one who acts in a passive."""
    for i in range(start, last - 1):
        if tokens[i].word == "by":
            end = i + 1
            while (
                end < last
                and end - i <= _NAME
                and (tokens[end].capital or tokens[end].word in {"the", "of", "each", "either", "both"})
            ):
                end += 1
            if any(t.capital for t in tokens[i + 1 : end]):
                return tokens[i + 1 : end]
    return ()


def content_stems(tokens: Sequence[Token]) -> frozenset[str]:
    """Stems of the words that say who does what, without function words and words of duty; numbers as they stand."""
    return frozenset(
        stem(t.word) if t.is_word else t.word
        for t in tokens
        if (t.is_word and t.word not in FUNCTION_WORDS and t.word not in DEONTIC_WORDS) or t.is_number
    )


def _span(text: str, tokens: Sequence[Token], first: int, last: int) -> Span:
    start, end = tokens[first].start, tokens[last - 1].end
    return Span(start, end, text[start:end])
