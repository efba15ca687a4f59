import type { Check } from "../types.ts";
import { absent } from "./absent.ts";
import { dangling } from "./dangling.ts";
import { bases, outdated, skipped, unresolved, waiting } from "./files.ts";
import { git, ignored, untracked } from "./repository.ts";
import { review } from "./review.ts";
import { config, interrupted, manifest, pack } from "./setup.ts";
import { tokens } from "./tokens.ts";
import { formatters } from "./tools.ts";
import { twice } from "./twice.ts";

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
  dangling,
  git,
  ignored,
  absent,
  twice,
  untracked,
  review,
  formatters,
  tokens,
];
