import { Failure } from "../ui/failure.ts";
import { precompile } from "./compiler.ts";
import { loadPack } from "./load.ts";

/**
 * A pack, checked, as a JavaScript module that exports it as `baked`. Run by the build.
 *
 * @param folder absolute folder of a pack that stands alone
 * @param precompiled where the module imports `precompiled` from
 * @throws Failure `pack-invalid`, `template-invalid`
 */
export async function bake(folder: string, precompiled: string): Promise<string> {
  const pack = await loadPack(folder);
  const problems = pack.engine.check(pack, {});
  if (problems.length > 0) throw new Failure("template-invalid", { problems });
  const { versions, questions, templates, partials } = pack;
  const compiled = templates.flatMap(({ rendered, source, preamble, previous }) => [
    ...[{ source, rendered }, ...previous].flatMap((each) => (each.rendered ? [each.source] : [])),
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
