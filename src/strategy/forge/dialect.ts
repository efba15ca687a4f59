import { Failure } from "../../ui/failure.ts";
import type { Issue, Pull } from "./types.ts";

/** A label that was put on or taken off. */
export interface LabelChange {
  label: string;
  /** ISO 8601. */
  at: string;
  added: boolean;
}

export interface IssueQuery {
  state: "open" | "all";
  /** ISO 8601: leaves out what has not been touched since. */
  since?: string | undefined;
}

export interface NewIssue {
  title: string;
  body: string;
  labels: readonly string[];
}

export interface NewPull {
  title: string;
  body: string;
  head: string;
  base: string;
}

/**
 * What the REST API of a forge can do, a method for each kind of request; whatever comes in pages is asked for as it is taken.
 * All throw what `Client.ask` throws.
 */
export interface Dialect {
  /** The most recent first, without pull requests. */
  issues(query: IssueQuery): AsyncIterable<Issue>;
  /** `undefined` where there is none. */
  issue(number: number): Promise<Issue | undefined>;
  createIssue(issue: NewIssue): Promise<Issue>;
  /** What comments say, oldest first. */
  comments(number: number): AsyncIterable<string>;
  comment(number: number, body: string): Promise<void>;
  /** Adds labels, and creates those that are missing; @returns all that the issue has now */
  addLabels(number: number, names: readonly string[]): Promise<readonly string[]>;
  /** Takes a label off, if it is on. */
  removeLabel(number: number, name: string): Promise<void>;
  closeIssue(number: number): Promise<void>;
  /** Oldest first. */
  labelHistory(number: number): AsyncIterable<LabelChange>;
  /** The pull request of a branch of this repository, open or not; of those touched since. */
  findPull(branch: string, since: string): Promise<Pull | undefined>;
  createPull(pull: NewPull): Promise<Pull>;
}

/** What is asked for, or `undefined` where the forge says that it is not there. */
export const ifThere = <Data>(asked: Promise<Data>): Promise<Data | undefined> => unless(asked, [404]);

/** What is asked for, or `undefined` where the forge does not let one. */
export const ifAllowed = <Data>(asked: Promise<Data>): Promise<Data | undefined> => unless(asked, [403, 404, 422]);

async function unless<Data>(asked: Promise<Data>, statuses: readonly number[]): Promise<Data | undefined> {
  try {
    return await asked;
  } catch (error) {
    const isMeant = error instanceof Failure && error.code === "forge-failed" && statuses.includes(statusOf(error));
    if (isMeant) return undefined;
    throw error;
  }
}

const statusOf = ({ args }: Failure): number => (args as { status?: number }).status ?? 0;

/** More than anybody reads, and less than hurts. */
export const mostPages = 100;

/** @returns the failure for lists that do not end */
export const endless = (what: string): Failure =>
  new Failure("forge-failed", { what: `${what}: more than ${mostPages} pages`, fix: "see `strategy.repo`" });
