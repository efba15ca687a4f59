import { renamedTo } from "../../pack/decide/renamed.ts";
import { shown } from "../../pack/decide/verdicts.ts";
import { isPart, type OnDisk } from "../../pack/types.ts";
import { findPart, installedFiles } from "../files.ts";
import { type Finding, ofUpgrade } from "../types.ts";

const absentFile: OnDisk = { kind: "absent" };

/** Files and blocks that the user took out or moved, which is fine, and worth knowing. */
export const absent = ofUpgrade(({ situation }) => {
  const present = new Set(installedFiles(situation).map(({ entry }) => entry.path));
  const entries = Object.values(situation.manifest?.files ?? {});
  return entries.flatMap((entry): Finding[] => {
    const { path, mode, state } = entry;
    if (mode === "seed" || state === "ejected" || present.has(path)) return [];
    const now = situation.disk.get(path) ?? absentFile;
    if (now.kind === "text" && isPart(mode)) {
      // Of one that is damaged, something is still there.
      const isOut = findPart(now.text, entry).kind === "none";
      return isOut ? [gone(path, `you took our ${mode} out of it, and it stays out`)] : [];
    }
    if (now.kind !== "absent") return [];
    const target = mode === "merge" ? renamedTo(entry, situation) : undefined;
    return [target === undefined ? gone(path, "you deleted it, and it stays deleted") : renamed(path, target)];
  });
});

function gone(path: string, what: string): Finding {
  const fix = `to have it back: \`plan-init --restore ${shown(path)}\``;
  return { check: "files/deleted", severity: "info", path, what, fix };
}

function renamed(path: string, target: string): Finding {
  return {
    check: "files/renamed",
    severity: "info",
    path,
    what: `it looks as if you renamed it to \`${target}\`, where newer templates do not reach it`,
    fix: `to have it upgraded there: \`plan-init --relink ${shown(`${path}=${target}`)}\``,
  };
}
