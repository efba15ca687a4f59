import { describe, expect, it } from "vitest";
import { markersFor } from "../../src/pack/block.ts";
import { hashOf } from "../../src/pack/hash.ts";
import type { Action, FileState, OnDisk } from "../../src/pack/types.ts";
import {
  base,
  type Case,
  clashing,
  contentOf,
  decided,
  decidedAgain,
  edited,
  entry,
  id,
  newer,
  path,
  rendered,
  reportOf,
  text,
} from "./situation.ts";

interface Row {
  row: string;
  given: Case;
  action: Action;
  /** Where the report is; the usual path unless said. */
  at?: string;
  /** What is written, by path; `null` deletes. Nothing else may be. */
  writes?: Record<string, string | null>;
  /** State remembered afterwards; `undefined` forgets. */
  state: FileState | undefined;
  /** Text whose hash is remembered as the base. */
  base?: string;
}

const elsewhere = "planning/GUIDE.md";
const sidecar = `${path}.plan-init-new`;
const merged = newer.replace("three", "three, as we say");
const { begin, end } = markersFor("CLAUDE.md");
const around = (inside: string) => `mine above\n\n${begin}\n${inside}${end}\n\nmine below\n`;
const blockEntry = { [id]: entry({ path: "CLAUDE.md", mode: "block", gap: 1, base: hashOf("a\nb\nc\n") }) };
const block = (content: string) => [rendered(content, { path: "CLAUDE.md", mode: "block" })];

const rows: Row[] = [
  { row: "1 same, same", given: {}, action: "unchanged", state: "ok", base },
  {
    row: "2 same, changed",
    given: { incoming: [rendered(newer)] },
    action: "updated",
    writes: { [path]: newer },
    state: "ok",
    base: newer,
  },
  { row: "3 changed, same", given: { disk: { [path]: text(edited) } }, action: "kept", state: "ok", base },
  {
    row: "4 changed, changed to the same",
    given: { disk: { [path]: text(newer) }, incoming: [rendered(newer)] },
    action: "unchanged",
    state: "ok",
    base: newer,
  },
  {
    row: "5 changed, changed apart",
    given: { disk: { [path]: text(edited) }, incoming: [rendered(newer)] },
    action: "merged",
    writes: { [path]: merged },
    state: "ok",
    base: newer,
  },
  {
    row: "6 only line endings differ",
    given: { disk: { [path]: text(base.replaceAll("\n", "\r\n")) } },
    action: "unchanged",
    state: "ok",
    base,
  },
  {
    row: "6 only the BOM and the final newline differ",
    given: { disk: { [path]: text(`\uFEFF${base.slice(0, -1)}`) } },
    action: "unchanged",
    state: "ok",
    base,
  },
  {
    row: "6 CRLF, changed",
    given: { disk: { [path]: text(base.replaceAll("\n", "\r\n")) }, incoming: [rendered(newer)] },
    action: "updated",
    writes: { [path]: newer.replaceAll("\n", "\r\n") },
    state: "ok",
    base: newer,
  },
  { row: "7 deleted, same", given: { disk: {} }, action: "unchanged", state: "ok", base },
  {
    row: "8 deleted, changed",
    given: { disk: {}, incoming: [rendered(newer)] },
    action: "kept",
    state: "deleted",
    base: newer,
  },
  {
    row: "8 deleted, brought back",
    given: { disk: {}, incoming: [rendered(newer)], options: { restore: new Set([path]) } },
    action: "restored",
    writes: { [path]: newer },
    state: "ok",
    base: newer,
  },
  { row: "9 same, removed", given: { incoming: [] }, action: "deleted", writes: { [path]: null }, state: undefined },
  {
    row: "10 changed, removed",
    given: { disk: { [path]: text(edited) }, incoming: [] },
    action: "ejected",
    state: "ejected",
    base,
  },
  { row: "11 deleted, removed", given: { disk: {}, incoming: [] }, action: "unchanged", state: undefined },
  {
    row: "12 absent, added",
    given: { known: {}, disk: {} },
    action: "created",
    writes: { [path]: base },
    state: "ok",
    base,
  },
  { row: "13 present and equal, added", given: { known: {} }, action: "adopted", state: "adopted", base },
  {
    row: "14 present and different, added",
    given: { known: {}, disk: { [path]: text(edited) } },
    action: "conflict",
    writes: { [sidecar]: base },
    state: "conflicted",
    base,
  },
  {
    row: "15 same, renamed",
    given: { incoming: [rendered(base, { path: elsewhere })] },
    action: "moved",
    at: elsewhere,
    writes: { [elsewhere]: base, [path]: null },
    state: "ok",
    base,
  },
  {
    row: "16 changed, renamed",
    given: { disk: { [path]: text(edited) }, incoming: [rendered(base, { path: elsewhere })] },
    action: "moved",
    at: elsewhere,
    writes: { [elsewhere]: edited, [path]: null },
    state: "ok",
    base,
  },
  {
    row: "16 changed, renamed and edited",
    given: { disk: { [path]: text(edited) }, incoming: [rendered(newer, { path: elsewhere })] },
    action: "merged",
    at: elsewhere,
    writes: { [elsewhere]: merged, [path]: null },
    state: "ok",
    base: newer,
  },
  {
    row: "17 deleted, renamed",
    given: { disk: {}, incoming: [rendered(base, { path: elsewhere })] },
    action: "unchanged",
    at: elsewhere,
    state: "deleted",
    base,
  },
  {
    row: "17 deleted, renamed and edited",
    given: { disk: {}, incoming: [rendered(newer, { path: elsewhere })] },
    action: "kept",
    at: elsewhere,
    state: "deleted",
    base: newer,
  },
  {
    row: "18 the user renamed it, changed",
    given: { disk: {}, strays: { [elsewhere]: edited }, incoming: [rendered(newer)] },
    action: "kept",
    state: "ok",
    base,
  },
  {
    row: "18 relinked",
    given: {
      disk: { [elsewhere]: text(edited) },
      incoming: [rendered(newer)],
      options: { relink: new Map([[path, elsewhere]]) },
    },
    action: "merged",
    at: elsewhere,
    writes: { [elsewhere]: merged },
    state: "ok",
    base: newer,
  },
  {
    row: "19 new path occupied",
    given: {
      disk: { [path]: text(base), [elsewhere]: text("mine\n") },
      incoming: [rendered(newer, { path: elsewhere })],
    },
    action: "conflict",
    at: elsewhere,
    writes: { [`${elsewhere}.plan-init-new`]: newer, [path]: null },
    state: "conflicted",
    base: newer,
  },
  {
    row: "19 new path occupied, old one edited",
    given: {
      disk: { [path]: text(edited), [elsewhere]: text("mine\n") },
      incoming: [rendered(newer, { path: elsewhere })],
    },
    action: "conflict",
    at: elsewhere,
    writes: { [`${elsewhere}.plan-init-new`]: newer },
    state: "conflicted",
    base: newer,
  },
  ...(
    [
      { kind: "directory" },
      { kind: "symlink", target: "x" },
      { kind: "unreadable", why: "permission denied" },
      { kind: "binary", why: "it is not UTF-8" },
    ] satisfies OnDisk[]
  ).flatMap((odd): Row[] => [
    {
      row: `20 became ${odd.kind}, changed`,
      given: { disk: { [path]: odd }, incoming: [rendered(newer)] },
      action: "skipped",
      state: "ok",
      base,
    },
    { row: `20 became ${odd.kind}, same`, given: { disk: { [path]: odd } }, action: "unchanged", state: "ok", base },
    {
      row: `20 became ${odd.kind}, removed`,
      given: { disk: { [path]: odd }, incoming: [] },
      action: "ejected",
      state: "ejected",
      base,
    },
  ]),
  {
    row: "21 the user's mode bit",
    given: { disk: { [path]: text(base, true) } },
    action: "unchanged",
    state: "ok",
    base,
  },
  {
    row: "21 the template's mode bit",
    given: { incoming: [rendered(base, { executable: true })] },
    action: "updated",
    writes: { [path]: base },
    state: "ok",
    base,
  },
  {
    row: "22 seed, edited",
    given: {
      known: { [id]: entry({ mode: "seed" }) },
      disk: { [path]: text(edited) },
      incoming: [rendered(newer, { mode: "seed" })],
    },
    action: "unchanged",
    state: "ok",
    base,
  },
  {
    row: "22 seed, deleted",
    given: { known: { [id]: entry({ mode: "seed" }) }, disk: {}, incoming: [rendered(newer, { mode: "seed" })] },
    action: "unchanged",
    state: "ok",
    base,
  },
  {
    row: "22 seed, unedited",
    given: { known: { [id]: entry({ mode: "seed" }) }, incoming: [rendered(newer, { mode: "seed" })] },
    action: "unchanged",
    state: "ok",
    base,
  },
  {
    row: "22 seed, there before us",
    given: { known: null, disk: { [path]: text("mine\n") }, incoming: [rendered(newer, { mode: "seed" })] },
    action: "kept",
    state: "adopted",
    base: newer,
  },
  {
    row: "23 block, changed",
    given: {
      known: blockEntry,
      disk: { "CLAUDE.md": text(around("a\nb\nc\n")) },
      bases: ["a\nb\nc\n"],
      incoming: block("a\nb\nC\n"),
    },
    action: "updated",
    at: "CLAUDE.md",
    writes: { "CLAUDE.md": around("a\nb\nC\n") },
    state: "ok",
    base: "a\nb\nC\n",
  },
  {
    row: "24 block, inside edited",
    given: {
      known: blockEntry,
      disk: { "CLAUDE.md": text(around("A\nb\nc\n")) },
      bases: ["a\nb\nc\n"],
      incoming: block("a\nb\nC\n"),
    },
    action: "merged",
    at: "CLAUDE.md",
    writes: { "CLAUDE.md": around("A\nb\nC\n") },
    state: "ok",
    base: "a\nb\nC\n",
  },
  {
    row: "25 block, half",
    given: { known: blockEntry, disk: { "CLAUDE.md": text(`x\n${begin}\na\n`) }, incoming: block("a\nb\nC\n") },
    action: "skipped",
    at: "CLAUDE.md",
    state: "ok",
    base: "a\nb\nc\n",
  },
  {
    row: "25 block, doubled",
    given: {
      known: blockEntry,
      disk: { "CLAUDE.md": text(around("a\n") + around("a\n")) },
      incoming: block("a\nb\nC\n"),
    },
    action: "skipped",
    at: "CLAUDE.md",
    state: "ok",
    base: "a\nb\nc\n",
  },
  {
    row: "25 block, reversed",
    given: { known: blockEntry, disk: { "CLAUDE.md": text(`${end}\na\n${begin}\n`) }, incoming: block("a\nb\nC\n") },
    action: "skipped",
    at: "CLAUDE.md",
    state: "ok",
    base: "a\nb\nc\n",
  },
  {
    row: "block, markers taken out by the user",
    given: {
      known: blockEntry,
      disk: { "CLAUDE.md": text("mine\n") },
      bases: ["a\nb\nc\n"],
      incoming: block("a\nb\nC\n"),
    },
    action: "kept",
    at: "CLAUDE.md",
    state: "deleted",
    base: "a\nb\nC\n",
  },
  {
    row: "block, added to a file",
    given: { known: {}, disk: { "CLAUDE.md": text("mine\n") }, incoming: block("a\n") },
    action: "updated",
    at: "CLAUDE.md",
    writes: { "CLAUDE.md": `mine\n\n${begin}\na\n${end}\n` },
    state: "ok",
    base: "a\n",
  },
  {
    row: "block, removed",
    given: { known: blockEntry, disk: { "CLAUDE.md": text(around("a\nb\nc\n")) }, incoming: [] },
    action: "updated",
    at: "CLAUDE.md",
    writes: { "CLAUDE.md": "mine above\n\nmine below\n" },
    state: undefined,
  },
  {
    row: "27 was conflicted, markers gone",
    given: { known: { [id]: entry({ state: "conflicted" }) }, disk: { [path]: text(edited) } },
    action: "resolved",
    state: "ok",
    base,
  },
  {
    row: "28 base lost",
    given: { bases: [], disk: { [path]: text(edited) }, incoming: [rendered(newer)] },
    action: "conflict",
    writes: { [sidecar]: newer },
    state: "conflicted",
    base: newer,
  },
  {
    row: "28 base lost, an older template matches",
    given: { bases: [], disk: { [path]: text(edited) }, incoming: [rendered(newer, { previous: ["other\n", base] })] },
    action: "merged",
    writes: { [path]: merged },
    state: "ok",
    base: newer,
  },
  {
    row: "28 base lost, file unedited",
    given: { bases: [], incoming: [rendered(newer)] },
    action: "updated",
    writes: { [path]: newer },
    state: "ok",
    base: newer,
  },
  { row: "29 no manifest, equal", given: { known: null }, action: "adopted", state: "ok", base },
  {
    row: "29 no manifest, equal to an older version",
    given: { known: null, incoming: [rendered(newer, { previous: [base] })] },
    action: "updated",
    writes: { [path]: newer },
    state: "ok",
    base: newer,
  },
  {
    row: "29 no manifest, different",
    given: { known: null, disk: { [path]: text(edited) } },
    action: "conflict",
    writes: { [sidecar]: base },
    state: "conflicted",
    base,
  },
  {
    row: "29 no manifest, unedited at a former place",
    given: { known: null, disk: { [elsewhere]: text(base) }, incoming: [rendered(base, { formerly: [elsewhere] })] },
    action: "moved",
    writes: { [path]: base, [elsewhere]: null },
    state: "ok",
    base,
  },
  {
    row: "ejected for good",
    given: { known: { [id]: { path, mode: "merge", state: "ejected" } }, incoming: [rendered(newer)] },
    action: "unchanged",
    state: "ejected",
  },
  {
    row: "eject",
    given: { incoming: [rendered(newer)], options: { eject: new Set([path]) } },
    action: "ejected",
    state: "ejected",
  },
  {
    row: "force",
    given: { disk: { [path]: text(edited) }, incoming: [rendered(newer)], options: { force: () => true } },
    action: "overwritten",
    writes: { [path]: newer },
    state: "ok",
    base: newer,
  },
  {
    row: "--conflict files",
    given: { disk: { [path]: text(edited) }, incoming: [rendered(clashing)], options: { conflict: "files" } },
    action: "conflict",
    writes: { [sidecar]: clashing },
    state: "conflicted",
    base: clashing,
  },
  {
    row: "--ours",
    given: {
      disk: { [path]: text(edited) },
      incoming: [rendered(clashing.replace("one", "ONE"))],
      options: { favour: () => "ours", strict: true },
    },
    action: "merged",
    writes: { [path]: edited.replace("one", "ONE") },
    state: "ok",
    base: clashing.replace("one", "ONE"),
  },
  {
    row: "link to the file that has the same block",
    given: {
      known: {},
      disk: { "CLAUDE.md": { kind: "symlink", target: "AGENTS.md" } },
      incoming: [...block("a\n"), rendered("a\n", { id: "agents-md", path: "AGENTS.md", mode: "block" })],
    },
    action: "unchanged",
    at: "CLAUDE.md",
    writes: { "AGENTS.md": `${markersFor("AGENTS.md").begin}\na\n${markersFor("AGENTS.md").end}\n` },
    state: undefined,
  },
];

describe("the decision table", () => {
  it.each(rows)("$row", ({ given, action, at, writes, state, base: remembered }) => {
    const decision = decided(given);
    expect(reportOf(decision, at)).toMatchObject({ action });
    expect(Object.fromEntries(decision.changes.map((change) => [change.path, change.content]))).toEqual(writes ?? {});
    expect(decision.manifest.files[id]?.state).toBe(state);
    expect(decision.manifest.files[id]?.base).toBe(remembered === undefined ? undefined : hashOf(remembered));
  });

  it.each(rows)("a second run after $row writes nothing", ({ given }) => {
    const first = decided(given);
    const second = decidedAgain(given, first);
    expect(second.changes).toEqual([]);
    expect(second.manifest.files).toEqual(first.manifest.files);
  });
});

describe("conflict markers", () => {
  const given: Case = { disk: { [path]: text(edited) }, incoming: [rendered(clashing)], options: { strict: true } };

  it("stand in the file, and the file is remembered as conflicted", () => {
    const decision = decided(given);
    expect(reportOf(decision)).toMatchObject({ action: "conflict", how: { conflict: 1 } });
    expect(contentOf(decision)).toContain("<<<<<<< yours\n");
    expect(contentOf(decision)).toContain("||||||| template 1.0.0\n");
    expect(contentOf(decision)).toContain(">>>>>>> template 2.0.0\n");
    expect(decision.manifest.files[id]).toMatchObject({ state: "conflicted", base: hashOf(clashing) });
  });

  it("stop the next run, with their line (row 26)", () => {
    const first = decided(given);
    expect(decidedAgain(given, first).unresolved).toEqual([{ path, line: 7 }]);
  });

  it("do not stop it when the file is ejected or overwritten", () => {
    const conflicted = {
      known: { [id]: entry({ state: "conflicted" }) },
      disk: { [path]: text(contentOf(decided(given)) ?? "") },
    };
    expect(decided(conflicted).unresolved).toHaveLength(1);
    expect(decided({ ...conflicted, options: { eject: new Set([path]) } }).unresolved).toEqual([]);
    expect(decided({ ...conflicted, options: { force: () => true } }).unresolved).toEqual([]);
  });
});

describe("a sidecar that waits", () => {
  const known = { [id]: entry({ state: "conflicted" }) };
  const disk = { [path]: text(edited), [sidecar]: text(base) };

  it("keeps the file in conflict without writing", () => {
    const decision = decided({ known, disk });
    expect(reportOf(decision)).toMatchObject({ action: "conflict" });
    expect(decision.changes).toEqual([]);
  });

  it("is refreshed by a newer template while nobody edited it", () => {
    expect(contentOf(decided({ known, disk, incoming: [rendered(newer)] }), sidecar)).toBe(newer);
  });

  it("is left alone when somebody edited it", () => {
    const decision = decided({
      known,
      disk: { ...disk, [sidecar]: text(`${base}note\n`) },
      incoming: [rendered(newer)],
    });
    expect(decision.changes).toEqual([]);
  });
});

describe("files that trade places", () => {
  const other = "planning/OTHER.md";
  it("swap their contents without losing either", () => {
    const decision = decided({
      known: { [id]: entry(), other: entry({ path: other, base: hashOf(newer) }) },
      disk: { [path]: text(edited), [other]: text(newer) },
      bases: [base, newer],
      incoming: [rendered(base, { path: other }), rendered(newer, { id: "other", path })],
    });
    expect(contentOf(decision, other)).toBe(edited);
    expect(contentOf(decision, path)).toBe(newer);
  });

  it("a rename by case finds its own file where case does not count", () => {
    const lower = "planning/readme.md";
    const same: OnDisk = { kind: "text", text: edited, executable: false, inode: "1:1" };
    const decision = decided({ disk: { [path]: same, [lower]: same }, incoming: [rendered(base, { path: lower })] });
    expect(decision.changes).toMatchObject([
      { path, content: null },
      { path: lower, content: edited },
    ]);
  });
});
