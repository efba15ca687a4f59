import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git } from "../../helpers/temp.ts";
import { aField } from "../run/a-repository.ts";

const prediction = (title: string) =>
  `---\ndate: 2025-03-01\nby: planner\nseverity: high\n---\n\n# ${title}\n\n## Evidence\n\n- run 812 failed\n`;

const work = `# Make bootstrap work

## Problem

It stops.

## Proposed solution

Create the folder first.

## Affected files

- \`src/a.ts\`

## Acceptance criteria

- [ ] It ends with 0

## Dependencies

none
`;

const asked = `# Access to the registry

## What

An account.

## Why

Somebody has to sign.

## Unblocks

- @bootstrap

## Human action

1. Sign up at https://example.org

## What happens then

It is used.
`;

const folder = "planning/strategy/predictions";

test("a whole run: decide, settle, split, file, ask, and commit all of it by name", async () => {
  const on = await aField({ [`${folder}/unreviewed/old.md`]: prediction("The old one") });
  await on.write({ [`${folder}/unreviewed/new.md`]: prediction("The new one") });
  expect((await on.say("start")).exit).toBe(0);
  expect((await on.say("end")).exit).not.toBe(0);
  expect((await on.say("triage", "old", "--act", "it holds")).exit).toBe(0);
  expect((await on.say("triage", "new", "--dismiss", "one bad day")).exit).toBe(0);
  await on.edit("planning/_state/PREREQUISITES.md", (text) =>
    text.replace("Status", "- [ ] Suite is calm (@suite) ⚠ stuck: nobody dares\nStatus"),
  );
  expect(
    (await on.say("stuck", "split", "@suite", "--into", "Clock is injected", "--into", "No shared folder")).exit,
  ).toBe(0);
  expect((await on.say("tree")).stdout).toContain("@clock-is-injected");
  await writeFile(join(on.root, "draft.md"), work);
  expect((await on.say("file", "@suite", "--from", "draft.md")).exit).toBe(4);
  expect((await on.say("file", "@bootstrap", "--from", "draft.md")).exit).toBe(0);
  await writeFile(join(on.root, "asked.md"), asked);
  expect((await on.say("vault", "add", "registry", "--from", "asked.md")).exit).toBe(0);
  expect((await on.say("file", "--sync")).exit).toBe(0);
  expect((await on.say("journal")).exit).toBe(3);
  await on.fill();
  expect((await on.say("journal")).exit).toBe(0);
  const { id } = await on.open();
  expect((await on.say("vault", "fire", "registry")).exit).toBe(0);
  expect(await on.say("end")).toMatchObject({ exit: 0 });
  const { document } = await on.json("commit");
  expect(document.result).toBe("done");
  const changed = await git(
    on.root,
    "diff-tree",
    "-r",
    "--no-commit-id",
    "--name-status",
    "--no-renames",
    String(document.data.branch),
  );
  expect(changed.split("\n").filter((line) => !line.includes(id))).toEqual([
    "M\tplanning/_state/PREREQUISITES.md",
    "A\tplanning/strategy/backlog/make-bootstrap-work.md",
    "A\tplanning/strategy/journal/2025-03-04.md",
    `A\t${folder}/actioned/old.md`,
    `A\t${folder}/dismissed/new.md`,
    `D\t${folder}/unreviewed/old.md`,
    "A\tplanning/strategy/state.json",
  ]);
});
