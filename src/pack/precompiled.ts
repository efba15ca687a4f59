import Runtime from "handlebars/runtime";
import type { Engine } from "./engine.ts";

/** Takes templates that the build checked and compiled, by their texts. */
export function precompiled(templates: ReadonlyMap<string, TemplateSpecification>): Engine {
  return {
    create: () => Runtime.create(),
    template(environment, source) {
      const compiled = templates.get(source);
      if (compiled === undefined) throw new Error("this template was not compiled by the build");
      return environment.template(compiled);
    },
    check: () => [],
  };
}
