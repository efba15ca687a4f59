import { turnOf } from "../../loop/turn.ts";
import type { Session } from "../../review/types.ts";
import { takeDraft } from "../review/draft.ts";
import { interrupt } from "./consult.ts";
import { playCritic } from "./critic.ts";
import { playInterview } from "./interview.ts";
import { playPlanner } from "./planner.ts";
import { recordPlan } from "./settle.ts";
import { atTable, type Stage, sessionOf } from "./stage.ts";
import { deskOf, examinePlan, readPlan } from "./table.ts";

/**
 * Plays turn after turn until the rules say stop, or a person is needed. Whatever happens is on the disk before the next
 * turn, so that a loop which is ended anywhere goes on there.
 *
 * @param answers of a person to what the planner asks, by the question's id
 * @returns the session as it stands then
 */
export async function drive(stage: Stage, answers: ReadonlyMap<string, string>): Promise<Session> {
  let inVain = { round: -1, times: 0 };
  for (;;) {
    if (stage.proc.signal.aborted) await interrupt(stage);
    const session = await sessionOf(stage);
    const round = session.rounds.length;
    if (inVain.round !== round) inVain = { round, times: 0 };
    const turn = turnOf(session, { ...deskOf(session, await readPlan(stage)), unchanged: inVain.times });
    stage.view.show(session);
    switch (turn.kind) {
      case "stop":
      case "pause":
        return session;
      case "ask":
        if (!(await playInterview(stage, session, answers))) return sessionOf(stage);
        break;
      case "draft":
        await playDraft(stage, session);
        break;
      case "review":
        await playCritic(stage);
        break;
      default:
        if (turn.kind === "revise") inVain.times += 1;
        await playPlanner(stage, turn.kind);
    }
  }
}

/** The plan as it stands goes to the critic; before the first look, what is wanted is frozen. */
async function playDraft(stage: Stage, { drafts }: Session): Promise<void> {
  if (drafts.length === 0 && (await examinePlan(stage)).run?.iterations.length === 0) await recordPlan(stage);
  const examined = await examinePlan(stage);
  await atTable(stage, async (sitting) => {
    const taking = await takeDraft(sitting, examined);
    if (taking.kind !== "refused") return;
    // The planner's revisions are judged before they stand there, so this one is a person's.
    const words = `the plan was edited, and does not pass any more: ${taking.why.join("; ")}`;
    await sitting.happen({ type: "blocked", id: `draft-${sitting.session.drafts.length + 1}`, words });
  });
}
