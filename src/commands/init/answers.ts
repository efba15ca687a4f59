import path from "node:path";
import { type Answers, resolveConfig } from "../../config/answers.ts";
import { parseAnswers } from "../../config/parse.ts";
import { renderConfig } from "../../config/render.ts";
import type { Config } from "../../config/schema.ts";
import type { Installed } from "../../pack/gather.ts";
import { loadPack, type Pack } from "../../pack/load.ts";
import { configPath } from "../../pack/paths.ts";
import { builtinPackDir } from "../../package.ts";
import type { GitFacts, RepoFacts } from "../../repo/facts.ts";
import type { Proc } from "../../ui/process.ts";
import type { InitFlags } from "./flags.ts";

export interface GatheredAnswers {
  config: Config;
  configText: string;
  pack: Pack;
  choosesPack: boolean;
  facts: RepoFacts | undefined;
  skipLine: string | undefined;
}

export async function gatherAnswers(
  _proc: Proc,
  _flags: InitFlags,
  root: string,
  installed: Installed,
  git: Promise<GitFacts>,
): Promise<GatheredAnswers> {
  const pack = await loadPack(builtinPackDir);
  const file: Answers = installed.configText === undefined ? {} : parseAnswers(installed.configText, configPath);
  const config = resolveConfig({
    defaults: { project: path.basename(root), default_branch: (await git).defaultBranch ?? "main" },
    file,
    answers: {},
    set: {},
  });
  return {
    config,
    configText: installed.configText ?? renderConfig(config),
    pack,
    choosesPack: false,
    facts: undefined,
    skipLine: undefined,
  };
}
