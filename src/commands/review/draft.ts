import { observe } from "../../pack/disk.ts";
import { putText } from "../../pack/put.ts";
import { describeDraft, errorKeys } from "../../review/draft.ts";
import { demand } from "../../review/phases.ts";
import { type Judgement, judgeRevision } from "../../review/revision.ts";
import type { Draft } from "../../review/types.ts";
import type { Examined } from "../check/examine.ts";
import { inRun, type Sitting } from "./step.ts";

/** What became of a plan that was to be the next draft. */
export type Taking =
  /** It is the draft that waits for a critic already. */
  | { kind: "same" }
  /** Where it was copied to, relative to the repository. */
  | { kind: "taken"; file: string }
  /** It brings errors, a clause each. */
  | { kind: "refused"; why: string[] };

/**
 * Takes a plan as the next draft.
 *
 * @throws Failure `review-out-of-phase`
 */
export async function takeDraft(sitting: Sitting, examined: Examined): Promise<Taking> {
  const { root, text, plan, findings } = examined;
  const { run, session } = sitting;
  demand("draft", session);
  const snapshot = `draft-${session.drafts.length + 1}.md`;
  const draft = describeDraft({ text, plan, snapshot, findings, reviewed: await reviewedText(root, sitting) });
  if (session.phase === "REVIEW" && isSame(draft, session.drafts.at(-1))) return { kind: "same" };
  const judgement = judge(sitting, examined);
  if (judgement.kind !== "taken") {
    await sitting.happen({ type: "refused", why: judgement.why });
    return { kind: "refused", why: judgement.why };
  }
  const file = inRun(run, snapshot);
  await putText(root, file, text);
  await sitting.happen({ type: "draft", ...draft });
  return { kind: "taken", file };
}

/** Whether a plan may follow the draft that the last round was about. */
export function judge({ session }: Sitting, { findings }: Pick<Examined, "findings">): Judgement {
  const { rounds, drafts } = session;
  const before = drafts[rounds.at(-1)?.draft ?? -1];
  if (before === undefined) return { kind: "taken" };
  const after = new Map(
    findings
      .filter(({ severity }) => severity === "error")
      .flatMap((each) =>
        errorKeys([each]).map((key): [string, string] => [key, `${each.rule} (line ${each.line}): ${each.what}`]),
      ),
  );
  return judgeRevision(before.errors, after, session.refused.length);
}

/** Whether two drafts say the same, notes of humans included. */
export const isSame = (a: Draft, b: Draft | undefined): boolean =>
  b !== undefined &&
  a.fingerprint === b.fingerprint &&
  JSON.stringify(a.notes.map(({ text }) => text)) === JSON.stringify(b.notes.map(({ text }) => text));

/** Text of the draft that the last round was about. */
export async function reviewedText(root: string, { run, session }: Sitting): Promise<string | undefined> {
  const draft = session.drafts[session.rounds.at(-1)?.draft ?? -1];
  if (draft === undefined) return undefined;
  const now = await observe(root, inRun(run, draft.snapshot));
  return now.kind === "text" ? now.text : undefined;
}
