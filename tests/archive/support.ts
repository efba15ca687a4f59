import { expect } from "vitest";
import { planPath } from "../../src/runs/setup.ts";
import { type Answer, documentOf, type Loop } from "../runs/loop.ts";
import { fileOf, scaffold } from "../templates/support/scaffold.ts";
import { runHere } from "../upgrade/support/in-process.ts";
import { treeOf } from "../upgrade/support/tree.ts";

/** The plan as it is set up. */
export const seeded = fileOf(scaffold(), planPath);

/** Parts of a plan that can be closed. */
export const built = { milestones: { M1: { status: "done" }, M2: { status: "done" } } };

/** Runs any verb. */
export async function say({ root }: Loop, ...argv: string[]): Promise<Answer> {
  const { exit, stdout, stderr } = await runHere(argv, { cwd: root });
  return { exit, stdout, stderr, line: stdout.split("\n")[0] ?? "" };
}

/** Archives with `--json`, and gives the document and the page. */
export async function archived(on: Loop, ...flags: string[]) {
  const answer = await say(on, "archive", "--json", ...flags);
  expect(answer.stderr).toBe("");
  const document = documentOf("archive", answer);
  return { document, page: await on.read(`${document.path}/README.md`).catch(() => "") };
}

/** All files of the repository. */
export const paths = async ({ root }: Loop) => Object.keys(await treeOf(root)).filter((path) => !path.endsWith("/"));
