import { visible } from "../../config/words.ts";
import { describeBaseline } from "../../repo/baseline.ts";
import { type Sync, syncWords } from "../../repo/sync.ts";
import { runsDir } from "../../runs/names.ts";
import { nextSteps } from "../../runs/next-steps.ts";
import { lastOf } from "../../runs/record.ts";
import type { AnyDocument } from "../../ui/documents/index.ts";
import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";
import type { Begun } from "./begin.ts";

/** The closing words of `start` for a person, as lines. */
export function startLines(
  { result, run, news, notes }: Begun,
  sync: Sync | undefined,
  { paint, width }: Output,
): string[] {
  const rows = [
    ["goal", run.goal],
    ...(run.from === undefined ? [] : [["from", visible(`${run.from.id}, ${run.from.work}`, 300)]]),
    ...(run.reason === null ? [] : [["reason", run.reason]]),
    ...(news.length === 0 ? [] : [["news", news.join("; ")]]),
    ["baseline", describeBaseline(run.baseline)],
    ...(sync === undefined ? [] : [["sync", syncWords(sync)]]),
    ["iteration", `${lastOf(run)?.n ?? 0} of ${run.max}`],
  ];
  const told = rows.flatMap(([label = "", words = ""]) =>
    fold(words, width - 13).map((line, at) => `  ${(at === 0 ? label : "").padEnd(9)}  ${line}`),
  );
  return [
    paint.bold(`${result === "opened" ? "Opened" : "Went on with"} ${runsDir}/${run.id}`),
    ...told,
    ...notes.flatMap((note) => fold(`note: ${note}`, width - 2).map((line) => paint.yellow(`  ${line}`))),
    "",
    "Next:",
    ...nextSteps(run).flatMap((step) => fold(step, width - 4).map((line, at) => `  ${at === 0 ? "-" : " "} ${line}`)),
  ];
}

/** What `start --json` prints. */
export function startDocument({ result, run, news, notes }: Begun, sync: Sync | undefined, root: string): AnyDocument {
  return {
    schema: "plan-init/start/1",
    result,
    root,
    run: run.id,
    path: `${runsDir}/${run.id}`,
    goal: run.goal,
    mode: run.mode,
    reason: run.reason,
    follows: run.follows,
    from: run.from === undefined ? null : { id: run.from.id, work: run.from.work },
    iteration: lastOf(run)?.n ?? 0,
    max: run.max,
    baseline: run.baseline,
    ...(sync && { sync: { kind: sync.kind, words: syncWords(sync) } }),
    news: [...news],
    notes: [...notes],
    next: nextSteps(run),
  };
}
