import { visible } from "../../config/words.ts";
import { cut } from "../../runs/prose.ts";
import type { Origin } from "../../runs/run.ts";
import { Failure } from "../../ui/failure.ts";
import { nearest } from "../../ui/nearest.ts";
import { readDocument, said, sectionOf } from "../documents/markdown.ts";
import { isClosed, type Work } from "./backlog.ts";
import { openCriteria } from "./criteria.ts";
import { isSameId } from "./gate.ts";

/**
 * The open work that is filed at an id.
 *
 * @throws Failure `no-work`, `work-twice`, `work-closed`, `work-is-evidence` where it is not exactly one piece that needs code
 */
export function workAt(id: string, backlog: readonly Work[]): Work {
  const filed = backlog.filter((work) => isSameId(work.id, id));
  const code = filed.filter(({ capability }) => capability === "");
  const open = code.filter((work) => !isClosed(work));
  const [work, other] = open;
  if (work !== undefined && other === undefined) return work;
  if (other !== undefined) throw new Failure("work-twice", { id, paths: open.map(({ path }) => path) });
  const [closed] = code;
  if (closed !== undefined) throw new Failure("work-closed", { path: closed.path, status: closed.status });
  const [evidence] = filed;
  if (evidence !== undefined) {
    throw new Failure("work-is-evidence", { path: evidence.path, capability: evidence.capability });
  }
  const ids = backlog.filter((each) => each.id !== "" && !isClosed(each)).map((each) => each.id);
  const bare = backlog.filter((each) => each.id === "").map(({ path }) => path);
  throw new Failure("no-work", { id, near: nearest(id, ids), ids, bare });
}

// What nobody sees must not reach an agent: marks of direction, tags, joiners of nothing. Those within words are a part of them.
const unseen = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * What a piece of work hands to the plan that is made of it.
 *
 * @throws Failure `work-unfit` where there is nothing to plan by
 */
export function briefOf({ id, path, text = "", title }: Work): { goal: string; from: Origin } {
  const document = readDocument(text);
  const problem = cut(said(sectionOf(document, "Problem")?.body ?? "").replace(unseen, ""), 2000);
  const criteria = openCriteria(document).map((criterion) => criterion.replace(unseen, ""));
  const missing = [
    ...(title === "" ? ["a title"] : []),
    ...(problem === "" ? ["a section Problem"] : []),
    ...(criteria.length === 0 ? ["an open box under Acceptance criteria"] : []),
  ];
  if (missing.length > 0) throw new Failure("work-unfit", { path, missing });
  const { objectives } = document.front;
  const names = Array.isArray(objectives) ? objectives.filter((each) => typeof each === "string") : [];
  return {
    goal: cut(visible(title, 240), 240),
    from: { id, work: path, objectives: names, problem, criteria },
  };
}
