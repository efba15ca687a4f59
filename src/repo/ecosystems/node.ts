import { dig, entries, readJson, string } from "../read.ts";
import { nodeManager } from "./node-manager.ts";
import { scriptsOf } from "./node-scripts.ts";
import { nodeTools } from "./node-tools.ts";
import { nodeWorkspaces } from "./node-workspaces.ts";
import { join, offersFor, pathIn } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

export const node: Ecosystem = {
  id: "node",
  detect(place) {
    const { view } = place;
    if (!view.has("package.json")) return undefined;
    const manifest = readJson(view, "package.json");
    const manager = nodeManager(place, manifest);
    const source = (script: string) => `${pathIn(place, "package.json")} scripts.${script}`;
    const workspaces = nodeWorkspaces(place, manifest, manager);
    return {
      title: `Node.js (${manager.id})`,
      name: string(manifest, "name"),
      toolingOnly: isToolingOnly(manifest) && workspaces.monorepo.length === 0,
      monorepo: workspaces.monorepo,
      offers: join(
        offersFor(scriptsOf(manifest), manager.run, source),
        workspaces.offers,
        nodeTools(place, manifest, manager),
      ),
    };
  },
};

/** A `package.json` beside another language's manifest often only installs a formatter or a hook. */
function isToolingOnly(manifest: unknown): boolean {
  const isPackage = ["main", "module", "exports", "bin", "types"].some((key) => dig(manifest, key) !== undefined);
  const runs = ["start", "dev", "build", "test"].some((name) => scriptsOf(manifest).has(name));
  return !isPackage && !runs && entries(manifest, "dependencies").length === 0;
}
