import { literal, visible } from "../../../config/words.ts";
import { isoSeconds, slugOf } from "../../../runs/names.ts";
import { type DocumentFinding, isBad, leaks } from "../../../strategy/documents/finding.ts";
import { writeDocument } from "../../../strategy/documents/markdown.ts";
import { findDoubles, priorityOf, type Wanted } from "../../../strategy/filing/backlog.ts";
import { capabilityWork, findCapability } from "../../../strategy/filing/capability.ts";
import { readDraftWork } from "../../../strategy/filing/draft.ts";
import { idOf, isSameId, nodeOf } from "../../../strategy/filing/gate.ts";
import { issuesOf } from "../../../strategy/forge/work.ts";
import { backlogDir } from "../../../strategy/paths.ts";
import { markOf } from "../../../strategy/stuck/signals.ts";
import { rankedOf } from "../../../strategy/tree/print/ranked.ts";
import { nearest } from "../../../ui/nearest.ts";
import { readCapabilities } from "../capabilities.ts";
import { readSignals } from "../stuck.ts";
import { type Desk, moreToFile, outcomeOf, type Reply, refusal, refuse, unfit } from "./desk.ts";

const mend = "mend the draft and file it again; the form: `plan-init strategy file --template`";

/** Files a draft at a constraint: after the gate, the budget, the form and the search for doubles. */
export async function fileWork(desk: Desk, id: string, text: string): Promise<Reply> {
  const shut = refusal(desk, id);
  if (shut !== undefined) return shut;
  const labels = await desk.forge.histories(issuesOf([id], desk.backlog));
  const signals = await readSignals(desk.scene.root, desk.tree, labels);
  const marks = markOf(signals.filter((each) => isSameId(each.id, id)));
  if (marks !== "") {
    const fix = "mark it, and split it: `plan-init strategy stuck --write`";
    return refuse(desk.run, `${id} is stuck (${marks}), and never filed again as it is`, fix);
  }
  const { title, slug, findings } = readDraftWork(text, id);
  return put(desk, { id, slug, title }, text, findings);
}

/** Writes down that something is to be run for its evidence. Runs nothing. */
export async function fileCapability(desk: Desk, name: string, typed: string | undefined): Promise<Reply> {
  const id = typed === undefined ? undefined : idOf(typed);
  const shut = refusal(desk, id);
  if (shut !== undefined) return shut;
  const all = readCapabilities(desk.scene.root);
  const capability = findCapability(all, name);
  if (capability === undefined)
    return unknownCapability(
      desk,
      name,
      all.map((each) => each.name),
    );
  const about = id === undefined ? "what the objectives need" : textAt(desk, id);
  const { title, text } = capabilityWork(capability, about);
  const slug = slugOf(`${id ?? ""} ${capability.name}`) || "evidence";
  return put(desk, { id, slug, title, capability: capability.name }, text, []);
}

function textAt({ tree: { judged, selection } }: Desk, id: string): string {
  const node = nodeOf(judged, selection, id);
  return node === undefined ? id : `${judged.graph.nodes[node]?.text} (${id})`;
}

function unknownCapability({ run }: Desk, name: string, names: readonly string[]): Reply {
  const near = nearest(name, names);
  const hint =
    near === undefined
      ? `there are ${names.slice(0, 20).map(literal).join(", ") || "none"}`
      : `did you mean ${literal(near)}?`;
  const words = `Not filed: no document of capabilities, script or target is called ${literal(name)}`;
  return { run, outcome: undefined, told: { result: "refused", words, next: [hint] } };
}

async function put(desk: Desk, wanted: Wanted, draft: string, judged: DocumentFinding[]): Promise<Reply> {
  const { run, tree, backlog } = desk;
  const findings = [...judged, ...(wanted.slug === "" ? [] : findDoubles(wanted, backlog, tree.judged.graph.tree))];
  const path = `${backlogDir}/${wanted.slug}.md`;
  if (isBad(findings)) return unfit(desk, findings, mend);
  const text = writeDocument(draft, { front: frontOf(desk, wanted) }, "the draft");
  const secrets = leaks(text);
  if (secrets.length > 0) return unfit(desk, secrets, mend);
  const filed = [...run.filed, { id: wanted.id ?? null, kind: "work" as const, slug: wanted.slug }];
  const after = { ...run, filed, wrote: [...new Set([...run.wrote, path])] };
  const what = wanted.capability === undefined ? "work" : `a run of ${visible(wanted.capability, 80)}`;
  return {
    run: after,
    outcome: outcomeOf(after),
    writes: [{ path, text }],
    told: {
      result: "done",
      words: `Filed ${what}${wanted.id === undefined ? "" : ` at ${wanted.id}`}: ${path}`,
      data: { path, left: desk.left - 1 },
      next: moreToFile(desk, wanted.id),
    },
  };
}

function frontOf({ scene, run, tree, open }: Desk, { id, capability }: Wanted) {
  const node = id === undefined ? undefined : nodeOf(tree.judged, tree.selection, id);
  const [ranked] = node === undefined ? [] : rankedOf(tree.judged, [node], 1);
  return {
    ...(id === undefined ? {} : { id }),
    ...(capability === undefined ? {} : { kind: "evidence", capability }),
    objectives: ranked?.blocks ?? [],
    score: ranked?.score ?? 0,
    filed: isoSeconds(scene.now).slice(0, 10),
    run: run.id,
    status: "backlog",
    priority: id === undefined ? "none" : priorityOf(id, open),
  };
}
