import type { Config } from "../../config/schema.ts";
import type { Recovered } from "../../pack/rollback.ts";
import type { FileReport, PackVersion } from "../../pack/types.ts";
import { describeBaseline } from "../../repo/baseline.ts";
import type { Baseline, RepoFacts } from "../../repo/facts.ts";
import type { Output } from "../../ui/output.ts";
import { fileLines } from "../../ui/report.ts";
import { bookkeeping, firstSteps, foldCreated, waysToStart } from "./first-run.ts";
import type { Result } from "./outcome.ts";
import { packWords, upToDate } from "./words.ts";

/** What the closing words are made of. */
export interface Summary {
  result: Result;
  preview: boolean;
  /** Whether every file was asked for, also when there is nothing to do. */
  isListing: boolean;
  /** Whether anything is, or would be, written. */
  changed: boolean;
  root: string;
  config: Config;
  baseline: Baseline;
  /** Detection's findings; only on a first run. */
  facts: RepoFacts | undefined;
  reports: FileReport[];
  versions: readonly PackVersion[];
  /** Whether these are other packs, or versions of them, than before. */
  reversioned: boolean;
  /** The command line that would have skipped the questions, when some were asked. */
  skipLine: string | undefined;
  /** What an interrupted earlier run left, and what became of it. */
  recovered: Recovered;
}

/** What to do next, as commands and paths; the `next` of `--json`. */
export function nextSteps({ result, config, reports }: Summary): string[] {
  if (result === "conflicts")
    return reports.flatMap(({ path, hint }) => (hint === undefined ? [] : [`${path}: ${hint}`]));
  if (result !== "created") return [];
  return waysToStart(config).map(({ how, command }) => `${how}: ${command}`);
}

/** The closing words for a person, as lines. */
export function summaryLines(summary: Summary, output: Output): string[] {
  const { paint } = output;
  const { recovered, preview, isListing, result, facts } = summary;
  const isQuiet = result === "current" && !isListing;
  return [
    ...(recovered === undefined ? [] : [paint.yellow(`An interrupted run was found and ${recovered}.`)]),
    paint.bold(headline(summary)),
    ...(isQuiet ? [] : ["", ...fileLines(listed(summary), output), ""]),
    ...(isQuiet ? [] : [`Baseline: ${describeBaseline(summary.baseline)}`]),
    ...(facts === undefined ? [] : firstSteps(summary.config, summary.skipLine, output)),
    ...waitingLines(summary, paint),
    ...(preview && !isQuiet ? ["", lookAhead] : []),
  ];
}

const lookAhead = "Nothing was changed: this was a look ahead.";

/** What a diff does not say: which files would wait for somebody, and that nothing was written. */
export function afterDiff(summary: Summary, isShown: boolean, look: Pick<Output, "paint" | "width">): string[] {
  const { reports, changed } = summary;
  const waiting = fileLines(reports.filter(waits).map(withoutHint), look);
  return [
    ...(isShown ? [] : [changed ? "That file would stay as it is." : headline(summary)]),
    ...(waiting.length === 0 ? [] : ["", ...waiting]),
    ...waitingLines(summary, look.paint),
    ...(changed ? ["", lookAhead] : []),
  ];
}

// A look ahead leaves no markers that could be edited.
const withoutHint = ({ hint, ...file }: FileReport): FileReport =>
  file.action === "conflict" ? file : { ...file, hint };

function headline({ result, preview, changed, config, facts, versions, root, reversioned }: Summary): string {
  if (facts !== undefined) {
    const stack = facts.ecosystems.map(({ title }) => title).join(", ");
    const loop = `a planning loop for ${config.project}${stack === "" ? "" : ` (${stack})`} in ${root}`;
    return preview ? `Would create ${loop}` : `Created ${loop}`;
  }
  if (result === "current") return upToDate(versions, root);
  if (!changed) return `Nothing new for the planning files in ${root}`;
  const what = reversioned ? `the planning files to ${packWords(versions)}` : `the planning files in ${root}`;
  return `${preview ? "Would update" : "Updated"} ${what}`;
}

const waits = ({ action }: FileReport): boolean => action === "conflict" || action === "skipped";

/** What a person must do, last, where the eye is. */
function waitingLines({ reports, preview }: Summary, paint: Output["paint"]): string[] {
  const count = reports.filter(waits).length;
  if (count === 0) return [];
  const files = count === 1 ? "1 file" : `${count} files`;
  if (!preview) return ["", paint.yellow(`${files} above ${count === 1 ? "waits" : "wait"} for you.`)];
  return [
    "",
    paint.yellow(`${files} would wait for you.`),
    "To decide conflicts beforehand: `--ours`, `--theirs` or `--conflict files`",
  ];
}

/** A look ahead lists every file. The tool's own bookkeeping is one row on a first run, and not worth one later. */
function listed({ reports, facts, preview }: Summary): FileReport[] {
  const shown = reports.filter(({ path }) => !path.startsWith("planning/.plan-init/"));
  if (preview) return (facts === undefined ? shown : [...shown, bookkeeping]).map(withoutHint);
  return facts === undefined ? shown : [...foldCreated(shown), bookkeeping];
}
