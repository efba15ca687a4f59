import { literal } from "../../../config/words.ts";
import { readOwnText } from "../../../pack/disk.ts";
import { moveFile } from "../../../pack/move.ts";
import { putText } from "../../../pack/put.ts";
import { isoSeconds } from "../../../runs/names.ts";
import { type DocumentFinding, isBad, leaks } from "../../../strategy/documents/finding.ts";
import { writeDocument } from "../../../strategy/documents/markdown.ts";
import { resourcesPath, type VaultState, vaultDir } from "../../../strategy/paths.ts";
import { parseTree } from "../../../strategy/tree/parse/index.ts";
import { comesFrom, judgeItem, type VaultItem } from "../../../strategy/vault/item.ts";
import { type Resource, withResource } from "../../../strategy/vault/resource.ts";
import { followVault } from "../../../strategy/vault/tree-path.ts";
import { Failure } from "../../../ui/failure.ts";
import { readTreeFile } from "../../tree/read.ts";
import { findingLines } from "../documents.ts";
import type { Answer, Scene } from "../step.ts";
import { readVault } from "./read.ts";

/** A person's word on an item. */
export interface Word {
  slug: string;
  to: Exclude<VaultState, "pending">;
  note: string | undefined;
}

type Told = Omit<Answer, "run">;

/** Moves an item on; what has been fired adds its resource to RESOURCES.md, once. Call it under `exclusively`. */
export async function moveOn(scene: Scene, word: Word): Promise<Told> {
  const { slug, to } = word;
  const vault = await readVault(scene.root);
  const item =
    vault.find((each) => each.slug === slug && each.state !== to) ?? vault.find((each) => each.slug === slug);
  const next = ["see what there is: `plan-init strategy vault list`"];
  if (item === undefined) return { result: "refused", words: `the vault has no ${literal(slug)}`, next };
  if (item.state === to) return { result: "done", words: `${item.path} is ${to} already`, next };
  if (!comesFrom[to].includes(item.state))
    return { result: "refused", words: `${item.path} is ${item.state}: that is settled`, next };
  const there = vault.find((each) => each.slug === slug && each.state === to);
  if (there !== undefined) {
    const words = `${item.path} stays where it is: ${there.path} is there already`;
    return { result: "refused", words, next: ["rename one of the two, then run the command again"] };
  }
  const { findings: all, resource } = judgeItem(item);
  const strict = to === "approved" ? all : all.filter(({ rule }) => needed(to).includes(rule));
  if (isBad(strict)) return unfit(scene, item, strict);
  return put(scene, item, word, to === "fired" ? resource : undefined);
}

/** What has to be in order although a person has decided: the file itself, and what is written elsewhere because of it. */
const needed = (to: VaultState): string[] => [
  "unreadable",
  "name",
  "front-matter",
  "secret",
  ...(to === "fired" ? ["resource"] : []),
];

function unfit({ output }: Scene, { path }: VaultItem, findings: DocumentFinding[]): Told {
  return {
    result: findings.some(({ rule }) => rule === "secret") ? "refused" : "unfinished",
    words: `${path} stays where it is: ${findings[0]?.what ?? ""}`,
    lines: findingLines(findings, path, output),
    data: { findings },
    next: ["mend the file, then run the command again"],
  };
}

/** First the resource, then the outcome in the file, then the move: killed anywhere, the same command goes on from there. */
async function put(
  scene: Scene,
  item: VaultItem,
  { slug, to, note }: Word,
  resource: Resource | undefined,
): Promise<Told> {
  const { root } = scene;
  const front = { status: to, [to]: isoSeconds(scene.now), ...(note !== undefined && { note }) };
  const text = writeDocument(item.text ?? "", { front }, item.path);
  const secrets = leaks(text);
  if (secrets.length > 0) return unfit(scene, item, secrets);
  const resources = resource === undefined ? undefined : withResource(await readOwnText(root, resourcesPath), resource);
  if (resources !== undefined) await putText(root, resourcesPath, resources);
  const path = `${vaultDir(to)}/${slug}.md`;
  await putText(root, item.path, text);
  await moveFile(root, item.path, path);
  const added = resources === undefined ? [] : [resourcesPath];
  const followed = to === "approved" ? await followInTree(root, slug) : [];
  return {
    result: "done",
    words: `${slug} is ${to}: ${path}`,
    data: { moved: { from: item.path, to: path }, resources: added },
    notes: [...added.map((file) => `${file} has the resource \`${resource?.id}\` now`), ...followed],
    next: [nextFor(to, slug, item.unblocks)],
  };
}

/** Marks go on naming the file. A tree that cannot be read is its own matter, and said. */
async function followInTree(root: string, slug: string): Promise<string[]> {
  try {
    const { own, text } = await readTreeFile(root, root, undefined);
    const now = followVault(parseTree(text), slug, "approved");
    if (own === undefined || now === undefined) return [];
    await putText(root, own, now);
    return [`${own} names \`vault/approved/${slug}.md\` now`];
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "cannot-write") throw error;
    return error.code === "no-tree" ? [] : [`the tree was left alone: ${error.what}`];
  }
}

function nextFor(to: VaultState, slug: string, unblocks: readonly string[]): string {
  const where = `the tree${unblocks.length === 0 ? "" : ` (${unblocks.join(", ")})`}`;
  if (to === "approved") return `do it, then: \`plan-init strategy vault fire ${slug}\``;
  if (to === "fired") return `in ${where} take the mark out, and tick what is true now`;
  return `in ${where} take the mark out, and find another way or drop the item`;
}
