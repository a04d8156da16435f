import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { WebSocketServer } from "ws";
import { configuration } from "../configuration";
import { serve, type Served } from "../serve";
import type { Case, Expected } from "./frames";
import { type Problems, runCase, type Target } from "./run-case";

/** One JSON object a line: WebSocket by the book, and where API Gateway differs from it. */
const CASES = readFileSync(join(__dirname, "cases.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

/** How many are played at a time. */
const AT_ONCE = 24;

/** The workflow gives back the message within an object, so that each text is one of JSON. */
const ECHO = {
  definition: { StartAt: "Echo", States: { Echo: { Type: "Pass", End: true } } },
  integration: {
    request_templates: {
      $default: `#set($text = $util.escapeJavaScript($input.body).replaceAll("\\\\'","'"))
#set($json = '{"text":"' + $text + '"}')
#set($escaped = $util.escapeJavaScript($json).replaceAll("\\\\'","'"))
{"input": "$escaped", "stateMachineArn": "\${aws_sfn_state_machine.r0.arn}"}`,
    },
  },
  responses: { $default: { response_templates: { $default: "$input.path('$.output')" } } },
};

/** Plays the cases of which it is said what is expected. */
async function playAll(
  target: Target,
  choose: (played: Case) => Expected | undefined,
): Promise<ReadonlyMap<string, Problems>> {
  const results = new Map<string, Problems>();
  const left = [...CASES];
  const play = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const expected = choose(next);
      if (expected) results.set(next.id, await runCase(next, expected, target));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, play));
  return results;
}

describe("a socket of API Gateway", () => {
  let served: Served;
  let results: ReadonlyMap<string, Problems>;

  beforeAll(async () => {
    served = await serve(configuration({ routes: { $default: ECHO } }));
    const unwrap = (text: string) => (JSON.parse(text) as { text: string }).text;
    results = await playAll(
      { port: served.port, path: "/api", unwrap },
      ({ gateway, expect: ofRfc }) => gateway ?? ofRfc,
    );
  }, 60_000);
  afterAll(() => served.close());

  it.each(CASES.map(({ id, what }) => [id, what]))("%s: %s", (id) => expect(results.get(id)).toEqual([]));
});

describe("the list itself, by the witness of a server that knows RFC 6455 alone", () => {
  /** It ends a connection with many pings in one packet by default. */
  const bounds = { maxPendingAutoPongs: 0 };
  let server: WebSocketServer;
  let results: ReadonlyMap<string, Problems>;

  beforeAll(async () => {
    server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false, ...bounds });
    await new Promise((resolve) => server.once("listening", resolve));
    server.on("connection", (socket) => {
      socket.on("error", () => undefined);
      socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
    });
    results = await playAll(
      { port: (server.address() as AddressInfo).port, path: "/", unwrap: (text) => text },
      ({ expect: ofRfc }) => ofRfc,
    );
  }, 60_000);
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it("is met wherever RFC 6455 decides", () => {
    expect(results.size).toBeGreaterThan(400);
    expect([...results].filter(([, problems]) => problems.length > 0)).toEqual([]);
  });
});
