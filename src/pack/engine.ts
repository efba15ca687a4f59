import type Handlebars from "handlebars";
import type { Config } from "../config/schema.ts";
import type { TemplateProblem } from "./check/index.ts";
import type { Pack } from "./load.ts";

/** An environment of Handlebars: helpers, partials, and templates that use them. */
export type Environment = typeof Handlebars;

/** What turns a template's text into a function: the whole of Handlebars, or its runtime with what was compiled before. */
export interface Engine {
  create(): Environment;
  /** @throws Error of Handlebars for a text that is no template */
  template(environment: Environment, source: string): HandlebarsTemplateDelegate;
  /**
   * What is wrong with a pack's templates; nothing is with those that were compiled before, because they were checked then.
   *
   * @param vars what the config has under `vars`
   */
  check(pack: Pack, vars: Config["vars"]): TemplateProblem[];
}

/** How templates are compiled: nothing is escaped, an unknown variable is an error, partials keep their own indentation. */
export const compileOptions = { noEscape: true, strict: true, preventIndent: true };
