import type { JsonObject } from "@sfn-websocket/languages/json";
import { connectionFunctionApi } from "../connection-function-api";
import { configuration } from "../configuration";
import { serve } from "../serve";

const WAIT = { StartAt: "Wait", States: { Wait: { Type: "Wait", Seconds: 5, End: true } } };

describe("a server that is told to stop", () => {
  it("answers what it has read, takes nothing more, and then closes with 1001", async () => {
    const served = await serve(configuration({ routes: { $default: { definition: WAIT } } }));
    const [client, idle] = await Promise.all([served.connect(), served.connect()]);
    client.socket.send('{"a":1}');
    await served.clock.waiting(5_000);
    const closing = served.close();
    idle.socket.send('{"a":2}');
    const late = served.connect();
    served.clock.advance(5_000);
    await expect(late).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(JSON.parse(await client.next())).toMatchObject({ status: "SUCCEEDED" });
    expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
    expect(await idle.closed).toEqual({ code: 1001, reason: "Going away" });
    await closing;
  });

  it("waits a moment for answers, and no longer", async () => {
    const served = await serve(configuration({ routes: { $default: { definition: WAIT } } }));
    const client = await served.connect();
    client.socket.send('{"a":1}');
    await served.clock.waiting(5_000);
    await served.close();
    expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
  });

  it("runs $disconnect for all whom it closes before it has stopped", async () => {
    const events: unknown[] = [];
    const functions = {
      async run(_function: object, text: string) {
        const { requestContext } = JSON.parse(text) as { requestContext: JsonObject };
        await new Promise((resolve) => setTimeout(resolve, 20));
        events.push(requestContext.eventType);
        return { payload: '{"statusCode":200}' };
      },
      stop: () => undefined,
    };
    const served = await serve(connectionFunctionApi, { functions });
    await Promise.all([served.connect(), served.connect()]);
    await served.close();
    expect(events).toEqual(["CONNECT", "CONNECT", "DISCONNECT", "DISCONNECT"]);
  });

  it("ends a handshake whose $connect still runs, and opens no socket that nobody would close", async () => {
    const served = await serve(configuration({ routes: { $connect: { definition: WAIT, isTwoWay: false } } }));
    const refused = served.connect().catch((error: NodeJS.ErrnoException) => error.code);
    await served.clock.waiting(5_000);
    await served.close();
    expect(await refused).toBe("ECONNRESET");
    served.clock.advance(5_000);
  });
});
