import { describeLine, type LineParts } from "../trace/describe-line";
import { DescribeExecutionCommand, SFNClient } from "@aws-sdk/client-sfn";
import type { Connections } from "../apigateway/stage/connections";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, trust } from "./configuration";
import { type Client, serve, type Served } from "./serve";

const POST = {
  Type: "Task",
  Resource: "arn:aws:states:::apigateway:invoke",
  Parameters: {
    "ApiEndpoint.$": "$.domainName",
    "Stage.$": "$.stage",
    "Path.$": "States.Format('/@connections/{}', $.connectionId)",
    Method: "POST",
    "RequestBody.$": "$.message",
    AuthType: "IAM_ROLE",
  },
};
const WORKFLOW = {
  StartAt: "Wait",
  States: {
    Wait: { Type: "Wait", Seconds: 3, Next: "Post" },
    Post: { ...POST, Catch: [{ ErrorEquals: ["ApiGateway.410"], ResultPath: "$.gone", Next: "Gone" }], End: true },
    Gone: { Type: "Pass", InputPath: "$.gone", End: true },
  },
};

/** The seed of an execution that answers later: the message, and where it came from. */
const TEMPLATE = `{"stateMachineArn":"\${aws_sfn_state_machine.later.arn}","input":"{\\"connectionId\\":\\"$context.connectionId\\",\\"domainName\\":\\"$context.domainName\\",\\"stage\\":\\"$context.stage\\",\\"message\\":$util.escapeJavaScript($input.body)}"}`;
const ARN = "arn:aws:states:us-east-1:123456789012";

/** A route that starts an execution which posts the message back, by a role that may do as the statements say. */
function api(statements: readonly JsonObject[], machine: JsonObject = {}): JsonObject {
  const integration = {
    integration_type: "AWS",
    integration_method: "POST",
    integration_uri: "arn:aws:apigateway:us-east-1:states:action/StartExecution",
    credentials_arn: "${aws_iam_role.main.arn}",
    request_templates: { $default: TEMPLATE },
  };
  const later = {
    name: "later",
    role_arn: "${aws_iam_role.main.arn}",
    definition: JSON.stringify(WORKFLOW),
    ...machine,
  };
  return configuration({
    routes: { $default: { integration } },
    resource: {
      aws_iam_role: {
        main: { name: "role", assume_role_policy: trust("apigateway.amazonaws.com", "states.amazonaws.com") },
      },
      aws_sfn_state_machine: { later },
    },
    policy: { Version: "2012-10-17", Statement: statements.map((each) => ({ Effect: "Allow", ...each })) },
  });
}

const START = { Action: "states:StartExecution", Resource: `${ARN}:stateMachine:later` };
const MANAGE = {
  Action: "execute-api:ManageConnections",
  Resource: "arn:aws:execute-api:*:*:*/api/POST/@connections/*",
};

describe("a route that starts a workflow nobody waits for", () => {
  let served: Served;
  let client: Client;
  let connections: Connections;
  let isTold = false;
  const told: LineParts[] = [];

  async function start(statements: readonly JsonObject[], machine?: JsonObject): Promise<string> {
    connections = new Map();
    served = await serve(api(statements, machine), {
      runTask: undefined,
      connections,
      ...(isTold && { reportExecution: (trail) => told.push(describeLine({ kind: "execution", trail })) }),
    });
    client = await served.connect();
    return client.ask('{"id" : 1}');
  }
  afterEach(async () => {
    isTold = false;
    client.socket.terminate();
    await served.close();
  });

  /** Lets the workflow's three seconds pass, and resolves to how it ended. */
  async function finish(started: string) {
    const sfn = new SFNClient({
      endpoint: `http://127.0.0.1:${served.port}`,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const { executionArn } = JSON.parse(started) as { executionArn: string };
    served.clock.advance(3_000);
    for (;;) {
      const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (execution.status !== "RUNNING") return execution;
    }
  }

  it("tells the way of the workflow when it has ended", async () => {
    isTold = true;
    const started = await start([START]);
    await served.clock.waiting(3_000);
    expect(told).toEqual([]);
    await finish(started);
    expect(told).toEqual([
      expect.objectContaining({
        route: "later",
        outcome: "FAILED",
        milliseconds: 3_000,
        way: expect.stringMatching(/^Wait > Post: \S+ \(.*execute-api:ManageConnections.*\)$/),
      }),
    ]);
  });

  it("answers with the execution, and the workflow posts its result over the socket", async () => {
    const started = await start([START, MANAGE]);
    expect(started).toMatch(
      new RegExp(`^\\{"executionArn":"${ARN}:execution:later:[0-9a-f-]{36}","startDate":1\\.652472014974E9\\}$`),
    );
    await served.clock.waiting(3_000);
    const { status, output = "" } = await finish(started);
    expect(await client.next()).toBe('{"id":1}');
    expect([status, JSON.parse(output)]).toEqual([
      "SUCCEEDED",
      {
        Headers: {
          Connection: ["keep-alive"],
          "Content-Length": ["0"],
          "Content-Type": ["application/json"],
          Date: [expect.stringMatching(/ GMT$/)],
          "x-amz-apigw-id": [expect.stringMatching(/=$/)],
          "x-amzn-RequestId": [expect.stringMatching(/^[0-9a-f-]{36}$/)],
        },
        ResponseBody: "",
        StatusCode: 200,
        StatusText: "OK",
      },
    ]);
    expect(served.log).toEqual([]);
  });

  it("answers with the execution of an Express workflow too", async () => {
    const started = await start([START, MANAGE], { type: "EXPRESS" });
    expect(started).toMatch(
      new RegExp(
        `^\\{"executionArn":"${ARN}:express:later:[0-9a-f-]{36}:[0-9a-f-]{36}","startDate":1\\.652472014974E9\\}$`,
      ),
    );
    await served.clock.waiting(3_000);
    served.clock.advance(3_000);
    expect(await client.next()).toBe('{"id":1}');
  });

  it("lets the workflow go on when its client leaves, and it catches that nobody is there", async () => {
    const started = await start([START, MANAGE]);
    await served.clock.waiting(3_000);
    client.socket.close();
    while (connections.size > 0) await new Promise(setImmediate);
    const { status, output } = await finish(started);
    expect([status, output]).toEqual(["SUCCEEDED", '{"Error":"ApiGateway.410","Cause":""}']);
  });

  it("fails the workflow whose role may not post, which the log tells", async () => {
    const started = await start([START, { ...MANAGE, Resource: "arn:aws:execute-api:*:*:*/api/GET/@connections/*" }]);
    await served.clock.waiting(3_000);
    const { name, status, error, cause = "" } = await finish(started);
    const text =
      "User: arn:aws:sts::123456789012:assumed-role/role/later is not authorized to perform: execute-api:ManageConnections " +
      "on resource: arn:aws:execute-api:us-east-1:********9012:API/api/POST/@connections/{connectionId} " +
      "because no identity-based policy allows the execute-api:ManageConnections action";
    expect([status, error, cause.replace(/\*9012:\w+/, "*9012:API")]).toEqual([
      "FAILED",
      "ApiGateway.403",
      JSON.stringify({ Message: text }),
    ]);
    expect(served.log).toEqual([`state machine 'later': execution ${name} FAILED: ApiGateway.403: ${cause}`]);
  });

  it("fails the workflow that waits for a task token of a service that is not emulated", async () => {
    const Post = { ...WORKFLOW.States.Post, Resource: "arn:aws:states:::ecs:runTask.waitForTaskToken" };
    const definition = JSON.stringify({ ...WORKFLOW, States: { ...WORKFLOW.States, Post } });
    const started = await start([START, MANAGE], { definition });
    await served.clock.waiting(3_000);
    const { status, error, cause } = await finish(started);
    expect([status, error, cause]).toEqual([
      "FAILED",
      "States.Runtime",
      "The local runtime does not emulate the resource 'arn:aws:states:::ecs:runTask.waitForTaskToken' of the state 'Post'; mock it with --mock, or run it on AWS.",
    ]);
  });

  it("fails where the integration's role may not start it", async () => {
    expect(await start([{ ...START, Action: "states:StartSyncExecution" }])).toBe(
      '{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: arn:aws:sts::123456789012:assumed-role/role/' +
        `BackplaneAssumeRoleSession is not authorized to perform: states:StartExecution on resource: ${ARN}:stateMachine:later ` +
        'because no identity-based policy allows the states:StartExecution action"}',
    );
  });
});
