import { common, examples, type Verb } from "./verb.ts";

export const tree: Verb = {
  declare(command, run) {
    common(command)
      .description("the prerequisite tree: statuses and blocking scores, computed, and the few constraints to work on")
      .argument("[lint]", "list what is wrong with the tree instead")
      .argument("[file]", "another tree than planning/_state/PREREQUISITES.md")
      .option("--top <n>", "how many constraints there may be", "5")
      .option("--mermaid", "print a flowchart that GitHub renders")
      .option("--dot", "print the whole graph for Graphviz")
      .option(
        "--html [file]",
        "write a picture with the reasons as a page, and print where; git ignores the usual place",
      )
      .option("--write", "put Status lines right, and nothing else")
      .addHelpText(
        "after",
        `${examples(["tree", "tree --top 3", "tree lint", "tree --write", "tree --html", "tree docs/tree.md --html tree.html", "tree docs/tree.md --mermaid"])}
Exit codes: 0 good, 3 errors to mend, 4 a circle: nothing can be selected\n`,
      )
      .action((...[first, second, flags]: [string | undefined, string | undefined, Record<string, unknown>]) =>
        run(
          flags,
          [first, second].filter((word) => word !== undefined),
        ),
      );
  },
  load: async () => (await import("../commands/tree.ts")).tree,
};
