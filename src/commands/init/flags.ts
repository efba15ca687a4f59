import path from "node:path";
import * as z from "zod/mini";
import type { DecideOptions } from "../../pack/decide/types.ts";
import type { Favour } from "../../pack/merge/types.ts";
import type { Manifest, RenderedFile } from "../../pack/types.ts";
import { Failure } from "../../ui/failure.ts";
import { nearest } from "../../ui/nearest.ts";
import { commonFlags, repeated, toggle } from "../flags.ts";

const side = z.optional(z.union([z.literal(true), z.string()]));

const schema = z.object({
  ...commonFlags,
  dryRun: toggle,
  diff: side,
  check: toggle,
  yes: toggle,
  set: repeated,
  answers: z.optional(z.string()),
  templates: z.optional(z.string()),
  /** Absent when neither `--hooks` nor `--no-hooks` was said. */
  hooks: z.optional(z.boolean()),
  here: toggle,
  conflict: z._default(z.enum(["markers", "files", "abort"]), "markers"),
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

/** Every path that a template stands behind, now or in the manifest. */
export function managedPaths(manifest: Manifest | undefined, rendered: readonly RenderedFile[]): string[] {
  const installed = Object.values(manifest?.files ?? {}).map((entry) => entry.path);
  return [...new Set([...rendered.map((file) => file.path), ...installed])];
}

/**
 * What the flags say about single files, as the decision table takes it.
 *
 * @param managed every path that a template stands behind
 * @param cwd where the user is: paths count from the repository's top or from there
 * @throws Failure `not-managed` for a path or glob that no template stands behind, `usage` for a `--relink` without `=`
 */
export async function decideOptions(
  flags: InitFlags,
  managed: readonly string[],
  root: string,
  cwd: string,
): Promise<DecideOptions> {
  const matcher = await matcherFor(flags);
  const find = (flag: string, given: string): string => {
    const path = managed.find((known) => known === plain(given)) ?? onePath(given, root, cwd);
    if (managed.includes(path)) return path;
    throw new Failure("not-managed", { flag, path: given, near: nearest(path, managed) });
  };
  for (const [flag, glob] of globsOf(flags)) {
    if (!managed.some(matcher([glob])))
      throw new Failure("not-managed", { flag, path: glob, near: nearest(glob, managed) });
  }
  return {
    conflict: flags.conflict,
    strict: flags.strict,
    favour: favourOf(flags, matcher),
    force: matcher(flags.force),
    restore: new Set(flags.restore.map((path) => find("--restore", path))),
    eject: new Set(flags.eject.map((path) => find("--eject", path))),
    relink: new Map(flags.relink.map((pair) => splitRelink(pair, find))),
  };
}

const plain = (path: string): string => path.replace(/^\.\//, "");

/** A path as the user gave it, relative to the repository: as it stands, or as seen from where the user is. */
export function onePath<Given extends string | true>(given: Given, root: string, cwd: string): Given | string {
  if (given === true || !/^(\.\.?\/|\/)/.test(given)) return given;
  return path.relative(root, path.resolve(cwd, given)).split(path.sep).join("/");
}

function globsOf({ force, ours, theirs }: InitFlags): [flag: string, glob: string][] {
  const sides = Object.entries({ "--ours": ours, "--theirs": theirs });
  const globs = sides.flatMap(([flag, glob]): [string, string][] => (typeof glob === "string" ? [[flag, glob]] : []));
  return [...force.map((glob): [string, string] => ["--force", glob]), ...globs];
}

function splitRelink(pair: string, find: (flag: string, path: string) => string): [string, string] {
  const at = pair.indexOf("=");
  if (at < 1 || at === pair.length - 1) {
    const fix = "e.g. `--relink planning/README.md=planning/GUIDE.md`";
    throw new Failure("usage", { what: `\`--relink ${pair}\`: expected \`old=new\``, fix });
  }
  return [find("--relink", pair.slice(0, at)), plain(pair.slice(at + 1))];
}

type Matcher = (globs: readonly string[]) => (path: string) => boolean;

/** Hardly any run has globs, so what reads them is loaded for one that has. */
async function matcherFor(flags: InitFlags): Promise<Matcher> {
  if (globsOf(flags).length === 0) return () => () => false;
  const { default: picomatch } = await import("picomatch");
  return (globs) => {
    const matches = globs.length === 0 ? () => false : picomatch([...globs], { dot: true });
    return (path) => matches(path);
  };
}

// A glob is more specific than the bare flag, so it decides first.
function favourOf({ ours, theirs }: InitFlags, matcher: Matcher): (path: string) => Favour | undefined {
  const byGlob = (value: typeof ours) => matcher(typeof value === "string" ? [value] : []);
  const [isOurs, isTheirs] = [byGlob(ours), byGlob(theirs)];
  return (path) => {
    if (isOurs(path)) return "ours";
    if (isTheirs(path)) return "theirs";
    if (ours === true) return "ours";
    return theirs === true ? "theirs" : undefined;
  };
}
