import { runsDir } from "../../runs/names.ts";
import { count } from "../../runs/news.ts";
import { type Content, type Html, html } from "../../ui/html.ts";
import { link, section } from "../../ui/html-parts.ts";
import type { Finding, Round } from "../types.ts";
import { diffBlock } from "./diff.ts";
import { findingList, stamp, words } from "./parts.ts";
import type { ReportInput } from "./types.ts";

/** Rounds whose changes lie open; those of longer sessions are folded up. */
const mostOpen = 8;

/** The rounds in order: what each said, and what it made of the plan. */
export function roundsSection(input: ReportInput): Content {
  const { rounds } = input.session;
  return (
    rounds.length > 0 &&
    section(
      "rounds",
      "Rounds",
      rounds.map((round) => drawRound(round, input)),
    )
  );
}

function drawRound(round: Round, input: ReportInput): Html {
  const { session, run } = input;
  const { n, at, verdict, said, counts, file, draft, isStale } = round;
  const folder = `${runsDir}/${run.id}`;
  const own = (name: string) => link(folder, `${folder}/${name}`, name);
  const isOwnWord = said === verdict;
  return html`<article class="round" id="r${n}"><h3>Round ${n} <span class="pill ${verdict === "GO" ? "good" : "warn"}">${verdict}</span></h3>
<p class="soft">${count(counts.blocker, "blocker")}, ${count(counts.major, "major")}, ${count(counts.minor, "minor")} · ${own(session.drafts[draft]?.snapshot ?? "")} · ${own(file)} · ${stamp(at)}</p>
${!isOwnWord && html`<p>The critic said ${said}, which ${isStale ? "was about a plan that had changed" : "does not hold beside what is open"}.</p>`}
${named("Found", found(round.raised, input), (id) => input.decisions.get(id)?.find((each) => each.round === n))}${named("Filtered: decided before, and no new evidence", found(round.filtered, input))}
${texts("To keep", round.keep)}${texts("To trim", round.trim)}${revision(round, input)}</article>`;
}

const found = (ids: readonly string[], { session }: ReportInput): Finding[] =>
  ids.flatMap((id) => session.findings.get(id) ?? []);

const named = (title: string, ...told: Parameters<typeof findingList>): Content =>
  told[0].length > 0 && html`<h4>${title}</h4>${findingList(...told)}`;

const texts = (title: string, items: readonly string[]): Content =>
  items.length > 0 &&
  html`<h4>${title}</h4><ul class="list">${items.map((item) => html`<li dir="auto">${words(item, 600)}</li>`)}</ul>`;

/** What of the plan changed after a round, beside the findings that caused it. */
function revision(round: Round, input: ReportInput): Content {
  const { session, drafts } = input;
  const next = session.rounds[round.n]?.draft ?? session.drafts.length - 1;
  if (next <= round.draft) return null;
  const [before, after] = [drafts[round.draft], drafts[next]];
  const title = `What it made of the plan: ${session.drafts[round.draft]?.lines} to ${session.drafts[next]?.lines} lines`;
  const causes = found(round.accepted, input);
  const body = html`<div class="beside"><div>${
    causes.length > 0 ? findingList(causes) : html`<p class="soft">Nothing of weight was accepted.</p>`
  }</div>${before === undefined || after === undefined ? html`<p class="soft">A draft is lost.</p>` : diffBlock(before, after)}</div>`;
  const isOpen = round.n > session.rounds.length - mostOpen;
  return isOpen
    ? html`<details open=""><summary>${title}</summary>${body}</details>`
    : html`<details><summary>${title}</summary>${body}</details>`;
}
