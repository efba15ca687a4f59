import type { RepoView } from "../facts.ts";
import { implied, pathIn, words } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

const buildFiles = ["build.gradle.kts", "build.gradle"];
const settingsFiles = ["settings.gradle.kts", "settings.gradle"];

/** Plugins that check code, each with the task that it adds. */
const linters: readonly (readonly [RegExp, string])[] = [
  [/\bdetekt\b/, "detekt"],
  [/\bktlint\b/, "ktlintCheck"],
  [/\bspotless\b/, "spotlessCheck"],
  [/\bcom\.android\.(application|library)\b|libs\.plugins\.android\./, "lint"],
  [/\bcheckstyle\b/, "checkstyleMain"],
];

export const gradle: Ecosystem = {
  id: "gradle",
  detect(place) {
    const { view, folder } = place;
    const files = [...buildFiles, ...settingsFiles].filter((name) => view.has(name));
    const [first] = files;
    if (first === undefined) return undefined;
    const wrapper = view.has("gradlew");
    const program = wrapper ? `./${pathIn(place, "gradlew")}` : "gradle";
    const run = (task: string) => words(program, folder && `-p ${folder}`, task);
    const source = pathIn(place, wrapper ? "gradlew" : first);
    const settings = textOf(view, settingsFiles);
    const linter = linters.find(([plugin]) => plugin.test(textOf(view, buildFiles)));
    return {
      title: "Gradle",
      name: /\brootProject\.name\s*=\s*["']([^"'$]+)["']/.exec(settings)?.[1],
      monorepo: /^[ \t]*include\b/m.test(settings) ? ["gradle multi-project"] : [],
      offers: {
        test: implied(run("test"), source),
        lint: implied(linter && run(linter[1]), source),
        typecheck: implied(run("testClasses"), source),
        build: implied(run("assemble"), source),
      },
    };
  },
};

/** Text of the first file that there is, without comments. */
function textOf(view: RepoView, names: string[]): string {
  const text = names.map((name) => view.read(name)).find((found) => found !== undefined) ?? "";
  return text.replace(/^[ \t]*\/\/.*$/gm, "").replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "");
}
