import { visible } from "../../config/words.ts";
import type { Status } from "../../ui/documents/status.ts";
import type { Screen } from "./lines.ts";

type Row = Status["milestones"][number];

/** More than fit on a screen beside the rest. */
const mostRows = 12;
const narrowest = 16;

/** The milestones, a line each with what shows that they are done; around the next one where there are many. */
export function boardLines({ milestones }: Pick<Status, "milestones">, { paint, width }: Screen): string[] {
  if (milestones.length === 0) return [];
  const live = milestones.filter(({ status }) => status !== "dropped");
  const done = live.filter(({ status }) => status === "done");
  const [shown, above, below] = around(milestones);
  const ids = Math.max(...shown.map(({ id }) => (id ?? "?").length));
  const words = shown.map(evidenceWords);
  const last = Math.max(0, ...words.map(({ length }) => length));
  const longest = Math.max(...shown.map(({ title }) => title.length));
  const room = Math.max(narrowest, Math.min(longest, width - ids - "dropped".length - last - 10));
  const rows = shown.map((row, at) => {
    const status = row.status ?? "?";
    const title = visible(row.title, room).padEnd(room);
    const line = `  ${row.next ? ">" : " "} ${(row.id ?? "?").padEnd(ids)}  ${title}  ${tone(row, paint)(status.padEnd(7))}`;
    return words[at] === "" ? line.trimEnd() : `${line}  ${words[at]}`;
  });
  return [
    `Milestones: ${done.length} of ${live.length} done`,
    ...(above > 0 ? [`    ${above} more above`] : []),
    ...rows,
    ...(below > 0 ? [`    ${below} more below`] : []),
  ];
}

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

/** `2 of 3 passed, delta DONE`; nothing where nothing was tried. */
function evidenceWords({ checks, evidence, delta, status }: Row): string {
  const { passed, failed, open } = checks;
  const all = passed + failed + open;
  const tried = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(passed > 0 ? [`${passed} of ${all} passed${evidence?.behind ? " earlier" : ""}`] : []),
  ];
  const unproven = tried.length === 0 && status === "done" && all > 0 ? ["no evidence"] : [];
  return [...tried, ...unproven, ...(delta === null ? [] : [`delta ${delta.status ?? "?"}`])].join(", ");
}
