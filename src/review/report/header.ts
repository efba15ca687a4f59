import { runsDir } from "../../runs/names.ts";
import { count } from "../../runs/news.ts";
import { type Content, type Html, html } from "../../ui/html.ts";
import { link, prose } from "../../ui/html-parts.ts";
import { standingFor } from "../standing.ts";
import { decideStop } from "../stop/index.ts";
import { tokenWords, usdWords } from "../stop/outside.ts";
import type { Session, Stop } from "../types.ts";
import { waysFor } from "../ways-on.ts";
import { stamp, words } from "./parts.ts";
import type { ReportInput } from "./types.ts";

/** What was reviewed. */
export const header = ({ run }: ReportInput): Html =>
  html`<header><p class="soft"><b>Review</b> · run ${run.id}</p><h1 dir="auto">${run.goal || run.id}</h1></header>`;

const looks = {
  GO: { sign: "✓", tone: "good" },
  OPEN: { sign: "▶", tone: "accent" },
  "NO-GO": { sign: "▲", tone: "warn" },
  PAUSED: { sign: "■", tone: "bad" },
};

/** Why it stopped, how it goes on, and what else a reader asks first. */
export function leadSection(input: ReportInput): Content {
  const stop = decideStop(input.session);
  const told = facts(input).map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`);
  return html`<div class="lead">${endCard(input, stop)}${waysCard(input, stop)}</div><dl class="facts">${told}</dl>`;
}

function endCard({ session }: ReportInput, stop: Stop | undefined): Html {
  const { kind, line } = standingFor(session, stop);
  const { sign, tone } = looks[kind];
  const why = stop?.words ?? line.replace(/^REVIEW: [^—]*— /, "");
  return html`<section class="card" aria-labelledby="end"><h2 id="end" class="${tone}"><span aria-hidden="true">${sign}</span> ${kind}${stop && html` <span class="pill">${stop.reason}</span>`}</h2>
<p dir="auto">${words(why)}</p><p class="soft">${stop === undefined ? "It goes on" : "Stopped"} after ${count(session.rounds.length, "round")} of at most ${session.cap}</p></section>`;
}

function waysCard({ session }: ReportInput, stop: Stop | undefined): Content {
  const ways = waysFor(session, stop);
  return (
    ways.length > 0 &&
    html`<section class="card" aria-labelledby="ways"><h2 id="ways">How it goes on</h2><ol>${ways.map(
      (way) => html`<li>${prose(way)}</li>`,
    )}</ol></section>`
  );
}

function facts({ session, run, maxLines }: ReportInput): [string, Content][] {
  const { spent, drafts, opened, latest } = session;
  const last = drafts.at(-1);
  const folder = `${runsDir}/${run.id}`;
  return [
    ["Plan", last === undefined ? "no draft" : html`${last.lines} of ${count(maxLines, "line")}`],
    ["Findings", findingWords(session)],
    ["Cost", spent.calls === 0 ? "played by hand" : usdWords(spent)],
    ["Tokens", spent.calls === 0 ? "none" : tokenWords(spent)],
    ["Calls", spent.calls === 0 ? "none" : `${spent.calls}, ${(spent.ms.known / 60_000).toFixed(1)} min`],
    ["From", opened === "" ? "unknown" : [stamp(opened), " to ", stamp(latest)]],
    ["In short", link(folder, `${folder}/summary.md`, "summary.md")],
  ];
}

function findingWords({ findings }: Session): string {
  const all = [...findings.values()];
  const of = (...states: string[]) => all.filter(({ state }) => states.includes(state)).length;
  return `${all.length}: ${of("addressed")} addressed, ${of("deferred", "rejected")} decided against, ${of("open", "accepted")} open`;
}
