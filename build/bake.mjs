import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "rolldown";

const project = fileURLToPath(new URL("..", import.meta.url));

/**
 * Puts the built-in pack, read and compiled by the sources' own functions, in the place of `src/pack/baked.ts`.
 *
 * @param options how to bundle those functions: `external` and `resolve`, as for the program
 */
export function bakedPack(options) {
  return {
    name: "baked-pack",
    load: {
      filter: { id: /src[\\/]pack[\\/]baked\.ts$/ },
      handler: async () => ({ code: await bake(options), moduleType: "js" }),
    },
  };
}

async function bake({ external, resolve }) {
  const folder = mkdtempSync(join(tmpdir(), "plan-init-build-"));
  try {
    const input = { bake: join(project, "src/pack/bake.ts") };
    await build({
      input,
      platform: "node",
      external,
      resolve,
      output: { dir: folder, entryFileNames: "[name].mjs" },
      logLevel: "silent",
    });
    const sources = await import(pathToFileURL(join(folder, "bake.mjs")));
    return await sources.bake(join(project, "templates"), "./precompiled.ts");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
