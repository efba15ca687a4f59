import { defaultConfig, readSettings } from "../../runs/setup.ts";

/** `max_plan_lines` of the config, which to look at a review need not be sound. */
export const longestPlan = async (root: string): Promise<number> =>
  (await readSettings(root).then(({ config }) => config, defaultConfig)).max_plan_lines;
