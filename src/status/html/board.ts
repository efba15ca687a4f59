import type { Status } from "../../ui/documents/status.ts";
import { type Content, type Html, html } from "../../ui/html.ts";
import { link, moment, section } from "../../ui/html-parts.ts";
import { cardLinks, shortCommit, type View } from "./view.ts";

type Milestone = Status["milestones"][number];

interface Lane {
  of: Milestone["status"];
  sign: string;
  name: string;
}

/** Lanes in the order of what wants attention; signs and words tell them apart without colour. */
const lanes: Lane[] = [
  { of: "doing", sign: "◐", name: "Doing" },
  { of: "blocked", sign: "✕", name: "Blocked" },
  { of: "todo", sign: "○", name: "To do" },
  { of: null, sign: "?", name: "Unknown" },
  { of: "done", sign: "✓", name: "Done" },
  { of: "dropped", sign: "–", name: "Dropped" },
];

/** Milestones in lanes by status, a card each; nothing where the plan has none. */
export function boardSection(view: View): Content {
  const cards = view.status.milestones.map((milestone, at) => ({ milestone, at }));
  if (cards.length === 0) return null;
  const held = (of: Milestone["status"]) => cards.filter(({ milestone }) => milestone.status === of);
  return section(
    "board",
    "Milestones",
    lanes.map((lane) => drawLane(lane, held(lane.of), view)),
  );
}

function drawLane({ of, sign, name }: Lane, held: { milestone: Milestone; at: number }[], view: View): Content {
  if (held.length === 0) return null;
  const mark = html`<span class="sign" aria-hidden="true">${sign}</span>`;
  return html`<div class="lane ${of ?? "unknown"}"><h3>${mark} ${name} <span class="soft">${held.length}</span></h3>
<ul>${held.map(({ milestone, at }) => card(milestone, at, mark, view))}</ul></div>`;
}

function card(milestone: Milestone, at: number, mark: Html, view: View): Html {
  const { id, title, next, dependsOn } = milestone;
  return html`<li class="card ${next && "up"}" id="m${at}"><p class="small">${mark} <b>${id ?? `line ${milestone.line}`}</b>${next && html` <span class="pill">next</span>`}</p>
<h4 dir="auto">${title}</h4>
<ul class="small">${[checks(milestone), evidence(milestone, view), delta(milestone, view)].map((line) => line && html`<li>${line}</li>`)}${
    dependsOn.length > 0 && html`<li class="soft">needs ${cardLinks(dependsOn, view)}</li>`
  }</ul></li>`;
}

function checks({ checks: { passed, failed, open } }: Milestone): Content {
  const told = [
    passed > 0 && html`<span class="good">✓ ${passed} passed</span>`,
    failed > 0 && html`<span class="bad">✕ ${failed} failed</span>`,
    open > 0 && html`<span>○ ${open} open</span>`,
  ].filter((part) => part !== false);
  return told.length > 0 ? told.map((part, at) => [at > 0 && " · ", part]) : html`<span class="soft">no checks</span>`;
}

const evidence = ({ evidence: seen }: Milestone, { status: { at } }: View): Content =>
  seen &&
  html`verified ${moment(seen.at, at)}${seen.commit !== null && [" at ", shortCommit(seen.commit)]}${
    seen.behind && html` <span class="pill warn">behind</span>`
  }`;

const delta = ({ delta: report }: Milestone, { folder }: View): Content =>
  report && [link(folder, report.file, "report"), report.status !== null && `: ${report.status}`];
