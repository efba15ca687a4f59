import type { RepoView } from "../facts.ts";
import { entries, readJson, string } from "../read.ts";
import { words } from "./offers.ts";
import type { Place } from "./types.ts";

type Id = "npm" | "pnpm" | "yarn" | "bun";

/** How a package manager is told what to do. */
export interface NodeManager {
  id: Id;
  /** Runs a script of the package. */
  run(script: string): string;
  /** Runs an installed program; `undefined` when that cannot be done from outside the package's folder. */
  exec(program: string): string | undefined;
  /** Runs a script in every package of the workspace that has it; `undefined` when there is no such command. */
  everywhere(script: string): string | undefined;
}

const lockFiles: readonly (readonly [string, Id])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["pnpm-workspace.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  [".yarnrc.yml", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

/**
 * The package manager: what the manifest demands, else what left its lock file; else the same in the folders further up, where
 * a workspace has both; else what the scripts call.
 */
export function nodeManager({ view, above, folder }: Place, manifest: unknown): NodeManager {
  const demands = [demandOf(manifest), ...above.map((each) => demandOf(readJson(each, "package.json")))];
  const found = [view, ...above].map((each, level) => idOf(demands[level]?.split("@")[0]) ?? lockedAt(each));
  const id = found.find((each) => each !== undefined) ?? calledByScripts(manifest) ?? "npm";
  const yarn = demands.map((demand) => /^yarn@(\d+)\./.exec(demand ?? "")?.[1]).find((major) => major !== undefined);
  return managers[id](folder, Number(yarn ?? 0));
}

function demandOf(manifest: unknown): string | undefined {
  return string(manifest, "packageManager") ?? string(manifest, "devEngines", "packageManager", "name");
}

function lockedAt(view: RepoView): Id | undefined {
  return lockFiles.find(([file]) => view.has(file))?.[1];
}

function idOf(name: string | undefined): Id | undefined {
  return name !== undefined && Object.hasOwn(managers, name) ? (name as Id) : undefined;
}

function calledByScripts(manifest: unknown): Id | undefined {
  const texts = entries(manifest, "scripts").map(([, script]) => (typeof script === "string" ? script : ""));
  const called = texts.map((text) => /(?:^|\s)(pnpm|yarn|bun)\s+\w|only-allow (pnpm|yarn|bun)/.exec(text));
  const found = called.find((match) => match !== null);
  return idOf(found?.[1] ?? found?.[2]);
}

const managers: Record<Id, (folder: string, yarnMajor: number) => NodeManager> = {
  npm: (folder) => ({
    id: "npm",
    run: (script) => words("npm", folder && `--prefix ${folder}`, script === "test" ? "test" : `run ${script}`),
    exec: (program) => (folder === "" ? `npx ${program}` : undefined),
    everywhere: (script) => `npm run ${script} --workspaces --if-present`,
  }),
  pnpm: (folder) => {
    const pnpm = words("pnpm", folder && `--dir ${folder}`);
    return {
      id: "pnpm",
      run: (script) => words(pnpm, script === "test" ? "test" : `run ${script}`),
      exec: (program) => `${pnpm} exec ${program}`,
      everywhere: (script) => `pnpm --recursive run ${script}`,
    };
  },
  yarn: (folder, major) => {
    const yarn = words("yarn", folder && `--cwd ${folder}`);
    // Yarn's own commands win over scripts of the same name.
    const own = /^(?:check|types|node|exec|link|pack)$/;
    return {
      id: "yarn",
      run: (script) => words(yarn, own.test(script) && "run", script),
      exec: (program) => `${yarn} ${program}`,
      // Classic stops at the first package that lacks the script; before 4 this was a plugin.
      everywhere: (script) => (major >= 4 ? `yarn workspaces foreach --all run ${script}` : undefined),
    };
  },
  bun: (folder) => ({
    id: "bun",
    // `bun test` is bun's own runner, whatever the script says.
    run: (script) => words("bun run", folder && `--cwd ${folder}`, script),
    exec: (program) => (folder === "" ? `bunx ${program}` : undefined),
    everywhere: (script) => `bun run --filter "*" ${script}`,
  }),
};
