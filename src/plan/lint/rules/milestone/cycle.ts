import type { Milestone, Span } from "../../../types.ts";
import { liveMilestones } from "../../milestones.ts";
import type { Complaint, Rule } from "../../types.ts";

export const cycle: Rule = {
  id: "milestone/cycle",
  severity: "error",
  summary: "milestones that depend on each other in a circle",
  why: "None of them could be the first. The finding names the circle.",
  good: "- Depends on: M1",
  bad: "- Depends on: M3 (while M3 depends on M2, and M2 on this one)",
  check({ plan }) {
    const graph = new Map<string, Milestone>();
    for (const milestone of liveMilestones(plan)) {
      if (milestone.id !== undefined && !graph.has(milestone.id)) graph.set(milestone.id, milestone);
    }
    return circles(graph).map((circle) => complaint(circle));
  },
};

/** A step on the way through the dependencies: a milestone, and which of its dependencies comes next. */
interface Step {
  id: string;
  dependencies: Span[];
  next: number;
}

/** A dependency that closes a circle, and the ids of the circle from its target on. */
interface Circle {
  closing: Span;
  ids: string[];
}

/** Every dependency that leads back to a milestone that is being looked at; without recursion, plans may be huge. */
function circles(graph: ReadonlyMap<string, Milestone>): Circle[] {
  const done = new Set<string>();
  return [...graph.keys()].flatMap((start) => (done.has(start) ? [] : circlesFrom(start, graph, done)));
}

function circlesFrom(start: string, graph: ReadonlyMap<string, Milestone>, done: Set<string>): Circle[] {
  const found: Circle[] = [];
  const onPath = new Map<string, number>();
  const path: Step[] = [];
  const enter = (id: string) => {
    onPath.set(id, path.length);
    path.push({ id, dependencies: graph.get(id)?.dependsOn?.ids ?? [], next: 0 });
  };
  enter(start);
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const dependency = step.dependencies[step.next++];
    if (dependency === undefined) {
      path.pop();
      onPath.delete(step.id);
      done.add(step.id);
    } else if (onPath.has(dependency.text)) {
      found.push({ closing: dependency, ids: path.slice(onPath.get(dependency.text)).map(({ id }) => id) });
    } else if (graph.has(dependency.text) && !done.has(dependency.text)) enter(dependency.text);
  }
  return found;
}

function complaint({ closing: { line, column, text }, ids }: Circle): Complaint {
  const id = ids.at(-1);
  const way = [...ids, text].join(" → ");
  const what =
    ids.length === 1
      ? `${text} depends on itself, so it could never begin`
      : `the dependencies ${way} form a circle, so none of these milestones could begin`;
  const fix = "take one of these dependencies out, or move what both need into a milestone of its own";
  return { line, column, text, id, what, fix };
}
