import { rule } from "./tables.ts";

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

rule(
  "goals/none",
  [
    ["none", { goals: "- NG1: Captchas" }, ["Goals / Non-goals"]],
    ["prose", { goals: "See the issue." }, ["Goals / Non-goals"]],
  ],
  [],
);

rule("criteria/none", [["none", { criteria: "" }, ["Success criteria"]]], []);

rule(
  "criteria/not-observable",
  [
    ["no check", { criteria: "- S1: Logging in is robust" }, ["S1: Logging in is robust"]],
    ["an opinion", { criteria: "- S1: Fast — check: it feels faster" }, ["S1: Fast — check: it feels faster"]],
    ["a check that names nothing", { criteria: "- S1: Fast — check: tests pass" }, ["S1: Fast — check: tests pass"]],
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

const many = (count: number, line: (number: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index + 1)).join("\n");

rule(
  "assumption/too-many",
  [["eight", { assumptions: many(8, (number) => `- A${number}: a — wrong if: b`) }, ["A8: a — wrong if: b"]]],
  [["seven", { assumptions: many(7, (number) => `- A${number}: a — wrong if: b`) }]],
);

rule(
  "question/too-many",
  [["eleven", { questions: many(11, (number) => `- Q${number}: a — next action: b`) }, ["Q11: a — next action: b"]]],
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
      ["R1: Redis is down — next action: the developer tests it"],
    ],
    [
      "none",
      { risks: "- R1: Redis — mitigation: none — next action: test it" },
      ["R1: Redis — mitigation: none — next action: test it"],
    ],
  ],
  [
    [
      "a nested list",
      { risks: "- R1: Redis is down\n  - Mitigation: fail open\n  - Next action: the developer tests it" },
    ],
    ["hyphens", { risks: "- R1: Redis is down - mitigation: fail open - next action: the developer tests it" }],
    ["a settled risk", { risks: "- R1: Redis is down — closed: we have two" }],
  ],
);

rule(
  "risk/no-next-action",
  [["absent", { risks: "- R1: Redis — mitigation: fail open" }, ["R1: Redis — mitigation: fail open"]]],
  [["another order", { risks: "- R1: Redis — next action: test it — mitigation: fail open" }]],
);

rule(
  "question/no-next-action",
  [
    ["absent", { questions: "- Q1: Who?" }, ["Q1: Who?"]],
    ["empty", { questions: "- Q1: Who? — next action:" }, ["Q1: Who? — next action:"]],
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
      ["G1: Guessing a password takes days"],
      { frozen },
    ],
    [
      "a new goal",
      { goals: "- G1: Guessing a password takes years\n- G2: Money\n- NG1: Captchas" },
      ["G2: Money"],
      { frozen },
    ],
    ["a constraint that is gone", { constraints: "" }, ["Constraints / invariants"], { frozen }],
    [
      "goal and non-goal exchanged",
      { goals: "- G1: Captchas\n- NG1: Guessing a password takes years" },
      ["G1: Captchas", "NG1: Guessing a password takes years"],
      { frozen },
    ],
    [
      "the statement of a criterion",
      { criteria: "- S1: The tenth try gets 429 — check: `npm test -- limit` → exit 0" },
      ["S1: The tenth try gets 429 — check: npm test -- limit → exit 0"],
      { frozen },
    ],
  ],
  [
    ["the same intent", {}, { frozen }],
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
