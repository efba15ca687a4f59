import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { expect, test } from "vitest";
import { findBlock } from "../../src/pack/block.ts";
import { snapshot } from "../helpers/tree.ts";
import { describeClient, runClient } from "./support/client.ts";
import { type Conversation, textsOf } from "./support/messages-api.ts";
import { plannedRepository } from "./support/repository.ts";

describeClient("a skill in Claude Code", () => {
  test.each([
    ["/plan-run", "planning/PLANNER_RUNNER.md", "add rate limiting"],
    ["/plan-dev", "planning/DEV_RUNNER.md", "M2"],
    ["/plan-review", "planning/REVIEW_RUNNER.md", "the validations"],
  ])("%s expands to the whole of its runner, with CONFIG and the goal", async (skill, runner, goal) => {
    const cwd = await plannedRepository();
    const { api } = await runClient({ cwd, prompt: `${skill} ${goal}`, turns: ["Done."] });
    const [first] = api.conversations;
    expect(api.conversations).toHaveLength(1);
    const text = await readFile(join(cwd, runner), "utf8");
    expect(text).toContain("## CONFIG");
    expect(readFiles(first).some((read) => read.startsWith(text.trimEnd()))).toBe(true);
    expect(textsOf(first as Conversation).join("\n")).toContain(`This, if any, is \`goal\` in its CONFIG: ${goal}\n`);
  });

  test("hands the goal on word for word, and runs nothing of it", async () => {
    const goal = 'add `touch 1`, $(touch 2) and !`touch 3`; touch 4 — "für" $USER, $0, \\n & 100 %';
    const cwd = await plannedRepository();
    const before = await snapshot(cwd);
    const { api } = await runClient({ cwd, prompt: `/plan-run ${goal}`, turns: ["Done."] });
    const texts = textsOf(api.conversations[0] as Conversation);
    expect(texts.find((text) => text.includes("<command-args>"))).toContain(`<command-args>${goal}</command-args>`);
    // Where a skill's text would run a command, the client takes the sting out itself.
    const harmless = goal.replaceAll("!`", "\\! `");
    expect(texts.find((text) => text.startsWith("Base directory"))).toContain(`CONFIG: ${harmless}\n`);
    expect(await snapshot(cwd)).toEqual(before);
  });

  test("every session has the block of CLAUDE.md, whole and within 150 tokens; nothing leaves the machine", async () => {
    const cwd = await plannedRepository();
    const { api, result } = await runClient({ cwd, prompt: "What is this?", turns: ["A repository."] });
    expect(result).toBe("A repository.");
    const block = findBlock(await readFile(join(cwd, "CLAUDE.md"), "utf8"), "CLAUDE.md");
    const inside = block.kind === "found" ? block.inside.trim() : "";
    const loaded = textsOf(api.conversations[0] as Conversation).filter((text) => text.includes(inside));
    expect(inside).toContain("## Planning");
    expect(loaded).toHaveLength(1);
    // The skills are for a person to start: the model is not told of them, which would cost tokens in every session.
    expect(textsOf(api.conversations[0] as Conversation).join("\n")).not.toContain("Plan a change in planning/");
    expect(encode(inside).length).toBeLessThanOrEqual(150);
    expect(api.others.filter((request) => request !== "HEAD /")).toEqual([]);
  });
});

/** Texts of the files that the client read into a conversation, without the line numbers it gives them. */
function readFiles(conversation: Conversation | undefined): string[] {
  const texts = conversation === undefined ? [] : textsOf(conversation);
  return texts.flatMap((text) => {
    const numbered = text.match(/(?:^ *\d+\t.*\n?)+/gm) ?? [];
    return numbered.map((lines) => lines.replace(/^ *\d+\t/gm, "").trimEnd());
  });
}
