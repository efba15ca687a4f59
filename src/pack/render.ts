import { Failure } from "../ui/failure.ts";
import { nearest } from "../ui/nearest.ts";
import type { Engine, Environment } from "./engine.ts";
import { helpers } from "./helpers.ts";
import { normalise } from "./text.ts";

/** What templates may say; see docs/packs.md. */
export type TemplateVars = Readonly<Record<string, unknown>>;

/** Renders the templates of one pack: strict about variables, and with nothing but the documented helpers. */
export interface Renderer {
  /**
   * @param source the template's text
   * @param name what errors call it
   * @returns LF text, without BOM, that ends in a newline
   * @throws Failure `template-invalid` with the line, and for an unknown variable the nearest known one
   */
  render(source: string, name: string): string;
}

/**
 * @param vars the variables; a template that uses any other fails
 * @param partials texts by name, for `{{> name}}`
 */
export function createRenderer(vars: TemplateVars, partials: ReadonlyMap<string, string>, engine: Engine): Renderer {
  const environment = engine.create();
  // `log` prints to the terminal and `lookup` reads by computed name: neither is of use to a document.
  environment.unregisterHelper("log");
  environment.registerHelper(helpers);
  for (const [name, text] of partials) environment.registerPartial(name, engine.template(environment, text));
  return { render: (source, name) => renderOne(engine, environment, vars, source, name) };
}

function renderOne(engine: Engine, environment: Environment, vars: TemplateVars, source: string, name: string): string {
  try {
    const template = engine.template(environment, source);
    const text = template(vars, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
    // Half a surrogate pair cannot be written as UTF-8, so it would be read back as something else.
    return normalise(text.replace(/\p{Surrogate}/gu, "\uFFFD"));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw explain(error, vars, name);
  }
}

/** Handlebars' errors in the words of a template's author. */
function explain(error: Error, vars: TemplateVars, template: string): Failure {
  const line = lineOf(error);
  const unknown = /^"(.+)" not defined in/.exec(error.message)?.[1];
  if (unknown !== undefined) {
    const near = nearest(unknown, Object.keys(vars));
    const hint = near === undefined ? `known are ${Object.keys(vars).sort().join(", ")}` : `did you mean \`${near}\``;
    return new Failure("template-invalid", { template, line, why: `unknown variable \`${unknown}\`; ${hint}` });
  }
  if (error instanceof RangeError) {
    return new Failure("template-invalid", { template, line, why: "its partials include each other without end" });
  }
  return new Failure("template-invalid", { template, line, why: firstSentence(error.message) }, { cause: error });
}

function lineOf(error: Error): number | undefined {
  if ("lineNumber" in error && typeof error.lineNumber === "number") return error.lineNumber;
  const found = /(?:line |- )(\d+)(?::\d+)?/.exec(error.message)?.[1];
  return found === undefined ? undefined : Number(found);
}

const firstSentence = (message: string): string => (message.split("\n")[0] ?? message).replace(/:$/, "");
