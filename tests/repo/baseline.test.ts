import { expect, it } from "vitest";
import { describeBaseline } from "../../src/repo/baseline.ts";
import type { Baseline } from "../../src/repo/facts.ts";

type Commit = Extract<Baseline, { kind: "commit" }>;

const commit = (change: Partial<Commit>): Commit => ({
  kind: "commit",
  branch: "main",
  commit: "3f2c1e9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e",
  dirty: false,
  upstream: null,
  shallow: false,
  checkout: "main",
  ...change,
});
const upstream = (ahead: number, behind: number, gone = false) => ({ name: "origin/main", ahead, behind, gone });

it.each<[string, Baseline]>([
  ["main @ 3f2c1e9 (clean)", commit({})],
  ["main @ 3f2c1e9 (dirty)", commit({ dirty: true })],
  ["detached HEAD @ 3f2c1e9 (clean)", commit({ branch: null })],
  ["main @ 3f2c1e9 (clean, 2 ahead of origin/main)", commit({ upstream: upstream(2, 0) })],
  ["main @ 3f2c1e9 (clean, 3 behind origin/main)", commit({ upstream: upstream(0, 3) })],
  ["main @ 3f2c1e9 (dirty, 2 ahead of and 3 behind origin/main)", commit({ dirty: true, upstream: upstream(2, 3) })],
  ["main @ 3f2c1e9 (clean, even with origin/main)", commit({ upstream: upstream(0, 0) })],
  ["main @ 3f2c1e9 (clean, origin/main is gone)", commit({ upstream: upstream(0, 0, true) })],
  ["main @ 3f2c1e9 (clean, shallow clone, linked worktree)", commit({ shallow: true, checkout: "worktree" })],
  ["main @ 3f2c1e9 (clean, submodule)", commit({ checkout: "submodule" })],
  ["main, no commits yet", { kind: "unborn", branch: "main", checkout: "main" }],
  ["main, no commits yet, submodule", { kind: "unborn", branch: "main", checkout: "submodule" }],
  ["not a git repository", { kind: "none", why: "not a git repository" }],
  ["feat/ünï-😀 @ 3f2c1e9 (clean)", commit({ branch: "feat/ünï-😀" })],
  ["a?[31mb?c @ 3f2c1e9 (clean)", commit({ branch: "a\u009b[31mb\u202ec" })],
])("%s", (line, baseline) => {
  expect(describeBaseline(baseline)).toBe(line);
});
