import type Handlebars from "handlebars";

/** An environment of Handlebars: helpers, partials, and templates that use them. */
export type Environment = typeof Handlebars;

/** What turns a template's text into a function: the whole of Handlebars, or its runtime with what was compiled before. */
export interface Engine {
  create(): Environment;
  /** @throws Error of Handlebars for a text that is no template */
  template(environment: Environment, source: string): HandlebarsTemplateDelegate;
}

/** How templates are compiled: nothing is escaped, an unknown variable is an error, partials keep their own indentation. */
export const compileOptions = { noEscape: true, strict: true, preventIndent: true };
