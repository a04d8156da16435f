import { checkRoutes } from "@sfn-websocket/constructs/routes/check-routes";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import { SynthesisError } from "@sfn-websocket/constructs/options/synthesis-error";
import options from "./refused-options.json";
import templates from "./refused-templates.json";
import workflows from "./refused-workflows.json";
import { createProject, WAIT } from "./synthesize-stack";

const workflow = "workflows/wait.asl.json";

/** Routes that are refused, with the definition of `workflows/quote.asl.json` where it matters. */
interface RefusedRoutes {
  readonly name: string;
  readonly routes: object;
  readonly definition?: object;
  readonly problems: readonly string[];
}

const cases: readonly RefusedRoutes[] = [...options, ...workflows, ...templates];

/** The problems of routes which, as JavaScript may, need not be of their type. */
function listProblems(
  routes: object,
  files: Readonly<Record<string, string>> = {},
  region = "us-east-1",
): readonly string[] {
  try {
    checkRoutes(routes as Readonly<Record<string, RouteProps>>, { root: createProject(files), region });
    return [];
  } catch (error) {
    if (error instanceof SynthesisError) return error.problems;
    throw error;
  }
}

it.each(cases)("rejects $name", ({ routes, definition, problems }) => {
  const files = { "workflows/quote.asl.json": definition === undefined ? WAIT : JSON.stringify(definition) };
  expect(listProblems(routes, files)).toEqual(problems);
});

it("rejects a template and a model of more than 32,768 characters", () => {
  const template = `{}${" ".repeat(32_768)}`;
  expect(listProblems({ quote: { workflow, model: "m.json" } }, { "m.json": template })).toEqual([
    "route 'quote': model 'm.json' is too long, got 32770 characters; API Gateway takes at most 32768",
  ]);
  expect(listProblems({ quote: { workflow, response: { template } } })).toEqual([
    "route 'quote': response template is too long, got 32770 characters; API Gateway takes at most 32768",
  ]);
});

it("rejects a synchronous workflow on $connect, whose failure would let the client in", () => {
  expect(listProblems({ $connect: { workflow } })).toEqual([
    `route '$connect': a workflow that fails refuses nobody, got '${workflow}'; decide who may connect by authorization or a lambda, or give execution "async"`,
  ]);
});

it("takes a model for a Lambda function's messages", () => {
  const lambda = "arn:aws:lambda:us-east-1:123456789012:function:echo";
  expect(listProblems({ quote: { lambda, model: "m.json" } }, { "m.json": "{}" })).toEqual([]);
});

it("takes permissions for actions whose names are near to others'", () => {
  const names = ["secretsmanager:CreateSecret", "secretsmanager:RotateSecret", "states:UpdateStateMachine"];
  const actions = [...names, "secretsmanager:DeleteSecret", "states:CreateStateMachine", "s3:GetObjectTorrent"];
  expect(listProblems({ quote: { workflow, permissions: [{ actions, resources: ["*"] }] } })).toEqual([]);
});

it.each(["us-gov-west-1", "cn-north-1"])("rejects a workflow that names what %s does not have", (region) => {
  const post = { Type: "Task", Resource: "arn:aws:states:::apigateway:invoke", Arguments: {}, End: true };
  const definition = JSON.stringify({ QueryLanguage: "JSONata", StartAt: "Post", States: { Post: post } });
  expect(listProblems({ quote: { workflow } }, { [workflow]: definition }, region)).toEqual([
    `route 'quote': workflow '${workflow}' names what the partition of ${region} does not have at /States/Post/Resource, got 'arn:aws:states:::apigateway:invoke'; write 'arn:\${Partition}:states:::apigateway:invoke'`,
  ]);
});

it("rejects a workflow that is not JSON", () => {
  const [problem, ...others] = listProblems({ quote: { workflow } }, { [workflow]: "{" });
  expect(problem).toBe("route 'quote': workflows/wait.asl.json:1:2: expected '}', got the end; correct it\n  {\n   ^");
  expect(others).toEqual([]);
});

it("tells of all problems of all routes at once", () => {
  expect(() =>
    checkRoutes(
      { $conect: { workflow }, quote: { workflow: "workflows/qoute.asl.json" } },
      { root: createProject({}), region: "us-east-1" },
    ),
  ).toThrow(
    [
      "route '$conect': route key is not one of AWS's, got '$conect'; did you mean '$connect'",
      "route 'quote': workflow file 'workflows/qoute.asl.json' does not exist; create it, or name a file of workflows/",
    ].join("\n"),
  );
});

it("takes every option at its limits", () => {
  const throttle = { rateLimit: 0.5, burstLimit: 1 };
  expect(
    listProblems({
      $connect: { workflow, execution: "async", timeoutMilliseconds: 3000 },
      $disconnect: { workflow, logLevel: "OFF", executionLogLevel: "ERROR" },
      $default: { workflow, timeoutMilliseconds: 29000, throttle, response: "output", logExecutionData: true },
      "orders/create": { workflow, response: { template: "done" }, requestTemplate: undefined },
    }),
  ).toEqual([]);
});

it("takes templates that escape what they print", () => {
  const escaped = `$util.escapeJavaScript($input.path('$.name')).replaceAll("\\\\'","'")`;
  expect(
    listProblems({
      quote: {
        workflow,
        requestTemplate: `{"stateMachineArn":"$stateMachineArn","name":"${escaped}","count":$input.json('$.count')}`,
        response: { template: `{"a":"$!{none}","status":"$input.path('$.status')","output":$input.json('$.output')}` },
      },
    }),
  ).toEqual([]);
});

it("warns of a workflow's names that stand for nothing, which AWS takes", () => {
  const definition = {
    QueryLanguage: "JSONata",
    StartAt: "A",
    States: { A: { Type: "Pass", Assign: { total: 1 }, Output: "{% $uppercse($totl) %}", End: true } },
  };
  const root = createProject({ [workflow]: JSON.stringify(definition) });
  const [route] = checkRoutes({ quote: { workflow } }, { root, region: "us-east-1" });
  expect(route?.warnings).toEqual([
    "route 'quote': workflow 'workflows/wait.asl.json' reads a variable that nothing assigns at /States/A/Output, got '$totl'; did you mean '$total'",
    "route 'quote': workflow 'workflows/wait.asl.json' calls a function that Step Functions does not have at /States/A/Output, got '$uppercse'; did you mean '$uppercase'",
  ]);
});

it("warns of a call with too few arguments, which AWS takes", () => {
  const definition = {
    StartAt: "A",
    States: { A: { Type: "Pass", Parameters: { "sum.$": "States.MathAdd($.a)", "id.$": "States.UUID()" }, End: true } },
  };
  const root = createProject({ [workflow]: JSON.stringify(definition) });
  const [route] = checkRoutes({ quote: { workflow } }, { root, region: "us-east-1" });
  expect(route?.warnings).toEqual([
    "route 'quote': workflow 'workflows/wait.asl.json' calls a function with a number of arguments that it does not take at /States/A/Parameters/sum.$, got 1 for States.MathAdd; give 2",
  ]);
});

it("warns of a misspelled action and of a member that $states does not have, which AWS takes", () => {
  const call = { Type: "Task", Resource: "arn:aws:states:::aws-sdk:sqs:listQueus", End: true };
  const definition = {
    QueryLanguage: "JSONata",
    StartAt: "A",
    States: { A: { ...call, Arguments: { QueueNamePrefix: "{% $states.inptu %}" } } },
  };
  const root = createProject({ [workflow]: JSON.stringify(definition) });
  const permissions = [{ actions: ["sqs:*"], resources: ["*"] }];
  const [route] = checkRoutes({ quote: { workflow, permissions } }, { root, region: "us-east-1" });
  expect(route?.warnings).toEqual([
    "route 'quote': workflow 'workflows/wait.asl.json' reads a member that $states does not have at /States/A/Arguments/QueueNamePrefix, got '$states.inptu'; did you mean '$states.input'",
    "route 'quote': workflow 'workflows/wait.asl.json' names what aws-sdk:sqs does not have at /States/A/Resource, got 'listQueus'; did you mean 'listQueues'",
  ]);
});

it("rejects a call without what its API requires, as AWS does when it creates the workflow", () => {
  const call = { Type: "Task", Resource: "arn:aws:states:::dynamodb:putItem", End: true };
  const definition = { StartAt: "A", States: { A: { ...call, Parameters: { TableName: "orders", Itm: {} } } } };
  const root = createProject({ [workflow]: JSON.stringify(definition) });
  expect(() => checkRoutes({ quote: { workflow } }, { root, region: "us-east-1" })).toThrow(
    "route 'quote': workflow 'workflows/wait.asl.json' is not valid, got SCHEMA_VALIDATION_FAILED: The field 'Item' is required but was missing, got 'Itm' at /States/A/Parameters; did you mean 'Item'",
  );
});

it.each([
  [
    "Default",
    "only messages whose action is 'Default' reach it, got the name of one of AWS's routes; did you mean '$default'",
  ],
  ["*", "only messages whose action is '*' reach it, got '*'; '$default' takes the messages that no other route takes"],
  ["GET /quotes", "only messages whose action is 'GET /quotes' reach it, got the key of an HTTP API; write 'quotes'"],
])("warns of the route key %s, which probably no client sends", (routeKey, warning) => {
  const [route] = checkRoutes({ [routeKey]: { workflow } }, { root: createProject({}), region: "us-east-1" });
  expect(route?.warnings).toEqual([`route '${routeKey}': ${warning}`]);
});

it("rejects a workflow with two states of one name", () => {
  const definition = '{"StartAt":"A","States":{"A":{"Type":"Succeed"},"A":{"Type":"Fail"}}}';
  expect(listProblems({ quote: { workflow } }, { [workflow]: definition })[0]).toMatch(
    /^route 'quote': workflows\/wait\.asl\.json:1:49: expected each name once in an object, got 'A' again; remove one of the two\n/,
  );
});
