import path from "node:path";
import { makeTargets } from "../../repo/ecosystems/make.ts";
import { nodeManager } from "../../repo/ecosystems/node-manager.ts";
import { scriptsOf } from "../../repo/ecosystems/node-scripts.ts";
import { readJson } from "../../repo/read.ts";
import { diskView } from "../../repo/view.ts";
import type { Capability } from "../../strategy/filing/capability.ts";
import { capabilitiesDir } from "../../strategy/paths.ts";

const makefiles = ["GNUmakefile", "makefile", "Makefile"];

/** What the repository can run to produce evidence: what was written down for it, scripts of the package, targets of make. */
export function readCapabilities(root: string): Capability[] {
  const view = diskView(root);
  const manifest = readJson(view, "package.json");
  const { run } = nodeManager({ view, above: [], folder: "" }, manifest);
  const makefile = makefiles.find((name) => view.list("").includes(name));
  const targets = makefile === undefined ? [] : makeTargets(view.read(makefile) ?? "");
  return [
    ...view.list(capabilitiesDir).map((file) => ({
      name: path.parse(file).name,
      source: `${capabilitiesDir}/${file}`,
      command: undefined,
    })),
    ...[...scriptsOf(manifest).keys()].map((name) => ({
      name,
      source: `package.json scripts.${name}`,
      command: run(name),
    })),
    ...targets.map(({ name }) => ({ name, source: `${makefile} target ${name}`, command: `make ${name}` })),
  ];
}
