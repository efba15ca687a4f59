import { visible } from "../../../config/words.ts";
import { leaks } from "../../../strategy/documents/finding.ts";
import { withPriority } from "../../../strategy/filing/backlog.ts";
import { isSameId, nodeOf } from "../../../strategy/filing/gate.ts";
import { Failure } from "../../../ui/failure.ts";
import { circle, type Desk, outcomeOf, type Reply } from "./desk.ts";

/** Brings the priority of every backlog file in line with the constraints; nothing else in them changes. */
export async function sync({ run, backlog, open }: Desk): Promise<Reply> {
  const writes: { path: string; text: string }[] = [];
  const notes: string[] = [];
  for (const work of backlog) {
    if (work.text === undefined) notes.push(`${work.path} is left alone: ${work.trouble}`);
    try {
      const text = withPriority(work, open);
      if (text === undefined) continue;
      const [leak] = leaks(text);
      if (leak !== undefined) notes.push(`${work.path} line ${leak.line} is left alone: ${leak.what}`);
      if (leak !== undefined) continue;
      writes.push({ path: work.path, text });
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== "front-matter") throw error;
      notes.push(`${error.what}; it is left alone`);
    }
  }
  const changed = writes.map(({ path }) => path);
  const words =
    changed.length === 0 ? "All priorities are in line" : `Brought ${changed.length} in line with the constraints`;
  return {
    run: { ...run, wrote: [...new Set([...run.wrote, ...changed])] },
    outcome: run.outcomes.filing,
    writes,
    isSync: true,
    told: { result: "done", words, data: { changed, constraints: open }, notes },
  };
}

/** Filing is over, with less than there might have been: fewer is fine, and somebody says why. */
export async function closed({ run }: Desk, why: string): Promise<Reply> {
  const outcome = {
    result: run.filed.length > 0 ? ("done" as const) : ("skipped" as const),
    words: `${run.filed.length} filed: ${why}`,
  };
  return { run, outcome, told: { result: "done", words: `Filing is over: ${visible(why, 300)}` } };
}

export async function listed(desk: Desk): Promise<Reply> {
  const { run, tree, open, backlog, left } = desk;
  // Nothing is selected, and so there is nothing to say of where work may be filed.
  if (tree.selection === undefined) return circle(run);
  const rows = open.map((id) => ({
    id,
    title: tree.judged.graph.nodes[nodeOf(tree.judged, tree.selection, id) ?? -1]?.text ?? "",
    work: backlog.find((work) => isSameId(work.id, id))?.path ?? null,
    score: tree.constraints.find((each) => isSameId(each.id, id))?.score ?? null,
  }));
  const waiting = rows.filter(({ work }) => work === null);
  const data = { constraints: rows, left, filed: run.filed };
  const lines = rows.map(
    ({ id, title, work, score }) =>
      `  ${visible(id, 60)}  ${visible(title, 80)}; ${score === null ? "" : `blocks ${score}; `}${work === null ? "nothing filed" : visible(work, 200)}`,
  );
  if (waiting.length > 0 && left > 0) {
    const next = [
      '`plan-init strategy file <id> --from draft.md`, `--capability <name>` for evidence, or `--none "why"` for no more',
    ];
    return {
      run,
      outcome: run.outcomes.filing,
      told: {
        result: run.outcomes.filing === undefined ? "unfinished" : "done",
        words: `${waiting.length} of ${open.length} constraints have no work; ${left} may be filed`,
        lines,
        data,
        next,
      },
    };
  }
  const words =
    open.length === 0
      ? "There is no constraint to file at"
      : left > 0
        ? "Every constraint has its work"
        : "The budget of this run is used up";
  const outcome =
    run.outcomes.filing ?? (run.filed.length > 0 ? outcomeOf(run) : { result: "skipped" as const, words });
  return { run, outcome, told: { result: "done", words, lines, data } };
}
