import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeMarks } from "../../../src/strategy/stuck/edit.ts";
import { type Attempt, type LabelEvent, markOf, signalsOf } from "../../../src/strategy/stuck/signals.ts";
import { splitItem } from "../../../src/strategy/stuck/split.ts";
import { parseTree } from "../../../src/strategy/tree/parse/index.ts";
import { judged, queues } from "../tree/support.ts";

const heading = "## Objective: A (@a)\n";
const mark = (line: string, words = "BOUNCED 2x") =>
  writeMarks(
    parseTree(`${heading}${line}\n`),
    new Map([
      ["@x", words],
      ["#7", words],
    ]),
  );
const marked = (line: string, words?: string) => mark(line, words).text.slice(heading.length, -1);

describe("marks", () => {
  test.each([
    ["- [ ] It (@x)", "- [ ] It (@x) ⚠ stuck: BOUNCED 2x"],
    ["* [ ] It (#7)   ", "* [ ] It (#7) ⚠ stuck: BOUNCED 2x   "],
    ["- [ ] It (@X) — depends on @y, @z", "- [ ] It (@X) — depends on @y, @z ⚠ stuck: BOUNCED 2x"],
    ["- [ ] It (@x) <!-- note -->", "- [ ] It (@x) ⚠ stuck: BOUNCED 2x <!-- note -->"],
    [
      "- [ ] It (@x) ⏳ blocked-on-vault (vault/pending/x.md)",
      "- [ ] It (@x) ⏳ blocked-on-vault (vault/pending/x.md) ⚠ stuck: BOUNCED 2x",
    ],
    ["- [ ] It (@x) ⚠ stuck: BOUNCED 1x", "- [ ] It (@x) ⚠ stuck: BOUNCED 2x"],
    ["- [ ] It (@x) ⚠ stuck: ESCALATED — depends on @y", "- [ ] It (@x) ⚠ stuck: BOUNCED 2x — depends on @y"],
    ["- [ ] It (@x) ⚠ stuck", "- [ ] It (@x) ⚠ stuck: BOUNCED 2x"],
    // What a person wrote stays, and so does what is split, done, or about several things.
    ["- [ ] It (@x) ⚠ stuck: nobody dares", "- [ ] It (@x) ⚠ stuck: nobody dares"],
    ["- [ ] It (@x) ⚠ stuck: BOUNCED 1x, SPLIT", "- [ ] It (@x) ⚠ stuck: BOUNCED 1x, SPLIT"],
    ["- [x] It (@x)", "- [x] It (@x)"],
    ["- [ ] It (@x), (#7)", "- [ ] It (@x), (#7)"],
    ["- [ ] It", "- [ ] It"],
    ["```\n- [ ] It (@x)\n```", "```\n- [ ] It (@x)\n```"],
  ])("%s", (line, expected) => {
    expect(marked(line)).toBe(expected);
    expect(
      writeMarks(
        parseTree(`${heading}${expected}\n`),
        new Map([
          ["@x", "BOUNCED 2x"],
          ["#7", "BOUNCED 2x"],
        ]),
      ).changed,
    ).toEqual([]);
  });

  test("only what was inserted is new, whatever the tree, its endings and marks; and it is read back", () => {
    const ids = ["@x", "@y", "#7"];
    const row = fc
      .tuple(
        fc.constantFrom("- [ ] ", "- [x] ", "  * [ ] ", "1. [ ] ", "- ", ""),
        fc.oneof(
          fc.string({ maxLength: 12 }),
          fc.constantFrom("It works", "`code` it", "a <!-- b --> c", "## T", "```"),
        ),
        fc.constantFrom("", ...ids.map((id) => ` (${id})`)),
        fc.constantFrom("", " — depends on @y", " ⏳ blocked-on-vault (vault/pending/x.md)", " <!-- c -->", "  "),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.constantFrom("\n", "\r\n"), (rows, ending) => {
        const text = [heading.trim(), ...rows, ""].join(ending);
        const { text: written, changed } = writeMarks(parseTree(text), new Map(ids.map((id) => [id, "ESCALATED"])));
        expect(written.split(" ⚠ stuck: ESCALATED").join("")).toBe(text);
        expect(written.split(" ⚠ stuck: ESCALATED")).toHaveLength(changed.length + 1);
        const items = parseTree(written).items.filter(({ stuck }) => stuck?.text === "ESCALATED");
        expect(items.map(({ ids: [id] }) => id?.key).sort()).toEqual([...changed].sort());
      }),
      { numRuns: 200 },
    );
  });
});

describe("signals", () => {
  const tree = judged(`${heading}- [ ] X (@x)\n- [ ] Y (@y)\n- [x] Z (@z)\n`);
  const attempt = (over: Partial<Attempt>): Attempt => ({
    run: "r",
    ids: ["@x"],
    blocked: [],
    escalated: false,
    ...over,
  });
  const of = (attempts: Attempt[], labels: LabelEvent[] = []) =>
    signalsOf(tree, { attempts, labels, before: undefined });
  const flip = (n: number, label = "backlog", id = "@y"): LabelEvent[] =>
    Array.from({ length: n + 1 }, (_, at) => ({
      id,
      label,
      at: `2025-01-0${at + 1}T00:00:00+0${at}:00`,
      added: at % 2 === 0,
    }));

  test.each<[string, Attempt[], LabelEvent[], string]>([
    ["nothing", [], [], ""],
    ["one refusal", [attempt({ blocked: ["a"] })], [], ""],
    ["two refusals", [attempt({ blocked: ["a"] }), attempt({ blocked: ["b"] })], [], "BOUNCED 2x"],
    ["two in one run", [attempt({ blocked: ["a", "b"] })], [], "BOUNCED 2x"],
    ["refusals of something else", [attempt({ ids: ["#5"], blocked: ["a", "b"] })], [], ""],
    ["refusals of what is done", [attempt({ ids: ["@z"], blocked: ["a", "b"] })], [], ""],
    ["an id in other letters", [attempt({ ids: ["@X", "@x"], blocked: ["a", "b"] })], [], "BOUNCED 2x"],
    ["an escalation", [attempt({ escalated: true })], [], "ESCALATED"],
    ["an escalation that was overcome", [attempt({ escalated: true }), attempt({})], [], ""],
    ["both", [attempt({ blocked: ["a", "b"], escalated: true })], [], "BOUNCED 2x, ESCALATED"],
    ["two flips", [], flip(2), ""],
    ["three flips", [], flip(3), "LABEL_CHURN 3x"],
    ["three flips out of order", [], flip(3).reverse(), "LABEL_CHURN 3x"],
    ["flips of two labels", [], [...flip(2), ...flip(2, "priority")], ""],
    ["a label that is put on again and again", [], flip(6).map((event) => ({ ...event, added: true })), ""],
  ])("%s: %s", (_, attempts, labels, expected) => {
    expect(markOf(of(attempts, labels))).toBe(expected);
  });

  test("what waited and waits no more is told of, and no reason to be stuck", () => {
    const text = (box: string) => `${heading}- [${box}] First (@f)\n- [ ] Then (@t) — depends on @f\n- [ ] Free (@u)\n`;
    const facts = { attempts: [], labels: [], before: judged(text(" ")) };
    const signals = signalsOf(judged(text("x")), facts);
    expect(signals).toMatchObject([{ id: "@t", kind: "UNBLOCKED" }]);
    expect(markOf(signals)).toBe("");
    expect(signalsOf(judged(text(" ")), facts)).toEqual([]);
  });
});

describe("a split", () => {
  const tree = `${heading}Depends on: #9\n\n- [ ] Before (@b)\n  * [ ] Suite is calm (@x) ⚠ stuck: BOUNCED 2x — depends on @b <!-- c -->\n\n## Objective: B (@o)\n- [ ] Suite is calm (@x)\n`;

  test("gives parts a line and an id each, and lets the item wait for them; nothing else changes", () => {
    const split = splitItem(judged(tree), "@x", ["Clock is injected", "Tests share no folder"], "");
    expect(split).toMatchObject({ ok: true, ids: ["@clock-is-injected", "@tests-share-no-folder"] });
    expect(split.ok && split.text).toBe(
      tree.replace(
        "  * [ ] Suite is calm (@x) ⚠ stuck: BOUNCED 2x — depends on @b <!-- c -->",
        `  * [ ] Clock is injected (@clock-is-injected)
  * [ ] Tests share no folder (@tests-share-no-folder)
  * [ ] Suite is calm (@x) ⚠ stuck: BOUNCED 2x, SPLIT — depends on @b — depends on @clock-is-injected, @tests-share-no-folder <!-- c -->`,
      ),
    );
  });

  test("the parts are what to work on next, with the score of what waits for them", () => {
    const text =
      "## Objective: A (@a)\n1. [ ] Big (@x) ⚠ stuck: nobody dares\n\n## Objective: B (@o)\n- [ ] Big (@x)\n";
    expect(queues(text)).toMatchObject({ constraints: [], split: ["@x"] });
    const split = splitItem(judged(text), "@x", ["One", "Two"], "");
    const now = split.ok ? split.text : "";
    expect(queues(now)).toMatchObject({ constraints: ["@one", "@two"], split: [], waiting: 1 });
    expect(now).toContain("(@x) ⚠ stuck: nobody dares, SPLIT — depends on @one, @two\n");
    expect([...judged(now).score.slice(-3)]).toContain(2);
  });

  test("keeps CRLF, and takes ids that nothing has", () => {
    const text = "## Objective: A (@a)\r\n- [ ] One thing (@one)\r\n- [ ] Big (@x)\r\n- [ ] 分 (@y)\r\n";
    const split = splitItem(judged(text), "@X", ["One", "分割"], "ESCALATED");
    expect(split.ok && split.text).toBe(
      "## Objective: A (@a)\r\n- [ ] One thing (@one)\r\n- [ ] One (@one-2)\r\n- [ ] 分割 (@x-part)\r\n- [ ] Big (@x) ⚠ stuck: ESCALATED, SPLIT — depends on @one-2, @x-part\r\n- [ ] 分 (@y)\r\n",
    );
  });

  test.each<[string, string, string[], RegExp]>([
    ["one part", "@x", ["A"], /1 part is not 2 to 5/],
    ["six parts", "@x", ["A", "B", "C", "D", "E", "F"], /6 parts are not 2 to 5/],
    ["a part that says nothing", "@x", ["A", "—"], /says nothing/],
    ["parts that say the same", "@x", ["Do it", "do it!"], /another part says that/],
    ["a part that is in the tree", "@x", ["Before", "After"], /line 4 says that/],
    ["something that is not stuck", "@b", ["C", "D"], /not stuck/],
    ["something unknown", "@nobody", ["C", "D"], /no open line/],
    ["an objective", "@o", ["C", "D"], /no open line/],
    ["an id in its words", "@x", ["C (@b)", "D"], /read as something else/],
    ["a mark in its words", "@x", ["C ⏳ blocked-on-vault", "D"], /read as something else/],
    ["a dependency in its words", "@x", ["C — depends on @x", "D"], /read as something else/],
    ["a comment in its words", "@x", ["C <!-- d", "D"], /read as something else/],
    ["a long part", "@x", ["C".repeat(201), "D"], /longer than 200/],
  ])("is refused: %s", (_, id, parts, why) => {
    expect(splitItem(judged(tree), id, parts, "")).toMatchObject({ ok: false, why: expect.stringMatching(why) });
  });

  test("is not made twice", () => {
    const split = splitItem(judged(tree), "@x", ["C", "D"], "");
    expect(splitItem(judged(split.ok ? split.text : ""), "@x", ["E", "F"], "")).toMatchObject({ ok: false });
  });
});
