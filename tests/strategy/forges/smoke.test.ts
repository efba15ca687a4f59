import { expect, test } from "vitest";
import { treePath } from "../../../src/strategy/paths.ts";
import { strategyRepo } from "../documents/repo.ts";

const tree = `## Objective: Docs (@docs)

- [ ] Bootstrap works (@bootstrap)
- [ ] Suite (#77)
`;
const draft = `# Make bootstrap work

## Problem

It stops at step 3, says @alice; see \`@code\`.

## Proposed solution

Create the folder first.

## Affected files

- \`src/bootstrap.ts\`: the order

## Acceptance criteria

- [ ] \`npm run bootstrap\` ends with 0

## Dependencies

@cli
`;
test("dry", async () => {
  for (const forge of ["github", "forgejo"])
    for (const id of ["@bootstrap", "#77"]) {
      const repo = await strategyRepo({
        [treePath]: tree,
        "draft.md": draft,
        "planning/config.yml": `project: acme\ndefault_branch: main\nstrategy: {forge: ${forge}, repo: acme/web, url: ${forge === "forgejo" ? "https://codeberg.org" : '""'}}\n`,
      });
      process.env.X = "1";
      const { runHere } = await import("../../upgrade/support/in-process.ts");
      const said = await runHere(["strategy", "file", id, "--from", "draft.md", "--dry-run"], {
        cwd: repo.root,
        env: { FORGEJO_URL: "https://codeberg.org" },
      });
      console.log(said.stdout, said.stderr);
      expect(await repo.list("planning/strategy/backlog")).toEqual([]);
    }
});
