import { criticInput } from "../../review/critic-input.ts";
import { caps } from "../../review/stop/cap.ts";
import { decideStop } from "../../review/stop/index.ts";
import { Failure } from "../../ui/failure.ts";
import { type Examined, examine } from "../check/examine.ts";
import { reviewedText, takeDraft } from "./draft.ts";
import { addMaterial, materialOf } from "./material.ts";
import { roundsOf } from "./rounds.ts";
import { goOn, openSession } from "./session.ts";
import { type Asked, type Outcome, type Sitting, sit } from "./step.ts";

/**
 * Begins a review of the current run's plan, or goes on with it: takes the plan as the next draft, and gives what a critic needs.
 *
 * @throws Failure `no-run`, `review-over`, `review-out-of-phase`, `review-revision`
 */
export async function open(asked: Asked): Promise<Outcome> {
  const { proc, root, flags } = asked;
  const rounds = roundsOf("--rounds", flags.rounds, flags);
  const material = await materialOf(asked);
  const examined = await examine({ root, other: undefined }, { env: proc.env, signal: proc.signal });
  if (examined.run === undefined) throw new Failure("no-run", {});
  const sitting = await sit(root, examined.run, proc);
  await begin(sitting, rounds, asked);
  await addMaterial(sitting, material);
  const written = await takePlan(sitting, examined);
  return outcome(sitting, examined, written);
}

/** Opens a session where there is none, and has one go on that a person says more rounds for. */
async function begin(sitting: Sitting, rounds: number | undefined, { proc, root }: Asked): Promise<void> {
  if (sitting.session.phase === "SETUP") {
    const git = { env: proc.env, signal: proc.signal };
    return openSession(sitting, root, git, { cap: rounds ?? caps.usual, limits: {}, agents: {} });
  }
  const stop = decideStop(sitting.session);
  if (stop === undefined) {
    if (rounds === undefined) return;
    const { cap } = sitting.session;
    throw new Failure("usage", {
      what: `the review goes on, and has ${cap} rounds as it was opened with`,
      fix: "leave `--rounds`, `--fast` and `--complex` to a new review, or to one that has ended",
    });
  }
  if (rounds === undefined) throw new Failure("review-over", { words: `${stop.reason}: ${stop.words}` });
  await goOn(sitting, stop, { rounds, limits: null });
}

/** @throws Failure `review-revision` for a revision that breaks the plan; by hand it may be mended as often as it takes */
async function takePlan(sitting: Sitting, examined: Examined): Promise<string[]> {
  const taking = await takeDraft(sitting, examined);
  if (taking.kind === "refused") throw new Failure("review-revision", { why: taking.why });
  return taking.kind === "taken" ? [taking.file] : [];
}

async function outcome(
  sitting: Sitting,
  { root, text, intent, run, errors }: Examined,
  written: string[],
): Promise<Outcome> {
  const { session } = sitting;
  const isOver = decideStop(session) !== undefined;
  const reviewed = await reviewedText(root, sitting);
  const lost = session.rounds.length > 0 && reviewed === undefined;
  return {
    run: sitting.run,
    session,
    critic: isOver ? undefined : criticInput(session, run?.intent ?? intent, { now: text, reviewed }),
    written,
    notes: [
      ...sitting.notes,
      ...(errors > 0
        ? ["`plan-init check` finds errors in this draft: mend them first, and the critic can look for more"]
        : []),
      ...(lost ? ["the draft that the last round was about is gone, so the critic looks at the whole plan again"] : []),
    ],
    next: [],
  };
}
