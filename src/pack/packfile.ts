import * as z from "zod";
import { readYaml } from "../config/yaml.ts";
import { packQuestionSchema } from "../interview/types.ts";
import { Failure } from "../ui/failure.ts";
import { nearest } from "../ui/nearest.ts";
import { foldersAbove } from "./folders.ts";
import { idSchema, versionSchema } from "./manifest.ts";
import { collisionKey, isReserved, unsafePath } from "./paths.ts";

/** Why a file may not go to a destination, or `undefined` when it may. */
export function refusedDestination(path: string): string | undefined {
  const why = unsafePath(path);
  if (why) return `the path \`${path.slice(0, 120)}\` is refused: ${why}`;
  return isReserved(path) ? `\`${path}\` belongs to plan-init itself` : undefined;
}

const insidePack = z.string().superRefine((path, context) => {
  const why = unsafePath(path);
  if (why) context.addIssue({ code: "custom", message: `the path \`${path.slice(0, 120)}\` is refused: ${why}` });
});

const destination = z.string().superRefine((path, context) => {
  const why = refusedDestination(path);
  if (why) context.addIssue({ code: "custom", message: why });
});

const wanted = z.union([z.string(), z.boolean(), z.number(), z.array(z.union([z.string(), z.boolean(), z.number()]))]);

const fileSchema = z.strictObject({
  id: idSchema,
  template: insidePack.optional(),
  to: destination.optional(),
  mode: z.enum(["merge", "seed", "block"]).optional(),
  when: z.record(z.string(), wanted).optional(),
  executable: z.boolean().optional(),
  preamble: z.string().max(200).optional(),
  formerly: z.array(destination).max(20).optional(),
  previous: z.array(insidePack).max(50).optional(),
  drop: z.boolean().optional(),
});

const packSchema = z.strictObject({
  name: idSchema,
  version: versionSchema,
  /** `true` stands alone; otherwise the pack is laid over the built-in one. */
  standalone: z.boolean().default(false),
  questions: z.array(packQuestionSchema).max(3, "a pack may ask at most 3 questions").default([]),
  files: z.array(fileSchema).max(200).default([]),
});

/** `pack.yml`, checked. */
export type PackFile = z.infer<typeof packSchema>;
export type PackFileEntry = z.infer<typeof fileSchema>;

/**
 * Reads a `pack.yml` as untrusted input.
 *
 * @param text its text
 * @param where what errors call it
 * @throws Failure `pack-invalid` with the key and what was expected
 */
export function parsePackFile(text: string, where: string): PackFile {
  const result = packSchema.safeParse(readData(text, where));
  if (!result.success) throw new Failure("pack-invalid", { where, why: explain(result.error) });
  const twice = firstDuplicate(result.data.files.map((file) => file.id));
  if (twice !== undefined) throw new Failure("pack-invalid", { where, why: `the id \`${twice}\` stands twice` });
  return result.data;
}

function readData(text: string, where: string): unknown {
  try {
    return readYaml(text.replace(/^\uFEFF/, ""), "pack.yml").data;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure("pack-invalid", { where, why: error.what }, { cause: error });
  }
}

function explain(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "unknown problem";
  const at = issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  if (issue.code !== "unrecognized_keys") return at + issue.message;
  const key = issue.keys[0] ?? "";
  const known = issue.path.length === 0 ? packSchema.keyof().options : fileSchema.keyof().options;
  const near = nearest(key, known);
  return `${at}unknown key \`${key}\`; ${near ? `did you mean \`${near}\`` : `known are ${known.join(", ")}`}`;
}

const firstDuplicate = (ids: string[]): string | undefined => ids.find((id, index) => ids.indexOf(id) !== index);

/** What is wrong with a set of destinations, in words: two that some file system takes for one, or one that is a folder of another. */
export function collision(paths: readonly string[]): string | undefined {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const other = seen.get(collisionKey(path));
    if (other !== undefined)
      return other === path ? `\`${path}\` stands twice` : `\`${other}\` and \`${path}\` collide`;
    seen.set(collisionKey(path), path);
  }
  for (const path of paths) {
    const folder = foldersAbove(path).find((above) => seen.has(collisionKey(above)));
    if (folder !== undefined) return `\`${path}\` needs a folder where \`${seen.get(collisionKey(folder))}\` is a file`;
  }
  return undefined;
}
