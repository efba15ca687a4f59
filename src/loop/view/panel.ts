import { visible } from "../../config/words.ts";
import { severities } from "../../review/types.ts";
import { count } from "../../runs/news.ts";
import { clip, columnsOf, padded } from "../../ui/columns.ts";
import { fold } from "../../ui/fold.ts";
import type { Paint } from "../../ui/paint.ts";
import { spark } from "./spark.ts";
import type { Progress } from "./types.ts";
import { between, grouped, lasting } from "./words.ts";

/** Where a panel is drawn. */
export interface Canvas {
  /** Columns and rows that there are. */
  width: number;
  height: number;
  paint: Paint;
  /** Whether more than ASCII can be shown. */
  isUnicode: boolean;
  now: Date;
}

/** A row of the panel. */
interface Row {
  name: string;
  words: string;
  tone?: (text: string) => string;
  /** Where not all fit, the highest are left out first. */
  rank: number;
}

const widest = 120;
const nameWidth = 12;
/** Lines of one row. */
const mostFolds = 3;

/** Below this a window shows nothing but which round it is. */
const narrowest = 30;

/** The panel as lines, none wider and no more of them than there is room for. Pure. */
export function panelOf(progress: Progress, canvas: Canvas): string[] {
  // A line that fills the last column, or the last row, moves what a terminal shows.
  const [width, height] = [Math.min(canvas.width, widest + 1) - 1, Math.max(2, canvas.height) - 1];
  const round = `round ${progress.round} of ${progress.max}`;
  const at = `${progress.stop === undefined ? progress.phase.toLowerCase() : "stopped"}, ${round}`;
  if (width < narrowest) return [clip(round, width, "")];
  const head = headLine(progress, at, { ...canvas, width });
  const rows = rowsOf(progress, canvas, width - nameWidth - 2);
  const draw = (shown: readonly Row[], folds: number) =>
    shown.flatMap((row) => drawRow(row, { ...canvas, width }, folds));
  const whole = ["", head, ...draw(rows, mostFolds)];
  return whole.length <= height ? whole : [head, ...draw(mostNeeded(rows, height - 1), 1)];
}

/** The first of them by rank, in their own order. */
function mostNeeded(rows: readonly Row[], most: number): Row[] {
  const needed = new Set([...rows].sort((a, b) => a.rank - b.rank).slice(0, most));
  return rows.filter((row) => needed.has(row));
}

function headLine({ goal, run }: Progress, at: string, { width, paint, isUnicode }: Canvas): string {
  const room = width - at.length - 2;
  return `${paint.bold(padded(clip(visible(goal || run, 2 * widest), room, mark(isUnicode)), room))}  ${at}`;
}

const mark = (isUnicode: boolean): string => (isUnicode ? "…" : "...");

/** One line, or a few where its words are too long for it. */
function drawRow({ name, words, tone = String }: Row, { width, paint, isUnicode }: Canvas, most: number): string[] {
  const room = Math.max(1, width - nameWidth - 2);
  const text = visible(words, 4 * widest);
  const folded = columnsOf(text) <= room ? [text] : fold(text, room);
  const lines = [...folded.slice(0, most - 1), folded.slice(most - 1).join(" ")].filter((line) => line !== "");
  return lines.map((line, at) => {
    const shown = tone(clip(line, room, mark(isUnicode)));
    return `  ${paint.dim((at === 0 ? name : "").padEnd(nameWidth))}${shown}`;
  });
}

function rowsOf(progress: Progress, canvas: Canvas, room: number): Row[] {
  const { plan, spent, answers, maxLines, opened, closed, next, run } = progress;
  const { accepted, deferred, rejected, open, filtered } = answers;
  const change = plan?.change === undefined ? "" : ` (${plan.change < 0 ? "" : "+"}${plan.change})`;
  const answered = [
    ...[`${accepted} accepted`, `${deferred} deferred`, `${rejected} rejected`],
    ...(open > 0 ? [`${open} open`] : []),
    ...(filtered > 0 ? [`${filtered} filtered`] : []),
  ];
  return [
    stateRow(progress, canvas),
    verdictRow(progress, canvas.paint),
    ...seriesRows(progress, canvas, room),
    { name: "answers", words: answered.join(", "), rank: 4 },
    { name: "plan lines", words: plan === undefined ? "no draft yet" : `${plan.lines}/${maxLines}${change}`, rank: 5 },
    { name: "spent", words: spentWords(spent), rank: 6 },
    { name: "elapsed", words: lasting(between(opened, closed ?? canvas.now)), rank: 8 },
    { name: "run", words: run, rank: 9, tone: canvas.paint.dim },
    { name: "next", words: next, rank: 2 },
  ];
}

const whose = { critic: "critic", planner: "planner", person: "a person", nobody: "nobody" };

function stateRow({ stop, awaited, isAtWork, since, kind }: Progress, { paint, now }: Canvas): Row {
  if (stop !== undefined) {
    const tone = kind === "GO" ? paint.green : kind === "PAUSED" ? paint.red : paint.yellow;
    return { name: "stopped", words: `${stop.reason}: ${stop.words}`, tone, rank: 0 };
  }
  const words = `${whose[awaited]},${isAtWork ? " at work" : ""} for ${lasting(between(since, now))}`;
  return { name: "waits for", words, tone: awaited === "person" ? paint.red : paint.cyan, rank: 0 };
}

function verdictRow(progress: Progress, paint: Paint): Row {
  const words = verdictWords(progress);
  return { name: "verdict", words, tone: words.startsWith("GO") ? paint.green : paint.yellow, rank: 1 };
}

/** At the end what it comes to, which may be another than the critic's last. */
function verdictWords({ kind, verdict, stop }: Progress): string {
  if (stop === undefined) return verdict ?? "none yet";
  return verdict === undefined || verdict === kind ? kind : `${kind}, the critic's last is ${verdict}`;
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
  return `cost ${usd}, tokens ${grouped(tokens)}, ${count(calls, "call")}`;
}
