import { type Content, type Html, html } from "../../ui/html.ts";
import { section } from "../../ui/html-parts.ts";
import { unsettledOf } from "../open.ts";
import type { Finding } from "../types.ts";
import { severityMark, words } from "./parts.ts";
import type { ReportInput } from "./types.ts";

/** Every finding with its history: what is open first, then what was decided against, then what is done. */
export function findingsSection(input: ReportInput): Content {
  const { session } = input;
  if (session.findings.size === 0) return null;
  const unsettled = new Set(unsettledOf(session));
  const settled = [...session.findings.values()].filter((finding) => !unsettled.has(finding));
  const isDone = ({ state }: Finding): boolean => state === "addressed" || state === "accepted";
  return section("findings", "Findings", [
    group("Open", [...unsettled], input),
    group(
      "Decided against",
      settled.filter((each) => !isDone(each)),
      input,
    ),
    group("Addressed", settled.filter(isDone), input),
  ]);
}

const group = (title: string, findings: readonly Finding[], input: ReportInput): Content =>
  findings.length > 0 &&
  html`<h3>${title} <span class="soft">${findings.length}</span></h3><div class="cards">${findings.map((each) => card(each, input))}</div>`;

function card(finding: Finding, input: ReportInput): Html {
  const { id, source, severity, section: place, problem, evidence, resolution, state, isContested } = finding;
  return html`<article class="card" id="f-${id}"><p class="small"><b>${id}</b> ${severityMark(severity)} <span class="pill">${state}</span>${
    isContested && html`<span class="pill warn">the critic has not seen why not</span>`
  }${source === "human" && html`<span class="pill">a person’s note</span>`}</p>
<h4 dir="auto">${words(problem)}</h4><dl>${[
    ["Where", place] as const,
    ["Evidence", evidence] as const,
    ["Resolution", resolution] as const,
  ].map(([term, text]) => text !== "" && html`<div><dt>${term}</dt><dd dir="auto">${words(text)}</dd></div>`)}</dl>
<ol class="history">${history(finding, input)}</ol></article>`;
}

/** What became of a finding, in the order in which it happened. */
function history({ id, raised, returned, filtered, state }: Finding, { decisions, session }: ReportInput): Html[] {
  const told = [...raised, ...filtered].sort((a, b) => a - b);
  const seen = told.flatMap((n, at) => [
    { n, what: tellingWords(n, { isFirst: at === 0, returned, filtered }) },
    ...(decisions.get(id) ?? [])
      .filter(({ round }) => round === n)
      .map(({ disposition, reason }) => ({ n, what: [html`<b>${disposition}</b> `, words(reason)] })),
  ]);
  const last = told.at(-1) ?? 0;
  const isGone = state === "addressed" && last < session.rounds.length;
  return [...seen, ...(isGone ? [{ n: last + 1, what: "not found again" }] : [])].map(
    ({ n, what }) => html`<li dir="auto"><a href="#r${n}">Round ${n}</a>: ${what}</li>`,
  );
}

function tellingWords(
  n: number,
  { isFirst, returned, filtered }: Pick<Finding, "returned" | "filtered"> & { isFirst: boolean },
): string {
  if (filtered.includes(n)) return "raised again without new evidence, and filtered";
  if (isFirst) return "raised";
  return returned.includes(n) ? "came back, after it had been accepted" : "raised again";
}
