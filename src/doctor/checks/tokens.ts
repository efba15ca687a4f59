import type { Check } from "../types.ts";

/** What the installed prompts cost an agent each time it reads them. */
export const tokens: Check = (subject) =>
  subject.tokens.map(({ path, tokens: count, ceiling }) => ({
    check: "prompts/tokens",
    severity: count > ceiling ? "warning" : "info",
    path,
    what: `about ${count} tokens, of ${ceiling} at most`,
    fix: count > ceiling ? "shorten your additions: every run pays for every token" : undefined,
  }));
