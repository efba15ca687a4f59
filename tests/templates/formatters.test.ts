import { describe, expect, test } from "vitest";
import { changes, lintFindings } from "./support/formatters.ts";
import { baselines, hostileAnswers } from "./support/hostile.ts";
import { everyFile, fileOf, scaffold } from "./support/scaffold.ts";

/** What the tools would have to say about the files. */
const findings = async (files: ReadonlyMap<string, string>) => [
  ...(await changes(files)),
  ...(await lintFindings(files)),
];

const usual = scaffold(everyFile);
const plan = "planning/_state/CANONICAL_PLAN.md";

describe("every file stays as it is under prettier, oxfmt and markdownlint with their defaults", () => {
  test("with usual answers", async () => {
    expect(await findings(usual)).toEqual([]);
  });

  // User's values stand behind a switched-off line-length rule; our own lines need no such favour.
  test("without the exception for long values", async () => {
    const bare = [...usual].map(
      ([path, text]) => [path, text.replaceAll(/<!-- markdownlint-\S+ MD013 -->\n\n/g, "")] as const,
    );
    expect(await lintFindings(new Map(bare))).toEqual([]);
  });

  test.each(baselines)("with the baseline: %s", async (_, baseline) => {
    expect(await findings(new Map([[plan, fileOf(scaffold(everyFile, baseline), plan)]]))).toEqual([]);
  });

  test.each(hostileAnswers)("with hostile answers %#", async (answers) => {
    const files = scaffold({ ...everyFile, ...answers });
    expect(await findings(new Map([...files].filter(([path, text]) => usual.get(path) !== text)))).toEqual([]);
  });
});
