import { describe, expect, it } from "vitest";
import { checkPack } from "../../src/pack/check/index.ts";
import type { Template } from "../../src/pack/template.ts";

interface Given {
  mode?: Template["mode"];
  partials?: Record<string, string>;
}

/** What is wrong with a template, as `line words`. */
function problemsOf(source: string, { mode = "merge", partials = {} }: Given = {}): string[] {
  const template: Template = {
    id: "x",
    name: "acme/x.md.hbs",
    source,
    rendered: true,
    to: "x.md",
    mode,
    when: {},
    executable: false,
    preamble: undefined,
    formerly: [],
    previous: [],
  };
  const pack = { templates: [template], partials: new Map(Object.entries(partials)), questions: [] };
  return checkPack(pack, {}).map(({ template: at, line, why }) =>
    at === template.name ? `${line} ${why}` : `${at}:${line} ${why}`,
  );
}

describe("a name that means nothing", () => {
  it.each([
    ["{{text projct}}", "1 unknown variable `projct`; did you mean `project`"],
    ["\n{{text commands.tst}}", "2 unknown variable `commands.tst`; did you mean `commands.test`"],
    ["{{project.name}}", "1 unknown variable `project.name`; `project` is text"],
    ["{{text vars.team}}", "1 unknown variable `vars.team`; there is none"],
    ["{{nope}}", "1 unknown variable `nope`; did you mean `mode`"],
    ["{{#if project}}{{else}}{{text nope}}{{/if}}", "1 unknown variable `nope`; did you mean `mode`"],
    ["{{#each agents as |a|}}{{text a.nme}}{{/each}}", "1 unknown variable `a.nme`; known are `a.id`, `a.title`"],
    ["{{#with commands}}{{text test}}{{text tset}}{{/with}}", "1 unknown variable `tset`; did you mean `test`"],
    [
      "{{#each context}}{{text project}}{{/each}}",
      "1 unknown variable `project` in this block; around it is `../project`",
    ],
    ["{{#each context}}{{text ../../project}}{{/each}}", "1 `../../project` leads out of the template"],
    ["{{@index}}", "1 `@index` has no `{{#each}}` around it"],
    ["{{text timestamp}}", "1 `timestamp` is for seeds only (`mode: seed`)"],
    ["{{text baseline.commit}}", "1 `baseline.commit` is for seeds only (`mode: seed`)"],
  ])("%j", (source, words) => {
    expect(problemsOf(source)).toEqual([words]);
  });

  it.each(["constructor", "__proto__", "toString", "hasOwnProperty"])("%s, which every object has", (name) => {
    expect(problemsOf(`{{text ${name}}}`)).toEqual([expect.stringContaining(`unknown variable \`${name}\``)]);
  });

  it("is looked for among the variables of a seed in a seed", () => {
    const words = ["1 unknown variable `baseline.comit`; did you mean `baseline.commit`"];
    expect(problemsOf("{{text timestamp}}{{text baseline.comit}}", { mode: "seed" })).toEqual(words);
  });
});

describe("a value of the wrong kind", () => {
  it.each([
    ["{{text commands}}", "1 `commands` is a group of `test`, `lint`, `typecheck`, `build`, expected one value"],
    ["{{code context}}", "1 `context` is a list, expected one value"],
    ["{{yaml agents}}", "1 `agents` is a list of groups, expected plain values"],
    ["{{#each project}}{{/each}}", "1 `project` is text, expected a list"],
    ["{{#has project 'x'}}{{/has}}", "1 `project` is text, expected a list"],
    ["{{#has agents 'clade'}}{{/has}}", '1 `agents` is never "clade"; did you mean `claude`'],
    ["{{#eq mode 'stategy'}}{{/eq}}", '1 `mode` is never "stategy"; did you mean `strategy`'],
    ["{{#eq context 'x'}}{{/eq}}", "1 `context` is a list, ask with `{{#has context …}}`"],
    ["{{#eq max_iterations '3'}}{{/eq}}", '1 `max_iterations` is a number, never "3"'],
  ])("%j", (source, words) => {
    expect(problemsOf(source)).toEqual([words]);
  });
});

describe("a helper that is misused", () => {
  const known = "known are `text`, `code`, `yaml`, `json`, `eq`, `has`, `if`, `unless`, `each`, `with`";

  it.each([
    ["{{upper project}}", `1 unknown helper \`upper\`; ${known}`],
    ["{{lookup this 'project'}}", `1 unknown helper \`lookup\`; ${known}`],
    ["{{log project}}", `1 unknown helper \`log\`; ${known}`],
    ["{{text}}", "1 `text` takes 1 value, found 0"],
    ["{{text project default_branch}}", "1 `text` takes 1 value, found 2"],
    ["{{text project size=2}}", "1 `text` has no option `size`"],
    ["{{eq mode 'x'}}", "1 `eq` is a block, write `{{#eq …}}…{{/eq}}`"],
    ["{{#text project}}{{/text}}", "1 `text` is no block, write `{{text …}}`"],
    ["{{#each agents as |a b c|}}{{/each}}", "1 `as |a b c|`: `each` names 2"],
    ["{{#each agents as |text|}}{{/each}}", "1 `as |text|`: `text` is the name of a helper"],
    ["{{#*inline 'x'}}{{/inline}}", "1 there are no decorators (`{{#*…}}`) here; a partial is a file of its own"],
  ])("%j", (source, words) => {
    expect(problemsOf(source)).toEqual([words]);
  });
});

describe("a block or tag that is not whole", () => {
  it.each([
    ["{{#if project}}", "1 `{{#if project}}` is never closed, expected `{{/if}}`"],
    ["{{/if}}", "1 `{{/if}}` belongs to no block"],
    ["a\n{{#if project}}\n{{#each context}}\n{{/if}}", "4 `{{/if}}` does not close `{{#each context}}` of line 3"],
    ["a\nx {{ project", "2 a tag that begins here is not closed with `}}`"],
  ])("%j", (source, words) => {
    expect(problemsOf(source)).toEqual([words]);
  });
});

describe("a partial", () => {
  it.each<[string, Record<string, string>, string]>([
    ["{{> nope}}", {}, "1 unknown partial `nope`; there is none"],
    ["{{> lin}}", { line: "" }, "1 unknown partial `lin`; did you mean `line`"],
    [
      "{{> line}}",
      { line: "\n{{text projct}}" },
      "partials/line.hbs:2 unknown variable `projct`; did you mean `project`, included by `acme/x.md.hbs`",
    ],
    [
      "{{> a}}",
      { a: "{{> b}}", b: "{{> a}}" },
      "partials/b.hbs:1 the partial includes itself: `a` → `b` → `a`, included by `acme/x.md.hbs`",
    ],
    ["{{#> a}}{{/a}}", { a: "" }, "1 a partial takes no block, only values: `{{> name key=value}}`"],
    ["{{> (text project)}}", {}, "1 the name of a partial has to be written out"],
  ])("%j", (source, partials, words) => {
    expect(problemsOf(source, { partials })).toEqual([words]);
  });

  it("that nobody includes is read all the same", () => {
    expect(problemsOf("x", { partials: { line: "{{#if project}}" } })).toEqual([
      "partials/line.hbs:1 `{{#if project}}` is never closed, expected `{{/if}}`",
    ]);
  });

  it("that multiplies is stopped", () => {
    const names = [..."abcdefghijklmnopqrst"];
    const partials = Object.fromEntries(names.map((name, at) => [name, `{{> ${names[at + 1]}}}`.repeat(4)]));
    partials.t = "x";
    expect(problemsOf("{{> a}}", { partials }).join()).toContain("include more than any template needs");
  });
});

it.each([
  "{{project}} {{{project}}} {{&project}} {{text 'a'}} {{json agents}}",
  "{{#each context as |path at|}}{{@index}}{{#if @first}}{{code path}}{{/if}}{{code ../project}}{{at}}{{/each}}",
  "{{#with commands as |c|}}{{code c.test}}{{code ../project}}{{/with}}",
  "{{#has agents 'claude'}}{{else}}{{/has}}{{#eq mode 'strategy'}}{{else eq sync 'none'}}{{/eq}}",
  "\\{{text nothing}} {{!-- {{nothing}} --}}{{! nothing }}",
])("finds nothing wrong with %j", (source) => {
  expect(problemsOf(source)).toEqual([]);
});
