import { visible } from "../../config/words.ts";
import { evidenceFile } from "../../evidence/record.ts";
import { type BaselineRecord, baselineFile } from "../../runs/baseline-record.ts";
import type { Planned } from "../../runs/planned.ts";
import type { AnyDocument } from "../../ui/documents/index.ts";
import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";
import { durationWords, endWords, hasPassed } from "../../verify/outcome.ts";
import { type CheckResult, type Result, type TaskResult, together } from "../../verify/results.ts";
import type { Outcome } from "../../verify/run-command.ts";

const marks = { passed: "passed", failed: "FAILED", open: "open" } satisfies Record<Result, string>;

/** What came of it, milestone by milestone, what is expected beside what was seen. */
export function resultLines(results: readonly TaskResult[], { run, notes }: Planned, output: Output): string[] {
  const { paint, width } = output;
  const tones = { passed: paint.green, failed: paint.red, open: paint.yellow } satisfies Record<Result, unknown>;
  return [
    "",
    ...notes.flatMap((note) => fold(`note: ${note}`, width)).map((line) => paint.yellow(line)),
    ...results.flatMap(({ id, title, result, checks }) => [
      `${tones[result](marks[result].padEnd(6))}  ${id}${title === "" ? "" : `: ${visible(title, 200)}`}`,
      ...checks.flatMap((check) => checkLines(check).map((line) => `        ${line}`)),
    ]),
    "",
    `Evidence: ${evidenceFile(run.id)}`,
    ...nextSteps(results).map((step) => `Next: ${step}`),
  ];
}

function checkLines({ check, result, outcome, words }: CheckResult): string[] {
  const expected = check.expected === undefined ? "" : visible(check.expected, 200);
  if (outcome === undefined) return [`${marks[result]}: ${visible(check.text, 500)} (${visible(words ?? "", 200)})`];
  const seen = `${endWords(outcome)}, ${durationWords(outcome.ms)}`;
  const line = `${marks[result]}: ${visible(check.text, 500)} → ${seen}`;
  // What is compared speaks for itself; other words are for whoever reads.
  const isMore = expected !== "" && (result === "failed" || !/^exit(?:s|ed)? (?:with )?\d+$/i.test(expected));
  const last = outcome.tail.split("\n").findLast((each) => each.trim() !== "");
  return [
    line,
    ...(isMore ? [`  expected: ${expected}`] : []),
    ...(hasFailedToPrint(check, outcome)
      ? [
          `  ${check.prints?.kind === "number" ? "not in the last line" : "not in the last lines"}: ${visible(check.prints?.text ?? "", 200)}`,
        ]
      : []),
    ...(isMore && last !== undefined ? [`  last line: ${visible(last.trim(), 200)}`] : []),
  ];
}

/** Whether it ended as it should, and what it was to print is missing. */
const hasFailedToPrint = (check: CheckResult["check"], outcome: Outcome): boolean =>
  !hasPassed(outcome, check) && hasPassed(outcome, { ...check, prints: undefined });

function nextSteps(results: readonly TaskResult[]): string[] {
  const having = (result: Result) => results.filter((each) => each.result === result).map(({ id }) => id);
  const [failed, open] = [having("failed"), having("open")];
  const unrunnable = results.filter(({ checks }) => checks.some(({ outcome }) => isUnrunnable(outcome)));
  const what = unrunnable.length === 0 ? "the code" : "the plan where it names no command that can be run";
  return [
    ...(failed.length === 0 ? [] : [`mend ${what}, then \`plan-init verify ${failed.join(" ")}\``]),
    ...(open.length === 0
      ? []
      : [`a person looks and says what was seen, on a terminal: \`plan-init verify ${open.join(" ")}\``]),
    ...(failed.length + open.length === 0 ? ["hold the report against git: `plan-init delta`"] : []),
  ];
}

/** Whether the shell could not run it: 126 is no program, 127 is nothing that it finds. */
const isUnrunnable = (outcome: CheckResult["outcome"]): boolean => outcome?.exit === 126 || outcome?.exit === 127;

/** What `verify --json` prints. */
export function verifyDocument(
  results: readonly TaskResult[],
  { run, fingerprint, notes }: Planned,
  root: string,
): AnyDocument {
  return {
    schema: "plan-init/verify/1",
    result: together(results.map(({ result }) => result)),
    root,
    run: run.id,
    fingerprint,
    file: evidenceFile(run.id),
    milestones: results.map(({ id, title, result, checks }) => ({
      id,
      title,
      result,
      checks: checks.map(checkDocument),
    })),
    notes,
    next: nextSteps(results),
  };
}

const checkDocument = ({ check, result, outcome, words }: CheckResult) => ({
  kind: check.kind,
  text: check.text,
  expected: check.expected ?? null,
  result,
  ...(words === undefined ? {} : { words }),
  ...(outcome ?? {}),
});

/** Which commands are green before anything changes. */
export function baselineLines(
  record: BaselineRecord,
  run: string,
  remarks: readonly string[],
  { paint, width }: Output,
): string[] {
  return [
    "",
    ...record.commands.map(({ name, command, exit, ms }) => {
      const state = exit === 0 ? paint.green("green") : paint.red("red  ");
      return `${state}  ${name}: ${visible(command, 500)} (${exit === null ? "no exit status" : `exit ${exit}`}, ${durationWords(ms)})`;
    }),
    "",
    ...remarks.flatMap((remark) => fold(`note: ${remark}`, width)).map((line) => paint.yellow(line)),
    `Written: ${baselineFile(run)}`,
  ];
}

/** What `verify --baseline --json` prints. */
export function baselineDocument(
  record: BaselineRecord,
  planned: Planned,
  remarks: readonly string[],
  root: string,
): AnyDocument {
  return {
    schema: "plan-init/verify/1",
    result: "baseline",
    root,
    run: planned.run.id,
    fingerprint: planned.fingerprint,
    file: baselineFile(planned.run.id),
    milestones: [],
    commands: record.commands,
    notes: [...planned.notes, ...remarks],
    next: [],
  };
}
