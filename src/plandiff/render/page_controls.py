"""What a reader can do with the page: filter by verdict, tag and party, and set the two texts side by side.

The controls are part of the page but hidden: where no script runs, nothing is filtered and nothing on the page is dead.
The script compares what the controls say with what the changes say of themselves; it knows no plan and is always the same.
What is chosen stands in the address behind the #, so that a view can be linked to, reloaded and gone back to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from plandiff.model import Change
from plandiff.render import phrases
from plandiff.render.page_frame import text_of

ENOUGH = 4
"""So many changes need a filter, or a picture of the whole; fewer are taken in at a glance."""


def controls(changes: list[Change]) -> list[str]:
    """The filters for these changes, as blocks of HTML; none where there is too little to filter."""
    if len(changes) < ENOUGH:
        return []
    tags = Counter(tag for c in changes for tag in map(text_of, c.tags))
    parties = Counter(name for c in changes for name in dict.fromkeys(text_of(phrases.party(b)) for b in c.binds))
    return [
        '<div class="controls" id="controls" role="group" aria-label="What to show" hidden>',
        f'<div class="verdicts" role="group" aria-label="Verdict">{"".join(_verdicts(changes))}</div>',
        *_choice("tag", "Tag", "all tags", tags),
        *_choice("party", "Binds", "all parties", parties),
        '<button type="button" data-do="sides" aria-pressed="false">Side by side</button>',
        '<button type="button" data-do="reset">Show all</button>',
        '<p class="status" role="status"></p>',
        "</div>",
    ]


def _verdicts(changes: list[Change]) -> Iterable[str]:
    counts = Counter(c.verdict for c in changes)
    for verdict in phrases.WEIGHT:
        if counts[verdict]:
            yield (
                f'<button type="button" class="{verdict}" data-verdict="{verdict}" aria-pressed="false">'
                f'<span class="sign" aria-hidden="true">{phrases.symbol(verdict)}</span> '
                f"{verdict} <b>{counts[verdict]}</b></button>"
            )


def _choice(name: str, label: str, everything: str, counts: Counter[str]) -> list[str]:
    """A list to choose one from; the names in it are HTML already."""
    if len(counts) < 2:
        return []
    options = (f'<option value="{item}">{item} ({counts[item]})</option>' for item in sorted(counts) if item)
    return [
        f'<label>{label} <select data-class="{name}" autocomplete="off"><option value="">{everything}</option>',
        *options,
        "</select></label>",
    ]


SCRIPT = """
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const articles = all("article");
  const bar = document.getElementById("controls");
  addEventListener("beforeprint", () => {
    all("details:not([open])").forEach((fold) => { fold.open = true; fold.dataset.printed = ""; });
  });
  addEventListener("afterprint", () => {
    all("[data-printed]").forEach((fold) => { fold.open = false; delete fold.dataset.printed; });
  });
  if (!bar) return;
  const buttons = all("[data-verdict]", bar);
  const choices = all("select", bar);
  const status = bar.querySelector(".status");
  const sides = bar.querySelector("[data-do=sides]");
  const folds = all("details.fold");
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  const filter = () => {
    const verdicts = buttons.filter(pressed).map((button) => button.dataset.verdict);
    const chosen = choices.filter((choice) => choice.value);
    const active = verdicts.length + chosen.length !== 0;
    const fits = (article) =>
      (!verdicts.length || verdicts.includes(article.className)) &&
      chosen.every((choice) =>
        all("." + choice.dataset.class, article).some((name) => name.textContent === choice.value));
    articles.forEach((article) => { article.hidden = !fits(article); });
    folds.forEach((fold) => {
      fold.hidden = all("article", fold).every((article) => article.hidden);
      fold.open = active;
    });
    const shown = articles.filter((article) => !article.hidden);
    const ids = new Set(shown.map((article) => article.id));
    all("[data-change]").forEach((mark) => mark.classList.toggle("off", !ids.has(mark.dataset.change)));
    status.textContent = active ? "Shown: " + shown.length + " of " + articles.length + " changes." : "";
    bar.querySelector("[data-do=reset]").disabled = !active;
  };

  const reset = () => {
    buttons.forEach((button) => press(button, false));
    choices.forEach((choice) => { choice.value = ""; });
    filter();
  };

  const column = (article, other, label) => {
    const side = document.createElement("div");
    const head = document.createElement("p");
    head.className = "label";
    head.textContent = label;
    side.append(head);
    all("p.inline", article).forEach((text) => {
      const copy = text.cloneNode(true);
      copy.classList.remove("inline");
      all(other + ", .label", copy).forEach((mark) => mark.remove());
      copy.normalize();
      copy.childNodes.forEach((node) => {
        if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replace(/ +(?=[.,;:)])/g, "");
      });
      if (copy.textContent.trim()) side.append(copy);
    });
    return side;
  };

  const pair = (article) => {
    if (!article.querySelector("del, ins")) return;
    const texts = all("p.text", article);
    texts.forEach((text) => text.classList.add("inline"));
    const both = document.createElement("div");
    both.className = "pair";
    both.append(column(article, "ins", "old"), column(article, "del", "new"));
    texts[0].before(both);
  };

  const beside = (on) => {
    if (on && !document.querySelector(".pair")) articles.forEach(pair);
    press(sides, on);
    document.body.classList.toggle("sides", on);
  };

  const tell = () => {
    filter();
    const state = new URLSearchParams();
    buttons.filter(pressed).forEach((button) => state.append("verdict", button.dataset.verdict));
    choices.filter((choice) => choice.value).forEach((choice) => state.append(choice.dataset.class, choice.value));
    if (pressed(sides)) state.append("view", "sides");
    const name = state.toString() || "all";
    if (name !== (location.hash.slice(1) || "all")) location.hash = name;
  };

  const reveal = (target) => {
    const article = target.closest("article");
    if (!article) return;
    if (article.hidden) reset();
    const fold = article.closest("details");
    if (fold) fold.open = true;
    target.scrollIntoView();
  };

  const arrive = () => {
    const name = location.hash.slice(1);
    const target = document.getElementById(name);
    if (target) return reveal(target);
    if (name && name !== "all" && !name.includes("=")) return;
    const asked = new URLSearchParams(name);
    const wanted = asked.getAll("verdict");
    buttons.forEach((button) => press(button, wanted.includes(button.dataset.verdict)));
    choices.forEach((choice) => {
      const value = asked.get(choice.dataset.class);
      choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
    });
    beside(asked.get("view") === "sides");
    filter();
  };

  buttons.forEach((button) => button.addEventListener("click", () => { press(button, !pressed(button)); tell(); }));
  choices.forEach((choice) => choice.addEventListener("change", tell));
  sides.addEventListener("click", () => { beside(!pressed(sides)); tell(); });
  bar.querySelector("[data-do=reset]").addEventListener("click", () => { reset(); tell(); buttons[0].focus(); });
  addEventListener("hashchange", arrive);
  bar.hidden = false;
  if (matchMedia("(max-width: 48rem)").matches) all("details.graph").forEach((graph) => { graph.open = false; });
  filter();
  if (location.hash) arrive();
});
"""
"""Known to the page's policy by its hash. It holds no character that could end its element, and nothing of a plan."""
