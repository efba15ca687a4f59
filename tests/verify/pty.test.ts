import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli } from "../helpers/cli.ts";
import { hasPty, onTerminal } from "../helpers/pty.ts";
import { building, withCommand } from "./in-repo.ts";

const verify = (flags = "") => `'${process.execPath}' '${cli}' verify ${flags}`;

describe.skipIf(!hasPty)("verify on a terminal", () => {
  it("shows the commands, asks, and runs nothing without a yes", async () => {
    const on = await building({ M1: withCommand("touch pwned") });
    const declined = await onTerminal(verify(), on.root, [["Run the command", "\r"]]);
    expect(declined.exit).toBe(3);
    expect(declined.screen).toContain("$ touch pwned");
    expect(declined.screen).toContain("Nothing was run");
    expect(existsSync(join(on.root, "pwned"))).toBe(false);
    expect(await onTerminal(verify(), on.root, [["Run the command", "y"]])).toMatchObject({ exit: 0 });
    expect(existsSync(join(on.root, "pwned"))).toBe(true);
  });

  it("asks again for what was changed, and runs the rest without it", async () => {
    const on = await building({ M1: { validation: "`touch settled` and `true` → exit 0" } });
    await on.edit((text) => text.replace("`true`", "`touch pwned`"));
    const answers: [string, string][] = [
      ["Run the command", "y"],
      ["not as settled", "n"],
    ];
    const { exit, screen } = await onTerminal(verify(), on.root, answers);
    expect(exit).toBe(4);
    expect(screen).toContain("not as it was settled");
    expect([existsSync(join(on.root, "settled")), existsSync(join(on.root, "pwned"))]).toEqual([true, false]);
  });

  it("asks although `--changed` is given", async () => {
    const on = await building({ M1: withCommand("true") });
    await on.edit((text) => text.replace("`true`", "`touch pwned`"));
    expect(await onTerminal(verify("--changed"), on.root, [["Run the command", "n"]])).toMatchObject({ exit: 3 });
    expect(existsSync(join(on.root, "pwned"))).toBe(false);
  });

  it("asks a person what was seen, and whether it is right", async () => {
    const on = await building({ M1: { validation: "manual: open the page → it is blue" } });
    const { exit, screen } = await onTerminal(verify(), on.root, [
      ["What was seen", "blue, on two screens\r"],
      ["as it should be", "y"],
    ]);
    expect(screen).toContain("it is blue");
    expect(exit).toBe(0);
    expect(await on.evidence()).toMatchObject([
      { kind: "manual", steps: expect.stringContaining("open the page"), seen: "blue, on two screens", passed: true },
    ]);
    expect(await onTerminal(verify(), on.root, [["What was seen", "\r"]])).toMatchObject({ exit: 4 });
    expect(await on.evidence()).toHaveLength(1);
  });

  it("ends the whole group on Ctrl-C and keeps what was seen before", async () => {
    const hold = "sh -c 'echo $$ > pid; echo hold$((1))ing; exec sleep 60' & wait";
    const on = await building({ M1: { validation: `\`true\` and \`${hold}\` → exit 0` } });
    const { exit, screen } = await onTerminal(verify("--yes"), on.root, [["hold1ing", "\u0003"]]);
    expect(screen).toContain("interrupted");
    expect(exit).toBe(130);
    expect(await on.evidence()).toHaveLength(1);
    const pid = Number(readFileSync(join(on.root, "pid"), "utf8"));
    expect(existsSync(`/proc/${pid}`) && !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"))).toBe(false);
  });

  it("ends the whole group when the terminal is gone", async () => {
    const hold = "sh -c 'echo $$ > pid; echo hold$((1))ing; exec sleep 60' & wait";
    const on = await building({ M1: withCommand(hold) });
    const pid = () => Number(readFileSync(join(on.root, "pid"), "utf8"));
    await onTerminal(
      `${verify("--yes")} & main=$!; until [ -s pid ]; do sleep 0.05; done; kill -HUP $main; wait $main`,
      on.root,
      [],
    );
    expect(existsSync(`/proc/${pid()}`) && !/\) Z/.test(readFileSync(`/proc/${pid()}/stat`, "utf8"))).toBe(false);
  });
});
