/** What this page has beyond the style of every page. */
export const style = `
h1{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:6;overflow:hidden}
.lead{display:grid;gap:1.25rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));margin:2rem 0}
.lead section{margin:0}.lead h2{margin-bottom:.5rem}.lead p+p{margin-top:.5rem}
ol{padding-left:1.25rem}ol li+li{margin-top:.3rem}
.facts{display:grid;gap:1rem 2rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr))}
.plots{display:grid;gap:2rem 3rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr))}
.pill{font-size:.75rem;font-weight:600;color:var(--soft);border:1px solid;border-radius:1rem;padding:.05rem .5rem;margin-left:.25rem;white-space:nowrap;vertical-align:.1em}
.pill.good{color:var(--good)}.pill.warn{color:var(--warn)}
h3{margin-top:1.75rem}h4{margin:.9rem 0 .3rem;font-size:.95rem;line-height:1.4}
.round{border-top:1px solid var(--line);padding:0 0 1.5rem}.round h3{margin-top:1.25rem}
.list li{padding:.2rem 0}
details{margin-top:1rem}summary{font-weight:600;cursor:pointer;font-size:.95rem}
.beside{display:grid;gap:1rem 2rem;grid-template-columns:minmax(14rem,1fr) minmax(0,2fr);margin-top:.75rem}
.diff{margin:0;max-height:36rem;overflow:auto;background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.75rem .9rem;font:.8125rem/1.5 ui-monospace,monospace;white-space:pre-wrap}
ins,del{display:block;text-decoration:none}ins{color:var(--good);background:color-mix(in srgb,var(--good) 9%,transparent)}del{color:var(--bad);background:color-mix(in srgb,var(--bad) 9%,transparent)}
.cards{display:grid;gap:1rem;margin-top:.75rem}
.cards .card{padding:.9rem 1.1rem}.card h4{margin-top:.3rem}
.card:target,.round:target{outline:2px solid var(--accent);outline-offset:3px}
.card dl div{display:grid;grid-template-columns:6rem minmax(0,1fr);padding:.15rem 0}
.history{margin-top:.6rem;border-top:1px solid var(--line);padding:.6rem 0 0 1.25rem;font-size:.95rem;list-style:square}
footer{margin-top:4rem;border-top:1px solid var(--line);padding-top:1rem}
@media screen and (max-width:44rem){.beside,.card dl div{grid-template-columns:1fr}}
@media print{.diff{max-height:none}}
`;
