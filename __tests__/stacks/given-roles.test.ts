import { App } from "cdktf";
import { serve } from "@sfn-websocket/local/__tests__/serve";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import type { PatternProps } from "../../stacks/stack-props";
import { SynthesisError } from "@sfn-websocket/constructs/options/synthesis-error";
import { FILES, workflow } from "./synthesize-options";
import { synthesizeFamily } from "./synthesize-family";
import { createProject, listResources } from "./synthesize-stack";

const ROLE_ARN = "arn:aws:iam::123456789012:role/team/theirs";
const FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:echo";
const CALL = JSON.stringify({
  StartAt: "Call",
  States: {
    Call: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: FUNCTION_ARN, "Payload.$": "$" },
      OutputPath: "$.Payload",
      End: true,
    },
  },
});
const OPEN = CALL.replace(`"FunctionName":"${FUNCTION_ARN}"`, '"FunctionName.$":"$.name"');
const PROJECT = { ...FILES, "workflows/call.asl.json": CALL, "workflows/open.asl.json": OPEN };
const roles = { workflowRoleArn: ROLE_ARN, integrationRoleArn: ROLE_ARN };
const calls = { workflow: "workflows/call.asl.json", response: "output" } as const;

const synthesize = (routes: Readonly<Record<string, RouteProps>>, props: PatternProps = {}) =>
  synthesizeFamily((app, root) => new ApigwWebsocketApiSfnSync(app, "demo", { root, ...props, routes }), PROJECT);

/** What synthesis notes of a route with a workflow. */
function listNotes(route: RouteProps, props: PatternProps = {}): readonly string[] {
  const root = createProject(PROJECT);
  const app = new App({ outdir: `${root}/cdktf.out`, stackTraces: false });
  const stack = new ApigwWebsocketApiSfnSync(app, "demo", { root, routes: { order: route }, ...props });
  const noted = stack.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data)));
  return noted.filter((text) => text.includes("RoleArn: "));
}

it.each<[string, RouteProps]>([
  ["a synchronous workflow", { workflow, ...roles }],
  ["an asynchronous workflow", { workflow, execution: "async", ...roles }],
  ["a function", { lambda: FUNCTION_ARN, integrationRoleArn: ROLE_ARN }],
  ["a queue", { sqs: "arn:aws:sqs:us-east-1:123456789012:orders", integrationRoleArn: ROLE_ARN }],
  ["a topic", { sns: "arn:aws:sns:us-east-1:123456789012:orders", integrationRoleArn: ROLE_ARN }],
  ["a bus", { events: "arn:aws:events:us-east-1:123456789012:event-bus/orders", integrationRoleArn: ROLE_ARN }],
])("makes neither roles nor policies for %s whose roles are there already", (_, route) => {
  const terraform = synthesize({ order: route });
  expect(Object.keys(terraform.resource).filter((type) => type.startsWith("aws_iam_"))).toEqual([]);
  const [integration] = listResources(terraform, "aws_apigatewayv2_integration");
  expect(integration).toMatchObject({ credentials_arn: ROLE_ARN });
  expect(integration).not.toHaveProperty("depends_on");
  for (const machine of listResources(terraform, "aws_sfn_state_machine")) {
    expect(machine).toMatchObject({ role_arn: ROLE_ARN });
    expect(machine).not.toHaveProperty("depends_on");
  }
});

it("makes the roles of the other routes, and that of the two which is not given", () => {
  const terraform = synthesize({ order: { workflow, workflowRoleArn: ROLE_ARN }, $default: { workflow } });
  const names = listResources(terraform, "aws_iam_role").map(({ name }) => name);
  expect(names.toSorted()).toEqual([
    "demo-api-us-east-1-default-integration",
    "demo-api-us-east-1-default-workflow",
    "demo-api-us-east-1-order-integration",
  ]);
});

it("notes what the roles must allow, and who must assume them", () => {
  const notes = listNotes({ ...calls, ...roles, logLevel: "OFF" });
  expect(notes).toHaveLength(2);
  expect(notes).toContainEqual(
    expect.stringMatching(
      /^workflowRoleArn: nothing is granted to 'arn:aws:iam::123456789012:role\/team\/theirs', which must let states\.amazonaws\.com assume it and allow .*"xray:PutTraceSegments".*, \{"Effect":"Allow","Action":\["lambda:InvokeFunction"\],"Resource":\["arn:aws:lambda:us-east-1:123456789012:function:echo"/,
    ),
  );
  expect(notes).toContainEqual(
    expect.stringMatching(
      /^integrationRoleArn: nothing is granted to '.*', which must let apigateway\.amazonaws\.com assume it and allow \{"Effect":"Allow","Action":"states:StartSyncExecution","Resource":"\$\{aws_sfn_state_machine\.[^"]*\.arn\}"\}$/,
    ),
  );
});

it("takes a workflow whose resources only the data tells, and notes its call", () => {
  const route = { workflow: "workflows/open.asl.json", workflowRoleArn: ROLE_ARN };
  expect(listNotes(route)).toEqual([
    expect.stringMatching(
      /; \/States\/Call calls lambda:invoke, and which resource that is on cannot be known, got FunctionName '\$\.name'$/,
    ),
  ]);
});

it("rejects a boundary for a role that is there already, of an added route too", () => {
  const permissionsBoundary = "arn:aws:iam::123456789012:policy/boundary";
  const refused = new SynthesisError([
    `route 'order': workflowRoleArn is a role that the stack cannot bound, got it beside the permissionsBoundary '${permissionsBoundary}'; bound the role where it is made, and remove one of the two`,
  ]);
  const route = { workflow, workflowRoleArn: ROLE_ARN };
  expect(() => synthesize({ order: route }, { permissionsBoundary })).toThrow(refused);
  const add = () =>
    synthesizeFamily((app, root) => {
      const stack = new ApigwWebsocketApiSfnSync(app, "demo", { root, permissionsBoundary });
      stack.addRoute("order", route);
      return stack;
    }, PROJECT);
  expect(add).toThrow(refused);
});

describe("served", () => {
  const functions = { run: async () => ({ payload: '{"called":true}' }), stop: () => undefined };

  /** A role that is there already as Terraform has it, which both services may assume. */
  const makeRole = (action: string) => ({
    aws_iam_role: {
      theirs: {
        name: "theirs",
        assume_role_policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: {
            Effect: "Allow",
            Action: "sts:AssumeRole",
            Principal: { Service: ["states.amazonaws.com", "apigateway.amazonaws.com"] },
          },
        }),
      },
    },
    aws_iam_role_policy: {
      theirs: {
        role: "${aws_iam_role.theirs.name}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: { Effect: "Allow", Action: [action, "logs:*", "xray:*"], Resource: "*" },
        }),
      },
    },
  });

  /** What a client of the route gets, and what the developer is told. */
  async function ask(route: RouteProps, resources: Readonly<Record<string, object>> = {}) {
    const { resource, ...terraform } = synthesize({ order: route });
    const merged = Object.entries(resources).map(([type, named]) => [type, { ...resource[type], ...named }]);
    const configuration = { ...terraform, resource: { ...resource, ...Object.fromEntries(merged) } };
    const served = await serve(configuration, { functions, runTask: undefined });
    try {
      const client = await served.connect();
      return { answer: await client.ask('{"action":"order"}'), log: served.log.join("\n") };
    } finally {
      await served.close();
    }
  }

  const theirs = "${aws_iam_role.theirs.arn}";

  it("a workflow runs as the role that is given: it may do what that role may", async () => {
    const route = { ...calls, workflowRoleArn: theirs };
    expect((await ask(route, makeRole("lambda:InvokeFunction"))).answer).toBe('{"called":true}');
    expect((await ask(route, makeRole("sqs:SendMessage"))).answer).toMatch(
      /assumed-role\\\/theirs\\\/.* is not authorized to perform: lambda:InvokeFunction/,
    );
  });

  it("API Gateway calls as the role that is given: it may do what that role may", async () => {
    const route = { ...calls, integrationRoleArn: theirs };
    expect((await ask(route, makeRole("states:StartSyncExecution"))).answer).toBe('{"called":true}');
    expect((await ask(route, makeRole("sqs:SendMessage"))).answer).not.toContain("called");
  });

  it("a role that no stack makes may do everything, which is told once", async () => {
    const { answer, log } = await ask({ ...calls, ...roles });
    expect(answer).toBe('{"called":true}');
    expect(log.split(`IAM: no stack makes the role, got '${ROLE_ARN}'`)).toHaveLength(2);
  });
});

it("tells Terraform how long to wait for state machines, for a Standard one's deletion an hour if nothing else is said", () => {
  const routes = { order: { workflow }, later: { workflow, execution: "async" } } as const;
  const read = (props: PatternProps) =>
    listResources(synthesize(routes, props), "aws_sfn_state_machine")
      .map(({ type, timeouts }) => [String(type), timeouts] as const)
      .toSorted(([one], [other]) => one.localeCompare(other));
  expect(read({})).toEqual([
    ["EXPRESS", undefined],
    ["STANDARD", { delete: "60m" }],
  ]);
  expect(read({ stateMachineTimeouts: { create: "10m", update: "90s" } })).toEqual([
    ["EXPRESS", { create: "10m", update: "90s" }],
    ["STANDARD", { create: "10m", delete: "60m", update: "90s" }],
  ]);
  expect(read({ stateMachineTimeouts: { delete: "1h30m" } })).toEqual([
    ["EXPRESS", { delete: "1h30m" }],
    ["STANDARD", { delete: "1h30m" }],
  ]);
});
