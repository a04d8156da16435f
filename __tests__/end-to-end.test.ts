import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAws } from "@sfn-websocket/local/account/aws";
import { createServer, type LocalServer } from "@sfn-websocket/local/http/server";
import { synthesize } from "@sfn-websocket/local/command-line/synthesize";
import { loadStack } from "@sfn-websocket/local/terraform/load-stacks";
import { readStacks } from "@sfn-websocket/local/terraform/synthesized";
import { type Client, connect } from "@sfn-websocket/local/__tests__/serve";
import { createVirtualClock, type VirtualClock } from "@sfn-websocket/local/__tests__/virtual-clock";
import { runSmoke } from "@sfn-websocket/tools/__tests__/smoke/run-smoke";

/** The tests' own, so that a user's stacks and workflows break nothing. */
const PROJECT = join(__dirname, "project");
const NAME = "apigw-websocket-api-sfn-sync-api-us-east-1-default";
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const DETAILS = '{"__type":"com.amazonaws.swf.base.model#CloudWatchEventsExecutionDataDetails","included":true}';

/** The pattern's transcript, whole: what stands in for ids is the only thing that is not fixed. */
function transcript(message: string): RegExp {
  const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const text = JSON.stringify(message);
  return new RegExp(
    `^${escape('{"billingDetails":{"billedDurationInMilliseconds":3000,"billedMemoryUsedInMB":64},"executionArn":')}` +
      `"arn:aws:states:us-east-1:123456789012:express:${NAME}:(${UUID}):${UUID}",` +
      `${escape(`"input":${text},"inputDetails":${DETAILS},"name":`)}"\\1",` +
      `${escape(`"output":${text},"outputDetails":${DETAILS},"startDate":1.652472014974E9,`)}` +
      `${escape(`"stateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:${NAME}","status":"SUCCEEDED",`)}` +
      `${escape('"stopDate":1.652472017974E9,"traceHeader":')}"Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=1"\\}$`,
  );
}

const NOT_JSON =
  "Unrecognized token 'it': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
/** All that the developer is told here: of the message that is not JSON. */
const REFUSED_INPUT =
  "apigw-websocket-api-sfn-sync-api-us-east-1/api: route '$default': the integration answered 400 " +
  `'{"__type":"com.amazonaws.swf.service.v2.model#InvalidExecutionInput","message":"Invalid State Machine Execution Input: '${NOT_JSON}'"}'; ` +
  "the request template '$default' was used; passthrough_behavior is WHEN_NO_MATCH; " +
  "of the integration response '/4\\d\\d/' the response template '$default' was used";

describe("the synthesized pattern, served on this machine", () => {
  const output = mkdtempSync(join(tmpdir(), "end-to-end-"));
  let clock: VirtualClock;
  let server: LocalServer;
  let client: Client;
  let url: string;

  beforeAll(async () => {
    clock = createVirtualClock();
    const log = (line: string) => {
      if (line !== REFUSED_INPUT) throw new Error(line);
    };
    const aws = createAws({ clock, log });
    for (const stack of readStacks(await synthesize(PROJECT, output))) loadStack(stack, aws);
    server = createServer({ aws: () => aws, log });
    await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
    url = `ws://127.0.0.1:${(server.http.address() as AddressInfo).port}/api`;
    client = await connect(url);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    rmSync(output, { recursive: true });
  });

  it.each([
    '{"first_name" : "Jane", "last_name" : "Doe"}',
    '{"name":"O\'Brien \\"x\\" \\\\ / é 😀","lines":"a\\nb"}',
    "[1, 2.50, null]",
    '"it\'s a text"',
  ])("answers %s as AWS does, after three seconds", async (message) => {
    const started = clock.now();
    client.socket.send(message);
    await clock.waiting(3_000);
    clock.advance(3_000);
    const answer = await client.next();
    const shift = (text: string) => text.replace(/(?<=Date":)[\d.E]+/g, (date) => shiftDate(date, started));
    expect(shift(answer)).toMatch(transcript(message));
  });

  it("tells a client what is wrong with a message that is not JSON", async () => {
    expect(await client.ask("it's")).toMatch(
      new RegExp(
        `^\\{"message": "Invalid State Machine Execution Input: '${NOT_JSON.replace(/[()]/g, "\\$&")}'", ` +
          `"connectionId":"[\\w-]{18}==", "requestId":"[\\w-]{15}="\\}$`,
      ),
    );
  });

  it("passes the smoke client, which says so by its exit status", async () => {
    const passed = runSmoke([url]);
    await clock.waiting(3_000);
    clock.advance(3_000);
    const { status, stdout, stderr } = await passed;
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.replace(/in \d+ ms/g, "in N ms")).toMatch(
      new RegExp(
        `^address    ${url}\nconnected  in N ms\nanswer     in N ms\nstatus     SUCCEEDED\n` +
          `duration   3000 ms, billed 3000 ms, 64 MB\noutput\n  \\{\n    "action": "smoke",\n    "message": "hello"\n  \\}\n` +
          `execution  arn:aws:states:us-east-1:123456789012:express:${NAME}:${UUID}:${UUID}\n$`,
      ),
    );
  }, 20_000);

  it("fails the smoke client with a message that is not JSON, and tells why", async () => {
    const { status, stderr } = await runSmoke([url, "--message", "it's"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: the answer is an error: Invalid State Machine Execution Input: .*\n {2}- the message is no JSON, and a workflow's input must be\n$/,
    );
  }, 20_000);
});

/** The clock goes on from message to message: counts a date from the first one's start. */
function shiftDate(date: string, started: number): string {
  const milliseconds = Math.round(Number(date) * 1000) - started + 1_652_472_014_974;
  return `${milliseconds / 1e12}E9`;
}
