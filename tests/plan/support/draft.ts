import fc from "fast-check";

/** An item of a register: its statement, and what stands in its slots. */
export interface ItemDraft {
  id: string;
  statement: string;
  slots: Record<string, string>;
}

export interface CheckDraft {
  kind: "command" | "manual";
  /** The command, or the steps. */
  does: string;
  expected: string;
}

export interface MilestoneDraft {
  id: string;
  title: string;
  status: string;
  change: string;
  files: string[];
  interfaces: string;
  validation: CheckDraft[];
  rollback: string;
  dependsOn: string[];
}

/** A plan as data, as somebody has it in mind before it is written down. */
export interface Draft {
  title: string;
  meta: Record<"Plan ID" | "Timestamp" | "Mode" | "Status" | "Iteration", string>;
  baseline: Record<"Branch" | "Commit" | "Working tree" | "Upstream", string>;
  scope: { in: string[]; out: string[] };
  goals: ItemDraft[];
  nonGoals: ItemDraft[];
  constraints: ItemDraft[];
  criteria: ItemDraft[];
  assumptions: ItemDraft[];
  milestones: MilestoneDraft[];
  risks: ItemDraft[];
  questions: ItemDraft[];
  strategy: string[];
  changelog: string[];
}

/** The registers, with the letters of their ids and the slots of their items. */
export const registers = {
  goals: { letter: "G", slots: [] },
  nonGoals: { letter: "NG", slots: [] },
  constraints: { letter: "C", slots: [] },
  criteria: { letter: "S", slots: ["check"] },
  assumptions: { letter: "A", slots: ["wrong if"] },
  risks: { letter: "R", slots: ["mitigation", "next action"] },
  questions: { letter: "Q", slots: ["next action"] },
} as const satisfies Partial<Record<keyof Draft, { letter: string; slots: readonly string[] }>>;

export type Register = keyof typeof registers;
export const registerNames = Object.keys(registers) as Register[];

/** Words as people use them, among them such as look like markup, ids, labels and other scripts. */
const vocabulary =
  "logins,counted,address table,retries,limit,`src/auth.ts`,`a | b`,*slowly*,**never**,C++,3 %,p99,naïve,größer,数据,تسجيل,50/50," +
  "M0,snake_case,\\*starred\\*,R&D,AT&T,&amp;,x→y,[docs](https://example.org/a_b),4:30,“quoted”,e.g.,🚀,item(s),a <br> b";
const word = fc.constantFrom(...vocabulary.split(","));

/** A phrase that begins with a letter. */
export const phrase: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("the", "every", "users", "größere", "数据", "all"),
    fc.array(word, { minLength: 1, maxLength: 5 }),
  )
  .map(([first, words]) => [first, ...words].join(" "));

export const filePath: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("src", "tests/e2e", "lib/my_dir", "."),
    fc.integer({ min: 0, max: 99 }),
    fc.constantFrom("ts", "test.py", "md"),
  )
  .map(([folder, name, end]) => (folder === "." ? `file${name}.${end}` : `${folder}/file${name}.${end}`));

export const command: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("npm test --", "pytest -k", "go test ./... -run", "grep -E '^(a|b):' x |", "curl -s h:80/x?a=1;b"),
    fc.integer({ min: 0, max: 99 }),
  )
  .map(([tool, name]) => `${tool} case_${name}`);

const outcome = fc.constantFrom("exit 0", "exit 0, 12 passed", "prints `ok: 3`", "HTTP 429 in `Retry-After`");

export const check: fc.Arbitrary<CheckDraft> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("command" as const), does: command, expected: outcome }) },
  fc.record({ kind: fc.constant("manual" as const), does: phrase, expected: outcome }),
);

const items = (register: Register): fc.Arbitrary<ItemDraft[]> =>
  fc
    .array(fc.tuple(phrase, fc.array(phrase, { minLength: 2, maxLength: 2 }), command), { minLength: 1, maxLength: 3 })
    .map((drafts) =>
      drafts.map(([statement, texts, run], at) => ({
        id: `${registers[register].letter}${at + 1}`,
        statement,
        slots: Object.fromEntries(
          registers[register].slots.map((slot, nth) => [
            slot,
            slot === "check" ? `\`${run}\` → exit 0` : (texts[nth] ?? ""),
          ]),
        ),
      })),
    );

export const milestoneWith = (id: string): fc.Arbitrary<MilestoneDraft> =>
  fc.record({
    id: fc.constant(id),
    title: phrase,
    status: fc.constantFrom("todo", "doing", "done", "blocked", "dropped"),
    change: phrase,
    files: fc.uniqueArray(filePath, { minLength: 1, maxLength: 3 }),
    interfaces: fc.option(phrase, { nil: "" }),
    validation: fc.array(check, { minLength: 1, maxLength: 3 }),
    rollback: phrase,
    dependsOn: fc.constant([]),
  });

const milestones = fc
  .integer({ min: 2, max: 5 })
  .chain((count) =>
    fc
      .tuple(
        fc.tuple(...Array.from({ length: count }, (_, at) => milestoneWith(`M${at + 1}`))),
        fc.array(fc.boolean(), { minLength: count, maxLength: count }),
      )
      .map(([drafts, depends]) =>
        drafts.map((draft, at) => ({ ...draft, dependsOn: at > 0 && depends[at] ? [`M${at}`] : [] })),
      ),
  );

const scopeItems = fc.uniqueArray(
  fc.constantFrom("the login form", "`/v1/**`", "the admin API", "Größe", "数据", "billing"),
  {
    minLength: 1,
    maxLength: 3,
  },
);

export const draft: fc.Arbitrary<Draft> = fc.record({
  title: phrase,
  meta: fc.record({
    "Plan ID": fc.constantFrom("`plan-1`", "plan-2"),
    Timestamp: fc.constantFrom("2026-11-20T22:10:03Z", "2026-11-21T00:00:00Z"),
    Mode: fc.constant("execution"),
    Status: fc.constantFrom("draft", "executing"),
    Iteration: fc.constantFrom("1 of 3", "2 of 3"),
  }),
  baseline: fc.record({
    Branch: fc.constantFrom("`main`", "`feat/x`"),
    Commit: fc.constantFrom(`\`${"a".repeat(40)}\``, `\`${"b".repeat(40)}\``),
    "Working tree": fc.constantFrom("clean", "dirty: 3 files"),
    Upstream: fc.constantFrom("none", "0 ahead of and 2 behind origin/main"),
  }),
  scope: fc.record({ in: scopeItems, out: scopeItems }),
  goals: items("goals"),
  nonGoals: items("nonGoals"),
  constraints: items("constraints"),
  criteria: items("criteria"),
  assumptions: items("assumptions"),
  milestones,
  risks: items("risks"),
  questions: items("questions"),
  strategy: fc.array(phrase, { minLength: 1, maxLength: 2 }),
  changelog: fc.array(phrase, { minLength: 1, maxLength: 2 }),
});
