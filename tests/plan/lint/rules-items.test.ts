import { outlineOf } from "../../../src/plan/outline.ts";
import { parsePlan } from "../../../src/plan/parse/index.ts";
import { planWith } from "./small.ts";
import { one, rule } from "./tables.ts";

rule(
  "scope/none",
  [
    ["no inside", { scope: "- Out: the sign-up form" }, ["Scope boundaries"]],
    ["no outside", { scope: "- In: the login form" }, ["Scope boundaries"]],
    ["neither", { scope: "Later." }, ["Scope boundaries"]],
  ],
  [
    ["nested lists", { scope: "- In:\n  - the login form\n  - the API\n- Out:\n  - the sign-up form" }],
    ["headings of their own", { scope: "### In\n\n- the login form\n\n### Out\n\n- the sign-up form" }],
    ["other words", { scope: "- In scope: the login form\n- Out of scope: the sign-up form" }],
  ],
);

rule("goals/none", [["none", { goals: "- NG1: Captchas" }, ["Goals / Non-goals"]]], []);

rule("criteria/none", [["none", { criteria: "" }, ["Success criteria"]]], []);

rule(
  "criteria/not-observable",
  [
    ["no check", { criteria: "- S1: Logging in is robust" }, ["Logging in is robust"]],
    ["an opinion", { criteria: "- S1: Fast — check: it feels faster" }, ["Fast — check: it feels faster"]],
    ["a check that names nothing", { criteria: "- S1: Fast — check: tests pass" }, ["Fast — check: tests pass"]],
  ],
  [
    [
      "a vague statement with an exact check",
      { criteria: "- S1: Logging in is faster — check: `bench login` → p95 under 200 ms" },
    ],
    [
      "a manual check",
      { criteria: "- S1: Said in words — check: manual: fail six times → the page says how long to wait" },
    ],
    ["a check in a nested list", { criteria: "- S1: Refused\n  - check: `npm test` → exit 0" }],
  ],
);

const wanted = ["The sixth try gets `429`, [as agreed](https://example.org/a)"];

rule(
  "criteria/not-carried",
  [
    ["another wording", {}, ["Success criteria"], { wanted: ["The sixth attempt gets 429"] }],
    ["half of it", {}, ["Success criteria"], { wanted }],
    [
      "words that only begin alike",
      { criteria: "- S1: The sixth try gets 4290 — check: `npm test` → exit 0" },
      ["Success criteria"],
      { wanted: ["The sixth try gets 429"] },
    ],
    [
      "one for each",
      {},
      ["Success criteria", "Success criteria"],
      { wanted: ["Nobody waits", "The sixth try gets 429", "Nobody pays"] },
    ],
  ],
  [
    ["no filed work", {}],
    [
      "case, punctuation and markup aside",
      { criteria: "- S1: the **sixth** try gets 429 [as agreed](https://example.org/b)! — check: `npm test` → exit 0" },
      { wanted },
    ],
    [
      "its own check behind it",
      { criteria: "- S1: Ends with 0 — check: `npm run x` → exit 0" },
      { wanted: ["Ends with 0 — check: `npm run x`"] },
    ],
    [
      "signs that are no words",
      { criteria: "- S1: The sixth try ⚠ gets 429 — check: `npm test` → exit 0" },
      { wanted: ["The sixth try ⚠️ gets\u200b 429 👩‍👧"] },
    ],
    [
      "scripts without spaces",
      { criteria: "- S1: 六回目は429になる — check: `npm test` → exit 0" },
      { wanted: ["六回目は429になる"] },
    ],
  ],
);

const many = (count: number, line: (number: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index + 1)).join("\n");

rule(
  "assumption/too-many",
  [["eight", { assumptions: many(8, (number) => `- A${number}: a — wrong if: b`) }, ["a — wrong if: b"]]],
  [["seven", { assumptions: many(7, (number) => `- A${number}: a — wrong if: b`) }]],
);

rule(
  "question/too-many",
  [["eleven", { questions: many(11, (number) => `- Q${number}: a — next action: b`) }, ["a — next action: b"]]],
  [
    ["ten", { questions: many(10, (number) => `- Q${number}: a — next action: b`) }],
    [
      "eleven with one answered",
      { questions: `${many(10, (number) => `- Q${number}: a — next action: b`)}\n- Q11: a — answered: yes` },
    ],
  ],
);

rule(
  "risk/no-mitigation",
  [
    [
      "absent",
      { risks: "- R1: Redis is down — next action: the developer tests it" },
      ["Redis is down — next action: the developer tests it"],
    ],
    [
      "none",
      { risks: "- R1: Redis — mitigation: none — next action: test it" },
      ["Redis — mitigation: none — next action: test it"],
    ],
  ],
  [
    [
      "a nested list",
      { risks: "- R1: Redis is down\n  - Mitigation: fail open\n  - Next action: the developer tests it" },
    ],
    [
      "headings",
      {
        risks:
          "### R1: Redis is down\n\n- Mitigation: fail open\n- Next action: the developer tests it\n\n### R2: Clocks differ\n\n**Mitigation:** use one clock\n\n**Next action:** the developer tests it",
      },
    ],
    [
      "a heading with a paragraph",
      {
        risks:
          "### R1: Redis is down\n\nIt was, last week.\n\nMitigation: fail open\nNext action: the developer tests it",
      },
    ],
    ["hyphens", { risks: "- R1: Redis is down - mitigation: fail open - next action: the developer tests it" }],
    ["a settled risk", { risks: "- R1: Redis is down — closed: we have two" }],
  ],
);

rule(
  "risk/no-next-action",
  [["absent", { risks: "- R1: Redis — mitigation: fail open" }, ["Redis — mitigation: fail open"]]],
  [["another order", { risks: "- R1: Redis — next action: test it — mitigation: fail open" }]],
);

rule(
  "question/no-next-action",
  [
    ["absent", { questions: "- Q1: Who?" }, ["Who?"]],
    ["empty", { questions: "- Q1: Who? — next action:" }, ["Who? — next action:"]],
  ],
  [
    ["an answered question", { questions: "- Q1: Who? — answered: everybody" }],
    ["no questions", { questions: "- none" }],
    ["no questions in a sentence", { questions: "None: everything was answered." }],
  ],
);

const frozen = {
  goals: { G1: "Guessing a password takes years" },
  nonGoals: { NG1: "Captchas" },
  constraints: { C1: "No new service" },
  criteria: { S1: "The sixth try gets 429" },
};

rule(
  "intent/changed",
  [
    [
      "a weaker goal",
      { goals: "- G1: Guessing a password takes days\n- NG1: Captchas" },
      ["Guessing a password takes days"],
      { frozen },
    ],
    [
      "a new goal",
      { goals: "- G1: Guessing a password takes years\n- G2: Money\n- NG1: Captchas" },
      ["Money"],
      { frozen },
    ],
    ["a constraint that is gone", { constraints: "" }, ["Constraints / invariants"], { frozen }],
    [
      "goal and non-goal exchanged",
      { goals: "- G1: Captchas\n- NG1: Guessing a password takes years" },
      ["Captchas", "Guessing a password takes years"],
      { frozen },
    ],
    [
      "the statement of a criterion",
      { criteria: "- S1: The tenth try gets 429 — check: `npm test -- limit` → exit 0" },
      ["The tenth try gets 429 — check: npm test -- limit → exit 0"],
      { frozen },
    ],
  ],
  [
    ["the same intent", {}, { frozen }],
    [
      "what the work was filed for, later",
      {
        criteria:
          "- S1: The sixth try gets 429 — check: `npm test` → exit 0\n- S2: Nobody waits — check: `npm test -- wait` → exit 0",
      },
      { frozen, wanted: ["Nobody waits"] },
    ],
    ["ids for what was frozen without", {}, { frozen: { ...frozen, constraints: { "C#1": "No new service" } } }],
    [
      "another check of a criterion",
      { criteria: "- S1: The sixth try gets 429 — check: `make limit` → exit 0" },
      { frozen },
    ],
    [
      "markup, line breaks and a full stop",
      { goals: "- **G1**: Guessing a\n  *password* takes   years.\n- NG1: `Captchas`" },
      { frozen },
    ],
    ["another order", { goals: "- NG1: Captchas\n- G1: Guessing a password takes years" }, { frozen }],
  ],
);

const previous = outlineOf(parsePlan(planWith()));

rule(
  "changelog/unexplained",
  [
    [
      "a new risk",
      { risks: "- R1: a — mitigation: b — next action: c\n- R2: d — mitigation: e — next action: f" },
      ["d — mitigation: e — next action: f"],
      { previous },
    ],
    ["a risk that is gone", { risks: "- none" }, ["Changelog since previous iteration"], { previous }],
    ["another command", one({ Validation: "`make test` → exit 0" }), ["M1: Count failed logins"], { previous }],
    [
      "several changes of one milestone as one",
      one({ Files: "`src/b.ts` (new)", Validation: "`make` → exit 0" }),
      ["M1: Count failed logins"],
      { previous },
    ],
    ["another scope", { scope: "- In: the login form\n- Out: the API" }, ["Scope boundaries"], { previous }],
    [
      "a line about something else",
      { ...one({ Files: "`src/b.ts` (new)" }), changelog: "- Q1: mentioned" },
      ["M1: Count failed logins"],
      { previous },
    ],
  ],
  [
    ["no change", {}, { previous }],
    [
      "other words, statuses and outcomes",
      {
        ...one({ Status: "done", Change: "something else", Validation: "`npm test -- limit` → 3 passed" }),
        goals: "- G1: a\n- NG1: b",
      },
      { previous },
    ],
    [
      "a change that is explained",
      { ...one({ Files: "`src/b.ts` (new)" }), changelog: "- M1: the limit moved (drift)" },
      { previous },
    ],
    [
      "an explanation in lower case and bold",
      { ...one({ Files: "`src/b.ts` (new)" }), changelog: "- **m1** moved" },
      { previous },
    ],
    [
      "an explained scope",
      { scope: "- In: the login form\n- Out: the API", changelog: "- Scope: the API is out (C1)" },
      { previous },
    ],
  ],
);
