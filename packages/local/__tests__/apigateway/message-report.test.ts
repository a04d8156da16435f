import { hasFailed, type MessageReport } from "../../apigateway/stage/message-report";
import { joinMessage } from "./message-line";
import { configuration, PASS, type TestRoute } from "../configuration";
import { serve } from "../serve";
import { TaskFailure } from "@sfn-websocket/languages/states-language/state-machine";

const END = { Type: "Pass", End: true } as const;
const TASK = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "charge" },
} as const;
const CAUSE = "not authorized to\n perform lambda:InvokeFunction";

const ROUTES: Readonly<Record<string, TestRoute>> = {
  $default: { definition: PASS },
  order: {
    definition: {
      StartAt: "Validate",
      States: {
        Validate: { Type: "Pass", Next: "Charge" },
        Charge: { ...TASK, Catch: [{ ErrorEquals: ["States.ALL"], Next: "Reject" }], End: true },
        Reject: { Type: "Fail", Error: "Rejected", Cause: "no money" },
      },
    },
  },
  parallel: {
    definition: {
      StartAt: "Both",
      States: {
        Both: {
          Type: "Parallel",
          Branches: [
            { StartAt: "Good", States: { Good: END } },
            { StartAt: "Bad", States: { Bad: { ...TASK, End: true } } },
          ],
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "Mend" }],
          End: true,
        },
        Mend: END,
      },
    },
  },
  loop: {
    definition: {
      StartAt: "Again",
      States: {
        Again: {
          ...TASK,
          Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 7 }],
          End: true,
        },
      },
    },
  },
  evaluated: {
    definition: {
      StartAt: "Read",
      States: { Read: { Type: "Pass", InputPath: "$.gone", End: true } },
    },
  },
  silent: { definition: PASS, isTwoWay: false },
  ping: { integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } } },
  broken: {
    integration: {
      integration_type: "AWS_PROXY",
      integration_uri:
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:quote/invocations",
    },
  },
};

/** Sends a message and resolves to its report. */
async function report(message: string, routes = ROUTES): Promise<MessageReport> {
  const reports: MessageReport[] = [];
  const served = await serve(configuration({ routes }), {
    report: (each) => each.event.eventType === "MESSAGE" && reports.push(each),
    runTask: () => Promise.reject(new TaskFailure("Lambda.AWSLambdaException", CAUSE)),
  });
  const client = await served.connect();
  client.socket.send(message);
  for (let second = 0; second < 10 || reports.length === 0; second += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await served.clock.advance(1_000);
  }
  await served.close();
  expect(reports).toHaveLength(1);
  return reports[0]!;
}

describe("what the developer reads of a message", () => {
  const FAILED = "Lambda.AWSLambdaException (not authorized to perform lambda:InvokeFunction)";

  it.each([
    ["a workflow's way", "{}", "$default ($request.body.action is empty)  Pass  SUCCEEDED", false],
    [
      "a failure that is caught, and its cause",
      '{"action":"order"}',
      `order  Validate > Charge: ${FAILED} > Reject: Rejected (no money)  FAILED`,
      true,
    ],
    ["an inner state that fails", '{"action":"parallel"}', `parallel  Both/Bad: ${FAILED} > Mend  SUCCEEDED`, true],
    [
      "no more than the first failures of a state that is tried again",
      '{"action":"loop"}',
      `loop  ${Array(5).fill(`Again: ${FAILED}`).join(" > ")} > 3 more failures  FAILED`,
      true,
    ],
    [
      "a message whose action names no route",
      '{"action":"ordre"}',
      "$default ($request.body.action names no route, got 'ordre')  Pass  SUCCEEDED",
      false,
    ],
    ["a message that the workflow's service refuses", "hello", "$default  StartSyncExecution  400", true],
    ["an answer of API Gateway's own", '{"action":"ping"}', "ping  API Gateway itself  200", false],
    ["that nobody is answered", '{"action":"silent"}', "silent (one-way: no route response)  Pass  SUCCEEDED", false],
    ["a refusal", '{"action":"broken"}', "broken  quote  500 Internal server error", true],
  ])("tells %s", async (_, message, line, isFailed) => {
    const told = await report(message);
    expect(joinMessage(told)).toBe(line);
    expect(hasFailed(told)).toBe(isFailed);
  });

  it("tells a state whose field has no value", async () => {
    const line = joinMessage(await report('{"action":"evaluated"}'));
    expect(line).toMatch(
      /^evaluated {2}Read: States\.Runtime \(An error occurred while executing the state 'Read' .*\) {2}FAILED$/,
    );
  });

  it("tells a message without a route", async () => {
    const { ping = {} } = ROUTES;
    expect(joinMessage(await report("{}", { ping }))).toBe("-  403 Forbidden");
  });
});
