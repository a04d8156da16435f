import type { JsonObject } from "@sfn-websocket/languages/json";
import { exchange } from "../../smoke/exchange";
import { judgeExchange } from "../../smoke/judge-exchange";
import { signHandshake } from "../../smoke/sign-handshake";
import { configuration, PASS } from "@sfn-websocket/local/__tests__/configuration";
import { serve, type Served } from "@sfn-websocket/local/__tests__/serve";
import { createVirtualClock } from "@sfn-websocket/local/__tests__/virtual-clock";

const MOCK = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
const FAIL = { StartAt: "Fail", States: { Fail: { Type: "Fail", Error: "Order.Refused", Cause: "no stock" } } };

interface Asked {
  readonly message?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isSigned?: boolean;
}

/** Asks a served configuration as `npm run smoke` does: what came, and what is wrong with it in one word. */
async function ask({ port }: Served, asked: Asked = {}) {
  const { message = '{"action":"smoke"}', path = "/api", headers = {}, isSigned = false } = asked;
  const url = `ws://127.0.0.1:${port}${path}`;
  const exchanged = await exchange({
    ...{ url, headers, message, protocols: [], messages: 1, connectTimeout: 10_000, timeout: 30_000 },
    isFinal: () => false,
    clock: createVirtualClock(),
  });
  const sent = { url: new URL(url), message, isSigned, hasApiKey: false, timeout: 30, connectTimeout: 10 };
  return { text: exchanged.received[0]?.text, problem: judgeExchange(exchanged, undefined, sent)?.name };
}

let served: Served;
afterEach(() => served.close());
const start = async (api: JsonObject) => (served = await serve(api));

describe("the local runtime", () => {
  it("answers, and a failed execution is a problem", async () => {
    await start(configuration({ routes: { $default: { definition: PASS }, fail: { definition: FAIL } } }));
    expect(await ask(served)).toEqual({ text: expect.stringContaining('"status":"SUCCEEDED"') });
    expect(await ask(served, { message: '{"action":"fail"}' })).toMatchObject({ problem: "workflowFailed" });
    expect(await ask(served, { message: "it's" })).toMatchObject({ problem: "invalidInput" });
  });

  it("takes a message of several frames, up to its last byte", async () => {
    await start(configuration({ routes: { $default: { definition: PASS } } }));
    const message = JSON.stringify({ text: "é".repeat(65_530) });
    expect(Buffer.byteLength(message)).toBe(131_071);
    const { text = "{}", problem } = await ask(served, { message });
    expect([problem, JSON.parse(text).output]).toEqual([undefined, message]);
  });

  it("has a frame for each of its own errors", async () => {
    await start(
      configuration({
        routes: {
          known: { definition: PASS },
          throttled: { integration: MOCK },
          never: { integration: { ...MOCK, passthrough_behavior: "NEVER", request_templates: {} } },
          broken: {
            integration: { ...MOCK, request_templates: { $default: "no status" } },
            responses: { "/200/": {} },
          },
        },
        stage: {
          route_settings: [{ route_key: "throttled", throttling_rate_limit: 0, throttling_burst_limit: 0 }],
        },
      }),
    );
    const problems = ["unknown", "throttled", "never", "broken"].map((action) =>
      ask(served, { message: JSON.stringify({ action }) }).then(({ problem }) => problem),
    );
    expect(await Promise.all(problems)).toEqual([
      "noRoute",
      "messageThrottled",
      "unsupportedMediaType",
      "internalServerError",
    ]);
  });

  it("refuses another stage", async () => {
    await start(configuration({ routes: { $default: { definition: PASS } } }));
    expect(await ask(served, { path: "/nope" })).toEqual({ text: undefined, problem: "wrongAddress" });
  });

  it("refuses when $connect fails", async () => {
    const connect = { integration: { ...MOCK, request_templates: { $default: '{"statusCode":500}' } } };
    await start(configuration({ routes: { $connect: connect, $default: { definition: PASS } } }));
    expect(await ask(served)).toEqual({ text: undefined, problem: "connectFailed" });
  });

  it("refuses who has no API key", async () => {
    const key = { $connect: { integration: MOCK, route: { api_key_required: true } } };
    await start(configuration({ routes: { ...key, $default: { definition: PASS } } }));
    expect(await ask(served)).toEqual({ text: undefined, problem: "notAdmitted" });
  });

  it.each(["", "?a=1&b=%20c"])("admits who signs for /api%s, and refuses who does not", async (query) => {
    const { AWS_ACCESS_KEY_ID = "test", AWS_SECRET_ACCESS_KEY = "test" } = process.env;
    const iam = { $connect: { integration: MOCK, route: { authorization_type: "AWS_IAM" } } };
    await start(configuration({ routes: { ...iam, $default: { definition: PASS } } }));
    const path = `/api${query}`;
    const headers = await signHandshake({
      url: `ws://127.0.0.1:${served.port}${path}`,
      headers: {},
      region: "us-east-1",
      environment: { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY },
    });
    expect((await ask(served, { path, headers, isSigned: true })).problem).toBeUndefined();
    expect((await ask(served, { path })).problem).toBe("notAdmitted");
    expect((await ask(served, { path: `${path}&c=2`, headers, isSigned: true })).problem).toBe(
      query === "" ? "wrongAddress" : "notAdmitted",
    );
  });
});
