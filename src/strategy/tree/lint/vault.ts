import { literal } from "../../../config/words.ts";
import type { Vault } from "../types.ts";
import type { TreeComplaint, TreeFacts, TreeRule, VaultFolder } from "./types.ts";

const form = /^(?:[^\s\\]*\/)?vault\/(pending|approved|fired|rejected)\/([A-Za-z0-9][\w.-]*)\.md$/;

export const vaultPath: TreeRule = {
  id: "vault-path",
  severity: "error",
  summary:
    "an item `blocked-on-vault` that names no file of the vault, one that is not there, or one that was moved on",
  why: "Without the file nobody is asked, and the item waits for ever.",
  good: "- [ ] Domain for the site (@docs-domain) ⏳ blocked-on-vault (vault/pending/docs-domain.md)",
  bad: "- [ ] Domain for the site (@docs-domain) — blocked-on-vault",
  check: ({ judged: { graph }, facts }) =>
    graph.tree.items.flatMap(({ vault, mark, ids }) =>
      vault === undefined || mark === "done" ? [] : complain(vault, ids[0]?.text, facts),
    ),
};

function complain(held: Vault, id: string | undefined, { vault }: TreeFacts): TreeComplaint[] {
  const { line, column, path } = held;
  const say = (what: string, fix: string) => [{ line, column, id, text: path ?? "blocked-on-vault", what, fix }];
  if (path === undefined)
    return say("it names no file of the vault", "add `(vault/pending/<slug>.md)`, and write that file");
  const [, folder = "", slug = ""] = path.split("/").includes("..") ? [] : (form.exec(path) ?? []);
  if (slug === "") return say(`${literal(path)} is no file of the vault`, "write `vault/pending/<slug>.md`");
  const now = vault?.get(slug);
  if (vault === undefined || now === folder)
    return folder === "pending" || folder === "approved" ? [] : settled(folder, say);
  if (now === undefined) return say(`${literal(path)} is not there`, "write it, or take the mark out");
  return now === "fired" || now === "rejected"
    ? settled(now, say)
    : say(`it lies in ${now}`, `write \`vault/${now}/${slug}.md\``);
}

/** A person has answered. */
function settled(folder: VaultFolder | string, say: (what: string, fix: string) => TreeComplaint[]): TreeComplaint[] {
  return folder === "fired"
    ? say("a person has done this", "take the mark out, and tick the box if that made it true")
    : say("a person has rejected this", "take the mark out, and find another way or drop the item");
}
