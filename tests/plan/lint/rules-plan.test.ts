import { expect, test } from "vitest";
import { milestone, type Parts, planWith } from "./small.ts";
import { findingsIn } from "./support.ts";
import { type Fine, one, rule } from "./tables.ts";

test("the small plan is clean", () => {
  expect(findingsIn(planWith())).toEqual([]);
});

rule(
  "plan/no-title",
  [
    ["no heading", { title: "" }, ["# Canonical plan"]],
    ["a heading of the second level", { title: "## Limit failed logins" }, ["# Canonical plan"]],
    ["an empty title", { title: "# Canonical plan:" }, ["Canonical plan:"]],
  ],
  [
    ["another way of titling", { title: "# Limit failed logins" }],
    ["an underlined title", { title: "Canonical plan: Limit failed logins\n===" }],
    ["a title of code", { title: "# Canonical plan: `limit(key)`" }],
    ["a title in another script", { title: "# Canonical plan: 登录限制" }],
  ],
);

rule(
  "plan/no-id",
  [
    ["goals without ids", { goals: "- Guessing takes years\n- Nobody waits" }, ["Guessing takes years"]],
    [
      "one risk of two",
      { risks: "- R1: a — mitigation: b — next action: c\n- d — mitigation: e — next action: f" },
      ["d — mitigation: e — next action: f"],
    ],
    ["a milestone with slots", { milestones: milestone({}, "### Count failed logins") }, ["Count failed logins"]],
  ],
  [
    ["the word none", { assumptions: "- none", risks: "- none: a change of words", questions: "None." }],
    ["a note between milestones", { milestones: `${milestone()}\n\n### Notes\n\nNothing else.` }],
    ["ids in lower case", { goals: "- g1: Guessing takes years\n- ng1: Captchas" }],
    ["ids in bold", { goals: "- **G1:** Guessing takes years\n- **NG1**: Captchas" }],
  ],
);

rule(
  "plan/duplicate-id",
  [
    ["the same goal twice", { goals: "- G1: a\n- G1: b" }, ["b"]],
    [
      "three questions",
      { questions: ["a", "b", "c"].map((text) => `- Q1: ${text} — next action: d`).join("\n") },
      ["b — next action: d", "c — next action: d"],
    ],
  ],
  [["the same number for a goal and a non-goal", { goals: "- G1: a\n- NG1: b" }]],
);

rule(
  "plan/unknown-status",
  [
    ["a word of one's own", one({ Status: "in progress" }), ["in progress"]],
    ["no status", one({ Status: undefined }), ["M1: Count failed logins"]],
    ["an empty status", one({ Status: "" }), ["Status"]],
  ],
  [
    ...["todo", "doing", "done", "blocked", "dropped", "TODO", "Done"].map(
      (status): Fine => [status, one({ Status: status })],
    ),
    ["a status in code", one({ Status: "`doing`" })],
    ["a status with a remark", one({ Status: "blocked (waits for the certificate)" })],
  ],
);

rule(
  "plan/placeholder",
  [
    ["TODO alone", one({ Change: "TODO" }), ["TODO"]],
    ["todo alone", one({ Change: "todo" }), ["todo"]],
    ["TODO with a colon", one({ Change: "TODO: decide" }), ["TODO"]],
    ["TODO with an order", one({ Change: "counts tries. TODO decide how long" }), ["TODO"]],
    ["TODO in brackets", one({ Change: "counts tries (TODO)" }), ["TODO"]],
    ["TBD at the end", one({ Change: "counts tries for TBD" }), ["TBD"]],
    ["T.B.D.", one({ Rollback: "T.B.D." }), ["T.B.D."]],
    ["to be determined", one({ Rollback: "to be determined" }), ["to be determined"]],
    ["an ellipsis", one({ Rollback: "…" }), ["…"]],
    ["question marks", one({ Rollback: "revert ???" }), ["???"]],
    ["a slot in code", one({ Rollback: "`<how to undo>`" }), ["<how to undo>"]],
    ["a slot without code", one({ Rollback: "<rollback>" }), ["<rollback>"]],
    ["a slot that markdown takes for no tag", one({ Rollback: "<what, who>" }), ["<what, who>"]],
    ["a slot that is named like an element", one({ Rollback: "at <time of day>, revert" }), ["<time of day>"]],
    ["a slot in another script", one({ Rollback: "revert <コミット>" }), ["<コミット>"]],
    ["a slot in a sentence", one({ Rollback: "revert <commit-hash> and restart" }), ["<commit-hash>"]],
    ["a slot beside a path", one({ Files: "`src/a.ts`, `<path>`" }), ["<path>"]],
    ["a title", { milestones: milestone({}, "### M1: `<title>`") }, ["<title>"]],
    ["an outcome", one({ Validation: "`npm test` → `<outcome>`" }), ["<outcome>"]],
    ["etc.", one({ Change: "counts tries at /login, /reset etc." }), ["etc."]],
    ["and so on", one({ Change: "counts tries at /login and so on" }), ["and so on"]],
    ["as needed", one({ Change: "Update the callers as needed" }), ["as needed"]],
    ["usw.", one({ Change: "zählt Fehlversuche bei /login usw." }), ["usw."]],
    ["a stock phrase in French", one({ Rollback: "à définir" }), ["à définir"]],
    ["a stock phrase in Chinese", one({ Rollback: "待定" }), ["待定"]],
    ["TBD in a question's next action", { questions: "- Q1: Who? — next action: TBD" }, ["TBD"]],
    [
      "what a specification kit writes",
      { constraints: "- C1: at most [NEEDS CLARIFICATION: how many?] tries" },
      ["NEEDS CLARIFICATION"],
    ],
  ],
  [
    ["TODO as the name of a thing", one({ Change: "TODO lists are counted; a TODO comment stays. TODO items too" })],
    ["TODO among statuses", one({ Change: "an item is one of: TODO, DOING, DONE" })],
    ["TODO in a path and in code", one({ Change: "`TODO: x` in `docs/TODO.md` goes; docs/TODO.md stays" })],
    ["TODO in a quotation", one({ Change: 'the text "TODO: write" is shown; so is “TBD” and «???»' })],
    ["talk about TBD", one({ Change: "no TBD and no TODO remains; every FIXME is gone" })],
    ["trunk-based development", { strategy: "- Trunk-based development (TBD): TBD needs short branches" }],
    ["generics", one({ Change: "`Map<string, T>` and Map<string, T> and List<item> and `<T>(x: T) => T`" })],
    ["tags", one({ Change: "`<div>` becomes `<section>`; press <kbd>Ctrl</kbd><br>and <b>wait</b>" })],
    [
      "tags that are escaped",
      one({ Change: "\\<br> and &lt;br&gt; break; mail &lt;a@example.com&gt; at \\<example.com>" }),
    ],
    ["elements with flags", one({ Change: "a <details open> and an <input disabled>" })],
    ["a slot in quotes", one({ Change: 'prints "Keeping <branch-name> at <location>." and then “<what, where>”' })],
    ["what text says", one({ Change: "the button says TBD until the date is known" })],
    ["what is done to things when it has to be", one({ Change: "modules are loaded as needed by the router" })],
    ["components", one({ Change: "wrap it in <Suspense> and <T>" })],
    ["elements with closing tags", one({ Change: "written as <config>a</config>" })],
    ["autolinks", one({ Change: "see <https://example.com/TODO> and <a@example.com>" })],
    ["links", one({ Change: "see [TODO](docs/TODO.md)" })],
    ["a quotation block", { strategy: "- One pull request\n\n> TODO: quoted from the issue, <what is this>" }],
    ["a comment", { strategy: "- One pull request <!-- TODO: none -->" }],
    ["comparisons", one({ Change: "when a < b and c > d, or 3 <5> 1" })],
    ["fences", { strategy: "- One pull request\n\n```sh\n# TODO: <slot>\n```" }],
    ["a command with a redirection", one({ Validation: "`sort <in.txt >out.txt && grep -c '<path>' out.txt` → 3" })],
    ["etc in a path", one({ Change: "reads /etc/hosts, etc/app.conf and etcd" })],
    ["etc. in the words of others", { constraints: "- C1: logs, metrics etc. stay in the country" }],
    [
      "etc. in a risk",
      {
        risks: "- R1: Proxies, gateways etc. are slow — mitigation: cache — next action: the developer of M1 measures",
      },
    ],
    ["as needed for a behaviour", one({ Change: "the pool grows as needed" })],
    ["todo in other languages", one({ Change: "todo cambia y todos los usuarios; todo lo demás queda" })],
    ["a question with many question marks", { questions: "- Q1: Really??? — next action: the planner asks" }],
    ["a table of statuses", { strategy: "- One pull request\n\n| M | Status |\n| --- | --- |\n| M1 | TODO |" }],
    ["a status in bold", { milestones: milestone().replace("- Status: todo", "- **Status:** TODO") }],
    ["a heading with its status", { milestones: `${milestone()}\n\n### TODO later\n\nNothing.` }],
  ],
);

rule(
  "plan/code-body",
  [
    ["sixteen lines", { strategy: `- x\n\n\`\`\`js\n${"a();\n".repeat(16)}\`\`\`` }, ["```js"]],
    ["a fence without a language", { strategy: `- x\n\n~~~\n${"a();\n".repeat(20)}~~~` }, ["```"]],
  ],
  [
    ["fifteen lines", { strategy: `- x\n\n\`\`\`js\n${"a();\n".repeat(15)}\`\`\`` }],
    ["a diagram", { strategy: `- x\n\n\`\`\`mermaid\n${"a --> b\n".repeat(30)}\`\`\`` }],
  ],
);

const { length } = planWith().trimEnd().split("\n");

rule(
  "plan/too-long",
  [["one line too many", {}, [`${length} lines`], { maxLines: length - 1 }]],
  [["as many lines as may be", {}, { maxLines: length }]],
);

rule(
  "baseline/missing",
  [
    ["no commit", { baseline: "- Branch: `main`\n- Working tree: clean" }, ["Repo baseline"]],
    ["nothing", { baseline: "" }, ["Repo baseline"]],
  ],
  [
    [
      "a repository without commits",
      { baseline: "- Branch: `main`\n- Commit: none (no commits yet)\n- Working tree: not applicable" },
    ],
    ["no upstream", { baseline: `- Branch: \`main\`\n- Commit: \`${"a".repeat(40)}\`\n- Working tree: clean` }],
    ["a detached head", { baseline: `- Branch: detached HEAD\n- Commit: ${"a".repeat(40)}\n- Working tree: dirty` }],
  ],
);

const withCommit = (commit: string): Parts => ({
  baseline: `- Branch: \`main\`\n- Commit: ${commit}\n- Working tree: clean`,
});

rule(
  "baseline/unknown-commit",
  [
    ["words", withCommit("the latest"), ["the latest"]],
    ["too few digits", withCommit("`abc123`"), ["abc123"]],
    ["a commit of no repository", withCommit("`3f2c1e9`"), ["3f2c1e9"], { commitExists: false }],
  ],
  [
    ["a commit nobody asked for", withCommit("`3f2c1e9`")],
    [
      "a commit with its subject",
      withCommit("`3f2c1e9b7a0d4c58e6f1a2b3c4d5e6f708192a3b` (Add login)"),
      { commitExists: true },
    ],
    ["a hash of the longer kind", withCommit(`\`${"b".repeat(64)}\``)],
  ],
);

rule(
  "baseline/drift",
  [
    [
      "a commit",
      {},
      ["a".repeat(40)],
      { drift: [{ commit: "1234567890", subject: "Fix", paths: ["src/auth/limit.ts"] }] },
    ],
    [
      "several as one",
      {},
      ["a".repeat(40)],
      { drift: ["1", "2", "3"].map((commit) => ({ commit, subject: "Fix", paths: ["x"] })) },
    ],
  ],
  [["none", {}, { drift: [] }]],
);
