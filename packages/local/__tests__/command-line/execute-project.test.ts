import { createStyle } from "@sfn-websocket/run/terminal";
import { readExecuteOptions } from "../../command-line/execute-options";
import { executeWorkflow, type Terminal } from "../../command-line/execute-workflow";
import type { SynthesizedStack } from "../../terraform/synthesized";
import { serveService } from "../forward/serve-service";
import { createVirtualClock } from "../virtual-clock";

const PUT = "arn:aws:states:::dynamodb:putItem";
const TRUST = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "states.amazonaws.com" } },
};

const keep = (table: string) => ({
  StartAt: "Both",
  States: {
    Both: {
      Type: "Parallel",
      Branches: [
        { StartAt: "One", States: { One: { Type: "Pass", Next: "Two" }, Two: { Type: "Pass", End: true } } },
        { StartAt: "Three", States: { Three: { Type: "Pass", Result: 3, End: true } } },
      ],
      ResultPath: null,
      Next: "Each",
    },
    Each: {
      Type: "Map",
      ItemProcessor: { StartAt: "Item", States: { Item: { Type: "Pass", End: true } } },
      ItemsPath: "$.items",
      ResultPath: null,
      Next: "Keep",
    },
    Keep: {
      Type: "Task",
      Resource: PUT,
      Parameters: { TableName: table, Item: { id: { S: "1" } } },
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Lost" }],
      End: true,
    },
    Lost: { Type: "Fail", Error: "Lost", Cause: "not\u001b[2J kept" },
  },
});

/** The stack of a project: a table, and the workflow with a role that may do what is said. */
function createStack(actions: readonly string[], region = "us-east-1"): SynthesizedStack {
  const statement = { Effect: "Allow", Action: actions, Resource: "*" };
  return {
    name: "orders",
    file: "cdk.tf.json",
    configuration: {
      provider: { aws: [{ region }] },
      resource: {
        aws_dynamodb_table: {
          t: {
            name: "orders",
            hash_key: "id",
            billing_mode: "PAY_PER_REQUEST",
            attribute: [{ name: "id", type: "S" }],
          },
        },
        aws_iam_role: { r: { name: "keeps", assume_role_policy: JSON.stringify(TRUST) } },
        aws_iam_role_policy: {
          p: {
            role: "${aws_iam_role.r.name}",
            policy: JSON.stringify({ Version: "2012-10-17", Statement: statement }),
          },
        },
        aws_sfn_state_machine: {
          m: {
            name: "deployed",
            type: "EXPRESS",
            role_arn: "${aws_iam_role.r.arn}",
            definition: JSON.stringify(keep("${aws_dynamodb_table.t.name}")),
          },
        },
      },
    },
  };
}

async function execute(line: readonly string[], terminal: Partial<Terminal>) {
  const options = readExecuteOptions(["keep.asl.json", "--input", "@in.json", ...line]);
  if (options === undefined) throw new Error("the line asks for help");
  const [printed, logged]: [string[], string[]] = [[], []];
  const files: Readonly<Record<string, unknown>> = { "keep.asl.json": keep("${Orders}"), "in.json": { items: [1, 2] } };
  const status = await executeWorkflow(options, {
    clock: createVirtualClock(),
    readFile: (path) => JSON.stringify(files[path]),
    readStandardInput: async () => "",
    print: (text) => printed.push(text),
    log: (text) => logged.push(text),
    ...terminal,
  });
  return { status, printed, logged };
}

it("runs in the AWS of the project's stacks, by the role that they give the workflow", async () => {
  const stacks = [createStack(["dynamodb:PutItem"])];
  const { status, printed, logged } = await execute([], { readProject: async () => stacks });
  expect([status, logged]).toEqual([0, []]);
  expect(JSON.parse(printed.join())).toMatchObject({
    stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:deployed",
    status: "SUCCEEDED",
  });
});

it("runs in the region of the stack, where its table is", async () => {
  const stacks = [createStack(["dynamodb:PutItem"], "eu-west-1")];
  const { printed } = await execute([], { readProject: async () => stacks });
  expect(JSON.parse(printed.join())).toMatchObject({
    stateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:deployed",
    status: "SUCCEEDED",
  });
});

it("draws the states as a tree, with data and failures, and no control character of theirs", async () => {
  const style = createStyle({ isTTY: true, columns: 60 }, { NO_COLOR: "1" });
  const { status, printed } = await execute([], {
    readProject: async () => [createStack(["dynamodb:GetItem"])],
    style,
  });
  expect(status).toBe(1);
  expect(printed.join("\n").replace(/Request ID:\s+[\w-]+/, "Request ID: x")).toBe(
    [
      "Both  Parallel, 0 ms",
      '  input  {"items":[1,2]}',
      "  branch 1",
      "    One  Pass, 0 ms",
      '      input  {"items":[1,2]}',
      "    Two  Pass, 0 ms",
      "  branch 2",
      "    Three  Pass, 0 ms",
      '      input  {"items":[1,2]}',
      "      output 3",
      "Each  Map, 0 ms",
      "  [0]",
      "    Item  Pass, 0 ms",
      "      input  1",
      "  [1]",
      "    Item  Pass, 0 ms",
      "      input  2",
      "Keep  Task, 0 ms",
      "  DynamoDB.AmazonDynamoDBException: User:",
      "  arn:aws:sts::123456789012:assumed-role/keeps/deployed is",
      "  not authorized to perform: dynamodb:PutItem on resource:",
      "  arn:aws:dynamodb:us-east-1:123456789012:table/orders",
      "  because no identity-based policy allows the",
      "  dynamodb:PutItem action (Service: AmazonDynamoDBv2; Status",
      "  Code: 400; Error Code: AccessDeniedException; Request ID: x; Proxy: null)",
      '  output {"Error":"DynamoDB.AmazonDynamoDBException","Cause…',
      "Lost  Fail",
      "",
      "FAILED  0 ms, billed 100 ms",
      "Lost: not\\u001b[2J kept",
    ].join("\n"),
  );
});

it("tells why Step Functions may not assume the role that the stacks give the workflow", async () => {
  const stack = createStack(["dynamodb:PutItem"]);
  const configuration = JSON.parse(
    JSON.stringify(stack.configuration).replace("states.amazonaws.com", "lambda.amazonaws.com"),
  );
  const { logged } = await execute([], { readProject: async () => [{ ...stack, configuration }] });
  expect(logged).toEqual([
    expect.stringMatching(
      /^Step Functions: arn:aws:states:us-east-1:123456789012:stateMachine:deployed: .* is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role\/keeps/,
    ),
  ]);
});

it("tells that the stacks cannot be read, and goes on without them", async () => {
  const readProject = () => Promise.reject(new Error("main.ts: is wrong"));
  const { logged, printed } = await execute(["--substitution", "Orders=o"], { readProject });
  expect(logged).toEqual(["warning: the stacks cannot be read, and the workflow runs without them\nmain.ts: is wrong"]);
  expect(JSON.parse(printed.join()).cause).toMatch(/^This command calls no service/);
});

it("warns of options that the execution has no use for, and not of those of cdktf.json", async () => {
  const stacks = [createStack(["dynamodb:PutItem"])];
  const line = ["--lambda", `charge=${__filename}`, "--name", "delpoyed"];
  expect((await execute(line, { readProject: async () => stacks })).logged).toEqual([
    "warning: --lambda: workflow and input do not name the function, got 'charge'; correct or drop it",
    "warning: --name: the stacks name the workflow 'deployed', got 'delpoyed'; correct or drop it",
  ]);
  const readFile = () => JSON.stringify({ StartAt: "Pass", States: { Pass: { Type: "Pass", End: true } } });
  expect((await execute(["--forward", "sqs=http://127.0.0.1:9324"], { readFile })).logged).toEqual([
    "warning: --forward: the workflow calls no service, got 'sqs'; drop it",
  ]);
});

it.each(["own", "bestellungen.März.".repeat(4)])(
  "lets a workflow that no stack has call everything: %s",
  async (name) => {
    const line = ["--substitution", "Orders=orders", "--name", name];
    const stack = createStack(["dynamodb:GetItem"]);
    const configuration = JSON.parse(
      JSON.stringify(stack.configuration).replace(
        '\\"StartAt\\":\\"Both\\"',
        '\\"Comment\\":\\"other\\",\\"StartAt\\":\\"Both\\"',
      ),
    );
    const { status, printed } = await execute(line, { readProject: async () => [{ ...stack, configuration }] });
    expect(JSON.parse(printed.join())).toMatchObject({ status: "SUCCEEDED" });
    expect(status).toBe(0);
  },
);

it("sends the calls of a service to a server of the user's, where there is no project", async () => {
  const queue = await serveService("sqs");
  queue.answer = { body: '{"MessageId":"m-1"}' };
  const Parameters = { QueueUrl: "http://127.0.0.1/queue", MessageBody: "hello" };
  const Tell = { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", Parameters, End: true };
  const readFile = () => JSON.stringify({ StartAt: "Tell", States: { Tell } });
  const { status, printed } = await execute(["--forward", `sqs=${queue.url}`], { readFile });
  await queue.close();
  expect([status, JSON.parse(JSON.parse(printed.join()).output).MessageId]).toEqual([0, "m-1"]);
  expect(queue.calls.map(({ headers }) => headers["x-amz-target"])).toEqual(["AmazonSQS.SendMessage"]);
});
