import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { hostileAnswers } from "./support/hostile.ts";
import { fence, headings } from "./support/markdown.ts";
import { everyFile, fileOf, pack, scaffold } from "./support/scaffold.ts";

const allowed = [
  /^(text|code|yaml|json) [\w.]+$/,
  /^#(if|unless|each) [\w.]+$/,
  /^#(eq|has) [\w.]+ ("[^"]*"|[\w.]+)$/,
  /^\/(if|unless|each|eq|has)$/,
  /^else$/,
  /^> [\w-]+$/,
];

describe("values come out as values", () => {
  const sources = [
    ...pack.templates.filter((template) => template.rendered).map(({ name, source }) => [name, source] as const),
    ...[...pack.partials],
  ];

  test.each(sources)("%s puts no value down without a helper", (_, source) => {
    const tags = [...source.matchAll(/\{\{+(.*?)\}\}+/g)];
    expect(tags.filter(([tag]) => tag.startsWith("{{{"))).toEqual([]);
    const said = tags.map((match) => (match[1] ?? "").trim());
    expect(said.filter((tag) => !allowed.some((form) => form.test(tag)))).toEqual([]);
  });

  test("copied files hold no tag but Gemini's own placeholder", () => {
    for (const { source, rendered } of pack.templates) {
      if (!rendered) expect(source.replaceAll("{{args}}", "")).not.toMatch(/\{\{|\}\}/);
    }
  });

  test.each(hostileAnswers)("hostile answers %# reach CONFIG unchanged and break nothing around it", (answers) => {
    const files = scaffold({ ...everyFile, ...answers });
    const config: unknown = parse(fence(fileOf(files, "planning/PLANNER_RUNNER.md"), "yaml", "## CONFIG"));
    const { project, default_branch, commands, context, mode } = answers;
    expect(config).toEqual({
      goal: "",
      mode,
      constraints: "",
      baseline: "",
      project,
      default_branch,
      commands,
      context,
    });
    const usual = scaffold({ ...everyFile });
    for (const [path, text] of files) expect(headings(text), path).toEqual(headings(fileOf(usual, path)));
  });
});
