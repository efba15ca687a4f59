import type { LintFacts } from "../../../src/plan/lint/types.ts";
import { outlineOf } from "../../../src/plan/outline.ts";
import { parsePlan } from "../../../src/plan/parse/index.ts";
import { milestone, type Parts, planWith } from "./small.ts";
import { type Fine, one, rule, several, type Wrong } from "./tables.ts";

rule(
  "milestone/none",
  [["none", { milestones: "None yet." }, ["Milestones"]]],
  [["strategy mode", { milestones: "", meta: "- Mode: strategy" }]],
);

rule(
  "milestone/duplicate-id",
  [
    [
      "the same twice",
      { milestones: `${milestone()}\n\n${milestone({ Validation: "`npm test -- again` → exit 0" }, "### m1: Again")}` },
      ["M1: Again"],
    ],
  ],
  [
    [
      "numbers that look alike",
      {
        milestones: [1, 10, 11]
          .map((id) => milestone({ Validation: `\`npm test -- ${id}\` → exit 0` }, `### M${id}: More`))
          .join("\n\n"),
      },
    ],
  ],
);

const used = (title: string): Partial<LintFacts> => ({ usedIds: new Map([["M1", title]]) });

rule(
  "milestone/id-reused",
  [["another milestone", {}, ["M1: Count failed logins"], used("Import old accounts")]],
  [
    ["the same title", {}, used("Count failed logins")],
    ["a title that was reworded", {}, used("Counting failed logins by account")],
    ["an id that was never used", {}, { usedIds: new Map([["M2", "Import old accounts"]]) }],
    [
      "another title of a milestone with the same file",
      {},
      {
        ...used("Token bucket"),
        previous: outlineOf(parsePlan(planWith())),
      },
    ],
  ],
);

rule(
  "milestone/unknown-dependency",
  [
    ["nobody", one({ "Depends on": "M2" }), ["M2"]],
    ["one of several", several({}, { "Depends on": "M1, M7 and M8" }), ["M7", "M8"]],
  ],
  [
    ["none", one({ "Depends on": "none" })],
    ["lower case", several({}, { "Depends on": "m1" })],
    ["a dropped one that needs nothing any more", several({}, { Status: "dropped", "Depends on": "M9" })],
  ],
);

rule(
  "milestone/cycle",
  [
    ["itself", one({ "Depends on": "M1" }), ["M1"]],
    ["two", several({ "Depends on": "M2" }, { "Depends on": "M1" }), ["M2"]],
    [
      "three, with a tail",
      several({}, { "Depends on": "M1, M4" }, { "Depends on": "M2" }, { "Depends on": "M3" }),
      ["M4"],
    ],
    [
      "two circles",
      several({ "Depends on": "M2" }, { "Depends on": "M1" }, { "Depends on": "M4" }, { "Depends on": "M3" }),
      ["M2", "M4"],
    ],
  ],
  [
    ["a diamond", several({}, { "Depends on": "M1" }, { "Depends on": "M1" }, { "Depends on": "M2, M3" })],
    ["a later one", several({ "Depends on": "M2" }, {})],
    ["a circle through a dropped one", several({ "Depends on": "M2" }, { Status: "dropped", "Depends on": "M1" })],
  ],
);

rule(
  "milestone/no-change",
  [
    ["absent", one({ Change: undefined }), ["M1: Count failed logins"]],
    ["empty", one({ Change: "" }), ["Change"]],
    ["n/a", one({ Change: "n/a" }), ["n/a"]],
  ],
  [
    ["a list", one({ Change: "\n  - counts\n  - refuses" })],
    [
      "a fence alone",
      {
        milestones: milestone().replace(
          "- Change: `POST /login` counts failed tries",
          "- Change:\n\n  ```ts\n  limit(key)\n  ```\n",
        ),
      },
    ],
    ["a dropped milestone", { milestones: `${milestone()}\n\n### M2: Rewrite\n\n- Status: dropped` }],
  ],
);

rule(
  "milestone/no-files",
  [
    ["absent", one({ Files: undefined }), ["M1: Count failed logins"]],
    ["words", one({ Files: "wherever it is" }), ["wherever it is"]],
    ["a bare none", one({ Files: "none" }), ["none"]],
  ],
  [
    ["none with a reason", one({ Files: "none: a measurement" })],
    ["paths without backticks", one({ Files: "src/auth/limit.ts, src/http/" })],
    ["a nested list", one({ Files: "\n  - `src/a.ts`\n  - `src/b.ts` (new)" })],
    ["a file without a folder", one({ Files: "`Makefile`" })],
    ["a glob", one({ Files: "`src/**/*.{ts,tsx}`" })],
  ],
);

const exists = (...paths: string[]): Partial<LintFacts> => ({ existsAtBaseline: (path) => paths.includes(path) });

rule(
  "milestone/missing-file",
  [
    ["a misspelt path", one({ Files: "`src/limt.ts`" }), ["src/limt.ts"], exists("src/limit.ts")],
    [
      "a file that a later milestone creates",
      several({ Files: "`a.ts`" }, { Files: "`a.ts` (new)" }),
      ["a.ts"],
      exists(),
    ],
    [
      "a file that a dropped milestone would create",
      several({ Status: "dropped", Files: "`a.ts` (new)" }, { Files: "`a.ts`" }),
      ["a.ts"],
      exists(),
    ],
  ],
  [
    ["a file that is there", one({ Files: "`src/limit.ts`" }), exists("src/limit.ts")],
    ["a file that is new", one({ Files: "`src/limit.ts` (new)" }), exists()],
    ["new in other words", one({ Files: "`a.ts` (to be created), new: `b.ts`, Create: `c.ts`" }), exists()],
    ["globs and folders", one({ Files: "`src/**`, `tests/*.ts`, `docs/`" }), exists()],
    ["a file that an earlier one creates", several({ Files: "`a.ts` (new)" }, { Files: "`a.ts`" }), exists()],
    [
      "a file in a folder that an earlier one creates",
      several({ Files: "`src/limit/` (new)" }, { Files: "`src/limit/a.ts`" }),
      exists(),
    ],
    ["a file under its new name", one({ Files: "`a.ts` → `b.ts`, `c.ts` renamed to `d.ts`" }), exists("a.ts", "c.ts")],
    ["lines of a file", one({ Files: "`src/limit.ts:12-40`, `src/limit.ts#L7`" }), exists("src/limit.ts")],
    ["a path from here", one({ Files: "`./src/limit.ts`" }), exists("src/limit.ts")],
    ["an unknown baseline", one({ Files: "`src/limt.ts`" })],
  ],
);

rule(
  "milestone/no-validation",
  [
    ["absent", one({ Validation: undefined }), ["M1: Count failed logins"]],
    ["empty", one({ Validation: "" }), ["Validation"]],
    ["none", one({ Validation: "none" }), ["none"]],
    ["none with a reason", one({ Validation: "none, it is only words" }), ["none, it is only words"]],
  ],
  [
    ["another label", { milestones: milestone().replace("Validation:", "Verification:") }],
    ["a fence", one({ Validation: "\n\n  ```sh\n  npm test -- limit\n  ```\n\n  → exit 0\n" })],
  ],
);

rule(
  "milestone/no-expected-outcome",
  [
    ["a command alone", one({ Validation: "`npm test`" }), ["npm test"]],
    [
      "manual steps alone",
      one({ Validation: "manual: sign in with a wrong password 6 times" }),
      ["sign in with a wrong password 6 times"],
    ],
    ["one of two", one({ Validation: "\n  - `npm test` → exit 0\n  - `npm run lint`" }), ["npm run lint"]],
  ],
  [
    ...[
      "→ exit 0",
      "-> exit 0",
      "=> exit 0",
      "exits 0",
      "prints `ok`",
      "(exit 0)",
      "– exit 0",
      ": exit 0",
      "→ `429`",
      "→ 終了コード 0",
    ].map((outcome): Fine => [`\`…\` ${outcome}`, one({ Validation: `\`npm test\` ${outcome}` })]),
    [
      "manual steps and what is to be seen in two sentences",
      one({ Validation: "manual: open /login; the page shows a banner" }),
    ],
    ["two commands with one outcome", one({ Validation: "`npm test` and `npm run lint` → exit 0" })],
    ["an expectation in a line of its own", one({ Validation: "`npm test`\n  - Expected: exit 0" })],
    ["pipes, colons, quotes and arrows in a command", one({ Validation: "`grep -c 'a: \"b\" -> c' x | sort` → 3" })],
  ],
);

rule(
  "milestone/vague-validation",
  [
    ...[
      "tests pass",
      "All tests pass.",
      "it works",
      "verify manually",
      "manual testing",
      "it builds",
      "CI is green",
      "run the tests",
      "code review",
    ].map((text): Wrong => [text, one({ Validation: text }), [text]]),
    ["manual without steps", one({ Validation: "manual: verify that it works" }), ["verify that it works"]],
    [
      "manual without steps beside a command",
      one({ Validation: "\n  - `npm test` → exit 0\n  - manual: check everything" }),
      ["check everything"],
    ],
    [
      "an outcome that says nothing",
      one({ Validation: "`npm test` → works as expected" }),
      ["npm test → works as expected"],
    ],
    ["neither command nor steps", one({ Validation: "the limits hold under load" }), ["the limits hold under load"]],
  ],
  [
    ...["passes", "all tests pass", "exit 0", "green", "no errors", "ok", "success"].map(
      (outcome): Fine => [`a command → ${outcome}`, one({ Validation: `\`npm test\` → ${outcome}` })],
    ),
    ["an exact command with a vague name", one({ Validation: "`make works` → exit 0" })],
    ["a remark beside a command", one({ Validation: "\n  - `npm test` → exit 0\n  - all tests pass without Redis" })],
    [
      "steps without the word manual",
      one({ Validation: "open /login and fail six times → the page says how long to wait" }),
    ],
    [
      "steps in another language",
      one({ Validation: "manuell: sechsmal falsch anmelden → die Seite nennt die Wartezeit" }),
    ],
    ["steps in Japanese", one({ Validation: "manual: 6回間違える → 待ち時間が出る" })],
  ],
);

const red = (...redCommands: string[]): Partial<LintFacts> => ({ redCommands });

const checks = (...all: string[]): Parts => several(...all.map((Validation) => ({ Validation })));

rule(
  "milestone/same-validation",
  [
    ["the same word for word", checks("`npm test` → exit 0", "`npm test` → exit 0"), ["npm test → exit 0"]],
    ["other spaces and marks", checks("`npm  test` → Exit 0.", "`npm test` → exit 0"), ["npm test → exit 0"]],
    [
      "each of three",
      checks("`npm test` → exit 0", "`npm test` → exit 0", "`npm test` → exit 0"),
      ["npm test → exit 0", "npm test → exit 0"],
    ],
    [
      "what two others have together",
      checks("`npm run a` → exit 0", "`npm run b` → exit 0", "\n  - `npm run b` → exit 0\n  - `npm run a` → exit 0"),
      ["npm run b → exit 0"],
    ],
    [
      "less than another has",
      checks("`npm run a` → exit 0; `npm run b` → exit 0", "`npm run b` → exit 0"),
      ["npm run b → exit 0"],
    ],
    [
      "steps for a person",
      checks("manual: sign in twice → the second is refused", "manual: Sign in twice → the second is refused."),
      ["Sign in twice → the second is refused."],
    ],
  ],
  [
    [
      "a general command beside a specific one",
      checks("`npm test -- a`, `npm test` → exit 0", "`npm test -- b`, `npm test` → exit 0"),
    ],
    ["another outcome", checks("`curl -s localhost/a` → prints `0`", "`curl -s localhost/a` → prints `1`")],
    ["another exit status", checks("`grep -q TODO src` → exit 0", "`grep -q TODO src` → exit 1")],
    ["another sign in the outcome", checks("`make count` → n < 5", "`make count` → n > 5")],
    ["another letter's case", checks("`ls -r a` → exit 0", "`ls -R a` → exit 0")],
    ["other tests named", checks("`npm test` → `adds` passes", "`npm test` → `adds twice` passes")],
    [
      "steps of its own beside a command",
      checks("`npm test` → exit 0", "`npm test` → exit 0; manual: open the page → it has two columns"),
    ],
    [
      "that of a dropped one",
      several({ Status: "dropped", Validation: "`npm test` → exit 0" }, { Validation: "`npm test` → exit 0" }),
    ],
    ["the same twice in one", checks("`npm test` → exit 0; `npm test` → exit 0")],
  ],
);

rule(
  "milestone/red-at-baseline",
  [
    ["the command", one({ Validation: "`npm test` → exit 0" }), ["npm test"], red("npm test")],
    ["the command with more arguments", {}, ["npm test -- limit"], red("npm test")],
    [
      "the command among others",
      one({ Validation: "`cd app && npm  test; echo done` → exit 0" }),
      ["cd app && npm  test; echo done"],
      red("npm test"),
    ],
  ],
  [
    ["another command that begins alike", one({ Validation: "`npm test:unit` → exit 0" }), red("npm test")],
    ["another command that ends alike", one({ Validation: "`pnpm test` → exit 0" }), red("npm test")],
    ["a milestone that mends it", one({ Change: "`npm test` passes again" }), red("npm test")],
    ["milestones after one that mends it", several({ Change: "mends `npm test`" }, {}), red("npm test")],
    [
      "a risk that names it",
      { risks: "- R1: `npm test` fails — mitigation: skip the slow one — next action: M1's developer does" },
      red("npm test"),
    ],
    ["an empty command", {}, red("", " ")],
  ],
);

rule(
  "milestone/no-rollback",
  [
    ["absent", one({ Rollback: undefined }), ["M1: Count failed logins"]],
    ["n/a", one({ Rollback: "n/a" }), ["n/a"]],
    ["none", one({ Rollback: "None." }), ["None."]],
  ],
  [
    ["none with a reason", one({ Rollback: "none: a message does no harm" })],
    ["one word", one({ Rollback: "revert" })],
  ],
);
