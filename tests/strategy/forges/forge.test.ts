import { describe, expect, test } from "vitest";
import type { Api } from "./described.ts";
import { forgeServer } from "./server.ts";
import { addIssue } from "./state.ts";
import { forgeAt, someWork } from "./support.ts";

const apis: Api[] = ["github", "forgejo", "gitea"];

describe.each(apis)("on %s", (api) => {
  test("work is filed as an issue once, with its labels", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    expect(await forge.file(someWork())).toEqual({ issue: 1, notes: [] });
    expect(server.state.issues).toMatchObject([
      {
        title: "Make it work",
        body: "<!-- plan-init:@bootstrap 2025-03-04T050000Z-quarter-ab12/make-it-work -->\n\n## Problem\n\nIt stops at step 3.\n",
        labels: ["backlog", "priority"],
      },
    ]);
    expect(await forge.file(someWork({ title: "Another title" }))).toEqual({ issue: 1, notes: [] });
    expect(await (await forgeAt(api, server)).file(someWork())).toEqual({ issue: 1, notes: [] });
    expect(await forge.file(someWork({ key: "@bootstrap another/one", isPriority: false }))).toMatchObject({
      issue: 2,
    });
    expect(server.state.issues.map(({ labels }) => labels)).toEqual([["backlog", "priority"], ["backlog"]]);
  });

  test("what was filed is found behind any number of others, and pull requests are none", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    await forge.file(someWork());
    const [{ body = "" } = {}] = server.state.issues;
    for (let count = 0; count < 130; count++) addIssue(server.state);
    addIssue(server.state, { body, pull: { head: "x", base: "main" } });
    addIssue(server.state, { body: `I quote: ${body}` });
    server.state.mostPerPage = 40;
    server.requests.length = 0;
    const later = await forgeAt(api, server);
    expect(await later.file(someWork())).toEqual({ issue: 1, notes: [] });
    expect(server.said().filter((line) => line === "POST /repos/acme/web/issues")).toEqual([]);
    expect(server.requests.length).toBeGreaterThanOrEqual(4);
  });

  test("labels that were lost are added again, and told of when they are lost for good", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    server.state.losesLabels = true;
    expect(await forge.file(someWork())).toEqual({ issue: 1, notes: [] });
    expect(server.state.issues[0]?.labels).toEqual(["backlog", "priority"]);
    server.state.refusesLabels = true;
    const { issue, notes } = await forge.file(someWork({ key: "other" }));
    expect(issue).toBe(2);
    expect(notes).toEqual([
      "issue #2 did not get the label `backlog`: may the token write issues?",
      "issue #2 did not get the label `priority`: may the token write issues?",
    ]);
  });

  test("who may open issues and set no labels files work all the same, and is told", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    server.state.losesLabels = true;
    server.fault = ({ method, path }) =>
      method === "POST" && path.endsWith("/labels") ? { status: 403, text: '{"message":"no"}' } : undefined;
    const { issue, notes } = await forge.file(someWork());
    expect({ issue, count: notes.length }).toEqual({ issue: 1, count: 2 });
    await expect(forge.file(someWork({ key: "two" }))).resolves.toMatchObject({ issue: 2 });
  });

  test("a limit that is reached in the middle is not taken for a lack of rights", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    server.state.losesLabels = true;
    server.fault = ({ method, path }) =>
      method === "POST" && path.endsWith("/1/labels")
        ? { status: 403, headers: { "retry-after": "3600" }, text: "{}" }
        : undefined;
    await expect(forge.file(someWork())).rejects.toThrow("it has had enough requests");
  });

  test("work at an issue that is there becomes a comment on it, once", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    addIssue(server.state, { number: 77, labels: ["bug"], comments: ["first!"] });
    for (let times = 0; times < 2; times++)
      expect(await forge.file(someWork({ number: 77 }))).toMatchObject({ issue: 77 });
    const [issue] = server.state.issues;
    expect(server.state.issues).toHaveLength(1);
    expect(issue?.comments).toHaveLength(2);
    expect(issue?.comments[1]).toContain("# Make it work\n\n## Problem");
    expect(issue?.labels).toEqual(["bug", "backlog", "priority"]);
  });

  test("of labels, `priority` alone is put on and taken off", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    addIssue(server.state, { labels: ["bug", "backlog"] });
    addIssue(server.state, { isOpen: false });
    expect(await forge.prioritise(1, true)).toBe(true);
    expect(await forge.prioritise(1, true)).toBe(false);
    expect(server.state.issues[0]?.labels).toEqual(["bug", "backlog", "priority"]);
    expect(await forge.prioritise(1, false)).toBe(true);
    expect(await forge.prioritise(1, false)).toBe(false);
    expect(server.state.issues[0]?.labels).toEqual(["bug", "backlog"]);
    expect(await forge.prioritise(2, true)).toBe(false);
    expect(await forge.prioritise(3, true)).toBe(false);
    expect(server.said().filter((line) => line.startsWith("PUT"))).toEqual([]);
  });

  test("a comment is said once, however many there are", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    const issue = addIssue(server.state, { comments: Array.from({ length: 250 }, (_, at) => `comment ${at}`) });
    expect(await forge.tell(1, "stuck @a BOUNCED 2x", "Stuck, says @alice")).toBe(true);
    expect(await forge.tell(1, "stuck @a BOUNCED 2x", "Stuck, says @alice")).toBe(false);
    expect(issue.comments.slice(250)).toEqual([
      "<!-- plan-init:stuck @a BOUNCED 2x -->\n\nStuck, says @&#8203;alice\n",
    ]);
    expect(await forge.tell(1, "stuck @a BOUNCED 3x", "Still stuck")).toBe(true);
  });

  test("issues of its own are closed, and nobody else's", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    await forge.file(someWork());
    addIssue(server.state, { body: "mine" });
    expect([await forge.close(1), await forge.close(1), await forge.close(2), await forge.close(3)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(server.state.issues.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  });

  test("what is open is read, newest first, and what has gone is told", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    const comments = ["first", "second", "<!-- plan-init:x -->\n\nours"];
    addIssue(server.state, { title: "Old", labels: ["bug"], comments });
    addIssue(server.state, { isOpen: false });
    addIssue(server.state, { pull: { head: "x", base: "main" } });
    addIssue(server.state, { title: "New" });
    const { issues, isCut, gone, said } = await forge.intake([1, 2, 99], [1, 2, 4]);
    expect(issues.map(({ number, title, labels }) => [number, title, labels])).toEqual([
      [4, "New", []],
      [1, "Old", ["bug"]],
    ]);
    expect({ isCut, gone }).toEqual({ isCut: false, gone: [2, 99] });
    expect([...said]).toEqual([[1, "second"]]);
    for (let count = 0; count < 100; count++) addIssue(server.state);
    expect(await forge.intake([1], [])).toMatchObject({ isCut: true, gone: [] });
  });

  test("the history of labels is read to its end, without the label that is kept here", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    const events = Array.from({ length: 120 }, (_, at) => ({
      label: at % 3 === 0 ? "priority" : "in-progress",
      added: at % 2 === 0,
      at: "2025-01-01T00:00:00Z",
    }));
    addIssue(server.state, { number: 12, events });
    const found = await forge.histories(
      new Map([
        ["#12", 12],
        ["@gone", 13],
      ]),
    );
    expect(found).toHaveLength(80);
    expect(found[0]).toEqual({ id: "#12", label: "in-progress", added: false, at: "2025-01-01T00:00:00Z" });
    expect(found.filter(({ added }) => added)).toHaveLength(40);
  });

  test("a pull request is opened once", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server);
    const wish = {
      title: "Strategy run 3",
      text: "Constraints: @a",
      branch: "chore/planner-20250304-0500",
      base: "main",
      since: "2025-03-04T05:00:00Z",
    };
    const pull = await forge.pull(wish);
    expect(pull?.url).toMatch(/\/acme\/web\/pulls?\/1$/);
    expect(await forge.pull(wish)).toEqual(pull);
    expect(server.state.issues).toMatchObject([{ pull: { head: "chore/planner-20250304-0500", base: "main" } }]);
    server.state.issues.map((each) => Object.assign(each, { isOpen: false, updated: "2025-03-05T05:00:00Z" }));
    expect(await forge.pull(wish)).toEqual(pull);
  });

  test("a dry run lists requests and sends none", async () => {
    const server = await forgeServer(api);
    const forge = await forgeAt(api, server, { isDry: true });
    await forge.file(someWork());
    await forge.file(someWork({ number: 12 }));
    await forge.prioritise(12, true);
    await forge.tell(12, "key", "text");
    await forge.pull({ title: "t", text: "x", branch: "b", base: "main", since: "2025-03-04T05:00:00Z" });
    expect(server.requests).toEqual([]);
    const said = forge.planned.map(
      ({ method, url }) => `${method} ${new URL(url).pathname.replace(/^\/api\/v\d/, "")}`,
    );
    expect(said.filter((line) => line.startsWith("POST")).filter((line, at, all) => all.indexOf(line) === at)).toEqual([
      "POST /repos/acme/web/issues",
      "POST /repos/acme/web/issues/12/comments",
      "POST /repos/acme/web/issues/12/labels",
      "POST /repos/acme/web/pulls",
    ]);
    expect(forge.planned.find(({ method }) => method === "POST")?.body).toMatchObject({ title: "Make it work" });
    expect(JSON.stringify(forge.planned)).not.toContain(server.token);
  });
});
