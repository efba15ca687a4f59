import { describe, expect, test } from "vitest";
import {
  baselines,
  defaultAnswers,
  hostileAnswers,
  hostileBaseline,
  hostileValues,
  varsFrom,
} from "./support/answers.ts";
import { findings } from "./support/formatters.ts";
import { renderAll } from "./support/pack.ts";

describe("every rendered file stays as it is under prettier, oxfmt and markdownlint with their defaults", () => {
  test("default answers", async () => {
    expect(await findings(renderAll(varsFrom(defaultAnswers)))).toEqual([]);
  });

  const seed = "planning/_state/CANONICAL_PLAN.md";

  test.each(Object.keys(baselines))("baseline: %s", async (name) => {
    expect(await findings(only(seed, renderAll(varsFrom({}, baselines[name]))))).toEqual([]);
  });

  test.each(Object.entries(hostileValues))("hostile branch: %s", async (_, value) => {
    expect(await findings(only(seed, renderAll(varsFrom({}, hostileBaseline(value)))))).toEqual([]);
  });

  test.each(hostileAnswers)("hostile answers %#", async (answers) => {
    expect(await findings(changed(renderAll(varsFrom(answers))))).toEqual([]);
  });
});

const only = (path: string, files: Map<string, string>) => new Map([...files].filter(([each]) => each === path));

/** The files that the answers make different from the default ones. */
function changed(files: Map<string, string>): Map<string, string> {
  const usual = renderAll(varsFrom(defaultAnswers));
  return new Map([...files].filter(([path, text]) => usual.get(path) !== text));
}
