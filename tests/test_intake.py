"""Import: whatever the document, no word is lost or changes places, and the draft can be compared straight away."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents import TREES, WRITERS, Point, expected
from plandiff.errors import PlandiffError
from plandiff.intake import formats
from plandiff.intake.assemble import Draft, Head, draft
from plandiff.intake.labels import TITLED, label_of
from plandiff.load import parse_plan
from plandiff.render.yaml_text import comment, folded
from strategies import PROSE as ANYTHING


def drafted(raw: bytes | str, name: str = "x.txt", *, accepted: bool = True) -> Draft:
    raw = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
    return draft(formats.read(raw, name, accepted=accepted), name, Head("x"))


def named(kind: str) -> str:
    return f"x.{'md' if kind == 'markdown' else kind.split()[0]}"


def provisions(made: Draft) -> list[tuple[str, str]]:
    return [(p.number, p.text) for p in made.plan.provisions]


def numbers(text: str, name: str = "x.txt") -> list[str]:
    return [number for number, _ in provisions(drafted(text, name))]


def words(text: str) -> str:
    """All letters and digits in their order: what no layout may change."""
    return "".join(c for c in text if c.isalnum())


def said(made: Draft) -> str:
    return words(" ".join(entry.words for entry in made.entries))


# Laws


@settings(max_examples=60)
@pytest.mark.parametrize("kind", WRITERS)
@given(points=TREES)
def test_one_tree_of_points_gives_the_same_provisions_in_every_format(kind: str, points: tuple[Point, ...]) -> None:
    made = drafted(WRITERS[kind](points), named(kind))
    assert provisions(made) == list(expected(points))
    assert made.unplaced == ()


LINES = st.sampled_from(
    ["1.", "2.", "(a) ", "(b) ", "i. ", "ii. ", "I. ", "A. ", "Article 1", "Article 5. ", "Part II", "1.1 ", "1.2. ", "10(b) ", "- ", "• ",
     "", "## ", "# ", "   ", "> ", "1) ", "| ", "Annex A", "3 ", "    ", "§ 4 ", "Стаття 2. ", "a) ", "h) ", "[^1]: ", "***", "<b>", "```"]
)  # fmt: skip
MESS = st.lists(
    st.tuples(LINES, st.one_of(ANYTHING, st.sampled_from(["Vessels pay.", "Title", "as follows:"]))), max_size=14
).map(lambda rows: "\n".join(mark + text for mark, text in rows))


@settings(max_examples=300)
@given(MESS)
@example("1. a\n(b")
def test_every_word_of_a_plain_text_is_in_a_provision_or_reported_in_its_place(text: str) -> None:
    try:
        made = drafted(text)
    except PlandiffError as error:
        refused = str(error)
    else:
        assert said(made) == words(text)
        sound(made)
        return
    assert "no provision in it" in refused or "not allowed" in refused


@settings(max_examples=300)
@given(MESS, st.sampled_from(["x.md", "x.html"]))
def test_whatever_stands_in_markdown_and_html_the_draft_loads(text: str, name: str) -> None:
    try:
        made = drafted(text if name == "x.md" else f"<html><body><p>{text}", name)
    except PlandiffError:
        return
    sound(made)


def sound(made: Draft) -> None:
    """The file holds the provisions, each with a number of its own, and all that is in none of them as comments."""
    plan = parse_plan(made.text, "the draft")
    assert [(p.number, p.text) for p in plan.provisions] == provisions(made)
    assert len({p.number for p in plan.provisions}) == len(plan.provisions)
    for entry in made.unplaced:
        assert comment(f"not placed ({entry.aside}, {entry.at}): {entry.words}") in made.text


@given(ANYTHING)
def test_folded_text_reads_back_as_it_was(text: str) -> None:
    lines = folded(text, "      ")
    file = "\n".join(["id: x", "title: x", "provisions:", '  - number: "1"', f"    text: {lines[0]}", *lines[1:], ""])
    assert parse_plan(file, "x").provisions[0].text == text.strip()


# Cases


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1. Vessels", ("1",)), ("(a) Vessels", ("a",)), ("iv. Vessels", ("iv",)), ("Article 5: Vessels", ("5",)),
        ("10(b) Vessels", ("10", "b")),
        ("2.1 Vessels", ("2", "1")), ("10.a Vessels", ("10", "a")), ("Point 3", ("3",)), ("14bis. Vessels", ("14bis",)), ("• Vessels", ()),
        ("Стаття 7. Судна", ("7",)), ("(iv)Vessels", ("iv",)), ("§ 4 Vessels", ("4",)), ("III) Vessels", ("III",)),
    ],
)  # fmt: skip
def test_what_is_a_number(text: str, parts: tuple[str, ...]) -> None:
    label = label_of(text)
    assert label is not None
    assert label.parts == parts
    assert words(label.printed + label.rest) == words(text)


@pytest.mark.parametrize(
    "text",
    [
        "24 November 2025", "600,000 vessels", "Article 5 of the Treaty applies", "civil. law", "U.S. vessels", "(see above) x",
        "1,200 tonnes", "3D print", "-5 C",
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    label = label_of(text)
    assert label is None or label.shape == TITLED  # which only a heading can show to be one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. A\n1.5 million vessels stay.\n2. B", ["1", "2"]),
        ("1. Under paragraph\n(a) of the Act.\n2. B", ["1", "2"]),
        ("(g) A\n(h) B\n(i) C\n(j) D", ["g", "h", "i", "j"]),
        ("(i) A\n(ii) B\n(iii) C", ["i", "ii", "iii"]),
        ("1. A\n2. B\n\nArms:\n\n1. C\n2. D", ["1", "2", "A.1", "A.2"]),
        ("Part I\n1. A\n2. B\nPart II\n1. C", ["I.1", "I.2", "II.1"]),
        ("Part I\nArticle 1. A\nPart II\nArticle 2. B", ["1", "2"]),
        ("Article 1\nScope\n\n1. A\n2. B\n\nArticle 2\n\n1. C", ["1.1", "1.2", "2.1"]),
        ("Article 1. A\nAnnex A\n1. B", ["1", "A.1"]),
        ("1. A\n- B\n- C\n2. D", ["1", "1.1", "1.2", "2"]),
        ("One thing.\n\nAnother thing.", ["1", "2"]),
        ("1. A\n(a) B\n(a) C", ["1", "1.a", "1.a-2"]),
        ("5. E\n6. F", ["5", "6"]),
        ("1. A\n\n2 November 2025 is a day.", ["1"]),
        (
            "1.1 Vessels pay.\n1.2 Vessels stay.\n2.1 Nets.\n2.1.1 More.\n3.1 End.",
            ["1.1", "1.2", "2.1", "2.1.1", "3.1"],
        ),
        ("1 Fees\n\n1.1 Vessels pay.\n\n1.5 million pay.\n\n2 Nets\n\n2.1 Nets are counted.", ["1.1", "2.1"]),
        ("1. A\n1.1 B\n1.1.1 C\n1.2 D\n2 E", ["1", "1.1", "1.1.1", "1.2"]),
        ("1. A\n1.1 B\n1.2 C\n2. D\n2.1 E", ["1", "1.1", "1.2", "2", "2.1"]),
        ("Article 1\n\n1. A\n1.1. B\n1.2. C\n\nArticle 2\n\n2.1. D", ["1.1", "1.1.1", "1.1.2", "2.1"]),
    ],
)
def test_numbers_of_plain_texts(text: str, found: list[str]) -> None:
    assert numbers(text) == found


def checks(text: str) -> str:
    return "; ".join(check for entry in drafted(text).entries for check in entry.checks)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. A\n4. B", "missing in front of 4."),
        ("5. E\n6. F", "5. is the first of its kind here"),
        ("1. A\n\nMore.", "without a number was taken as part"),
        ("1. They agree:\n(a) B", "only leads in"),
        ("1. A\n• B", "bullet"),
        ("1. A\n(a) B\n(a) C", "stands twice"),
        ("1. A\n\n2 Vessels leave.", "without a number"),
    ],
)
def test_what_a_person_must_check(text: str, said: str) -> None:
    assert said in checks(text)
    assert said in drafted(text).text


def test_nothing_is_to_be_checked_where_all_is_clear() -> None:
    assert checks("1. A\n2. B\n(a) C\n(b) D\n3. E") == ""


def test_of_very_many_provisions_none_is_guessed_at() -> None:
    made = drafted("\n".join(f"{n // 900 + 1}.{n % 900 + 1}. Vessels pay." for n in range(2001)))
    assert len(made.plan.provisions) == 2001
    assert "no tags and parties are suggested" in made.text


@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_document_that_gives_all_its_passages_one_number_costs_no_square_of_time(kind: str) -> None:
    line = "<p>1. Forces withdraw.</p>" if kind == "html" else "1. Forces withdraw.\n\n"
    made = draft(formats.read(f"{'<html>' * (kind == 'html')}{line * 5_000}".encode(), "x", kind), "x", Head("x")).plan
    assert [p.number for p in made.provisions[:4]] == ["1", "A.1", "B.1", "C.1"]
    assert len({p.number for p in made.provisions}) == 5_000


def test_numbers_that_nothing_tells_apart_are_counted_on() -> None:
    made = draft(formats.read(b"1. Economy\n" + b"(a) Trade is free.\n" * 5_000, "x"), "x", Head("x")).plan
    assert [made.provisions[n].number for n in (0, 1, 2, 5_000)] == ["1", "1.a", "1.a-2", "1.a-5000"]


@pytest.mark.parametrize(("mark", "most"), [("[", 100_000), ("\n", 2_000_000)])
def test_markdown_that_would_take_minutes_is_refused(mark: str, most: int) -> None:
    with pytest.raises(PlandiffError, match=f"^x.md: it has more than {most:,} .*; import it with --from text$"):
        formats.read(mark.encode() * (most + 1), "x.md")


def test_html_in_markdown_that_is_never_closed_costs_no_square_of_time() -> None:
    said = "<div>A <b>good</b> <!-- and > secret --> x --> end <i"
    assert formats.read(said.encode(), "x.md").blocks[0].text == " A  good    x --> end <i"
    for mark in ("<!-- a ", "<b "):
        assert len(formats.read(f"<div>\n{mark * 100_000}".encode(), "x.md").blocks) == 1
