import * as z from "zod/mini";
import { literal, visible } from "../../config/words.ts";
import { moveFile } from "../../pack/move.ts";
import { putText } from "../../pack/put.ts";
import { isoSeconds } from "../../runs/names.ts";
import { type DocumentFinding, isBad, leaks } from "../../strategy/documents/finding.ts";
import { nextInRun } from "../../strategy/run/next.ts";
import type { Decision, Outcome, StrategyRun } from "../../strategy/run/record.ts";
import { filingBudget, withOutcome, withoutOutcome } from "../../strategy/run/record.ts";
import { isWatching, type Moment, type Move, moveFor, unmoved, unrecorded } from "../../strategy/triage/decide.ts";
import type { Prediction } from "../../strategy/triage/prediction.ts";
import { judgePrediction, type Known } from "../../strategy/triage/rules.ts";
import { Failure } from "../../ui/failure.ts";
import type { Action } from "../../verbs/verb.ts";
import { commonFlags, said } from "../flags.ts";
import { findingLines } from "./documents.ts";
import { readPredictions } from "./predictions.ts";
import { type Answer, play, playOn, type Scene, type Stepped } from "./step.ts";

const flagsSchema = z.object({
  ...commonFlags,
  act: z.optional(z.string()),
  dismiss: z.optional(z.string()),
});

/** Lists the unreviewed predictions, or takes down what becomes of one: it is acted on or dismissed, with a reason. */
export const triage: Action = (proc, rawFlags, [slug]) => {
  const asked = decisionAsked(flagsSchema.parse(rawFlags), slug);
  return play("triage", proc, rawFlags, (scene) =>
    playOn(scene, "triage", async (open) => {
      const { run, known, notes } = await catchUp(scene, open);
      const answer = asked === undefined ? undefined : await decide(scene, run, known, asked);
      const now = answer?.run ?? run;
      const left = answer === undefined ? known : await readPredictions(scene.root);
      // What came in since the step was done opens it again.
      const outcome = left.unreviewed.all.length > 0 ? undefined : outcomeOf(now);
      const after =
        outcome === undefined
          ? withoutOutcome(now, "triage")
          : withOutcome(now, "triage", { at: now.opened, ...outcome });
      const told = answer?.told ?? listed(scene, after, left);
      const next = [...(told.next ?? []), ...nextInRun(after, told.next === undefined ? undefined : "triage")];
      return { run: after, outcome, told: { ...told, run: run.id, notes, next } } satisfies Stepped;
    }),
  );
};

function decisionAsked({ act, dismiss }: z.infer<typeof flagsSchema>, slug: string | undefined): Decision | undefined {
  if (act !== undefined && dismiss !== undefined) {
    throw new Failure("usage", {
      what: "`--act` and `--dismiss` do not go together",
      fix: "a prediction gets one of them",
    });
  }
  const given = act ?? dismiss;
  if ((slug === undefined) !== (given === undefined)) {
    const fix =
      '`plan-init strategy triage <slug> --act "why"` or `--dismiss "why"`; without both it lists what is to be decided';
    const what = slug === undefined ? "which prediction is meant?" : "what becomes of the prediction?";
    throw new Failure("usage", { what, fix });
  }
  if (slug === undefined || given === undefined) return undefined;
  const flag = act === undefined ? "--dismiss" : "--act";
  const reason = said(flag, given);
  if (!isWatching(reason)) return { slug, act: act !== undefined, reason };
  throw new Failure("usage", {
    what: `\`${flag}\`: there is no watching`,
    fix: "act on it now, or dismiss it: it may come back with new evidence",
  });
}

interface CaughtUp {
  run: StrategyRun;
  known: Known;
  notes: string[];
}

/** Makes good what an interrupted command left. */
async function catchUp(scene: Scene, open: StrategyRun): Promise<CaughtUp> {
  const moment = momentOf(scene, open);
  let [run, known] = [open, await readPredictions(scene.root)];
  for (let [move] = unmoved(known, moment); move !== undefined; [move] = unmoved(known, moment)) {
    run = await make(scene.root, run, move);
    known = await readPredictions(scene.root);
  }
  const made = unrecorded(known, run);
  const wrote = [...new Set([...run.wrote, ...made.flatMap(({ paths }) => paths)])];
  run = { ...run, triaged: [...run.triaged, ...made.map(({ decision }) => decision)], wrote };
  const count = run.triaged.length - open.triaged.length;
  return {
    run,
    known,
    notes: count === 0 ? [] : [`${count} that stood in files alone ${count === 1 ? "is" : "are"} in the record now`],
  };
}

const momentOf = ({ now }: Scene, { id }: StrategyRun): Moment => ({ run: id, at: isoSeconds(now) });

/** Writes the outcome into the file, then moves it: killed in between, the next command moves it. */
async function make(root: string, run: StrategyRun, { from, to, text, decision }: Move): Promise<StrategyRun> {
  await putText(root, from, text);
  await moveFile(root, from, to);
  const triaged = [...run.triaged.filter(({ slug }) => slug !== decision.slug), decision];
  return { ...run, triaged, wrote: [...new Set([...run.wrote, from, to])] };
}

type Reply = Omit<Answer, "run" | "next"> & { next?: string[] };

async function decide(
  scene: Scene,
  run: StrategyRun,
  known: Known,
  asked: Decision,
): Promise<{ run: StrategyRun; told: Reply }> {
  const prediction = known.unreviewed.all.find(({ slug }) => slug === asked.slug);
  if (prediction === undefined) return { run, told: notThere(known, asked, run) };
  const findings = obstacles(judgePrediction(prediction, known, scene.now), asked);
  if (isBad(findings)) return { run, told: refused(prediction, findings, scene) };
  const move = moveFor(prediction, asked, momentOf(scene, run), known);
  const secrets = leaks(move.text);
  if (secrets.length > 0) return { run, told: { ...refused(prediction, secrets, scene), result: "refused" } };
  const after = await make(scene.root, run, move);
  const words = `${visible(asked.slug, 80)}: ${asked.act ? "acted on" : "dismissed"}, now ${move.to}`;
  return {
    run: after,
    told: { result: "done", words, data: { moved: { from: move.from, to: move.to }, decision: move.decision } },
  };
}

/** What keeps a decision from being taken: a dismissal needs no more than a file that can be written and moved. */
const obstacles = (findings: DocumentFinding[], { act }: Decision): DocumentFinding[] =>
  findings.filter(({ rule }) => act || ["unreadable", "name", "front-matter"].includes(rule));

function refused({ path }: Prediction, findings: readonly DocumentFinding[], { output }: Scene): Reply {
  return {
    result: "unfinished",
    words: `${path} stays where it is: ${findings[0]?.what ?? ""}`,
    lines: findingLines(findings, path, output),
    data: { findings },
  };
}

function notThere(known: Known, { slug, act }: Decision, run: StrategyRun): Reply {
  const made = run.triaged.find((decision) => decision.slug === slug);
  if (made?.act === act) return { result: "done", words: `${visible(slug, 80)} was decided already: ${made.reason}` };
  const moved = [...known.actioned.bySlug(slug), ...known.dismissed.bySlug(slug)][0];
  const words =
    moved === undefined
      ? `there is no unreviewed prediction ${literal(slug)}`
      : `${literal(slug)} was decided already: ${moved.path}`;
  return { result: "refused", words, next: ["see what is to be decided: `plan-init strategy triage`"] };
}

function outcomeOf({ triaged }: StrategyRun): Omit<Outcome, "at"> {
  if (triaged.length === 0) return { result: "skipped", words: "there are no predictions to decide on" };
  const acted = triaged.filter(({ act }) => act).length;
  return { result: "done", words: `${acted} acted on, ${triaged.length - acted} dismissed` };
}

function listed(scene: Scene, run: StrategyRun, known: Known): Reply {
  const judged = known.unreviewed.all.map((prediction) => ({
    prediction,
    findings: judgePrediction(prediction, known, scene.now),
  }));
  const data = {
    predictions: judged.map(({ prediction: { slug, path, title, evidence }, findings }) => ({
      slug,
      path,
      title,
      evidence,
      findings,
    })),
    triaged: run.triaged,
    budget: filingBudget(run.triaged.length, run.most),
  };
  if (judged.length === 0) return { result: "done", words: `Triage: ${outcomeOf(run).words}`, data };
  return {
    result: "unfinished",
    words: `${judged.length} to decide on, each to be acted on or dismissed`,
    lines: judged.flatMap((each) => predictionLines(each, scene)),
    data,
    next: ['for each: `plan-init strategy triage <slug> --act "why"` or `--dismiss "why"`'],
  };
}

function predictionLines(
  { prediction, findings }: { prediction: Prediction; findings: DocumentFinding[] },
  { output }: Scene,
): string[] {
  const { slug, title, path, evidence } = prediction;
  const about = `${visible(title || "(no title)", 100)}, ${evidence.length} in evidence`;
  return [`${output.paint.bold(visible(slug, 80))}  ${about}`, ...findingLines(findings, path, output), ""];
}
