import path from "node:path";
import * as z from "zod/mini";
import { checks } from "../doctor/checks/index.ts";
import { gatherSubject } from "../doctor/gather.ts";
import { findingLines } from "../doctor/lines.ts";
import { findWorkplace } from "../repo/workplace.ts";
import { Exit, type ExitCode } from "../ui/exit.ts";
import { outputFor } from "../ui/output.ts";
import type { Paint } from "../ui/paint.ts";
import type { Proc } from "../ui/process.ts";
import { commonFlags } from "./flags.ts";

const flagsSchema = z.object(commonFlags);

/** Says what is wrong with a set-up, and the command that mends it. Changes nothing. */
export async function doctor(proc: Proc, rawFlags: Record<string, unknown>): Promise<ExitCode> {
  const flags = flagsSchema.parse(rawFlags);
  const output = outputFor(proc, flags.json);
  const { root } = await findWorkplace(path.resolve(proc.cwd, flags.cwd), proc.env);
  const subject = await gatherSubject(root, proc);
  const findings = checks.flatMap((check) => check(subject));
  const wanting = findings.filter(({ severity }) => severity !== "info").length;
  output.lines([
    ...findings.flatMap((finding) => findingLines(finding, output)),
    "",
    conclusion(wanting, output.paint),
  ]);
  output.document(() => ({
    schema: "plan-init/doctor/1",
    result: wanting === 0 ? "healthy" : "findings",
    root,
    findings,
  }));
  return wanting === 0 ? Exit.Good : Exit.NotYet;
}

const conclusion = (wanting: number, paint: Paint): string =>
  wanting === 0
    ? paint.green("Nothing is wrong with this set-up.")
    : `${wanting} ${wanting === 1 ? "thing wants" : "things want"} mending.`;
