import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlan } from "../../src/plan/parse/index.ts";
import type { Baseline } from "../../src/repo/facts.ts";
import { baselineStamp, type Stamp, stampPlan } from "../../src/runs/stamp.ts";
import { aPlan } from "./a-plan.ts";

const stamp: Stamp = {
  meta: { "plan id": "`2026-11-20T221003Z-add-login-k3f9`", status: "converged", iteration: "2 of 3" },
  baseline: { branch: "`feat/x|y`", commit: "`3f2c1e9b7a0d4c58e6f1a2b3c4d5e6f708192a3b`" },
};

const stamped = (text: string, missing: "add" | "leave" = "add") => stampPlan(text, parsePlan(text), stamp, missing);

/** What a plan says in the slots that are stamped. */
function said(text: string) {
  const { meta, baseline } = parsePlan(text);
  return [meta["plan id"], meta.status, meta.iteration, baseline.branch, baseline.commit].map((slot) => slot?.text);
}

const wanted = [
  "2026-11-20T221003Z-add-login-k3f9",
  "converged",
  "2 of 3",
  "feat/x|y",
  "3f2c1e9b7a0d4c58e6f1a2b3c4d5e6f708192a3b",
];

describe("a stamp", () => {
  it("changes the values of the slots and nothing else", () => {
    const text = aPlan();
    const lines = text.split("\n");
    const changed = stamped(text)
      .split("\n")
      .filter((line, at) => line !== lines[at]);
    expect(changed).toEqual([
      "- Plan ID: `2026-11-20T221003Z-add-login-k3f9`",
      "- Status: converged",
      "- Iteration: 2 of 3",
      "- Branch: `feat/x|y`",
      "- Commit: `3f2c1e9b7a0d4c58e6f1a2b3c4d5e6f708192a3b`",
    ]);
  });

  it.each([
    ["bold labels", (text: string) => text.replace(/^- ([A-Z][\w ]+):/gm, "- **$1:**")],
    ["bold labels, colon outside", (text: string) => text.replace(/^- ([A-Z][\w ]+):/gm, "- **$1**:")],
    ["other bullets", (text: string) => text.replace(/^- /gm, "* ")],
    ["values on lines of their own", (text: string) => text.replace("- Plan ID: `", "- Plan ID:\n  `")],
    ["wrapped values", (text: string) => text.replace("- Status: draft", "- Status: draft, which\n  is not much")],
    ["Windows line endings and a mark", (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`],
    ["old line endings", (text: string) => text.replaceAll("\n", "\r")],
    ["slots left out", (text: string) => text.replace("- Branch: `main`\n", "").replace("- Status: draft\n", "")],
    ["sections left out", (text: string) => text.replace(/## Plan ID[\s\S]*?(?=## Scope)/, "")],
    ["one section left out", (text: string) => text.replace(/## Plan ID[\s\S]*?(?=## Repo)/, "")],
    ["the other section left out", (text: string) => text.replace(/## Repo[\s\S]*?(?=## Scope)/, "")],
    [
      "sections the other way round",
      (text: string) => text.replace(/(## Plan ID[\s\S]*?)(## Repo[\s\S]*?)(?=## Scope)/, "$2$1"),
    ],
    ["nothing at all", () => ""],
    ["a title alone, without a line end", () => "# Canonical plan: x"],
  ])("arrives in a plan with %s, and once is enough", (_, style) => {
    const once = stamped(style(aPlan()));
    expect(said(once)).toEqual(wanted);
    expect(stamped(once)).toBe(once);
  });

  it("leaves out what is not there, when told so", () => {
    const text = "# Canonical plan: x\n\n## Plan ID / Timestamp\n\n- Status: draft\n";
    expect(stamped(text, "leave")).toBe(text.replace("draft", "converged"));
  });

  it("never throws, and never touches other lines", () => {
    const piece = fc.constantFrom(
      "# Canonical plan: x",
      "## Repo baseline",
      "## Plan ID",
      "- Status: a",
      "- Commit:",
      "  b",
      "| Status | x |",
      "|--|--|",
      "```",
      "<!--",
      "",
      "text: y",
      "## Scope",
      "- In: z",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), (pieces, eol) => {
        const text = pieces.join(eol);
        const kept = stamped(text, "leave").split(eol);
        for (const line of pieces.filter((each) => /^(#|text|- In|```|<!--)/.test(each))) expect(kept).toContain(line);
      }),
    );
  });
});

describe("a baseline in a plan", () => {
  const commit: Extract<Baseline, { kind: "commit" }> = {
    kind: "commit",
    branch: "main",
    commit: "3f2c1e9",
    dirty: false,
    upstream: null,
    shallow: false,
    checkout: "main",
  };

  it.each<[string, Baseline, string[]]>([
    ["of a commit", commit, ["`main`", "`3f2c1e9`", "clean", "none"]],
    [
      "that is detached and dirty",
      { ...commit, branch: null, dirty: true, upstream: { name: "origin/main", ahead: 2, behind: 1, gone: false } },
      ["detached HEAD", "`3f2c1e9`", "dirty", "`2 ahead of and 1 behind origin/main`"],
    ],
    [
      "before the first commit",
      { kind: "unborn", branch: "main", checkout: "main" },
      ["`main`", "none (no commits yet)", "not applicable", "none"],
    ],
    [
      "outside git",
      { kind: "none", why: "not a git repository" },
      ["none", "none (not a git repository)", "not applicable", "none"],
    ],
  ])("%s", (_, baseline, slots) => expect(Object.values(baselineStamp(baseline))).toEqual(slots));
});
