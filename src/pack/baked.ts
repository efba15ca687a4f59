import type { Pack } from "./load.ts";

/**
 * The built-in pack, read, checked and compiled: the build puts it here, see `bake.ts`. Doing that in every run would take
 * longer than all the rest of it. In the sources there is none.
 */
export const baked: Pack | undefined = undefined;
