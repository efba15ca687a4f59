import { basesDir } from "../../pack/paths.ts";
import { openConflicts } from "../conflicts.ts";
import { ofUpgrade } from "../types.ts";

/** Conflicts of an earlier upgrade that nobody has resolved, also where the manifest does not know of them (any more). */
export const unresolved = ofUpgrade((upgrade) =>
  openConflicts(upgrade).map(({ path, line }) => ({
    check: "files/unresolved",
    severity: "error",
    path,
    line,
    what: "a conflict of an earlier upgrade is unresolved",
    fix: "edit the lines between `<<<<<<<` and `>>>>>>>`, then run `plan-init`",
  })),
);

/** Bases without which the next upgrade of an edited file cannot merge. */
export const bases = ofUpgrade(({ situation }) => {
  const entries = Object.values(situation.manifest?.files ?? {}).filter(({ mode }) => mode !== "seed");
  const lost = entries.filter(({ base }) => base !== undefined && !situation.bases.has(base));
  if (lost.length === 0) return [];
  const files = lost.map(({ path }) => `\`${path}\``);
  return [
    {
      check: "files/base-lost",
      severity: "warning",
      path: basesDir,
      what: `what ${few(files)} ${files.length === 1 ? "was" : "were"} made from is missing or was changed, so the next upgrade may not merge`,
      fix: "bring it back from git, or run `plan-init`, which writes what it still knows",
    },
  ];
});

const few = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(", ") : `${names.slice(0, 2).join(", ")} and ${names.length - 2} other files`;

/** Blocks whose markers are half, doubled or reversed, and places that cannot be written. */
export const skipped = ofUpgrade(({ reports }) =>
  reports
    .filter(({ action }) => action === "skipped")
    .map(({ path, reason, hint }) => ({ check: "files/skipped", severity: "error", path, what: reason, fix: hint })),
);

/** Templates that lie beside a file and wait. */
export const waiting = ofUpgrade(({ reports }) =>
  reports
    .filter(({ action, reason }) => action === "conflict" && reason.includes(".plan-init-new"))
    .map(({ path, reason, hint }) => ({ check: "files/waiting", severity: "warning", path, what: reason, fix: hint })),
);

/** Templates that are newer than what is installed. */
export const outdated = ofUpgrade(({ situation, changes, unresolved: open }, { interrupted }) => {
  if (situation.manifest === undefined || interrupted || changes === 0 || open.length > 0) return [];
  return [
    {
      check: "files/outdated",
      severity: "warning",
      what: "the files are behind the templates or the answers",
      fix: "look with `plan-init --dry-run`, then run `plan-init`",
    },
  ];
});
