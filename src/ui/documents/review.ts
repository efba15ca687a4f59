import * as z from "zod";
import { choices, phases, severities, stopReasons, verdicts } from "../../review/types.ts";
import { root } from "./shared.ts";

const states = ["open", "accepted", "deferred", "rejected", "addressed"] as const;

const finding = z.object({
  id: z.string().describe("Stable over all rounds"),
  source: z.enum(["critic", "human"]),
  severity: z.enum(severities),
  section: z.string(),
  evidence: z.string(),
  problem: z.string(),
  resolution: z.string(),
  fingerprint: z.string().describe("Of severity, section and normalised text"),
  line: z.int().nullable().describe("Of a person's note in the plan"),
  state: z.enum(states),
  contested: z.boolean().describe("A blocker that was deferred or rejected, and the critic has not seen why"),
  disposition: z.enum(choices).nullable(),
  reason: z.string().nullable().describe("The planner's"),
  raised: z.array(z.int()).describe("Rounds in which it counted"),
  returned: z.array(z.int()).describe("Rounds in which it came back, unchanged, after it was accepted"),
  filtered: z.array(z.int()).describe("Rounds in which it was raised against a decision without new evidence"),
});

const told = z.object({
  id: z.string(),
  severity: z.enum(severities),
  section: z.string(),
  problem: z.string(),
  resolution: z.string(),
  state: z.enum(states),
  reason: z.string().nullable(),
});

const byId = z.record(z.string(), z.string());

const critic = z.object({
  round: z.int(),
  cap: z.int(),
  plan: z.string().describe("The draft to read, relative to `root`"),
  intent: z.object({ goals: byId, nonGoals: byId, constraints: byId, criteria: byId }),
  context: z.array(z.string()),
  notes: z.array(z.string()),
  human: z.array(z.object({ line: z.int(), text: z.string(), section: z.string() })),
  delta: z
    .object({
      diff: z.string().describe("Unified"),
      changed: z.array(z.array(z.int())).describe("Lines of the draft, from and to"),
      findings: z.array(told),
      keep: z.array(z.string()),
      trim: z.array(z.string()),
    })
    .nullable()
    .describe("What changed since the last round; `null` in the first"),
});

const amount = z.object({
  known: z.number().describe("Sum of what is known"),
  missing: z.int().describe("Calls that did not tell: unknown, which is not 0"),
});

export const reviewDocument = z
  .object({
    schema: z.literal("plan-init/review/1"),
    result: z.enum(["OPEN", "GO", "NO-GO", "PAUSED"]),
    root,
    run: z.string(),
    step: z.enum(["open", "findings", "dispositions", "close", "loop", "watch"]),
    line: z.string().describe("The first line of the text output"),
    reason: z.enum(stopReasons).nullable().describe("Why it stops; `null` while it goes on"),
    phase: z.enum(phases),
    round: z.int().describe("Rounds played"),
    max: z.int().describe("Most rounds"),
    ended: z.boolean().describe("Whether the end is on record"),
    due: z.array(z.string()).describe("Ids of findings that wait for a disposition"),
    work: z.array(z.string()).describe("Ids of blockers and majors that the planner accepted in the last round"),
    rounds: z.array(
      z.object({
        n: z.int(),
        file: z.string().describe("Relative to `root`"),
        said: z.enum(verdicts).describe("By the critic"),
        verdict: z.enum(verdicts).describe("What it comes to"),
        blocker: z.int(),
        major: z.int(),
        minor: z.int(),
        fresh: z.int(),
        returned: z.int(),
        filtered: z.int(),
        accepted: z.int(),
      }),
    ),
    findings: z.array(finding),
    questions: z
      .array(z.object({ id: z.string(), question: z.string(), fallback: z.string(), answer: z.string().nullable() }))
      .describe("What the planner of a loop has asked a person"),
    spent: z.object({ calls: z.int(), usd: amount, tokens: amount, ms: amount }).describe("What agents said they used"),
    verdict: z.string().nullable().describe("Where the run stands, when a loop has recorded its plan"),
    critic: critic.nullable().describe("What a critic is to be given, when it is the critic's turn"),
    written: z.array(z.string()).describe("Relative to `root`"),
    notes: z.array(z.string()),
    next: z.array(z.string()).describe("What to do next"),
  })
  .describe("What `review`, `loop` and `watch` print with `--json`");
