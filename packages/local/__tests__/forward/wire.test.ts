import type { JsonObject } from "@sfn-websocket/languages/json";
import { readForward } from "../../forward/forwards";
import { configuration } from "../configuration";
import { serve, type Served } from "../serve";
import { serveService, type ServedService } from "./serve-service";

let service: ServedService;
let served: Served;
afterEach(async () => {
  await served.close();
  await service.close();
});

const forwardTo = (name: string, url: string) =>
  new Map([[name, readForward(`${name}=${url}`, { where: "--forward", emulated: [], environment: {} })]]);

interface Integration {
  readonly service: string;
  readonly target: string;
  readonly parameters?: JsonObject;
  readonly template: string;
  readonly action: string;
  readonly resource: string;
}

const open = async ({ service: name, target, parameters = {}, template, action, resource }: Integration) => {
  service = await serveService(name);
  service.answer = { headers: { "content-type": "text/plain" }, body: "taken" };
  const integration = {
    integration_type: "AWS",
    integration_method: "POST",
    integration_uri: `arn:aws:apigateway:us-east-1:${name}:${target}`,
    credentials_arn: "${aws_iam_role.main.arn}",
    request_parameters: parameters,
    request_templates: { $default: template },
  };
  const responses = { $default: {}, "/.*/": { response_templates: { $default: "$input.body" } } };
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: resource }] };
  const stack = configuration({ routes: { $default: { integration, responses } }, policy });
  served = await serve(stack, { forwards: forwardTo(name, service.url) });
  return served.connect();
};

const QUEUE: Integration = {
  service: "sqs",
  target: "path/123456789012/orders",
  parameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
  template: "Action=SendMessage&MessageBody=$util.urlEncode($input.body)",
  action: "sqs:SendMessage",
  resource: "arn:aws:sqs:us-east-1:123456789012:orders",
};
const TOPIC: Integration = {
  service: "sns",
  target: "action/Publish",
  parameters: {
    "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'",
    "integration.request.querystring.TopicArn": "'arn:aws:sns:us-east-1:123456789012:news'",
  },
  template: "Message=$util.urlEncode($input.body)",
  action: "sns:Publish",
  resource: "arn:aws:sns:us-east-1:123456789012:news",
};
const BUS: Integration = {
  service: "events",
  target: "action/PutEvents",
  template: '{"Entries":[{"Source":"chat","DetailType":"message","Detail":"$util.escapeJavaScript($input.body)"}]}',
  action: "events:PutEvents",
  resource: "arn:aws:events:us-east-1:123456789012:event-bus/default",
};

describe("an integration of a service that a server of the user's answers for", () => {
  it.each<readonly [Integration, object]>([
    [QUEUE, { path: "/123456789012/orders", query: {}, body: "Action=SendMessage&MessageBody=%7B%22a%22%3A1%7D" }],
    [
      TOPIC,
      {
        path: "/",
        query: { Action: "Publish", Version: "2010-03-31", TopicArn: TOPIC.resource },
        body: "Message=%7B%22a%22%3A1%7D",
      },
    ],
    [
      BUS,
      {
        path: "/",
        headers: { "x-amz-target": "AWSEvents.PutEvents", "content-type": "application/x-amz-json-1.1" },
        body: '{"Entries":[{"Source":"chat","DetailType":"message","Detail":"{\\"a\\":1}"}]}',
      },
    ],
  ])("sends what the template says, case %#", async (integration, call) => {
    const client = await open(integration);
    expect(await client.ask('{"a":1}')).toBe("taken");
    expect(service.calls).toMatchObject([{ method: "POST", ...call }]);
  });

  it("is refused what its role may not", async () => {
    const client = await open({ ...QUEUE, resource: `${QUEUE.resource}-2` });
    expect(await client.ask('{"a":1}')).toMatch(
      /not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-east-1:123456789012:orders/,
    );
    expect(service.calls).toEqual([]);
  });
});

describe("a call of the endpoint for a service that a server of the user's answers for", () => {
  const scope = (name: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/${name}/aws4_request, SignedHeaders=host, Signature=0`,
  });
  const openEndpoint = async (name: string, url = service.url) =>
    void (served = await serve({ resource: {} }, { forwards: forwardTo(name, url) }));

  it("is passed on as it is, its bytes too, and signed anew", async () => {
    service = await serveService("sqs");
    service.answer = { status: 201, headers: { "x-own": "1" }, body: "answered" };
    await openEndpoint("sqs");
    const bytes = Buffer.from([0, 255, 128, 10, 13]);
    const answer = await fetch(`http://127.0.0.1:${served.port}/a%20b?x=1&y=%2F`, {
      method: "PUT",
      body: bytes,
      headers: { ...scope("sqs"), "x-amz-target": "AmazonSQS.CreateQueue" },
    });
    expect([answer.status, answer.headers.get("x-own"), await answer.text()]).toEqual([201, "1", "answered"]);
    const [call] = service.calls;
    expect(call).toMatchObject({ method: "PUT", path: "/a%20b", query: { x: "1", y: "/" } });
    expect(call?.headers).toMatchObject({ "x-amz-target": "AmazonSQS.CreateQueue", "content-length": "5" });
    expect(call?.headers.authorization).toMatch(/Credential=KEY\/\d{8}\/eu-west-1\/sqs\//);
    expect(call?.body).toBe(bytes.toString());
  });

  it("is signed anew where its URL signs it, and tells the length that HEAD asks for", async () => {
    service = await serveService("s3");
    service.answer = { headers: { "content-length": "7" }, body: "" };
    await openEndpoint("s3");
    const signature = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-Signature=0";
    const credential = encodeURIComponent("AKID/20260101/eu-west-1/s3/aws4_request");
    const url = `http://127.0.0.1:${served.port}/b/k?versionId=1&X-Amz-Credential=${credential}&${signature}`;
    const answer = await fetch(url, { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-length")]).toEqual([200, "7"]);
    expect(service.calls).toMatchObject([{ method: "HEAD", query: { versionId: "1" } }]);
  });

  it("is refused by the server's name where that is not running", async () => {
    service = await serveService("sns");
    const { url } = service;
    await service.close();
    await openEndpoint("sns", url);
    const answer = await fetch(`http://127.0.0.1:${served.port}/`, {
      method: "POST",
      body: "Action=ListTopics",
      headers: { ...scope("sns"), "content-type": "application/x-www-form-urlencoded" },
    });
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain("forward: sns: no answer of the server");
    expect(served.log).toEqual([expect.stringContaining("forward: sns: no answer of the server")]);
  });

  it("is refused where the server is this one", async () => {
    service = await serveService("sqs");
    await openEndpoint("sqs");
    const headers = { ...scope("sqs"), "x-sfn-websocket-forwarded": "1", "x-amz-target": "AmazonSQS.ListQueues" };
    const answer = await fetch(`http://127.0.0.1:${served.port}/`, { method: "POST", body: "{}", headers });
    expect(await answer.json()).toMatchObject({
      __type: "ServiceUnavailable",
      message: expect.stringMatching(/^forward: sqs: the server is this one, got 'http:.*'; name the server of sqs$/),
    });
    expect(service.calls).toEqual([]);
  });
});
