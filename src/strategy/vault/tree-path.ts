import { splice } from "../../config/edit/splice.ts";
import type { VaultState } from "../paths.ts";
import { linesAt } from "../stuck/edit.ts";
import type { Tree } from "../tree/types.ts";

/**
 * The tree with the paths of its marks following an item of the vault to another folder; all other bytes as they were.
 *
 * @returns `undefined` where no mark names it
 */
export function followVault({ text, items }: Tree, slug: string, to: VaultState): string | undefined {
  const held = items.flatMap(({ vault, mark }) => {
    const folder = /(?:^|\/)vault\/(pending|approved|fired|rejected)\/([^/]+)\.md$/.exec(vault?.path ?? "");
    if (vault === undefined || mark === "done" || folder?.[2] !== slug || folder[1] === to) return [];
    const at = (vault.path?.length ?? 0) - `${folder[1]}/${slug}.md`.length;
    return [{ line: vault.line, column: vault.column + at, from: folder[1] ?? "" }];
  });
  if (held.length === 0) return undefined;
  const lines = linesAt(text, new Set(held.map(({ line }) => line)));
  return splice(
    text,
    ...held.map(({ line, column, from }) => {
      const start = (lines.get(line)?.start ?? 0) + column - 1;
      return { start, end: start + from.length, text: to };
    }),
  );
}
