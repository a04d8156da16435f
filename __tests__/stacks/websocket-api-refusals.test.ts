import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { API_OPTIONS } from "@sfn-websocket/constructs/api/api-options";
import { WebSocketApi } from "@sfn-websocket/constructs/websocket-api";
import type { WebSocketApiProps } from "@sfn-websocket/constructs/api/websocket-api-props";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import { readFileSync } from "node:fs";
import { FILES, workflow } from "./synthesize-options";
import { synthesizeOwn } from "./synthesize-own";
import { createProject } from "./synthesize-stack";

const routes = { $default: { workflow } };

describe("rejects, all at once and at synthesis", () => {
  /** What synthesis says, a problem a line. */
  function listSaid(build: (stack: TerraformStack, root: string) => void): readonly string[] {
    try {
      synthesizeOwn(build);
    } catch (error) {
      return (error as Error).message.split("\n").flatMap((line) => /^\s*\[[^\]]*\] (.+)$/.exec(line)?.[1] ?? []);
    }
    return [];
  }

  it("what is wrong with options and routes of every API of a stack, and of routes that are added", () => {
    const wrong: object = {
      rotes: 1,
      stageName: "a b",
      alarmTopicArn: "topic",
      routes: { "": { mock: "{}" }, a: null, b: { workflow: "no.json" } },
    };
    const said = listSaid((stack, root) => {
      // As JavaScript lets one write it.
      const api = new WebSocketApi(stack, "One", { ...wrong, root } as WebSocketApiProps);
      api.addRoute("c", { mock: "{'" });
      api.addRoute("c", { mock: "{}" });
      new WebSocketApi(stack, "Two", { root, routes: {} });
      expect(api.url).toEqual(expect.any(String));
      // What an app says of a route's state machine does not fail before synthesis tells what is wrong.
      expect(api.stateMachines["b"]?.arn).toEqual(expect.any(String));
    });
    expect(said).toEqual([
      "option is unknown, got 'rotes'; did you mean 'routes'",
      `stageName: value is not a stage name, got "a b"; use 1 to 128 letters, digits, '-' and '_'`,
      expect.stringMatching(/^alarmTopicArn: is not a topic's ARN, got 'topic'/),
      expect.stringMatching(/^alarmTopicArn: nothing would tell it/),
      "routes: a route key is empty, got ''; name the value of 'action' that selects the route",
      `route 'a': options are missing, got null; give at least { workflow: "..." }`,
      expect.stringMatching(/^route 'b': workflow file 'no.json' does not exist/),
      expect.stringMatching(/^route 'c': mock template does not render JSON/),
      "route 'c': is there already, got it twice; remove one of the two",
      "routes: no route is given, got {}; add one such as $default",
    ]);
  });

  it("policies of a workflow that are longer than IAM takes of a role", () => {
    const resources = Array.from(
      { length: 200 },
      (_, index) => `arn:aws:sqs:us-east-1:123456789012:orders-of-the-shop-${index}`,
    );
    const permissions = [{ actions: ["sqs:SendMessage"], resources }];
    const said = listSaid((stack, root) => {
      new WebSocketApi(stack, "One", { root, routes: { $default: { workflow, permissions } } });
    });
    expect(said).toEqual([
      "role 'shop-One-b03df7fd-api-eu-west-1-default-workflow': its policies are too long, got 12422 characters, and IAM takes 10240; let permissions name them by patterns, in place of one by one",
    ]);
  });

  it("a route of one's own that is the connection table's", () => {
    const said = listSaid((stack, root) => {
      new WebSocketApi(stack, "One", { root, connectionTable: true, routes: { ...routes, $connect: { mock: "" } } });
    });
    expect(said).toEqual([
      "route '$connect': is the connection table's, got a route of your own; remove it, or connectionTable",
    ]);
  });

  it("options and routes that do nothing together, whatever Terraform fills in for them", () => {
    const said = listSaid((stack, root) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const customDomain = { domainName: text("domain"), certificateArn: text("certificate") };
      const api = new WebSocketApi(stack, "One", {
        ...{
          root,
          routes,
          customDomain,
          edge: true,
          alarmTopicArn: text("topic"),
          permissionsBoundary: text("boundary"),
        },
      });
      api.addRoute("$disconnect", { sqs: new SqsQueue(stack, "Queue", { name: "tasks" }).arn });
      api.addRoute("given", { workflow, workflowRoleArn: text("role") });
      api.addRoute("twice", {
        workflow,
        input: `$.${text("path")}`,
        requestTemplate: `{"stateMachineArn":"$stateMachineArn"}`,
      });
      api.addRoute("read", { workflow: text("file") });
    });
    expect(said).toEqual([
      expect.stringMatching(/^alarmTopicArn: nothing would tell it, got '\$\{var\.topic\}' without alarms/),
      expect.stringMatching(
        /^customDomain: cannot lead to the API and to CloudFront, got '\$\{var\.domain\}' with edge/,
      ),
      expect.stringMatching(/^route '\$disconnect': sqs would get no message, got '\$\{aws_sqs_queue\.Queue\.arn\}'/),
      expect.stringMatching(
        /^route 'given': workflowRoleArn is a role that the stack cannot bound, .*'\$\{var\.boundary\}'/,
      ),
      expect.stringMatching(/^route 'twice': input is said twice, got '\$\.\$\{var\.path\}' and a requestTemplate/),
      "route 'read': workflow is read at synthesis, got a reference; name a file",
    ]);
  });

  it("an API that has no route by then, and options that are none, as JavaScript lets one write them", () => {
    const said = listSaid((stack, root) => {
      Reflect.construct(WebSocketApi, [stack, "Bare"]);
      Reflect.construct(WebSocketApi, [stack, "Text", "chat"]);
      new WebSocketApi(stack, "Authorized", { root, authorization: "AWS_IAM" });
    });
    const none = "routes: no route is given, got {}; add one such as $default";
    const shapeless = `options are no object, got "chat"; give { routes: { $default: { workflow: "..." } } }`;
    expect(said).toEqual([none, shapeless, none, none]);
  });

  it("a name that two APIs of a stack have, or an API and a resource beside it, of which AWS takes one", () => {
    const said = listSaid((stack, root) => {
      new WebSocketApi(stack, "One", { root, routes, name: "chat" });
      const quiet = { workflow, logLevel: "OFF" } as const;
      new WebSocketApi(stack, "Two", { root, routes: { $default: quiet }, name: "chat" });
      new WebSocketApi(stack, "Staged", { root, routes, name: "chat", stageName: "v2" });
      new WebSocketApi(stack, "Mocked", { root, routes: { $default: { mock: "{}" } }, name: "chat", accessLog: false });
      const assumeRolePolicy = "{}";
      new IamRole(stack, "Own", { name: "CHAT-v2-eu-west-1-default-workflow", assumeRolePolicy });
      const provider = new AwsProvider(stack, "there", { region: "eu-west-1", alias: "there" });
      new IamRole(stack, "There", { name: "chat-api-eu-west-1-default-workflow", assumeRolePolicy, provider });
    });
    expect(said).toEqual([
      "name: AWS takes one role of a name, got 'chat-api-eu-west-1-default-workflow' for 'shop/One/WebSocketApi/default/Workflow/Role' and 'shop/Two/WebSocketApi/default/Workflow/Role'; give one of the two another name",
      "name: AWS takes one role of a name, got 'chat-v2-eu-west-1-default-workflow' for 'shop/Own' and 'shop/Staged/WebSocketApi/default/Workflow/Role'; give one of the two another name",
    ]);
  });

  it("an unanswered route that an escape hatch has made", () => {
    const said = listSaid((stack, root) => {
      const api = new WebSocketApi(stack, "One", { root, routes });
      const [route] = api.routes;
      route?.node.tryRemoveChild("RouteResponse");
    });
    expect(said).toEqual([
      "route '$default': sends no answer, got no route response; add an aws_apigatewayv2_route_response",
    ]);
  });
});

it("warns of a name that another stack has in the same place, unless its account is another", () => {
  const root = createProject(FILES);
  const app = new App({ outdir: `${root}/cdktf.out`, stackTraces: false });
  const add = (id: string, provider: object) => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, "aws", { region: "eu-west-1", ...provider });
    new WebSocketApi(stack, "Api", { root, routes, name: "chat" });
  };
  add("blue", {});
  add("green", { defaultTags: [{ tags: { a: "b" } }] });
  add("other", { profile: "other" });
  app.synth();
  const { stacks } = JSON.parse(readFileSync(`${root}/cdktf.out/manifest.json`, "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly annotations: readonly { readonly message: string }[] }>>;
  };
  const told = Object.entries(stacks).map(([id, { annotations }]) => [id, annotations.map(({ message }) => message)]);
  expect(Object.fromEntries(told)).toEqual({
    blue: [],
    green: [
      "name: AWS takes one log group of a name, got '/aws/vendedlogs/states/chat-api-eu-west-1-default' in the stacks 'blue' and 'green'; give one of the two another name, unless they are deployed to two accounts",
    ],
    other: [],
  });
});

/** What JavaScript lets one write, and no type does. */
const SHAPELESS: readonly unknown[] = [null, 5, "", [], {}, true];

it.each(Object.keys(API_OPTIONS))(
  "takes whatever stands for %s as a problem, if it is one, and never fails by it",
  (name) => {
    synthesizeOwn((stack, root) => {
      new WebSocketApi(stack, "Right", { root, routes });
      const other = new TerraformStack(stack, "Other");
      SHAPELESS.forEach((value, index) => {
        for (const beside of [{}, { edge: true, connectionTable: true }]) {
          const props: object = { root, routes, ...beside, [name]: value };
          const id = `${index}-${Object.keys(beside).join("")}`;
          const { problems } = new WebSocketApi(other, id, props as WebSocketApiProps);
          if (value === null) expect(problems).toContain(`${name}: has no value, got null; give one, or remove it`);
        }
      });
      stack.node.tryRemoveChild("Other");
    });
  },
  30_000,
);
