import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeAnswer, longestWait, type Method, type Seen } from "../../../src/strategy/forge/answer.ts";
import { nextPage } from "../../../src/strategy/forge/next-page.ts";

const now = Date.parse("2025-03-04T05:06:07Z");

const seen = (status: number, headers: Record<string, string> = {}, text = ""): Seen => ({
  status,
  headers: new Headers(headers),
  text,
});

const inSeconds = (seconds: number) => String(now / 1000 + seconds);

describe("an answer", () => {
  test.each<[string, Seen, Method, object]>([
    ["200", seen(200, {}, "[]"), "GET", { kind: "fine", text: "[]" }],
    ["204", seen(204), "DELETE", { kind: "fine", text: "" }],
    ["429 with seconds", seen(429, { "retry-after": "2" }), "POST", { kind: "again", after: 2000 }],
    [
      "429 with a date",
      seen(429, { "retry-after": "Tue, 04 Mar 2025 05:06:10 GMT" }),
      "GET",
      { kind: "again", after: 3000 },
    ],
    [
      "429 with a date that is past",
      seen(429, { "retry-after": "Tue, 04 Mar 2025 05:00:00 GMT" }),
      "GET",
      { after: 0 },
    ],
    ["429 with a reset", seen(429, { "x-ratelimit-reset": inSeconds(5) }), "POST", { kind: "again", after: 5000 }],
    ["429 with nothing", seen(429), "GET", { kind: "failed", status: 429, fix: expect.stringContaining("05:07:07Z") }],
    [
      "403 without requests left",
      seen(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(3) }),
      "POST",
      { kind: "again", after: 3000 },
    ],
    [
      "403 until much later",
      seen(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(3600) }),
      "GET",
      { kind: "failed", what: "it has had enough requests for now", fix: expect.stringContaining("06:06:07Z") },
    ],
    ["403 with retry-after", seen(403, { "retry-after": "1" }), "POST", { kind: "again", after: 1000 }],
    [
      "403 in words",
      seen(403, {}, '{"message":"You have exceeded a secondary rate limit"}'),
      "POST",
      { kind: "failed", what: expect.stringContaining("secondary rate limit") },
    ],
    [
      "403 for lack of rights",
      seen(403, { "x-ratelimit-remaining": "4999" }, '{"message":"Resource not accessible"}'),
      "POST",
      { kind: "failed", status: 403, what: "it answered 403 (Resource not accessible)" },
    ],
    ["401", seen(401, {}, '{"message":"Bad credentials"}'), "GET", { kind: "failed", status: 401 }],
    [
      "422 with parts",
      seen(422, {}, '{"message":"Validation Failed","errors":[{"field":"title","code":"missing_field"},"x",null]}'),
      "POST",
      { kind: "failed", what: "it answered 422 (Validation Failed: title missing_field: x)" },
    ],
    ["503 for what reads", seen(503), "GET", { kind: "again" }],
    ["503 for what writes", seen(503), "POST", { kind: "unsure", what: "it answered 503" }],
    ["502 for a deletion", seen(502), "DELETE", { kind: "unsure" }],
    ["301", seen(301, { location: "/x" }), "GET", { kind: "moved", to: "/x" }],
    ["302 without a place", seen(302), "GET", { kind: "failed", status: 302 }],
    ["304", seen(304, { location: "/x" }), "GET", { kind: "failed", status: 304 }],
    ["none, for what reads", { trouble: "gone", isSent: true }, "GET", { kind: "again" }],
    ["none, for what writes", { trouble: "gone", isSent: true }, "POST", { kind: "unsure", what: "gone" }],
    ["none, for what was never sent", { trouble: "no host", isSent: false }, "POST", { kind: "failed" }],
    ["a page of HTML", seen(404, {}, "<html>"), "GET", { kind: "failed", what: "it answered 404" }],
    [
      "an escape",
      seen(400, {}, '{"message":"\\u001b[31m\\u202e"}'),
      "GET",
      { what: "it answered 400 (\\u001b[31m\\u202e)" },
    ],
  ])("%s", (_, answer, method, expected) => {
    expect(judgeAnswer(answer, method, 1, now)).toMatchObject(expected);
  });

  test("is not waited for without end, and what writes is only sent again where it was not looked at", () => {
    const header = fc.constantFrom("", "0", "5", "999999999", "-1", "x", "1e9", "Tue, 04 Mar 2025 05:06:10 GMT");
    const answer = fc.oneof(
      fc.record({ trouble: fc.constant("t"), isSent: fc.boolean() }),
      fc
        .tuple(fc.integer({ min: 200, max: 599 }), header, header, fc.string())
        .map(([status, after, reset, text]) =>
          seen(status, { "retry-after": after, "x-ratelimit-reset": reset, "x-ratelimit-remaining": "0" }, text),
        ),
    );
    fc.assert(
      fc.property(answer, fc.constantFrom<Method[]>("GET", "POST", "DELETE"), fc.nat(6), (given, method, tries) => {
        const verdict = judgeAnswer(given, method, tries, now);
        if (verdict.kind !== "again") return;
        expect(verdict.after).toBeLessThanOrEqual(longestWait);
        expect(verdict.after).toBeGreaterThanOrEqual(0);
        expect(tries).toBeLessThan(4);
        if (method !== "GET") expect([403, 429]).toContain("status" in given ? given.status : 0);
      }),
    );
  });
});

test.each([
  [null, undefined],
  ["", undefined],
  ['<https://a/?page=2>; rel="next", <https://a/?page=9>; rel="last"', "https://a/?page=2"],
  ['<https://a/?page=1>; rel="prev", <https://a/?page=3,4;5>; rel="next"', "https://a/?page=3,4;5"],
  ["<b>; rel=next", "b"],
  ['<b>; title="x"; rel="start next"', "b"],
  ['<b>; rel="nextish"', undefined],
  ['<b>; rel="last"', undefined],
  [`<${"x".repeat(9000)}>; rel="next"`, undefined],
])("the next page of %j is %j", (header, page) => {
  expect(nextPage(header)).toBe(page);
});
