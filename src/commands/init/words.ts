import type { PackVersion } from "../../pack/types.ts";

/** Packs in words: `plan-init 0.1.0 + acme 1.2.0`. */
export const packWords = (packs: readonly PackVersion[]): string =>
  packs.map(({ name, version }) => `${name} ${version}`).join(" + ");

/** What a run says that found everything in order. */
export const upToDate = (packs: readonly PackVersion[], root: string): string =>
  `Up to date: ${packWords(packs)} in ${root}`;
