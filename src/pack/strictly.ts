import { en } from "zod/locales";
import type * as z from "zod/mini";

/** Without it, zod has no words for most of what it finds. */
const { localeError: error } = en();

/**
 * Checks data of our own files.
 *
 * @returns them as the schema has them
 * @throws what `refuse` makes of the first thing that is wrong, as `<path>: <what>`
 */
export function strictly<Schema extends z.ZodMiniType>(
  schema: Schema,
  data: unknown,
  refuse: (why: string) => Error,
): z.output<Schema> {
  const result = schema.safeParse(data, { error });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refuse(issue === undefined ? "unknown problem" : `${issue.path.join(".") || "document"}: ${issue.message}`);
}
