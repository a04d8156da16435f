import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, type TestApi, trust } from "../configuration";
import { serve } from "../serve";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:price";
const WORKFLOW = {
  StartAt: "Price",
  States: {
    Price: { Type: "Task", Resource: FUNCTION, ResultPath: "$.price", Next: "Keep" },
    Keep: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Parameters: {
        TableName: "Prices",
        Item: { id: { "S.$": "$.id" } },
        ConditionExpression: "attribute_not_exists(id)",
      },
      ResultPath: null,
      Catch: [{ ErrorEquals: ["DynamoDB.ConditionalCheckFailedException"], Next: "Known" }],
      Next: "Invoke",
    },
    Known: { Type: "Pass", Result: "known", End: true },
    Invoke: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "price", "Payload.$": "$.price" },
      OutputPath: "$.Payload",
      End: true,
    },
  },
};

const api = (more: Partial<TestApi> = {}) =>
  configuration({
    routes: {
      $default: {
        definition: WORKFLOW,
        responses: {
          $default: {
            response_templates: { $default: "$input.path('$.status') $!input.path('$.output')$!input.path('$.error')" },
          },
        },
      },
    },
    resource: {
      aws_iam_role: {
        main: {
          name: "role",
          assume_role_policy: trust("apigateway.amazonaws.com", "states.amazonaws.com"),
        },
      },
      aws_dynamodb_table: {
        prices: {
          name: "Prices",
          billing_mode: "PAY_PER_REQUEST",
          hash_key: "id",
          attribute: [{ name: "id", type: "S" }],
        },
      },
    },
    ...more,
  });

describe("a workflow's tasks", () => {
  const functions = {
    run: async (_: object, event: string) => ({
      payload: JSON.stringify({ ...(JSON.parse(event) as JsonObject), seen: 1 }),
    }),
    stop: () => undefined,
  };

  it("run functions and keep items, and their failures are caught", async () => {
    const served = await serve(api(), { functions, runTask: undefined });
    const client = await served.connect();
    expect(await client.ask('{"id":"a"}')).toBe('SUCCEEDED {"id":"a","seen":1}');
    expect(await client.ask('{"id":"a"}')).toBe('SUCCEEDED "known"');
    client.socket.terminate();
    await served.close();
  });

  it("fail when the machine's role may not", async () => {
    const Action = ["states:StartSyncExecution", "dynamodb:PutItem"];
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] };
    const served = await serve(api({ policy }), { functions, runTask: undefined });
    const client = await served.connect();
    expect(await client.ask('{"id":"a"}')).toBe("FAILED Lambda.AWSLambdaException");
    expect(served.log.join("\n")).toContain(
      `User: arn:aws:sts::123456789012:assumed-role/role/r0 is not authorized to perform: lambda:InvokeFunction on resource: ${FUNCTION} because no identity-based policy allows the lambda:InvokeFunction action (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: `,
    );
    client.socket.terminate();
    await served.close();
  });

  it("fail when Step Functions may not assume the machine's role, whatever they call", async () => {
    const served = await serve(api({ resource: {} }), { functions, runTask: undefined });
    const client = await served.connect();
    expect(await client.ask('{"id":"a"}')).toBe("FAILED States.TaskFailed");
    const role = "arn:aws:iam::123456789012:role/role";
    const cause = `The principal states.amazonaws.com is not authorized to assume the provided role. (role: ${role})`;
    expect(served.log.join("\n")).toContain(cause);
    expect(served.log.join("\n")).toContain(
      `User: states.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    );
    client.socket.terminate();
    await served.close();
  });
});
