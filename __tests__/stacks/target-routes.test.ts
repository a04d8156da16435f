import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { App, Testing } from "cdktf";
import { prepareTemplate } from "@sfn-websocket/languages/velocity/prepare-template";
import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import { SynthesisError } from "@sfn-websocket/constructs/options/synthesis-error";
import {
  publishTemplate,
  putEventsAnswer,
  putEventsTemplate,
  sendMessageTemplate,
} from "@sfn-websocket/constructs/integrations/target-templates";
import { SAMPLE_CONTEXT } from "@sfn-websocket/languages/velocity/template-samples";
import { findResource, listStatements } from "./synthesize-family";
import { findRoute, refer, synthesizeOptions } from "./synthesize-options";
import { createProject, listResources, type Terraform } from "./synthesize-stack";

const at = (service: string, name: string) => `arn:aws:${service}:us-east-1:123456789012:${name}`;
const MESSAGES = ['{"a":1}', '{"a":"it\'s \\"x\\" & y=z+1 %41"}', "naïve 🙂\n\\", '["PING", 2.50]'];

/** What a template makes of a message, or of an answer. */
function render(template: string, body: string): string {
  return prepareTemplate(template).render({
    body,
    context: { ...SAMPLE_CONTEXT, routeKey: 'say "hi"' },
    stageVariables: {},
    variables: {},
    params: { path: {}, querystring: {}, header: {} },
  });
}

describe("the request templates of routes that hand their messages on", () => {
  it.each(MESSAGES)("send the message %s to a queue, byte for byte", (message) => {
    expect(Object.fromEntries(new URLSearchParams(render(sendMessageTemplate(true), message)))).toEqual({
      Action: "SendMessage",
      MessageBody: message,
      "MessageAttribute.1.Name": "connectionId",
      "MessageAttribute.1.Value.DataType": "String",
      "MessageAttribute.1.Value.StringValue": SAMPLE_CONTEXT.connectionId,
      MessageGroupId: SAMPLE_CONTEXT.connectionId,
      MessageDeduplicationId: SAMPLE_CONTEXT.requestId,
    });
    expect(render(sendMessageTemplate(false), message)).not.toContain("MessageGroupId");
  });

  it.each(MESSAGES)("publish the message %s to a topic, byte for byte", (message) => {
    const topic = at("sns", "orders");
    expect(Object.fromEntries(new URLSearchParams(render(publishTemplate(topic, false), message)))).toEqual({
      Action: "Publish",
      TopicArn: topic,
      Message: message,
      "MessageAttributes.entry.1.Name": "connectionId",
      "MessageAttributes.entry.1.Value.DataType": "String",
      "MessageAttributes.entry.1.Value.StringValue": SAMPLE_CONTEXT.connectionId,
    });
  });

  it.each(['{"a":1}', '{"a":"it\'s \\"x\\" \\\\ 🙂"}', '["PING",2]'])(
    "put the message %s on a bus, as JSON",
    (message) => {
      const bus = at("events", "event-bus/shop");
      const { Entries: entries } = JSON.parse(render(putEventsTemplate(bus, "shop"), message));
      expect(entries).toEqual([
        { EventBusName: bus, Source: "shop", DetailType: 'say "hi"', Detail: expect.any(String) },
      ]);
      expect(JSON.parse(entries[0].Detail)).toEqual({
        connectionId: SAMPLE_CONTEXT.connectionId,
        data: JSON.parse(message),
      });
    },
  );

  it("tell an event that was not taken from one that was", () => {
    const answer = putEventsAnswer('{"type":"taken"}');
    expect(render(answer, '{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}')).toBe('{"type":"taken"}');
    expect(JSON.parse(render(answer, '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"x"}]}'))).toMatchObject({
      message: "Internal server error",
    });
  });
});

describe("routes that hand their messages on", () => {
  it.each<[RouteProps, string, string, string]>([
    [{ sqs: at("sqs", "orders") }, "sqs:path/123456789012/orders", "sqs:SendMessage", at("sqs", "orders")],
    [{ sns: at("sns", "orders") }, "sns:action/Publish", "sns:Publish", at("sns", "orders")],
    [
      { events: at("events", "event-bus/shop") },
      "events:action/PutEvents",
      "events:PutEvents",
      at("events", "event-bus/shop"),
    ],
  ])("call the service of %j as a role that may do that alone", (route, action, allowed, resource) => {
    const terraform = synthesizeOptions({ routes: { order: route } });
    expect(findResource(terraform, "aws_apigatewayv2_integration")).toMatchObject({
      integration_type: "AWS",
      integration_uri: expect.stringMatching(new RegExp(`:us-east-1:${action}$`)),
      credentials_arn: refer(terraform, "aws_iam_role", "arn"),
      request_parameters: { "integration.request.header.Content-Type": expect.stringMatching(/^'application\/x-/) },
    });
    expect(listStatements(terraform).filter(({ Action }) => Action !== "sts:AssumeRole")).toEqual([
      { Effect: "Allow", Action: allowed, Resource: resource },
    ]);
    expect(findRoute(terraform, "order")).toMatchObject({ route_response_selection_expression: "$default" });
  });

  it("keep the order of a connection's messages in a queue or topic of that kind", () => {
    const templates = (route: RouteProps) =>
      JSON.stringify(findResource(synthesizeOptions({ routes: { order: route } }), "aws_apigatewayv2_integration"));
    expect(templates({ sqs: at("sqs", "orders.fifo") })).toContain("MessageGroupId");
    expect(templates({ sns: at("sns", "orders"), fifo: true })).toContain("MessageGroupId");
    expect(templates({ sns: at("sns", "orders.fifo"), fifo: false })).not.toContain("MessageGroupId");
  });

  it("answer as the route says, or nothing", () => {
    const sns = at("sns", "orders");
    const one = synthesizeOptions({ routes: { order: { sns, response: "none" } } });
    expect(findRoute(one, "order")).not.toHaveProperty("route_response_selection_expression");
    const other = synthesizeOptions({ routes: { order: { sns, response: { template: '{"type":"taken"}' } } } });
    expect(listResources(other, "aws_apigatewayv2_integration_response")).toContainEqual(
      expect.objectContaining({ response_templates: { $default: '{"type":"taken"}' } }),
    );
    expect(() => synthesizeOptions({ routes: { order: { sns, response: { template: '{"a":' } } } })).toThrow(
      "route 'order': mock template does not render JSON",
    );
  });

  it("find the path of a queue of the stack", () => {
    const app = new App({ outdir: `${createProject({})}/cdktf.out`, stackTraces: false });
    const stack = new ApigwWebsocketApiSfnSync(app, "demo", { routes: { ping: { mock: "{}" } } });
    const queue = new SqsQueue(stack, "Queue", { name: stack.nameResource("queue", "orders") });
    stack.addRoute("order", { sqs: queue.arn, response: { template: '{"type":"queued"}' } });
    const terraform = JSON.parse(Testing.synth(stack, true)) as Terraform;
    const uris = listResources(terraform, "aws_apigatewayv2_integration").map(({ integration_uri: uri }) =>
      String(uri),
    );
    expect(uris.find((uri) => uri.includes(":sqs:"))).toMatch(
      /:sqs:path\/\$\{data\.aws_caller_identity\.CallerIdentity\.account_id\}\/\$\{aws_sqs_queue\.Queue\.name\}$/,
    );
    expect(listStatements(terraform)).toContainEqual({
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: "${aws_sqs_queue.Queue.arn}",
    });
  });

  it.each<[string, object, string]>([
    [
      "order",
      { sqs: at("sns", "orders") },
      `sqs is no ARN of sqs, got "${at("sns", "orders")}"; write it as in '${at("sqs", "orders")}'`,
    ],
    [
      "order",
      { sqs: at("sqs", "a").replace("us-east-1", "eu-west-1") },
      "sqs is of another region than the stack, got 'eu-west-1'; name one of us-east-1",
    ],
    [
      "order",
      { sqs: "${var.queue}" },
      "sqs does not tell the queue's name, got '${var.queue}'; give the arn of an SqsQueue, or an ARN",
    ],
    [
      "$connect",
      { sns: at("sns", "a") },
      `sns would get no message, got '${at("sns", "a")}'; only the other routes get messages, events and http take $connect`,
    ],
    [
      "order",
      { events: at("events", "event-bus/a"), source: "aws.a" },
      "source is no source of events, got \"aws.a\"; use letters, digits, '.', '-' and '_', and not AWS's own 'aws.'",
    ],
    [
      "order",
      { http: "api.example.com" },
      `http is no URL, got "api.example.com"; write it as in 'https://api.example.com/quotes'`,
    ],
    [
      "order",
      { sns: at("sns", "a"), source: "a" },
      "option does not belong to a route with 'sns', got 'source'; remove it",
    ],
    [
      "order",
      { sns: at("sns", "a"), sqs: at("sqs", "a") },
      "runs more than one thing, got sns and sqs; give one of them",
    ],
  ])("reject for %s %j", (routeKey, route, problem) => {
    expect(() => synthesizeOptions({ routes: { [routeKey]: route as RouteProps } })).toThrow(
      new SynthesisError([`route '${routeKey}': ${problem}`]),
    );
  });
});
