"""Prints the words whose stems a start from the record asks for; run in a process of its own, where nothing was asked before."""

from __future__ import annotations

from importlib import import_module

from plandiff import stemmer


class _Asked(dict[str, str]):
    """Stems by word, with every word that was looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[str] = set()

    def get(self, word: str, default: object = None) -> None:  # type: ignore[override]
        self.words.add(word)


def main() -> None:
    """Read every provision as the aligner and the judge do, and judge it against the next."""
    asked = _Asked()
    stemmer._known = lambda: asked  # type: ignore[assignment]
    import_module("plandiff.compare")  # some words are asked for by the rules themselves
    from plandiff.align.similarity import sequence
    from plandiff.judge import judge
    from plandiff.library import available, bundled, load

    for entry in available(bundled()):
        texts = [provision.text for provision in load(str(entry.path)).provisions]
        for text, other in zip(texts, [*texts[1:], ""], strict=True):
            sequence(text)
            judge(text, other)
    print(*sorted(asked.words), sep="\n")


if __name__ == "__main__":
    main()
