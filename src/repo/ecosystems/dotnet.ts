import type { RepoView } from "../facts.ts";
import { implied, isPlain, pathIn, words } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

const solution = /\.slnx?$/i;
const project = /\.(cs|fs|vb)proj$/i;

export const dotnet: Ecosystem = {
  id: "dotnet",
  detect(place) {
    const { view, folder } = place;
    const files = view.list("");
    const solutions = files.filter((name) => solution.test(name));
    const candidates = solutions.length > 0 ? solutions : files.filter((name) => project.test(name));
    const [main] = candidates;
    if (main === undefined) return undefined;
    // Without a name dotnet takes the only one that is there, and refuses when there are several.
    const alone = folder === "" && candidates.length === 1;
    const target = alone ? "" : pathIn(place, main);
    const nameable = alone || isPlain(main);
    const run = (...verb: string[]) => nameable && words("dotnet", ...verb.slice(0, 1), target, ...verb.slice(1));
    const source = pathIn(place, main);
    return {
      title: ".NET",
      name: main.replace(/\.\w+$/, ""),
      offers: {
        test: implied(hasTests(view, main) && run("test"), source),
        lint: implied(
          view.has(".editorconfig") && run("format", "--verify-no-changes"),
          pathIn(place, ".editorconfig"),
        ),
        build: implied(run("build"), source),
      },
    };
  },
};

/** Whether a project of the solution, or the project itself, is one of tests. */
function hasTests(view: RepoView, main: string): boolean {
  const text = view.read(main) ?? "";
  return solution.test(main)
    ? /tests?\b[^"\n]{0,200}\.(cs|fs|vb)proj/i.test(text)
    : text.includes("Microsoft.NET.Test.Sdk");
}
