import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { App, Testing } from "cdktf";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { Permission, RouteProps } from "@sfn-websocket/constructs/options/route-props";
import type { PatternProps } from "../../stacks/stack-props";
import { SynthesisError } from "@sfn-websocket/constructs/options/synthesis-error";
import { createProject, listResources, type Terraform } from "./synthesize-stack";

const ORDER = JSON.stringify({
  StartAt: "Put",
  States: {
    Put: {
      Type: "Task",
      Resource: "arn:aws:states:::dynamodb:putItem",
      Parameters: { TableName: "${Orders}", Item: { id: { "S.$": "$.id" }, note: { S: "${Note} $${Other}" } } },
      End: true,
    },
  },
});
const ASK = JSON.stringify({ StartAt: "Ask", States: { Ask: { Type: "Task", Resource: "${Check}", End: true } } });
const TELL = JSON.stringify({
  QueryLanguage: "JSONata",
  StartAt: "Tell",
  States: {
    Tell: { Type: "Pass", Output: "{% 'arn:${Partition}:${Region}:${AccountId}:' & '${Name}' %}", End: true },
  },
});
const POST = JSON.stringify({
  StartAt: "Post",
  States: {
    Post: {
      Type: "Task",
      Resource: "arn:${Partition}:states:::apigateway:invoke",
      Parameters: {
        ApiEndpoint: "${Api}",
        Method: "POST",
        Stage: "api",
        "Path.$": "States.Format('/@connections/{}', $.id)",
        AuthType: "IAM_ROLE",
      },
      End: true,
    },
  },
});
const PUT = JSON.stringify({
  StartAt: "Put",
  States: { Put: { Type: "Pass", Result: "${aws_dynamodb_table.orders.name} ${var.table}", End: true } },
});
const FILES = {
  "workflows/put.asl.json": PUT,
  "workflows/post.asl.json": POST,
  "workflows/tell.asl.json": TELL,
  "workflows/order.asl.json": ORDER,
  "workflows/ask.asl.json": ASK,
  "workflows/ask-late.asl.json": ASK.replace(
    '"States":{',
    '"States":{"Late":{"Type":"Wait","Seconds":60,"Next":"Ask"},',
  ).replace('"StartAt":"Ask"', '"StartAt":"Late"'),
};
const first = { $default: { workflow: "workflows/wait.asl.json" } };

function synthesize(props: PatternProps, add: (stack: ApigwWebsocketApiSfnSync) => void = () => undefined): Terraform {
  const root = createProject(FILES);
  const app = new App({ outdir: `${root}/cdktf.out`, stackTraces: false });
  const stack = new ApigwWebsocketApiSfnSync(app, "demo", { routes: first, root, ...props });
  add(stack);
  return JSON.parse(Testing.synth(stack, true)) as Terraform;
}

describe("a route that is added later", () => {
  const later: Readonly<Record<string, RouteProps>> = {
    slow: {
      workflow: "workflows/wait.asl.json",
      throttle: { rateLimit: 1, burstLimit: 2 },
      executionLogLevel: "ERROR",
      permissions: [{ actions: ["sqs:SendMessage"], resources: ["*"] }],
    },
    ping: { mock: '{"type":"pong"}' },
    post: { workflow: "workflows/wait-and-post.asl.json", execution: "async" },
  };
  const domain = { domainName: "a.example.com", certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/a" };

  it.each<[string, PatternProps]>([
    ["with no options", {}],
    ["with alarms, a dashboard and logs", { alarms: true, dashboard: true, accessLog: true, hasCloudWatchRole: true }],
    ["with a domain, whose API keeps its own endpoint for workflows that post", { customDomain: domain }],
  ])("is the same as one given at once, %s", (_, props) => {
    const added = synthesize(props, (stack) => {
      for (const [routeKey, route] of Object.entries(later)) stack.addRoute(routeKey, route);
    });
    expect(added).toEqual(synthesize({ ...props, routes: { ...first, ...later } }));
    expect(listResources(added, "aws_apigatewayv2_route")).toHaveLength(4);
  });

  it("keeps the API's own endpoint for a workflow whose definition says that it posts", () => {
    const post = (props: PatternProps) =>
      synthesize(props, (stack) =>
        stack.addRoute("post", { workflow: "workflows/post.asl.json", substitutions: { Api: stack.api.endpoint } }),
      );
    const isClosed = (terraform: Terraform) =>
      listResources(terraform, "aws_apigatewayv2_api").map((api) => api["disable_execute_api_endpoint"]);
    expect(isClosed(synthesize({ customDomain: domain }))).toEqual([true]);
    expect(isClosed(post({ customDomain: domain }))).toEqual([undefined]);
  });

  it("rejects a route that is there already", () => {
    expect(() => synthesize({}, (stack) => stack.addRoute("$default", { mock: "{}" }))).toThrow(
      new SynthesisError(["route '$default': is there already, got it twice; remove one of the two"]),
    );
  });

  it("rejects a substitution and permissions that are wrong beside what only Terraform knows", () => {
    const add = (stack: ApigwWebsocketApiSfnSync) => {
      const table = new DynamodbTable(stack, "Orders", { name: "orders", hashKey: "id" });
      const permission = JSON.parse(JSON.stringify({ resources: [table.arn] })) as Permission;
      stack.addRoute("order", {
        workflow: "workflows/order.asl.json",
        substitutions: { Orders: table.name, Note: JSON.parse("5") as string },
        permissions: [permission],
      });
    };
    expect(() => synthesize({}, add)).toThrow(
      new SynthesisError([
        "route 'order': substitutions are not texts by name, got {\"Note\":5}; give { OrdersTable: orders.name }, and write ${OrdersTable} in the definition",
        'route \'order\': permissions[0] lacks actions, got only resources; give { actions: ["dynamodb:PutItem"], resources: ["arn:..."] }',
      ]),
    );
  });

  it("rejects $connect where the stack has made it to authorize clients", () => {
    expect(() =>
      synthesize({ authorization: "AWS_IAM" }, (stack) => stack.addRoute("$connect", { mock: "{}" })),
    ).toThrow("route '$connect': is there already");
  });

  it("rejects what is wrong with it as in the map of routes", () => {
    expect(() => synthesize({}, (stack) => stack.addRoute("order", { workflow: "workflows/ordr.asl.json" }))).toThrow(
      "route 'order': workflow file 'workflows/ordr.asl.json' does not exist; did you mean 'workflows/order.asl.json'",
    );
  });
});

describe("resources of one's own", () => {
  it("are named by the rule of the others, and stand in a route's permissions and definition", () => {
    const terraform = synthesize({ stackName: "shop" }, (stack) => {
      const orders = new DynamodbTable(stack, "Orders", {
        name: stack.nameResource("table", "orders"),
        hashKey: "id",
        attribute: [{ name: "id", type: "S" }],
        billingMode: "PAY_PER_REQUEST",
      });
      stack.addRoute("order", {
        workflow: "workflows/order.asl.json",
        substitutions: { Orders: orders.name, Note: 'it\'s "now"' },
        permissions: [{ actions: ["dynamodb:PutItem"], resources: [orders.arn] }],
      });
    });
    expect(listResources(terraform, "aws_dynamodb_table")).toMatchObject([{ name: "shop-api-us-east-1-orders" }]);
    const machine = listResources(terraform, "aws_sfn_state_machine").find(({ name }) => /-order$/.test(String(name)));
    expect(machine?.["definition"]).toBe(
      ORDER.replace("${Orders}", "${aws_dynamodb_table.Orders.name}").replace("${Note}", 'it\'s \\"now\\"'),
    );
    const policies = listResources(terraform, "aws_iam_role_policy").map(({ policy }) => String(policy));
    expect(policies.filter((policy) => policy.includes('"${aws_dynamodb_table.Orders.arn}"'))).toHaveLength(1);
  });

  it("stand where Step Functions takes an ARN only", () => {
    const terraform = synthesize({}, (stack) => {
      const check = new LambdaFunction(stack, "Check", {
        functionName: stack.nameResource("function", "check"),
        role: "arn:aws:iam::123456789012:role/check",
      });
      stack.addRoute("ask", { workflow: "workflows/ask.asl.json", substitutions: { Check: check.arn } });
      stack.addRoute("call", { lambda: check.arn });
    });
    const machines = listResources(terraform, "aws_sfn_state_machine").map(({ definition }) => String(definition));
    expect(machines).toContain(ASK.replace("${Check}", "${aws_lambda_function.Check.arn}"));
  });

  it("hide nothing else that is wrong, though Terraform alone knows them", () => {
    const route = { workflow: "workflows/ask-late.asl.json", substitutions: { Check: "${aws_lambda_function.a.arn}" } };
    expect(() => synthesize({}, (stack) => stack.addRoute("ask", route))).toThrow(
      new SynthesisError([
        "route 'ask': Wait state 'Late' of workflow 'workflows/ask-late.asl.json' is longer than the route's timeout of 29 s, got 60 s; shorten it: API Gateway waits no longer",
      ]),
    );
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [{ Order: "t" }, "substitutions stand nowhere in the definition, got 'Order'; did you mean 'Orders'"],
    [
      { Region: "eu-west-1" },
      "substitutions say what is always there, got 'Region'; choose another name, or remove it",
    ],
    [
      { Queue: "q" },
      "substitutions stand nowhere in the definition, got 'Queue'; write ${Queue} in the definition, or remove it",
    ],
    [
      { "a-b": "q" },
      `substitutions are not texts by name, got {"a-b":"q"}; give { OrdersTable: orders.name }, and write \${OrdersTable} in the definition`,
    ],
  ])("rejects %j, which is in no place of the definition", (others, problem) => {
    const isText = "a-b" in others;
    const substitutions = isText ? others : { Orders: "t", Note: "n", ...others };
    const route = { workflow: "workflows/order.asl.json", substitutions };
    expect(() => synthesize({}, (stack) => stack.addRoute("order", route))).toThrow(
      new SynthesisError([`route 'order': ${problem}`]),
    );
  });

  it("rejects placeholders that nothing stands for, each once", () => {
    const route = { workflow: "workflows/order.asl.json", substitutions: { Oders: "t" } };
    const where = "route 'order': workflow 'workflows/order.asl.json': placeholder has no value, got";
    expect(() => synthesize({}, (stack) => stack.addRoute("order", route))).toThrow(
      new SynthesisError([
        "route 'order': substitutions stand nowhere in the definition, got 'Oders'; did you mean 'Orders'",
        `${where} '\${Orders}' at /States/Put/Parameters/TableName; did you mean 'Oders'`,
        `${where} '\${Note}' at /States/Put/Parameters/Item/note/S; give it in substitutions, or write $\${Note} for the text itself`,
      ]),
    );
  });

  it("rejects a reference of Terraform's that is written into a definition, where it would be text", () => {
    const where =
      "route 'put': workflow 'workflows/put.asl.json': a reference of Terraform's is text in a definition, got";
    const advice = "write ${Name}, and what it stands for in substitutions";
    expect(() => synthesize({}, (stack) => stack.addRoute("put", { workflow: "workflows/put.asl.json" }))).toThrow(
      new SynthesisError([
        `${where} '\${aws_dynamodb_table.orders.name}'; ${advice}`,
        `${where} '\${var.table}'; ${advice}`,
      ]),
    );
  });

  it("rejects a value that is code within an expression, and the option's name of SAM", () => {
    const add = (route: object) => () =>
      synthesize({}, (stack) => stack.addRoute("tell", { workflow: "workflows/tell.asl.json", ...route }));
    expect(add({ substitutions: { Name: "it's" } })).toThrow(
      "route 'tell': workflow 'workflows/tell.asl.json': value of ${Name} would change the meaning of JSONata at /States/Tell/Output, got 'it's'",
    );
    expect(add({ definitionSubstitutions: { Name: "a" } })).toThrow(
      "route 'tell': option is unknown, got 'definitionSubstitutions'; did you mean 'substitutions'",
    );
  });

  it("need not say partition, region and account", () => {
    const terraform = synthesize({ region: "cn-north-1" }, (stack) =>
      stack.addRoute("tell", { workflow: "workflows/tell.asl.json", substitutions: { Name: "a" } }),
    );
    const machines = listResources(terraform, "aws_sfn_state_machine").map(({ definition }) => String(definition));
    expect(machines).toContain(
      TELL.replace("${Name}", "a")
        .replace("${Partition}", "${data.aws_partition.Partition.partition}")
        .replace("${Region}", "cn-north-1")
        .replace("${AccountId}", "${data.aws_caller_identity.CallerIdentity.account_id}"),
    );
  });
});
