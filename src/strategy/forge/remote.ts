import { Failure } from "../../ui/failure.ts";
import type { LabelEvent } from "../stuck/signals.ts";
import { type Dialect, ifAllowed, ifThere } from "./dialect.ts";
import { bodyText, isMarked, isOurs, refuseSecret, titleText } from "./outgoing.ts";
import type { Done, Forge, ForgeWork, Intake, Issue, Planned, Pull, PullWish } from "./types.ts";

/** The mark of filed work; put on when work is filed, and people's from then on. */
const backlog = "backlog";
/** The mark of constraints, kept by this program alone. */
const priority = "priority";

/** More open issues are not read into a run's context. */
const mostIssues = 60;

/** A forge that is reached over its REST API: the same for all of them, on top of what each can do. */
export class RemoteForge implements Forge {
  readonly #api: Dialect;
  /** What has been read to look for filed work in: many pieces are filed in a row. */
  #known: { since: string; issues: Issue[] } | undefined;

  /**
   * @param place `owner/name at host`
   * @param isDry whether requests are listed instead of sent
   * @param planned what the dialect's client has not sent
   */
  constructor(
    readonly place: string,
    readonly isDry: boolean,
    readonly planned: readonly Planned[],
    api: Dialect,
  ) {
    this.#api = api;
  }

  async intake(numbers: readonly number[], heard: readonly number[]): Promise<Intake> {
    const found = new Map<number, Issue>();
    for await (const issue of this.#api.issues({ state: "open" })) {
      // While pages are turned, issues move from one to the next.
      found.set(issue.number, issue);
      if (found.size > mostIssues) break;
    }
    const gone: number[] = [];
    for (const number of numbers) {
      if (!found.has(number) && (await this.#api.issue(number))?.isOpen !== true) gone.push(number);
    }
    const said = new Map<number, string>();
    for (const number of heard.filter((each) => !gone.includes(each))) {
      const last = await this.#lastWord(number);
      if (last !== undefined) said.set(number, last);
    }
    return { issues: [...found.values()].slice(0, mostIssues), isCut: found.size > mostIssues, gone, said };
  }

  async #lastWord(number: number): Promise<string | undefined> {
    const comments = await ifThere(collect(this.#api.comments(number)));
    return comments?.findLast((comment) => !isOurs(comment));
  }

  async histories(issues: ReadonlyMap<string, number>): Promise<LabelEvent[]> {
    const events: LabelEvent[] = [];
    for (const [id, number] of issues) {
      const history = await ifThere(collect(this.#api.labelHistory(number)));
      // Ranks change from run to run, and nobody quarrels about them.
      const others = (history ?? []).filter(({ label }) => label.toLowerCase() !== priority);
      events.push(...others.map((change) => ({ id, ...change })));
    }
    return events;
  }

  async file(work: ForgeWork): Promise<Done> {
    const { key, number, title, text, since, isPriority } = work;
    const labels = [backlog, ...(isPriority ? [priority] : [])];
    if (number !== undefined) {
      await this.tell(number, key, `# ${title}\n\n${text}`);
      return { issue: number, notes: await this.#label(number, [], labels) };
    }
    refuseSecret(title);
    const body = bodyText(key, text);
    const find = async () => (await this.#ours(since)).find((issue) => isMarked(issue.body, key));
    const anew = () => {
      this.#known = undefined;
      return find();
    };
    const issue =
      (await find()) ?? (await once(() => this.#api.createIssue({ title: titleText(title), body, labels }), anew));
    this.#known?.issues.push(issue);
    const closed = issue.isOpen ? [] : [`issue #${issue.number} was closed`];
    return { issue: issue.number, notes: [...closed, ...(await this.#label(issue.number, issue.labels, labels))] };
  }

  /** All issues of ours, open or not, that were touched since. */
  async #ours(since = ""): Promise<readonly Issue[]> {
    if (this.#known === undefined || since < this.#known.since) {
      const issues: Issue[] = [];
      const query = { state: "all" as const, ...(since !== "" && { since }) };
      // There may be thousands of others, with long bodies.
      for await (const issue of this.#api.issues(query)) if (isOurs(issue.body)) issues.push(issue);
      this.#known = { since, issues };
    }
    return this.#known.issues;
  }

  /** Who may not write gets no error, and no label either: what was asked for is looked after. */
  async #label(number: number, has: readonly string[], wanted: readonly string[]): Promise<string[]> {
    const missing = without(wanted, has);
    if (missing.length === 0) return [];
    const lost = without(missing, (await ifAllowed(this.#api.addLabels(number, missing))) ?? []);
    return lost.map((label) => `issue #${number} did not get the label \`${label}\`: may the token write issues?`);
  }

  async prioritise(number: number, isPriority: boolean): Promise<boolean> {
    const issue = await this.#api.issue(number);
    const isOn = issue?.labels.some((label) => label.toLowerCase() === priority);
    if (issue?.isOpen !== true || isOn === isPriority) return false;
    if (isPriority) return (await this.#label(number, issue.labels, [priority])).length === 0;
    await this.#api.removeLabel(number, priority);
    return true;
  }

  async tell(number: number, key: string, text: string): Promise<boolean> {
    const body = bodyText(key, text);
    const isThere = async () => {
      for await (const comment of this.#api.comments(number)) if (isMarked(comment, key)) return true;
      return undefined;
    };
    if (await isThere()) return false;
    return once(async () => {
      await this.#api.comment(number, body);
      return true;
    }, isThere);
  }

  async close(number: number): Promise<boolean> {
    const issue = await this.#api.issue(number);
    if (issue?.isOpen !== true || !isOurs(issue.body)) return false;
    await this.#api.closeIssue(number);
    return true;
  }

  async pull({ title, text, branch, base, since }: PullWish): Promise<Pull> {
    const body = bodyText(branch, text);
    refuseSecret(title);
    const find = () => this.#api.findPull(branch, since);
    return (
      (await find()) ??
      (await once(() => this.#api.createPull({ title: titleText(title), body, head: branch, base }), find))
    );
  }
}

const without = (some: readonly string[], others: readonly string[]): string[] => {
  const known = new Set(others.map((each) => each.toLowerCase()));
  return some.filter((each) => !known.has(each.toLowerCase()));
};

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Writes once: where it is not known whether the forge has done it, it is looked for and never sent again. */
async function once<Made>(write: () => Promise<Made>, find: () => Promise<Made | undefined>): Promise<Made> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "forge-unsure") throw error;
    const made = await find();
    if (made === undefined) throw error;
    return made;
  }
}
