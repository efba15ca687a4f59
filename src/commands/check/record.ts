import { readOwnText } from "../../pack/disk.ts";
import { hashOf } from "../../pack/hash.ts";
import { putText } from "../../pack/put.ts";
import type { Finding } from "../../plan/lint/types.ts";
import { type GitOptions, readGit } from "../../repo/git.ts";
import { judgeDraft } from "../../runs/judge-draft.ts";
import { pageIteration } from "../../runs/page.ts";
import { titlesOf } from "../../runs/plan-paths.ts";
import { endOf, lastOf, recordIteration } from "../../runs/record.ts";
import type { Iteration, Run } from "../../runs/run.ts";
import { saveRun } from "../../runs/save.ts";
import type { Standing } from "../../runs/standing.ts";
import { pageFile, snapshotFile } from "../../runs/store.ts";
import { Failure } from "../../ui/failure.ts";
import type { Examined } from "./examine.ts";
import { rewordedRemarks } from "./reworded.ts";
import { putRecorded, recordedText } from "./stamp-recorded.ts";

/** What became of the wish to write something down. */
export interface Written {
  run: Run;
  standing: Standing;
  /** The file that was written as a snapshot; `undefined` when nothing was counted. */
  snapshot: string | undefined;
  /** Whether something was settled that the run's page has to tell. */
  isSettling: boolean;
  /** Why nothing was, or what else is to be said. */
  remarks: string[];
}

/** How to record. */
export interface Recording {
  withFindings: boolean;
  now: Date;
  git: GitOptions;
}

/**
 * Counts the plan as the next iteration of its run. A run that has ended counts nothing more, and one that was killed while
 * recording this very plan is brought to its end instead. Call it under `exclusively`.
 *
 * @throws Failure `no-run`, and `run-ended` when the plan is no longer the one that the run ended with
 */
export async function record(examined: Examined, recording: Recording): Promise<Written> {
  const { root, run, standing, errors } = examined;
  if (run === undefined) throw new Failure("no-run", {});
  if (endOf(run) !== undefined) return afterTheEnd(examined, run);
  if (await wasInterrupted(root, run, examined.fingerprint)) return complete(examined, run);
  if (errors > 0 && !recording.withFindings) {
    const remarks = ["Nothing was recorded: mend the errors first, or record them too with `--with-findings`"];
    return { run, standing, snapshot: undefined, isSettling: false, remarks };
  }
  return count(examined, run, recording);
}

async function afterTheEnd(examined: Examined, run: Run): Promise<Written> {
  const { root, fingerprint, changes, standing } = examined;
  const last = lastOf(run);
  if (fingerprint !== (run.confirmed ?? last)?.fingerprint) {
    throw new Failure("run-ended", { id: run.id, verdict: wordsOf(last), changes });
  }
  if (await wasInterrupted(root, run, fingerprint)) return complete(examined, run);
  return { run, standing, snapshot: undefined, isSettling: false, remarks: ["Nothing was counted: the run has ended"] };
}

const wordsOf = (iteration: Iteration | undefined): string => (iteration?.verdict.line ?? "").replace(/^VERDICT: /, "");

/**
 * Whether the last record of this very structure never got as far as its page, which is written when the answer was given: then this is
 * the same iteration once more, and not its confirmation.
 */
async function wasInterrupted(root: string, run: Run, fingerprint: string): Promise<boolean> {
  const last = lastOf(run);
  if (last === undefined || last.fingerprint !== fingerprint) return false;
  const page = await readOwnText(root, pageFile(run.id));
  // A page without the line was edited, and so it was there.
  return page === undefined || (pageIteration(page) ?? last.n) < last.n;
}

async function complete({ root, text, plan }: Examined, run: Run): Promise<Written> {
  const last = lastOf(run);
  if (last === undefined) throw new TypeError("a run without iterations cannot have been interrupted");
  await putRecorded(root, text, recordedText(text, plan, run));
  const remarks = [
    `Iteration ${last.n} was on record already, from a command that was interrupted: nothing was counted twice`,
  ];
  return { run, standing: last.verdict, snapshot: undefined, isSettling: true, remarks };
}

async function count(examined: Examined, open: Run, { now, git }: Recording): Promise<Written> {
  const { root, text, plan, outline, fingerprint, intent, findings, errors, changes } = examined;
  const verdict = judgeDraft(open, examined);
  const { baseline } = await readGit(root, git);
  const draft = {
    at: now,
    commit: baseline.kind === "commit" ? baseline.commit : null,
    fingerprint,
    text: "",
    outline,
    intent,
    titles: titlesOf(plan),
    errors,
    warnings: findings.length - errors,
    findings: worst(findings),
    changes,
    verdict,
  };
  const recorded = recordedText(text, plan, recordIteration(open, draft));
  const run = recordIteration(open, { ...draft, text: hashOf(recorded) });
  const snapshot = snapshotFile(run.id, run.iterations.length);
  const remarks = [...clockRemarks(open, now), ...(await rewordedRemarks(root, run, recorded))];
  // The snapshot first, the record then; the page comes last, when the answer is given.
  await putText(root, snapshot, recorded);
  await saveRun(root, run);
  await putRecorded(root, text, recorded);
  return { run, standing: verdict, snapshot, isSettling: true, remarks };
}

const mostFindings = 30;

function worst(findings: readonly Finding[]): string[] {
  const errorsFirst = [...findings].sort((a, b) => rank(a) - rank(b));
  return errorsFirst.slice(0, mostFindings).map(({ rule, severity, id, line, what }) => {
    return `${severity} ${rule}${id === undefined ? "" : ` ${id}`} (line ${line}): ${what}`;
  });
}

const rank = ({ severity }: Finding): number => (severity === "error" ? 0 : 1);

function clockRemarks(run: Run, now: Date): string[] {
  const before = lastOf(run)?.at ?? run.opened;
  if (now.getTime() + 1000 >= Date.parse(before)) return [];
  return [
    `The clock says ${now.toISOString()}, earlier than the last record (${before}): iterations count by number, not by time`,
  ];
}
