import fc from "fast-check";
import { expect, it } from "vitest";
import { parseStatus } from "../../src/repo/status.ts";

const z = (...records: string[]) => records.map((record) => `${record}\0`).join("");
const head = ["# branch.oid 3f2c1e9", "# branch.head main"];
const clean = { commit: "3f2c1e9", head: "main", upstream: null, dirty: false };

it.each([
  ["clean", z(...head), clean],
  ["untracked", z(...head, "? x"), { ...clean, dirty: true }],
  ["a file whose name starts like a header", z(...head, "? # branch.head evil"), { ...clean, dirty: true }],
  ["a stash is no change", z(...head, "# stash 3"), clean],
  ["before the first commit", z("# branch.oid (initial)", "# branch.head main"), { ...clean, commit: undefined }],
  [
    "upstream",
    z(...head, "# branch.upstream origin/main", "# branch.ab +12 -3"),
    { ...clean, upstream: { name: "origin/main", ahead: 12, behind: 3, gone: false } },
  ],
  [
    "upstream gone",
    z(...head, "# branch.upstream origin/main"),
    { ...clean, upstream: { name: "origin/main", ahead: 0, behind: 0, gone: true } },
  ],
  ["nothing", "", undefined],
  ["cut off inside a record", z(...head).slice(0, -1), undefined],
  ["no branch", z("# branch.oid 3f2c1e9"), undefined],
])("%s", (_, output, expected) => {
  expect(parseStatus(output)).toEqual(expected);
});

it("any output is read or refused, never thrown at", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...head, "# branch.ab x", "# "), fc.string())), (records) => {
      const status = parseStatus(z(...records));
      expect(status === undefined || status.head !== undefined).toBe(true);
    }),
  );
});
