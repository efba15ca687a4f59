import { parseConfig } from "../config/parse.ts";
import { type Config, configSchema } from "../config/schema.ts";
import { readOwnText } from "../pack/disk.ts";
import { configPath } from "../pack/paths.ts";

/** Where the one plan stands. */
export const planPath = "planning/_state/CANONICAL_PLAN.md";

/** The config, or its defaults where there is no file: a plan can be checked in any repository. */
export async function readSettings(root: string): Promise<{ config: Config; isInstalled: boolean }> {
  const text = await readOwnText(root, configPath);
  if (text !== undefined) return { config: parseConfig(text, configPath), isInstalled: true };
  return { config: defaultConfig(), isInstalled: false };
}

/** What holds where nobody has said anything. */
export const defaultConfig = (): Config => configSchema.parse({ project: "-", default_branch: "-" });
