"""The page: it stands alone, its filters know what is on it, every change can be linked to, and nothing of a plan acts."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from page_tree import Node, Tree, walk
from plandiff.ledger import ledger
from plandiff.model import Comparison, Plan, Provision, Source, Verdict
from plandiff.render import Options, render
from plandiff.render.page_controls import ENOUGH, SCRIPT
from plandiff.render.page_style import STYLE
from sample import CHANGES, COMPARISON, EMPTY, NEW, OLD, change

UGLY = (
    "<script>alert(1)</script> </style><style>*{display:none}</style> <img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)><a href='javascript:alert(1)'>x</a> &amp; &#60;b&#62;",
    "</option></select><button autofocus onfocus=alert(1)> --> <!-- ]]> {{7*7}} ${7*7}",
    "abc\u202edef\u202c \u2066x\u2069 \x1b[31m",
)


def ugly(text: str) -> Comparison:
    """A comparison with ``text`` wherever a plan file can have it, and enough changes for filters and a graph."""

    def provisions(side: str) -> tuple[Provision, ...]:
        return tuple(
            Provision(f"{n}{text}", f"{side} {text} {n}", (text, f"{text}{n}"), (text, f"p{n}"), (text,), note=text)
            for n in range(6)
        )

    source = Source(text, text, text, text, f"https://example.org/{text}", text, text)
    old = Plan(text, text, provisions("old"), text, (text,), note=text, based_on=(text,), sources=(source,))
    new = replace(old, provisions=provisions("new"))
    changes = tuple(
        change(Verdict.SOFTENED, (f"{n}{text}",), (f"{n}{text}",), plans=(old, new), doubts=(text,), link_why=text)
        for n in range(6)
    )
    return Comparison(old, new, tuple(replace(c, id=f"c{n}") for n, c in enumerate(changes)), None, text, (text,))


def tree(comparison: Comparison = COMPARISON, **options: bool) -> Node:
    return Tree(render(comparison, "html", options=Options(**options))).root  # type: ignore[arg-type]


PAGES = [COMPARISON, EMPTY, *map(ugly, UGLY)]


# --- it stands alone ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("comparison", PAGES)
@pytest.mark.parametrize("by", [None, "tag", "party"])
def test_nothing_is_loaded_from_anywhere(comparison: Comparison, by: str | None) -> None:
    page = render(comparison, "html", ledger=ledger(comparison, by) if by else None)
    root = Tree(page).root
    for tag in ("link", "img", "iframe", "object", "embed", "base", "form", "audio", "video", "source", "use", "image"):
        assert not list(root.all(tag)), tag
    for node in walk(root):
        assert not {"src", "srcset", "style", "action", "formaction", "xlink:href", "ping", "background"} & set(
            node.attributes
        )
        assert not [name for name in node.attributes if name.startswith("on")]
        if "href" in node.attributes:
            assert node.tag == "a"
            assert str(node.attributes["href"]).startswith(("#", "https://", "http://"))
    style = next(root.all("style")).text
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("comparison", PAGES)
@pytest.mark.parametrize("by", [None, "tag"])
def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else(
    comparison: Comparison, by: str | None
) -> None:
    root = Tree(render(comparison, "html", ledger=ledger(comparison, by) if by else None)).root
    policy = next(m for m in root.all("meta") if m.attributes.get("http-equiv") == "Content-Security-Policy")
    rules = dict(str(rule).strip().split(" ", 1) for rule in str(policy.attributes["content"]).split(";"))
    wanted = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
    for tag in ("style", "script"):
        found = [hashlib.sha256(node.text.encode()).digest() for node in root.all(tag)]
        assert len(found) == (0 if by and tag == "script" else 1)
        wanted |= {f"{tag}-src": f"'sha256-{base64.b64encode(h).decode()}'" for h in found}
    assert rules == wanted


@pytest.mark.parametrize("text", UGLY)
def test_script_and_style_hold_nothing_of_a_plan(text: str) -> None:
    root = tree(ugly(text), explain=True)
    assert [node.text for node in root.all("script")] == [SCRIPT]
    assert [node.text.strip() for node in root.all("style")] == [STYLE.strip()]
    assert "</" not in SCRIPT + STYLE
    assert "<!--" not in SCRIPT + STYLE


@pytest.mark.parametrize("text", UGLY)
def test_a_page_full_of_markup_has_the_elements_of_any_page(text: str) -> None:
    plain, hostile = (Counter(n.tag for n in walk(tree(ugly(t), explain=True))) for t in ("plain", text))
    assert hostile == plain


# --- filters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("comparison", [COMPARISON, *map(ugly, UGLY)])
def test_every_filter_has_its_changes_and_every_change_its_filters(comparison: Comparison) -> None:
    root = tree(comparison)
    articles = list(root.all("article"))
    found = Counter(str(a.attributes["class"]) for a in articles)
    buttons = [b for b in root.all("button") if "data-verdict" in b.attributes]
    assert {str(b.attributes["data-verdict"]): int(b.text.split()[-1]) for b in buttons} == dict(found)
    for select in root.all("select"):
        css = str(select.attributes["data-class"])
        met = Counter(name for a in articles for name in {s.text for s in a.all("span", css)})
        offered = {str(o.attributes["value"]): o.text for o in select.all("option") if o.attributes["value"]}
        assert offered == {name: f"{name} ({n})" for name, n in met.items()}


def test_controls_are_hidden_until_a_script_runs_and_changes_never_are() -> None:
    root = tree()
    hidden = [node for node in walk(root) if "hidden" in node.attributes]
    assert [node.attributes.get("id") for node in hidden] == ["controls"]
    assert not re.search(r"(?<!\.)\barticle\b[^{]*\{[^}]*display: none", STYLE)


def test_every_control_is_one_that_the_keyboard_reaches() -> None:
    controls = next(n for n in walk(tree()) if n.attributes.get("id") == "controls")
    for node in walk(controls):
        assert "tabindex" not in node.attributes
        if "aria-pressed" in node.attributes or "data-do" in node.attributes:
            assert (node.tag, node.attributes["type"]) == ("button", "button")
    for label in controls.all("label"):
        assert len(list(label.all("select"))) == 1
    assert [p.attributes["role"] for p in controls.all("p")] == ["status"]


def test_few_changes_need_no_filter_and_no_graph() -> None:
    few = replace(COMPARISON, selected=frozenset(c.id for c in CHANGES[: ENOUGH - 1]))
    page = tree(few, show_all=True)
    assert not list(page.all("button"))
    assert not list(page.all("svg"))
    assert len(list(page.all("article"))) == ENOUGH - 1


# --- anchors, sources, marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("comparison", PAGES)
def test_every_link_within_the_page_has_its_end(comparison: Comparison) -> None:
    root = tree(comparison)
    ids = [str(n.attributes["id"]) for n in walk(root) if "id" in n.attributes]
    assert len(ids) == len(set(ids))
    inside = [str(a.attributes["href"])[1:] for a in root.all("a") if str(a.attributes["href"]).startswith("#")]
    assert set(inside) <= set(ids)
    assert {str(a.attributes["id"]) for a in root.all("article")} <= set(inside)
    assert {str(n.attributes["data-change"]) for n in walk(root) if "data-change" in n.attributes} <= set(ids)


def test_sources_are_links_and_marks_are_words() -> None:
    root = tree()
    links = {a.text: a for a in root.all("a") if not str(a.attributes["href"]).startswith("#")}
    assert links["The Courier, 25 Nov 2025"].attributes["href"] == "https://example.org/revision"
    assert all(a.attributes["rel"] == "noopener noreferrer nofollow" for a in links.values())
    for item in CHANGES:
        block = next(a for a in root.all("article") if a.attributes["id"] == f"change-{item.id}")
        facts = " ".join(f.text for f in block.all("ul", "facts"))
        assert ("reviewed by hand" in facts) == (item.decided_by == "review")
        assert ("check by hand" in facts) == item.thin
        assert ("disputed" in facts) == (item.attested == "disputed")


def test_the_sources_of_a_review_are_links_where_no_other_source_is_the_same() -> None:
    keys = ("wire", "gazette", "https://example.org/paper", "javascript:alert(1)")
    own = replace(CHANGES[3], decided_by="review", review="Read again.", review_sources=keys)
    root = tree(replace(COMPARISON, changes=(own,)))
    (found,) = [d for d, t in zip(root.all("dd"), root.all("dt"), strict=True) if t.text == "review source"]
    assert found.text == "Wire, 25 Nov 2025; https://example.org/paper; javascript:alert(1)"
    assert [a.attributes["href"] for a in found.all("a")] == ["https://example.org/paper"]


def test_a_ledger_has_nothing_to_filter() -> None:
    root = Tree(render(COMPARISON, "html", ledger=ledger(COMPARISON, "tag"))).root
    assert not list(root.all("button"))
    assert not list(root.all("script"))


# --- the graph ------------------------------------------------------------------------------------------------------


def test_the_graph_has_every_provision_once_and_a_line_for_every_link() -> None:
    graph = next(tree().all("details", "graph"))
    old, new = graph.all("ol")
    assert [b.text for b in old.all("b")] == [p.number for p in OLD.provisions]
    assert [b.text for b in new.all("b")] == [p.number for p in NEW.provisions]
    lines = Counter(str(n.attributes["data-change"]) for n in graph.all("line") if "data-change" in n.attributes)
    assert lines == {f"change-{c.id}": len(c.old) * len(c.new) for c in CHANGES if c.old and c.new}


def test_lines_run_from_row_to_row() -> None:
    graph = next(tree().all("details", "graph"))
    item = CHANGES[1]
    line = next(n for n in graph.all("line") if n.attributes.get("data-change") == f"change-{item.id}")
    ends = [float(str(line.attributes[name])) for name in ("x1", "y1", "x2", "y2")]
    assert ends == [0, pytest.approx(100 * 1.5 / 10), 100, pytest.approx(100 * 1.5 / 9, abs=0.01)]


def test_no_two_kinds_of_line_are_told_apart_by_colour_alone() -> None:
    linked = ("softened", "hardened", "altered", "reworded", "unchanged")
    strokes = [re.search(rf"line\.{v} \{{ ([^}}]*) \}}", STYLE) for v in linked]
    assert None not in strokes
    assert len({m.group(1) for m in strokes if m}) == len(linked)


# --- legible --------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *((ink, paper) for ink in ("ink", "quiet", "gone", "came", "moved", "link") for paper in ("paper", "faint")),
        ("gone", "gone-bg"), ("came", "came-bg"), ("paper", "ink"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(theme: int, ink: str, paper: str) -> None:
    colours = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part)) for part in STYLE.split("prefers-color-scheme: dark")
    ]
    one, other = sorted((luminance(colours[theme][ink]), luminance(colours[theme][paper])), reverse=True)
    assert (one + 0.05) / (other + 0.05) >= 4.5


# --- in a browser ---------------------------------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")


FRAME = """<!doctype html><title></title><iframe src="page.html{anchor}" width="{width}" height="800"></iframe>
<script>addEventListener("message", (event) => {{ document.title = event.data; }});</script>"""
"""A window cannot be as narrow as a telephone; a frame can."""


def opened(tmp_path: Path, probe: str, *, anchor: str = "", width: int = 1200) -> str:
    """What ``probe``, run in the page after its own script, says; the policy of the page stays in force."""
    tell = f'addEventListener("load", () => parent.postMessage(String((() => {{ {probe} }})()), "*"));\n'
    before, after = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in (SCRIPT, SCRIPT + tell))
    page = render(COMPARISON, "html").replace(SCRIPT, SCRIPT + tell).replace(before, after)
    said, log = framed(tmp_path, page, anchor, width)
    assert "CONSOLE" not in log
    return said


def framed(tmp_path: Path, page: str, anchor: str = "", width: int = 1200) -> tuple[str, str]:
    """What a page in a frame tells the window around it, and what the browser logs."""
    (tmp_path / "page.html").write_text(page, "utf-8")
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(anchor=anchor, width=width), "utf-8")
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=5000",
        f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", frame.as_uri(),
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    said = re.search(r"<title>([^<]*)</title>", run.stdout)
    assert said
    return html.unescape(said.group(1)), run.stderr


LEFT = 'return [...document.querySelectorAll("article:not([hidden])")].map((a) => a.id).sort().join(" ");'


def ids(*verdicts: Verdict) -> str:
    return " ".join(sorted(f"change-{c.id}" for c in CHANGES if c.verdict in verdicts))


@in_browser
def test_filters_leave_what_was_asked_for(tmp_path: Path) -> None:
    press = 'document.querySelector("[data-verdict={}]").click();'
    assert opened(tmp_path, press.format("softened") + press.format("dropped") + LEFT) == ids(
        Verdict.SOFTENED, Verdict.DROPPED
    )
    choose = (
        'const tag = document.querySelector("select[data-class=tag]"); tag.value = "sanctions";'
        'tag.dispatchEvent(new Event("change"));'
    )
    sanctions = sorted(f"change-{c.id}" for c in CHANGES if "sanctions" in c.tags)
    assert opened(tmp_path, choose + LEFT) == " ".join(sanctions)
    both = choose + press.format("reworded")
    assert opened(tmp_path, both + 'return document.querySelector(".status").textContent;') == "Shown: 1 of 10 changes."
    assert opened(tmp_path, both + 'document.querySelector("[data-do=reset]").click();' + LEFT) == ids(*Verdict)


@in_browser
def test_side_by_side_gives_each_text_as_it_stands(tmp_path: Path) -> None:
    probe = """
        document.querySelector("[data-do=sides]").click();
        const pair = document.querySelector("#change-6_3 .pair");
        return [...pair.querySelectorAll(".text")].map((p) => p.textContent).join(" | ");"""
    assert " ".join(opened(tmp_path, probe).split()) == f"{CHANGES[1].old_text} | {CHANGES[1].new_text}"


@in_browser
def test_a_link_to_a_folded_change_unfolds_it(tmp_path: Path) -> None:
    probe = 'return [...document.querySelectorAll("details.fold")].map((d) => d.open).join();'
    assert opened(tmp_path, probe) == "false"
    assert opened(tmp_path, probe, anchor="#change-1_1") == "true"


@in_browser
@pytest.mark.parametrize(
    ("address", "left"),
    [
        ("#verdict=softened&verdict=dropped", ids(Verdict.SOFTENED, Verdict.DROPPED)),
        ("#verdict=softened&tag=armed-forces&view=sides", "change-6_3"),
        ("#verdict=nonsense&tag=nothing&party=%3Cscript%3E", ids(*Verdict)),
        ("#verdict=softened&x=%", ids(Verdict.SOFTENED)),
        ("#change-list", ids(*Verdict)),
    ],
)
def test_a_view_can_be_linked_to(tmp_path: Path, address: str, left: str) -> None:
    assert opened(tmp_path, LEFT, anchor=address) == left
    view = 'return document.body.classList.contains("sides");'
    assert opened(tmp_path, view, anchor=address) == str("view=sides" in address).lower()


@in_browser
def test_print_opens_every_fold_and_leaves_the_screen_as_it_was(tmp_path: Path) -> None:
    folds = "const open = () => [...document.querySelectorAll('details')].map((d) => d.open).join();"
    probe = f"{folds} const before = open(); dispatchEvent(new Event('beforeprint')); const printed = open();"
    probe += "dispatchEvent(new Event('afterprint')); return [before, printed, open()].join(' ');"
    assert opened(tmp_path, probe) == "true,false true,true true,false"


def test_folds_print_open_where_no_script_runs() -> None:
    assert re.search(
        r"@media print \{[^@]*details::details-content \{ content-visibility: visible;", STYLE.replace("@page", "")
    )


@in_browser
@pytest.mark.parametrize("width", [320, 700, 1920])
def test_nothing_is_wider_than_the_window(tmp_path: Path, width: int) -> None:
    probe = """
        document.querySelector("[data-do=sides]").click();
        const page = document.documentElement;
        return innerWidth + " " + Math.max(page.scrollWidth - page.clientWidth, 0);"""
    assert opened(tmp_path, probe, width=width) == f"{width} 0"


@in_browser
def test_a_script_that_slipped_in_would_not_run(tmp_path: Path) -> None:
    slipped = '<script>parent.postMessage("ran", "*")</script><p onclick="x">'
    page = render(COMPARISON, "html").replace("<main>", f"<main>{slipped}")
    said, log = framed(tmp_path, page)
    assert said == ""
    assert "Content Security Policy" in log
    free = re.sub(r"<meta http-equiv=[^>]*>", "", page)
    assert framed(tmp_path, free)[0] == "ran"
