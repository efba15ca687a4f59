import type { DecideOptions } from "./types.ts";

/** No special wishes: every row of the decision table as it stands. */
export const plainly: DecideOptions = {
  conflict: "markers",
  strict: false,
  favour: () => undefined,
  force: () => false,
  restore: new Set(),
  eject: new Set(),
  relink: new Map(),
};
