import path from "node:path";
import { text as readAll } from "node:stream/consumers";
import fs from "fs-extra";
import { resolveConfig } from "../../config/answers.ts";
import { editConfig } from "../../config/edit/index.ts";
import { parseAnswers } from "../../config/parse.ts";
import { renderConfig } from "../../config/render.ts";
import type { Config } from "../../config/schema.ts";
import { parseSet } from "../../config/set.ts";
import { ask } from "../../interview/ask.ts";
import { detectedAnswers } from "../../interview/detected.ts";
import { missingPackQuestions, missingQuestions } from "../../interview/questions.ts";
import { skipLine } from "../../interview/skip-line.ts";
import type { Answers, PackQuestion, Question } from "../../interview/types.ts";
import { canAsk, withoutAsking } from "../../interview/unattended.ts";
import { choosePack } from "../../pack/choose.ts";
import { isMissing } from "../../pack/errno.ts";
import type { Pack } from "../../pack/load.ts";
import { configPath } from "../../pack/paths.ts";
import type { Baseline, GitFacts, RepoFacts } from "../../repo/facts.ts";
import { readBaseline, readGit } from "../../repo/git.ts";
import { diskView, viewsAbove } from "../../repo/view.ts";
import { Failure } from "../../ui/failure.ts";
import type { Proc } from "../../ui/process.ts";
import type { InitFlags } from "./flags.ts";

/** The answers of a run, and what follows from them. */
export interface GatheredAnswers {
  config: Config;
  /** `planning/config.yml` as it should be. */
  configText: string;
  pack: Pack;
  /** Whether a pack that was in use earlier may be missing now. */
  choosesPack: boolean;
  baseline: Baseline;
  /** What detection found; only on a first run. */
  facts: RepoFacts | undefined;
  /** The command line that would have skipped the questions that were asked. */
  skipLine: string | undefined;
}

/** What was said without asking: in the config, in an answers file, by flags. */
interface Said {
  file: Answers;
  answers: Answers;
  set: Answers;
}

/** What the repository says of itself, asked on a first run only: later the config says it. */
interface Found {
  facts: RepoFacts;
  git: GitFacts;
}

/**
 * Brings the answers together and asks for what is missing, when there is somebody to ask.
 *
 * @param configText `planning/config.yml` as it stands; `undefined` on a first run
 * @throws Failure `config-invalid`, `answers-missing`, `hooks-without-claude`, `pack-invalid`, `interrupted`
 */
export async function gatherAnswers(
  proc: Proc,
  flags: InitFlags,
  root: string,
  configText: string | undefined,
): Promise<GatheredAnswers> {
  const finding = configText === undefined ? explore(root, proc) : undefined;
  const where = finding?.then(({ git }) => git.baseline) ?? readBaseline(root, { env: proc.env, signal: proc.signal });
  // Both run beside what follows; should that fail first, nobody is left to hear of theirs.
  for (const running of [finding, where]) running?.catch(() => undefined);
  const answersText = flags.answers === undefined ? undefined : await readAnswers(proc, flags.answers);
  const hear = (questions?: readonly PackQuestion[]): Said => ({
    file: configText === undefined ? {} : parseAnswers(configText, configPath, questions),
    answers: answersText === undefined ? {} : parseAnswers(answersText, flags.answers ?? "", questions),
    set: { ...parseSet(flags.set, questions), ...(flags.hooks === undefined ? {} : { hooks: flags.hooks }) },
  });
  // The packs' questions say which answers there may be, and the answers say which packs there are.
  const first = hear();
  const chosen = await choosePack(root, proc.cwd, flags.templates, { ...first.file, ...first.answers, ...first.set });
  const said = chosen.pack.questions.length === 0 ? first : hear(chosen.pack.questions);
  const found = await finding;
  const open = openQuestions(said, chosen.pack.questions, found);
  const asks = open.length > 0 && canAsk(proc, flags);
  if (asks && found !== undefined) proc.stderr.write(`${foundWords(root, found.facts)}\n`);
  const asked = asks ? await ask(open, proc) : withoutAsking(open);
  const given: Answers = { ...said.answers, ...asked, ...said.set, ...chosen.remember };
  const defaults = found === undefined ? {} : detectedAnswers(found.facts, found.git);
  const config = resolveConfig({ defaults, file: said.file, answers: given, set: {} });
  if (flags.hooks && !config.agents.includes("claude")) throw new Failure("hooks-without-claude", {});
  return {
    config,
    configText: configText === undefined ? renderConfig(config, chosen.pack.questions) : editConfig(configText, given),
    pack: chosen.pack,
    choosesPack: chosen.chosen,
    baseline: await where,
    facts: found?.facts,
    skipLine: asks ? skipLine(asked, flags.cwd) : undefined,
  };
}

/** Later runs ask only what a pack has come to ask since: everything else has an answer or a default. */
function openQuestions(
  { file, answers, set }: Said,
  packQuestions: readonly PackQuestion[],
  found: Found | undefined,
): Question[] {
  const known = { ...file, ...answers, ...set };
  return [
    ...(found === undefined ? [] : missingQuestions(found.facts, found.git, known)),
    ...missingPackQuestions(packQuestions, known),
  ];
}

async function explore(root: string, { env, signal }: Proc): Promise<Found> {
  const git = readGit(root, { env, signal });
  git.catch(() => undefined);
  const { detect } = await import("../../repo/detect.ts");
  return { facts: detect(diskView(root), path.basename(root), viewsAbove(root, env)), git: await git };
}

/** What is going to be planned for, said before anything is asked. */
function foundWords(root: string, { project, ecosystems }: RepoFacts): string {
  const stack = ecosystems.map(({ title }) => title).join(", ");
  return `${project} in ${root}${stack === "" ? "" : `: ${stack}`}`;
}

async function readAnswers(proc: Proc, file: string): Promise<string> {
  if (file === "-") return readAll(proc.stdin);
  try {
    return await fs.readFile(path.resolve(proc.cwd, file), "utf8");
  } catch (error) {
    const why = isMissing(error) ? "there is no such file" : error instanceof Error ? error.message : String(error);
    throw new Failure("usage", {
      what: `\`--answers ${file}\` cannot be read: ${why}`,
      fix: "give a YAML or JSON file, or `-` for stdin",
    });
  }
}
