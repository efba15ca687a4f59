import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { expect } from "vitest";
import type { RunResult } from "../../helpers/cli.ts";

/** What tests read of the documents of init, undo and remove. */
export interface Report {
  schema: string;
  result: string;
  root?: string;
  files: { id?: string; path: string; action: string; reason: string; hint?: string; how?: Record<string, number> }[];
  next?: string[];
  recovered?: string;
  error?: { code: string; message: string; fix?: string };
}

const ajv = new Ajv({ strict: false });
const validators = new Map<string, ValidateFunction>();

function validatorOf(schema: string): ValidateFunction {
  const name = schema.split("/")[1] ?? "";
  const known = validators.get(name);
  if (known !== undefined) return known;
  const url = new URL(`../../../schemas/${name}.schema.json`, import.meta.url);
  const compiled = ajv.compile(JSON.parse(readFileSync(url, "utf8")));
  validators.set(name, compiled);
  return compiled;
}

/** The document on a run's stdout: the only thing there, valid under its published schema. */
export function documentOf({ stdout, stderr }: RunResult): Report {
  expect(stdout, stderr).toMatch(/^\{[\s\S]*\}\n$/);
  const document = JSON.parse(stdout) as Report;
  const validate = validatorOf(document.schema);
  expect(validate(document), `${JSON.stringify(validate.errors)}\n${stdout}`).toBe(true);
  return document;
}

/** Action by path, the tool's own bookkeeping left out. */
export function actionsOf({ files }: Report): Record<string, string> {
  const shown = files.filter(({ path }) => !path.startsWith("planning/.plan-init/"));
  return Object.fromEntries(shown.map(({ path, action }) => [path, action]));
}
