import fc from "fast-check";
import {
  check,
  command,
  type Draft,
  filePath,
  type ItemDraft,
  type MilestoneDraft,
  phrase,
  registerNames,
  registers,
} from "./draft.ts";

/** A plan that says the same in other words: nothing of its structure differs. */
export function reworded(draft: Draft): fc.Arbitrary<Draft> {
  return fc.infiniteStream(phrase).chain((stream) =>
    fc.constantFrom("todo", "doing", "done", "blocked").map((status) => {
      const words = (): string => stream.next().value ?? "";
      const item = ({ id, slots }: ItemDraft): ItemDraft => ({
        id,
        statement: words(),
        slots: Object.fromEntries(
          Object.entries(slots).map(([name, text]) => [name, name === "check" ? text : words()]),
        ),
      });
      const milestone = (old: MilestoneDraft): MilestoneDraft => ({
        ...old,
        title: words(),
        status,
        change: words(),
        interfaces: old.interfaces && words(),
        validation: old.validation.map((one) => ({
          ...one,
          does: one.kind === "manual" ? words() : one.does,
          expected: "exit 0 in the end",
        })),
        rollback: words(),
      });
      return {
        ...draft,
        title: words(),
        meta: {
          "Plan ID": "other",
          Timestamp: "2027-01-01T00:00:00Z",
          Mode: "execution",
          Status: "done",
          Iteration: "3 of 3",
        },
        baseline: { Branch: "x", Commit: `\`${"c".repeat(40)}\``, "Working tree": "dirty", Upstream: "none" },
        ...Object.fromEntries(registerNames.map((name) => [name, draft[name].map(item)])),
        milestones: draft.milestones.map(milestone),
        strategy: [words(), words()],
        changelog: [words(), words()],
      };
    }),
  );
}

/** A change of a plan's structure, and the words that must name it. */
export interface Edit {
  name: string;
  draft: Draft;
  words: string[];
}

const without = <T>(all: readonly T[], at: number): T[] => all.filter((_, nth) => nth !== at);
const replaced = <T>(all: readonly T[], at: number, one: T): T[] => all.map((old, nth) => (nth === at ? one : old));

/** Edits of one milestone; none where nothing would change. */
function milestoneEdits(draft: Draft, at: number): fc.Arbitrary<Edit | undefined>[] {
  const old = draft.milestones[at];
  if (old === undefined) return [];
  const { id } = old;
  const becomes = (name: string, change: Partial<MilestoneDraft>, ...words: string[]): Edit => ({
    name,
    draft: { ...draft, milestones: replaced(draft.milestones, at, { ...old, ...change }) },
    words,
  });
  const slots = (["change", "rollback", "interfaces"] as const).map((slot) =>
    old[slot] === ""
      ? becomes(`${slot} filled`, { [slot]: "every caller is told" }, `${id} ${slot} filled`)
      : becomes(`${slot} emptied`, { [slot]: "" }, `${id} ${slot} emptied`),
  );
  const depends =
    old.dependsOn.length > 0
      ? becomes("dependency removed", { dependsOn: [] }, `${id} dependencies changed`, `${id} depends on emptied`)
      : becomes("dependency added", { dependsOn: ["M1"] }, `${id} dependencies changed`, `${id} depends on filled`);
  return [
    fc.constantFrom(...slots, depends),
    command.map((does) =>
      old.validation.some((each) => each.does === does)
        ? undefined
        : becomes(
            "command changed",
            { validation: replaced(old.validation, 0, { kind: "command", does, expected: "exit 0" }) },
            `${id} validation changed`,
          ),
    ),
    check.map((one) => becomes("check added", { validation: [...old.validation, one] }, `${id} validation changed`)),
    filePath.map((path) =>
      old.files.includes(path)
        ? undefined
        : becomes("file added", { files: [...old.files, path] }, `${id} files changed`),
    ),
    fc.constant(
      old.files.length < 2 ? undefined : becomes("file removed", { files: old.files.slice(1) }, `${id} files changed`),
    ),
    fc.constant({
      name: "milestone removed",
      draft: { ...draft, milestones: without(draft.milestones, at) },
      words: [`${id} removed`],
    }),
    fc.constant({
      name: "milestone added",
      draft: {
        ...draft,
        milestones: [...draft.milestones.slice(0, at), { ...old, id: "M77" }, ...draft.milestones.slice(at)],
      },
      words: ["M77 added"],
    }),
    fc.constant(becomes("milestone renamed", { id: "M88" }, "M88 added", `${id} removed`)),
    fc.constant(orderEdit(draft, at)),
  ];
}

function orderEdit(draft: Draft, at: number): Edit | undefined {
  const [first, second] = draft.milestones.slice(at, at + 2);
  if (first === undefined || second === undefined) return undefined;
  const rest = { before: draft.milestones.slice(0, at), after: draft.milestones.slice(at + 2) };
  return {
    name: "order",
    draft: { ...draft, milestones: [...rest.before, second, first, ...rest.after] },
    words: [`order: ${second.id} before ${first.id}`],
  };
}

function itemEdits(draft: Draft): Edit[] {
  return registerNames.flatMap((name): Edit[] => {
    const [first, ...rest] = draft[name];
    if (first === undefined) return [];
    const [slot] = registers[name].slots;
    const added = { ...first, id: `${registers[name].letter}55` };
    const { [slot ?? ""]: _, ...slots } = first.slots;
    return [
      {
        name: `${name}: item added`,
        draft: { ...draft, [name]: [...draft[name], added] },
        words: [`${added.id} added`],
      },
      { name: `${name}: item removed`, draft: { ...draft, [name]: rest }, words: [`${first.id} removed`] },
      ...(slot === undefined
        ? []
        : [
            {
              name: `${name}: slot emptied`,
              draft: { ...draft, [name]: [{ ...first, slots }, ...rest] },
              words: [`${first.id} ${slot} emptied`],
            },
          ]),
    ];
  });
}

function scopeEdits(draft: Draft): Edit[] {
  return (["in", "out"] as const).flatMap((side) => {
    const [first = "", ...rest] = draft.scope[side];
    const put = (texts: string[]): Draft => ({ ...draft, scope: { ...draft.scope, [side]: texts } });
    const key = first.replace(/[`*]/g, "").replace("/v1/", "/v1/").toLowerCase();
    return [
      {
        name: `scope ${side}: added`,
        draft: put([...draft.scope[side], "the importer"]),
        words: [`scope: ${side}: the importer added`],
      },
      ...(rest.length > 0
        ? [{ name: `scope ${side}: removed`, draft: put(rest), words: [`scope: ${side}: ${key} removed`] }]
        : []),
    ];
  });
}

/** One structural change of a plan. */
export function restructured(draft: Draft): fc.Arbitrary<Edit> {
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.oneof(...draft.milestones.flatMap((_, at) => milestoneEdits(draft, at))) },
      fc.constantFrom(...itemEdits(draft)),
      fc.constantFrom(...scopeEdits(draft)),
    )
    .filter((edit): edit is Edit => edit !== undefined);
}
