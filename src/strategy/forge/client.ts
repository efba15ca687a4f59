import { setTimeout } from "node:timers/promises";
import type * as z from "zod/mini";
import { visible } from "../../config/words.ts";
import { version } from "../../package.ts";
import { Failure } from "../../ui/failure.ts";
import { judgeAnswer, type Method, type Seen } from "./answer.ts";
import { readBody } from "./body.ts";
import type { Planned } from "./types.ts";

/** A request and what is expected of it. */
export interface Wish<Data> {
  method: Method;
  /** Parts of the path below the API's address; each is encoded. */
  path: readonly (string | number)[];
  query?: Readonly<Record<string, string>>;
  body?: Record<string, unknown>;
  schema: z.ZodMiniType<Data>;
  /** What a dry run goes on with. */
  assume: Data;
}

export interface Answer<Data> {
  data: Data;
  headers: Headers;
}

export interface ClientOptions {
  /** The API's address, without a slash at its end. */
  api: string;
  /** What errors call the forge. */
  host: string;
  /** `Bearer …`; `undefined` for a dry run, which sends nothing. */
  authorization: string | undefined;
  headers?: Readonly<Record<string, string>>;
  signal: AbortSignal;
  /** How long the forge may take to answer, in milliseconds. */
  timeout?: number;
}

const mostHops = 3;

/**
 * Talks to the API of a forge over `fetch`, one request at a time.
 *
 * By hand: bundled, Octokit with its plugins for retries, limits and pages comes to 51 KB and gitea-js to 55 KB, where all of this and
 * both dialects come to 19. And neither minds what matters here: they follow redirects with the token, never give up waiting, and send
 * what writes a second time.
 */
export class Client {
  readonly planned: Planned[] = [];
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  get isDry(): boolean {
    return this.#options.authorization === undefined;
  }

  /**
   * Sends a request until there is an answer.
   *
   * @throws Failure `forge-failed`; `forge-unsure` where something may have been written; the signal's reason when it is aborted
   */
  ask<Data>(wish: Wish<Data>): Promise<Answer<Data>> {
    const url = this.#urlOf(wish);
    return this.#follow(wish, url);
  }

  /**
   * The same at an address that the forge gave for the next page.
   *
   * @throws Failure as `ask`, and for an address elsewhere
   */
  askAt<Data>(wish: Wish<Data>, address: string): Promise<Answer<Data>> {
    return this.#follow(wish, this.#within(address, this.#urlOf(wish), wish.method));
  }

  #urlOf({ path, query }: Wish<unknown>): URL {
    const url = new URL(`${this.#options.api}/${path.map((part) => encodeURIComponent(part)).join("/")}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    return url;
  }

  async #follow<Data>(wish: Wish<Data>, first: URL): Promise<Answer<Data>> {
    const { method, body, schema, assume } = wish;
    if (this.isDry) {
      this.planned.push({ method, url: first.href, body });
      return { data: assume, headers: new Headers() };
    }
    let [url, hops] = [first, 0];
    for (let tries = 1; ; tries++) {
      const seen = await this.#send(method, url, body);
      const verdict = judgeAnswer(seen, method, tries, Date.now());
      const fail = (what: string, fix: string, status?: number) =>
        this.#failure(method, url, { what, fix, ...(status !== undefined && { status }) });
      switch (verdict.kind) {
        case "fine":
          return { data: parsed(verdict.text, schema, fail), headers: verdict.headers };
        case "again":
          await this.#pause(verdict.after);
          break;
        case "moved":
          hops += 1;
          if (hops > mostHops) throw fail("it redirects without end", "see `strategy.url` and `strategy.repo`");
          url = this.#within(verdict.to, url, method);
          tries = 0;
          break;
        case "unsure":
          throw new Failure("forge-unsure", { what: this.#words(method, url, verdict.what) });
        case "failed":
          throw fail(verdict.what, verdict.fix, verdict.status);
      }
    }
  }

  /** An address that the forge leads to: what is read may move, within the server; what is written, and the token, may not. */
  #within(address: string, from: URL, method: Method): URL {
    const to = URL.canParse(address, from.href) ? new URL(address, from) : undefined;
    if (to !== undefined && to.origin === from.origin && to.username + to.password === "" && method === "GET")
      return to;
    const where =
      to === undefined
        ? "nowhere"
        : to.origin === from.origin
          ? `\`${visible(to.pathname, 120)}\``
          : `another server, \`${visible(to.host, 120)}\``;
    throw this.#failure(method, from, {
      what: `it leads to ${where}, and is not followed there`,
      fix: "see `strategy.url` and `strategy.repo`: the repository may have another name now",
    });
  }

  async #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#options;
    await setTimeout(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
  }

  async #send(method: Method, url: URL, body: Record<string, unknown> | undefined): Promise<Seen> {
    const { authorization = "", headers, signal, timeout = 30_000 } = this.#options;
    signal.throwIfAborted();
    const controller = new AbortController();
    const stop = () => controller.abort();
    const timer = globalThis.setTimeout(stop, timeout);
    // `AbortSignal.any` is younger than the oldest Node that this runs on.
    signal.addEventListener("abort", stop, { once: true });
    try {
      const response = await fetch(url, {
        method,
        headers: {
          accept: "application/json",
          "user-agent": `plan-init/${version}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
          authorization,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: "manual",
        signal: controller.signal,
      });
      return { status: response.status, headers: response.headers, text: await readBody(response) };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Failure) throw this.#failure(method, url, error);
      return controller.signal.aborted
        ? { trouble: `it did not answer within ${timeout / 1000} s`, isSent: true }
        : troubleOf(error);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  #failure(
    method: Method,
    url: URL,
    { what, fix, ...rest }: { what: string; fix?: string | undefined; status?: number },
  ): Failure<"forge-failed"> {
    return new Failure("forge-failed", {
      what: this.#words(method, url, what),
      fix: fix ?? "see what it says",
      ...rest,
    });
  }

  #words(method: Method, url: URL, what: string): string {
    const { host, authorization = "" } = this.#options;
    const token = authorization.split(" ").at(-1) ?? "";
    const words = `${host}, \`${method} ${visible(url.pathname, 200)}\`: ${what}`;
    return token === "" ? words : words.replaceAll(token, "…");
  }
}

/** What nobody can have received, because there was no connection. */
const unsent =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/;

function troubleOf(error: unknown): Seen {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = String((cause as { code?: unknown }).code ?? "");
  const words = code !== "" ? code : cause instanceof Error ? visible(cause.message, 200) : "no answer";
  return { trouble: `it cannot be reached: ${words}`, isSent: !unsent.test(code) };
}

function parsed<Data>(text: string, schema: z.ZodMiniType<Data>, fail: (what: string, fix: string) => Failure): Data {
  const fix = "see whether `strategy.url` is the address of such a forge";
  let data: unknown;
  try {
    data = text === "" ? undefined : JSON.parse(text);
  } catch {
    throw fail("its answer is no JSON", fix);
  }
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  const at = read.error.issues[0]?.path.join(".") ?? "";
  throw fail(`its answer is not what was expected${at === "" ? "" : `, at \`${visible(at, 60)}\``}`, fix);
}
