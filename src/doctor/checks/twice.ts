import { posix } from "node:path";
import { shown } from "../../pack/decide/verdicts.ts";
import { type InstalledFile, installedFiles } from "../files.ts";
import { type Finding, ofUpgrade } from "../types.ts";

// `@path` in running text, as Claude Code and Gemini CLI import; in backticks it is only mentioned.
const imports = /(?<![\w`@/.-])@([\w./-]*\w\.md)\b/g;

/** Files that import another one that has our block, too, so that an agent reads it twice in every session. */
export const twice = ofUpgrade(({ situation }) => {
  const blocks = installedFiles(situation).filter(({ entry }) => entry.mode === "block");
  const paths = new Set(blocks.map(({ entry }) => entry.path));
  return blocks.flatMap((file): Finding[] => {
    const { path } = file.entry;
    const imported = importsOf(file).find((other) => other !== path && paths.has(other));
    if (imported === undefined) return [];
    const what = `it imports \`${imported}\`, and our block is in both, so agents that read it load the block twice`;
    const fix = `take the lines of the block out of \`${path}\`, then: \`plan-init --eject ${shown(path)}\``;
    return [{ check: "files/twice", severity: "info", path, what, fix }];
  });
});

function importsOf({ entry, whole }: InstalledFile): string[] {
  const folder = posix.dirname(entry.path);
  return [...whole.matchAll(imports)].map(([, path = ""]) => posix.join(folder, path));
}
