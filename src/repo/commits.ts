import { type GitOptions, openGit } from "./git.ts";
import { gitFolder, isShallow } from "./git-folder.ts";
import { explainTrouble, noWorkTree } from "./git-trouble.ts";
import { locate } from "./root.ts";
import { parseTouches, touchFormat } from "./touches.ts";

/** What is asked about commits that somebody names. */
export interface CommitQuestion {
  /** 7 to 64 hex digits each. */
  hashes: readonly string[];
  /** What they are to descend from; `undefined` asks nothing. */
  baseline: string | undefined;
  /** What they are to be on; `undefined` asks nothing. */
  branch: string | undefined;
  /** Full hashes of commits that are to contain all of them. */
  later: readonly string[];
}

/** What git says of a hash. */
export type CommitFact =
  | { kind: "missing" }
  | { kind: "ambiguous" }
  /** A file, a folder or a tag. */
  | { kind: "no commit" }
  | {
      kind: "commit";
      hash: string;
      /** Relative to the folder that was asked from; empty for a merge that changed nothing itself. */
      paths: string[];
      /** `undefined` where it was not asked, or cannot be told. */
      descends: boolean | undefined;
      onBranch: boolean | undefined;
      inHead: boolean | undefined;
    };

export type CommitAnswer =
  /** Git cannot be asked; why, as one clause. */
  | { kind: "unavailable"; why: string }
  | {
      kind: "answer";
      /** Whether history was cut off. */
      shallow: boolean;
      /** Whether there is such a branch, here or on a remote; `undefined` where none was asked about. */
      hasBranch: boolean | undefined;
      /** By the hash that was asked about. */
      commits: Map<string, CommitFact>;
      /** By the hash that was asked about: whether all commits are in its history. */
      containing: Map<string, boolean | undefined>;
    };

type Git = ReturnType<typeof openGit>;

/** More than a report of fifteen lines holds. */
const mostHashes = 200;

/**
 * Asks git about commits, in a handful of processes however many there are. What people wrote reaches git's command line only as hex
 * digits and as a branch's name behind `refs/`.
 *
 * @param root the repository's top folder, or a folder in it
 * @throws the signal's reason when it is aborted
 */
export async function askCommits(
  root: string,
  question: CommitQuestion,
  options: GitOptions = {},
): Promise<CommitAnswer> {
  const place = locate(root, options.env ?? process.env);
  if (place.git === "none") return { kind: "unavailable", why: "not a git repository" };
  if (place.git === "bare") return { kind: "unavailable", why: noWorkTree };
  try {
    const folder = gitFolder(place.root);
    const answer = await answerOf(openGit(root, place, options), question);
    return { kind: "answer", shallow: folder !== undefined && isShallow(folder), ...answer };
  } catch (error) {
    options.signal?.throwIfAborted();
    return {
      kind: "unavailable",
      why: explainTrouble(error instanceof Error ? error.message : String(error), place.root),
    };
  }
}

async function answerOf(git: Git, { hashes, baseline, branch, later }: CommitQuestion) {
  const asked = [...new Set(hashes)].filter(isHash).slice(0, mostHashes);
  const [objects, tips] = await Promise.all([
    objectsNamed(git, asked),
    branch === undefined ? [] : tipsOf(git, branch),
  ]);
  const commits = objects.length === 0 ? [] : lines(await git.raw(["rev-list", "--no-walk=unsorted", ...objects]));
  const [paths, descendants, offBranch, offHead, containing] = await Promise.all([
    pathsOf(git, commits),
    baseline === undefined ? undefined : among(git, commits, ["--ancestry-path"], [baseline]),
    tips.length === 0 ? undefined : among(git, commits, [], tips),
    among(git, commits, [], ["HEAD"]),
    Promise.all(later.filter(isHash).map((each) => containedIn(git, commits, each))),
  ]);
  const known = new Set(commits);
  const factOf = (hash: string): CommitFact => {
    const same = objects.filter((object) => object.startsWith(hash));
    // Git too takes an abbreviation for the one commit among several objects.
    const [commit, another] = same.filter((object) => known.has(object));
    if (commit === undefined) return { kind: same.length === 0 ? "missing" : "no commit" };
    if (another !== undefined) return { kind: "ambiguous" };
    return {
      kind: "commit",
      hash: commit,
      paths: paths.get(commit) ?? [],
      descends: descendants?.has(commit),
      onBranch: offBranch && !offBranch.has(commit),
      inHead: offHead && !offHead.has(commit),
    };
  };
  return {
    hasBranch: branch === undefined ? undefined : tips.length > 0,
    commits: new Map(asked.map((hash) => [hash, factOf(hash)])),
    containing: new Map(containing),
  };
}

const isHash = (text: string): boolean => /^[0-9a-f]{7,64}$/.test(text);

const lines = (output: string): string[] => output.split("\n").filter((line) => line !== "");

/** Full names of all objects that begin so. Says nothing of one that is not there, unlike every other question. */
async function objectsNamed(git: Git, hashes: readonly string[]): Promise<string[]> {
  if (hashes.length === 0) return [];
  const found = lines(await git.raw(["rev-parse", ...hashes.map((hash) => `--disambiguate=${hash}`)]));
  return [...new Set(found)];
}

/** Where branches of that name are, here and on remotes. */
async function tipsOf(git: Git, branch: string): Promise<string[]> {
  if (!isBranchName(branch)) return [];
  const patterns = [`refs/heads/${branch}`, `refs/remotes/*/${branch}`, `refs/remotes/${branch}`];
  const output = await git.raw(["for-each-ref", "--format=%(objectname) %(refname)", ...patterns]);
  // A pattern also matches what lies below it, as a folder.
  const exact = lines(output).filter((line) => line.endsWith(`/${branch}`));
  return [...new Set(exact.map((line) => line.split(" ")[0] ?? ""))];
}

/** The rules of git-check-ref-format(1), as far as they keep a name from meaning something else. */
const isBranchName = (name: string): boolean => !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|\.lock$|^[-/]|[/.]$/u.test(name);

/** Which of the commits a walk from them meets that stops at others; `undefined` when these are not there. */
async function among(
  git: Git,
  commits: readonly string[],
  flags: readonly string[],
  stops: readonly string[],
): Promise<Set<string> | undefined> {
  if (commits.length === 0) return new Set();
  try {
    const met = new Set(lines(await git.raw(["rev-list", ...flags, ...commits, ...stops.map((stop) => `^${stop}`)])));
    return new Set(commits.filter((commit) => met.has(commit)));
  } catch (error) {
    if (/bad (?:revision|object)|unknown revision|ambiguous argument/.test(String(error))) return undefined;
    throw error;
  }
}

async function containedIn(
  git: Git,
  commits: readonly string[],
  later: string,
): Promise<[string, boolean | undefined]> {
  const outside = await among(git, commits, [], [later]);
  return [later, outside && outside.size === 0];
}

async function pathsOf(git: Git, commits: readonly string[]): Promise<Map<string, string[]>> {
  if (commits.length === 0) return new Map();
  const output = await git.raw([
    ...["log", "--no-walk=unsorted", "-z", "--name-only", touchFormat, "-c", "--relative"],
    ...["--no-renames", "--no-ext-diff", "--no-color", "--no-show-signature", "--encoding=UTF-8"],
    ...commits,
  ]);
  return new Map(parseTouches(output).map(({ commit, paths }) => [commit, paths]));
}
