import path from "node:path";
import * as z from "zod/mini";
import { visible } from "../config/words.ts";
import { judgeDelta, overall } from "../delta/claims.ts";
import { filesNotes } from "../delta/files-notes.ts";
import type { Claim, ClaimVerdict, Subject } from "../delta/types.ts";
import { damageNotes } from "../evidence/damage.ts";
import { readEvidence } from "../evidence/store.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { readPlanned } from "../runs/planned.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { Failure } from "../ui/failure.ts";
import { fold } from "../ui/fold.ts";
import { type Output, outputFor } from "../ui/output.ts";
import type { Proc } from "../ui/process.ts";
import { gatherSubject, readReports } from "./delta/gather.ts";
import { commonFlags } from "./flags.ts";

const flagsSchema = z.object({ ...commonFlags, file: z.optional(z.string().check(z.minLength(1))) });

/** Holds development reports against the plan, git and the evidence. Changes nothing, runs no command of the plan. */
export async function delta(proc: Proc, rawFlags: Record<string, unknown>, [milestone]: string[]): Promise<ExitCode> {
  const flags = flagsSchema.parse(rawFlags);
  if (milestone !== undefined && flags.file !== undefined) {
    throw new Failure("usage", { what: "a milestone and `--file` do not go together", fix: "leave one of them out" });
  }
  const output = outputFor(proc, flags.json);
  const cwd = path.resolve(proc.cwd, flags.cwd);
  const { root } = await findWorkplace(cwd, proc.env);
  const planned = await readPlanned(root);
  const { run } = planned;
  const given = flags.file === undefined ? undefined : path.resolve(cwd, flags.file);
  const [reports, evidence] = await Promise.all([
    readReports(root, run.id, { milestone, given }),
    readEvidence(root, run.id),
  ]);
  const git = { env: proc.env, signal: proc.signal };
  const judged: Judged[] = [];
  for (const report of reports) {
    const subject = await gatherSubject(root, report, planned, evidence, git);
    judged.push({ file: report.file, subject, claims: judgeDelta(subject), notes: filesNotes(subject) });
  }
  const result = overall(judged.map(verdictOf));
  const notes = [...planned.notes, ...damageNotes(evidence.damaged)];
  output.lines([...judged.flatMap((each) => deltaLines(each, output)), ...notes.map((note) => `note: ${note}`)]);
  output.document(() => ({
    schema: "plan-init/delta/1",
    result,
    root,
    run: run.id,
    deltas: judged.map(deltaDocument),
    notes,
  }));
  return result === "confirmed" ? Exit.Good : Exit.NotYet;
}

interface Judged {
  file: string;
  subject: Subject;
  claims: Claim[];
  notes: string[];
}

const verdictOf = ({ claims }: Judged): ClaimVerdict => overall(claims.map(({ verdict }) => verdict));

function deltaLines(judged: Judged, { paint, width }: Output): string[] {
  const tones = { confirmed: paint.green, refuted: paint.red, unknown: paint.yellow } satisfies Record<
    ClaimVerdict,
    unknown
  >;
  const { file, subject, claims, notes } = judged;
  const status = visible(subject.delta.status?.text ?? "no status");
  const heading = `${subject.milestone?.id ?? "?"} ${status}: ${verdictOf(judged)}`;
  return [
    `${paint.bold(tones[verdictOf(judged)](heading))}  ${paint.dim(visible(file, 300))}`,
    ...claims.flatMap(({ verdict, line, what, fix }) => [
      ...indented(tones[verdict](verdict.padEnd(9)), `line ${line}: ${what}`, width),
      ...(fix === undefined ? [] : fold(`fix: ${fix}`, width - 13).map((each) => `             ${each}`)),
    ]),
    ...notes.flatMap((note) => indented(paint.dim("note     "), note, width)),
    "",
  ];
}

const indented = (mark: string, words: string, width: number): string[] =>
  fold(words, width - 13).map((line, at) => (at === 0 ? `  ${mark}  ${line}` : `             ${line}`));

const deltaDocument = (judged: Judged) => ({
  file: judged.file,
  milestone: judged.subject.milestone?.id ?? null,
  status: judged.subject.delta.status?.value ?? null,
  result: verdictOf(judged),
  claims: judged.claims,
  notes: judged.notes,
});
