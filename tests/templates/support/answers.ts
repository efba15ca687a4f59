import type { AgentId } from "../../../src/config/agents.ts";
import { agents } from "../../../src/config/agents.ts";
import type { Config } from "../../../src/config/schema.ts";
import { configSchema } from "../../../src/config/schema.ts";
import type { TemplateVars } from "../../../src/pack/render.ts";

/** The variables of one scaffold, as templates see them. */
export type Vars = TemplateVars & Config & { agents: { id: AgentId; title: string }[] };

export type BaselineVars = {
  kind: "commit" | "unborn" | "none";
  branch: string;
  commit: string;
  dirty: "clean" | "dirty";
  upstream: string;
  line: string;
};

const commit = "3f2c1e9a81b0d2c4f5e60718293a4b5c6d7e8f90";

/** A baseline of every kind, in the words that the program uses. */
export const baselines: Record<string, BaselineVars> = {
  commit: {
    kind: "commit",
    branch: "main",
    commit,
    dirty: "clean",
    upstream: "origin/main, 2 ahead, 1 behind",
    line: `main ${commit} clean`,
  },
  detached: {
    kind: "commit",
    branch: "",
    commit,
    dirty: "dirty",
    upstream: "none",
    line: `detached HEAD at ${commit}`,
  },
  unborn: {
    kind: "unborn",
    branch: "main",
    commit: "",
    dirty: "clean",
    upstream: "none",
    line: "no commit yet on main",
  },
  none: { kind: "none", branch: "", commit: "", dirty: "clean", upstream: "none", line: "not a git repository" },
};

/** A whole set of variables from a few answers; everything else is the schema's default. */
export function varsFrom(answers: object, baseline: BaselineVars | undefined = baselines["commit"]): Vars {
  const config = configSchema.parse({ project: "acme-api", default_branch: "main", ...answers });
  const chosen = agents.filter((agent) => config.agents.includes(agent.id)).map(({ id, title }) => ({ id, title }));
  const seed = { baseline, plan_id: "none-yet", timestamp: "2026-11-20T22:10:03Z" };
  return { ...config, ...seed, agents: chosen };
}

/** What a plain Node.js repository with Claude Code answers: the token ceilings are measured with it. */
export const defaultAnswers = {
  commands: { test: "npm test", lint: "npm run lint", typecheck: "npm run typecheck", build: "npm run build" },
  context: ["README.md", "CONTRIBUTING.md", "docs/architecture.md"],
};

const long = "a command that goes on ".repeat(13).trim();

/** Values that try to be syntax: of YAML, markdown, HTML, Handlebars, or of the formatters' own normalisation. */
export const hostileValues: Record<string, string> = {
  empty: "",
  newlines: "first\nsecond\r\n\r\n# third\n- fourth\n```\nfifth",
  backtick: "echo `date`",
  backticks: "``a` ``` b",
  "double backticks": "a``b",
  handlebars: "{{project}} {{{x}}} {{#if}} {{/if}} \\{{y}}",
  pipes: "a | b || c",
  emphasis: "*a* **b** _c_ __d__ ~~e~~ *",
  heading: "# not a heading",
  list: "- not an item",
  "ordered list": "1. not an item",
  html: "<script>alert(1)</script> <!-- x --> &amp; <b",
  link: "[x](y) ![z](w) [ref]: https://example.invalid",
  "double quotes": 'pytest -k "not slow"',
  "single quotes": "echo 'it'",
  "both quotes": `echo "it's"`,
  backslashes: 'C:\\bin\\test.cmd "a\\b"',
  yaml: "key: value # comment",
  "yaml flow": "[a, b] {c: d}",
  "yaml words": "yes",
  "yaml number": "007",
  "yaml date": "2026-11-20",
  "yaml marker": "--- %YAML & * ! | >",
  anchor: "&a *a !!str",
  emoji: "🧪 test 👩‍👩‍👧 ✓",
  rtl: "بناء \u202Eيمين\u202C اختبار",
  control: "a\tb\u0007c\u2028d",
  spaces: "  padded  and   doubled  ",
  long,
  "long word": "x".repeat(300),
  shell: "a && b; c > d 2>&1 $(e) ${f} !g",
};

/** Each hostile value as a command, as the project, as a branch and as a document; several values share one scaffold. */
export const hostileAnswers: object[] = rotations(Object.values(hostileValues)).map((values) => ({
  project: values[0],
  default_branch: values[1],
  agents: agents.map((agent) => agent.id),
  commands: { test: values[0], lint: values[1], typecheck: values[2], build: values[3] },
  context: [...values, "docs/ä b.md", "a,b.md", "- c.md", "{{d}}.md"],
  sync: "ff-only",
  mode: "strategy",
  commit_runs: false,
  max_questions: 0,
}));

/** Groups of four; the two that must not be empty come first. */
function rotations(values: string[]): string[][] {
  const groups = Array.from({ length: Math.ceil(values.length / 4) }, (_, at) => values.slice(at * 4, at * 4 + 4));
  return groups.map((group) => [...group, ...values].slice(0, 4).sort((a, b) => Number(a === "") - Number(b === "")));
}

/** The value as the name of a branch and inside the words about it. */
export function hostileBaseline(value: string): BaselineVars {
  const words = { upstream: `origin/${value}, 1 ahead, 0 behind`, line: `${value} ${commit} dirty` };
  return { kind: "commit", branch: value, commit, dirty: "dirty", ...words };
}
