import { LIMITS } from "../../apigateway/wire";
import { configuration, PASS } from "../configuration";
import { type Client, serve, type Served } from "../serve";
import { callConnections } from "./call-connections";

const ID = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: { $default: { response_templates: { $default: "$context.connectionId" } } },
};
const LARGE = "x".repeat(LIMITS.message);
/** Posts that fill what the system itself keeps for a socket, and the server's limit: far more than they need. */
const MOST_POSTS = 600;

describe("a client that does not read", () => {
  let served: Served;
  let client: Client;
  let connectionId: string;

  beforeEach(async () => {
    served = await serve(configuration({ routes: { $default: { definition: PASS }, id: ID } }));
    client = await served.connect();
    connectionId = await client.ask('{"action":"id"}');
  });
  afterEach(() => served.close());

  const call = (method: string, body = "") => callConnections(served.port, { method, connectionId, body });

  /** Posts until the answer is another one, and returns how many posts were taken. */
  async function fill(): Promise<number> {
    for (let count = 0; count < MOST_POSTS; count += 1) {
      const { status, type } = await call("POST", LARGE);
      if (status === 200) continue;
      expect({ status, type }).toEqual({ status: 429, type: "LimitExceededException" });
      return count;
    }
    throw new Error(`all ${MOST_POSTS} posts were taken`);
  }

  it("rejects further posts, and ends with 1006 after half a minute; then it is gone", async () => {
    client.socket.pause();
    await fill();
    expect(await call("GET")).toMatchObject({ status: 200 });
    served.clock.advance(LIMITS.unread);
    expect(await call("POST", "late")).toMatchObject({ status: 410, type: "GoneException" });
    client.socket.resume();
    expect(await client.closed).toEqual({ code: 1006, reason: "" });
    expect(served.log).toEqual([
      expect.stringMatching(/^test\/api: connection [\w=-]+: ended: the client has left \d+ bytes unread for 30 s$/),
    ]);
  });

  it("is served again once it reads", async () => {
    client.socket.pause();
    const count = await fill();
    client.socket.resume();
    for (let post = 0; post < count; post += 1) expect(await client.next()).toHaveLength(LARGE.length);
    expect(await call("POST", "more")).toMatchObject({ status: 200 });
    expect(await client.next()).toBe("more");
    served.clock.advance(LIMITS.unread);
    expect(await client.ask('{"action":"id"}')).toBe(connectionId);
  });

  it("is not read from meanwhile: what it sends waits at its own side", async () => {
    client.socket.pause();
    await fill();
    for (let message = 0; message < MOST_POSTS; message += 1) client.socket.send("x".repeat(LIMITS.frame));
    await call("GET");
    expect(client.socket.bufferedAmount).toBeGreaterThan(0);
    client.socket.terminate();
  });

  it("is not idle while something is posted to it", async () => {
    served.clock.advance(9 * 60_000);
    expect(await call("POST", "a")).toMatchObject({ status: 200 });
    expect(JSON.parse((await call("GET")).body)).toMatchObject({ lastActiveAt: "2022-05-13T20:09:14.974Z" });
    served.clock.advance(9 * 60_000 + 59_999);
    expect(await call("POST", "b")).toMatchObject({ status: 200 });
    served.clock.advance(10 * 60_000);
    expect(await client.closed).toEqual({ code: 1001, reason: "Going away" });
  });
});
