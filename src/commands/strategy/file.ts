import * as z from "zod/mini";
import { visible } from "../../config/words.ts";
import { putText } from "../../pack/put.ts";
import { workSkeleton } from "../../strategy/filing/draft.ts";
import { idOf } from "../../strategy/filing/gate.ts";
import { files } from "../../strategy/forge/files.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { withOutcome } from "../../strategy/run/record.ts";
import { openStrategyRun } from "../../strategy/run/store.ts";
import { Exit } from "../../ui/exit.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, said, toggle } from "../flags.ts";
import { readDraft } from "./documents.ts";
import { closed, listed, sync } from "./filing/backlog.ts";
import { type Desk, lay, type Reply } from "./filing/desk.ts";
import { fileCapability, fileWork } from "./filing/work.ts";
import { share } from "./forge/mirror.ts";
import { openForge, plannedLines } from "./forge/open.ts";
import { type Answer, play, playOn, type Scene } from "./step.ts";

const flagsSchema = z.object({
  ...commonFlags,
  from: z.optional(z.string()),
  capability: z.optional(z.string()),
  none: z.optional(z.string()),
  sync: toggle,
  template: toggle,
  dryRun: toggle,
});
type Flags = z.infer<typeof flagsSchema>;

/** Files work at a constraint, brings priorities in line, or shows what work may be filed at. */
export const file: Action = async (proc, rawFlags, [typed]) => {
  const flags = flagsSchema.parse(rawFlags);
  refuseCombinations(flags, typed);
  if (flags.template && !flags.json) {
    proc.stdout.write(workSkeleton());
    return Exit.Good;
  }
  const draft = flags.from === undefined ? undefined : await readDraft(proc, flags.cwd, flags.from);
  const reply = replyFor(flags, typed, draft);
  return play("file", proc, rawFlags, (scene) => {
    if (flags.template) return Promise.resolve(template);
    if (flags.dryRun) return rehearse(scene, reply);
    return playOn(scene, "filing", async (open) => {
      // What is wrong with the forge's settings is told before anything is filed.
      const { forge } = isListing(flags) ? { forge: files } : await openForge(scene);
      const desk = await lay(scene, open, forge);
      const replied = await reply(desk);
      for (const { path, text } of replied.writes ?? []) await putText(scene.root, path, text);
      const { run, outcome, told } = await share(desk, replied);
      const after = outcome === undefined ? run : withOutcome(run, "filing", { at: run.opened, ...outcome });
      const next = [...(told.next ?? []), ...nextInRun(after, told.next === undefined ? undefined : "filing")];
      return { run, outcome, told: { ...told, run: run.id, next } };
    });
  });
};

/** Whether nothing is to be filed, and so no forge is asked. */
const isListing = ({ from, capability, sync }: Flags): boolean =>
  from === undefined && capability === undefined && !sync;

/** Shows what would be written and sent; does neither. */
async function rehearse(scene: Scene, reply: (desk: Desk) => Promise<Reply>): Promise<Answer> {
  const open = await openStrategyRun(scene.root);
  if (open === undefined) throw new Failure("no-strategy-run", {});
  const { forge } = await openForge(scene, true);
  const desk = await lay(scene, open, forge);
  const replied = await reply(desk);
  const { told } = await share(desk, replied);
  const { writes = [] } = replied;
  if (told.result === "refused" || told.result === "unfinished")
    return { ...told, run: open.id, next: told.next ?? [] };
  const paths = writes.map(({ path }) => path);
  return {
    result: "done",
    run: open.id,
    words: `Would be written: ${paths.join(", ") || "nothing"}`,
    lines: plannedLines(forge.planned),
    data: { paths, requests: forge.planned },
    notes: told.notes ?? [],
    next: ["do it: the same without `--dry-run`"],
  };
}

/** What is to be done, by what was typed. */
function replyFor(flags: Flags, typed: string | undefined, draft: string | undefined): (desk: Desk) => Promise<Reply> {
  const { none, capability } = flags;
  if (flags.sync) return sync;
  if (none !== undefined) {
    const why = said("--none", none);
    return (desk) => closed(desk, why);
  }
  if (capability !== undefined) return (desk) => fileCapability(desk, capability, typed);
  return draft === undefined ? listed : (desk) => fileWork(desk, idOf(typed ?? ""), draft);
}

const template: Answer = {
  result: "done",
  run: null,
  words: "A draft to fill in",
  data: { template: workSkeleton() },
  next: ["file it: `plan-init strategy file <id> --from draft.md`"],
};

function refuseCombinations({ from, capability, none, sync, template }: Flags, typed: string | undefined): void {
  const given = [
    from !== undefined && "--from",
    capability !== undefined && "--capability",
    none !== undefined && "--none",
    sync && "--sync",
    template && "--template",
  ].filter((flag) => flag !== false);
  if (given.length > 1) {
    throw new Failure("usage", {
      what: `\`${given.join("` and `")}\` do not go together`,
      fix: "leave one of them out",
    });
  }
  const fix = "`plan-init strategy file <id> --from draft.md`, or `-` for stdin; a draft to fill in: `--template`";
  if (typed === undefined && from !== undefined) throw new Failure("usage", { what: "at which constraint?", fix });
  if (typed !== undefined && from === undefined && capability === undefined) {
    throw new Failure("usage", { what: `what is to be filed at \`${visible(typed, 80)}\`?`, fix });
  }
}
