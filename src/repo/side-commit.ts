import fs from "fs-extra";
import { Failure } from "../ui/failure.ts";
import { type GitOptions, openCommittingGit } from "./git.ts";
import { explainTrouble } from "./git-trouble.ts";
import { parseIgnored } from "./ignored.ts";
import { locate } from "./root.ts";

/** A commit on a branch of its own, made beside whatever is checked out. */
export interface SideCommit {
  /** Branch that is wished for; one that is somebody else's is left alone, and a number is added. */
  branch: string;
  /** Trailer that tells our commit from others: `Strategy-Run: <id>`. */
  trailer: string;
  /** HEAD, which the branch begins at; `null` where there is no commit yet. */
  head: string | null;
}

/** Where the commit goes. */
export interface Target {
  branch: string;
  /** What it comes on top of: HEAD, or what the same run has committed there before. */
  base: string | null;
  /** The tip of the branch; `null` where it is new. */
  tip: string | null;
}

type Git = ReturnType<typeof openCommittingGit>;

/** More branches of one minute are no accident. */
const mostBranches = 20;

/** Commits beside the user's work: with an index of its own, so that branch, index and working tree stay as they are. */
export class Aside {
  readonly #git: Git;
  readonly #root: string;
  readonly #index: string;
  readonly #options: GitOptions;

  /**
   * @param root folder that paths are relative to
   * @param index absolute path of a file for the index, in a folder that exists; nobody else uses it
   */
  constructor(root: string, index: string, options: GitOptions) {
    this.#root = root;
    this.#index = index;
    this.#options = options;
    this.#git = openCommittingGit(root, locate(root, options.env ?? process.env), index, options);
  }

  /** Finds the branch: a new one, or the one that our earlier commit is on, unless somebody works on that. */
  async target({ branch, trailer, head }: SideCommit): Promise<Target> {
    for (let number = 1; number <= mostBranches; number++) {
      const name = number === 1 ? branch : `${branch}-${number}`;
      const found = await this.#branch(name);
      if (found === undefined) return { branch: name, base: head, tip: null };
      const isOurs = found.worktree === "" && found.message.split("\n").includes(trailer);
      if (isOurs) return { branch: name, base: found.tip, tip: found.tip };
    }
    throw new Failure("cannot-commit-aside", { why: `there are ${mostBranches} branches \`${branch}\` already` });
  }

  async #branch(name: string): Promise<{ tip: string; worktree: string; message: string } | undefined> {
    const format = "%(refname)%00%(objectname)%00%(worktreepath)%00%(contents)%00%00";
    const told = await this.#ask(["for-each-ref", `--format=${format}`, `refs/heads/${name}`]);
    for (const record of told.split("\0\0\n")) {
      const [ref, tip = "", worktree = "", message = ""] = record.split("\0");
      if (ref === `refs/heads/${name}`) return { tip, worktree, message };
    }
    return undefined;
  }

  /**
   * Puts files as they are on the disk into one commit; those that are gone are gone in it, those that git ignores are left out.
   *
   * @param paths `/`-separated, relative to the root; regular files or nothing
   * @returns the commit, or `undefined` where it would change nothing
   */
  async commit({ branch, base, tip }: Target, paths: readonly string[], message: string): Promise<string | undefined> {
    await this.#clear();
    try {
      await this.#ask(["read-tree", ...(base === null ? ["--empty"] : [base])]);
      const taken = await this.#notIgnored(paths);
      for (const some of chunks(taken)) await this.#ask(["update-index", "--add", "--remove", "--", ...some]);
      const tree = await this.#ask(["write-tree"]);
      const before = base === null ? undefined : await this.#ask(["rev-parse", `${base}^{tree}`]);
      const isEmpty = base === null && (await this.#ask(["ls-files"])) === "";
      if (tree === before || isEmpty) return undefined;
      const parent = base === null ? [] : ["-p", base];
      // `commit-tree` does not look at it by itself.
      const signed = await this.#ask(["config", "--type=bool", "--default=false", "--get", "commit.gpgSign"]);
      const sign = signed === "true" ? ["-S"] : [];
      const commit = await this.#ask(["commit-tree", ...sign, ...parent, "-m", message, tree]);
      const old = tip ?? "0".repeat(commit.length);
      await this.#ask(["update-ref", "-m", "plan-init strategy commit", `refs/heads/${branch}`, commit, old]);
      return commit;
    } finally {
      await this.#clear();
    }
  }

  async #notIgnored(paths: readonly string[]): Promise<string[]> {
    const ignored = new Set<string>();
    for (const some of chunks(paths)) {
      // It exits with 1 where it has nothing to say.
      const told = await this.#ask(["check-ignore", "--verbose", "--", ...some]);
      for (const { path } of parseIgnored(told)) ignored.add(path);
    }
    return paths.filter((file) => !ignored.has(file));
  }

  /** Nobody else writes under these names; a killed command may have left them. */
  async #clear(): Promise<void> {
    for (const file of [this.#index, `${this.#index}.lock`]) await fs.remove(file);
  }

  async #ask(args: string[]): Promise<string> {
    try {
      // A split index would leave its other half beside the user's.
      return (await this.#git.raw(["-c", "core.splitIndex=false", ...args])).replace(/\n$/, "");
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      throw new Failure("cannot-commit-aside", { why: explain(error, this.#root) }, { cause: error });
    }
  }
}

const argumentsAtATime = 200;

function* chunks(all: readonly string[]): Generator<string[]> {
  for (let at = 0; at < all.length; at += argumentsAtATime) yield all.slice(at, at + argumentsAtATime);
}

function explain(error: unknown, root: string): string {
  const words = error instanceof Error ? error.message : String(error);
  if (/tell me who you are|empty ident name|unable to auto-detect email/i.test(words)) {
    return "it does not know who you are: set `user.name` and `user.email` with `git config`";
  }
  if (/gpg failed to sign|failed to write commit object/.test(words)) {
    return "it could not sign the commit, which `commit.gpgSign` asks for";
  }
  return explainTrouble(words, root).replace(/^git cannot read the repository: /, "");
}
