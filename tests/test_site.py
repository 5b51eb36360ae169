"""The site: every link leads somewhere, nothing is loaded or lost, and a folder is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import INLINE, acting
from page_tree import Tree, walk
from plandiff import load
from plandiff.cli import folder as folders
from plandiff.cli import main
from plandiff.errors import PlandiffError
from plandiff.model import Kind, Plan, Provision, Verdict
from plandiff.render import site
from plandiff.render.options import Options
from plandiff.render.page_controls import SCRIPT
from plandiff.reviews import Decision, Review
from plandiff.survey import MOST_COLUMNS, Survey, survey
from test_hostile import HARMLESS, write
from versions import at_random, families, version

Pages = dict[str, str]


def surveyed(*plans: Plan, reviewed: tuple[tuple[str, str], ...] = ()) -> Survey:
    """The survey of plans that are linked at random; ``reviewed`` names pairs that a person has looked at."""

    def review(old: Plan, new: Plan) -> Review | None:
        if (old.id, new.id) not in reviewed:
            return None
        return Review(old.id, new.id, (Decision((old.provisions[0].number,), (), Verdict.UNREPORTED, "Read."),))

    return survey(plans, at_random(0), review, {"t": "what it is about"})


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The site on the record that ships, as the command writes it."""
    target = tmp_path_factory.mktemp("record") / "site"
    assert main(["--plans", str(Path(__file__).parents[1] / "plans"), "report", "--output", str(target)]) == 0
    return {path.name: path.read_text("utf-8") for path in target.iterdir() if path.suffix == ".html"}


def dangling(pages: Pages) -> list[str]:
    """Links that lead to no page, or to no place on one."""
    trees = {name: Tree(page).root for name, page in pages.items()}
    ids = {name: {str(n.attributes["id"]) for n in walk(root) if "id" in n.attributes} for name, root in trees.items()}
    found = []
    for name, root in trees.items():
        for link in root.all("a"):
            target = str(link.attributes["href"])
            if target.startswith(("https://", "http://")):
                continue
            file, _, anchor = target.partition("#")
            known = ids.get(unquote(file) or name)
            if known is None or (anchor and "=" not in anchor and unquote(anchor) not in known):
                found.append(f"{name}: {target}")
    return found


def unsound(page: str) -> list[str]:
    """What is wrong with a page as HTML, beyond what ends out of turn: ids, headings, labels, what may stand in what."""
    root = Tree(page).root
    ids = [str(n.attributes["id"]) for n in walk(root) if "id" in n.attributes]
    found = [f"id twice: {i}" for i in set(ids) if ids.count(i) > 1]
    found += [
        f"no such id: {n.attributes['aria-labelledby']}"
        for n in walk(root)
        if n.attributes.get("aria-labelledby", ids) not in (ids, *ids)
    ]
    levels = [int(n.tag[1]) for n in walk(root) if n.tag in ("h1", "h2", "h3")]
    found += [f"heading {b} under {a}" for a, b in pairwise(levels) if b > a + 1]
    found += [] if levels.count(1) == 1 else ["not one h1"]
    allowed = {
        "ul": {"li"},
        "ol": {"li"},
        "dl": {"dt", "dd"},
        "tr": {"th", "td"},
        "p": {"a", "b", "br", "del", "ins", "span", "strong", "small", "svg"},
    }
    for node in walk(root):
        if node.tag in allowed:
            found += [f"{c.tag} in {node.tag}" for c in node.children if c.tag not in allowed[node.tag]]
        if node.tag == "a":
            found += [f"a link in a link: {node.text}" for _ in node.all("a")]
            found += [] if node.text.strip() else ["a link without words"]
    return found


# --- links ----------------------------------------------------------------------------------------------------------


def test_every_link_of_the_record_leads_somewhere_and_every_page_is_sound(record: Pages) -> None:
    assert dangling(record) == []
    assert {name: found for name, page in record.items() if (found := unsound(page))} == {}


def test_every_page_is_reached_from_the_index_and_leads_back(record: Pages) -> None:
    reached, front = {"index.html"}, {"index.html"}
    while front:
        links = {
            str(a.attributes["href"]).partition("#")[0] for name in front for a in Tree(record[name]).root.all("a")
        }
        front = (links & set(record)) - reached
        reached |= front
    assert reached == set(record)
    for name, page in record.items():
        if name != "index.html":
            assert '<nav class="site" aria-label="This site"><ul><li><a href="index.html">' in page


def test_nothing_is_loaded_and_nothing_but_a_comparison_has_a_script(record: Pages) -> None:
    for name, page in record.items():
        root = Tree(page).root
        assert [s.text for s in root.all("script")] == ([SCRIPT] if name.startswith("compare-") else [])
        for node in walk(root):
            assert node.tag not in ("link", "img", "iframe", "object", "embed", "base", "form", "use", "image")
            assert not {"src", "style", "xlink:href"} & set(node.attributes)
        assert "default-src 'none'" in page


@settings(max_examples=30)
@given(families(), st.data())
def test_links_lead_somewhere_whatever_is_linked_with_what(plans: list[Plan], data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(Kind), min_size=len(plans), max_size=len(plans)))
    mixed = [replace(p, kind=kind) for p, kind in zip(plans, kinds, strict=True)]
    pairs = [(a.id, b.id) for a in mixed for b in mixed if a.provisions and b.provisions]
    chosen = tuple(data.draw(st.lists(st.sampled_from(pairs), max_size=2))) if pairs else ()
    found = surveyed(*mixed, reviewed=chosen)
    pages = site.render(found, Options())
    assert dangling(pages) == []
    assert {name: bad for name, page in pages.items() if (bad := unsound(page))} == {}
    assert site.render(surveyed(*reversed(mixed), reviewed=chosen), Options()) == pages


def test_names_that_differ_in_case_alone_or_are_no_file_names_have_pages_of_their_own() -> None:
    tags = ("Tax", "tax", "../../etc", "a/b", "a:b", "", "ä", "x" * 300, "index")
    plan = Plan("a", "A", (Provision("1", "One.", tags), Provision("1/1", "Two."), Provision("1:1", "Three.")))
    twin = Plan("A", "Another", (Provision("1", "One."),))
    pages = site.render(surveyed(plan, twin), Options())
    assert len(pages) == len({name.casefold() for name in pages}) == 1 + 2 + 1 + 1 + len(tags)
    assert all(os.path.basename(name) == name and len(name) < 100 for name in pages)
    assert dangling(pages) == []


# --- what is on it --------------------------------------------------------------------------------------------------


def test_neighbours_are_those_that_were_drafted_from_each_other_or_reviewed() -> None:
    a, b, c = (
        version("a", "2025-01", "One."),
        version("b", "2025-02", "One.", based_on=("a",)),
        version("c", "2025-03", "One."),
    )
    pairs = [(x.old.id, x.new.id) for x in surveyed(a, b, c).comparisons]
    assert pairs == [("a", "b")]
    pairs = [(x.old.id, x.new.id) for x in surveyed(a, b, c, reviewed=(("b", "c"),)).comparisons]
    assert pairs == [("a", "b"), ("b", "c")]


def test_without_a_word_on_what_rests_on_what_versions_go_by_date_and_the_page_says_so() -> None:
    found = surveyed(*(version(i, f"2025-0{n}", "One.") for n, i in enumerate("abc", 1)))
    assert [(x.old.id, x.new.id) for x in found.comparisons] == [("a", "b"), ("b", "c")]
    assert "set against the one before it by date" in site.render(found, Options())["index.html"]


def test_a_family_too_wide_for_a_matrix_is_named_and_not_drawn() -> None:
    many = [
        version(f"v{n:02}", f"2025-01-{n:02}", "One.", based_on=(f"v{n - 1:02}",)) for n in range(1, MOST_COLUMNS + 2)
    ]
    found = surveyed(*many)
    assert found.matrices == ()
    assert len(found.comparisons) == MOST_COLUMNS
    assert f"v01 and {MOST_COLUMNS} other versions hang together" in site.render(found, Options())["index.html"]


def test_counts_of_the_index_lead_to_what_they_count(record: Pages) -> None:
    links = {str(a.attributes["href"]): a.text for a in Tree(record["index.html"]).root.all("a")}
    page = Tree(record["compare-28pt--19pt.html"]).root
    for verdict in ("dropped", "softened", "unreported"):
        articles = [a for a in page.all("article") if a.attributes["class"] == verdict]
        assert links[f"compare-28pt--19pt.html#verdict={verdict}"] == str(len(articles))


def test_a_plan_has_all_its_provisions_with_sources_tags_and_notes(record: Pages) -> None:
    plan = load("28pt")
    articles = {a.attributes["id"]: a for a in Tree(record["plan-28pt.html"]).root.all("article")}
    assert len(articles) == len(plan.provisions)
    for provision in plan.provisions:
        said = " ".join(articles[f"provision-{provision.number}"].text.split())
        for words in (
            provision.number,
            " ".join(provision.text.split()),
            *provision.tags,
            " ".join(provision.note.split()),
        ):
            assert words in said


# --- hostile text ---------------------------------------------------------------------------------------------------


def pages_on(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[Pages, str]:
    folder.mkdir()
    write(folder / "plans", text)
    code = main(["--plans", str(folder / "plans"), "report", "--output", str(folder / "site")])
    assert code == 0
    pages = {p.name: p.read_text("utf-8") for p in (folder / "site").iterdir() if p.suffix == ".html"}
    return pages, capsys.readouterr().err


@pytest.mark.parametrize("n", range(3))
def test_nothing_that_a_plan_holds_acts_on_any_page(tmp_path: Path, capsys: pytest.CaptureFixture[str], n: int) -> None:
    text = " ".join(list(INLINE.values())[n::3])
    harmless, _ = pages_on(tmp_path / "harmless", HARMLESS, capsys)
    whole = "".join(harmless.values())
    pages, err = pages_on(tmp_path / "hostile", text, capsys)
    assert len(pages) == len(harmless)
    for page in pages.values():
        found = acting(page, "html", whole)
        assert [f for f in found if not f.startswith("href=") or ".html" not in f] == []
    assert dangling(pages) == []
    assert acting(err, "terminal") == []


# --- the folder -----------------------------------------------------------------------------------------------------


@pytest.fixture
def run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    for n, word in enumerate(("may", "shall"), 1):
        one = f"{{number: '1', text: Each Party {word} fish., tags: [fish]}}"
        text = f"id: v{n}\ntitle: Version {n}\ndate: 2025-0{n}\nprovisions: [{one}]\n"
        (tmp_path / "drafts" / f"v{n}.yaml").write_text(text)

    def command(*more: str) -> tuple[int, str, str]:
        code = main(["--plans", "drafts", "report", *more])
        return (code, *capsys.readouterr())

    return command


def test_a_folder_of_ones_own_becomes_a_site(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    code, out, err = run()
    assert (code, out) == (0, "")
    assert err == "note: 6 pages in plandiff-report; plandiff-report/index.html is the first\n"
    assert sorted(os.listdir(tmp_path / "plandiff-report")) == [
        ".plandiff-report", "compare-v1--v2.html", "index.html", "matrix-v1.html", "plan-v1.html", "plan-v2.html", "tag-fish.html",
    ]  # fmt: skip
    assert "hardened" in (tmp_path / "plandiff-report" / "compare-v1--v2.html").read_text("utf-8")


def test_the_same_bytes_come_out_again(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    run("--output", "one")
    run("--output", "two")
    assert {p.name: p.read_bytes() for p in (tmp_path / "one").iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "two").iterdir()
    }


def test_a_site_is_replaced_with_all_its_pages(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    run("--output", "site")
    os.unlink(tmp_path / "drafts" / "v1.yaml")
    assert run("--output", "site")[0] == 0
    assert not (tmp_path / "site" / "plan-v1.html").exists()
    assert sorted(os.listdir(tmp_path)) == ["drafts", "site"]


@pytest.mark.parametrize("marked", [True, False])
def test_a_folder_with_anything_else_in_it_is_left_alone(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, marked: bool
) -> None:
    if marked:
        run("--output", "site")
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "site" / "mine.txt").write_text("kept")
    before = {p.name: p.read_bytes() for p in (tmp_path / "site").iterdir()}
    code, out, err = run("--output", "site")
    assert (code, out) == (2, "")
    assert err.startswith("plandiff: site holds 'mine.txt', which this command did not write")
    assert {p.name: p.read_bytes() for p in (tmp_path / "site").iterdir()} == before


def test_an_empty_folder_is_filled_and_a_file_is_refused(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    assert run("--output", "site")[0] == 0
    (tmp_path / "file").write_text("kept")
    assert run("--output", "file")[0] == 2
    assert (tmp_path / "file").read_text() == "kept"
    assert run("--output", "no/such/place")[0] == 2


def test_a_broken_plan_leaves_the_last_site_as_it_was(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    run("--output", "site")
    before = {p.name: p.read_bytes() for p in (tmp_path / "site").iterdir()}
    (tmp_path / "drafts" / "v2.yaml").write_text("id: v2\ntitle: [\n")
    code, _, err = run("--output", "site")
    assert code == 2
    assert "drafts/v2.yaml:" in err
    assert {p.name: p.read_bytes() for p in (tmp_path / "site").iterdir()} == before


@pytest.mark.parametrize("fails", ["write", "second move"])
def test_a_disk_that_fails_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    target = tmp_path / "site"
    folders.write_folder({"index.html": "old"}, target)
    real, moves = os.replace, []

    def replace(source: str, goal: str) -> None:
        moves.append(source)
        if len(moves) == 2:
            raise OSError(28, "No space left on device")
        real(source, goal)

    def write(self: Path, *args: object, **more: object) -> int:
        raise OSError(28, "No space left on device")

    if fails == "write":
        monkeypatch.setattr(Path, "write_text", write)
    else:
        monkeypatch.setattr(folders.os, "replace", replace)
    with pytest.raises(PlandiffError, match="No space left on device"):
        folders.write_folder({"index.html": "new", "more.html": "new"}, target)
    assert sorted(os.listdir(tmp_path)) == ["site"]
    assert sorted(os.listdir(target)) == [folders.MARKER, "index.html"]
    assert (target / "index.html").read_text("utf-8") == "old"


def test_a_folder_without_plans_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none").mkdir()
    assert main(["--plans", str(tmp_path / "none"), "report", "--output", str(tmp_path / "site")]) == 2
    assert "there is no plan in" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
