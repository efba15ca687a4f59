import * as z from "zod/mini";
import type { Client, Wish } from "./client.ts";
import { type Dialect, endless, ifThere, mostPages } from "./dialect.ts";
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

const toIssue = ({ number, title, body, state, labels }: z.infer<typeof issue>): Issue => ({
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

/** The REST API that Forgejo and Gitea share, version 1: https://codeberg.org/api/swagger. */
export function forgejo(client: Client, owner: string, name: string): Dialect {
  const at = (...path: (string | number)[]) => ["repos", owner, name, ...path];

  /**
   * Takes page after page until one is empty. Counts in headers are of the page on some routes, and links lead to where the server thinks
   * that it is; an empty page is empty.
   */
  async function* each<Item>(wish: Omit<Wish<Item[]>, "method" | "schema" | "assume">, item: z.ZodMiniType<Item>) {
    for (let page = 1; page <= mostPages; page++) {
      const query = { ...wish.query, page: String(page), limit };
      const { data } = await client.ask({ ...wish, method: "GET", query, schema: list(item), assume: [] });
      if (data.length === 0) return;
      yield* data;
    }
    throw endless(wish.path.join("/"));
  }

  /** Ids of labels, which are what is asked for here; of the repository's own, made where there are none. */
  async function idsOf(names: readonly string[]): Promise<(number | string)[]> {
    const known = new Map<string, number | string>();
    for await (const { id, name: found } of each({ path: at("labels") }, label)) known.set(found.toLowerCase(), id);
    for (const each of names.filter((wanted) => !known.has(wanted.toLowerCase()))) {
      // A dry run knows no ids, and takes them for there.
      known.set(each.toLowerCase(), client.isDry ? `(id of ${each})` : await makeLabel(each));
    }
    return names.flatMap((each) => known.get(each.toLowerCase()) ?? []);
  }

  async function makeLabel(each: string): Promise<number> {
    const body = { name: each, color: colours[each] ?? "#cccccc" };
    const made = await client.ask({
      method: "POST",
      path: at("labels"),
      body,
      schema: label,
      assume: { id: 0, name: each },
    });
    return made.data.id;
  }

  return {
    async *issues({ state, since }) {
      const query = { state, type: "issues", ...(since !== undefined && { since }) };
      for await (const found of each({ path: at("issues"), query }, issue)) {
        if (found.pull_request === undefined || found.pull_request === null) yield toIssue(found);
      }
    },

    async issue(number) {
      const assume = { number, title: "", state: "open", labels: [] };
      const answer = await ifThere(client.ask({ method: "GET", path: at("issues", number), schema: issue, assume }));
      return answer === undefined ? undefined : toIssue(answer.data);
    },

    async createIssue({ title, body, labels }) {
      const ids = await idsOf(labels);
      const assume = { number: 0, title, state: "open", labels: labels.map((each) => ({ id: 0, name: each })) };
      const { data } = await client.ask({
        method: "POST",
        path: at("issues"),
        body: { title, body, labels: ids },
        schema: issue,
        assume,
      });
      return toIssue(data);
    },

    // Not in pages, says its description: all of them at once.
    async *comments(number) {
      const path = at("issues", number, "comments");
      const { data } = await client.ask({ method: "GET", path, schema: list(comment), assume: [] });
      for (const { body } of data) yield body ?? "";
    },

    async comment(number, body) {
      const path = at("issues", number, "comments");
      await client.ask({ method: "POST", path, body: { body }, schema: comment, assume: { body } });
    },

    async addLabels(number, names) {
      const body = { labels: await idsOf(names) };
      const assume = names.map((each) => ({ id: 0, name: each }));
      const { data } = await client.ask({
        method: "POST",
        path: at("issues", number, "labels"),
        body,
        schema: list(label),
        assume,
      });
      return data.map((each) => each.name);
    },

    async removeLabel(number, wanted) {
      const here = at("issues", number, "labels");
      const { data } = await client.ask({ method: "GET", path: here, schema: list(label), assume: [] });
      const found = data.find((each) => each.name.toLowerCase() === wanted.toLowerCase());
      if (found === undefined) return;
      const path = [...here, found.id];
      await ifThere(client.ask({ method: "DELETE", path, schema: z.unknown(), assume: undefined }));
    },

    async closeIssue(number) {
      const path = at("issues", number);
      await client.ask({ method: "PATCH", path, body: { state: "closed" }, schema: z.unknown(), assume: undefined });
    },

    async *labelHistory(number) {
      for await (const { type, body, created_at, label: of } of each(
        { path: at("issues", number, "timeline") },
        event,
      )) {
        // A body of "1" says that it was put on; else it was taken off.
        if (type === "label") yield { label: of?.name ?? "", at: created_at, added: body === "1" };
      }
    },

    async findPull(branch, since) {
      const query = { state: "all", sort: "recentupdate" };
      for await (const found of each({ path: at("pulls"), query }, pull)) {
        if (found.head?.ref === branch) return toPull(found);
        if (Date.parse(found.updated_at ?? "") < Date.parse(since)) return undefined;
      }
      return undefined;
    },

    async createPull({ title, body, head, base }) {
      const assume = { number: 0, html_url: "" };
      const wish = { path: at("pulls"), body: { title, body, head, base }, schema: pull, assume };
      return toPull((await client.ask({ method: "POST", ...wish })).data);
    },
  };
}
