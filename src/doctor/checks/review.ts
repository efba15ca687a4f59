import type { Check } from "../types.ts";

/** What the review policy wants to be archived, updated or deleted; only a plan that nobody looks after wants attention now. */
export const review: Check = ({ stale }) =>
  stale.map(({ path, what, policy, why, days, fix }) => ({
    check: `review/${what}`,
    severity: what === "plan" && policy !== "archive" ? "warning" : "info",
    path,
    what: policy === "archive" ? why : `${why} (${days} days)`,
    fix,
  }));
