import Handlebars from "handlebars";
import type { Config } from "../../config/schema.ts";
import type { Pack } from "../load.ts";
import type { Template } from "../template.ts";
import { normalise } from "../text.ts";
import { type KnownVars, knownVars } from "./known.ts";
import { topScope } from "./scope.ts";
import { syntaxProblem } from "./syntax.ts";
import { type Walk, walk } from "./walk.ts";

/** Something wrong with a template, found without rendering it. */
export interface TemplateProblem {
  /** Name of the template or partial. */
  template: string;
  line?: number | undefined;
  why: string;
}

/** A text of a pack, parsed. */
interface Parsed {
  name: string;
  seed: boolean;
  program: hbs.AST.Program | undefined;
}

/** More statements than any template needs, with its partials: each includes others, and so they multiply. */
const mostStatements = 100_000;

/**
 * Checks everything that the templates of a pack say, whatever the answers and conditions: every name, helper and partial.
 *
 * @param pack its templates, partials and questions
 * @param vars what the config has under `vars`, perhaps by hand
 * @returns one problem a place, in the order of the templates
 */
export function checkPack(
  { templates, partials, questions }: Pick<Pack, "templates" | "partials" | "questions">,
  vars: Config["vars"],
): TemplateProblem[] {
  const found = new Map<string, TemplateProblem>();
  const add = ({ template, line, why }: TemplateProblem, more = "") => {
    const key = JSON.stringify([template, line, why]);
    if (!found.has(key)) found.set(key, { template, line, why: why + more });
  };
  const known = knownVars(questions, vars);
  const parsed = templates.flatMap((template) => textsOf(template).map((text) => parse(text, template, add)));
  const included = new Map(
    [...partials].map(([name, source]) => [name, parse({ name: partialName(name), source }, undefined, add).program]),
  );
  for (const text of parsed) checkText(text, known, included, add);
  return [...found.values()];
}

const partialName = (name: string): string => `partials/${name}.hbs`;

function textsOf({ name, rendered, source, preamble }: Template): { name: string; source: string }[] {
  const own = rendered ? [{ name, source }] : [];
  return preamble === undefined ? own : [...own, { name: `${name} (preamble)`, source: preamble }];
}

type Add = (problem: TemplateProblem, more?: string) => void;

function parse({ name, source }: { name: string; source: string }, template: Template | undefined, add: Add): Parsed {
  const seed = template?.mode === "seed";
  const text = normalise(source);
  try {
    return { name, seed, program: Handlebars.parseWithoutProcessing(text) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    add({ template: name, ...syntaxProblem(error, text) });
    return { name, seed, program: undefined };
  }
}

function checkText({ name, seed, program }: Parsed, known: KnownVars, partials: Walk["partials"], add: Add): void {
  let statements = 0;
  const scope = topScope(seed ? known.seed : known.general, seed ? new Set() : known.seedsOnly);
  walk(program, scope, {
    partials,
    within: [],
    depth: 0,
    report(line, why, within) {
      const partial = within.at(-1);
      if (partial === undefined) add({ template: name, line, why });
      else add({ template: partialName(partial), line, why }, `, included by \`${name}\``);
    },
    goOn: () => ++statements < mostStatements,
  });
  if (statements >= mostStatements) add({ template: name, why: "its partials include more than any template needs" });
}
