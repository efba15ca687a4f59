import type { BuildOptions, Plugin } from "rolldown";

/** Puts the built-in pack, read and compiled by the sources' own functions, in the place of `src/pack/baked.ts`. */
export function bakedPack(options: Pick<BuildOptions & { resolve?: object }, "external" | "resolve">): Plugin;
