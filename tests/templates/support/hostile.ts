import { agentIds } from "../../../src/config/agents.ts";
import { configSchema } from "../../../src/config/schema.ts";
import type { Baseline } from "../../../src/repo/facts.ts";
import { cleanBaseline } from "./scaffold.ts";

/** Values that try to be syntax: of YAML, markdown, HTML or Handlebars, or that a formatter would write differently. */
export const hostileValues: readonly string[] = [
  "first\nsecond\r\n\r\n# third\n- fourth\n```\nfifth",
  "echo `date`",
  "``a` ``` b",
  "a``b",
  "{{project}} {{{x}}} {{#if}} {{/if}} \\{{y}}",
  "a | b || c",
  "*a* **b** _c_ __d__ ~~e~~ *",
  "# not a heading",
  "- not an item",
  "1. not an item",
  "<script>alert(1)</script> <!-- x --> &amp; <b",
  "[x](y) ![z](w) [ref]: https://example.invalid",
  'pytest -k "not slow"',
  "echo 'it'",
  `echo "it's"`,
  'C:\\bin\\test.cmd "a\\b"',
  "key: value # comment",
  "[a, b] {c: d}",
  "yes",
  "007",
  "2026-11-20",
  "--- %YAML & * ! | >",
  "&a *a !!str",
  "🧪 test 👩‍👩‍👧 ✓",
  "بناء \u202Eيمين\u202C اختبار",
  "a\tb\u0007c\u2028d\u0085e",
  "  padded  and   doubled  ",
  "a command that goes on ".repeat(13).trim(),
  "x".repeat(300),
  "a && b; c > d 2>&1 $(e) $f !g",
  "~",
  "",
];

/** Each hostile value as a command, a document, the project and the default branch; four values share a scaffold. */
export const hostileAnswers = Array.from({ length: Math.ceil(hostileValues.length / 4) }, (_, at) =>
  answersOf(hostileValues.slice(at * 4, at * 4 + 4)),
);

function answersOf(values: readonly string[]) {
  const [first = "x", second = "x", third = "", fourth = ""] = values;
  return {
    project: first,
    default_branch: second,
    agents: agentIds,
    commands: { test: first, lint: second, typecheck: third, build: fourth },
    context: [...values.filter(isDocument), "docs/ä b.md", "a,b.md", "- c.md", "{{d}}.md"],
    sync: "ff-only",
    mode: "strategy",
    max_questions: 0,
    max_plan_lines: 1000,
    max_iterations: 10,
  };
}

function isDocument(path: string): boolean {
  return configSchema.shape.context.safeParse([path]).success;
}

/** Names that git allows for a branch. */
const branches = [
  "a``b",
  "`x`",
  "<b>&amp;</b>",
  "a|b",
  "snake_case_",
  "{{x}}",
  "#12",
  "!x$(y)",
  "feature/🧪-ünïcode",
  "فرع",
  "x".repeat(240),
];

/** Every kind of baseline, and branches with every name that could do harm. */
export const baselines: readonly (readonly [string, Baseline])[] = [
  ["clean", cleanBaseline],
  ["detached", { ...cleanBaseline, branch: null, dirty: true, upstream: null, shallow: true }],
  ["gone upstream", { ...cleanBaseline, upstream: { name: "origin/x", ahead: 0, behind: 0, gone: true } }],
  ["unborn", { kind: "unborn", branch: "main", checkout: "worktree" }],
  ["none", { kind: "none", why: "not a git repository" }],
  ...branches.map(
    (branch) => [branch.slice(0, 20), { ...cleanBaseline, branch, upstream: upstreamOf(branch) }] as const,
  ),
];

function upstreamOf(branch: string) {
  return { name: `origin/${branch}`, ahead: 12, behind: 0, gone: false };
}
