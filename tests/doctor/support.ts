import path from "node:path";
import { Ajv } from "ajv";
import fs from "fs-extra";
import { expect } from "vitest";
import { documentJsonSchema } from "../../src/ui/documents/index.ts";
import { type InProcess, runHere } from "../upgrade/support/in-process.ts";

/** A finding as `--json` prints it. */
export interface Found {
  check: string;
  severity: "error" | "warning" | "info";
  path?: string;
  line?: number;
  what: string;
  fix?: string;
}

export const manifest = "planning/.plan-init/manifest.json";
export const runner = "planning/PLANNER_RUNNER.md";

const validate = new Ajv({ strict: false }).compile(documentJsonSchema("doctor") as object);

/** What the doctor finds, as data. */
export async function examine(cwd: string, env?: InProcess["env"]) {
  const { exit, stdout, stderr } = await runHere(["doctor", "--json"], { cwd, ...(env && { env }) });
  expect(stderr).toBe("");
  const document = JSON.parse(stdout);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  const findings: Found[] = document.findings;
  return { exit, findings, serious: findings.filter(({ severity }) => severity !== "info").map(({ check }) => check) };
}

/** The one finding of a check; fails the test when there is none, or more than one. */
export async function theOnly(check: string, root: string): Promise<Found> {
  const [found, ...more] = (await examine(root)).findings.filter((finding) => finding.check === check);
  if (found === undefined || more.length > 0) throw new Error(`${found === undefined ? "no" : "several"} ${check}`);
  return found;
}

/** Types the command that a fix ends in, to the letter. */
export async function obey(root: string, { fix = "" }: Found): Promise<void> {
  const command = /`plan-init ?([^`]*)`$/.exec(fix)?.[1];
  if (command === undefined) throw new Error(`no command at the end of: ${fix}`);
  expect(await runHere([...command.split(" ").filter(Boolean), "--yes"], { cwd: root })).toMatchObject({ exit: 0 });
}

export const at = (root: string, file: string) => path.join(root, file);

export async function edit(root: string, file: string, change: (text: string) => string): Promise<void> {
  await fs.writeFile(at(root, file), change(await fs.readFile(at(root, file), "utf8")));
}
