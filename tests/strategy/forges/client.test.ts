import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod/mini";
import { largestAnswer } from "../../../src/strategy/forge/body.ts";
import { Client, type ClientOptions, type Wish } from "../../../src/strategy/forge/client.ts";
import { Forgejo } from "../../../src/strategy/forge/forgejo.ts";
import { Github } from "../../../src/strategy/forge/github.ts";
import { Failure } from "../../../src/ui/failure.ts";

const token = "t0ken-that-nobody-may-see";

/** A server that answers as it likes, and counts. */
async function serve(listener: RequestListener): Promise<{ url: string; count: () => number }> {
  let count = 0;
  const http = createServer((request, response) => {
    count += 1;
    listener(request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, count: () => count };
}

const clientAt = (api: string, more: Partial<ClientOptions> = {}) =>
  new Client({
    api,
    host: "forge.example",
    authorization: `token ${token}`,
    signal: new AbortController().signal,
    ...more,
  });

const numbers = z.array(z.int());
const get: Wish<number[]> = { method: "GET", path: ["a b", "c/d"], schema: numbers, assume: [] };
const post: Wish<number[]> = { ...get, method: "POST", body: { x: 1 } };

/** What was wrong, in words; the token is in none of them. */
async function trouble(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => new Error("it went well"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  expect(`${error.what} ${error.fix} ${error.stack} ${JSON.stringify(error.args)}`).not.toContain(token);
  return `${error.code}: ${error.what}`;
}

test("parts of a path stay parts", async () => {
  const { url } = await serve((request, response) => response.end(JSON.stringify([request.url?.length])));
  expect((await clientAt(url).ask(get)).data).toEqual(["/a%20b/c%2Fd".length]);
});

test("what reads is tried again, what writes is not", async () => {
  let left = 2;
  const flaky = await serve((_, response) => {
    response.statusCode = left-- > 0 ? 502 : 200;
    response.end("[1]");
  });
  expect((await clientAt(flaky.url).ask(get)).data).toEqual([1]);
  expect(flaky.count()).toBe(3);
  left = 1;
  expect(await trouble(clientAt(flaky.url).ask(post))).toBe(
    "forge-unsure: forge.example, `POST /a%20b/c%2Fd`: it answered 502: it may have been done all the same",
  );
  expect(flaky.count()).toBe(4);
});

test("a connection that breaks off is tried again where it reads", async () => {
  let left = 1;
  const breaking = await serve((request, response) => {
    if (left-- > 0) request.socket.destroy();
    else response.end("[1]");
  });
  expect((await clientAt(breaking.url).ask(get)).data).toEqual([1]);
  left = 1;
  expect(await trouble(clientAt(breaking.url).ask(post))).toMatch(/^forge-unsure: .*cannot be reached/);
  left = 2;
  const half = await serve((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("[1");
    setTimeout(() => response.destroy(), 5);
  });
  expect(await trouble(clientAt(half.url).ask(post))).toMatch(/^forge-unsure/);
});

test("a limit is waited for when it is short, whatever is asked", async () => {
  let left = 1;
  const busy = await serve((_, response) => {
    if (left-- > 0) response.writeHead(429, { "retry-after": "0" }).end("{}");
    else response.end("[1]");
  });
  expect((await clientAt(busy.url).ask(post)).data).toEqual([1]);
  expect(busy.count()).toBe(2);
  left = Number.POSITIVE_INFINITY;
  expect(await trouble(clientAt(busy.url).ask(get))).toContain("it has had enough requests for now");
  expect(busy.count()).toBe(6);
});

test("one that does not answer is left after a while", async () => {
  const silent = await serve(() => undefined);
  const client = clientAt(silent.url, { timeout: 30 });
  expect(await trouble(client.ask(post))).toContain(
    "forge-unsure: forge.example, `POST /a%20b/c%2Fd`: it did not answer",
  );
  const slow = await serve((_, response) => response.write("["));
  expect(await trouble(clientAt(slow.url, { timeout: 30 }).ask(post))).toContain("it did not answer within 0.03 s");
});

test("nobody there is told at once where it writes", async () => {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  await new Promise((resolve) => http.close(resolve));
  const words = await trouble(clientAt(`http://127.0.0.1:${port}`).ask(post));
  expect(words).toBe("forge-failed: forge.example, `POST /a%20b/c%2Fd`: it cannot be reached: ECONNREFUSED");
});

test("an interruption ends it at once, also while it waits", async () => {
  const silent = await serve(() => undefined);
  const controller = new AbortController();
  const asked = clientAt(silent.url, { signal: controller.signal }).ask(post);
  setTimeout(() => controller.abort(new Error("stopped")), 20);
  await expect(asked).rejects.toThrow("stopped");
  const busy = await serve((_, response) => response.writeHead(429, { "retry-after": "10" }).end());
  const waiting = new AbortController();
  const second = clientAt(busy.url, { signal: waiting.signal }).ask(get);
  setTimeout(() => waiting.abort(new Error("stopped")), 20);
  await expect(second).rejects.toThrow("stopped");
});

test("the token goes to no other server, by no way that it is led there", async () => {
  const other = await serve((_, response) => response.end("[1]"));
  for (const status of [301, 302, 303, 307, 308]) {
    const leading = await serve((_, response) => response.writeHead(status, { location: `${other.url}/x` }).end());
    expect(await trouble(clientAt(leading.url).ask(get))).toContain("it leads to another server");
    expect(await trouble(clientAt(leading.url).ask(post))).toContain("it leads to another server");
  }
  const client = clientAt((await serve((_, response) => response.end("[]"))).url);
  for (const address of [
    `${other.url}/next`,
    other.url.replace("127.0.0.1", "localhost"),
    "//evil.example/",
    "ftp://x/",
  ]) {
    expect(await trouble(Promise.resolve().then(() => client.askAt(get, address)))).toContain("another server");
  }
  expect(other.count()).toBe(0);
});

test("what reads is followed within the server, but not without end", async () => {
  const moved = await serve((request, response) => {
    if (request.url === "/new") response.end("[1]");
    else response.writeHead(301, { location: "/new" }).end();
  });
  expect((await clientAt(moved.url).ask(get)).data).toEqual([1]);
  expect(await trouble(clientAt(moved.url).ask(post))).toContain("it leads to `/new`, and is not followed there");
  expect(moved.count()).toBe(3);
  const round = await serve((_, response) => response.writeHead(302, { location: "/again" }).end());
  expect(await trouble(clientAt(round.url).ask(get))).toContain("it redirects without end");
});

test.each([
  ["a page of HTML", "<html>", "its answer is no JSON"],
  ["nothing", "", "its answer is not what was expected"],
  ["JSON that is cut off", "[1, 2", "its answer is no JSON"],
  ["another shape", '[1, "two"]', "its answer is not what was expected, at `1`"],
  ["deep nesting", "[".repeat(100_000), "its answer is no JSON"],
])("%s is told", async (_, text, words) => {
  const { url } = await serve((_, response) => response.end(text));
  expect(await trouble(clientAt(url).ask(get))).toContain(words);
});

test("more than anybody wants in memory is not read to its end", async () => {
  let sent = 0;
  const { url } = await serve((_, response) => {
    const chunk = Buffer.alloc(1024 * 1024, 32);
    const more = () => {
      while (sent < 200 && response.write(chunk)) sent += 1;
    };
    response.on("drain", more);
    more();
  });
  expect(await trouble(clientAt(url).ask(get))).toContain(`its answer is longer than ${largestAnswer} bytes`);
  expect(sent).toBeLessThan(100);
});

test("a server that repeats the token does not get it printed", async () => {
  const { url } = await serve((request, response) =>
    response.writeHead(400).end(JSON.stringify({ message: `bad header ${request.headers.authorization}` })),
  );
  expect(await trouble(clientAt(url).ask(get))).toContain("(bad header token …)");
});

const endlessIssue = JSON.stringify([{ number: 1, title: "t", body: "b", state: "open", labels: [] }]);

test.each([
  ["links", (client: Client) => new Github(client, "a", "b")],
  ["numbers", (client: Client) => new Forgejo(client, "a", "b")],
])("pages by %s without end are not turned without end", async (_, dialectOf) => {
  const { url, count } = await serve((request, response) =>
    response.setHeader("link", `<http://${request.headers.host}/same>; rel="next"`).end(endlessIssue),
  );
  const read = async () => {
    for await (const issue of dialectOf(clientAt(url)).issues({ state: "all" })) expect(issue.number).toBe(1);
  };
  expect(await trouble(read())).toContain("more than 100 pages");
  expect(count()).toBe(100);
});

test("a next page on another server is not asked for", async () => {
  const other = await serve((_, response) => response.end("[]"));
  const { url } = await serve((_, response) => response.setHeader("link", `<${other.url}/>; rel="next"`).end("[]"));
  const read = async () => {
    for await (const issue of new Github(clientAt(url), "a", "b").issues({ state: "all" })) expect(issue).toBeNull();
  };
  expect(await trouble(read())).toContain("it leads to another server");
  expect(other.count()).toBe(0);
});
