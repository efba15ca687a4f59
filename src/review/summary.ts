import { count } from "../runs/news.ts";
import { prose } from "../runs/prose.ts";
import { unsettledOf } from "./open.ts";
import { standingOf } from "./standing.ts";
import { tokenWords, usdWords } from "./stop/outside.ts";
import type { Finding, Round, Session } from "./types.ts";

/** Ceiling of `summary.md`, which agents and the archive read. */
export const mostLines = 60;

const [mostRounds, mostItems] = [12, 7];

/**
 * A session in at most 60 lines: how it ended, its rounds, what is open and what was decided against.
 *
 * @param run the run's id
 */
export function summaryPage(session: Session, run: string): string {
  const { rounds, findings, spent } = session;
  const all = [...findings.values()];
  const decided = all.filter(({ state }) => state === "deferred" || state === "rejected");
  const addressed = all.filter(({ state }) => state === "addressed");
  return `${[
    "<!-- markdownlint-disable MD013 -->",
    "",
    `# Review of ${prose(run, 100)}`,
    "",
    `- Outcome: ${prose(standingOf(session).line.replace(/^REVIEW: /, ""), 400)}`,
    `- Plan: ${
      session.drafts
        .map(({ lines }) => lines)
        .slice(-mostRounds)
        .join(" → ") || "no"
    } lines`,
    `- Findings: ${findings.size}, of which addressed ${addressed.length}, decided against ${decided.length}`,
    `- Spent: ${spent.calls === 0 ? "played by hand" : `${count(spent.calls, "call")}, cost ${usdWords(spent)}, tokens ${tokenWords(spent)}`}`,
    ...roundLines(rounds),
    ...list("Open", unsettledOf(session)),
    ...list("Decided against", decided),
    ...list("Addressed", addressed),
  ].join("\n")}\n`;
}

function roundLines(rounds: readonly Round[]): string[] {
  if (rounds.length === 0) return [];
  const head = ["round", "verdict", "blockers", "majors", "minors", "back", "filtered", "accepted"];
  const rows = rounds
    .slice(-mostRounds)
    .map(({ n, verdict, counts, returned, filtered, accepted }) =>
      [n, verdict, counts.blocker, counts.major, counts.minor, returned.length, filtered.length, accepted.length].map(
        String,
      ),
    );
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return ["", "## Rounds", "", line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}

function list(title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const left = findings.length - mostItems;
  const items = findings.slice(0, mostItems).map(itemLine);
  return ["", `## ${title}`, "", ...items, ...(left > 0 ? [`- and ${left} more`] : [])];
}

function itemLine({ id, severity, section, problem, decision }: Finding): string {
  const why = decision === undefined ? "" : ` — ${decision.disposition}: ${prose(decision.reason, 160)}`;
  return `- ${id} ${severity}, ${prose(section, 60)}: ${prose(problem, 200)}${why}`;
}
