import type { Finding, Subject } from "../types.ts";

/** What the review policy wants to be archived, updated or deleted; only a plan that nobody looks after wants attention now. */
export const review = ({ stale }: Pick<Subject, "stale">): Finding[] =>
  stale.map(({ path, what, policy, why, days, fix }) => ({
    check: `review/${what}`,
    severity: what === "plan" && policy !== "archive" ? "warning" : "info",
    path,
    what: policy === "archive" ? why : `${why} (${days} days)`,
    fix,
  }));
