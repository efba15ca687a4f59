import type { Check } from "../types.ts";
import { absent, bases, outdated, skipped, unresolved, waiting } from "./files.ts";
import { formatters, git, ignored } from "./repository.ts";
import { config, interrupted, manifest, pack } from "./setup.ts";
import { tokens } from "./tokens.ts";

/** Everything the doctor looks at, in the order in which it says so. */
export const checks: readonly Check[] = [
  manifest,
  config,
  pack,
  interrupted,
  unresolved,
  waiting,
  skipped,
  bases,
  outdated,
  git,
  ignored,
  absent,
  formatters,
  tokens,
];
