import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDelta, saysNone } from "../../src/delta/parse.ts";

const canonical = `- Milestone: M1
- Status: DONE
- Branch: feat/login
- Commits: 3f2c1e9, a81b0d2
- Interface/API changes: none
- Schema/config changes: added LOGIN_TTL (default 3600)
- Failing tests: none
- Validation: \`npm test -- auth\` → exit 0, 12 passed
- Expected / Found / Why:
`;

const essence = (text: string) => {
  const { milestone, status, branch, commits, failing, validation, schema } = parseDelta(text);
  return {
    milestone: milestone?.text,
    status: status?.value,
    branch: branch?.name,
    commits: commits?.hashes.map((hash) => hash.text),
    failing: failing?.isNone,
    commands: validation?.checks.map(({ command }) => command),
    schema: schema?.text,
  };
};

describe("a delta is read", () => {
  const same = essence(canonical);

  it("as the runner shows it", () => {
    expect(same).toEqual({
      milestone: "M1",
      status: "DONE",
      branch: "feat/login",
      commits: ["3f2c1e9", "a81b0d2"],
      failing: true,
      commands: ["npm test -- auth"],
      schema: "added LOGIN_TTL (default 3600)",
    });
  });

  const forms: [string, (text: string) => string][] = [
    ["with bold labels", (text) => text.replace(/^- ([^:]+):/gm, "- **$1:**")],
    ["with labels in capitals", (text) => text.replace(/^- [^:]+:/gm, (label) => label.toUpperCase())],
    ["with stars", (text) => text.replace(/^- /gm, "* ")],
    ["without a list", (text) => text.replace(/^- /gm, "")],
    ["below a heading", (text) => `# Delta of M1\n\n${text}`],
    ["with other line ends", (text) => text.replaceAll("\n", "\r\n")],
    ["with a mark at the beginning", (text) => `\uFEFF${text}`],
    ["with hashes in backticks", (text) => text.replace("3f2c1e9, a81b0d2", "`3F2C1E9` (first), `a81b0d2`")],
    ["with nested commits", (text) => text.replace("3f2c1e9, a81b0d2", "\n  - 3f2c1e9 Add it\n  - a81b0d2 Test it")],
    ["with a branch in backticks", (text) => text.replace("feat/login", "`feat/login`")],
    ["with a nested validation", (text) => text.replace("`npm test -- auth` →", "\n  - `npm test -- auth` →")],
  ];
  it.each(forms)("%s", (_, form) => {
    expect(essence(form(canonical))).toEqual(same);
  });

  it("the template's own status is none", () => {
    expect(parseDelta("- Status: DONE | DONE_WITH_CONCERNS | BLOCKED").status?.value).toBeUndefined();
    expect(parseDelta("- Status: done with concerns").status?.value).toBe("DONE_WITH_CONCERNS");
    expect(parseDelta("- Status: finished").status?.value).toBeUndefined();
  });

  it("whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 300 }), (noise, at) => {
        const delta = parseDelta(`${canonical.slice(0, at)}${noise}${canonical.slice(at)}`);
        expect(delta.commits?.hashes.every(({ text }) => /^[0-9a-f]{7,64}$/.test(text)) ?? true).toBe(true);
      }),
    );
  });
});

it.each([
  ["none", true],
  ["None.", true],
  ["`none`", true],
  ["–", true],
  ["", true],
  ["n/a", true],
  ["none (all green)", true],
  ["none of the new ones", false],
  ["login.test.ts", false],
])("`%s` says that there is nothing: %s", (text, expected) => {
  expect(saysNone(text)).toBe(expected);
});
