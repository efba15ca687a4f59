import * as z from "zod/mini";
import { plainly } from "../identity.ts";
import { severities, verdicts } from "../types.ts";
import type { Problem } from "./extract.ts";
import { type Objections, type Reading, readAnswer } from "./read.ts";
import { listOf, said, word } from "./shape.ts";

const described = (words: string) => z.string().check(z.describe(words));

/**
 * The form that a critic is asked for. Strict in a way that structured output of every client takes: all keys required, no
 * others.
 */
export const criticForm = z
  .strictObject({
    verdict: z.enum(verdicts).check(z.describe("GO: no blocker and no major is open")),
    findings: z.array(
      z.strictObject({
        id: described("F1, F2, …; for a finding raised before, the id it has"),
        severity: z
          .enum(severities)
          .check(
            z.describe(
              "blocker: built as written it fails, or breaks a constraint; major: rework is likely, or a criterion stays unproven; minor: worth knowing",
            ),
          ),
        section: described("The id it is about (M2, R1), else the section, lines of the plan or a file"),
        evidence: described("What shows it: a line, a file, a command with its outcome, in backticks"),
        problem: described("What is wrong, in a sentence"),
        resolution: described("What to change, in a sentence that begins with a verb"),
      }),
    ),
    keep: z.array(z.string()).check(z.describe("Decisions that a revision must not lose")),
    trim: z.array(z.string()).check(z.describe("What can go")),
  })
  .check(z.describe("A critic's answer in a round of plan-init's review"));

/** A critic's answer. */
export type CriticAnswer = z.infer<typeof criticForm>;

const mostFindings = 200;

const lenient = z.object({
  verdict: word(verdicts, (text) =>
    text
      .trim()
      .toUpperCase()
      .replace(/[\s_]+/g, "-"),
  ),
  findings: z
    .array(
      z.object({
        id: z._default(said, ""),
        severity: word(severities, (text) => text.trim().toLowerCase()),
        section: said,
        evidence: said,
        problem: said,
        resolution: z._default(said, ""),
      }),
    )
    .check(z.maxLength(mostFindings)),
  keep: listOf(said, mostFindings),
  trim: listOf(said, mostFindings),
});

/**
 * A critic's answer from its text or its structured output. Prose never becomes a GO, and nothing becomes a finding that was
 * not given as one.
 *
 * @returns what is wrong with it where it has to be asked for again; among the remarks is what the rules settle: a GO beside
 *   blockers or majors is no GO, and findings that share an id get ids of their own
 */
export const readCritic = (given: unknown): Reading<CriticAnswer> => readAnswer(given, lenient, objections);

function objections({ verdict, findings }: CriticAnswer): Objections {
  const problems = findings.flatMap(({ problem, evidence }, at): Problem[] => [
    ...(plainly(problem) === ""
      ? [{ code: "wrong-shape" as const, words: `findings[${at}].problem: must not be empty` }]
      : []),
    ...(evidence.trim() === ""
      ? [
          {
            code: "no-evidence" as const,
            words: `findings[${at}].evidence: no evidence, no finding: name a section, a line or a file`,
          },
        ]
      : []),
  ]);
  if (verdict === "NO-GO" && findings.length === 0) {
    problems.push({ code: "no-findings", words: "the verdict is NO-GO without a finding: say what is wrong, or GO" });
  }
  return { problems, remarks: [...approvals(verdict, findings), ...sharedIds(findings)] };
}

function approvals(verdict: CriticAnswer["verdict"], findings: CriticAnswer["findings"]): Problem[] {
  const open = findings.filter(({ severity }) => severity !== "minor").length;
  if (verdict === "NO-GO" || open === 0) return [];
  return [
    {
      code: "go-with-findings",
      words: `it says GO beside ${open} blockers or majors, which is NO-GO unless all were decided before`,
    },
  ];
}

function sharedIds(findings: CriticAnswer["findings"]): Problem[] {
  const ids = findings.map(({ id }) => id).filter((id) => id !== "");
  const shared = [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
  return shared.map((id) => ({
    code: "duplicate-id",
    words: `several findings are called \`${id.slice(0, 40)}\`; each gets an id of its own`,
  }));
}
