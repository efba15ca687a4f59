import type { RepoView } from "../facts.ts";
import { implied, isPlain, pathIn, words } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

const linterConfigs = [".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json"];

export const go: Ecosystem = {
  id: "go",
  detect(place) {
    const { view, folder } = place;
    const manifest = ["go.work", "go.mod"].find((name) => view.has(name));
    if (manifest === undefined) return undefined;
    const packages = packagesOf(view);
    // `-C` must come first (Go 1.20).
    const command = (verb: string) => packages && words("go", verb, folder && `-C ${folder}`, packages);
    const source = pathIn(place, manifest);
    const linter = folder === "" ? linterConfigs.find((name) => view.has(name)) : undefined;
    return {
      title: "Go",
      name: moduleName(view.read("go.mod")),
      monorepo: manifest === "go.work" ? ["go workspace"] : [],
      offers: {
        test: implied(command("test"), source),
        lint: [...implied(linter && "golangci-lint run", linter ?? ""), ...implied(command("vet"), source)],
        build: implied(command("build"), source),
      },
    };
  },
};

/** `./...` ends at a module's border, so a workspace has to name its modules (go.dev/ref/mod#workspaces). */
function packagesOf(view: RepoView): string | undefined {
  if (!view.has("go.work")) return "./...";
  const modules = usedModules(view.read("go.work") ?? "");
  const plain = modules.every((module) => module.split("/").every(isPlain) || module === "");
  if (modules.length === 0 || modules.length > 12 || !plain) return undefined;
  return modules.map((module) => (module === "" ? "./..." : `./${module}/...`)).join(" ");
}

function usedModules(text: string): string[] {
  const code = text.replace(/\/\/.*$/gm, "");
  const blocks = [...code.matchAll(/^use[ \t]*(?:\(([^)]*)\)?|(\S+))/gm)].map((match) => match[1] ?? match[2] ?? "");
  const paths = blocks.flatMap((block) => block.split(/\s+/)).filter((path) => path !== "");
  return paths.map((path) => path.replace(/^["`]|["`]$/g, "").replace(/^\.\/?|\/$/g, ""));
}

/** Last element of the module's path that is not a major version. */
function moduleName(text: string | undefined): string | undefined {
  const path = /^module\s+"?([^\s"]+)/m.exec(text ?? "")?.[1];
  return path
    ?.replace(/\/v\d+$/, "")
    .split("/")
    .at(-1);
}
