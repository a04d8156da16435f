import type { JsonObject } from "@sfn-websocket/languages/json";
import { connectionFunctionApi } from "../connection-function-api";
import { connectRaw, writeHandshake } from "../raw-client";
import { serve, type Served } from "../serve";

describe("a handshake that is none of RFC 6455", () => {
  const events: unknown[] = [];
  let served: Served;

  beforeAll(async () => {
    const functions = {
      async run(_function: object, text: string) {
        const { requestContext } = JSON.parse(text) as { requestContext: JsonObject };
        events.push(requestContext.eventType);
        return { payload: '{"statusCode":200}' };
      },
      stop: () => undefined,
    };
    served = await serve(connectionFunctionApi, { functions });
  });
  afterAll(() => served.close());

  async function ask(request: string): Promise<string> {
    const client = connectRaw(served.port);
    client.stream.write(request);
    return (await client.ended).toString();
  }

  it.each<[string, string, number]>([
    ["without a key", writeHandshake({ "Sec-WebSocket-Key": undefined }), 400],
    ["with a short key", writeHandshake({ "Sec-WebSocket-Key": "abc" }), 400],
    ["without a version", writeHandshake({ "Sec-WebSocket-Version": undefined }), 400],
    ["of another version", writeHandshake({ "Sec-WebSocket-Version": "12" }), 400],
    ["for another protocol", writeHandshake({ Upgrade: "h2c" }), 400],
    ["with subprotocols that are none", writeHandshake({ "Sec-WebSocket-Protocol": "a,,b" }), 400],
    ["of another method", writeHandshake({}, "PUT /api HTTP/1.1"), 405],
  ])("is refused %s, and $connect does not run", async (_, request, status) => {
    const answer = await ask(request);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/\r\nsec-websocket-version: 13\r\n[\s\S]*\r\n\r\n\{"message":"Bad Request"\}$/);
    expect(events).toEqual([]);
  });

  const LONG = `/api?token=${"t".repeat(4086)}`;
  it.each([
    [
      "with two Authorization headers",
      writeHandshake({ Authorization: "a\r\nauthorization: b" }),
      "400 Bad Request",
      "/api: refused: more than one Authorization header, got 2; send one",
    ],
    [
      "whose URL is too long",
      writeHandshake({}, `GET ${LONG} HTTP/1.1`),
      "414 Request-URI Too Large",
      "/api?token=...: refused: the URL is longer than 4096 characters, got 4097; hand less on in it",
    ],
  ])("is refused %s as API Gateway's front end does, and $connect does not run", async (_, request, title, line) => {
    served.log.length = 0;
    const [head, body] = (await ask(request)).split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${title}\r\ncontent-type: text/html\r\ndate: `));
    expect(body).toBe(
      `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
    );
    expect([served.log, events]).toEqual([[line], []]);
  });

  it("is refused below a stage, whose URL has no path", async () => {
    served.log.length = 0;
    await ask(writeHandshake({}, "GET /api/CP-1 HTTP/1.1"));
    expect(served.log).toEqual([
      "/api/CP-1: refused: a stage has no path below it, got '/api/CP-1'; leave the path out, or connect by an edge, which hands it on",
    ]);
  });

  it("is told to the developer without the query's values, as is one to no stage", async () => {
    served.log.length = 0;
    await ask(writeHandshake({ Upgrade: "h2c" }, "GET /api?token=secret HTTP/1.1"));
    await ask(writeHandshake({}, "GET /none?token=secret&b HTTP/1.1"));
    expect(served.log).toEqual([
      "/api?token=...: refused: Invalid Upgrade header",
      expect.stringMatching(
        /^\/none\?token=\.\.\.&b: refused: no such stage, got '\/none\?token=\.\.\.&b'; there are \/\w+\/api$/,
      ),
    ]);
  });
});
