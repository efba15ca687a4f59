import * as z from "zod/mini";
import type { Client, Wish } from "./client.ts";
import {
  type Dialect,
  endless,
  type IssueQuery,
  ifThere,
  type LabelChange,
  mostPages,
  type NewIssue,
  type NewPull,
} from "./dialect.ts";
import { nextPage } from "./next-page.ts";
import type { Issue, Pull } from "./types.ts";

/** Labels are objects, or names in old answers. */
const label = z.union([z.string(), z.looseObject({ name: z.optional(z.nullable(z.string())) })]);

const issue = z.looseObject({
  number: z.int(),
  title: z.string(),
  body: z.optional(z.nullable(z.string())),
  state: z.string(),
  labels: z.array(label),
  // Pull requests are issues here, too.
  pull_request: z.optional(z.unknown()),
});

const comment = z.looseObject({ body: z.optional(z.nullable(z.string())) });

const event = z.looseObject({
  event: z.string(),
  created_at: z.string(),
  label: z.optional(z.looseObject({ name: z.nullable(z.string()) })),
});

const pull = z.looseObject({ number: z.int(), html_url: z.string() });

type IssueData = z.infer<typeof issue>;

const toIssue = ({ number, title, body, state, labels }: IssueData): Issue => ({
  number,
  title,
  body: body ?? "",
  isOpen: state === "open",
  labels: labels.map(nameOf),
});

const nameOf = (each: z.infer<typeof label>): string => (typeof each === "string" ? each : each.name) ?? "";

const toPull = ({ number, html_url }: z.infer<typeof pull>): Pull => ({ number, url: html_url });

/** Headers that say which version of the API is meant. */
export const githubHeaders = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" };

type List<Item> = Omit<Wish<Item[]>, "method" | "schema" | "assume">;

/** GitHub's REST API, version 2022-11-28: https://docs.github.com/rest. */
export class Github implements Dialect {
  readonly #client: Client;
  readonly #owner: string;
  readonly #name: string;

  constructor(client: Client, owner: string, name: string) {
    this.#client = client;
    this.#owner = owner;
    this.#name = name;
  }

  #at(...path: (string | number)[]): (string | number)[] {
    return ["repos", this.#owner, this.#name, ...path];
  }

  /** Follows `Link: <…>; rel="next"`. */
  async *#each<Item>(wish: List<Item>, item: z.ZodMiniType<Item>): AsyncGenerator<Item> {
    const query = { ...wish.query, per_page: "100" };
    const page: Wish<Item[]> = { ...wish, method: "GET", query, schema: z.array(item), assume: [] };
    let answer = await this.#client.ask(page);
    for (let pages = 1; ; pages++) {
      yield* answer.data;
      const next = nextPage(answer.headers.get("link"));
      if (next === undefined) return;
      if (pages === mostPages) throw endless(wish.path.join("/"));
      answer = await this.#client.askAt(page, next);
    }
  }

  async *issues({ state, since }: IssueQuery): AsyncGenerator<Issue> {
    const query = { state, sort: "created", direction: "desc", ...(since !== undefined && { since }) };
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
    const assume = { number: 0, title, body, state: "open", labels: [...labels] };
    const wish = { path: this.#at("issues"), body: { title, body, labels }, schema: issue, assume };
    return toIssue((await this.#client.ask<IssueData>({ method: "POST", ...wish })).data);
  }

  async *comments(number: number): AsyncGenerator<string> {
    const path = this.#at("issues", number, "comments");
    for await (const { body } of this.#each({ path }, comment)) yield body ?? "";
  }

  async comment(number: number, body: string): Promise<void> {
    const path = this.#at("issues", number, "comments");
    await this.#client.ask({ method: "POST", path, body: { body }, schema: comment, assume: { body } });
  }

  async addLabels(number: number, names: readonly string[]): Promise<readonly string[]> {
    const path = this.#at("issues", number, "labels");
    const wish = { path, body: { labels: names }, schema: z.array(label), assume: [...names] };
    return (await this.#client.ask({ method: "POST", ...wish })).data.map(nameOf);
  }

  async removeLabel(number: number, name: string): Promise<void> {
    const path = this.#at("issues", number, "labels", name);
    await ifThere(this.#client.ask({ method: "DELETE", path, schema: z.unknown(), assume: undefined }));
  }

  async closeIssue(number: number): Promise<void> {
    const path = this.#at("issues", number);
    const body = { state: "closed", state_reason: "completed" };
    await this.#client.ask({ method: "PATCH", path, body, schema: z.unknown(), assume: undefined });
  }

  async *labelHistory(number: number): AsyncGenerator<LabelChange> {
    const path = this.#at("issues", number, "events");
    for await (const { event: kind, created_at, label: of } of this.#each({ path }, event)) {
      if (kind !== "labeled" && kind !== "unlabeled") continue;
      yield { label: of?.name ?? "", at: created_at, added: kind === "labeled" };
    }
  }

  async findPull(branch: string): Promise<Pull | undefined> {
    const query = { head: `${this.#owner}:${branch}`, state: "all" };
    for await (const found of this.#each({ path: this.#at("pulls"), query }, pull)) return toPull(found);
    return undefined;
  }

  async createPull({ title, body, head, base }: NewPull): Promise<Pull> {
    const assume = { number: 0, html_url: "" };
    const wish = { path: this.#at("pulls"), body: { title, body, head, base }, schema: pull, assume };
    return toPull((await this.#client.ask({ method: "POST", ...wish })).data);
  }
}
