"""How the page looks: readable on a telephone, on paper, in the dark, and without telling colours apart."""

from __future__ import annotations

STYLE = """\
:root { --ink: #1b1b1b; --paper: #fdfdfc; --quiet: #565656; --line: #d4d4d0;
  --gone: #9c1c1c; --gone-bg: #fbe9e7; --came: #14602b; --came-bg: #e5f4e8; --moved: #6d2a80; --link: #1a4f9c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e4; --paper: #161616; --quiet: #a9a9a4; --line: #3c3c3a;
    --gone: #ff9c92; --gone-bg: #3a1d1b; --came: #8ed79f; --came-bg: #17301d; --moved: #d9a5ea; --link: #8fb8f5; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 Georgia, "Times New Roman", serif; }
main, footer { max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0; }
h2, .counts, .facts, dl, table, summary { font-family: system-ui, sans-serif; }
a { color: var(--link); }
table { border-collapse: collapse; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .15rem .9rem .15rem 0; }
.documents th { font-weight: normal; color: var(--quiet); }
.ledger { display: block; overflow-x: auto; }
.ledger td { text-align: right; }
.counts { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; list-style: none; padding: 0; font-weight: 600; }
article { border-top: 1px solid var(--line); padding: .9rem 0 .6rem; }
article:target { outline: 2px solid var(--link); outline-offset: .4rem; }
h2 { font-size: 1.05rem; margin: 0; }
h2 a { color: inherit; text-decoration: none; }
h2 a:hover, h2 a:focus { text-decoration: underline; }
h2 b { margin-left: .5rem; color: var(--ink); }
.dropped .sign, .dropped h2, li.dropped { color: var(--gone); }
.added .sign, .added h2, li.added { color: var(--came); }
.softened h2, .hardened h2, .altered h2, li.softened, li.hardened, li.altered { color: var(--moved); }
.facts { margin: .15rem 0 0; font-size: .88rem; color: var(--quiet); }
.facts strong { color: var(--ink); }
.text { margin: .5rem 0; }
del { color: var(--gone); background: var(--gone-bg); text-decoration: line-through; }
ins { color: var(--came); background: var(--came-bg); text-decoration: underline; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .9rem; margin: .4rem 0 0; font-size: .88rem; }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; }
summary { border-top: 1px solid var(--line); padding: .8rem 0; cursor: pointer; }
footer { border-top: 1px solid var(--line); font-size: .92rem; }
footer p { margin: .5rem 0; }
@media (max-width: 32rem) {
  .documents, .documents tbody, .documents tr, .documents td, .documents th { display: block; }
  dl { grid-template-columns: 1fr; }
  dd { margin-left: 1rem; } }
@media print {
  body { font-size: 10.5pt; background: #fff; color: #000; }
  main, footer { max-width: none; padding: 0; }
  article { break-inside: avoid; }
  del, ins { background: none; } }
"""
