import { builtinModules } from "node:module";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { bakedPack } from "./build/bake.mjs";

/** They put faults into the file system before the sources are loaded, and so need modules of their own. */
const faulty = ["tests/**/{faults,crash}.test.ts"];

/** Not asked of every Node: what git, a shell or the templates decide, and rules that compute in plain JavaScript. */
const onceOnly = [
  "tests/{ci,client,templates,merge,doctor,delta,config,repo,packs}/**",
  "tests/package/contents.test.ts",
  "tests/runs/{start,history,sync,branches,loop,from}.test.ts",
  "tests/strategy/run/{commit,loop}.test.ts",
  "tests/strategy/forges/{steps,forge,once}.test.ts",
  "tests/strategy/tree/{score,picture}.test.ts",
  "tests/loop/agents/{compose,config,outputs}.test.ts",
  "tests/upgrade/{table,versions,bytes,places,undo,hooks}.test.ts",
  "tests/loop/{loop,going-on,full-disk}.test.ts",
  "tests/init/{repositories,baselines}.test.ts",
  "tests/archive/{archive,readme}.test.ts",
  "tests/plan/lint/mutations.test.ts",
  "tests/review/by-hand.test.ts",
  "tests/status/status.test.ts",
];
const skipped = process.env.PLAN_INIT_TESTS === "sample" ? onceOnly : [];

export default defineConfig({
  // As in the program: reading and compiling the built-in pack anew would be most of what a run in a test does.
  plugins: [bakedPack({ external: [...builtinModules, /^node:/], resolve: {} })],
  test: {
    globalSetup: ["tests/global-setup.ts"],
    setupFiles: ["tests/setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Most tests wait for processes and disks, so one more than there are cores keeps these busy.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // Loading the sources anew for each of these would take as long as many of them do.
      {
        extends: true,
        test: { name: "shared", include: ["tests/**/*.test.ts"], exclude: [...faulty, ...skipped], isolate: false },
      },
      { extends: true, test: { name: "faulty", include: faulty, exclude: skipped } },
    ],
  },
});
