import type { HelperOptions } from "handlebars";
import { Failure } from "../ui/failure.ts";
import { largestText } from "./disk.ts";
import type { Engine, Environment } from "./engine.ts";
import { helpers } from "./helpers.ts";
import { normalise } from "./text.ts";

/** What templates may say; see docs/packs.md. */
export type TemplateVars = Readonly<Record<string, unknown>>;

/** Renders the templates of one pack, with nothing but the documented helpers. */
export interface Renderer {
  /**
   * @param source the template's text
   * @param vars the variables it may use
   * @param name what errors call it
   * @returns LF text, without BOM, that ends in a newline
   * @throws Failure `template-invalid` for what only shows with these answers; the rest was checked before
   */
  render(source: string, vars: TemplateVars, name: string): string;
}

/** @param partials texts by name, for `{{> name}}` */
export function createRenderer(partials: ReadonlyMap<string, string>, engine: Engine): Renderer {
  const environment = engine.create();
  const meter = createMeter();
  // `log` prints to the terminal and `lookup` reads by computed name: neither is of use to a document.
  for (const name of ["log", "lookup"]) environment.unregisterHelper(name);
  environment.registerHelper(helpers);
  meterLoops(environment, meter.count);
  for (const [name, text] of partials) {
    const partial = engine.template(environment, text);
    environment.registerPartial(name, (context, options) => meter.count(partial(context, options)));
  }
  return {
    render(source, vars, name) {
      meter.reset();
      try {
        return documentOf(engine.template(environment, source)(vars, access));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        throw new Failure("template-invalid", { problems: [{ template: name, why: whyNot(error) }] }, { cause: error });
      }
    },
  };
}

const access = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

function documentOf(text: string): string {
  // Before anything else is done with it: a text put together of parts takes no room until somebody looks at it.
  if (text.length > largestText) throw new Error(tooLarge);
  // Half a surrogate pair cannot be written as UTF-8, so it would be read back as something else.
  const whole = normalise(text.replace(/\p{Surrogate}/gu, "\uFFFD"));
  if (Buffer.byteLength(whole) > largestText) throw new Error(tooLarge);
  return whole;
}

/** More turns of loops and partials than any document needs: they multiply, and would keep the program busy for ever. */
const mostTurns = 100_000;

const tooLarge = `it comes to more than ${largestText / 1024 / 1024} MiB`;

function createMeter() {
  let turns = 0;
  return {
    reset(): void {
      turns = 0;
    },
    /** Lets one turn's text through. */
    count(text: string): string {
      if (++turns > mostTurns) throw new Error(`its loops and partials take more than ${mostTurns} turns`);
      if (text.length > largestText) throw new Error(tooLarge);
      return text;
    },
  };
}

function meterLoops(environment: Environment, count: (text: string) => string): void {
  const { each } = environment.helpers;
  environment.registerHelper("each", function (this: unknown, items: unknown, options: HelperOptions): unknown {
    const fn = (item: unknown, more?: RuntimeOptions) => count(options.fn(item, more));
    return each?.call(this, items, { ...options, fn });
  });
}

function whyNot(error: Error): string {
  // The engine refuses to put together a text of that size, perhaps before ours comes to be measured.
  if (error instanceof RangeError && /string length/.test(error.message)) return tooLarge;
  // A place in a list that is not there with these answers, e.g. `agents.[3].id`.
  if (error instanceof TypeError) return "it uses something that is not there with these answers";
  return error.message.split("\n")[0] ?? error.message;
}
