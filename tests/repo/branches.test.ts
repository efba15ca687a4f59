import { describe, expect, it } from "vitest";
import { type Branches, choices, defaultBranch, needsConfigured, parseBranches } from "../../src/repo/branches.ts";

const none: Branches = { local: [], usualOnOrigin: [], originHead: undefined };

it("the answer of for-each-ref is read", () => {
  const output = [
    "refs/heads/feature/x\0",
    "refs/heads/main\0",
    "refs/remotes/origin/HEAD\0refs/remotes/origin/release/1",
    "refs/remotes/origin/master\0",
    "",
  ].join("\n");
  const branches = { local: ["feature/x", "main"], usualOnOrigin: ["master"], originHead: "release/1" };
  expect(parseBranches(output)).toEqual(branches);
  expect(parseBranches("")).toEqual(none);
});

describe("the default branch", () => {
  const cases: [string, Partial<Branches>, string | undefined, string | undefined][] = [
    ["origin/HEAD before everything", { originHead: "dev", local: ["main", "x"] }, "x", "dev"],
    ["init.defaultBranch when it exists", { local: ["main", "edge"] }, "edge", "edge"],
    ["not init.defaultBranch when it does not", { local: ["main", "edge"] }, "stable", "main"],
    ["main before master", { local: ["master", "main"] }, undefined, "main"],
    ["master before trunk before develop", { local: ["develop", "trunk", "master"] }, undefined, "master"],
    ["develop when alone among strangers", { local: ["a", "develop"] }, undefined, "develop"],
    [
      "a usual name on origin before the only local one",
      { local: ["mine"], usualOnOrigin: ["main"] },
      undefined,
      "main",
    ],
    ["a usual local name before one on origin", { local: ["trunk"], usualOnOrigin: ["main"] }, undefined, "trunk"],
    ["the only branch", { local: ["mine"] }, undefined, "mine"],
    ["open between two", { local: ["a", "b"] }, undefined, undefined],
    ["open without any", {}, "main", undefined],
  ];
  it.each(cases)("%s", (_, branches, configured, expected) => {
    expect(defaultBranch({ ...none, ...branches }, configured)).toBe(expected);
  });

  it("needs init.defaultBranch only when that can tell", () => {
    expect(needsConfigured({ ...none, local: ["a", "b"] })).toBe(true);
    expect(needsConfigured({ ...none, local: ["a"] })).toBe(false);
    expect(needsConfigured({ ...none, local: ["a", "b"], originHead: "a" })).toBe(false);
  });
});

it("choices start with the current and the usual branches and end at twenty", () => {
  const local = Array.from({ length: 30 }, (_, number) => `b${number}`);
  const all = choices([...local, "main", "master"], "b29");
  expect(all.slice(0, 4)).toEqual(["b29", "main", "master", "b0"]);
  expect(all).toHaveLength(20);
  expect(choices(["a"], null)).toEqual(["a"]);
  expect(choices(["a"], "unborn")).toEqual(["a"]);
});
