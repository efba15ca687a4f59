import { readFileSync, writeFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import * as prettier from "prettier";
import { describe, expect, it } from "vitest";
import { readCritic } from "../../src/review/answers/critic.ts";
import { extractJson, longestAnswer } from "../../src/review/answers/extract.ts";
import { answerJsonSchema, formNames } from "../../src/review/answers/json-schema.ts";
import { readPlanner } from "../../src/review/answers/planner.ts";
import { askAgain } from "../../src/review/answers/read.ts";
import { finding } from "./session.ts";

const critic = { verdict: "NO-GO", findings: [finding()], keep: [], trim: [] };
const go = { verdict: "GO", findings: [], keep: [], trim: [] };
const fenced = (value: unknown, language = "json") => `\`\`\`${language}\n${JSON.stringify(value, null, 2)}\n\`\`\``;

const codesOf = (reading: { ok: boolean; problems?: { code: string }[] }) => reading.problems?.map(({ code }) => code);

describe("the JSON document of an answer is", () => {
  it.each([
    ["the whole text", JSON.stringify(critic)],
    ["a fenced block", fenced(critic)],
    ["the last of several", `${fenced(go)}\nOn reflection:\n${fenced(critic)}\nThat is all.`],
    ["in a block without a language", fenced(critic, "")],
    ["in a block of tildes", fenced(critic).replaceAll("```", "~~~~")],
    ["before a block of something else", `${fenced(critic)}\n\n\`\`\`sh\nnpm test\n\`\`\`\n`],
    ["with fences in its texts", fenced({ ...critic, keep: ["```json\n{}\n```"] })],
    ["with the line ends of Windows", fenced(critic).replaceAll("\n", "\r\n")],
    ["behind a flood", `${"word ".repeat(longestAnswer / 2)}\n${fenced(critic)}`],
  ])("%s", (_, text) => {
    expect(readCritic(text)).toMatchObject({ ok: true, answer: { verdict: "NO-GO" } });
  });

  it.each([
    ["nothing", "", "empty"],
    ["blanks", " \n ", "empty"],
    ["prose", "GO. The verdict is GO, I approve.", "no-json"],
    ["the word in quotes", '"GO"', "no-json"],
    ["inline JSON in prose", `I say ${JSON.stringify(go)} now`, "no-json"],
    ["half of it", JSON.stringify(critic).slice(0, 60), "half-json"],
    ["half of a block", fenced(critic).slice(0, 60), "half-json"],
    ["a broken block after a whole one", `${fenced(go)}\n\`\`\`json\n{"verdict": "GO"\n\`\`\``, "half-json"],
    ["an open block after a whole one", `${fenced(go)}\n\`\`\`json\n{"verdict"`, "half-json"],
    ["a flood", "word ".repeat(longestAnswer / 4), "too-long"],
  ])("not in %s", (_, text, code) => {
    expect(codesOf(readCritic(text))).toEqual([code]);
  });

  it("looked for in 100 MB, of which only the end is read", () => {
    // Anything but linear would not come back before the test is given up.
    expect(extractJson("```\n{".repeat(20 * 1024 * 1024)).ok).toBe(false);
  });

  it("never made of any text that holds none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!text.includes("{") && !text.includes("["));
        expect(readCritic(text).ok).toBe(false);
      }),
    );
  });
});

describe("a critic's answer", () => {
  it("is read leniently in what does not matter", () => {
    const { id: _, resolution: __, ...bare } = finding();
    const reading = readCritic({ verdict: "no go", findings: [{ ...bare, severity: "BLOCKER", extra: 1 }], note: "x" });
    expect(reading).toMatchObject({
      ok: true,
      answer: { verdict: "NO-GO", findings: [{ id: "", severity: "blocker", resolution: "" }], keep: [], trim: [] },
    });
  });

  it.each([
    ["a list", [], "wrong-shape"],
    ["no verdict", { findings: [] }, "wrong-shape"],
    ["another verdict", { ...go, verdict: "LGTM" }, "wrong-shape"],
    ["another severity", { ...critic, findings: [finding({ severity: "nit" as never })] }, "wrong-shape"],
    ["no problem", { ...critic, findings: [finding({ problem: " .. " })] }, "wrong-shape"],
    ["no evidence", { ...critic, findings: [finding({ evidence: " " })] }, "no-evidence"],
    ["no reason for its NO-GO", { ...critic, findings: [] }, "no-findings"],
    ["more than anybody reads", { ...critic, findings: Array(201).fill(finding()) }, "wrong-shape"],
    ["a text without end", { ...critic, findings: [finding({ problem: "x".repeat(9000) })] }, "wrong-shape"],
  ])("with %s is asked for again", (_, answer, code) => {
    const reading = readCritic(answer);
    expect(codesOf(reading)).toEqual([code]);
  });

  it("is told what is wrong with it", () => {
    const reading = readCritic({ ...critic, findings: [{ ...finding(), severity: "nit", section: 3 }] });
    expect(reading.ok ? "" : askAgain(reading.problems)).toBe(
      [
        "Your answer could not be used:",
        "- findings[0].severity: must be one of blocker, major, minor",
        "- findings[0].section: must be a string",
        "Give the whole answer again, as one JSON document of the same form, and nothing else.",
      ].join("\n"),
    );
  });

  it("may share ids and approve with blockers: the rules settle that", () => {
    const reading = readCritic({ ...go, findings: [finding(), finding({ section: "M2" })] });
    expect(reading).toMatchObject({ ok: true, remarks: [{ code: "go-with-findings" }, { code: "duplicate-id" }] });
  });
});

describe("a planner's answer", () => {
  const answer = (...dispositions: object[]) => ({ dispositions, questions: [] });
  const one = { id: "F1", disposition: "ACCEPT", reason: "true" };

  it("is read leniently in what does not matter", () => {
    expect(readPlanner({ dispositions: [{ ...one, id: " F1 ", disposition: "rejected" }] }, ["F1"])).toMatchObject({
      ok: true,
      answer: { dispositions: [{ id: "F1", disposition: "REJECT" }], questions: [] },
    });
  });

  it.each([
    ["an id that nobody asked about", answer(one, { ...one, id: "F9" }), "unknown-id"],
    ["a finding left out", answer(), "missing-disposition"],
    ["two minds", answer(one, { ...one, disposition: "REJECT" }), "duplicate-id"],
    ["no reason", answer({ ...one, reason: " " }), "empty-reason"],
    ["another word", answer({ ...one, disposition: "MAYBE" }), "wrong-shape"],
    ["seven questions", { ...answer(one), questions: Array(7).fill({ question: "?", default: "" }) }, "wrong-shape"],
  ])("with %s is asked for again", (_, given, code) => {
    expect(codesOf(readPlanner(given, ["F1"]))).toEqual([code]);
  });

  it("may say a thing twice", () => {
    expect(readPlanner(answer(one, one), ["F1"])).toMatchObject({ ok: true, remarks: [{ code: "duplicate-id" }] });
  });
});

describe.each(formNames)("the published schema of a %s", (name) => {
  const schema = answerJsonSchema(name);

  // `UPDATE=1 npx vitest run tests/review/answers.test.ts` writes it anew.
  it("is what the program asks for", async () => {
    const url = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
    const text = await prettier.format(JSON.stringify(schema), { parser: "json", objectWrap: "preserve" });
    if (process.env.UPDATE === "1") writeFileSync(url, text);
    expect(readFileSync(url, "utf8")).toBe(text);
  });

  it("is strict: every key required, no others, no keyword that structured output refuses", () => {
    const seen = new Set<string>();
    const walk = (node: unknown): void => {
      if (typeof node !== "object" || node === null) return;
      const { type, properties, required, additionalProperties } = node as Record<string, unknown>;
      if (type === "object") {
        expect(additionalProperties).toBe(false);
        expect(required).toEqual(Object.keys(properties as object));
        for (const value of Object.values(properties as object)) walk(value);
      }
      for (const key of Object.keys(node)) seen.add(key);
      walk((node as Record<string, unknown>).items);
    };
    walk(schema);
    const taken = ["$schema", "additionalProperties", "description", "enum", "items", "properties", "required", "type"];
    expect([...seen].sort()).toEqual(taken);
  });

  it("and the program agree about an answer", () => {
    const validate = new Ajv().compile(schema as object);
    const dispositions = [{ id: "F1", disposition: "DEFER", reason: "later" }];
    const good = name === "critic-answer" ? critic : { dispositions, questions: [], plan: "" };
    expect(validate(good)).toBe(true);
    expect((name === "critic-answer" ? readCritic(good) : readPlanner(good, ["F1"])).ok).toBe(true);
    expect(validate({ ...good, extra: 1 })).toBe(false);
  });
});
