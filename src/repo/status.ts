import type { Baseline } from "./facts.ts";

type Upstream = Extract<Baseline, { kind: "commit" }>["upstream"];

/** What `git status --porcelain=v2 --branch -z` says (git-status(1), "Porcelain Format Version 2"). */
export interface Status {
  /** Full hash, or `undefined` before the first commit. */
  commit: string | undefined;
  /** As git prints it; `(detached)` when HEAD is, `(unknown)` when it is broken. */
  head: string;
  upstream: Upstream;
  dirty: boolean;
}

/** Reads the answer of git; `undefined` when it is cut off or no answer at all. */
export function parseStatus(output: string): Status | undefined {
  const records = output.split("\0").filter((record) => record !== "");
  const headers = new Map<string, string>();
  for (const record of records) {
    const header = /^# (\S+) (.*)$/s.exec(record);
    if (header?.[1] !== undefined) headers.set(header[1], header[2] ?? "");
  }
  const oid = headers.get("branch.oid");
  const head = headers.get("branch.head");
  if (oid === undefined || head === undefined || !output.endsWith("\0")) return undefined;
  return {
    commit: oid === "(initial)" ? undefined : oid,
    head,
    upstream: parseUpstream(headers),
    dirty: records.some((record) => !record.startsWith("# ")),
  };
}

/** git leaves out `branch.ab` when the upstream branch is gone. */
function parseUpstream(headers: Map<string, string>): Upstream {
  const name = headers.get("branch.upstream");
  if (name === undefined) return null;
  const counts = /^\+(\d+) -(\d+)$/.exec(headers.get("branch.ab") ?? "");
  return { name, ahead: Number(counts?.[1] ?? 0), behind: Number(counts?.[2] ?? 0), gone: counts === null };
}
