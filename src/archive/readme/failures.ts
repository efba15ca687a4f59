import { subjectOf } from "../../delta/newest-evidence.ts";
import type { OwnEvidence } from "../../evidence/record.ts";
import { markdownCode } from "../../pack/helpers.ts";
import { prose } from "../../runs/prose.ts";
import type { Run } from "../../runs/run.ts";
import type { Closing } from "../closing.ts";
import { code, seen } from "./evidence.ts";
import { item } from "./lists.ts";
import { accountOf, contradicts, type Told } from "./reports.ts";

/** What did not go as planned, in the words of reports, and by the records. */
export const failureLines = (closing: Closing): string[][] => [
  ...closing.deltas.flatMap(troubleOf),
  ...failedChecks(closing.evidence.filter((line): line is OwnEvidence => line.by === "verify")),
  ...closing.runs.flatMap(escalations),
  ...closing.refusals.map((name) => item(`${markdownCode(name)} ended in NO-GO`)),
];

function troubleOf(told: Told): string[][] {
  const { name, delta, milestone } = told;
  const head = `${milestone ?? "A milestone"} in ${markdownCode(name)}`;
  const failing = delta.failing !== undefined && !delta.failing.isNone ? delta.failing.text : undefined;
  return [
    ...(contradicts(told) ? [item(`${head}: ${delta.status?.value ?? ""}`, accountOf(delta))] : []),
    ...(failing === undefined ? [] : [item(`${head}: failing tests: ${prose(failing, 300)}`)]),
  ];
}

/** Checks that failed at least once, with how often and what became of them. */
function failedChecks(evidence: readonly OwnEvidence[]): string[][] {
  const groups = new Map<string, OwnEvidence[]>();
  for (const line of evidence) {
    const check = JSON.stringify([line.milestone, subjectOf(line)]);
    const group = groups.get(check);
    if (group === undefined) groups.set(check, [line]);
    else group.push(line);
  }
  return [...groups.values()].flatMap((lines) => {
    const failures = lines.filter(({ passed }) => !passed);
    const [last, latest] = [failures.at(-1), lines.at(-1)];
    if (last === undefined || latest === undefined) return [];
    const subject = last.kind === "manual" ? prose(last.steps, 200) : code(last.command);
    const times = failures.length === 1 ? "once" : `${failures.length} times`;
    const after = latest.passed ? "; it passed later" : "; it never passed after that";
    return [item(`${prose(last.milestone, 20)}: ${subject} failed ${times}, last: ${seen(last)}${after}`)];
  });
}

const escalations = ({ id, iterations }: Run): string[][] =>
  iterations
    .filter(({ verdict }) => verdict.kind === "ESCALATE")
    .map(({ verdict }) => item(`${markdownCode(id)}: ${prose(verdict.line.replace(/^VERDICT: /, ""), 300)}`));
