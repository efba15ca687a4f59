import { putText } from "../../../pack/put.ts";
import { isoSeconds } from "../../../runs/names.ts";
import { isBad, leaks } from "../../../strategy/documents/finding.ts";
import { writeDocument } from "../../../strategy/documents/markdown.ts";
import { notASlug } from "../../../strategy/documents/slug.ts";
import { isSameId } from "../../../strategy/filing/gate.ts";
import { vaultDir } from "../../../strategy/paths.ts";
import { findAsked, judgeItem, judgeUnblocks, readVaultItem } from "../../../strategy/vault/item.ts";
import { type Desk, moreToFile, outcomeOf, type Reply, refusal, unfit } from "../filing/desk.ts";
import type { JudgedTree } from "../judge.ts";

const mend = "mend the draft and add it again; the form: `plan-init strategy vault add --template`";

/** Puts into the vault what only a person can do. It counts against the budget as work does. */
export async function addToVault(desk: Desk, slug: string, draft: string): Promise<Reply> {
  const shut = refusal(desk, undefined);
  if (shut !== undefined) return shut;
  const { scene, run, tree, vault } = desk;
  const path = `${vaultDir("pending")}/${slug}.md`;
  const item = readVaultItem({ slug, path, text: draft, trouble: notASlug(slug) }, "pending");
  const findings = [...judgeItem(item).findings, ...judgeUnblocks(item, tree.judged), ...findAsked(item, vault)];
  if (isBad(findings)) return unfit(desk, findings, mend);
  const front = { status: "pending", unblocks: item.unblocks, filed: isoSeconds(scene.now).slice(0, 10), run: run.id };
  const text = writeDocument(draft, { front }, "the draft");
  const secrets = leaks(text);
  if (secrets.length > 0) return unfit(desk, secrets, mend);
  await putText(scene.root, path, text);
  const filed = [...run.filed, { id: item.unblocks[0] ?? null, kind: "vault" as const, slug }];
  const after = { ...run, filed, wrote: [...new Set([...run.wrote, path])] };
  return {
    run: after,
    outcome: outcomeOf(after),
    told: {
      result: "done",
      words: `It waits for a person: ${path}`,
      data: { path, unblocks: item.unblocks, left: desk.left - 1 },
      next: [...markNext(tree, item.unblocks, slug), ...moreToFile(desk, undefined)],
    },
  };
}

/** What of it the tree does not say yet. */
function markNext({ judged: { graph } }: JudgedTree, ids: readonly string[], slug: string): string[] {
  const path = `vault/pending/${slug}.md`;
  const isMarked = (id: string) =>
    graph.tree.items.some(
      ({ ids, vault }) => vault?.path?.endsWith(path) && ids.some(({ text }) => isSameId(text, id)),
    );
  const bare = ids.filter((id) => !isMarked(id));
  if (bare.length === 0) return [];
  return [`mark ${bare.join(", ")} in the tree, \`⏳ blocked-on-vault (${path})\`, then: \`plan-init strategy tree\``];
}
