import { connect as connectTcp } from "node:net";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { connectionFunctionApi } from "../connection-function-api";
import { serve } from "../serve";

const UPGRADE = [
  "GET /api HTTP/1.1",
  "Host: 127.0.0.1",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "",
  "",
].join("\r\n");

describe("a client that leaves while $connect runs", () => {
  it.each<[string, "end" | "resetAndDestroy" | "destroy"]>([
    ["ends its stream", "end"],
    ["closes its stream", "destroy"],
    ["resets its stream", "resetAndDestroy"],
  ])("and %s gets its $disconnect, once $connect has accepted it", async (_, leave) => {
    const contexts: JsonObject[] = [];
    let disconnected = (): void => undefined;
    const ended = new Promise<void>((resolve) => (disconnected = resolve));
    const functions = {
      async run(_function: object, text: string) {
        const { requestContext } = JSON.parse(text) as { requestContext: JsonObject };
        contexts.push(requestContext);
        if (requestContext.eventType === "DISCONNECT") disconnected();
        else await leaveNow();
        return { payload: '{"statusCode":200}' };
      },
      stop: () => undefined,
    };
    const served = await serve(connectionFunctionApi, { functions });
    const stream = connectTcp(served.port, "127.0.0.1", () => stream.write(UPGRADE));
    const leaveNow = async () => {
      const left = new Promise((resolve) => stream.once(leave === "end" ? "finish" : "close", resolve));
      stream[leave]();
      await left;
      await turns(50);
    };
    stream.on("error", () => undefined);
    await ended;
    expect(contexts.map(({ eventType }) => eventType)).toEqual(["CONNECT", "DISCONNECT"]);
    expect(contexts[1]).toMatchObject({
      connectionId: contexts[0]?.connectionId,
      disconnectStatusCode: 1006,
      disconnectReason: "",
    });
    stream.destroy();
    await served.close();
  });
});

/** Lets the server's side see what the client did. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
