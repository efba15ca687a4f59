import { expect, it } from "vitest";
import { agents } from "../../src/config/agents.ts";
import { agentsInUse } from "../../src/repo/agents.ts";
import { recordView } from "./record-view.ts";

it.each(agents.flatMap(({ id, detect }) => detect.map((path) => [path, id] as const)))("%s shows %s", (path, id) => {
  expect(agentsInUse(recordView({ [path]: "" }))).toContain(id);
  expect(agentsInUse(recordView({ [`${path}/x`]: "" }))).toContain(id);
});

it("none in an empty repository, several in the table's order", () => {
  expect(agentsInUse(recordView({ "src/CLAUDE.md": "" }))).toEqual([]);
  expect(agentsInUse(recordView({ ".cursor/rules": "", "CLAUDE.md": "" }))).toEqual(["claude", "cursor"]);
});
