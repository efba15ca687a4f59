import path from "node:path";
import * as z from "zod/mini";
import { commonFlags, repeated, said, slugSaid, toggle } from "../flags.ts";

const flagsSchema = z.object({
  ...commonFlags,
  dryRun: toggle,
  abandon: z.optional(z.string()),
  learned: repeated,
  slug: z.optional(z.string()),
  templates: z.optional(z.string()),
});

/** What the command line of `archive` says. */
export interface ArchiveFlags {
  /** Absolute. */
  cwd: string;
  json: boolean;
  dryRun: boolean;
  abandon: string | undefined;
  learned: string[];
  slug: string | undefined;
  templates: string | undefined;
}

/**
 * @param cwd of the process
 * @throws Failure `usage` for what cannot be used
 */
export function parseArchiveFlags(raw: Record<string, unknown>, cwd: string): ArchiveFlags {
  const { abandon, learned, slug, templates, ...flags } = flagsSchema.parse(raw);
  return {
    ...flags,
    cwd: path.resolve(cwd, flags.cwd),
    abandon: abandon === undefined ? undefined : said("--abandon", abandon),
    learned: learned.map((each) => said("--learned", each)),
    slug: slug === undefined ? undefined : slugSaid(slug),
    templates,
  };
}
