import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { review } from "../../src/doctor/checks/review.ts";
import { serialiseRun } from "../../src/runs/read.ts";
import type { Stale } from "../../src/status/review.ts";
import { writeFiles } from "../helpers/temp.ts";
import { opened } from "../runs/some-runs.ts";
import { scaffolded } from "../upgrade/support/scaffolded.ts";
import { examine, theOnly } from "./support.ts";

const item = (given: Partial<Stale>): Stale => ({
  ...{ path: "planning/x", what: "run", title: "x", touched: "2025-01-01T00:00:00Z", days: 80, policy: "delete" },
  ...{ why: "it was given up", fix: "delete the folder" },
  ...given,
});

it.each([
  [item({}), "info", "it was given up (80 days)"],
  [item({ what: "archive", policy: "update or delete" }), "info", "it was given up (80 days)"],
  [item({ what: "plan", policy: "update or delete" }), "warning", "it was given up (80 days)"],
  [item({ what: "plan", policy: "archive", why: "every milestone is done" }), "info", "every milestone is done"],
])("%o is told as %s", (stale, severity, what) => {
  expect(review({ stale: [stale] })).toEqual([
    { check: `review/${stale.what}`, severity, path: "planning/x", what, fix: "delete the folder" },
  ]);
});

it("finds what nobody looks after, damaged runs or not", async () => {
  const root = await scaffolded();
  expect((await examine(root)).findings.filter(({ check }) => check.startsWith("review/"))).toEqual([]);
  const id = "2024-06-01T000000Z-add-login-k3f9";
  const file = `planning/_runs/${id}/run.json`;
  await writeFiles(root, {
    [file]: serialiseRun({ ...opened(), id, opened: "2024-06-01T00:00:00Z" }),
    [`planning/_runs/${opened().id}/run.json`]: serialiseRun(opened()),
    "planning/_runs/2024-05-01T000000Z-other-k3f9/run.json": "nonsense",
  });
  await utimes(join(root, file), new Date("2024-06-02T00:00:00Z"), new Date("2024-06-02T00:00:00Z"));
  expect(await theOnly("review/run", root)).toMatchObject({ severity: "info", path: `planning/_runs/${id}` });
});
