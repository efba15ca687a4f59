import { posix } from "node:path";
import type { FileReport } from "./types.ts";

/** Folder by folder, the files of each by name. */
export function byFolder(reports: readonly FileReport[]): FileReport[] {
  const key = ({ path }: FileReport) => `${posix.dirname(path)}/\0${posix.basename(path)}`;
  return [...reports].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
