import { visible } from "../../config/words.ts";
import { isForm } from "../../plan/form.ts";
import { findingDocument, githubLines } from "../../plan/lint/format.ts";
import { judgeDraft } from "../../runs/judge-draft.ts";
import { stepsFor } from "../../runs/next-steps.ts";
import { endOf } from "../../runs/record.ts";
import type { Standing } from "../../runs/standing.ts";
import type { AnyDocument } from "../../ui/documents/index.ts";
import { textLines } from "../../ui/findings.ts";
import { fold } from "../../ui/fold.ts";
import type { Output } from "../../ui/output.ts";
import { tasksOf } from "../../verify/checks.ts";
import type { Examined } from "./examine.ts";
import type { Written } from "./record.ts";

/** What `check` says, as lines: the verdict first, then what it rests on, then what comes next. */
export function checkLines(
  examined: Examined,
  written: Written | undefined,
  format: "text" | "github",
  output: Output,
): string[] {
  const { findings, file, fromTop } = examined;
  const { standing, remarks, snapshot } = written ?? { standing: examined.standing, remarks: [], snapshot: undefined };
  if (format === "github") return [visible(standing.line, longestLine), ...githubLines(findings, fromTop)];
  const { paint, width } = output;
  const said = (words: string) => fold(words, width);
  return [
    tone(standing, output)(visible(standing.line, longestLine)),
    ...block(
      isBlank(examined)
        ? said(`${visible(file, longestLine)} is the form that nobody has filled in yet.`)
        : textLines(findings, file, output),
    ),
    ...block(changeLines(examined)),
    ...block(written === undefined ? validationLines(examined) : []),
    ...block([
      ...examined.notes.flatMap((note) => said(`note: ${note}`)).map((line) => paint.yellow(line)),
      ...aheadLines(examined, written).flatMap(said),
      ...(snapshot === undefined ? [] : [`Written: ${snapshot}`]),
      ...remarks.flatMap(said),
    ]),
    ...block(nextLines(examined, written).flatMap((step) => fold(step, width - 4).map(bullet))),
  ];
}

/** What the plan says is printed on one line, without what would act on a terminal. */
const longestLine = 600;

const bullet = (line: string, at: number): string => `  ${at === 0 ? "-" : " "} ${line}`;

const block = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", ...lines]);

const tone = ({ kind }: Standing, { paint }: Output) =>
  ({ STOP: paint.green, CONTINUE: paint.yellow, ESCALATE: paint.red })[kind];

/** Every slot of the empty form is a finding: true, and no help to anybody before somebody plans. */
const isBlank = ({ plan, run }: Examined): boolean => run === undefined && isForm(plan);

function changeLines({ changes, run }: Examined): string[] {
  if (changes.length === 0) return [];
  return [
    `Changed since iteration ${run?.iterations.length ?? 0}:`,
    ...changes.map((change) => `  ${visible(change, longestLine)}`),
  ];
}

const mostValidations = 40;

/** What `verify` would take for commands, to be looked at before it is on record. */
function validationLines({ plan, standing }: Examined): string[] {
  if (standing.reason !== "unrecorded") return [];
  const checks = tasksOf(plan).flatMap((task) => task.checks);
  const more = checks.length - mostValidations;
  return [
    "What shows that a milestone is built:",
    ...checks.slice(0, mostValidations).map(({ milestone, kind, text, expected }) => {
      const outcome = kind === "manual" || expected === undefined ? "" : `  → ${visible(expected, 80)}`;
      return `  ${milestone}  ${kind === "manual" ? "a person:" : "$"} ${visible(text, 200)}${outcome}`;
    }),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

/** What a record would say, where that is more than to go on. */
function aheadLines(examined: Examined, written: Written | undefined): string[] {
  const verdict = written === undefined ? ifRecorded(examined) : undefined;
  if (verdict === undefined || verdict.kind === "CONTINUE") return [];
  return [`Recorded as it is, this would be ${verdict.line.replace(/^VERDICT: /, "")}`];
}

/** The verdict that recording would give; `undefined` where nothing would be recorded. */
function ifRecorded(examined: Examined) {
  const { run, errors } = examined;
  if (run === undefined || endOf(run) !== undefined || errors > 0) return undefined;
  return judgeDraft(run, examined);
}

function nextLines(examined: Examined, written: Written | undefined): string[] {
  if (isBlank(examined)) return ['have a change planned: `plan-init prompt planner --goal "what this is about"`'];
  const { run, errors, standing } = examined;
  const now = { run: written?.run ?? run, errors, standing: written?.standing ?? standing };
  return stepsFor(now, written?.snapshot !== undefined);
}

/** What `check --json` prints. */
export function checkDocument(examined: Examined, written: Written | undefined): AnyDocument {
  const { root, file, run, findings, changes, fingerprint, notes } = examined;
  const { standing, remarks, snapshot } = written ?? { standing: examined.standing, remarks: [], snapshot: undefined };
  const ahead = written === undefined ? ifRecorded(examined) : undefined;
  return {
    schema: "plan-init/check/1",
    result: standing.kind,
    root,
    plan: file,
    run: run?.id ?? null,
    verdict: { ...standing },
    ...(ahead && { ifRecorded: { ...ahead } }),
    recorded: snapshot ?? null,
    fingerprint,
    findings: findings.map(findingDocument),
    changes,
    notes: [...notes, ...remarks],
    next: nextLines(examined, written),
  };
}
