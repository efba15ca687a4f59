import path from "node:path";
import { compareVersions } from "compare-versions";
import fs from "fs-extra";
import type { Config } from "../config/schema.ts";
import { Failure } from "../ui/failure.ts";
import { assemble } from "./assemble.ts";
import { decide } from "./decide/index.ts";
import type { DecideOptions, Decision, Situation } from "./decide/types.ts";
import { readOwnText } from "./disk.ts";
import { describe } from "./disk-words.ts";
import { gather, type Installed } from "./gather.ts";
import { refusedDestination } from "./packfile.ts";
import { basesDir, stateDir } from "./paths.ts";
import type { FileChange, FileReport, Manifest, PackVersion, RenderedFile } from "./types.ts";

/** What the templates and the answers come to, before looking at the disk. */
export interface Target {
  rendered: RenderedFile[];
  versions: PackVersion[];
  config: Config;
  /** `planning/config.yml` as it should be. */
  configText: string;
}

/** What is going to be written, and why: the whole of a dry run. */
export interface Plan {
  situation: Situation;
  decision: Decision;
  changes: FileChange[];
  /** Templates' files first, then the tool's own. */
  reports: FileReport[];
}

/**
 * Looks at the disk and decides, unless something stands in the way of any upgrade.
 *
 * @throws Failure `unresolved`, `would-conflict`
 */
export async function makePlan(
  root: string,
  installed: Installed,
  target: Target,
  options: DecideOptions,
): Promise<Plan> {
  refuseUnsafe(options.relink.values());
  const plan = await lookAhead(root, installed, target, options);
  const { unresolved } = plan.decision;
  if (unresolved.length > 0) throw new Failure("unresolved", { places: unresolved });
  if (options.conflict === "abort") refuseConflicts(plan.decision);
  return plan;
}

/**
 * Looks at the disk and decides, whatever the state of things.
 *
 * @throws Failure `usage` for a `--relink` to a place that is no text file of the user's own
 */
export async function lookAhead(
  root: string,
  installed: Installed,
  target: Target,
  options: DecideOptions,
): Promise<Plan> {
  const situation = await gather(root, installed.manifest, target.rendered, target.versions, options.relink.values());
  refuseTaken(options.relink, situation);
  const decision = decide(situation, options, target.versions);
  const own = {
    installed,
    storedBases: await listBases(root),
    attributes: await readOwnText(root, `${stateDir}/.gitattributes`),
  };
  const { changes, reports } = assemble(decision, own, new Set(situation.bases.keys()), target.configText);
  return { situation, decision, changes, reports: [...decision.reports, ...reports] };
}

function refuseUnsafe(paths: Iterable<string>): void {
  for (const file of paths) {
    const why = refusedDestination(file);
    if (why) throw new Failure("usage", { what: `\`--relink\`: ${why}` });
  }
}

/** A file can be relinked to where the user's own text is, not to where another template's is. */
function refuseTaken(relink: ReadonlyMap<string, string>, { manifest, rendered, disk }: Situation): void {
  const known = new Map(Object.entries(manifest?.files ?? {}).map(([id, entry]) => [entry.path, id]));
  const wanted = new Map(rendered.map((file) => [file.path, file.id]));
  for (const [from, to] of relink) {
    const id = known.get(from) ?? wanted.get(from);
    const other = [known.get(to), wanted.get(to)].find((each) => each !== undefined && each !== id);
    if (other !== undefined) {
      throw new Failure("usage", { what: `\`--relink ${from}=${to}\`: that is the place of \`${other}\`` });
    }
    const now = disk.get(to) ?? { kind: "absent" };
    if (now.kind !== "text") {
      throw new Failure("usage", { what: `\`--relink ${from}=${to}\`: at \`${to}\` there is ${describe(now)}` });
    }
  }
}

function refuseConflicts(decision: Decision): void {
  const paths = decision.reports.filter(({ action }) => action === "conflict").map((report) => report.path);
  if (paths.length > 0) throw new Failure("would-conflict", { paths });
}

async function listBases(root: string): Promise<Set<string>> {
  const names = await fs.readdir(path.join(root, basesDir)).catch(() => []);
  return new Set(names.filter((name) => /^[0-9a-f]{64}$/.test(name)));
}

/**
 * Refuses packs that are older than what is installed, or that lack one of those it was made with.
 *
 * @throws Failure `downgrade`, `pack-missing`
 */
export function refuseOtherPacks(
  manifest: Manifest | undefined,
  versions: readonly PackVersion[],
  allow: { downgrade: boolean; missing: boolean },
): void {
  for (const { name, version } of manifest?.packs ?? []) {
    const given = versions.find((pack) => pack.name === name);
    if (given === undefined && !allow.missing) throw new Failure("pack-missing", { name, version });
    if (given !== undefined && !allow.downgrade && compareVersions(given.version, version) < 0) {
      throw new Failure("downgrade", { name, installed: version, given: given.version });
    }
  }
}
