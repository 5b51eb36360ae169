"""What the pages of a site need beside the style of every page."""

STYLE = """\
h3, nav, .described, .quiet, .wide, .mark { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.described, .quiet { color: var(--quiet); font-size: .9rem; max-width: 46rem; }
.described { margin: -.6rem 0 1rem; }
.described span + span::before { content: "· "; }
.quiet { margin: 0 0 .8rem; }
.lead { max-width: 46rem; margin: 0 0 1.4rem; }
.wide { overflow-x: auto; margin: .4rem 0 1rem; }
.wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.plans, .pairs { width: 100%; line-height: 1.4; }
.plans th, .plans td, .pairs th, .pairs td { border-bottom: 1px solid var(--line); padding: .4rem 1rem .4rem 0; }
.plans thead th, .pairs thead th { font-weight: 600; font-size: .8rem; color: var(--quiet); vertical-align: bottom; }
.plans tbody th, .pairs tbody th { font-weight: normal; min-width: 14rem; }
.plans tbody th small, .pairs tbody th small { display: block; color: var(--quiet); font-size: .82rem; }
.plans tbody th a, .pairs tbody th a { font-weight: 600; }
td.day { white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
th.number { text-align: right; }
.pairs td.number a { text-decoration: none; }
.pairs td.number a:hover, .pairs td.number a:focus-visible { text-decoration: underline; }
.plain { list-style: none; margin: 0 0 1rem; padding: 0; font-size: .95rem; }
.plain li { padding: .2rem 0; }
.words { display: block; }
.tags { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 0 0 1rem; padding: 0; font-size: .95rem; }
.ties { margin: 1rem 0 0; }
h3 { font-size: 1rem; margin: 0; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover, h3 a:focus-visible { text-decoration: underline; }
.of-plan { border-top: 1px solid var(--line); padding: 1rem 0; }
.of-plan h3 a { color: var(--link); text-decoration: underline; }
.of-plan dl { font-family: inherit; font-size: .95rem; line-height: 1.5; }
.of-plan dt { min-width: 3.2rem; font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-size: .85rem; }
.family text, .picture text { font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.family rect { fill: var(--faint); stroke: var(--ink); stroke-width: 1.2; }
.family rect.part { fill: var(--paper); stroke-dasharray: 4 3; }
.family text { fill: var(--quiet); font-size: 12px; }
.family .name { fill: var(--link); font-size: 13px; font-weight: 600; }
.family a:hover .name, .family a:focus-visible .name { text-decoration: underline; }
.family path { fill: none; stroke: var(--quiet); stroke-width: 1.5; }
.family .tip { fill: var(--quiet); stroke: none; }
.picture svg { fill: var(--ink); }
.picture svg > rect { fill: var(--paper); }
.picture path { stroke: var(--ink); }
@media (max-width: 48rem) { .picture::before { content: "Goes on to the right \\2192"; color: var(--quiet); font-size: .82rem;
  position: sticky; left: 0; } }
@media print { .picture::before { content: none; } .wide { overflow: visible; } .wide svg { max-width: 100%; height: auto; } }
"""
