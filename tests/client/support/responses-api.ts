import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readAll } from "node:stream/consumers";

/** What the scripted model does in its turn: say something, or run a command; or the status with which the service refuses. */
export type Turn = { say: string } | { run: string } | { status: number; code: string };

/** A request for a turn of the model, as far as tests look at it. */
export interface Request {
  input: { type: string; role?: string; content?: { text?: string }[]; output?: unknown }[];
  text?: { format?: { type: string; strict: boolean; schema: unknown } };
}

export interface ResponsesApi {
  url: string;
  requests: Request[];
  close(): Promise<void>;
}

/**
 * A stand-in for the Responses API on the loopback: answers each request with the next of the scripted turns as server-sent
 * events, with the last of them once they are used up.
 */
export async function startResponsesApi(script: readonly Turn[]): Promise<ResponsesApi> {
  const turns = [...script];
  const requests: Request[] = [];
  const server = createServer((request, response) => void answer(request, response));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    if (request.method !== "POST" || request.url !== "/v1/responses") {
      response.writeHead(404, { "content-type": "application/json" }).end("{}");
      return;
    }
    requests.push(JSON.parse(body));
    const turn = (turns.length > 1 ? turns.shift() : turns[0]) ?? { say: "Goodbye." };
    if ("status" in turn) {
      response.writeHead(turn.status, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: "No.", type: "invalid_request_error", code: turn.code } }));
    } else response.writeHead(200, { "content-type": "text/event-stream" }).end(eventsOf(turn, requests.length));
  }
}

/** A turn as the server-sent events of https://platform.openai.com/docs/api-reference/responses-streaming */
function eventsOf(turn: Exclude<Turn, { status: number }>, count: number): string {
  const id = `resp_${count}`;
  const item =
    "say" in turn
      ? { type: "message", role: "assistant", id: "msg_1", content: [{ type: "output_text", text: turn.say }] }
      : {
          ...{ type: "function_call", id: "fc_1", call_id: `call_${count}`, name: "exec_command" },
          arguments: JSON.stringify({ cmd: turn.run }),
        };
  const usage = {
    ...{ input_tokens: 100, input_tokens_details: { cached_tokens: 10 } },
    ...{ output_tokens: 20, output_tokens_details: { reasoning_tokens: 5 }, total_tokens: 120 },
  };
  return [
    event("response.created", { response: { id } }),
    event("response.output_item.done", { output_index: 0, item }),
    event("response.completed", { response: { id, usage } }),
  ].join("");
}

const event = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
