import { visible } from "../../../config/words.ts";
import { readOwnText } from "../../../pack/disk.ts";
import { putText } from "../../../pack/put.ts";
import { writeDocument } from "../../../strategy/documents/markdown.ts";
import { isClosed, priorityOf, readWork, type Work } from "../../../strategy/filing/backlog.ts";
import type { Forge } from "../../../strategy/forge/types.ts";
import { issueOf, workForForge } from "../../../strategy/forge/work.ts";
import { Failure } from "../../../ui/failure.ts";
import { type Desk, outcomeOf, type Reply } from "../filing/desk.ts";

/** What a forge was told, and what it would not take. */
interface Mirrored {
  /** Files of the backlog that say now which issue they are. */
  wrote: string[];
  notes: string[];
  /** Numbers of issues that were filed or changed. */
  issues: number[];
  failures: Failure[];
}

/**
 * Brings a forge in line with the backlog: files what is not there yet, marks constraints, closes what is finished. What it refuses is
 * told of, and the rest goes on; where it cannot be reached, nothing does.
 *
 * @param backlog as it is now
 * @param open constraints, best first
 */
async function mirror(
  root: string,
  forge: Forge,
  backlog: readonly Work[],
  open: readonly string[],
): Promise<Mirrored> {
  const done: Mirrored = { wrote: [], notes: [], issues: [], failures: [] };
  for (const work of backlog) {
    if (work.text === undefined) continue;
    try {
      await mirrorOne(root, forge, work, priorityOf(work.id, open) !== "none", done);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      done.failures.push(error);
      if (!isAboutOne(error)) break;
    }
  }
  return done;
}

/** Whether a failure says nothing of the other issues. */
const isAboutOne = ({ code, args }: Failure): boolean =>
  code === "secret-found" || code === "front-matter" || [404, 410, 413, 422].includes(Object(args).status);

async function mirrorOne(root: string, forge: Forge, work: Work, isPriority: boolean, done: Mirrored): Promise<void> {
  const issue = issueOf(work);
  if (isClosed(work)) {
    if (issue !== undefined && (await forge.close(issue))) done.issues.push(issue);
    return;
  }
  if (issue !== undefined) {
    if (await forge.prioritise(issue, isPriority)) done.issues.push(issue);
    return;
  }
  const withIssue = (text: string, number: number): string =>
    writeDocument(text, { front: { issue: number } }, work.path);
  // A file that cannot say which issue it is must not become one.
  withIssue(work.text ?? "", 1);
  const filed = await forge.file(workForForge(work, isPriority));
  done.notes.push(...filed.notes);
  if (filed.issue === null || forge.isDry) return;
  done.issues.push(filed.issue);
  // Somebody may have changed it in the meantime.
  const text = (await readOwnText(root, work.path)) ?? work.text ?? "";
  await putText(root, work.path, withIssue(text, filed.issue));
  done.wrote.push(work.path);
}

/** Tells the forge what a reply of filing has come to; what the forge does not take is the outcome of the step, and all else stays. */
export async function share(desk: Desk, reply: Reply): Promise<Reply> {
  const { scene, forge, open, backlog, tree } = desk;
  const { writes = [], isSync = false } = reply;
  if (forge.place === undefined || (writes.length === 0 && !isSync)) return reply;
  if (tree.selection === undefined) return withNote(reply, "the tree goes in a circle: the forge is left as it is");
  const written = writes.map(({ path, text }) => readWork({ slug: slugAt(path), path, text, trouble: undefined }));
  const rest = backlog.filter(({ path }) => !written.some((work) => work.path === path));
  // What this run has filed here and could not file there is tried again with whatever comes next.
  const others = isSync ? rest : rest.filter((work) => work.run === reply.run.id && issueOf(work) === undefined);
  const done = await mirror(scene.root, forge, [...written, ...others], open);
  return withMirrored(forge.place, reply, done);
}

const withNote = (reply: Reply, note: string): Reply => ({
  ...reply,
  told: { ...reply.told, notes: [...(reply.told.notes ?? []), note] },
});

const slugAt = (path: string): string => path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/, "");

function withMirrored(place: string, reply: Reply, { wrote, notes, issues, failures }: Mirrored): Reply {
  const run = { ...reply.run, wrote: [...new Set([...reply.run.wrote, ...wrote])] };
  const { told } = reply;
  const names = issues.map((issue) => `#${issue}`).join(", ");
  const more = {
    ...told,
    words: issues.length === 0 ? told.words : `${told.words}; ${names} of ${place}`,
    data: { ...told.data, issues },
    notes: [...(told.notes ?? []), ...notes, ...failures.map(({ what, fix }) => `${what}; ${fix}`)],
  };
  const [failure] = failures;
  if (failure === undefined) {
    const isMended = reply.outcome?.result === "failed" && run.filed.length > 0;
    return { ...reply, run, outcome: isMended ? outcomeOf(run) : reply.outcome, told: more };
  }
  const next = ["mend that, and bring the forge in line: `plan-init strategy file --sync`", ...(told.next ?? [])];
  return {
    ...reply,
    run,
    outcome: { result: "failed", words: visible(`the forge: ${failure.what}`, 400) },
    told: { ...more, result: "unfinished", next },
  };
}
