import { dig, entries, readYaml } from "../read.ts";
import { offersFor, pathIn, words } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

/** In the order in which Task looks (taskfile.dev/usage). */
const taskfiles = ["", ".dist"].flatMap((suffix) =>
  ["yml", "yaml"].flatMap((extension) => ["Taskfile", "taskfile"].map((name) => `${name}${suffix}.${extension}`)),
);

export const task: Ecosystem = {
  id: "task",
  front: true,
  detect(place) {
    const { view, folder } = place;
    const file = taskfiles.find((name) => view.list("").includes(name));
    if (file === undefined) return undefined;
    const declared = new Map(callableTasks(readYaml(view, file)).map((name) => [name, ""] as const));
    const command = (name: string) => words("task", folder && `--dir ${folder}`, name);
    return { title: "Task", offers: offersFor(declared, command, (name) => `${pathIn(place, file)} task ${name}`) };
  },
};

/** Tasks that are neither internal nor ask for variables. */
function callableTasks(taskfile: unknown): string[] {
  return entries(taskfile, "tasks")
    .filter(([, body]) => body !== null && dig(body, "internal") !== true && dig(body, "requires") === undefined)
    .map(([name]) => name);
}
