import type { RepoView } from "../facts.ts";
import { dig, entries, readJson, string, strings } from "../read.ts";
import { implied, join, offersFor, pathIn, words } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

export const deno: Ecosystem = {
  id: "deno",
  detect(place) {
    const { view, folder } = place;
    const manifestPath = ["deno.json", "deno.jsonc"].find((name) => view.has(name));
    if (manifestPath === undefined) return undefined;
    const manifest = readJson(view, manifestPath);
    const source = pathIn(place, manifestPath);
    const task = (name: string) => words("deno task", folder && `--cwd ${folder}`, name);
    return {
      title: "Deno",
      name: string(manifest, "name"),
      monorepo: workspace(manifest) ? ["deno workspace"] : [],
      offers: join(
        offersFor(tasksOf(manifest), task, (name) => `${source} tasks.${name}`),
        {
          test: implied(hasTests(view) && words("deno test", folder), source),
          lint: implied(words("deno lint", folder), source),
        },
      ),
    };
  },
};

function workspace(manifest: unknown): boolean {
  return strings(manifest, "workspace").length > 0 || strings(manifest, "workspace", "members").length > 0;
}

/** A task is a command or, since Deno 2.1, an object that has one. */
function tasksOf(manifest: unknown): Map<string, string> {
  const tasks = entries(manifest, "tasks").map(([name, task]) => {
    const text = typeof task === "string" ? task : string(task, "command");
    return [name, text ?? (dig(task, "dependencies") === undefined ? undefined : "")] as const;
  });
  return new Map(tasks.filter((task): task is readonly [string, string] => task[1] !== undefined));
}

/** Whether a file of the usual places has a name that `deno test` looks for. */
function hasTests(view: RepoView): boolean {
  return ["", "tests", "test", "src"].some((folder) =>
    view.list(folder).some((name) => /(^|[._])test\.(ts|tsx|mts|js|jsx|mjs)$/.test(name)),
  );
}
