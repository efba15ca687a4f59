import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../../src/strategy/documents/markdown.ts";
import { readWork } from "../../../src/strategy/filing/backlog.ts";
import { openCriteria } from "../../../src/strategy/filing/criteria.ts";
import { briefOf, workAt } from "../../../src/strategy/filing/origin.ts";
import { Failure } from "../../../src/ui/failure.ts";

const criteria = (body: string): string[] => openCriteria(readDocument(`# T\n\n## Acceptance criteria\n\n${body}\n`));

describe("open criteria", () => {
  test.each([
    ["open ones alone", "- [ ] One\n- [x] Two\n- [X] Three\n- [~] Four\n- [ ] Five", ["One", "Five"]],
    ["bullets of any kind", "* [ ] A\n+ [ ] B\n1. [ ] C\n2) [ ] D", ["A", "B", "C", "D"]],
    [
      "lines that go on",
      "- [ ] It ends\n  with 0\n  on a fresh clone\n- [ ] B",
      ["It ends with 0 on a fresh clone", "B"],
    ],
    ["lazy lines", "- [ ] It ends\nwith 0\n- [ ] B", ["It ends with 0", "B"]],
    [
      "what stands below, indented",
      "- [ ] Either\n  - this\n  - or that\n\n  and no more\n",
      ["Either - this - or that and no more"],
    ],
    [
      "nested boxes",
      "- [ ] Outer\n  - [ ] Inner\n    goes on\n  - [x] Done\n    and its words",
      ["Outer", "Inner goes on"],
    ],
    ["no prose around them", "All of:\n\n- [ ] A\n\nAnd then some.\n\n- other\n- [ ] B", ["A", "B"]],
    ["no heading below them", "- [ ] A\n### Later\n- [ ] B", ["A", "B"]],
    ["no bullet beside them", "- [ ] A\n- a remark\n  that goes on", ["A"]],
    ["words as they stand", "- [ ] `npm test` → **exit 0** & <b>", ["`npm test` → **exit 0** & <b>"]],
    ["nothing empty", "- [ ]\n- [ ] …\n- [ ]   \n", []],
    ["nothing in comments", "<!-- - [ ] what is true -->\n- [ ] A", ["A"]],
    ["CRLF", "- [ ] A\r\n  b\r\n- [ ] C\r", ["A b", "C"]],
  ])("%s", (_, body, expected) => expect(criteria(body)).toEqual(expected));

  test("what is written is read, one for one", () => {
    const word = fc.stringMatching(/^[a-zé0-9`*_.]{0,6}[a-z]$/);
    const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), line), { maxLength: 8 }), (items) => {
        const body = items.map(([isOpen, text]) => `- [${isOpen ? " " : "x"}] ${text}`).join("\n");
        expect(criteria(body)).toEqual(items.flatMap(([isOpen, text]) => (isOpen ? [text] : [])));
      }),
    );
  });
});

const path = "planning/strategy/backlog/docs.md";
const work = (
  front: string,
  body = "## Problem\n\nIt stops.\n\n## Acceptance criteria\n\n- [ ] It ends\n",
  at = path,
) =>
  readWork({ slug: "docs", trouble: undefined, path: at, text: `---\n${front}\n---\n\n# Write the docs\n\n${body}` });

/** The code that something fails with. */
function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
  return "none";
}

describe("the work at an id", () => {
  const open = work("id: '@docs'\nstatus: backlog");
  const closed = work("id: '@docs'\nstatus: done", undefined, "planning/strategy/backlog/old.md");
  const evidence = work("id: '@docs'\ncapability: bench", undefined, "planning/strategy/backlog/bench.md");

  test.each([
    ["open work", [open], "none"],
    ["beside closed work", [closed, open], "none"],
    ["beside a run that yields evidence", [evidence, open], "none"],
    ["nothing", [], "no-work"],
    ["work elsewhere", [work("id: '@site'")], "no-work"],
    ["work without an id", [work("status: backlog")], "no-work"],
    ["two of them", [open, work("id: '@DOCS'", undefined, "planning/strategy/backlog/more.md")], "work-twice"],
    ["closed work alone", [closed], "work-closed"],
    ["evidence alone", [evidence], "work-is-evidence"],
  ])("%s", (_, backlog, expected) => expect(codeOf(() => workAt("@Docs", backlog))).toBe(expected));

  test.each([
    ["id: 12", "#12"],
    ["id: docs", "@docs"],
    ["id: '#12'", "#12"],
  ])("%s is %s", (front, id) => {
    expect(briefOf(workAt(id, [work(front)])).from.id).toBe(id);
  });

  test("what is near is named, and what says no id", () => {
    const backlog = [work("id: '@dosc'"), work("status: backlog", undefined, "planning/strategy/backlog/bare.md")];
    expect(() => workAt("@docs", backlog)).toThrow(
      expect.objectContaining({
        args: { id: "@docs", near: "@dosc", ids: ["@dosc"], bare: ["planning/strategy/backlog/bare.md"] },
      }),
    );
  });
});

describe("the brief of work", () => {
  test("title, problem, objectives and open criteria", () => {
    expect(briefOf(work("id: '#12'\nobjectives: ['@cli', '@docs', 3]"))).toEqual({
      goal: "Write the docs",
      from: { id: "#12", work: path, objectives: ["@cli", "@docs"], problem: "It stops.", criteria: ["It ends"] },
    });
  });

  test.each([
    ["no problem", "## Acceptance criteria\n\n- [ ] It ends\n", ["a section Problem"]],
    ["an empty one", "## Problem\n\n<!-- what -->\n\n## Acceptance criteria\n\n- [ ] It ends\n", ["a section Problem"]],
    [
      "ticked criteria",
      "## Problem\n\nx\n\n## Acceptance criteria\n\n- [x] It ends\n",
      ["an open box under Acceptance criteria"],
    ],
  ])("%s", (_, body, missing) => {
    expect(() => briefOf(work("id: '@docs'", body))).toThrow(expect.objectContaining({ args: { path, missing } }));
  });

  test("what nobody sees is left behind, and joiners within words stay", () => {
    const hidden = "\u202eIt\u{e0069}\u{e0067} ends\u200b با می\u200cخواهم";
    const body = `## Problem\n\n\u2066x\u2069\n\n## Acceptance criteria\n\n- [ ] ${hidden}\n`;
    expect(briefOf(work("id: '@docs'", body)).from).toMatchObject({
      problem: "x",
      criteria: ["It ends با می\u200cخواهم"],
    });
  });

  test("a text that cannot be read", () => {
    const unread = { ...work("id: '@docs'"), title: "", text: undefined };
    expect(codeOf(() => briefOf(unread))).toBe("work-unfit");
  });
});
