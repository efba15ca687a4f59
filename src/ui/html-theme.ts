/** Colours by role. `page`, `card` and `code` are grounds; the others are for text on them, `line` for edges. */
export const palettes = {
  light: {
    page: "#f7f6f3",
    card: "#ffffff",
    code: "#f0eee9",
    ink: "#1f2328",
    soft: "#5a6069",
    line: "#d9d6cf",
    accent: "#2d58b0",
    good: "#1d6b41",
    warn: "#855600",
    bad: "#ad2828",
  },
  dark: {
    page: "#15171b",
    card: "#1d2025",
    code: "#292d33",
    ink: "#e8e6e1",
    soft: "#a6abb3",
    line: "#3a3f47",
    accent: "#94b4ff",
    good: "#7dc89c",
    warn: "#e2b45f",
    bad: "#f49d96",
  },
} as const;

const variables = (palette: Record<string, string>): string =>
  Object.entries(palette)
    .map(([role, colour]) => `--${role}:${colour}`)
    .join(";");

/** Style of every page: colours, type, tables. Paper is always light. */
export const baseStyle = `
:root{${variables(palettes.light)};color-scheme:light}
@media screen and (prefers-color-scheme:dark){:root{${variables(palettes.dark)};color-scheme:dark}}
*{box-sizing:border-box}
html{text-size-adjust:100%}
body{margin:0 auto;max-width:74rem;padding:clamp(1.25rem,4vw,3.5rem);background:var(--page);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ul,ol,dl,dd,figure,table{margin:0;padding:0}
h1{font-size:clamp(1.6rem,4vw,2.3rem);line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin-bottom:1rem}
h3{font-size:1rem}
section{margin-top:3.25rem}
ul{list-style:none}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
code{display:inline-block;max-width:100%;font:.875em/1.5 ui-monospace,monospace;background:var(--code);border-radius:.25rem;padding:.1em .35em;-webkit-user-select:all;user-select:all}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}.accent{color:var(--accent)}
.soft,.small,caption,thead,dt,td::before{font-size:.875rem}
.soft,caption,thead,dt,td::before{color:var(--soft)}
.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1.25rem 1.4rem}
table{width:100%;border-collapse:collapse;font-size:.95rem}
caption{text-align:left;padding-bottom:.6rem}
th,td{text-align:left;vertical-align:top;padding:.6rem 1.25rem .6rem 0;border-top:1px solid var(--line)}
thead th{border:0;padding-top:0;font-weight:500;white-space:nowrap}
@media screen and (max-width:44rem){
thead{position:absolute;clip-path:inset(50%)}
table,caption,tbody,tr,th,td{display:block}
tr{border-top:1px solid var(--line);padding:.75rem 0}
th,td{border:0;padding:.15rem 0}
td{position:relative;padding-left:6.5rem}
td::before{content:attr(data-head);position:absolute;left:0;width:6rem}
}
@media print{body{max-width:none;padding:0;font-size:10pt}section{margin-top:1.5rem}tr,li,figure{break-inside:avoid}h2,caption{break-after:avoid}}
`;
