import type { Described } from "./described.ts";
import type { ForgeServer, Request } from "./server.ts";
import { addIssue, type Kept, type State } from "./state.ts";

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

const missing: Answer = { status: 404, body: { message: "Not Found" } };

/** What a forge answers: GitHub, or Forgejo and Gitea, each with its own manners. */
export function answerFor(described: Described, server: ForgeServer, request: Request): Answer {
  const found = described.find(request.method, request.path);
  if (found?.parameters.owner !== "acme" || found.parameters.repo !== "web") return missing;
  const isGithub = described.api === "github";
  const forge = isGithub ? githubOf(described) : gogsOf(described);
  const number = Number(found.parameters.issue_number ?? found.parameters.index);
  const issue = server.state.issues.find((each) => each.number === number);
  const place = found.template.replace("/repos/{owner}/{repo}", "").replace(/\{(?:issue_number|index)\}/, "{}");
  const scene: Scene = { server, state: server.state, request, parameters: found.parameters };
  const act = acts[`${request.method} ${place}`];
  if (act === undefined) return missing;
  if (place.includes("{}") && issue === undefined) return missing;
  return act(forge, scene, issue ?? nobody);
}

const nobody: Kept = addIssue({ issues: [] } as unknown as State);

interface Scene {
  server: ForgeServer;
  state: State;
  request: Request;
  parameters: Record<string, string>;
}

/** Where the two kinds differ. */
interface Manners {
  issue(state: State, issue: Kept): unknown;
  label(state: State, name: string): unknown;
  comment(body: string, at: number): unknown;
  event(event: Kept["events"][number], at: number): unknown;
  pull(server: ForgeServer, pull: Kept): unknown;
  /** A list as it is answered, a page of it. */
  page(scene: Scene, all: unknown[]): Answer;
  /** Names of labels that a request names in its own way. */
  names(state: State, given: unknown[]): string[] | undefined;
  created: number;
  patched: number;
  removed(state: State, issue: Kept): Answer;
}

type Act = (manners: Manners, scene: Scene, issue: Kept) => Answer;

const acts: Record<string, Act> = {
  "GET /issues": (manners, scene) => {
    const { query } = scene.request;
    const since = query.get("since") ?? "";
    const state = query.get("state") ?? "open";
    const withoutPulls = query.get("type") === "issues";
    const listed = scene.state.issues
      .filter(({ isOpen, pull, updated }) => (state === "all" || isOpen) && !(withoutPulls && pull) && updated >= since)
      .toReversed();
    return manners.page(
      scene,
      listed.map((issue) => manners.issue(scene.state, issue)),
    );
  },
  "POST /issues": (manners, { state, request }) => {
    const { title, body, labels } = request.body as { title: string; body: string; labels: unknown[] };
    const names = manners.names(state, labels);
    if (names === undefined) return { status: 422, body: { message: "there is no such label" } };
    const issue = addIssue(state, { title, body, labels: state.losesLabels ? [] : names });
    return { status: manners.created, body: manners.issue(state, issue) };
  },
  "GET /issues/{}": (manners, { state }, issue) => ({ status: 200, body: manners.issue(state, issue) }),
  "PATCH /issues/{}": (manners, { state, request }, issue) => {
    issue.isOpen = (request.body as { state: string }).state === "open";
    return { status: manners.patched, body: manners.issue(state, issue) };
  },
  "GET /issues/{}/comments": (manners, scene, { comments }) => manners.page(scene, comments.map(manners.comment)),
  "POST /issues/{}/comments": (manners, { request }, { comments }) => {
    const { body } = request.body as { body: string };
    return { status: 201, body: manners.comment(body, comments.push(body)) };
  },
  "GET /issues/{}/labels": (manners, { state }, { labels }) => ({
    status: 200,
    body: labels.map((name) => manners.label(state, name)),
  }),
  "POST /issues/{}/labels": (manners, { state, request }, issue) => {
    const names = manners.names(state, (request.body as { labels: unknown[] }).labels);
    if (names === undefined) return { status: 422, body: { message: "there is no such label" } };
    if (!state.refusesLabels) issue.labels = [...new Set([...issue.labels, ...names])];
    return { status: 200, body: issue.labels.map((name) => manners.label(state, name)) };
  },
  "DELETE /issues/{}/labels/{name}": (manners, { state, parameters }, issue) => {
    if (!issue.labels.includes(parameters.name ?? ""))
      return { status: 404, body: { message: "Label does not exist" } };
    issue.labels = issue.labels.filter((label) => label !== parameters.name);
    return manners.removed(state, issue);
  },
  "DELETE /issues/{}/labels/{id}": (manners, { state, parameters }, issue) => {
    const name = state.labels.get(Number(parameters.id));
    if (name === undefined) return { status: 422, body: { message: "no such label" } };
    issue.labels = issue.labels.filter((label) => label !== name);
    return manners.removed(state, issue);
  },
  "GET /issues/{}/events": (manners, scene, { events }) => manners.page(scene, events.map(manners.event)),
  "GET /issues/{}/timeline": (manners, scene, { events }) => manners.page(scene, events.map(manners.event)),
  "GET /labels": (manners, scene) =>
    manners.page(
      scene,
      [...scene.state.labels.values()].map((name) => manners.label(scene.state, name)),
    ),
  "POST /labels": (manners, { state, request }) => {
    const { name } = request.body as { name: string };
    state.labels.set(100 + state.labels.size, name);
    return { status: 201, body: manners.label(state, name) };
  },
  "GET /pulls": (manners, scene) => {
    const head = scene.request.query.get("head")?.replace("acme:", "");
    const pulls = scene.state.issues
      .filter(({ pull }) => pull && (head === undefined || pull.head === head))
      .toReversed();
    return manners.page(
      scene,
      pulls.map((pull) => manners.pull(scene.server, pull)),
    );
  },
  "POST /pulls": (manners, { server, state, request }) => {
    const { title, body, head, base } = request.body as Record<"title" | "body" | "head" | "base", string>;
    const pull = addIssue(state, { title, body, pull: { head, base } });
    return { status: 201, body: manners.pull(server, pull) };
  },
};

const githubOf = (described: Described): Manners => ({
  issue: (_, { number, title, body, isOpen, labels, pull }) =>
    described.sample("issue", {
      number,
      title,
      body: body === "" ? null : body,
      state: isOpen ? "open" : "closed",
      labels: labels.map((name) => ({ id: 1, name })),
      ...(pull && { pull_request: { url: "", diff_url: "", html_url: "", patch_url: "" } }),
    }),
  label: (_, name) => described.sample("label", { name }),
  comment: (body) => described.sample("issue-comment", { body }),
  event: ({ label, added, at }) =>
    described.sample(added ? "labeled-issue-event" : "unlabeled-issue-event", {
      event: added ? "labeled" : "unlabeled",
      label: { name: label, color: "ffffff" },
      created_at: at,
    }),
  pull: ({ url }, { number }) =>
    described.sample("pull-request", { number, html_url: `${url}/acme/web/pull/${number}` }),
  page({ server, request }, all) {
    const { query, path } = request;
    const size = Math.min(Number(query.get("per_page") ?? 30), server.state.mostPerPage);
    const page = Number(query.get("page") ?? 1);
    const next = new URLSearchParams(query);
    next.set("page", String(page + 1));
    const link = `<${server.url}/api/v3${path}?${next}>; rel="next", <${server.url}/x>; rel="last"`;
    const isLast = page * size >= all.length;
    return { status: 200, body: all.slice((page - 1) * size, page * size), headers: isLast ? {} : { link } };
  },
  names: (_, given) => given.map(String),
  created: 201,
  patched: 200,
  removed: (_, issue) => ({ status: 200, body: issue.labels.map((name) => described.sample("label", { name })) }),
});

const gogsOf = (described: Described): Manners => ({
  issue: (state, { number, title, body, isOpen, labels, pull }) =>
    described.sample("Issue", {
      number,
      title,
      body,
      state: isOpen ? "open" : "closed",
      labels: labels.map((name) => labelOf(state, name)),
      pull_request: pull ? { merged: false } : null,
      milestone: null,
    }),
  label: labelOf,
  comment: (body, at) => ({ id: at, body }),
  event: ({ label, added, at }, id) => ({
    id,
    type: "label",
    body: added ? "1" : "",
    label: { id: 7, name: label },
    created_at: at,
  }),
  pull: ({ url }, { number, pull, updated, isOpen }) => ({
    number,
    html_url: `${url}/acme/web/pulls/${number}`,
    state: isOpen ? "open" : "closed",
    updated_at: updated,
    head: { ref: pull?.head },
  }),
  page({ server, request }, all) {
    const { query } = request;
    // Comments come all at once.
    if (!query.has("page")) return { status: 200, body: all.length === 0 ? null : all };
    const size = Math.min(Number(query.get("limit") ?? 30), server.state.mostPerPage);
    const page = Number(query.get("page"));
    const part = all.slice((page - 1) * size, page * size);
    // The count is of the page on some routes, and the link is made from where the server believes it is.
    const headers = { "x-total-count": String(part.length), link: '<https://elsewhere.example/?page=2>; rel="next"' };
    return { status: 200, body: part.length === 0 ? null : part, headers };
  },
  names(state, given) {
    const names = given.map((id) => (typeof id === "number" ? state.labels.get(id) : undefined));
    return names.includes(undefined) ? undefined : names.flatMap((name) => name ?? []);
  },
  created: 201,
  patched: 201,
  removed: () => ({ status: 204 }),
});

function labelOf({ labels }: State, name: string): unknown {
  const id = [...labels].find(([, known]) => known === name)?.[0] ?? 1000;
  return { id, name, color: "ffffff" };
}
