import { visible } from "../../config/words.ts";
import type { Status } from "../../ui/documents/status.ts";
import type { Screen } from "./lines.ts";

type Row = Status["milestones"][number];

/** More than fit on a screen beside the rest. */
const mostRows = 12;
const shortestTitle = 24;
const statusWidth = "dropped".length;

/** The milestones, a line each with what shows that they are done; around the next one where there are many. */
export function boardLines({ milestones }: Pick<Status, "milestones">, { paint, width }: Screen): string[] {
  if (milestones.length === 0) return [];
  const live = milestones.filter(({ status }) => status !== "dropped");
  const done = live.filter(({ status }) => status === "done");
  const [shown, above, below] = around(milestones);
  const widths = widthsOf(shown, width);
  return [
    `Milestones: ${done.length} of ${live.length} done`,
    ...(above > 0 ? [`    ${above} more above`] : []),
    ...shown.map((row) => rowLine(row, widths, paint)),
    ...(below > 0 ? [`    ${below} more below`] : []),
  ];
}

interface Widths {
  id: number;
  title: number;
  evidence: number;
}

function widthsOf(rows: readonly Row[], width: number): Widths {
  const longest = (words: (row: Row) => string) => Math.max(...rows.map((row) => words(row).length));
  const id = longest(idOf);
  // Mark, gaps and status.
  const taken = id + statusWidth + 8;
  const wanted = longest(titleOf);
  const title = Math.max(Math.min(wanted, shortestTitle), Math.min(wanted, width - taken - longest(evidenceWords) - 2));
  return { id, title, evidence: width - taken - title - 2 };
}

function rowLine(row: Row, { id, title, evidence }: Widths, paint: Screen["paint"]): string {
  const status = row.status ?? "?";
  const words = visible(evidenceWords(row), Math.max(1, evidence));
  const start = `  ${row.next ? ">" : " "} ${idOf(row).padEnd(id)}  ${visible(titleOf(row), title).padEnd(title)}  `;
  if (words === "") return start + tone(row, paint)(status);
  return `${start}${tone(row, paint)(status.padEnd(statusWidth))}  ${words}`;
}

const idOf = ({ id }: Row): string => visible(id ?? "?", 12);
const titleOf = ({ title }: Row): string => visible(title, 100);

function around(rows: readonly Row[]): [shown: Row[], above: number, below: number] {
  const next = Math.max(
    0,
    rows.findIndex((row) => row.next),
  );
  const from = Math.max(0, Math.min(next - Math.floor(mostRows / 2), rows.length - mostRows));
  const shown = rows.slice(from, from + mostRows);
  return [shown, from, rows.length - from - shown.length];
}

function tone({ status, checks }: Row, paint: Screen["paint"]): (text: string) => string {
  if (checks.failed > 0 || status === "blocked") return paint.red;
  if (status === "done") return paint.green;
  return status === "doing" ? paint.yellow : paint.dim;
}

/** `2/3 passed, delta`; nothing where nothing was tried. What was seen before plan or code moved on is old. */
function evidenceWords({ checks, evidence, delta, status }: Row): string {
  const { passed, failed, open } = checks;
  const all = passed + failed + open;
  const tried = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(passed > 0 ? [`${passed}/${all} passed${evidence?.behind ? " (old)" : ""}`] : []),
  ];
  const unproven = tried.length === 0 && status === "done" && all > 0 ? ["no evidence"] : [];
  const report = delta === null ? [] : [delta.status === "DONE" ? "delta" : `delta ${delta.status ?? "?"}`];
  return [...tried, ...unproven, ...report].join(", ");
}
