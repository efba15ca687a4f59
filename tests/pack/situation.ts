import { decide } from "../../src/pack/decide/index.ts";
import { plainly } from "../../src/pack/decide/plainly.ts";
import type { DecideOptions, Decision, Situation } from "../../src/pack/decide/types.ts";
import { hashOf } from "../../src/pack/hash.ts";
import type { FileReport, Manifest, ManifestEntry, OnDisk, RenderedFile } from "../../src/pack/types.ts";

export const id = "readme";
export const path = "planning/README.md";

export const base = "# Title\n\none\n\ntwo\n\nthree\n";
export const edited = base.replace("three", "three, as we say");
export const newer = base.replace("one", "one, reworded");
export const clashing = base.replace("three", "three, as the template says");

export const text = (content: string, executable = false): OnDisk => ({ kind: "text", text: content, executable });

export const rendered = (content: string, more: Partial<RenderedFile> = {}): RenderedFile => ({
  id,
  path,
  mode: "merge",
  text: content,
  executable: false,
  formerly: [],
  previous: [],
  ...more,
});

export const entry = (more: Partial<ManifestEntry> = {}): ManifestEntry => ({
  path,
  mode: "merge",
  state: "ok",
  base: hashOf(base),
  ...more,
});

export interface Case {
  /** What the manifest knows; `null` for no manifest at all. */
  known?: Record<string, ManifestEntry> | null;
  incoming?: RenderedFile[];
  disk?: Record<string, OnDisk>;
  /** Texts of stored bases. */
  bases?: string[];
  strays?: Record<string, string>;
  options?: Partial<DecideOptions>;
}

const packs = [{ name: "test", version: "2.0.0" }];

export function situationOf(given: Case): Situation {
  const manifest: Manifest | undefined =
    given.known === null
      ? undefined
      : { schema: 1, packs: [{ name: "test", version: "1.0.0" }], files: given.known ?? { [id]: entry() } };
  return {
    manifest,
    rendered: given.incoming ?? [rendered(base)],
    disk: new Map(Object.entries(given.disk ?? { [path]: text(base) })),
    bases: new Map((given.bases ?? [base]).map((content) => [hashOf(content), content])),
    strays: new Map(Object.entries(given.strays ?? {})),
    labels: { base: "template 1.0.0", incoming: "template 2.0.0" },
  };
}

export const decided = (given: Case): Decision => decide(situationOf(given), { ...plainly, ...given.options }, packs);

/** What a second run would decide after this one was applied. */
export function decidedAgain(given: Case, first: Decision): Decision {
  const disk = new Map(Object.entries(given.disk ?? { [path]: text(base) }));
  for (const { path: file, content, executable } of first.changes) {
    if (content === null) disk.delete(file);
    else {
      const before = disk.get(file);
      disk.set(file, text(content, executable ?? (before?.kind === "text" && before.executable)));
    }
  }
  const situation: Situation = { ...situationOf(given), manifest: first.manifest, disk, bases: first.bases };
  return decide(situation, { ...plainly, conflict: given.options?.conflict ?? "markers" }, packs);
}

export const reportOf = (decision: Decision, file = path): FileReport | undefined =>
  decision.reports.find((report) => report.path === file);

export const contentOf = (decision: Decision, file = path): string | null | undefined =>
  decision.changes.find((change) => change.path === file)?.content;
