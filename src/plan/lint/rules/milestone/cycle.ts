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
    const order = new Map([...graph.keys()].map((id, index) => [id, index]));
    return circles(graph).map((circle) => complaint(fromForward(circle, order), graph));
  },
};

/** A step on the way through the dependencies: a milestone, and which of its dependencies comes next. */
interface Step {
  id: string;
  dependencies: Span[];
  next: number;
}

/** Every circle, as the ids along it; without recursion, for plans may be huge. */
function circles(graph: ReadonlyMap<string, Milestone>): string[][] {
  const done = new Set<string>();
  return [...graph.keys()].flatMap((start) => (done.has(start) ? [] : circlesFrom(start, graph, done)));
}

function circlesFrom(start: string, graph: ReadonlyMap<string, Milestone>, done: Set<string>): string[][] {
  const found: string[][] = [];
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
      found.push(path.slice(onPath.get(dependency.text)).map(({ id }) => id));
    } else if (graph.has(dependency.text) && !done.has(dependency.text)) enter(dependency.text);
  }
  return found;
}

/** The circle from a milestone on that waits for a later one: of its dependencies the one that is most likely wrong. */
function fromForward(circle: readonly string[], order: ReadonlyMap<string, number>): string[] {
  const place = (id: string | undefined): number => order.get(id ?? "") ?? 0;
  const at = circle.findIndex((id, index) => place(id) < place(circle[(index + 1) % circle.length]));
  return at < 0 ? [...circle] : [...circle.slice(at), ...circle.slice(0, at)];
}

function complaint(ids: readonly string[], graph: ReadonlyMap<string, Milestone>): Complaint {
  const [first = "", second = first] = ids;
  const milestone = graph.get(first);
  const dependency = milestone?.dependsOn?.ids.find(({ text }) => text === second);
  const { line, column } = dependency ?? milestone ?? { line: 1, column: 1 };
  const what =
    ids.length < 2
      ? `${first} depends on itself, so it could never begin`
      : `the dependencies ${[...ids, first].join(" → ")} form a circle, so none of these milestones could begin`;
  const fix = "take one of these dependencies out, or move what both need into a milestone of its own";
  return { line, column, text: second, id: first, what, fix };
}
