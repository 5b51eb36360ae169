"""How the page looks: readable on a telephone, on paper, in the dark, and without telling colours apart.

Colours tell what went, what came and what moved, and never whether that is good: none of them is red or green.
"""

from __future__ import annotations

_COLOURS = """\
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fffefb; --quiet: #5c5a55; --line: #d9d6cf; --faint: #f3f1ea;
  --gone: #8f3a06; --gone-bg: #fdebdc; --came: #0b5273; --came-bg: #e0f0f8; --moved: #63307a; --link: #1a4f9c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9e6df; --paper: #171615; --quiet: #aeaaa2; --line: #403d39; --faint: #22211f;
    --gone: #f5ad7d; --gone-bg: #3d2514; --came: #8fcbe8; --came-bg: #12303f; --moved: #d6ace8; --link: #93baf3; } }
"""

_TEXT = """\
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "Times New Roman", serif; }
main, footer { max-width: 68rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1 { font-size: clamp(1.6rem, 1.1rem + 2.2vw, 2.6rem); line-height: 1.15; margin: .2rem 0 1.2rem; text-wrap: balance;
  letter-spacing: -.01em; }
h2, dl, table, summary, button, select, label, .kicker, .documents, .counts, .facts, .note, .controls, .slope, .label,
.key, .graph p { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, select:focus-visible, summary:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: 1rem; top: .3rem; padding: .3rem .6rem; background: var(--paper); }
.site { border-bottom: 1px solid var(--line); font: .88rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.site ul { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; max-width: 68rem; margin: 0 auto; padding: .5rem 1rem; }
.skip:not(:focus) { clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; padding: 0; }
.kicker { margin: .5rem 0 0; color: var(--quiet); font-size: .9rem; font-weight: 600; letter-spacing: .03em; }
.label { margin: 0; color: var(--quiet); font-size: .8rem; font-weight: 600; }
.note { font-size: .92rem; color: var(--quiet); border-left: 3px solid var(--line); padding-left: .8rem; margin: 1rem 0;
  max-width: 46rem; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .15rem .9rem .15rem 0; }
.ledger { display: block; overflow-x: auto; margin: 1.5rem 0; }
.readings { display: block; overflow-x: auto; margin: .8rem 0; }
.readings th, .readings td { border-bottom: 1px solid var(--line); min-width: 5rem; overflow-wrap: anywhere; }
.ledger th, .ledger td { border-bottom: 1px solid var(--line); padding: .3rem .9rem .3rem 0; }
.ledger td { text-align: right; font-variant-numeric: tabular-nums; }
"""

_HEAD = """\
.documents { list-style: none; margin: 0 0 1.2rem; padding: 0; display: grid; gap: .8rem 2rem; font-size: .95rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
.documents li { border-top: 3px solid var(--ink); padding-top: .4rem; }
.documents p { margin: .1rem 0 0; font-size: .85rem; color: var(--quiet); }
.documents p span + span::before { content: "· "; }
.side { color: var(--quiet); margin-right: .3rem; }
.counts { list-style: none; margin: 1.2rem 0; padding: 0; display: grid; gap: .2rem .6rem; font-size: .85rem;
  grid-template-columns: repeat(auto-fit, minmax(6.4rem, 1fr)); }
.counts li { border-top: 1px solid var(--line); padding: .35rem 0 .4rem; white-space: nowrap; }
.counts b { display: block; font-size: 1.7rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
.counts .sign { min-width: .9em; text-align: left; }
.dropped { --own: var(--gone); } .added { --own: var(--came); }
.softened, .hardened, .altered { --own: var(--moved); }
.reworded, .unchanged, .unreported { --own: var(--quiet); }
.counts li, dt[class], .sign, article h2 { color: var(--own, inherit); }
.sign { display: inline-block; min-width: 1.1em; text-align: center; font-weight: 700; }
"""

_CHANGES = """\
.changes { border-top: 3px solid var(--ink); padding-top: .5rem; margin: 1.8rem 0 .8rem; font-size: 1.15rem; }
article { border-top: 1px solid var(--line); padding: 1.1rem 0 1.2rem; }
article:target { background: var(--faint); box-shadow: 0 0 0 .7rem var(--faint); }
article h2 { font-size: 1.05rem; line-height: 1.35; margin: 0; word-spacing: .12em; }
h2 a { color: inherit; text-decoration: none; }
h2 a:hover, h2 a:focus-visible { text-decoration: underline; }
h2 b { color: var(--ink); display: inline-block; }
.facts { list-style: none; display: flex; flex-wrap: wrap; gap: .15rem .7rem; margin: .3rem 0 0; padding: 0;
  font-size: .82rem; line-height: 1.5; color: var(--quiet); }
.mark { border: 1px solid currentColor; border-radius: 3px; padding: 0 .35rem; color: var(--ink); }
.facts li + li::before { content: "· "; }
.reviewed::before { content: "✓ "; }
.text { margin: .55rem 0 0; max-width: 44rem; }
del, ins { padding: .05em .1em; border-radius: 2px; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
del { color: var(--gone); background: var(--gone-bg); text-decoration: line-through 1px; }
ins { color: var(--came); background: var(--came-bg); text-decoration: underline 1.5px; text-underline-offset: .18em; }
.whole { border-left: 3px solid var(--line); padding-left: .8rem; }
.whole .label { display: block; }
.whole + .whole:not(:has(.label)) { margin-top: 0; }
.whole del, .whole ins { text-decoration: none; background: none; padding: 0; }
.pair del { text-decoration: underline 1.5px; text-underline-offset: .18em; }
.pair .whole { border: 0; padding: 0; }
.pair .whole del, .pair .whole ins { text-decoration: none; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem .9rem; margin: .8rem 0 0;
  font-size: .86rem; line-height: 1.5; max-width: 46rem; }
dt { color: var(--quiet); }
dd { margin: 0; }
summary { border-top: 1px solid var(--line); padding: .8rem 0; cursor: pointer; font-weight: 600; font-size: .95rem; }
.pair { display: none; gap: .8rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); }
.sides .pair { display: grid; }
.sides .inline { display: none; }
.sides main, .sides footer { max-width: 84rem; }
@media (min-width: 62rem) {
  article { display: flow-root; padding-left: 15rem; }
  article > h2, article > h3, article > .facts { float: left; clear: left; width: 13rem; margin-left: -15rem; }
  article > h2, article > h3 { margin-top: .1rem; }
  article > .text, article > .pair { margin-top: 0; }
  article > .text + .text { margin-top: .55rem; }
  .facts { flex-direction: column; }
  .facts li + li::before { content: none; } }
"""

_CONTROLS = """\
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .9rem; margin: .8rem 0 1rem; font-size: .88rem; }
.verdicts { display: flex; flex-wrap: wrap; gap: .4rem; flex-basis: 100%; }
button, select { font-size: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet);
  border-radius: 4px; padding: .3rem .6rem; min-height: 2.1rem; }
select { max-width: 100%; }
label { max-width: 100%; }
button { cursor: pointer; }
button:disabled { opacity: .5; cursor: default; }
button b { font-weight: 600; color: var(--quiet); }
[aria-pressed=true] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
[aria-pressed=true] b, [aria-pressed=true] .sign { color: inherit; }
.status { margin: 0; flex-basis: 100%; min-height: 1.4rem; color: var(--quiet); }
"""

_GRAPH = """\
.slope { display: grid; grid-template-columns: 6.2rem minmax(4rem, 1fr) 6.2rem; font-size: .78rem; line-height: 1.15rem; }
.slope .label + .label { grid-column: 3; }
.slope ol { list-style: none; margin: 0; padding: 0; display: grid; grid-auto-rows: 1fr; align-items: center; }
.slope li { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-height: 1.2rem; }
.slope ol:first-of-type { text-align: right; }
.slope a { color: inherit; text-decoration: none; }
.slope a:hover, .slope a:focus-visible { text-decoration: underline; }
.slope a:focus-visible { outline-offset: -2px; }
.words { display: none; }
.slope svg { width: 100%; height: 100%; grid-row: 2; grid-column: 2; }
.slope ol:first-of-type { grid-row: 2; grid-column: 1; padding-right: .4rem; }
.slope ol:last-of-type { grid-row: 2; grid-column: 3; padding-left: .4rem; }
line { stroke: var(--own); stroke-width: 1.5px; vector-effect: non-scaling-stroke; fill: none; }
line.hardened { stroke-width: 3px; }
line.softened { stroke-dasharray: 7 4; stroke-width: 2px; }
line.altered { stroke-dasharray: 9 3 2 3; stroke-width: 2px; }
line.reworded { stroke-dasharray: 1.5 3; }
line.unchanged { stroke-width: 1px; opacity: .55; }
.graph p { font-size: .82rem; color: var(--quiet); }
.key { white-space: nowrap; margin-right: .9rem; color: var(--ink); }
.key svg { width: 2.5rem; height: .625rem; }
.graph .hint { margin: .2rem 0 1rem; }
.slope line.off, .slope li:has(.off) { opacity: .15; }
@media (min-width: 48rem) {
  .slope { grid-template-columns: minmax(0, 1fr) minmax(10rem, .8fr) minmax(0, 1fr); }
  .words { display: inline; color: var(--quiet); }
  .slope ol:first-of-type { text-align: left; } }
"""

_FOOT = """\
footer { margin-top: 1.5rem; font-size: .92rem; }
footer::before { content: ""; display: block; border-top: 3px solid var(--ink); margin-bottom: .8rem; }
footer h2 { font-size: 1rem; margin: 0; }
footer p { margin: .8rem 0; max-width: 46rem; }
@media (max-width: 30rem) {
  article dl, footer dl { grid-template-columns: minmax(0, 1fr); row-gap: 0; }
  dd { margin: 0 0 .4rem .9rem; } }
@media print {
  :root { --ink: #000; --paper: #fff; --quiet: #444; --line: #999; --faint: #fff; --gone: #000; --came: #000; --moved: #000;
    --gone-bg: #fff; --came-bg: #fff; --link: #000; }
  @page { margin: 18mm 16mm; }
  html { font-size: 9.5pt; }
  .slope { break-inside: avoid; line-height: .95rem; font-size: .74rem; }
  .slope li { min-height: 0; }
  main, footer { max-width: none; padding: 0; }
  .controls, .skip, .site, .graph > summary { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  article { break-inside: avoid; padding: .6rem 0; }
  h2, .facts { break-after: avoid; }
  ins { font-weight: 600; }
  dl a { text-decoration: none; } }
"""

STYLE = _COLOURS + _TEXT + _HEAD + _CHANGES + _CONTROLS + _GRAPH + _FOOT
