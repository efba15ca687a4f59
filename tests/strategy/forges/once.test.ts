import fc from "fast-check";
import { expect, test } from "vitest";
import { Failure } from "../../../src/ui/failure.ts";
import type { Api } from "./described.ts";
import { type Fault, forgeServer } from "./server.ts";
import { addIssue, stateOf } from "./state.ts";
import { forgeAt, someWork } from "./support.ts";

const fault: fc.Arbitrary<Fault | undefined> = fc.constantFrom<(Fault | undefined)[]>(
  undefined,
  { drop: "before" },
  // What matters most, more often.
  { drop: "done" },
  { drop: "done" },
  { drop: "done" },
  { status: 503, text: "" },
  { status: 429, headers: { "retry-after": "0" } },
  { status: 403, headers: { "retry-after": "3600" } },
  { status: 422, text: "{}" },
  { status: 307, headers: { location: "/elsewhere" } },
);

const apis: Api[] = ["github", "forgejo"];

test.each(apis)("whatever goes wrong on %s, and however often, everything is there once at the end", async (api) => {
  const server = await forgeServer(api);
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { maxLength: 8 }), fc.boolean(), async (faults, losesLabels) => {
      server.state = { ...stateOf(), losesLabels };
      addIssue(server.state, { number: 1 });
      const left = [...faults];
      server.fault = ({ method }) => (method === "GET" ? undefined : left.shift());
      const act = async () => {
        const forge = await forgeAt(api, server);
        await forge.file(someWork());
        await forge.tell(1, "stuck @a", "Stuck");
        await forge.pull({ title: "t", text: "x", branch: "b", base: "main", since: "2025-03-04T04:00:00Z" });
      };
      for (let tries = 0; tries <= faults.length; tries++) {
        try {
          await act();
          break;
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
        }
      }
      const { issues } = server.state;
      expect(issues.map(({ title, pull }) => pull?.head ?? title).sort()).toEqual(["Issue 1", "Make it work", "b"]);
      expect(issues[0]?.comments).toHaveLength(1);
    }),
    { numRuns: 25 },
  );
});
