import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readWork } from "../../../src/strategy/filing/backlog.ts";
import {
  bodyText,
  isMarked,
  isOurs,
  markerOf,
  titleText,
  withoutMentions,
} from "../../../src/strategy/forge/outgoing.ts";
import { issueOf, issuesOf, numberOf, workForForge } from "../../../src/strategy/forge/work.ts";

describe("nobody is called", () => {
  test.each([
    ["@docs", "@&#8203;docs"],
    ["(@docs), @a/b and a@b.c", "(@&#8203;docs), @&#8203;a/b and a@&#8203;b.c"],
    ["`@docs` and @docs", "`@docs` and @&#8203;docs"],
    ["```\n@docs\n```\n@docs", "```\n@docs\n```\n@&#8203;docs"],
    ["<!-- @docs -->", "<!-- @docs -->"],
    ["1 @ 2, @, @.x", "1 @ 2, @, @.x"],
    ["a `@b\n@c` d", "a `@&#8203;b\n@&#8203;c` d"],
    ["@ключ\r\n@x", "@&#8203;ключ\r\n@&#8203;x"],
  ])("%j becomes %j", (text, quiet) => {
    expect(withoutMentions(text)).toBe(quiet);
  });

  test("nothing else changes, and 200,000 of them take no time", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("@", "a", "`", "~", "\n", " ", "<!--", "-->", "é") }), (text) => {
        expect(withoutMentions(text).replaceAll("&#8203;", "")).toBe(text);
      }),
    );
    const start = performance.now();
    withoutMentions("@a ".repeat(200_000));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("marks", () => {
  test("tell what was written for a key from everything else", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w@#.:/ -]{1,60}$/), fc.string(), fc.string(), (key, text, other) => {
        const body = bodyText(key, text.slice(0, 1000));
        expect(isMarked(body, key)).toBe(true);
        expect(isMarked(body.replaceAll("\n", "\r\n"), key)).toBe(true);
        expect(isOurs(body)).toBe(true);
        expect(isMarked(`x${body}`, key)).toBe(false);
        expect(isMarked(body, `${key}x`)).toBe(false);
        expect(isOurs(`${other}x`)).toBe(false);
      }),
    );
  });

  test("end where they end, whatever is in a key", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("-", ">", "!", "<", "a", "\n") }), (key) => {
        expect(markerOf(key).slice(4, -3)).not.toMatch(/-->|--!>|<!--|\n/);
      }),
    );
  });
});

test("titles are one line that can be seen", () => {
  expect(titleText("  A\u202e\n  title\u0007 ")).toBe("A\\u202e title\\u0007");
  expect(titleText("x".repeat(500))).toHaveLength(250);
});

test.each([
  ["@docs", undefined],
  ["#12", 12],
  ["#0", undefined],
  ["#012", undefined],
  ["#12x", undefined],
  ["#99999999999", undefined],
])("the number of %s is %s", (id, number) => {
  expect(numberOf(id)).toBe(number);
});

describe("filed work", () => {
  const work = (front: string, body = "# Title\n\ntext\n") =>
    readWork({
      slug: "s",
      path: "planning/strategy/backlog/s.md",
      text: `---\n${front}\n---\n\n${body}`,
      trouble: undefined,
    });

  test.each([
    ["issue: 12", 12],
    ['issue: "12"', 12],
    ["issue: -1", undefined],
    ["issue: 1.5", undefined],
    ["issue: [1]", undefined],
    ["issue: ../../1", undefined],
    ["status: x", undefined],
  ])("with %s was filed as %s", (front, issue) => {
    expect(issueOf(work(front))).toBe(issue);
  });

  test("goes out without its front matter and its title, and says where it stands", () => {
    const wanted = workForForge(work('id: "@a"\nfiled: "2025-03-04"\nrun: r'), true);
    expect(wanted).toEqual({
      key: "@a r/s",
      number: undefined,
      title: "Title",
      text: "text\n\n---\n\nFiled at `@a` by plan-init: `planning/strategy/backlog/s.md`\n",
      since: "2025-03-03T00:00:00Z",
      isPriority: true,
    });
    expect(workForForge(work("filed: soon", "text\n# Later\n"), false)).toMatchObject({
      key: "evidence /s",
      since: undefined,
      text: expect.stringMatching(/^text\n# Later/),
    });
  });

  test("of ids, those have an issue that name one, and those that work was filed at", () => {
    const backlog = [
      work('id: "@A"\nissue: 5'),
      work('id: "@a"\nissue: 7\nstatus: done'),
      work('id: ""\nissue: 6'),
      work('id: "@b"'),
    ];
    expect([...issuesOf(["#12", "@a", "@b", "@c"], backlog)]).toEqual([
      ["#12", 12],
      ["@a", 5],
    ]);
  });
});
