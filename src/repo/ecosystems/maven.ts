import { implied, pathIn, words } from "./offers.ts";
import type { Ecosystem } from "./types.ts";

/** Plugins that check code, each with the goal that fails on a finding. */
const linters: readonly (readonly [string, string])[] = [
  ["spotless-maven-plugin", "spotless:check"],
  ["maven-checkstyle-plugin", "checkstyle:check"],
  ["maven-pmd-plugin", "pmd:check"],
  ["detekt-maven-plugin", "detekt:check"],
];

export const maven: Ecosystem = {
  id: "maven",
  detect(place) {
    const { view, folder } = place;
    if (!view.has("pom.xml")) return undefined;
    const pom = (view.read("pom.xml") ?? "").replace(/<!--[\s\S]*?(?:-->|$)/g, "");
    const wrapper = view.has("mvnw");
    const program = wrapper ? `./${pathIn(place, "mvnw")}` : "mvn";
    const run = (...goals: string[]) => words(program, folder && `-f ${folder}/pom.xml`, ...goals);
    const source = pathIn(place, wrapper ? "mvnw" : "pom.xml");
    const linter = linters.find(([plugin]) => pom.includes(`<artifactId>${plugin}</artifactId>`));
    return {
      title: "Maven",
      name: artifactId(pom),
      monorepo: /<module>/.test(pom) ? ["maven modules"] : [],
      offers: {
        test: implied(run("test"), source),
        lint: linter ? implied(run(linter[1]), pathIn(place, `pom.xml ${linter[0]}`)) : [],
        typecheck: implied(run("test-compile"), source),
        build: implied(run("-DskipTests", "package"), source),
      },
    };
  },
};

/** The project's own artifact, which comes after the parent's and before those it depends on. */
function artifactId(pom: string): string | undefined {
  const parentEnd = pom.indexOf("</parent>");
  const own = parentEnd === -1 ? pom : pom.slice(parentEnd);
  return /<artifactId>\s*([\w.-]+)\s*<\/artifactId>/.exec(own)?.[1];
}
