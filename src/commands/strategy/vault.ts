import * as z from "zod/mini";
import { visible } from "../../config/words.ts";
import { exclusively } from "../../pack/transaction.ts";
import { isBad } from "../../strategy/documents/finding.ts";
import { vaultStates } from "../../strategy/paths.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import { withOutcome } from "../../strategy/run/record.ts";
import { openStrategyRun } from "../../strategy/run/store.ts";
import { findAsked, judgeItem, vaultSkeleton } from "../../strategy/vault/item.ts";
import { Exit } from "../../ui/exit.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, said, toggle } from "../flags.ts";
import { findingLines, readDraft } from "./documents.ts";
import { lay } from "./filing/desk.ts";
import { type Answer, play, playOn, type Scene } from "./step.ts";
import { addToVault } from "./vault/add.ts";
import { moveOn, type Word } from "./vault/move.ts";
import { readVault } from "./vault/read.ts";

const flagsSchema = z.object({
  ...commonFlags,
  from: z.optional(z.string()),
  note: z.optional(z.string()),
  template: toggle,
});
type Flags = z.infer<typeof flagsSchema>;

const moves = new Map<string, Word["to"]>([
  ["approve", "approved"],
  ["reject", "rejected"],
  ["fire", "fired"],
]);

/** Asks a person for what only a person can do, shows what was asked, and takes down the answer. People answer in or out of a run. */
export const vault: Action = async (proc, rawFlags, [action = "list", slug, extra]) => {
  const flags = flagsSchema.parse(rawFlags);
  refuseMistakes(flags, action, slug, extra);
  const to = moves.get(action);
  if (to !== undefined) {
    const note = flags.note === undefined ? undefined : said("--note", flags.note);
    const word = { slug: slug ?? "", to, note };
    return play("vault", proc, rawFlags, async (scene) => {
      const run = await openStrategyRun(scene.root);
      return { ...(await exclusively(scene.root, () => moveOn(scene, word))), run: run?.id ?? null };
    });
  }
  if (action === "list") return play("vault", proc, rawFlags, list);
  if (flags.template && !flags.json) {
    proc.stdout.write(vaultSkeleton());
    return Exit.Good;
  }
  const draft = flags.from === undefined ? "" : await readDraft(proc, flags.cwd, flags.from);
  return play("vault", proc, rawFlags, (scene) =>
    flags.template ? Promise.resolve(template) : add(scene, slug ?? "", draft),
  );
};

const usage = (what: string): Failure =>
  new Failure("usage", {
    what,
    fix: "`plan-init strategy vault list`, `add <slug> --from draft.md`, `approve`, `reject` or `fire <slug>`",
  });

function refuseMistakes(
  { from, note, template }: Flags,
  action: string,
  slug: string | undefined,
  extra: string | undefined,
): void {
  const isAdd = action === "add";
  if (!isAdd && action !== "list" && !moves.has(action))
    throw usage(`the vault does not know \`${visible(action, 40)}\``);
  if (extra !== undefined || (action === "list" && slug !== undefined)) throw usage("there is a word too many");
  if (action !== "list" && slug === undefined && !template) throw usage(`what is to be ${isAdd ? "added" : "moved"}?`);
  if (isAdd && from === undefined && !template)
    throw usage("the draft is missing: `--from draft.md`, or `-` for stdin");
  if (!isAdd && (from !== undefined || template)) throw usage("`--from` and `--template` belong to `vault add`");
  if (note !== undefined && !moves.has(action)) throw usage("`--note` belongs to a person's answer");
}

const template: Answer = {
  result: "done",
  run: null,
  words: "A draft to fill in",
  data: { template: vaultSkeleton() },
  next: ["add it: `plan-init strategy vault add <slug> --from draft.md`"],
};

const add = (scene: Scene, slug: string, draft: string): Promise<Answer> =>
  playOn(scene, "filing", async (open) => {
    const { run, outcome, told } = await addToVault(await lay(scene, open), slug, draft);
    const after = outcome === undefined ? run : withOutcome(run, "filing", { at: run.opened, ...outcome });
    return { run, outcome, told: { ...told, run: run.id, next: [...(told.next ?? []), ...nextInRun(after)] } };
  });

/** What is in the vault, and what is wrong with what waits. */
async function list({ root, output }: Scene): Promise<Answer> {
  const [items, run] = await Promise.all([readVault(root), openStrategyRun(root)]);
  const judged = items.map((item) => ({
    item,
    findings:
      item.state === "pending" || item.state === "approved"
        ? [
            ...judgeItem(item).findings,
            ...findAsked(
              item,
              items.filter((each) => each !== item),
            ),
          ]
        : [],
  }));
  const bad = judged.filter(({ findings }) => isBad(findings));
  const counts = vaultStates
    .map((state) => `${items.filter((item) => item.state === state).length} ${state}`)
    .join(", ");
  const { paint } = output;
  return {
    result: bad.length > 0 ? "unfinished" : "done",
    run: run?.id ?? null,
    words: `Vault: ${counts}`,
    lines: [
      ...items.map(
        ({ state, slug, title }) => `  ${state.padEnd(8)}  ${paint.bold(visible(slug, 80))}  ${visible(title, 100)}`,
      ),
      ...bad.flatMap(({ item, findings }) => ["", ...findingLines(findings, item.path, output)]),
    ],
    data: {
      items: judged.map(({ item: { slug, state, path, title, unblocks }, findings }) => ({
        slug,
        state,
        path,
        title,
        unblocks,
        findings,
      })),
    },
    next: [
      ...(bad.length > 0 ? ["mend what waits, so that somebody can act on it"] : []),
      items.some(({ state }) => state === "pending" || state === "approved")
        ? "a person answers: `plan-init strategy vault approve <slug>`, `reject <slug>`, or, when it is done, `fire <slug>`"
        : "nothing waits for a person",
    ],
  };
}
