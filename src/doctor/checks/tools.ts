import type { Check } from "../types.ts";

/** The repository's own formatters and linters that will read `planning/`. */
export const formatters: Check = (subject) =>
  subject.formatters
    .filter((formatter) => !formatter.ignored)
    .map(({ tool, config, how }) => ({
      check: "tools/reads-planning",
      severity: "info",
      path: config,
      what: `\`${tool}\` will read \`planning/\`; the templates pass its defaults, plans that agents write may not`,
      fix: how,
    }));
