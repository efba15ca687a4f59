import * as z from "zod/mini";
import type { Client, Wish } from "./client.ts";
import { type Dialect, endless, ifThere, mostPages } from "./dialect.ts";
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

const toIssue = ({ number, title, body, state, labels }: z.infer<typeof issue>): Issue => ({
  number,
  title,
  body: body ?? "",
  isOpen: state === "open",
  labels: labels.flatMap(nameOf),
});

const nameOf = (each: z.infer<typeof label>): string[] => [(typeof each === "string" ? each : each.name) ?? ""];

const toPull = ({ number, html_url }: z.infer<typeof pull>): Pull => ({ number, url: html_url });

/** Headers that say which version of the API is meant. */
export const githubHeaders = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" };

/** GitHub's REST API, version 2022-11-28: https://docs.github.com/rest. */
export function github(client: Client, owner: string, name: string): Dialect {
  const at = (...path: (string | number)[]) => ["repos", owner, name, ...path];

  /** Follows `Link: <…>; rel="next"`. */
  async function* each<Item>(wish: Omit<Wish<Item[]>, "method" | "schema" | "assume">, item: z.ZodMiniType<Item>) {
    const page: Wish<Item[]> = {
      ...wish,
      method: "GET",
      query: { ...wish.query, per_page: "100" },
      schema: z.array(item),
      assume: [],
    };
    let answer = await client.ask(page);
    for (let pages = 1; ; pages++) {
      yield* answer.data;
      const next = nextPage(answer.headers.get("link"));
      if (next === undefined) return;
      if (pages === mostPages) throw endless(wish.path.join("/"));
      answer = await client.askAt(page, next);
    }
  }

  return {
    async *issues({ state, since }) {
      const query = { state, sort: "created", direction: "desc", ...(since !== undefined && { since }) };
      for await (const found of each({ path: at("issues"), query }, issue)) {
        if (found.pull_request === undefined || found.pull_request === null) yield toIssue(found);
      }
    },

    async issue(number) {
      const assume = { number, title: "", body: "", state: "open", labels: [] };
      const answer = await ifThere(client.ask({ method: "GET", path: at("issues", number), schema: issue, assume }));
      return answer === undefined ? undefined : toIssue(answer.data);
    },

    async createIssue({ title, body, labels }) {
      const assume = { number: 0, title, body, state: "open", labels: [...labels] };
      const request = {
        method: "POST",
        path: at("issues"),
        body: { title, body, labels },
        schema: issue,
        assume,
      } as const;
      return toIssue((await client.ask(request)).data);
    },

    async *comments(number) {
      for await (const { body } of each({ path: at("issues", number, "comments") }, comment)) yield body ?? "";
    },

    async comment(number, body) {
      const path = at("issues", number, "comments");
      await client.ask({ method: "POST", path, body: { body }, schema: comment, assume: { body } });
    },

    async addLabels(number, names) {
      const path = at("issues", number, "labels");
      const wish = { path, body: { labels: names }, schema: z.array(label), assume: [...names] };
      return (await client.ask({ method: "POST", ...wish })).data.flatMap(nameOf);
    },

    async removeLabel(number, label) {
      const path = at("issues", number, "labels", label);
      await ifThere(client.ask({ method: "DELETE", path, schema: z.unknown(), assume: undefined }));
    },

    async closeIssue(number) {
      const body = { state: "closed", state_reason: "completed" };
      await client.ask({ method: "PATCH", path: at("issues", number), body, schema: z.unknown(), assume: undefined });
    },

    async *labelHistory(number) {
      for await (const { event: kind, created_at, label } of each({ path: at("issues", number, "events") }, event)) {
        if (kind !== "labeled" && kind !== "unlabeled") continue;
        yield { label: label?.name ?? "", at: created_at, added: kind === "labeled" };
      }
    },

    async findPull(branch) {
      const query = { head: `${owner}:${branch}`, state: "all" };
      for await (const found of each({ path: at("pulls"), query }, pull)) return toPull(found);
      return undefined;
    },

    async createPull({ title, body, head, base }) {
      const assume = { number: 0, html_url: "" };
      const wish = {
        method: "POST",
        path: at("pulls"),
        body: { title, body, head, base },
        schema: pull,
        assume,
      } as const;
      return toPull((await client.ask(wish)).data);
    },
  };
}
