/** What this page has beyond the style of every page. */
export const style = `
body{max-width:120rem}
header,section>:not(figure){max-width:68rem}
tbody th{font-weight:400}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin-top:1rem}
.picture figcaption{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin-bottom:1rem;font-size:.875rem}
.picture p{margin-top:1rem}
.scroll{overflow:auto;max-height:85vh}
.tree{display:block;max-width:none;margin:0 auto}
.tree .arrow{fill:none;stroke:var(--soft);stroke-width:1.25;opacity:.75}
.tree .arrow.circle{stroke:var(--bad);stroke-width:2;opacity:1}
.tip{fill:var(--soft)}.tip-circle{fill:var(--bad)}
.tree rect{fill:var(--card);stroke:var(--tone);stroke-width:1.5}
.tree text{text-anchor:middle;font-size:12.5px;fill:var(--ink);unicode-bidi:plaintext}
.tree .name{font-weight:650;fill:var(--tone)}
.tree .state{fill:var(--soft)}
.key{color:var(--tone)}
.open{--tone:var(--ink)}.constraint,.objective{--tone:var(--accent)}.done{--tone:var(--good)}.vault{--tone:var(--warn)}.stuck,.unknown{--tone:var(--bad)}
.tree .constraint rect{stroke-width:4}
.tree .objective rect{fill:var(--code);stroke-width:2}
.tree .vault rect{stroke-dasharray:7 3}
.tree .stuck rect{stroke-dasharray:2 2}
.tree .unknown rect{stroke-dasharray:1 4}
.tree .done{opacity:.65}
footer{margin-top:4rem;border-top:1px solid var(--line);padding-top:1rem}
@media print{.scroll{overflow:visible;max-height:none}.tree{max-width:100%;height:auto}}
`;
