import Handlebars from "handlebars";
import { checkPack } from "./check/index.ts";
import { compileOptions, type Engine } from "./engine.ts";
import { normalise } from "./text.ts";

/** Checks and compiles templates as they come. Loaded for packs of the user's own only: the compiler is most of Handlebars. */
export const compiler: Engine = {
  create: () => Handlebars.create(),
  template: (environment, source) => environment.compile(normalise(source), compileOptions),
  check: checkPack,
};

/** A template as JavaScript, for `precompiled`. */
export const precompile = (source: string): string => String(Handlebars.precompile(normalise(source), compileOptions));
