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
  const names = new Map(texts.map((text, at) => [text, `text${at}`]));
  return [
    `import { precompiled } from ${JSON.stringify(precompiled)};`,
    // Beside what it is compiled to, and only there: so far apart, a tarball would hold every text thrice.
    ...texts.map((text, at) => `const text${at} = ${JSON.stringify(text)}, code${at} = ${precompile(text)};`),
    `const compiled = new Map([${texts.map((_, at) => `[text${at}, code${at}]`).join()}]);`,
    "export const baked = {",
    `versions: ${code(versions, names)},`,
    `questions: ${code(questions, names)},`,
    `templates: ${code(templates, names)},`,
    `partials: new Map(${code([...partials], names)}),`,
    "engine: precompiled(compiled),",
    "};",
  ].join("\n");
}

/** A value as JavaScript, with names in the place of texts that have one. */
function code(value: unknown, names: ReadonlyMap<string, string>): string {
  if (typeof value === "string") return names.get(value) ?? JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each) => code(each, names)).join()}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}: ${code(field, names)}`).join()}}`;
}
