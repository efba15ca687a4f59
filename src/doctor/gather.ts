import path from "node:path";
import fs from "fs-extra";
import { parseConfig } from "../config/parse.ts";
import type { Config } from "../config/schema.ts";
import { choosePack } from "../pack/choose.ts";
import { plainly } from "../pack/decide/plainly.ts";
import type { Situation } from "../pack/decide/types.ts";
import { type Installed, readInstalled } from "../pack/gather.ts";
import { journalDir } from "../pack/journal.ts";
import { configPath, manifestPath } from "../pack/paths.ts";
import { lookAhead, refuseOtherPacks } from "../pack/plan.ts";
import { renderPack } from "../pack/render-pack.ts";
import type { Baseline } from "../repo/facts.ts";
import { formatters } from "../repo/formatters.ts";
import { ignoredByGit, readGit } from "../repo/git.ts";
import { diskView } from "../repo/view.ts";
import { Failure } from "../ui/failure.ts";
import type { Proc } from "../ui/process.ts";
import { estimateTokens } from "./estimate.ts";
import { isTrouble, type Subject, type Trouble } from "./types.ts";

/** Looks at everything that the checks judge. What cannot be had is trouble to report, not a reason to stop. */
export async function gatherSubject(root: string, proc: Proc): Promise<Subject> {
  const git = { env: proc.env, signal: proc.signal };
  const [{ baseline }, installed, interrupted] = await Promise.all([
    readGit(root, git),
    orTrouble(() => readInstalled(root)),
    fs.pathExists(path.join(root, journalDir)),
  ]);
  const config = isTrouble(installed) ? undefined : await readConfig(installed);
  const upgrade =
    isTrouble(installed) || config === undefined || isTrouble(config)
      ? undefined
      : await orTrouble(() => preview(root, installed, config, baseline, proc.now()));
  const situation = upgrade === undefined || isTrouble(upgrade) ? undefined : upgrade.situation;
  const view = diskView(root);
  return {
    installed,
    config,
    upgrade,
    baseline,
    ignored: situation === undefined ? [] : await ignoredByGit(root, sharedPaths(situation), git),
    formatters: formatters(view),
    interrupted,
    tokens: situation === undefined ? [] : tokensOf(situation),
  };
}

async function orTrouble<T extends object>(look: () => Promise<T>): Promise<T | Trouble> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Failure) return { message: error.what, fix: error.fix };
    throw error;
  }
}

async function readConfig({ configText }: Installed): Promise<Config | Trouble | undefined> {
  if (configText === undefined) return undefined;
  return orTrouble(async () => parseConfig(configText, configPath));
}

async function preview(root: string, installed: Installed, config: Config, baseline: Baseline, now: Date) {
  const { pack } = await choosePack(root, root, undefined, { templates: config.templates });
  refuseOtherPacks(installed.manifest, pack.versions, { downgrade: false, missing: false });
  const rendered = renderPack(pack, config, { baseline, now });
  const target = { rendered, versions: pack.versions, config, configText: installed.configText ?? "" };
  const { situation, decision, reports, changes } = await lookAhead(root, installed, target, plainly);
  return { situation, reports, unresolved: decision.unresolved, changes: changes.length };
}

/** What everybody who works on the repository needs. */
function sharedPaths({ manifest }: Situation): string[] {
  if (manifest === undefined) return [];
  return [manifestPath, configPath, ...Object.values(manifest.files).map((entry) => entry.path)];
}

/** Ceilings of the prompts in o200k tokens: what an agent reads in every run must stay small. */
const ceilings: Record<string, number> = {
  "planner-runner": 1500,
  "dev-runner": 1000,
  "review-runner": 800,
  "strategy-runner": 1600,
};

function tokensOf({ manifest, disk }: Situation): Subject["tokens"] {
  return Object.entries(ceilings).flatMap(([id, ceiling]) => {
    const file = manifest?.files[id]?.path;
    const now = file === undefined ? undefined : disk.get(file);
    return file !== undefined && now?.kind === "text"
      ? [{ path: file, tokens: estimateTokens(now.text), ceiling }]
      : [];
  });
}
