import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "rolldown";
import { project } from "./stage.mjs";

/** Imports TypeScript modules of this repository in the Node at hand: name → path from its top. */
export async function importSources(sources, temp) {
  const input = Object.fromEntries(Object.entries(sources).map(([name, path]) => [name, join(project, path)]));
  await build({ input, platform: "node", output: { dir: join(temp, "sources"), entryFileNames: "[name].mjs" } });
  const modules = Object.keys(sources).map(async (name) => [
    name,
    await import(pathToFileURL(join(temp, "sources", `${name}.mjs`))),
  ]);
  return Object.fromEntries(await Promise.all(modules));
}
