import { runAtOnce } from "@sfn-websocket/languages/states-language/world/steps";
import { TraceStore } from "../../trace/trace-store";
import { listDenials } from "../../console/list-denials";
import { configuration } from "../configuration";
import { serve, type Served } from "../serve";
import { createServiceTasks } from "../../account/service-tasks";
import type { Aws } from "../../account/aws";

const trust = (...services: readonly string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: services } }],
  });
const policy = (action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
const KEEP = {
  StartAt: "A",
  States: {
    A: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Parameters: { TableName: "orders", Item: { id: { S: "1" } } },
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "B" }],
      End: true,
    },
    B: { Type: "Succeed" },
  },
};

const api = (allowed: string) =>
  configuration({
    routes: {
      keep: { definition: KEEP },
      start: { definition: KEEP, integration: { credentials_arn: "${aws_iam_role.poor.arn}" } },
    },
    resource: {
      aws_iam_role: {
        main: { name: "role", assume_role_policy: trust("apigateway.amazonaws.com", "states.amazonaws.com") },
        poor: { name: "poor", assume_role_policy: trust("apigateway.amazonaws.com") },
      },
      aws_iam_role_policy: { main: { name: "policy", role: "${aws_iam_role.main.name}", policy: policy(allowed) } },
    },
  });

let served: Served;
beforeAll(async () => {
  let aws: Aws | undefined;
  served = await serve(api("states:*"), {
    traces: new TraceStore(),
    runTask: (machine, task) => createServiceTasks((aws ??= served.aws()), () => undefined)(machine, task),
  });
  const client = await served.connect();
  await client.ask('{"action":"keep"}');
  await client.ask('{"action":"keep"}');
  await client.ask('{"action":"start"}');
});
afterAll(() => served.close());

it("looks at one trace a step, so that messages are answered meanwhile", () => {
  expect([...listDenials(served.aws())]).toHaveLength(3);
});

it("tells what the roles of integrations and of workflows were refused, each once, with what would allow it", () => {
  const [start, keep, ...more] = runAtOnce(listDenials(served.aws())).denials;
  expect(more).toEqual([]);
  expect(start).toMatchObject({
    check: { principal: "apigateway.amazonaws.com", action: "states:StartSyncExecution", allowed: false },
    times: 1,
    isWorkflow: false,
  });
  expect(keep).toMatchObject({
    check: {
      roleArn: "arn:aws:iam::123456789012:role/role",
      principal: "states.amazonaws.com",
      needed: {
        Effect: "Allow",
        Action: "dynamodb:PutItem",
        Resource: "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
      },
    },
    times: 2,
    isWorkflow: true,
  });
});

it("leaves out what the present version allows", () => {
  served.deploy(api("*"));
  expect(runAtOnce(listDenials(served.aws())).denials.map(({ check }) => check.action)).toEqual([
    "states:StartSyncExecution",
  ]);
});

it("says of a server that keeps no traces that it keeps none", () =>
  expect(runAtOnce(listDenials({ ...served.aws(), traces: undefined }))).toEqual({ denials: [], isKept: false }));
