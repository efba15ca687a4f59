import * as z from "zod/mini";
import type { Client, Wish } from "./client.ts";
import {
  type Dialect,
  endless,
  type IssueQuery,
  ifAllowed,
  ifThere,
  type LabelChange,
  mostPages,
  type NewIssue,
  type NewPull,
} from "./dialect.ts";
import type { Issue, Pull } from "./types.ts";

/** Go writes `null` for a list that was never begun. */
const list = <Item>(item: z.ZodMiniType<Item>) =>
  z.pipe(
    z.nullish(z.array(item)),
    z.transform((items) => items ?? []),
  );

const label = z.looseObject({ id: z.int(), name: z.string() });

const issue = z.looseObject({
  number: z.int(),
  title: z.string(),
  body: z.optional(z.nullable(z.string())),
  state: z.string(),
  labels: list(label),
  pull_request: z.optional(z.unknown()),
});

const comment = z.looseObject({ body: z.optional(z.nullable(z.string())) });

const event = z.looseObject({
  type: z.optional(z.string()),
  body: z.optional(z.nullable(z.string())),
  created_at: z.string(),
  label: z.optional(z.nullable(z.looseObject({ name: z.string() }))),
});

const pull = z.looseObject({
  number: z.int(),
  html_url: z.string(),
  updated_at: z.optional(z.nullable(z.string())),
  head: z.optional(z.nullable(z.looseObject({ ref: z.string() }))),
});

type IssueData = z.infer<typeof issue>;

const toIssue = ({ number, title, body, state, labels }: IssueData): Issue => ({
  number,
  title,
  body: body ?? "",
  isOpen: state === "open",
  labels: labels.map(({ name }) => name),
});

const toPull = ({ number, html_url }: z.infer<typeof pull>): Pull => ({ number, url: html_url });

/** As many as a server gives at most by default; it may give fewer. */
const limit = "50";

/** Colours of labels that this program has to make. */
const colours: Readonly<Record<string, string>> = { backlog: "#0075ca", priority: "#d93f0b" };

type List<Item> = Omit<Wish<Item[]>, "method" | "schema" | "assume">;

/** The REST API that Forgejo and Gitea share, version 1: https://codeberg.org/api/swagger. */
export class Forgejo implements Dialect {
  readonly #client: Client;
  readonly #repo: readonly string[];

  constructor(client: Client, owner: string, name: string) {
    this.#client = client;
    this.#repo = ["repos", owner, name];
  }

  #at(...path: (string | number)[]): (string | number)[] {
    return [...this.#repo, ...path];
  }

  /**
   * Takes page after page until one is empty. Counts in headers are of the page on some routes, and links lead to where the server thinks
   * that it is; an empty page is empty.
   */
  async *#each<Item>(wish: List<Item>, item: z.ZodMiniType<Item>): AsyncGenerator<Item> {
    for (let page = 1; page <= mostPages; page++) {
      const query = { ...wish.query, page: String(page), limit };
      const { data } = await this.#client.ask({ ...wish, method: "GET", query, schema: list(item), assume: [] });
      if (data.length === 0) return;
      yield* data;
    }
    throw endless(wish.path.join("/"));
  }

  /** Ids of labels, which are what is asked for here; of the repository's own, made where there are none. */
  async #idsOf(names: readonly string[]): Promise<(number | string)[]> {
    const known = new Map<string, number | string>();
    for await (const { id, name } of this.#each({ path: this.#at("labels") }, label)) known.set(name.toLowerCase(), id);
    for (const name of names.filter((each) => !known.has(each.toLowerCase()))) {
      // A dry run knows no ids, and takes them for there.
      known.set(name.toLowerCase(), this.#client.isDry ? `(id of ${name})` : await this.#makeLabel(name));
    }
    return names.flatMap((name) => known.get(name.toLowerCase()) ?? []);
  }

  async #makeLabel(name: string): Promise<number> {
    const body = { name, color: colours[name] ?? "#cccccc" };
    const wish = { path: this.#at("labels"), body, schema: label, assume: { id: 0, name } };
    return (await this.#client.ask({ method: "POST", ...wish })).data.id;
  }

  async *issues({ state, since }: IssueQuery): AsyncGenerator<Issue> {
    const query = { state, type: "issues", ...(since !== undefined && { since }) };
    for await (const found of this.#each({ path: this.#at("issues"), query }, issue)) {
      if (found.pull_request === undefined || found.pull_request === null) yield toIssue(found);
    }
  }

  async issue(number: number): Promise<Issue | undefined> {
    const assume = { number, title: "", state: "open", labels: [] };
    const wish: Wish<IssueData> = { method: "GET", path: this.#at("issues", number), schema: issue, assume };
    const answer = await ifThere(this.#client.ask(wish));
    return answer === undefined ? undefined : toIssue(answer.data);
  }

  async createIssue({ title, body, labels }: NewIssue): Promise<Issue> {
    // Who may open issues may not always make labels.
    const ids = (await ifAllowed(this.#idsOf(labels))) ?? [];
    const assume = { number: 0, title, state: "open", labels: labels.map((name) => ({ id: 0, name })) };
    const wish = { path: this.#at("issues"), body: { title, body, labels: ids }, schema: issue, assume };
    return toIssue((await this.#client.ask<IssueData>({ method: "POST", ...wish })).data);
  }

  /** Not in pages, says its description: all of them at once. */
  async *comments(number: number): AsyncGenerator<string> {
    const path = this.#at("issues", number, "comments");
    const { data } = await this.#client.ask({ method: "GET", path, schema: list(comment), assume: [] });
    for (const { body } of data) yield body ?? "";
  }

  async comment(number: number, body: string): Promise<void> {
    const path = this.#at("issues", number, "comments");
    await this.#client.ask({ method: "POST", path, body: { body }, schema: comment, assume: { body } });
  }

  async addLabels(number: number, names: readonly string[]): Promise<readonly string[]> {
    const path = this.#at("issues", number, "labels");
    const body = { labels: await this.#idsOf(names) };
    const assume = names.map((name) => ({ id: 0, name }));
    const { data } = await this.#client.ask({ method: "POST", path, body, schema: list(label), assume });
    return data.map(({ name }) => name);
  }

  async removeLabel(number: number, name: string): Promise<void> {
    const path = this.#at("issues", number, "labels");
    const { data } = await this.#client.ask({ method: "GET", path, schema: list(label), assume: [] });
    const found = data.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) return;
    const wish = { path: [...path, found.id], schema: z.unknown(), assume: undefined };
    await ifThere(this.#client.ask({ method: "DELETE", ...wish }));
  }

  async closeIssue(number: number): Promise<void> {
    const wish = {
      path: this.#at("issues", number),
      body: { state: "closed" },
      schema: z.unknown(),
      assume: undefined,
    };
    await this.#client.ask({ method: "PATCH", ...wish });
  }

  async *labelHistory(number: number): AsyncGenerator<LabelChange> {
    const path = this.#at("issues", number, "timeline");
    for await (const { type, body, created_at, label: of } of this.#each({ path }, event)) {
      // A body of "1" says that it was put on; else it was taken off.
      if (type === "label") yield { label: of?.name ?? "", at: created_at, added: body === "1" };
    }
  }

  async findPull(branch: string, since: string): Promise<Pull | undefined> {
    const query = { state: "all", sort: "recentupdate" };
    for await (const found of this.#each({ path: this.#at("pulls"), query }, pull)) {
      if (found.head?.ref === branch) return toPull(found);
      if (Date.parse(found.updated_at ?? "") < Date.parse(since)) return undefined;
    }
    return undefined;
  }

  async createPull({ title, body, head, base }: NewPull): Promise<Pull> {
    const assume = { number: 0, html_url: "" };
    const wish = { path: this.#at("pulls"), body: { title, body, head, base }, schema: pull, assume };
    return toPull((await this.#client.ask({ method: "POST", ...wish })).data);
  }
}
