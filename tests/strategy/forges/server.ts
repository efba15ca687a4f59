import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import { type Answer, answerFor } from "./behaviour.ts";
import { type Api, Described } from "./described.ts";
import { type State, stateOf } from "./state.ts";

/** A request as the server saw it. */
export interface Request {
  method: string;
  /** Below the API. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: unknown;
}

/** What happens to a request instead of, or after, what it asks for. */
export type Fault =
  | { status: number; headers?: Record<string, string>; text?: string }
  /** No answer at all; `done` where it has been carried out all the same. */
  | { drop: "before" | "done" }
  | { hang: true };

export interface ForgeServer {
  /** The address that people have of the forge. */
  url: string;
  token: string;
  /** What a shell has that runs the program. */
  env: Record<string, string>;
  state: State;
  requests: Request[];
  /** `method path` of all requests. */
  said(): string[];
  /** Asked for every request; the first that gives something is what happens. */
  fault: (request: Request) => Fault | undefined;
}

const roots: Record<Api, string> = { github: "/api/v3", forgejo: "/api/v1", gitea: "/api/v1" };

/**
 * A forge on this machine, with one repository `acme/web`. Every request and every answer is held to what the forge itself publishes
 * about its API; the test fails when it ends if one was not in line.
 */
export async function forgeServer(api: Api, token = `${api}-token-0123456789`): Promise<ForgeServer> {
  const described = new Described(api);
  const problems: string[] = [];
  const server: ForgeServer = {
    url: "",
    token,
    env: {},
    state: stateOf(),
    requests: [],
    said: () => server.requests.map(({ method, path }) => `${method} ${path}`),
    fault: () => undefined,
  };
  const http = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing).catch((error: unknown) => {
      problems.push(String(error));
      outgoing.destroy();
    });
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, roots[api]);
    server.requests.push(request);
    const fault = server.fault(request);
    if (fault !== undefined && "status" in fault) {
      outgoing.writeHead(fault.status, fault.headers).end(fault.text ?? "");
      return;
    }
    if (fault !== undefined && "hang" in fault) return;
    if (fault !== undefined && fault.drop === "before") {
      outgoing.destroy();
      return;
    }
    const answer = carryOut(request);
    if (fault !== undefined) {
      outgoing.destroy();
      return;
    }
    outgoing.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    outgoing.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  }

  function carryOut(request: Request): Answer {
    const { method, path, query, headers, body } = request;
    const scheme = api === "github" ? "Bearer" : "token";
    if (headers.authorization !== `${scheme} ${token}`) return { status: 401, body: { message: "Bad credentials" } };
    if (headers["user-agent"] === undefined) problems.push(`${method} ${path} has no user agent`);
    problems.push(...described.requestProblems(method, path, query, body));
    const answer = answerFor(described, server, request);
    // What errors look like is not described well by any of them.
    if (answer.status < 400) problems.push(...described.answerProblems(method, path, answer.status, answer.body));
    return answer;
  }

  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  server.env =
    api === "github"
      ? { GITHUB_SERVER_URL: server.url, GITHUB_TOKEN: token, GITHUB_REPOSITORY: "acme/web" }
      : { FORGEJO_URL: server.url, FORGEJO_TOKEN: token, GITHUB_REPOSITORY: "acme/web" };
  onTestFinished(async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    expect(problems).toEqual([]);
  });
  return server;
}

async function readRequest(incoming: IncomingMessage, root: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
  if (!url.pathname.startsWith(`${root}/`)) throw new Error(`${url.pathname} is not below ${root}`);
  const text = Buffer.concat(chunks).toString("utf8");
  return {
    method: incoming.method ?? "",
    path: url.pathname.slice(root.length),
    query: url.searchParams,
    headers: incoming.headers,
    body: text === "" ? undefined : JSON.parse(text),
  };
}
