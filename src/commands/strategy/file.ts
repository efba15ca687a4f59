import * as z from "zod/mini";
import { visible } from "../../config/words.ts";
import { workSkeleton } from "../../strategy/filing/draft.ts";
import { idOf } from "../../strategy/filing/gate.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { withOutcome } from "../../strategy/run/record.ts";
import { Exit } from "../../ui/exit.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, said, toggle } from "../flags.ts";
import { readDraft } from "./documents.ts";
import { closed, listed, sync } from "./filing/backlog.ts";
import { type Desk, lay, type Reply } from "./filing/desk.ts";
import { fileCapability, fileWork } from "./filing/work.ts";
import { type Answer, play, playOn } from "./step.ts";

const flagsSchema = z.object({
  ...commonFlags,
  from: z.optional(z.string()),
  capability: z.optional(z.string()),
  none: z.optional(z.string()),
  sync: toggle,
  template: toggle,
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
    return playOn(scene, "filing", async (open) => {
      const desk = await lay(scene, open);
      const { run, outcome, told } = await reply(desk);
      const after = outcome === undefined ? run : withOutcome(run, "filing", { at: run.opened, ...outcome });
      return { run, outcome, told: { ...told, run: run.id, next: [...(told.next ?? []), ...nextInRun(after)] } };
    });
  });
};

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
