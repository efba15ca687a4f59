import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readAll } from "node:stream/consumers";

/** What the scripted model does in its turn: say something, which ends the conversation, or use tools; or what the service refuses. */
export type Turn = string | readonly ToolUse[] | Refusal;

export interface Refusal {
  /** Of HTTP. */
  status: number;
  type: string;
  message: string;
}

export interface ToolUse {
  name: "Bash" | "Edit" | "Read" | "StructuredOutput" | "Write";
  input: Record<string, unknown>;
}

/** One block of a message's content, as far as tests look at it. */
interface Block {
  type: string;
  text?: string;
  tool_use_id?: string;
  is_error?: boolean;
  content?: string | Block[];
}

interface Message {
  role: "user" | "assistant" | "system";
  content: string | Block[];
}

/** A request for a turn of the model. */
export interface Conversation {
  system?: string | Block[];
  messages: Message[];
  tools?: { name: string }[];
}

/** What a tool answered. */
export interface ToolResult {
  text: string;
  isError: boolean;
}

export interface MessagesApi {
  url: string;
  /** Requests for a turn, in order. */
  conversations: Conversation[];
  /** Everything else that was asked for, as `METHOD target`; a proxy's CONNECT among it. */
  others: string[];
  close(): Promise<void>;
}

/**
 * A stand-in for the Messages API on the loopback: answers each request with the next of the scripted turns, as server-sent
 * events, and with a farewell once they are used up. It is a proxy that leads nowhere, too, so that it sees who else is called.
 */
export async function startMessagesApi(script: readonly Turn[]): Promise<MessagesApi> {
  const turns = [...script];
  const conversations: Conversation[] = [];
  const others: string[] = [];
  const server = createServer((request, response) => void answer(request, response));
  server.on("connect", ({ url = "" }, socket) => {
    others.push(`CONNECT ${url}`);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, conversations, others, close };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const { pathname } = new URL(request.url ?? "", "http://api");
    if (request.method === "POST" && pathname === "/v1/messages") {
      conversations.push(JSON.parse(body));
      speak(response, turns.shift() ?? "Goodbye.");
      return;
    }
    others.push(`${request.method} ${request.url}`);
    const counts = pathname === "/v1/messages/count_tokens";
    const nothing = { type: "error", error: { type: "not_found_error", message: "not scripted" } };
    response.writeHead(counts ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(counts ? { input_tokens: 1000 } : nothing));
  }

  async function close(): Promise<void> {
    server.close();
    server.closeAllConnections();
  }
}

function speak(response: ServerResponse, turn: Turn): void {
  if (typeof turn === "string" || !("status" in turn)) {
    response.writeHead(200, { "content-type": "text/event-stream" }).end(eventsOf(turn));
    return;
  }
  const { status, ...error } = turn;
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ type: "error", error }));
}

let count = 0;

/** A turn as the server-sent events of https://docs.anthropic.com/en/docs/build-with-claude/streaming */
function eventsOf(turn: Exclude<Turn, Refusal>): string {
  const id = ++count;
  const blocks = typeof turn === "string" ? [speech(turn)] : turn.map((use, at) => toolUse(use, `toolu_${id}_${at}`));
  const message = {
    ...{ id: `msg_${id}`, type: "message", role: "assistant", model: "scripted", content: [] },
    ...{ stop_reason: null, stop_sequence: null, usage: { input_tokens: 1, output_tokens: 1 } },
  };
  const delta = { stop_reason: typeof turn === "string" ? "end_turn" : "tool_use", stop_sequence: null };
  return [
    event("message_start", { message }),
    ...blocks.flatMap(({ start, delta }, index) => [
      event("content_block_start", { index, content_block: start }),
      event("content_block_delta", { index, delta }),
      event("content_block_stop", { index }),
    ]),
    event("message_delta", { delta, usage: { output_tokens: 1 } }),
    event("message_stop", {}),
  ].join("");
}

const event = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

const speech = (text: string) => ({ start: { type: "text", text: "" }, delta: { type: "text_delta", text } });

const toolUse = ({ name, input }: ToolUse, id: string) => ({
  start: { type: "tool_use", id, name, input: {} },
  delta: { type: "input_json_delta", partial_json: JSON.stringify(input) },
});

/** All text of a conversation, piece by piece: the system prompt, messages, what tools answered. */
export function textsOf({ system, messages }: Conversation): string[] {
  return [system ?? [], ...messages.map(({ content }) => content)].flatMap(piecesOf);
}

/** What the tools answered, in the order in which they were used. */
export function toolResults({ conversations }: MessagesApi): ToolResult[] {
  const blocks = (conversations.at(-1)?.messages ?? []).flatMap(({ content }) =>
    Array.isArray(content) ? content : [],
  );
  return blocks
    .filter(({ type }) => type === "tool_result")
    .map(({ content = [], is_error }) => ({ text: piecesOf(content).join("\n"), isError: is_error === true }));
}

function piecesOf(content: string | Block[]): string[] {
  if (typeof content === "string") return [content];
  return content.flatMap(({ text, content: inner }) => text ?? (inner === undefined ? [] : piecesOf(inner)));
}
