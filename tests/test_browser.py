"""Pages as a reader meets them, through a browser driver: the address, the way back, paper, and an accessibility checker.

Needs the group ``browser`` of pyproject.toml and a Chromium of the system; nothing is fetched.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plandiff.cli import main
from plandiff.model import Verdict
from plandiff.render import Options, render
from sample import CHANGES, COMPARISON

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LEFT = "[...document.querySelectorAll('article:not([hidden])')].map((a) => a.id).sort()"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("needs chromium")
    driver = pytest.importorskip("playwright.sync_api", reason="needs the group browser")
    with driver.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def compared(tmp_path: Path) -> str:
    """The address of the page of the sample comparison."""
    path = tmp_path / "page.html"
    path.write_text(render(COMPARISON, "html", options=Options()), "utf-8")
    return path.as_uri()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab that lets nothing pass that the console complains of."""
    found = browser.new_page()
    said: list[str] = []
    found.on("console", lambda message: said.append(message.text))
    found.on("pageerror", lambda error: said.append(str(error)))
    yield found
    found.close()
    assert said == []


def ids(*verdicts: Verdict) -> list[str]:
    return sorted(f"change-{c.id}" for c in CHANGES if c.verdict in verdicts)


def test_what_is_chosen_stands_in_the_address_and_survives(tab: Any, compared: str) -> None:
    tab.goto(compared)
    tab.click("[data-verdict=softened]")
    tab.select_option("select[data-class=tag]", "armed-forces")
    assert tab.url == f"{compared}#verdict=softened&tag=armed-forces"
    assert tab.evaluate(LEFT) == ["change-6_3"]
    tab.reload()
    assert tab.evaluate(LEFT) == ["change-6_3"]
    tab.go_back()
    assert tab.evaluate(LEFT) == ids(Verdict.SOFTENED)
    tab.go_back()
    assert tab.evaluate(LEFT) == ids(*Verdict)
    tab.go_forward()
    assert tab.evaluate(LEFT) == ids(Verdict.SOFTENED)
    tab.click("[data-do=reset]")
    assert tab.url == f"{compared}#all"
    assert tab.evaluate(LEFT) == ids(*Verdict)


def test_a_link_to_a_change_undoes_a_filter_that_hides_it_and_no_other(tab: Any, compared: str) -> None:
    tab.goto(f"{compared}#verdict=softened")
    tab.click("#change-6_3 h2 a")
    assert tab.evaluate(LEFT) == ids(Verdict.SOFTENED)
    tab.goto(f"{compared}#verdict=dropped")
    tab.goto(f"{compared}#change-6_3")
    assert tab.evaluate(LEFT) == ids(*Verdict)


@pytest.mark.parametrize("script", [True, False])
def test_what_is_folded_on_the_screen_is_on_paper(browser: Any, compared: str, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(compared)
    folded = page.locator("#change-1_1 .text")
    assert not folded.is_visible()
    page.emulate_media(media="print")
    if script:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.bounding_box()["height"] > 0
    context.close()


def test_the_accessibility_checker_finds_nothing(tab: Any, compared: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs the group browser")
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(compared)
        found = axe.Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()


# --- the site -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site on a few plans of the record: every sort of page is there."""
    plans = Path(__file__).parents[1] / "plans"
    folder = tmp_path_factory.mktemp("few")
    for name in ("28pt", "19pt", "20pt", "kyiv-2025", "reviews/28pt--19pt", "reviews/kyiv-2025--20pt"):
        target = folder / "plans" / f"{name}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((plans / f"{name}.yaml").read_bytes())
    assert main(["--plans", str(folder / "plans"), "report", "--output", str(folder / "site")]) == 0
    return folder / "site"


PAGES = ["index", "plan-28pt", "compare-28pt--19pt", "matrix-28pt", "position-kyiv-2025--20pt", "tag-nato"]


@pytest.mark.parametrize("name", PAGES)
def test_every_sort_of_page_fits_every_window_and_passes_the_checker(tab: Any, site: Path, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs the group browser")
    tab.goto((site / f"{name}.html").as_uri())
    for width in (320, 768, 1280, 1920):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()


def test_a_reader_goes_from_the_index_to_a_change_and_back(tab: Any, site: Path) -> None:
    tab.goto((site / "index.html").as_uri())
    tab.click("a[href='compare-28pt--19pt.html#verdict=dropped']")
    # the click returns before the other page has read its address
    tab.wait_for_function("[...document.querySelectorAll('article[hidden]')].length > 0")
    assert set(tab.evaluate("[...document.querySelectorAll('article:not([hidden])')].map((a) => a.className)")) == {
        "dropped"
    }
    tab.click("nav a[href='plan-19pt.html']")
    tab.click("nav a[href='index.html']")
    tab.wait_for_url((site / "index.html").as_uri())
