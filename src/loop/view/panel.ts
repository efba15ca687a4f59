import { visible } from "../../config/words.ts";
import { severities } from "../../review/types.ts";
import { count } from "../../runs/news.ts";
import { clip, padded } from "../../ui/columns.ts";
import type { Paint } from "../../ui/paint.ts";
import { spark } from "./spark.ts";
import type { Progress } from "./types.ts";
import { grouped, lasting } from "./words.ts";

/** Where a panel is drawn. */
export interface Canvas {
  /** Columns and rows that there are. */
  width: number;
  height: number;
  paint: Paint;
  /** Whether more than ASCII can be shown. */
  isUnicode: boolean;
}

/** A row of the panel: its name, what it says, and how dear it is when not all fit. */
interface Row {
  name: string;
  words: string;
  tone?: (text: string) => string;
  /** The highest go first. */
  rank: number;
}

const widest = 120;
const nameWidth = 12;

/** The panel as lines, none wider and no more of them than there is room for. Pure. */
export function panelOf(progress: Progress, canvas: Canvas): string[] {
  const width = Math.min(canvas.width - 1, widest);
  // The last row is the cursor's.
  const room = Math.max(1, canvas.height - 1);
  const rows = rowsOf(progress, canvas, width - nameWidth - 2);
  const isTight = rows.length + 2 > room;
  const kept = isTight ? mostNeeded(rows, room - 1) : rows;
  const head = headLine(progress, canvas, width);
  return [...(isTight ? [] : [""]), head, ...kept.map((row) => drawRow(row, width, canvas))].slice(0, room);
}

const mostNeeded = (rows: readonly Row[], room: number): Row[] => {
  const byNeed = [...rows].sort((a, b) => a.rank - b.rank).slice(0, Math.max(0, room));
  return rows.filter((row) => byNeed.includes(row));
};

function headLine({ goal, run, round, max }: Progress, { paint, isUnicode }: Canvas, width: number): string {
  const at = `round ${round} of ${max}`;
  const title = clip(visible(goal || run, 2 * widest), Math.max(1, width - at.length - 2), mark(isUnicode));
  return `${paint.bold(padded(title, width - at.length - 2))}  ${at}`;
}

const mark = (isUnicode: boolean): string => (isUnicode ? "…" : "...");

function drawRow({ name, words, tone = String }: Row, width: number, { paint, isUnicode }: Canvas): string {
  const room = width - nameWidth - 2;
  const text = clip(visible(words, 4 * widest), room, mark(isUnicode));
  return `  ${paint.dim(name.padEnd(nameWidth))}${tone(text)}`;
}

function rowsOf(progress: Progress, canvas: Canvas, room: number): Row[] {
  const { plan, spent, answers, maxLines, elapsed, next, run } = progress;
  const { accepted, deferred, rejected, open, filtered } = answers;
  const change = plan?.change === undefined ? "" : ` (${plan.change < 0 ? "" : "+"}${plan.change})`;
  const answered = [
    ...[`${accepted} accepted`, `${deferred} deferred`, `${rejected} rejected`],
    ...(open > 0 ? [`${open} open`] : []),
    ...(filtered > 0 ? [`${filtered} filtered`] : []),
  ];
  return [
    stateRow(progress, canvas.paint),
    verdictRow(progress, canvas.paint),
    ...seriesRows(progress, canvas, room),
    { name: "answers", words: answered.join(", "), rank: 4 },
    { name: "plan lines", words: plan === undefined ? "no draft yet" : `${plan.lines}/${maxLines}${change}`, rank: 5 },
    { name: "spent", words: spentWords(spent), rank: 6 },
    { name: "elapsed", words: lasting(elapsed), rank: 8 },
    { name: "run", words: run, rank: 9, tone: canvas.paint.dim },
    { name: "next", words: next, rank: 2 },
  ];
}

const whose = { critic: "critic", planner: "planner", person: "a person", nobody: "nobody" };

function stateRow({ stop, awaited, isAtWork, since, kind }: Progress, paint: Paint): Row {
  if (stop !== undefined) {
    const tone = kind === "GO" ? paint.green : kind === "PAUSED" ? paint.red : paint.yellow;
    return { name: "stopped", words: `${stop.reason}: ${stop.words}`, tone, rank: 0 };
  }
  const words = isAtWork
    ? `${whose[awaited]}, at work for ${lasting(since)}`
    : `${whose[awaited]}, for ${lasting(since)}`;
  return { name: "waits for", words, tone: awaited === "person" ? paint.red : paint.cyan, rank: 0 };
}

function verdictRow({ kind, verdict, stop }: Progress, paint: Paint): Row {
  const words =
    stop === undefined
      ? (verdict ?? "none yet")
      : verdict === kind
        ? kind
        : `${kind}${verdict === undefined ? "" : `, the critic's last is ${verdict}`}`;
  return { name: "verdict", words, tone: words.startsWith("GO") ? paint.green : paint.yellow, rank: 1 };
}

/** A line for each severity: how many by round, drawn and in numbers, the newest last. */
function seriesRows({ series }: Progress, { isUnicode, paint }: Canvas, room: number): Row[] {
  const top = Math.max(1, ...severities.flatMap((severity) => series[severity]));
  const digits = String(top).length + 1;
  const fits = Math.max(1, Math.floor((room - 2) / (digits + 1)));
  const tones = { blocker: paint.red, major: paint.yellow, minor: String };
  return severities.map((severity): Row => {
    const values = series[severity].slice(-fits);
    const drawn = spark(values, { top, most: fits, isUnicode });
    const numbers = values.map((value) => String(value).padStart(digits)).join("");
    const words = values.length === 0 ? "-" : `${drawn} ${numbers}`;
    return { name: `${severity}s`, words, tone: (values.at(-1) ?? 0) > 0 ? tones[severity] : String, rank: 3 };
  });
}

function spentWords({ calls, usd, tokens }: Progress["spent"]): string {
  if (calls === 0) return "nothing, no calls yet";
  return `${usd}, ${grouped(tokens)} tokens, ${count(calls, "call")}`;
}
