import * as z from "zod/mini";
import { Failure } from "../ui/failure.ts";
import { parseOwnJson } from "./own-json.ts";
import { collisionKey, isReserved, manifestPath, unsafePath } from "./paths.ts";
import { strictly } from "./strictly.ts";
import { fileModes, type Manifest, type ManifestEntry } from "./types.ts";

const safePath = z.string().check(
  z.superRefine((path, context) => {
    const why = unsafePath(path) ?? (isReserved(path) ? "it belongs to plan-init itself" : undefined);
    if (why) context.addIssue({ code: "custom", message: `the path \`${path.slice(0, 120)}\` is refused: ${why}` });
  }),
);

/** A template id: short, lower case, and no name that an object has by birth. */
export const idSchema = z.string().check(
  z.maxLength(100),
  z.regex(/^[a-z0-9][a-z0-9._-]*$/, "expected lower-case letters, digits, dots and dashes"),
  z.refine((id) => !(id in {}), "is a reserved name"),
);

const entrySchema = z.strictObject({
  path: safePath,
  mode: z.enum(fileModes),
  state: z.enum(["ok", "conflicted", "deleted", "ejected", "adopted"]),
  base: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/, "expected a SHA-256 in hex"))),
  executable: z.optional(z.literal(true)),
  preamble: z.optional(z.string().check(z.maxLength(100_000))),
  gap: z.optional(z.int().check(z.gte(1), z.lte(2))),
  made: z.optional(z.int().check(z.gte(1), z.lte(3))),
  was: z.optional(
    z.string().check(z.maxLength(1000), z.regex(/^(\[\s*\]|\{\s*\})$/, "expected an empty list or object")),
  ),
  movedFrom: z.optional(safePath),
});

/** A version as packs have them; what is compared and printed is nothing else. */
export const versionSchema = z
  .string()
  .check(
    z.maxLength(100),
    z.regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]+)?$/, "expected a version such as 1.2.0"),
  );

const manifestSchema = z.strictObject({
  schema: z.literal(1),
  packs: z.array(z.strictObject({ name: idSchema, version: versionSchema })).check(z.maxLength(10)),
  files: z.record(idSchema, entrySchema),
});

// Ours has a few kilobytes; anything larger is not ours and not worth parsing.
const largestManifest = 1024 * 1024;

/**
 * Reads a manifest as the untrusted input it is.
 *
 * @param text the file's text
 * @throws Failure `manifest-newer` for a schema this program does not know, `manifest-invalid` for anything that is not a
 *   whole, safe manifest (cut short, conflict markers, unsafe or colliding paths)
 */
export function parseManifest(text: string): Manifest {
  if (text.length > largestManifest) throw invalid(`it has ${text.length} bytes`);
  const conflict = new Failure("manifest-in-conflict", { path: manifestPath });
  const data = parseOwnJson(text, conflict, invalid);
  const schema = (data as { schema?: unknown } | null)?.schema;
  if (typeof schema === "number" && schema > 1) throw new Failure("manifest-newer", { path: manifestPath, schema });
  const manifest = strictly(manifestSchema, data, invalid);
  refuseCollisions(manifest.files);
  return manifest;
}

function refuseCollisions(files: Record<string, ManifestEntry>): void {
  const seen = new Map<string, string>();
  for (const [id, { path }] of Object.entries(files)) {
    const other = seen.get(collisionKey(path));
    if (other) throw invalid(`\`${other}\` and \`${id}\` share the path \`${path}\``);
    seen.set(collisionKey(path), id);
  }
}

const invalid = (why: string) => new Failure("manifest-invalid", { path: manifestPath, why });

/** Writes a manifest with sorted keys and LF, so that equal set-ups have equal bytes and branches merge line by line. */
export function serialiseManifest(manifest: Manifest): string {
  const files = Object.entries(manifest.files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, entry]) => [id, sortKeys(entry)] as const);
  const sorted = { files: Object.fromEntries(files), packs: manifest.packs.map(sortKeys), schema: manifest.schema };
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

function sortKeys<T extends object>(value: T): T {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) as T;
}
