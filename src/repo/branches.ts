/** What is known of a repository's branches. */
export interface Branches {
  /** Local branches, in git's order. */
  local: string[];
  /** Branches of `origin` that have one of the usual names. */
  usualOnOrigin: string[];
  /** Where `origin/HEAD` points, without `origin/`. */
  originHead: string | undefined;
}

/** The names that people give a main branch, most common first. */
export const usualNames = ["main", "master", "trunk", "develop"];

const originPrefix = "refs/remotes/origin/";

/** Arguments for `git for-each-ref` whose output `parseBranches` reads; no object is opened, so broken ones do no harm. */
export const branchesQuery = [
  "for-each-ref",
  "--format=%(refname)%00%(symref)",
  "refs/heads",
  ...["HEAD", ...usualNames].map((name) => originPrefix + name),
];

/** Reads the answer to `branchesQuery`. */
export function parseBranches(output: string): Branches {
  const branches: Branches = { local: [], usualOnOrigin: [], originHead: undefined };
  for (const line of output.split("\n")) {
    const [ref = "", target = ""] = line.split("\0");
    if (ref.startsWith("refs/heads/")) branches.local.push(ref.slice("refs/heads/".length));
    else if (ref === `${originPrefix}HEAD`) branches.originHead = target.slice(originPrefix.length) || undefined;
    else if (usualNames.includes(ref.slice(originPrefix.length)))
      branches.usualOnOrigin.push(ref.slice(originPrefix.length));
  }
  return branches;
}

/** Whether only `init.defaultBranch` could tell which branch is the default one. */
export function needsConfigured({ originHead, local }: Branches): boolean {
  return originHead === undefined && local.length > 1;
}

/**
 * The branch that work starts from: `origin/HEAD`, else `init.defaultBranch` when there is such a branch, else a usual
 * name (local before origin's), else the only branch; `undefined` when that leaves it open.
 */
export function defaultBranch(branches: Branches, configured: string | undefined): string | undefined {
  const { originHead, local, usualOnOrigin } = branches;
  if (originHead !== undefined) return originHead;
  if (configured !== undefined && local.includes(configured)) return configured;
  const usual = [local, usualOnOrigin].map((names) => usualNames.find((name) => names.includes(name)));
  return usual.find((name) => name !== undefined) ?? (local.length === 1 ? local[0] : undefined);
}

/** Local branches to choose from: the current one, the usual ones, then the rest, at most 20. */
export function choices(local: string[], current: string | null): string[] {
  const first = [current, ...usualNames].filter((name) => name !== null).filter((name) => local.includes(name));
  return [...new Set([...first, ...local])].slice(0, 20);
}
