import { DataAwsIamRole } from "@cdktf/provider-aws/lib/data-aws-iam-role";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { WebSocketApi } from "@sfn-websocket/constructs/websocket-api";
import { App, Aspects, TerraformOutput, TerraformResource, TerraformStack, TerraformVariable } from "cdktf";
import type { IConstruct } from "constructs";
import { findResource, listStatements } from "./synthesize-family";
import { workflow } from "./synthesize-options";
import { synthesizeOwn } from "./synthesize-own";
import { listResources, type Terraform } from "./synthesize-stack";

const routes = { $default: { workflow } };
/** All that belongs to an API. */
const EVERYTHING = {
  ...{ routes, alarms: true, dashboard: true, accessLog: true, hasCloudWatchRole: true, connectionTable: true },
  ...{ apiKeys: { names: ["acme"] }, edge: true },
} as const;

const listNames = ({ resource }: Terraform): readonly string[] =>
  Object.entries(resource).flatMap(([type, blocks]) =>
    Object.values(blocks).flatMap(({ name, alarm_name: alarm, dashboard_name: dashboard, role }) => {
      // A stage's name is its API's to give.
      const named = type === "aws_apigatewayv2_stage" ? undefined : (name ?? alarm ?? dashboard);
      // A role's own policy is told by its role too.
      return typeof named === "string" ? [`${type} ${role === undefined ? "" : String(role)} ${named}`] : [];
    }),
  );

describe("two in one stack", () => {
  const terraform = synthesizeOwn((stack, root) => {
    for (const id of ["Chat", "chat"]) new WebSocketApi(stack, id, { ...EVERYTHING, root });
  });

  it("have each its own resources, by names that no other one has", () => {
    for (const type of ["api", "stage", "deployment"])
      expect(listResources(terraform, `aws_apigatewayv2_${type}`)).toHaveLength(2);
    const names = listNames(terraform);
    expect(names.length).toBeGreaterThan(40);
    const lower = names.map((name) => name.toLowerCase());
    expect(lower.filter((name, index) => lower.indexOf(name) < index)).toEqual([]);
  });

  it("have names that begin with the construct's path, unless they are given one", () => {
    const names = listResources(terraform, "aws_apigatewayv2_api").map(({ name }) => name);
    expect(names).toEqual([
      expect.stringMatching(/^shop-Chat-[0-9a-f]{8}-api-eu-west-1$/),
      expect.stringMatching(/^shop-chat-[0-9a-f]{8}-api-eu-west-1$/),
    ]);
    const named = synthesizeOwn((stack, root) => new WebSocketApi(stack, "Chat", { routes, root, name: "chat" }));
    expect(findResource(named, "aws_apigatewayv2_api")["name"]).toBe("chat-api-eu-west-1");
  });

  it("are each blamed for its own routes alone", () => {
    const build = () =>
      synthesizeOwn((stack, root) => {
        new WebSocketApi(stack, "One", {
          root,
          routes: { $default: { mock: "{}" }, log: { workflow, response: "none" } },
        });
        new WebSocketApi(stack, "Two", { root, routes });
      });
    expect(listResources(build(), "aws_apigatewayv2_route")).toHaveLength(3);
  });
});

it("takes the region of the stack's provider, a variable of Terraform's too, and asks for it where none is said", () => {
  const nameApi = (terraform: Terraform) => findResource(terraform, "aws_apigatewayv2_api")["name"];
  const build = (stack: TerraformStack, root: string) =>
    new WebSocketApi(stack, "Chat", { ...EVERYTHING, root, name: "c" });
  expect(nameApi(synthesizeOwn(build, "ap-south-1"))).toBe("c-api-ap-south-1");
  const asked = synthesizeOwn((stack, root) => {
    stack.node.tryRemoveChild("aws");
    new AwsProvider(stack, "aws");
    build(stack, root);
  });
  expect(nameApi(asked)).toMatch(/^c-api-\$\{data\.aws_region\.\w+\.id\}$/);
  const varied = synthesizeOwn((stack, root) => {
    stack.node.tryRemoveChild("aws");
    new AwsProvider(stack, "aws", { region: new TerraformVariable(stack, "region", { type: "string" }).stringValue });
    build(stack, root);
  });
  expect(nameApi(varied)).toBe("c-api-${var.region}");
});

it.each([
  ["no routes", {}],
  ["an empty map of them", { routes: {} }],
])("takes %s to begin with, and those that are added then", (_, given) => {
  const terraform = synthesizeOwn((stack, root) => {
    new WebSocketApi(stack, "Chat", { root, ...given }).addRoute("$default", { workflow });
  });
  expect(listResources(terraform, "aws_apigatewayv2_route").map((each) => each["route_key"])).toEqual(["$default"]);
});

it.each(["arn:aws-cn:", "arn:aws:"])("asks of no partition where Terraform fills in the region, such as %s", (arn) => {
  const build = () =>
    synthesizeOwn((stack, root) => {
      const { stringValue: region } = new TerraformVariable(stack, "region", { type: "string" });
      new WebSocketApi(stack, "Chat", {
        ...{ root, region, permissionsBoundary: `${arn}iam::123456789012:policy/boundary` },
        kmsKeyArn: `${arn}kms:cn-north-1:123456789012:key/1a2b`,
        routes,
      });
      const workflowRoleArn = `${arn}iam::123456789012:role/workflows`;
      new WebSocketApi(stack, "Given", { root, region, routes: { $default: { workflow, workflowRoleArn } } });
    });
  expect(listResources(build(), "aws_apigatewayv2_api")).toHaveLength(2);
});

it("fails for an ARN of another form where Terraform fills in the region", () => {
  const stack = new TerraformStack(new App(), "shop");
  const { stringValue: region } = new TerraformVariable(stack, "region", { type: "string" });
  const { problems } = new WebSocketApi(stack, "Chat", {
    region,
    kmsKeyArn: "key",
    routes: { $default: { mock: "" } },
  });
  expect(problems).toEqual([
    "kmsKeyArn: is not a key's ARN, got 'key'; write it as in arn:aws:kms:us-east-1:123456789012:key/…",
  ]);
});

it("puts out what an adopter's own outputs need", () => {
  const terraform = synthesizeOwn((stack, root) => {
    const api = new WebSocketApi(stack, "Chat", { ...EVERYTHING, root });
    const { url, endpoint, callbackUrl, edgeUrl, connectionTable, stateMachines, logGroups } = api;
    const own = { url, endpoint, callbackUrl, edgeUrl, table: connectionTable?.arn };
    const machine = stateMachines["$default"]?.arn;
    const values = { ...own, stage: api.stage.name, machine, log: logGroups["$default"]?.name };
    for (const [name, value] of Object.entries(values)) new TerraformOutput(stack, name, { value });
  });
  const values = Object.fromEntries(Object.entries(terraform.output).map(([name, { value }]) => [name, String(value)]));
  expect(values["url"]).toMatch(/^\$\{aws_apigatewayv2_stage\.\w+\.invoke_url\}$/);
  expect(values["endpoint"]).toMatch(/^\$\{aws_apigatewayv2_api\.\w+\.id\}\.execute-api\.eu-west-1\.\$\{/);
  expect(values["callbackUrl"]).toMatch(
    /^https:\/\/\$\{aws_apigatewayv2_api\.\w+\.id\}\.execute-api\.eu-west-1\..*\/api$/,
  );
  expect(values["edgeUrl"]).toMatch(/^wss:\/\/\$\{aws_cloudfront_distribution\./);
  expect(values["table"]).toMatch(/^\$\{aws_dynamodb_table\./);
  expect(values["machine"]).toMatch(/^\$\{aws_sfn_state_machine\./);
  expect(values["log"]).toMatch(/^\$\{aws_cloudwatch_log_group\./);
});

it("takes what Terraform fills in for names, ARNs, numbers and tags", () => {
  const terraform = synthesizeOwn((stack, root) => {
    const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    const days = new TerraformVariable(stack, "days", { type: "number" }).numberValue;
    const queue = new SqsQueue(stack, "Queue", { name: "tasks" });
    const charge = new LambdaFunction(stack, "Charge", { functionName: "charge", role: text("role") });
    new WebSocketApi(stack, "Chat", {
      ...{ name: text("name"), stageName: text("stage"), resourcePrefix: text("prefix"), workspace: text("workspace") },
      ...{
        logRetentionInDays: days,
        kmsKeyArn: text("key"),
        permissionsBoundary: text("boundary"),
        rolePath: text("path"),
      },
      ...{ alarms: true, alarmTopicArn: text("topic"), root },
      authorization: { functionArn: text("authorizer") },
      customDomain: { domainName: text("domain"), certificateArn: text("certificate"), hostedZoneId: text("zone") },
      throttle: { rateLimit: days, burstLimit: days },
      routes: { ...routes, charge: { lambda: charge.arn }, tasks: { sqs: queue.arn } },
    });
  });
  expect(findResource(terraform, "aws_apigatewayv2_api")["name"]).toBe(
    "${var.prefix}-${var.workspace}-${var.name}-${var.stage}-eu-west-1",
  );
  expect(findResource(terraform, "aws_apigatewayv2_domain_name")["domain_name"]).toBe("${var.domain}");
  const retained = listResources(terraform, "aws_cloudwatch_log_group").map((each) => each["retention_in_days"]);
  expect(retained).toEqual(["${var.days}"]);
});

it("warns of more routes than AWS takes of an API, unless it is asked to raise its quotas", () => {
  const api = new WebSocketApi(new TerraformStack(new App({ stackTraces: false }), "shop"), "Api", {
    region: "eu-west-1",
  });
  const addMocks = (count: number) =>
    Array.from({ length: count }, () => api.addRoute(`r${api.routes.length}`, { mock: "{}" }));
  const warnings = () => (api.node.validate(), api.node.metadata.map(({ data }) => String(data)));
  addMocks(300);
  expect(warnings()).toEqual([]);
  addMocks(1);
  expect(warnings()).toEqual([
    "routes: AWS takes 300 routes and as many integrations of an API by default, got 301; have both quotas raised before you deploy, or make two APIs",
  ]);
});

it("lets a role post to the connections of its own stage, through one policy for each API, and no more", () => {
  const terraform = synthesizeOwn((stack, root) => {
    const given = new DataAwsIamRole(stack, "Given", { name: "poster" });
    const own = new IamRole(stack, "Own", { name: "own", assumeRolePolicy: "{}" });
    for (const id of ["One", "Two"]) {
      const api = new WebSocketApi(stack, id, { root, routes: { $default: { mock: "{}" } } });
      for (const role of [given, own]) api.grantManageConnections(role);
    }
  });
  const policies = listResources(terraform, "aws_iam_role_policy");
  expect(new Set(policies.map(({ name, role }) => `${String(role)} ${String(name)}`)).size).toBe(4);
  expect(listStatements(terraform)[0]).toEqual({
    Effect: "Allow",
    Action: ["execute-api:ManageConnections"],
    Resource: [
      expect.stringMatching(
        /^arn:\$\{.*\.partition\}:execute-api:eu-west-1:\$\{.*\.account_id\}:\$\{aws_apigatewayv2_api\.One_WebSocketApi_\w+\.id\}\/api\/POST\/@connections\/\*$/,
      ),
    ],
  });
});

it("keeps the default endpoint open for a role that may post to connections", () => {
  const customDomain = {
    domainName: "chat.example.com",
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1a2b",
  };
  const isClosed = (grants: boolean) => {
    const terraform = synthesizeOwn((stack, root) => {
      const api = new WebSocketApi(stack, "Chat", { root, customDomain, routes: { $default: { mock: "{}" } } });
      if (grants) api.grantManageConnections(new DataAwsIamRole(stack, "Given", { name: "poster" }));
    });
    return findResource(terraform, "aws_apigatewayv2_api")["disable_execute_api_endpoint"] === true;
  };
  expect([isClosed(false), isClosed(true)]).toEqual([true, false]);
});

describe("what CDKTF's users know", () => {
  const boundary = "arn:aws:iam::123456789012:policy/boundary";

  it("works: Aspects visit every resource, of a route that is added later too", () => {
    const terraform = synthesizeOwn((stack, root) => {
      const api = new WebSocketApi(stack, "Chat", { root, routes });
      api.addRoute("later", { workflow });
      Aspects.of(api).add({
        visit(node: IConstruct) {
          if (node instanceof IamRole) node.permissionsBoundary = boundary;
          if (node instanceof TerraformResource && "tagsInput" in node) node.addOverride("tags", { team: "chat" });
        },
      });
    });
    const roles = listResources(terraform, "aws_iam_role");
    expect(roles).toHaveLength(4);
    for (const role of roles) expect(role).toMatchObject({ permissions_boundary: boundary, tags: { team: "chat" } });
    expect(findResource(terraform, "aws_apigatewayv2_api")["tags"]).toEqual({ team: "chat" });
  });

  it("works: escape hatches rename a resource for Terraform that nothing refers to, and change what any has", () => {
    const terraform = synthesizeOwn((stack, root) => {
      const api = new WebSocketApi(stack, "Chat", { root, routes });
      api.routes[0]?.routeResponse?.overrideLogicalId("answer");
      api.stage.addOverride("description", "ours");
      api.stateMachines["$default"]?.addOverride("tracing_configuration.enabled", false);
    });
    expect(Object.keys(terraform.resource["aws_apigatewayv2_route_response"] ?? {})).toEqual(["answer"]);
    expect(findResource(terraform, "aws_apigatewayv2_stage")["description"]).toBe("ours");
    expect(findResource(terraform, "aws_sfn_state_machine")["tracing_configuration"]).toEqual({ enabled: false });
  });
});
