import type { LabelEvent } from "../stuck/signals.ts";

/** An issue of a forge; text of strangers. */
export interface Issue {
  number: number;
  title: string;
  body: string;
  isOpen: boolean;
  labels: readonly string[];
}

/** A pull request. */
export interface Pull {
  number: number;
  /** Where people look at it. */
  url: string;
}

/** A request that a dry run did not send. */
export interface Planned {
  method: string;
  url: string;
  body: Record<string, unknown> | undefined;
}

/** A piece of work as it is filed. */
export interface ForgeWork {
  /** Tells it from everything else in the repository: the run that filed it, and its name. */
  key: string;
  /** The issue that is about it already, of an id `#12`; its draft becomes a comment there. */
  number: number | undefined;
  title: string;
  /** Markdown, without front matter. */
  text: string;
  /** ISO 8601: it was not filed before that; `undefined` where nobody knows. */
  since: string | undefined;
  isPriority: boolean;
}

/** What came of a change. */
export interface Done {
  /** The issue; `null` where there is none, because files are all there is. */
  issue: number | null;
  /** What a person should know, a clause each. */
  notes: readonly string[];
}

/** What is open on the forge. */
export interface Intake {
  /** Newest first. */
  issues: readonly Issue[];
  /** Whether there are more. */
  isCut: boolean;
  /** Of the numbers asked for, those whose issue is closed or not there. */
  gone: readonly number[];
  /** What somebody else commented last, by the number of the issue; of those that are open. */
  said: ReadonlyMap<number, string>;
}

/** A branch that people are to look at. */
export interface PullWish {
  title: string;
  text: string;
  branch: string;
  /** The branch that it is to go into. */
  base: string;
  /** ISO 8601; the branch did not exist before that. */
  since: string;
}

/**
 * Where work is kept besides the files of the backlog. Whatever is asked twice happens once.
 *
 * All methods throw Failure `forge-failed` where the forge does not do its part.
 */
export interface Forge {
  /** `owner/name at host`; `undefined` where there are files and nothing else. */
  readonly place: string | undefined;
  /** Whether requests are listed instead of sent. */
  readonly isDry: boolean;
  /** What a dry run has not sent. */
  readonly planned: readonly Planned[];
  /**
   * What is open, and what has become of some issues.
   *
   * @param heard issues whose comments count as well
   */
  intake(numbers: readonly number[], heard: readonly number[]): Promise<Intake>;
  /** How the labels of issues came and went, but for those that this program keeps itself. */
  histories(issues: ReadonlyMap<string, number>): Promise<LabelEvent[]>;
  /** Files work as an issue, or finds the one that it was filed as. */
  file(work: ForgeWork): Promise<Done>;
  /** Puts the mark of constraints on an issue or takes it off; says whether anything changed. */
  prioritise(issue: number, isPriority: boolean): Promise<boolean>;
  /** Comments on an issue, unless that was said there before; says whether it did. */
  tell(issue: number, key: string, text: string): Promise<boolean>;
  /** Closes the issue of finished work, unless somebody else opened it; says whether it did. */
  close(issue: number): Promise<boolean>;
  /** Asks for a branch to be merged, or finds where that was asked. */
  pull(wish: PullWish): Promise<Pull | undefined>;
}
