import fc from "fast-check";
import { Document, isMap, isScalar, isSeq, parseDocument, type Scalar, visit } from "yaml";
import { agentIds } from "../../src/config/agents.ts";

/** Texts that are something else to YAML, to a shell, to a terminal or to a template. */
const awkward = [
  "yes",
  "No",
  "null",
  "~",
  "y",
  "007",
  "1e3",
  ".5",
  "0x1f",
  "2026-11-20",
  "12:30",
  "true",
  ".inf",
  "- a",
  "-",
  "*a",
  "&a b",
  "!x",
  "|",
  ">-",
  "# a",
  "a # b",
  "a: b",
  "a:",
  ": a",
  "? a",
  "{a}",
  "[a]",
  "a, b",
  "{{x}}",
  "'a'",
  'a "b"',
  `it's "b"`,
  "a\\nb",
  "C:\\x",
  "%x",
  "@a",
  "`a`",
  "a\nb",
  "\n",
  "a\n",
  "\n\na\n\n\nb ",
  "a\r\nb",
  "\ta",
  " a ",
  "a  b",
  "---",
  "...",
  "--- a",
  "\u2028",
  "a\u0085b",
  "\u0007",
  "\u001b[31m",
  "🧪 👩‍👩‍👧",
  "بناء \u202Eيمين\u202C",
  "\ufeffa",
  "\ud83d\ude00",
  "<<",
  "=",
  "",
];

/** Text as a person, or somebody with bad intentions, might answer. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...awkward),
  fc.stringMatching(/^[a-z]{1,8}( [a-z:/.&|-]{1,8}){0,20}$/),
  fc.string({ unit: "binary", maxLength: 30 }).map((value) => value.replaceAll("\0", "")),
);

export const filled = text.filter((value) => value !== "");

const path = fc.oneof(
  fc.stringMatching(/^[a-z]{1,6}(\/[a-z]{1,6}){0,3}\.md$/),
  filled.filter((value) => !/^(?:[A-Za-z]:|~?\/)|\\|(?:^|\/)\.\.(?:\/|$)/.test(value)),
);

const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
export const variable = fc.oneof(text, number, fc.boolean());

/** A value for each key of the config; keys may be missing where the second argument allows. */
export const values = {
  project: filled,
  agents: fc.uniqueArray(fc.constantFrom(...agentIds)),
  default_branch: filled,
  "commands.test": text,
  "commands.lint": text,
  "commands.typecheck": text,
  "commands.build": text,
  context: fc.uniqueArray(path, { maxLength: 8 }),
  mode: fc.constantFrom("execution", "strategy"),
  max_iterations: fc.integer({ min: 1, max: 10 }),
  max_plan_lines: fc.integer({ min: 50, max: 1000 }),
  max_questions: fc.integer({ min: 0, max: 6 }),
  sync: fc.constantFrom("none", "ff-only"),
  commit_runs: fc.boolean(),
  hooks: fc.boolean(),
  "rules.plan/too-long": fc.constantFrom("off", "warning", "error"),
  "rules.milestone/no-rollback": fc.constantFrom("off", "warning", "error"),
  templates: path,
  "vars.team": variable,
  "vars.constructor": variable,
  "vars.z9": variable,
} as const;

/** A few answers by dotted keys. */
export const someAnswers: fc.Arbitrary<Record<string, unknown>> = fc.record(values, { requiredKeys: [] });

/** How one key is written. */
interface Manner {
  scalars: Scalar.Type[];
  flow: boolean;
  indent: number;
  indentSeq: boolean;
  width: number;
  comments: boolean[];
  blanks: number;
}

const manner: fc.Arbitrary<Manner> = fc.record({
  scalars: fc.array(
    fc.constantFrom<Scalar.Type>("PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"),
    { minLength: 1, maxLength: 4 },
  ),
  flow: fc.boolean(),
  indent: fc.integer({ min: 2, max: 5 }),
  indentSeq: fc.boolean(),
  width: fc.constantFrom(0, 20, 80),
  comments: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
  blanks: fc.integer({ min: 0, max: 2 }),
});

/** A valid but untidy config in pieces, one a top-level key, in the order of the text. */
export type Messy = { key: string; text: string }[];

export const messy: fc.Arbitrary<Messy> = fc
  .tuple(
    someAnswers,
    fc.array(manner, { minLength: 17, maxLength: 17 }),
    fc.boolean(),
    fc.array(fc.nat(), { minLength: 17, maxLength: 17 }),
  )
  .map(([answers, manners, crlf, order]) => {
    const pieces = Object.entries(nested(answers)).map(([key, value], at) => {
      const written = write(key, value, manners[at] as Manner);
      return { key, text: crlf ? written.replace(/\r?\n/g, "\r\n") : written, rank: order[at] ?? 0 };
    });
    return pieces.sort((a, b) => a.rank - b.rank).map(({ key, text: written }) => ({ key, text: written }));
  })
  // The writer's indentation indicators are wrong for texts that begin with spaces in deep indents.
  .filter((pieces) => pieces.every((piece) => parseDocument(piece.text).errors.length === 0));

function nested(answers: Record<string, unknown>): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(answers)) {
    const [head = "", name] = key.split(".");
    data[head] = name === undefined ? value : { ...(data[head] as object), [name]: value };
  }
  return data;
}

function write(key: string, value: unknown, how: Manner): string {
  const document = new Document({ [key]: value });
  let at = 0;
  let comment = 0;
  const next = <Item>(list: readonly Item[]): Item => list[at++ % list.length] as Item;
  visit(document, {
    Scalar: (place, node) => {
      if (typeof node.value === "string" && place !== "key") node.type = next(how.scalars);
      if (isScalar(node) && place !== "key" && next(how.comments)) node.comment = ` ${key} ${comment++}`;
      if (place === "key" && next(how.comments)) node.commentBefore = ` ${key} ${comment++}`;
    },
    Collection: (_, node) => {
      const nestedOne = (isMap(node) && !node.has(key)) || isSeq(node);
      if (nestedOne && how.flow) node.flow = true;
    },
  });
  const written = document.toString({
    lineWidth: how.width,
    minContentWidth: 0,
    indent: how.indent,
    indentSeq: how.indentSeq,
  });
  return written + "\n".repeat(how.blanks);
}
