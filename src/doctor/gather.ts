import path from "node:path";
import fs from "fs-extra";
import { parseConfig } from "../config/parse.ts";
import type { Config } from "../config/schema.ts";
import { choosePack } from "../pack/choose.ts";
import { decide } from "../pack/decide/index.ts";
import { plainly } from "../pack/decide/plainly.ts";
import type { Situation } from "../pack/decide/types.ts";
import { gather, type Installed, readInstalled } from "../pack/gather.ts";
import { basesDir, configPath, journalDir, manifestPath } from "../pack/paths.ts";
import { lookAhead, refuseOtherPacks } from "../pack/plan.ts";
import { renderPack } from "../pack/render-pack.ts";
import type { RenderedFile } from "../pack/types.ts";
import { parsePlan } from "../plan/parse/index.ts";
import type { Baseline } from "../repo/facts.ts";
import { formatters } from "../repo/formatters.ts";
import { type GitOptions, readBaseline } from "../repo/git.ts";
import { readSharing } from "../repo/sharing.ts";
import { diskView } from "../repo/view.ts";
import { readCrowd } from "../runs/crowd.ts";
import { currentRun } from "../runs/current.ts";
import { readPlanText } from "../runs/plan-text.ts";
import { lookForStale } from "../status/look.ts";
import type { Stale } from "../status/review.ts";
import { Failure } from "../ui/failure.ts";
import type { Proc } from "../ui/process.ts";
import { type Reference, references } from "./references.ts";
import { isTrouble, type Subject, type Trouble, type Upgrade } from "./types.ts";

/** Looks at everything that the checks judge. What cannot be had is trouble to report, not a reason to stop. */
export async function gatherSubject(root: string, proc: Proc): Promise<Subject> {
  const git = { env: proc.env, signal: proc.signal };
  const [baseline, installed, interrupted] = await Promise.all([
    readBaseline(root, git),
    orTrouble(() => readInstalled(root)),
    fs.pathExists(path.join(root, journalDir)),
  ]);
  const config = isTrouble(installed) ? undefined : await readConfig(installed);
  const { pack, upgrade } = isTrouble(installed)
    ? { pack: undefined, upgrade: undefined }
    : await foresee(root, installed, config, baseline, proc.now());
  const situation = upgrade?.situation;
  return {
    installed,
    config,
    teamPacks: config === undefined && !isTrouble(installed) ? await teamPacks(root, installed) : [],
    pack,
    upgrade,
    baseline,
    sharing: await readSharing(root, situation === undefined ? [] : sharedPaths(situation), git),
    dangling: situation === undefined ? [] : await withoutTarget(root, references(situation)),
    formatters: formatters(diskView(root)),
    stale: await readStale(root, proc.now(), git),
    interrupted,
  };
}

/** What `status --stale` lists. Why a plan or a run cannot be read, `status` says. */
async function readStale(root: string, now: Date, git: GitOptions): Promise<Stale[]> {
  const read = await orTrouble(async () => ({ text: await readPlanText(root) }));
  const plan = isTrouble(read) || read.text === undefined ? undefined : parsePlan(read.text);
  const [current, crowd] = await Promise.all([
    orTrouble(() => currentRun(root, plan)),
    orTrouble(() => readCrowd(root)),
  ]);
  if (isTrouble(crowd)) return [];
  const found = isTrouble(current) ? { run: undefined, isRunKnown: false } : { run: current.run, isRunKnown: true };
  return lookForStale({ root, plan, ...found, crowd, now, git });
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

async function teamPacks(root: string, { manifest }: Installed): Promise<string[]> {
  const { pack } = await choosePack(root, root, "builtin", {});
  const builtin = pack.versions.map(({ name }) => name);
  return (manifest?.packs ?? []).map(({ name }) => name).filter((name) => !builtin.includes(name));
}

/** What the next upgrade would do; where config or templates do not let that be known, what is installed shows by itself. */
async function foresee(
  root: string,
  installed: Installed,
  config: Subject["config"],
  ...now: [Baseline, Date]
): Promise<Pick<Subject, "pack" | "upgrade">> {
  const isKnown = config !== undefined && !isTrouble(config);
  const next = isKnown ? await orTrouble(() => preview(root, installed, config, ...now)) : undefined;
  if (next !== undefined && !isTrouble(next)) return { pack: undefined, upgrade: next };
  return { pack: next, upgrade: await asInstalled(root, installed) };
}

async function preview(
  root: string,
  installed: Installed,
  config: Config,
  baseline: Baseline,
  now: Date,
): Promise<Upgrade> {
  const { pack } = await choosePack(root, root, undefined, { templates: config.templates });
  refuseOtherPacks(installed.manifest, pack.versions, { downgrade: false, missing: false });
  const rendered = renderPack(pack, config, { baseline, now });
  const target = { rendered, versions: pack.versions, config, configText: installed.configText ?? "" };
  const { situation, decision, reports, changes } = await lookAhead(root, installed, target, plainly);
  return { situation, reports, unresolved: decision.unresolved, changes: changes.length };
}

/** While nobody can tell what the templates say now: what they said when they were installed, which nothing is behind. */
async function asInstalled(root: string, { manifest }: Installed): Promise<Upgrade> {
  const found = await gather(root, manifest, [], [], []);
  const situation = { ...found, rendered: installedTemplates(found) };
  const { reports, unresolved } = decide(situation, plainly, []);
  return { situation, reports, unresolved, changes: 0 };
}

function installedTemplates({ manifest, bases }: Situation): RenderedFile[] {
  return Object.entries(manifest?.files ?? {}).flatMap(([id, entry]) => {
    const { path: place, movedFrom = place, mode, base = "", executable = false, preamble } = entry;
    const text = bases.get(base);
    if (text === undefined) return [];
    return [{ id, path: movedFrom, mode, text, executable, preamble, formerly: [], previous: [] }];
  });
}

/** What everybody who works on the repository needs, as far as it is there. */
function sharedPaths({ manifest, disk, bases }: Situation): string[] {
  if (manifest === undefined) return [];
  const files = Object.values(manifest.files).map((entry) => entry.path);
  const present = files.filter((file) => disk.get(file)?.kind === "text");
  return [manifestPath, configPath, ...[...bases.keys()].map((hash) => `${basesDir}/${hash}`), ...present];
}

async function withoutTarget(root: string, all: readonly Reference[]): Promise<Reference[]> {
  const there = await Promise.all(all.map(({ to }) => fs.pathExists(path.join(root, to))));
  return all.filter((_, index) => !there[index]);
}
