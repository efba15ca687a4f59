import * as z from "zod/mini";
import { offsetOf } from "../config/places.ts";
import { readYaml } from "../config/yaml.ts";
import { packQuestionSchema } from "../interview/types.ts";
import { Failure } from "../ui/failure.ts";
import { idSchema, versionSchema } from "./manifest.ts";
import { type PackProblem, schemaProblems, sentence } from "./packfile-words.ts";
import { isReserved, unsafePath } from "./paths.ts";
import { fileModes } from "./types.ts";

/** Why a file may not go to a destination, or `undefined` when it may. */
export function refusedDestination(path: string): string | undefined {
  return refusedPath(path) ?? (isReserved(path) ? `\`${path}\` belongs to plan-init itself` : undefined);
}

function refusedPath(path: string): string | undefined {
  const why = unsafePath(path);
  return why && `the path \`${path.slice(0, 120)}\` is refused: ${why}`;
}

const pathThat = (refused: (path: string) => string | undefined) =>
  z.string().check(
    z.superRefine((path, context) => {
      const message = refused(path);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    }),
  );

const insidePack = pathThat(refusedPath);
const destination = pathThat(refusedDestination);

const fileSchema = z.strictObject({
  id: idSchema,
  template: z.optional(insidePack),
  to: z.optional(destination),
  mode: z.optional(z.enum(fileModes)),
  when: z.optional(z.record(z.string(), z.unknown())),
  executable: z.optional(z.boolean()),
  preamble: z.optional(z.string().check(z.maxLength(200))),
  formerly: z.optional(z.array(destination).check(z.maxLength(20))),
  previous: z.optional(z.array(insidePack).check(z.maxLength(50))),
  drop: z.optional(z.boolean()),
});

const packSchema = z.strictObject({
  name: idSchema,
  version: versionSchema,
  /** `true` stands alone; otherwise the pack is laid over the built-in one. */
  standalone: z._default(z.boolean(), false),
  questions: z._default(z.array(packQuestionSchema).check(z.maxLength(3)), []),
  files: z._default(z.array(fileSchema).check(z.maxLength(200)), []),
});

/** `pack.yml`, checked. */
export type PackFile = z.infer<typeof packSchema>;
export type PackFileEntry = z.infer<typeof fileSchema>;

/** A `pack.yml` with its text at hand, for what is found wrong with it later. */
export interface ParsedPackFile {
  file: PackFile;
  /** @throws Failure `pack-invalid` that lists the problems with their places, unless there are none */
  refuse(problems: readonly PackProblem[]): void;
}

/**
 * Reads a `pack.yml` as untrusted input.
 *
 * @param text its text
 * @param where what errors call it
 * @throws Failure `pack-invalid` that lists every problem as `where:line:column …`
 */
export function parsePackFile(text: string, where: string): ParsedPackFile {
  const failure = (problems: readonly string[]) => new Failure("pack-invalid", { where, problems });
  const { document, data, fail } = readYaml(text.replace(/^\uFEFF/, ""), where, failure);
  const failWith = (problems: readonly PackProblem[]): never =>
    fail(problems.map((each) => ({ offset: offsetOf(document, each.path, each.side), words: sentence(each, data) })));
  const result = packSchema.safeParse(data);
  const file = result.success ? result.data : failWith(schemaProblems(result.error, packSchema, data));
  return { file, refuse: (problems) => (problems.length > 0 ? failWith(problems) : undefined) };
}
