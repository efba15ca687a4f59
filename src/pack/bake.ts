import { precompile } from "./compiler.ts";
import { loadPack } from "./load.ts";

/**
 * A pack as a JavaScript module that exports it as `baked`. Run by the build.
 *
 * @param folder absolute folder of a pack that stands alone
 * @param precompiled where the module imports `precompiled` from
 */
export async function bake(folder: string, precompiled: string): Promise<string> {
  const { versions, questions, templates, partials } = await loadPack(folder);
  const compiled = templates.flatMap(({ rendered, source, preamble, previous }) => [
    ...(rendered ? [source, ...previous] : []),
    ...(preamble === undefined ? [] : [preamble]),
  ]);
  const texts = [...new Set([...compiled, ...partials.values()])];
  return [
    `import { precompiled } from ${JSON.stringify(precompiled)};`,
    "const compiled = new Map([",
    ...texts.map((text) => `[${JSON.stringify(text)}, ${precompile(text)}],`),
    "]);",
    "export const baked = {",
    `versions: ${JSON.stringify(versions)},`,
    `questions: ${JSON.stringify(questions)},`,
    `templates: ${JSON.stringify(templates)},`,
    `partials: new Map(${JSON.stringify([...partials])}),`,
    "engine: precompiled(compiled),",
    "};",
  ].join("\n");
}
