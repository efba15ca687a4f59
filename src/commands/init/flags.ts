import picomatch from "picomatch";
import * as z from "zod";
import type { DecideOptions } from "../../pack/decide/types.ts";
import type { Favour } from "../../pack/merge/types.ts";
import type { Manifest } from "../../pack/types.ts";
import { Failure } from "../../ui/failure.ts";
import { nearest } from "../../ui/nearest.ts";
import { commonFlags, repeated, toggle } from "../flags.ts";

const side = z.union([z.literal(true), z.string()]).optional();

const schema = z.object({
  ...commonFlags,
  dryRun: toggle,
  diff: side,
  check: toggle,
  yes: toggle,
  set: repeated,
  answers: z.string().optional(),
  templates: z.string().optional(),
  here: toggle,
  conflict: z.enum(["markers", "files", "abort"]).default("markers"),
  ours: side,
  theirs: side,
  force: repeated,
  strict: toggle,
  restore: repeated,
  eject: repeated,
  relink: repeated,
  allowDowngrade: toggle,
});

/** The flags of `plan-init init`, checked. */
export type InitFlags = z.infer<typeof schema>;

/** @throws Failure `usage` for flags that exclude each other */
export function parseInitFlags(raw: Record<string, unknown>): InitFlags {
  const flags = schema.parse(raw);
  if (flags.check && flags.dryRun) throw new Failure("usage", { what: "`--check` and `--dry-run` exclude each other" });
  if (flags.ours === true && flags.theirs === true) {
    throw new Failure("usage", { what: "`--ours` and `--theirs` exclude each other", fix: "give one of them a glob" });
  }
  return flags;
}

/** Whether the run only looks. */
export const isPreview = (flags: InitFlags): boolean => flags.dryRun || flags.check || flags.diff !== undefined;

/**
 * What the flags say about single files, as the decision table takes it.
 *
 * @param paths every path that a template stands behind, now or in the manifest
 * @throws Failure `not-managed` for a path that none stands behind, `usage` for a `--relink` without `=`
 */
export function decideOptions(
  flags: InitFlags,
  manifest: Manifest | undefined,
  paths: readonly string[],
): DecideOptions {
  const known = [...new Set([...paths, ...Object.values(manifest?.files ?? {}).map((entry) => entry.path)])];
  const managed = (flag: string, path: string): string => {
    const plain = path.replace(/^\.\//, "");
    if (known.includes(plain)) return plain;
    throw new Failure("not-managed", { flag, path, near: nearest(plain, known) });
  };
  return {
    conflict: flags.conflict,
    strict: flags.strict,
    favour: favourOf(flags),
    force: matcher(flags.force),
    restore: new Set(flags.restore.map((path) => managed("--restore", path))),
    eject: new Set(flags.eject.map((path) => managed("--eject", path))),
    relink: new Map(flags.relink.map((pair) => splitRelink(pair, managed))),
  };
}

function splitRelink(pair: string, managed: (flag: string, path: string) => string): [string, string] {
  const at = pair.indexOf("=");
  if (at < 1 || at === pair.length - 1) {
    throw new Failure("usage", {
      what: `\`--relink ${pair}\`: expected \`old=new\``,
      fix: "e.g. `--relink planning/README.md=planning/GUIDE.md`",
    });
  }
  return [managed("--relink", pair.slice(0, at)), pair.slice(at + 1).replace(/^\.\//, "")];
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch([...globs], { dot: true });
  return (path) => matches(path);
}

// A glob is more specific than the bare flag, so it decides first.
function favourOf({ ours, theirs }: InitFlags): (path: string) => Favour | undefined {
  const byGlob = (value: typeof ours) => matcher(typeof value === "string" ? [value] : []);
  const [isOurs, isTheirs] = [byGlob(ours), byGlob(theirs)];
  return (path) => {
    if (isOurs(path)) return "ours";
    if (isTheirs(path)) return "theirs";
    if (ours === true) return "ours";
    return theirs === true ? "theirs" : undefined;
  };
}
