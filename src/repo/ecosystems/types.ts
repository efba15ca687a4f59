import type { CommandCandidate, CommandKind, RepoView } from "../facts.ts";

/** A folder that may hold a project: the repository's root, or a folder in it. */
export interface Place {
  /** Sees what stands below the folder. */
  view: RepoView;
  /** The folders further up, nearest first: their package manager is that of the place too, unless it has its own. */
  above: readonly RepoView[];
  /** Empty for the root, else one plain name that needs no quoting in a shell. */
  folder: string;
}

/** A command and how strongly the repository stands behind it. */
export interface Offer extends CommandCandidate {
  /** The repository itself gives it this name (a script, a target), rather than using a tool that has such a command. */
  named: boolean;
}

export type Offers = Partial<Record<CommandKind, Offer[]>>;

/** What an ecosystem found in a place. */
export interface Finding {
  /** e.g. `Node.js (pnpm)`. */
  title: string;
  /** Name that the manifest gives the project. */
  name?: string | undefined;
  /** The manifest only configures tools, such as a `package.json` that installs a formatter. */
  toolingOnly?: boolean;
  /** Kinds of monorepo, e.g. `cargo workspace`. */
  monorepo?: string[];
  offers: Offers;
}

/** One ecosystem: how it is recognised, and which commands its files show. */
export interface Ecosystem {
  id: string;
  /** A runner of named tasks that wraps whatever else is there, such as Make. */
  front?: true;
  /** Looks at a place; `undefined` when the ecosystem is not there. Never throws, whatever the files hold. */
  detect(place: Place): Finding | undefined;
}
