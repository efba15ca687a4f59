/** What this page has beyond the style of every page. */
export const style = `
h1,h4{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:6;overflow:hidden}
.phase>:first-child::first-letter{text-transform:uppercase}
.goal{margin-top:.5rem;font-size:1.1rem;color:var(--soft);max-width:48rem}
.lead{display:grid;gap:1.25rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));margin:2rem 0}
.lead section{margin:0}
.lead h2{margin-bottom:.5rem}.lead p+p{margin-top:.5rem}
ol{padding-left:1.25rem}ol li+li{margin-top:.4rem}
.facts{display:grid;gap:1rem 2rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr));margin-bottom:1.5rem}
.lane{border-top:1px solid var(--line);padding:1.25rem 0;display:grid;gap:1rem;grid-template-columns:9rem minmax(0,1fr)}
.lane>ul{display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,15rem),1fr))}
.lane .card{padding:.9rem 1.1rem;border-left:4px solid var(--tone)}
.sign{color:var(--tone);display:inline-block;width:1.1em}
.todo,.dropped{--tone:var(--soft)}.doing{--tone:var(--accent)}.done{--tone:var(--good)}.blocked{--tone:var(--bad)}.unknown{--tone:var(--warn)}
.dropped h4{text-decoration:line-through;color:var(--soft)}
h4{margin:.15rem 0 .5rem;font-size:1rem;line-height:1.35}
.card.up,.card:target{outline:2px solid var(--accent);outline-offset:1px}
.pill{font-size:.75rem;font-weight:600;color:var(--accent);border:1px solid;border-radius:1rem;padding:.05rem .5rem;margin-left:.25rem}
.pill.warn{color:var(--warn)}
.plots{display:grid;gap:2rem 3rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));margin-bottom:2rem}
.list li{padding:.3rem 0}.files{columns:16rem}
#runs h3{margin-top:1rem}
details ul{list-style:disc;padding-left:1.1rem}
footer{margin-top:4rem;border-top:1px solid var(--line);padding-top:1rem}
@media screen and (max-width:44rem){.lane{grid-template-columns:1fr}}
`;
