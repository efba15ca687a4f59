import type { Outcome } from "../../archive/closing.ts";
import {
  archiveDir,
  archiveSlug,
  type Candidate,
  decideClosing,
  isUntouched,
  nameArchive,
} from "../../archive/decide.ts";
import { changesFor, type Parts, reportsFor } from "../../archive/moves.ts";
import { renderReadme } from "../../archive/readme/index.ts";
import { parseConfig } from "../../config/parse.ts";
import type { Config } from "../../config/schema.ts";
import { literal } from "../../config/words.ts";
import { choosePack } from "../../pack/choose.ts";
import { type Installed, readInstalled } from "../../pack/gather.ts";
import { configPath } from "../../pack/paths.ts";
import { refuseOtherPacks } from "../../pack/plan.ts";
import { renderPack } from "../../pack/render-pack.ts";
import type { Change } from "../../pack/transaction.ts";
import type { FileReport } from "../../pack/types.ts";
import { isUnfilled } from "../../plan/lint/words.ts";
import { parsePlan } from "../../plan/parse/index.ts";
import type { Plan } from "../../plan/types.ts";
import { type GitOptions, readBaseline } from "../../repo/git.ts";
import { type Chain, chainOf } from "../../runs/chain.ts";
import { currentRun } from "../../runs/current.ts";
import { isoSeconds, runsDir } from "../../runs/names.ts";
import { readPlanText } from "../../runs/plan-text.ts";
import type { Origin } from "../../runs/run.ts";
import { planPath } from "../../runs/setup.ts";
import { Failure } from "../../ui/failure.ts";
import type { ArchiveFlags } from "./flags.ts";
import { readKept, readStory, runFiles, takenNames } from "./gather.ts";

/** What `archive` works with. */
export interface Scene {
  root: string;
  flags: ArchiveFlags;
  now: Date;
  git: GitOptions;
}

/** What closing the plan comes to. */
export interface Closed {
  /** Folder of the archive, relative to the repository. */
  folder: string;
  title: string;
  outcome: Outcome;
  /** The filed work that it was about. */
  from: Origin | undefined;
  /** Ids of the runs that go along, oldest first. */
  runs: string[];
  changes: Change[];
  reports: FileReport[];
  /** What a person should know. */
  notes: string[];
}

/**
 * Decides what closing the plan comes to. Writes nothing.
 *
 * @throws Failure `not-installed`, `no-plan`, `plan-in-conflict`, `nothing-to-archive`, `plan-not-done`, and what reading throws
 */
export async function planClosing(scene: Scene): Promise<Closed> {
  const { root, flags, now } = scene;
  const installed = await readInstalled(root);
  if (installed.configText === undefined) throw new Failure("not-installed", {});
  const config = parseConfig(installed.configText, configPath);
  const text = await readPlanText(root);
  if (text === undefined) throw new Failure("no-plan", { path: planPath });
  const plan = parsePlan(text);
  const [{ chain, notes }, seed] = await Promise.all([ownRuns(root, plan), renderSeed(scene, installed, config)]);
  const { runs } = chain;
  const isSeed = isUntouched(text, seed);
  const outcome = outcomeOf({ plan, isUntouched: isSeed, hasRuns: runs.length > 0, abandon: flags.abandon });
  const goal = runs.at(-1)?.goal ?? "";
  const title = isUnfilled(plan.heading?.title ?? "") ? goal : (plan.heading?.title ?? goal);
  const slug = flags.slug ?? archiveSlug(title, goal);
  const folder = `${archiveDir}/${nameArchive(now, slug, await takenNames(root))}`;
  const files = (await Promise.all(runs.map(({ id }) => runFiles(root, id)))).flat();
  const isLocal = !config.commit_runs;
  const story = await readStory(root, plan, runs, files, scene.git);
  // Of a plan that nobody wrote, slots are not worth telling.
  const told = isSeed ? parsePlan("") : plan;
  const closing = { plan: told, title, outcome, at: isoSeconds(now), runs, isLocal, learned: flags.learned, ...story };
  // What was judged is what is moved: should it be another text by now, nothing is written.
  const kept = { ...(await readKept(root, planPath)), content: Buffer.from(text) };
  const parts: Parts = { folder, plan: kept, runs: files, readme: renderReadme(closing), isLocal, seed };
  const ids = runs.map(({ id }) => id);
  return {
    folder,
    title: title || "the plan",
    outcome,
    from: runs.at(-1)?.from,
    runs: ids,
    changes: changesFor(parts),
    reports: reportsFor(parts),
    notes,
  };
}

function outcomeOf(candidate: Candidate): Outcome {
  const decision = decideClosing(candidate);
  if (decision.kind === "nothing") throw new Failure("nothing-to-archive", { path: planPath });
  if (decision.kind === "not done") throw new Failure("plan-not-done", { why: decision.why });
  return decision.outcome;
}

/** The runs that are the plan's own. One that it does not name may be some other plan's, and is left where it is. */
async function ownRuns(root: string, plan: Plan): Promise<{ chain: Chain; notes: string[] }> {
  const { run, isNamed, notes } = await currentRun(root, plan);
  const chain = await chainOf(root, isNamed ? run : undefined);
  const isLost = !isNamed && (run !== undefined || notes.length > 0);
  const lost = isLost ? [`no run goes along: the plan's \`Plan ID\` names none of \`${runsDir}\``] : [];
  const { missing } = chain;
  const gone = missing === undefined ? [] : [`the earlier run ${literal(missing)} is not in \`${runsDir}\``];
  return { chain, notes: [...lost, ...gone] };
}

/** The plan as `plan-init` would set it up now; `undefined` where the templates have none. */
async function renderSeed(
  { root, flags, now, git }: Scene,
  { manifest }: Installed,
  config: Config,
): Promise<string | undefined> {
  const [{ pack, chosen }, baseline] = await Promise.all([
    choosePack(root, flags.cwd, flags.templates, { templates: config.templates }),
    readBaseline(root, git),
  ]);
  refuseOtherPacks(manifest, pack.versions, { downgrade: false, missing: chosen });
  return renderPack(pack, config, { baseline, now }).find((file) => file.path === planPath)?.text;
}
