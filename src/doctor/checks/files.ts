import { shown } from "../../pack/decide/verdicts.ts";
import { basesDir } from "../../pack/paths.ts";
import type { FileReport } from "../../pack/types.ts";
import { type Check, type Finding, isTrouble, type Subject } from "../types.ts";

const reportsOf = ({ upgrade }: Subject): FileReport[] =>
  upgrade === undefined || isTrouble(upgrade) ? [] : upgrade.reports;

/** Conflicts of an earlier upgrade that nobody has resolved. */
export const unresolved: Check = ({ upgrade }) => {
  if (upgrade === undefined || isTrouble(upgrade)) return [];
  return upgrade.unresolved.map(({ path, line }) => ({
    check: "files/unresolved",
    severity: "error",
    path,
    line,
    what: "a conflict of an earlier upgrade is unresolved",
    fix: "edit the lines between `<<<<<<<` and `>>>>>>>`, then run `plan-init`",
  }));
};

/** Bases without which the next upgrade of an edited file cannot merge. */
export const bases: Check = ({ upgrade }) => {
  if (upgrade === undefined || isTrouble(upgrade)) return [];
  const { situation } = upgrade;
  const entries = Object.values(situation.manifest?.files ?? {}).filter(({ mode }) => mode !== "seed");
  const lost = entries.filter(({ base }) => base !== undefined && !situation.bases.has(base));
  return lost.map(({ path, base }) => ({
    check: "files/base-lost",
    severity: "warning",
    path: `${basesDir}/${base}`,
    what: `the base of \`${path}\` is missing or was changed, so its next upgrade may not merge`,
    fix: "plan-init (it brings back what it still knows; for the rest: git, or `plan-init --conflict files`)",
  }));
};

/** Blocks whose markers are half, doubled or reversed, and places that cannot be written. */
export const skipped: Check = (subject) =>
  reportsOf(subject)
    .filter(({ action }) => action === "skipped")
    .map(({ path, reason, hint }) => ({ check: "files/skipped", severity: "error", path, what: reason, fix: hint }));

/** Templates that lie beside a file and wait. */
export const waiting: Check = (subject) =>
  reportsOf(subject)
    .filter(({ action, reason }) => action === "conflict" && reason.includes(".plan-init-new"))
    .map(({ path, reason, hint }) => ({ check: "files/waiting", severity: "warning", path, what: reason, fix: hint }));

/** Templates that are newer than what is installed. */
export const outdated: Check = (subject) => {
  const { upgrade, interrupted } = subject;
  if (upgrade === undefined || isTrouble(upgrade) || upgrade.situation.manifest === undefined || interrupted) return [];
  if (upgrade.changes === 0 || upgrade.unresolved.length > 0) return [];
  return [
    {
      check: "files/outdated",
      severity: "warning",
      what: "the files are behind the templates or the answers",
      fix: "plan-init (look first: `plan-init --dry-run`)",
    },
  ];
};

/** Files that the user took out, which is fine, and worth knowing. */
export const absent: Check = ({ upgrade }) => {
  if (upgrade === undefined || isTrouble(upgrade)) return [];
  const { situation, reports } = upgrade;
  const gone = Object.values(situation.manifest?.files ?? {}).filter(
    ({ path, mode }) => mode === "merge" && (situation.disk.get(path)?.kind ?? "absent") === "absent",
  );
  return gone.map(({ path }): Finding => {
    const hint = reports.find((report) => report.path === path)?.hint;
    const fix = hint ?? `to have it back: \`plan-init --restore ${shown(path)}\``;
    return { check: "files/deleted", severity: "info", path, what: "you deleted it, and it stays deleted", fix };
  });
};
