import { findConflictMarkers } from "../pack/merge/index.ts";
import { installedFiles } from "./files.ts";
import type { Upgrade } from "./types.ts";

/** Where conflicts of an earlier upgrade stand still: those that the manifest knows of, and those that it does not (any more). */
export function openConflicts(upgrade: Upgrade): Upgrade["unresolved"] {
  const known = new Set(upgrade.unresolved.map(({ path }) => path));
  return [...upgrade.unresolved, ...forgottenConflicts(upgrade).filter(({ path }) => !known.has(path))];
}

function forgottenConflicts({ situation }: Upgrade): Upgrade["unresolved"] {
  const { rendered, bases, manifest, disk } = situation;
  const known = installedFiles(situation).map(({ id, entry, text }) => ({ id, ...entry, text }));
  const unknown = rendered.flatMap(({ id, path }) => {
    const now = manifest === undefined ? disk.get(path) : undefined;
    return now?.kind === "text" ? [{ id, path, base: "", text: now.text }] : [];
  });
  return [...known, ...unknown].flatMap(({ id, path, base = "", text }) => {
    // A template may show what a conflict looks like; those lines are content.
    const own = `${rendered.find((file) => file.id === id)?.text ?? ""}${bases.get(base) ?? ""}`;
    const markers = findConflictMarkers(text, own);
    return markers === undefined ? [] : [{ path, line: markers.line }];
  });
}
