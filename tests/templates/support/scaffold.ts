import { fileURLToPath } from "node:url";
import { agentIds } from "../../../src/config/agents.ts";
import { configSchema } from "../../../src/config/schema.ts";
import { putBlock } from "../../../src/pack/block.ts";
import { loadPack } from "../../../src/pack/load.ts";
import { renderPack } from "../../../src/pack/render-pack.ts";
import type { Baseline } from "../../../src/repo/facts.ts";

/** The built-in pack's folder. */
export const packFolder = fileURLToPath(new URL("../../../templates/", import.meta.url));

export const pack = await loadPack(packFolder);

/** What a plain Node.js repository with Claude Code answers; the token ceilings are measured with it. */
export const usualAnswers = {
  project: "acme-api",
  default_branch: "main",
  commands: { test: "npm test", lint: "npm run lint", typecheck: "npm run typecheck", build: "npm run build" },
  context: ["README.md", "CONTRIBUTING.md", "docs/architecture.md"],
};

/** Answers that bring every file of the pack. */
export const everyFile = { ...usualAnswers, agents: agentIds, commit_runs: false, hooks: true };

export const cleanBaseline = {
  kind: "commit",
  branch: "main",
  commit: "3f2c1e9a81b0d2c4f5e60718293a4b5c6d7e8f90",
  dirty: false,
  upstream: { name: "origin/main", ahead: 2, behind: 1, gone: false },
  shallow: false,
  checkout: "main",
} as const satisfies Baseline;

/**
 * What a scaffold with these answers writes, by path. A managed block comes inside a file that has other text, as it does in life.
 */
export function scaffold(answers: object = usualAnswers, baseline: Baseline = cleanBaseline): Map<string, string> {
  const moment = { baseline, now: new Date("2026-11-20T22:10:03Z") };
  const files = renderPack(pack, configSchema.parse(answers), moment);
  return new Map(
    files.map(({ path, mode, text }) => [
      path,
      mode === "block" ? putBlock("# Acme\n\nHow we work.\n", path, text) : text,
    ]),
  );
}

/** A file of the scaffold; fails the test when there is none. */
export function fileOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`the scaffold has no ${path}`);
  return text;
}
